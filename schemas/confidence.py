"""How sure the statements of a rule are: its precision on annotated articles, as ``make quality`` measured it.

``confidence.tsv`` has a line for every rule and predicate that was read there, with how many of its readings were
right; the rule ``*`` stands for all rules of a predicate. In the line ``*``, ``*`` the confidence is a factor: how much
less sure a statement is that leans on a pronoun or a definite noun ("both parties", "the hospital").
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.errors import DataError

COLUMNS = ("predicate", "rule", "right", "readings", "confidence")
ANY = "*"
WEIGHT = 20
UNKNOWN = 0.5
"""For a predicate that was read nowhere."""

Table = Mapping[tuple[str, str], float]


def estimate(right: int, readings: int, prior: float) -> float:
    """The chance that the next reading is right: the share so far, drawn towards ``prior`` with the weight of twenty.

    This is Cestnik's m-estimate (1990). The prior of a rule is the share of its predicate, times how much rarer a
    reading is right in articles that no rule was written with. The weight told well what rules do in such articles:
    log loss 0.52 with 5, 0.51 with 10, 0.50 with 20 and 40, and 0.66 without regard to what articles a rule was
    written with.

    >>> round(estimate(20, 20, 0.8), 2), estimate(0, 0, 0.8)
    (0.9, 0.8)
    """
    return (right + WEIGHT * prior) / (readings + WEIGHT)


def chance(table: Table, predicate: str, rule: str, *, meant: bool = False) -> float:
    """How likely a statement is right that a rule read, by a table of such figures.

    A rule without readings has the figure of its predicate. ``meant``: an end of it is not named but meant.

    >>> chance({("SIGNED", "*"): 0.9, ("*", "*"): 0.5}, "SIGNED", "xx.new", meant=True)
    0.45
    """
    found = table.get((predicate, rule), table.get((predicate, ANY), UNKNOWN))
    return found * table.get((ANY, ANY), 1.0) if meant else found


def confidence(predicate: str, rule: str, *, meant: bool = False) -> float:
    """How likely a statement is right that a rule read, by what is shipped. Raises ``DataError``.

    >>> 0 < confidence("SIGNED", "no such rule") < 1
    True
    """
    return chance(shipped(), predicate, rule, meant=meant)


@cache
def shipped() -> Table:
    """The table that is shipped. Raises ``DataError``."""
    return parse((files("schemas") / "confidence.tsv").read_text(encoding="utf-8"), "schemas/confidence.tsv")


def parse(text: str, origin: str) -> dict[tuple[str, str], float]:
    """Read a table; ``origin`` names it in errors. Raises ``DataError``."""
    lines = text.splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise DataError(f"{origin}:1: expected the columns {', '.join(COLUMNS)}")
    found = {}
    for number, line in enumerate(lines[1:], 2):
        try:
            predicate, rule, _, _, figure = line.split("\t")
            found[predicate, rule] = float(figure)
        except ValueError as error:
            raise DataError(f"{origin}:{number}: {error}") from error
        if not 0 < found[predicate, rule] <= 1:
            raise DataError(f"{origin}:{number}: expected a confidence above 0 and up to 1, got {figure}")
    return found
