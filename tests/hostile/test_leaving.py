"""A graph of hostile texts through both stores, every exporter, the pages in a real browser, and the terminal."""

import csv
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pyarrow.parquet as pq
import pytest
from hostile import holds, inputs
from hostile.watched import Done, kg
from lxml import html
from markdown_it import MarkdownIt
from pyoxigraph import RdfFormat, parse

from kg.errors import KgError
from kg.model import Article, Reading
from kg.stores import Store, content_hash, open_store
from loaders.explain import explain
from queries.answer import ask
from queries.brief import FORMATS as BRIEFS
from queries.brief import brief
from queries.explain import render as explained
from queries.render import render
from queries.still import svg
from queries.view import link

READINGS = tuple(inputs.graph())
FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")
RDF = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "turtle": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder store of the whole hostile graph."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    with open_store(folder) as store:
        changes = store.add(READINGS)
        assert (changes.added, changes.refused) == (len(READINGS), ())
    return folder


@pytest.fixture
def graph(place: Path) -> Iterator[Store]:
    """The same, open for reading."""
    with open_store(place, read_only=True) as store:
        yield store


def obedient(shown: str) -> list[str]:
    """Lines with a character that a terminal would obey."""
    return [line for line in shown.split("\n") if holds.ACTIVE.search(line)]


# Stores.


def test_both_stores_give_back_what_they_took(graph: Store, request: pytest.FixtureRequest) -> None:
    kept = {one.article.id: _said(one) for one in READINGS}
    assert {one.article.id: _said(one) for one in graph.readings()} == kept
    database = request.getfixturevalue("neo4j")
    with database.fresh() as server:
        assert server.add(READINGS).refused == ()
        assert {one.article.id: _said(one) for one in server.readings()} == kept
        assert content_hash(server) == content_hash(graph)


def _said(one: Reading) -> tuple[object, ...]:
    article = (one.article.name, one.article.url, one.article.title, one.article.publisher, one.article.published)
    entities = sorted((e.id, e.type, e.name, e.names, e.canonical) for e in one.entities)
    return article, entities, sorted((s.id, s.role or "", s.object, s.evidence[0].quote) for s in one.statements)


def test_no_name_is_a_piece_of_a_query(graph: Store) -> None:
    before = content_hash(graph)
    for name in inputs.texts("names").values():
        for question in ("partners", "posts"):
            with suppress(KgError):  # a name that nothing has, or several things
                answer = ask(graph, question, [name], {})
                assert all(len(row) == len(answer.columns) for row in answer.rows)
    assert content_hash(graph) == before


# Exporters.


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx", "graphml", "gexf", *RDF])
def test_every_export_is_read_back_and_nothing_else_is_written(form: str, place: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out.{form}"
    assert kg("export", form, "--store", place, "--out", out, cwd=tmp_path, KG_GUARD=str(place.parent.parent)) == Done(
        0, "", f"Written: {out}\n"
    )
    assert [one.name for one in tmp_path.iterdir()] == [out.name]
    with open_store(place, read_only=True) as store:
        entities = len(list(store.entities()))
    if form == "csv":
        names = {one.name for one in out.iterdir()}
        assert names == {"entities.csv", "relations.csv", "statements.csv", "articles.csv"}
        for table in out.iterdir():
            with table.open(encoding="utf-8", newline="") as stream:
                cells = [cell for row in csv.reader(stream) for cell in row]
            assert not [cell for cell in cells if FORMULA.match(cell) or holds.ACTIVE.search(cell)]
    elif form == "xlsx":
        book = openpyxl.load_workbook(out)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]
        assert book["entities"].max_row == entities + 1
    elif form == "parquet":
        assert pq.read_table(out / "entities.parquet").num_rows == entities
    elif form in ("graphml", "gexf"):
        read = networkx.read_graphml if form == "graphml" else networkx.read_gexf
        assert len(read(out)) >= entities
    else:
        assert len(list(parse(path=out, format=RDF[form]))) > 10 * entities


# Pages.


