"""Numbers with their nouns."""


def noun(number: int, one: str, many: str = "") -> str:
    """The noun in the form that goes with a number.

    >>> noun(1, "article"), noun(0, "article"), noun(2, "entity", "entities")
    ('article', 'articles', 'entities')
    """
    return one if number == 1 else many or f"{one}s"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "new part"), counted(1_200, "article")
    ('1 new part', '1,200 articles')
    """
    return f"{number:,} {noun(number, one, many)}"
