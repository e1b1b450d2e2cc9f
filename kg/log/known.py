"""Which of very many texts were met before, in eight bytes each."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_RECENT = 1 << 16
"""New ones that wait in a set, which takes ten times the memory, before they are sorted in."""


def short(text: str) -> int:
    """A text as 64 bits: among a billion different texts one pair in forty runs shares them."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Known:
    """A set of texts, of which only ``short`` is kept.

    >>> known = Known(["a", "b"])
    >>> known.add("c")
    >>> [text in known for text in "acd"], len(known)
    ([True, True, False], 3)
    """

    __slots__ = ("_recent", "_sorted")

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._sorted: NDArray[np.uint64] = np.unique(np.fromiter(map(short, texts), dtype=np.uint64))
        self._recent: set[int] = set()

    def __contains__(self, text: str) -> bool:
        one = short(text)
        if one in self._recent:
            return True
        at = int(np.searchsorted(self._sorted, np.uint64(one)))
        return at < len(self._sorted) and int(self._sorted[at]) == one

    def __len__(self) -> int:
        return len(self._sorted) + len(self._recent)

    def add(self, text: str) -> None:
        """Take note of a text."""
        if text not in self:
            self._recent.add(short(text))
            if len(self._recent) >= _RECENT:
                more = np.fromiter(self._recent, dtype=np.uint64)
                self._sorted, self._recent = np.union1d(self._sorted, more), set()
