"""What an article means by "the hospital", "both parties", "it" and "we"."""
