"""Find entities by any written form of a name."""

from collections.abc import Iterable

from kg.ids import fold


def rank(wanted: str, folded: str) -> int | None:
    """How well a folded name answers a wanted folded name: 0 the same, n with n more words, None not at all.

    The wanted words may come in any order.

    >>> [rank("bach mai", name) for name in ("bach mai", "benh vien bach mai", "benh vien mai")]
    [0, 2, None]
    """
    if wanted == folded:
        return 0
    words = folded.split()
    rest = list(words)
    for word in wanted.split():
        if word not in rest:
            return None
        rest.remove(word)
    return max(1, len(rest)) if len(rest) < len(words) else None


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
