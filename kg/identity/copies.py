"""Near-copies: articles that are one text, as a press release that ten papers print. Found by MinHash (rensa).

Each article gets a sketch when it is read. How many numbers two sketches share tells how many runs of words the texts
share, so copies are found without the texts.
"""

import base64
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from kg.ids import fold

LEAST_ALIKE = 0.4
"""Share of the runs of words of two texts that both have, from which they are near-copies. Of the example articles a
report and its syndicated copy share 0.58 by their sketches; no other two of the example and test articles more than
0.08."""
_RUN = 3
_NUMBERS = 64
_BAND = 3
"""Sketches that share a band of so many numbers are compared: of pairs 0.58 alike 99 in 100 do, of those 0.4 alike 75,
of those 0.05 alike one in 400."""
_MOST = 64
_FEWEST_RUNS = 20
_SEED = 1
_WORD = re.compile(r"[^\W_]+")
_FORM = struct.Struct(f"<{_NUMBERS}I")
_ALPHABET = base64.b85encode(b"".join(struct.pack(">I", digit) for digit in range(85))).decode()[4::5]
_DIGITS = np.zeros(128, np.uint64)
_DIGITS[[ord(letter) for letter in _ALPHABET]] = range(85)
_PLACES = 85 ** np.arange(4, -1, -1, dtype=np.uint64)


def sketch(text: str) -> str | None:
    """The sketch of a text; None for one of a few words, which is like many others.

    >>> sketch("Too short.") is None
    True
    """
    from rensa import RMinHash

    words = _WORD.findall(fold.__wrapped__(text))  # past the cache: whole texts would fill it
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if len(runs) < _FEWEST_RUNS:
        return None
    made = RMinHash(num_perm=_NUMBERS, seed=_SEED)
    made.update(sorted(runs))
    return f"{RMinHash.ALGORITHM_VERSION}." + base64.b85encode(_FORM.pack(*made.digest())).decode("ascii")


def alike(one: str, other: str) -> float:
    """The share of runs of words that two texts have in common, from their sketches, give or take 0.06.

    >>> text = " ".join(f"word{n}" for n in range(50))
    >>> alike(sketch(text), sketch(text))
    1.0
    """
    mine, theirs = _numbers(one), _numbers(other)
    return int(np.count_nonzero(mine == theirs)) / _NUMBERS if len(mine) and len(theirs) else 0.0


def near_copies(sketches: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of ids of articles whose sketches say that they are near-copies; see ``copies``."""
    shared: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, text in sketches.items():
        for band in bands(text):
            shared[band].append((key, text))
    yield from sorted({pair for some in shared.values() for pair in copies(some)})


def bands(text: str) -> Iterator[str]:
    """What a sketch is found by: two sketches are compared where they have one of these in common."""
    numbers = _numbers(text).tolist()
    for at in range(0, len(numbers) - _BAND + 1, _BAND):
        yield " ".join(map(str, (at, *numbers[at : at + _BAND])))


def copies(shared: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of near-copies among (id of an article, its sketch) that have a band in common.

    A text is compared with the first of each group of copies, of ``_MOST`` groups at most, so that a release that
    thousands print takes no longer than thousands of texts.
    """
    firsts: dict[str, str] = {}
    for key, text in sorted(shared):
        found = [one for other, one in firsts.items() if other == text or alike(other, text) >= LEAST_ALIKE]
        yield from ((one, key) for one in found)
        if not found and len(firsts) < _MOST:
            firsts[text] = key


def _numbers(text: str) -> NDArray[np.uint32]:
    """The numbers of a sketch; none of one that another version made. Ten times as fast as ``base64.b85decode``."""
    from rensa import RMinHash

    version, _, body = text.partition(".")
    if version != str(RMinHash.ALGORITHM_VERSION):
        return np.empty(0, np.uint32)
    digits = _DIGITS[np.frombuffer(body.encode("ascii"), np.uint8)].reshape(-1, 5)
    return (digits @ _PLACES).astype(">u4").view("<u4")
