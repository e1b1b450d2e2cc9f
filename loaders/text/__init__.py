"""The text of an article: cleaned, cut into words, sentences and lists, what its words mean, and the dates in it."""
