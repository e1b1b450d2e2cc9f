"""Layouts that are kept: the same picture is not laid out twice, and next week's keeps the shape of this week's.

A file in the folder of layouts is named after what was drawn: the thing that was asked for and all of the content. It
tells where each thing stood, by its id, so that a picture of nearly the same things can start from it.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.files import replacing

Place = tuple[int, int]

LOOKED_AT = 8
"""Newest layouts of the same subject that are tried as a model; reading one of 10,000 things takes 20 ms."""
NEW = 0.25
"""Largest part of the things that may be new since all was last laid out afresh. What comes new is put beside what it
is linked with, so with more of it the picture would no longer be the one that a fresh layout makes readable."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Places of the things with the ids, by index, and in the opening, if it has places of its own.

    ``alone`` has the indices of things that nothing was linked with; ``new`` counts those that came since all was last
    laid out afresh.
    """

    ids: tuple[str, ...]
    whole: Mapping[int, Place]
    start: Mapping[int, Place] | None
    alone: frozenset[int]
    new: int = 0


@dataclass(frozen=True, slots=True)
class Former:
    """Where things stood in an earlier picture, by their present index, and how many have come new since then."""

    whole: Mapping[int, Place]
    start: Mapping[int, Place]
    new: int


def keep(file: Path, kept: Kept) -> None:
    """Write a layout. One that cannot be kept is no loss."""
    start = None if kept.start is None else _columns(kept.start)
    told = {"ids": kept.ids, **_columns(kept.whole), "start": start, "alone": sorted(kept.alone), "new": kept.new}
    with suppress(OSError), replacing(file) as stream:
        json.dump(told, stream, separators=(",", ":"))


def read(file: Path) -> Kept | None:
    """The layout of a file; None where there is none or it is not whole."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        start = None if told["start"] is None else _places(told["start"])
        return Kept(tuple(told["ids"]), _places(told), start, frozenset(told["alone"]), told["new"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def former(files: Path, pattern: str, ids: Mapping[str, int], alone: frozenset[int]) -> Former | None:
    """The newest of the layouts called like ``pattern`` that has most of the things with these ids.

    A thing that was alone and now is linked counts as new: its place was among the others that are alone.
    """
    with suppress(OSError):
        for file in sorted(files.glob(pattern), key=lambda file: (-file.stat().st_mtime_ns, file.name))[:LOOKED_AT]:
            kept = read(file)
            if kept is None:
                continue
            now = {i: ids[name] for i, name in enumerate(kept.ids) if name in ids}
            now = {i: other for i, other in now.items() if i not in kept.alone or other in alone}
            new = kept.new + len(ids) - len(now)
            if new <= NEW * len(ids):
                whole, start = (
                    {now[i]: place for i, place in part.items() if i in now} for part in (kept.whole, kept.start or {})
                )
                return Former(whole, start, new)
    return None


def _columns(places: Mapping[int, Place]) -> dict[str, list[int]]:
    return {"thing": list(places), "x": [x for x, _ in places.values()], "y": [y for _, y in places.values()]}


def _places(told: Mapping[str, Any]) -> dict[int, Place]:
    return {i: (x, y) for i, x, y in zip(told["thing"], told["x"], told["y"], strict=True)}