def pages(graph: Store) -> Iterator[tuple[str, str]]:
    """Every kind of page that there is, of hostile texts only."""
    network = graph.network()
    yield "page.html", render(network, title=inputs.texts("names")["script-end"])
    yield "pyvis.html", render(network, title=inputs.texts("names")["script-end"], renderer="pyvis")
    yield "picture.svg", svg(network, title=inputs.texts("names")["script"])
    texts = [*inputs.texts("names").values(), *inputs.texts("orders").values()]
    articles = [
        Article(f"a-{number}", text, inputs.SENTENCE.format(text).encode("utf-8", "replace").decode(), "v", "en", url)
        for number, (text, url) in enumerate(zip(texts, list(inputs.texts("links").values()) * 6, strict=False))
    ]
    yield "explain.html", explained([explain(one) for one in articles])
    chosen = {one.id: one.name for one in graph.entities() if one.type == "Hospital"}
    for number, (key, name) in enumerate(sorted(chosen.items(), key=lambda item: item[1])):
        if number % 40 == 0 or "<script>" in name:
            made = brief(graph.network([key], depth=2), date="2024-05-03", data_hash="x", language="en")
            yield f"brief-{number}.html", BRIEFS[".html"](made).decode()
            yield (
                f"brief-{number}.md.html",
                MarkdownIt("commonmark", {"html": True}).render(BRIEFS[".md"](made).decode()),
            )


def test_no_page_holds_anything_that_runs(graph: Store) -> None:
    for name, text in pages(graph):
        assert inputs.SECRET not in text, name
        tree = html.fromstring(text.encode())
        handlers = [key for element in tree.iter() for key in element.attrib if str(key).lower().startswith("on")]
        targets = [value for element in tree.iter() for key, value in element.attrib.items() if key in ("href", "src")]
        assert not handlers, name
        assert not [one for one in targets if not one.startswith(("#", "data:image/")) and link(one) is None], name
        assert not list(tree.iter("iframe", "object", "embed", "base", "img" if "brief" not in name else "frame")), name


def test_no_script_runs_in_a_browser(graph: Store, browser: Any, tmp_path: Path) -> None:
    context = browser.new_context(offline=True)
    heard: list[str] = []
    for name, text in pages(graph):
        target = tmp_path / name
        # Without its policy too nothing may run: the policy is the second wall, not the first.
        target.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), encoding="utf-8")
        page = context.new_page()
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: heard.append(request.url))
        page.goto(target.as_uri())
        if name == "page.html":
            page.wait_for_selector("#picture[data-ready]")
            page.evaluate("() => document.querySelectorAll('table [data-thing]').forEach((one) => one.click())")
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.close()
    context.close()
    assert [url for url in heard if not url.startswith(tmp_path.as_uri())] == []


# The terminal.


def test_nothing_that_a_terminal_obeys_is_told(place: Path, tmp_path: Path) -> None:
    name = next(text for text in inputs.texts("names").values() if "\x1b" in text)
    for arguments in (
        ("validate",),
        ("query", "partners", name.replace("\x00", "")),
        ("query", "partners", "Hospital", "--format", "md"),
        ("brief", name.replace("\x00", ""), "--out", tmp_path / "brief.md"),
        ("retract", "0 Spitalul", "--dry-run"),
        ("sparql", "SELECT ?s ?o { ?s ?p ?o } LIMIT 500"),
    ):
        done = kg(*arguments, "--store", place, cwd=tmp_path, KG_GUARD=str(place.parent.parent))
        assert done.code in (0, 1, 2), done.told
        assert "Traceback" not in done.told
        assert not obedient(done.out), arguments
        assert not obedient(done.told), arguments


def test_a_hostile_folder_is_built_in_one_go(tmp_path: Path) -> None:
    """All texts in files that are named like them: what is written is the store and the page, and nothing else."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, data in inputs.files():
        if name.endswith((".txt", "lines.jsonl")):
            (folder / name).write_bytes(data)
    for called in (b"\xff\xfe", *(text.encode("utf-8", "replace")[:200] for text in inputs.texts("names").values())):
        if b"/" not in called and b"\0" not in called and called.strip(b". "):
            (folder / os.fsdecode(called + b".txt")).write_bytes(inputs.SENTENCE.format("Rose Hill").encode())
    before = sorted(folder.rglob("*"))
    done = kg(
        *("build", folder, "--store", tmp_path / "graph", "--out", tmp_path / "page.html", "--jobs", "1"), cwd=tmp_path
    )
    told = done.told
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in told
    assert not obedient(told)
    complaints = [line for line in told.splitlines() if line.startswith("  ") and "articles" in line and ": " in line]
    assert complaints
    for line in complaints:
        holds.is_clear(line)
    assert inputs.SECRET not in told
    assert sorted(folder.rglob("*")) == before
    assert {one.name for one in tmp_path.iterdir()} <= {"articles", "graph", "page.html", "home"}
    shown = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script>alert" not in shown
    counts = json.loads(kg("stats", "--json", "--store", tmp_path / "graph", cwd=tmp_path).out)
    assert counts["articles"]["total"] > 400
