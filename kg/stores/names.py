"""Find entities by any written form of a name."""

import re
from collections.abc import Iterable

from kg.ids import fold

_WORD = re.compile(r"\w+")


def words(folded: str) -> list[str]:
    """The words of a folded name, without the marks around them; what has no letter or digit is one word as it is.

    >>> words("spitalul \u201ecarol davila\u201d"), words("?")
    (['spitalul', 'carol', 'davila'], ['?'])
    """
    return _WORD.findall(folded) or folded.split()


def rank(wanted: str, folded: str) -> int | None:
    """How well a folded name answers a wanted folded name: 0 the same, n with n more words, None not at all.

    The wanted words may come in any order.

    >>> [rank("bach mai", name) for name in ("bach mai", "benh vien bach mai", "benh vien mai")]
    [0, 2, None]
    """
    asked, there = words(wanted), words(folded)
    if asked == there:
        return 0
    rest = list(there)
    for word in asked:
        if word not in rest:
            return None
        rest.remove(word)
    return max(1, len(rest)) if len(rest) < len(there) else None


def best(name: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Ids of the (id, folded name) pairs that answer a name, the best first, then in order of their ids.

    >>> best("BẠCH MAI", [("h1", "benh vien bach mai"), ("h2", "benh vien k")])
    ['h1']
    """
    wanted, ranks = fold(name), dict[str, int]()
    for key, folded in pairs:
        found = rank(wanted, folded)
        if found is not None and found < ranks.get(key, found + 1):
            ranks[key] = found
    return sorted(ranks, key=lambda key: (ranks[key], key))
