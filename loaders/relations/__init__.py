"""Who does what with whom: the rules of a language applied to the sentences of an article."""
