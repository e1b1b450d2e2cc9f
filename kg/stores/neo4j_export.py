"""A graph as files for ``neo4j-admin database import``, which fills an empty database faster than any driver.

The files hold the model of the Neo4j store whole, so that ``kg`` goes on with what was imported.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from kg.errors import StoreError
from kg.model import Statement
from kg.stores import neo4j_rows as rows
from kg.stores.edges import Key, edge, keyed
from kg.stores.intake import digest
from kg.stores.neo4j_open import FORMAT
from kg.stores.protocol import Store
from kg.stores.views import Tally, called, encode, tally, view

BETWEEN = "\x1f"
"""What stands between the members of a list: a control character, as names hold every sign that people write."""
SCRIPT = "import.sh"
_QUOTE = '"'
_TEXTS, _NUMBERS = "string[]", "long[]"
_TYPES = {
    **dict.fromkeys(("names", "languages", "folded", "fields", "texts"), _TEXTS),
    **dict.fromkeys(("starts", "ends"), _NUMBERS),
    **dict.fromkeys(("start", "end", "place", "sources", "independent_sources", "format"), "long"),
    "confidence": "double",
    "example": "boolean",
}
"""Properties that are no text, by name; a name means the same everywhere."""


class Tables:
    """The files of a folder, each begun with its header when its first row comes."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._columns: dict[str, list[str]] = {}
        self._streams: dict[str, TextIO] = {}
        self.options: list[str] = []
        """What the import is told of the files."""

    def node(self, kind: str, key: str, properties: rows.Row, labels: str = "") -> None:
        """A node whose key is unique among those of its kind."""
        labels = labels or kind
        self._row(f"nodes-{labels.replace(':', '-')}.csv", f"nodes={labels}", {f":ID({kind})": key}, properties)

    def relation(self, kind: str, start: tuple[str, str], end: tuple[str, str], properties: rows.Row) -> None:
        """A relationship between two nodes, each told by kind and key."""
        ends = {f":START_ID({start[0]})": start[1], f":END_ID({end[0]})": end[1]}
        self._row(f"relationships-{kind}-{end[0]}.csv", f"relationships={kind}", ends, properties)

    def _row(self, file: str, option: str, keys: dict[str, str], properties: rows.Row) -> None:
        if file not in self._streams:
            path = self._folder / file
            self._streams[file] = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._columns[file] = list(properties)
            self.options.append(f"{option}={file}")
            head = [f"{name}:{_TYPES[name]}" if name in _TYPES else name for name in properties]
            self._streams[file].write(",".join([*keys, *head]) + "\n")
        cells = [*keys.values(), *(properties[name] for name in self._columns[file])]
        self._streams[file].write(",".join(map(_cell, cells)) + "\n")


def _cell(value: object) -> str:
    """A value of a property. What is not there is empty; an empty text has its quotes."""
    if isinstance(value, str):
        return f'"{value.replace(_QUOTE, _QUOTE * 2)}"' if _QUOTE in value else f'"{value}"'
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    assert isinstance(value, list), f"no property of a node is of type {type(value).__name__}"
    texts = list(map(str, value))
    if any(BETWEEN in text for text in texts):
        raise StoreError(f"expected names without the control character U+001F, got {texts!r}")
    return _cell(BETWEEN.join(texts))


def write(store: Store, folder: Path) -> None:
    """Write the files, the script that imports them, and the schema that is made afterwards. Raises ``StoreError``."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        tables = Tables(folder, stack)
        tables.node("HealthkgStore", "healthkg", {"name": "healthkg", "format": FORMAT})
        for row in rows.field_rows():
            tables.node("Field", row["id"], row)
        same, names = store.decisions()
        by_entity: dict[str, dict[str, str]] = defaultdict(dict)
        for number, ((key, language), name) in enumerate(names.items()):
            by_entity[key][language] = name
            tables.node("Called", str(number), {"id": key, "language": language, "name": name})
        for one, other in same.items():
            tables.node("Redirect", one, {"id": one, "to": other})
        totals: dict[str, Tally] = defaultdict(Tally)
        behind: dict[Key, list[Statement]] = defaultdict(list)
        origin = _readings(tables, store, totals, behind)
        for key in sorted({*totals, *by_entity}):
            total = called(totals[key], by_entity[key])
            if (entity := view(key, total)) is not None:
                properties = rows.entity_properties(entity) | {"tally": encode(total)}
                tables.node("Entity", key, properties, ":".join(rows.labels(entity.type)))
        for ends, statements in behind.items():
            properties = rows.edge_row(edge(ends, statements, origin))["properties"]
            tables.relation(ends[1], ("Entity", ends[0]), (rows.target(ends[1]), ends[2]), properties)
        _script(folder, tables.options)


def _readings(
    tables: Tables, store: Store, totals: dict[str, Tally], behind: dict[Key, list[Statement]]
) -> dict[str, str]:
    """Write all that articles say; what follows from all of them together is gathered. What each is a copy of."""
    origin = {}
    for reading in store.readings():
        origin[reading.article.id] = reading.article.copy_of or reading.article.id
        article = ("Article", reading.article.id)
        tables.node(*article, rows.article_row(reading, digest(reading)))
        for entity in reading.entities:
            totals[entity.canonical].update(tally(entity))
        for row in rows.mention_rows(reading):
            mention = ("Mention", _key(row["properties"]))
            tables.node(*mention, row["properties"])
            tables.relation("IN", mention, article, {})
            tables.relation("REFERS_TO", mention, ("Entity", row["entity"]), {})
        for row, one in zip(rows.statement_rows(reading), reading.statements, strict=True):
            said = ("Statement", _key(row["properties"]))
            tables.node(*said, row["properties"])
            tables.relation("SUBJECT", said, ("Entity", row["subject"]), {})
            tables.relation("OBJECT", said, (rows.target(one.predicate), row["object"]), {})
            if row["agreement"] is not None:
                tables.relation("AGREEMENT", said, ("Entity", row["agreement"]), {})
            for evidence in row["evidence"]:
                tables.relation("SAID_BY", said, article, evidence)
        for key, one in keyed(reading):
            behind[key].append(replace(one, evidence=()))
    return origin


def _key(properties: rows.Row) -> str:
    return f"{properties['article']}/{properties['id']}"


def _script(folder: Path, options: Iterable[str]) -> None:
    template = (files("kg.stores") / "neo4j_import.sh").read_text(encoding="utf-8")
    listed = " \\\n  ".join(f"--{option}" for option in options)
    (folder / SCRIPT).write_text(template.replace("@FILES@", listed), encoding="utf-8")
    schema = (files("schemas") / "neo4j.cypher").read_text(encoding="utf-8")
    (folder / "schema.cypher").write_text(schema, encoding="utf-8")
