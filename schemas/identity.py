"""How names of one thing are told from names of two, as far as it is no matter of words: ``identity.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import DataError

_ORIGIN = "schemas/identity.toml"


@dataclass(frozen=True, slots=True)
class Rules:
    """What ``identity.toml`` says.

    ``home``: the country of a language; ``heads``: the head code of a name without a noun, by type; ``kin``: groups of
    types that one thing may be given; ``country`` and ``national``: types and codes whose common names belong to a
    country; ``sited``: types of things that stand in one place; ``head_first``: languages that put the noun first;
    ``second``: nouns that may stand behind another; ``before_place``: codes of short words that count before a place
    only; ``peoples``: words that name a country by its people ("vietnamez"), with its gazetteer id.
    """

    home: Mapping[str, str]
    heads: Mapping[str, str]
    kin: tuple[frozenset[str], ...]
    country: frozenset[str]
    national: frozenset[str]
    sited: frozenset[str]
    head_first: frozenset[str]
    second: frozenset[str]
    before_place: frozenset[str]
    peoples: Mapping[str, str]

    def akin(self, one: str, other: str) -> bool:
        """Whether one thing may have both types.

        >>> rules().akin("Hospital", "HealthSystem"), rules().akin("Hospital", "Company")
        (True, False)
        """
        return one == other or any(one in group and other in group for group in self.kin)


@cache
def rules() -> Rules:
    """The rules of ``identity.toml``. Raises ``DataError``."""
    data = tomllib.loads((files("schemas") / "identity.toml").read_text(encoding="utf-8"))
    try:
        return Rules(
            MappingProxyType(data["home"]),
            MappingProxyType(data["heads"]),
            tuple(frozenset(group) for group in data["kin"].values()),
            frozenset(data["scope"]["country"]),
            frozenset(data["scope"]["national"]),
            frozenset(data["scope"]["sited"]),
            frozenset(data["head_first"]),
            frozenset(data["second"]),
            frozenset(data["before_place"]),
            MappingProxyType({word: place for place, words in data["peoples"].items() for word in words}),
        )
    except KeyError as error:
        raise DataError(f"{_ORIGIN}: expected a table {error.args[0]!r}") from error
