"""Ask a question of the library, and the table that comes back."""

from dataclasses import dataclass

from kg.model import Entity

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A table of plain values: what a question came back with.

    ``took`` are the entities that the names in the question were understood as, in the order of the parameters.
    If a name fits several entities equally well the question was not asked: ``candidates`` holds them and the rows
    list them, one each.

    >>> Answer(("partner", "sources"), (("Spitalul Luceafărul", 2),)).rows[0][1]
    2
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    took: tuple[Entity, ...] = ()
    candidates: tuple[Entity, ...] = ()
