"""The gazetteer: public knowledge about places and well-known institutions, one line of ``gazetteer/*.tsv`` each.

It tells that "Hôpital Bạch Mai" and "Bach Mai Hospital" are one hospital in Hanoi. It never tells what an article
says. Several names stand in one cell with ``|`` between them, the preferred one first. ``source`` says where a row
was seen, else ``general knowledge``. A place that was merged into another has that one as its parent.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import DataError

_FOLDER = files("schemas") / "gazetteer"
_LANGUAGES = ("vi", "ro", "en", "fr")
_COLUMNS = (
    *("id", "type", "country", "province"),
    *(f"names_{language}" for language in _LANGUAGES),
    *("abbreviations", "parent", "url", "source"),
)
# Capitals below this length are mostly other abbreviations; folded single words mostly other words ("Mỹ", "my").
_MIN_CAPITALS = 4
# Signs that writers and sites use for one another. The cedilla letters stand for the Romanian comma letters.
_SAME_SIGN = (("’", "'"), ("'", "’"), (" – ", " - "), (" - ", " – "), (" - ", "-"))
_DIACRITICS = re.compile("[\u0300-\u036f]+")
_CEDILLA = str.maketrans("ȘșȚț", "ŞşŢţ")


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A place or an institution. ``names`` are (language, name) pairs, the preferred one of each language first.

    ``type`` is a class of the ontology, ``country`` an ISO 3166 alpha-2 code or empty, ``province`` its name in the
    country's language or empty, ``parent`` the id of what it is part of.
    """

    id: str
    type: str
    country: str
    province: str
    names: tuple[tuple[str, str], ...]
    abbreviations: tuple[str, ...]
    parent: str | None
    url: str | None
    source: str

    def name(self, language: str) -> str:
        """The preferred name in a language, else in English, else the first one there is."""
        by_language = dict(reversed(self.names))
        return by_language.get(language) or by_language.get("en") or self.names[0][1]


def parse(text: str, origin: str) -> Iterator[GazetteerEntry]:
    """Read one gazetteer file; ``origin`` names it in errors. Raises ``DataError``."""
    header, *lines = text.splitlines()
    if tuple(header.split("\t")) != _COLUMNS:
        raise DataError(f"{origin}:1: expected the columns {' '.join(_COLUMNS)}, got {header!r}")
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(_COLUMNS):
            raise DataError(f"{origin}:{number}: expected {len(_COLUMNS)} cells, got {len(cells)}")
        row = dict(zip(_COLUMNS, cells, strict=True))
        names = tuple((code, name) for code in _LANGUAGES for name in _names(row[f"names_{code}"]))
        if not (row["id"] and row["type"] and row["source"] and names):
            raise DataError(f"{origin}:{number}: expected an id, a type, a source and a name, got {line!r}")
        yield GazetteerEntry(
            row["id"],
            row["type"],
            row["country"],
            row["province"],
            names,
            _names(row["abbreviations"]),
            row["parent"] or None,
            row["url"] or None,
            row["source"],
        )


@cache
def by_id() -> Mapping[str, GazetteerEntry]:
    """All entries by their id. Raises ``DataError`` on an id that stands twice or a parent that is missing.

    >>> by_id()["vn-hai-phong"].name("ro")
    'Hai Phong'
    """
    found: dict[str, GazetteerEntry] = {}
    for path in sorted(_FOLDER.iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".tsv"):
            continue
        for entry in parse(path.read_text(encoding="utf-8"), f"schemas/gazetteer/{path.name}"):
            if entry.id in found:
                raise DataError(f"schemas/gazetteer/{path.name}: id {entry.id!r} stands twice")
            found[entry.id] = entry
    for entry in found.values():
        if entry.parent is not None and entry.parent not in found:
            raise DataError(f"schemas/gazetteer: {entry.id!r} has an unknown parent {entry.parent!r}")
    return MappingProxyType(found)


@cache
def entries() -> tuple[GazetteerEntry, ...]:
    """Every place and institution, in the order of the files."""
    return tuple(by_id().values())


@cache
def surface_forms() -> tuple[tuple[str, str], ...]:
    """Every form in which a text may write an entry, with the entry's id, for a case-sensitive matcher.

    A form that several entries have comes once for each, in the order of the files. Besides the listed names there
    are capitals ("HANOI"), names of several words without diacritics ("Benh vien Bach Mai"), Romanian cedilla
    letters and other apostrophes and dashes. A form of one short syllable may be another word ("Anh", "Nga"): it
    wants a look at what stands around it.

    >>> [id for form, id in surface_forms() if form == "TP.HCM"]
    ['vn-ho-chi-minh-city']
    """
    pairs: dict[tuple[str, str], None] = {}
    for entry in entries():
        for name in (*(name for _, name in entry.names), *entry.abbreviations):
            pairs.update(dict.fromkeys((form, entry.id) for form in _written(name)))
    return tuple(pairs)


def _names(cell: str) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", name) for name in cell.split("|") if name)


def _written(name: str) -> Iterator[str]:
    """The name and its mechanical variants."""
    yield name
    if len(name) >= _MIN_CAPITALS:
        yield name.upper()
    yield name.translate(_CEDILLA)
    yield from (name.replace(sign, other) for sign, other in _SAME_SIGN if sign in name)
    if " " in name and not name.isascii():
        yield _without_diacritics(name)


def _without_diacritics(name: str) -> str:
    return _DIACRITICS.sub("", unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D")))
