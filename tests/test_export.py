"""The graph in other formats, read back by the libraries that others read them with."""

import csv
from pathlib import Path

import networkx as nx
import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse
from readings import SOME, reading

from kg.cli import cli
from kg.errors import KgError
from kg.stores import Rows, Store, open_store
from kg.stores import rdf_export as rdf
from queries.tables import tables, write_excel

ODD = reading("odd.txt", {"=1+1": "Hospital", "@Cluj": "Place"}, [("=1+1", "LOCATED_IN", "@Cluj")])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder store of SOME, and of names that a spreadsheet would take for formulas."""
    with open_store(tmp_path / "store") as store:
        store.add([*SOME, ODD])
    return tmp_path / "store"


def written(place: Path, form: str) -> Path:
    """What ``kg export`` writes."""
    out = place.parent / f"out.{form}"
    done = CliRunner().invoke(cli, ["export", form, "--store", str(place), "--out", str(out)], standalone_mode=False)
    assert done.exception is None, done.exception
    assert not list(place.parent.glob(".*"))
    return out


def same(store: Store) -> None:
    """The tables of a store are as long as what it holds."""
    found = tables(store)
    assert len(found["entities"]) == len(list(store.entities()))
    assert len(found["relations"]) == len(store.network().edges)
    assert len(found["statements"]) == sum(len(one.evidence) for one in store.statements())
    assert len(found["articles"]) == 4


@pytest.mark.parametrize("form", rdf.FORMATS)
def test_rdf_is_read_back_as_the_same_quads(place: Path, form: str) -> None:
    out = written(place, form)
    kind: RdfFormat = rdf.FORMATS[form]
    reference = {
        (quad.triple, quad.graph_name) for quad in parse(path=str(written(place, "nquads")), format=RdfFormat.N_QUADS)
    }
    back = {(quad.triple, quad.graph_name) for quad in parse(path=str(out), format=kind)}
    if kind.supports_datasets:
        assert back == reference
    else:
        assert {triple for triple, _ in back} == {triple for triple, _ in reference}
    assert len({graph for _, graph in reference}) >= 5  # the default graph and one for each article


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_are_read_back_with_their_edges(place: Path, form: str) -> None:
    graph = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[form](written(place, form))
    with open_store(place, read_only=True) as store:
        whole = store.network()
    assert graph.number_of_edges() == len(whole.edges)
    assert {data["label"] for _, data in graph.nodes(data=True)} >= {one.name for one in whole.entities}
    assert {data["sources"] for *_, data in graph.edges(data=True)} == {1, 2}


def test_parquet_has_every_row_and_type(place: Path) -> None:
    folder = written(place, "parquet")
    with open_store(place, read_only=True) as store:
        same(store)
        for name, table in tables(store).items():
            assert pq.read_table(folder / f"{name}.parquet").to_pylist() == [dict(row) for row in table]


def test_a_workbook_has_a_sheet_for_each_table_and_no_formula(place: Path) -> None:
    book = openpyxl.load_workbook(written(place, "xlsx"))
    with open_store(place, read_only=True) as store:
        found = tables(store)
    assert book.sheetnames == list(found)
    for name, table in found.items():
        sheet = book[name]
        assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [list(r) for r in table.rows]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert "=1+1" in {cell.value for cell in book["entities"]["C"]}


def test_a_table_longer_than_a_sheet_is_told_and_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.tables._SHEET", 3)
    write_excel({"few": Rows(("a",), (("x",), ("y",)))}, tmp_path / "few.xlsx")
    with pytest.raises(KgError, match="many: 3 rows, expected fewer than the 3 of a sheet: use csv"):
        write_excel({"many": Rows(("a",), (("x",), ("y",), ("z",)))}, tmp_path / "many.xlsx")
    assert not (tmp_path / "many.xlsx").exists()


def test_csv_has_every_row_and_defuses_formulas(place: Path) -> None:
    folder = written(place, "csv")
    with open_store(place, read_only=True) as store:
        found = tables(store)
    for name, table in found.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        assert rows[0] == list(table.columns)
        assert len(rows) == len(table) + 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]


def test_a_file_that_is_there_is_replaced_and_that_is_said(place: Path, tmp_path: Path) -> None:
    ask = ["export", "graphml", "--store", str(place), "--out", str(tmp_path / "graph.xml")]
    written = (
        (tmp_path / "graph.xml").read_bytes() if CliRunner().invoke(cli, ask).output.startswith("Written: ") else b""
    )
    (tmp_path / "graph.xml").write_text("older", encoding="utf-8")
    assert CliRunner().invoke(cli, ask).output.startswith("Replaced: ")
    assert (tmp_path / "graph.xml").read_bytes() == written


def test_views_for_sql_tools_take_a_store_as_all_formats_do(place: Path) -> None:
    plain, given = (CliRunner().invoke(cli, ["export", "jdbc-views", *more]) for more in ([], ["--store", str(place)]))
    assert (plain.exit_code, plain.output) == (0, given.output)


def test_a_folder_that_is_there_is_not_written_into(place: Path) -> None:
    done = CliRunner().invoke(cli, ["export", "csv", "--store", str(place), "--out", str(place)])
    assert done.exit_code == 2
    assert "expected a folder that is not there yet" in done.output


def test_no_file_is_called_by_the_sign_for_standard_output(place: Path) -> None:
    done = CliRunner().invoke(cli, ["export", "turtle", "--store", str(place), "--out", "-"])
    assert done.exit_code == 2
    assert "--out -: expected a path" in done.output
    assert not Path("-").exists()
