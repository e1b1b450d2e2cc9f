"""All edges of a graph at a glance: a table of them without their statements, light enough for a million.

What an article contributes is one line an edge, tabs between its cells: subject, predicate, object (escaped as in
IRIs), and where it stands last, in a form that sorts: ``2024-05 3 signed``. The lines of many articles are put
together by sorting alone, so that a store can keep them with each article and need not read its statements for this.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg.model import Reading
from kg.stores.edges import Key, keyed
from kg.stores.terms import safe
from schemas.ontology import ontology

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("subject", "predicate", "object", "status", "sources")
"""Canonical ids, or a field code as object; the status of the edge, or null; how many articles speak of it."""
_CELLS = ("subject", "predicate", "object", "stands")


def lines(reading: Reading) -> str:
    """The edges that the statements of one article make, a line each, in order."""
    found: dict[Key, str] = {}
    for key, said in keyed(reading):
        stands = ""
        if said.status is not None:
            date = said.date or ""
            rank = ontology().statuses[said.status].rank
            stands = f"{'' if date.startswith('-') else safe(date)} {rank} {said.status}"
        found[key] = max(found.get(key, ""), stands)
    return "\n".join("\t".join((*map(safe, key), stands)) for key, stands in sorted(found.items()))


def gather(texts: Iterable[str]) -> "pa.Table":
    """The edges of all articles from their lines, in no particular order.

    >>> gather(["a\\tPART_OF\\tb\\t2024 3 signed", "a\\tPART_OF\\tb\\t2025-01 5 ended"]).to_pylist()
    [{'subject': 'a', 'predicate': 'PART_OF', 'object': 'b', 'status': 'ended', 'sources': 2}]
    """
    import pyarrow as pa
    from pyarrow import csv

    data = "\n".join(text for text in texts if text)
    if not data:
        return listed([])
    told = csv.read_csv(
        pa.py_buffer(data.encode()),
        csv.ReadOptions(column_names=_CELLS),
        csv.ParseOptions(delimiter="\t", quote_char=False),
        csv.ConvertOptions(column_types=dict.fromkeys(_CELLS, pa.string()), strings_can_be_null=False),
    )
    found = told.group_by(list(_CELLS[:3])).aggregate([("stands", "max"), ("stands", "count")])
    made = {name: each(found[name], unquote, pa.string()) for name in _CELLS[:3]}
    made["status"] = each(found["stands_max"], lambda text: text.rpartition(" ")[2] or None, pa.string())
    return pa.table(made | {"sources": found["stands_count"]})


def listed(rows: Iterable[Mapping[str, object]]) -> "pa.Table":
    """The same table from rows with its columns."""
    import pyarrow as pa

    texts = dict.fromkeys(COLUMNS[:-1], pa.string())
    return pa.Table.from_pylist(list(rows), pa.schema(texts | {COLUMNS[-1]: pa.int64()}))


def each(column: "pa.ChunkedArray", work: Callable[[str], object], kind: "pa.DataType") -> "pa.Array":
    """What a function makes of each text of a column, as values of a kind; it is asked once for each different one."""
    import pyarrow as pa

    told = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return pa.array([work(text) for text in told.dictionary.to_pylist()], kind).take(told.indices)
