"""How much of one article is read: what is longer than any article is not one, and must not hold up the others."""

LONGEST = 200_000
"""Characters. The longest news features have some 60,000. So much of any text takes five seconds at most, whatever it
holds: ``python -m bench.scale bait`` measures it."""


def cut(raw: str) -> str:
    """The beginning of a text that is too long, up to where a line, or else a word, ends.

    >>> cut("short"), len(cut("one line " * 30_000)), len(cut("x" * 300_000))
    ('short', 199997, 200000)
    """
    if len(raw) <= LONGEST:
        return raw
    least = LONGEST - LONGEST // 10
    return raw[: next((at for mark in ("\n", " ") if (at := raw.rfind(mark, least, LONGEST)) >= 0), LONGEST)]


def told(raw: str) -> str:
    """What is said of a text that was cut."""
    return f"its text has {len(raw):,} characters, no article has more than {LONGEST:,}: only its beginning is read"
