"""Near-copies: articles that are one text, as a press release that ten papers print. Found by MinHash (rensa).

Each article gets a sketch when it is read. How many numbers two sketches share tells how many runs of words the texts
share, so copies are found without the texts.
"""

import base64
import re
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping

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
_FEWEST_RUNS = 20
_SEED = 1
_WORD = re.compile(r"[^\W_]+")
_FORM = struct.Struct(f"<{_NUMBERS}I")


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
    return sum(a == b for a, b in zip(mine, theirs, strict=True)) / _NUMBERS if mine and theirs else 0.0


def near_copies(sketches: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of ids of articles whose sketches say that they are near-copies."""
    bands: dict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    for key in sorted(sketches):
        numbers = _numbers(sketches[key])
        met: set[str] = set()
        for at in range(0, len(numbers) - _BAND + 1, _BAND):
            band = bands[at, numbers[at : at + _BAND]]
            met.update(band)
            band.append(key)
        yield from ((other, key) for other in sorted(met) if alike(sketches[other], sketches[key]) >= LEAST_ALIKE)


def _numbers(text: str) -> tuple[int, ...]:
    from rensa import RMinHash

    version, _, body = text.partition(".")
    return _FORM.unpack(base64.b85decode(body)) if version == str(RMinHash.ALGORITHM_VERSION) else ()
