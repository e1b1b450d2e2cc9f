"""Where an article names something, and which names are one thing."""
