"""The words that institutions' names are made of, and what they mean in every language: ``terms.tsv``.

One line is one meaning: a ``code``, its ``role``, and in each language the phrases that say it, with ``|`` between
them. Phrases stand without accents and in lower case; a ``*`` at the end of a word stands for any ending. Where codes
are joined by ``+``, a phrase says several at once, and they have the roles of their own lines.

===========  ======================================================================================================
role         what it does when names are compared
===========  ======================================================================================================
``head``     says what kind of thing it is: it must be the same
``kind``     says which one among its kind: it must be the same
``lesser``   may be left out of a name that has something of its own, a proper name or a number
``weak``     may always be left out
``drop``     a word that only joins others
``number``   a word before a number
===========  ======================================================================================================
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import DataError

_ORIGIN = "schemas/terms.tsv"
_LANGUAGES = ("vi", "ro", "en", "fr")
_COLUMNS = ("code", "role", *_LANGUAGES)
_ROLES = ("head", "kind", "lesser", "weak", "drop", "number")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words after the first one, each perhaps a stem, and the codes that the phrase stands for."""

    rest: tuple[str, ...]
    codes: tuple[str, ...]

    def fits(self, words: list[str], start: int) -> bool:
        """Whether the words from ``start`` on are the rest of the phrase."""
        if len(words) - start < len(self.rest):
            return False
        return all(
            word.startswith(want[:-1]) if want.endswith("*") else word == want
            for want, word in zip(self.rest, words[start:], strict=False)
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """The phrases of one language by their first word (or its stem), the role of each code, and how stems begin."""

    words: Mapping[str, tuple[Phrase, ...]]
    stems: Mapping[str, tuple[Phrase, ...]]
    roles: Mapping[str, str]
    beginnings: frozenset[str]

    def at(self, words: list[str], start: int) -> tuple[int, tuple[str, ...]] | None:
        """Where the longest phrase that begins at a word ends, with its codes.

        >>> terms("ro").at(["spitalului", "de", "copii"], 0)
        (1, ('hospital',))
        """
        word = words[start]
        best: tuple[int, tuple[str, ...]] | None = None
        found = self.words.get(word, ())
        if word[:_SHORTEST_STEM] in self.beginnings:
            for size in range(len(word), _SHORTEST_STEM - 1, -1):
                found = (*found, *self.stems.get(word[:size], ()))
        for phrase in found:
            end = start + 1 + len(phrase.rest)
            if (best is None or end > best[0]) and phrase.fits(words, start + 1):
                best = end, phrase.codes
        return best


@cache
def terms(language: str) -> Terms:
    """The terms of a language; of one that has none, no phrases. Raises ``DataError``."""
    rows = _rows()
    roles = {row["code"]: row["role"] for row in rows if "+" not in row["code"]}
    exact: dict[str, list[Phrase]] = {}
    stems: dict[str, list[Phrase]] = {}
    for row in rows:
        codes = tuple(row["code"].split("+"))
        if unknown := [code for code in codes if code not in roles]:
            raise DataError(f"{_ORIGIN}: {row['code']!r} is made of {unknown[0]!r}, which has no line of its own")
        for text in filter(None, row.get(language, "").split("|")):
            first, *rest = text.split()
            home = stems if first.endswith("*") else exact
            home.setdefault(first.rstrip("*"), []).append(Phrase(tuple(rest), codes))
    beginnings = frozenset(stem[:_SHORTEST_STEM] for stem in stems)
    return Terms(_frozen(exact), _frozen(stems), MappingProxyType(roles), beginnings)


def _frozen(found: dict[str, list[Phrase]]) -> Mapping[str, tuple[Phrase, ...]]:
    return MappingProxyType({first: tuple(phrases) for first, phrases in found.items()})


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    header, *lines = (files("schemas") / "terms.tsv").read_text(encoding="utf-8").splitlines()
    if tuple(header.split("\t")) != _COLUMNS:
        raise DataError(f"{_ORIGIN}:1: expected the columns {' '.join(_COLUMNS)}, got {header!r}")
    rows = []
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(_COLUMNS):
            raise DataError(f"{_ORIGIN}:{number}: expected {len(_COLUMNS)} cells, got {len(cells)}")
        row = dict(zip(_COLUMNS, cells, strict=True))
        if ("+" in row["code"]) == (row["role"] in _ROLES):
            raise DataError(f"{_ORIGIN}:{number}: expected a role for one code and none for several, got {line!r}")
        rows.append(row)
    return tuple(rows)
