"""Two stores side by side, RDF and Neo4j: verify, sync, and what would go with an article."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from readings import DEAL, ENDED, SOME, VIETNAMESE, many, reading
from servers import Database

from kg.cli import cli
from kg.errors import StoreError
from kg.model import Edge, Reading
from kg.stores import Store, content_hash, open_store, rdf_export
from kg.stores.compare import article_called, difference, loss, size, sync
from kg.stores.rdf_bulk import load

HOSPITAL, OTHER = DEAL.entities[0].canonical, VIETNAMESE.entities[0].canonical
TABLE = {OTHER: HOSPITAL, ENDED.article.id: DEAL.article.id}, {(HOSPITAL, "ro"): "Luceafărul"}


@pytest.fixture(params=["directory", "neo4j"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    database: Database | None = request.getfixturevalue("neo4j") if request.param == "neo4j" else None
    with database.fresh() if database else open_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def source() -> Iterator[Store]:
    """A store with three articles and decisions on who is who."""
    with open_store("memory:") as opened:
        opened.add(SOME)
        opened.redirect(*TABLE)
        yield opened


def test_a_store_is_brought_in_step_with_another(source: Store, target: Store) -> None:
    extra = reading(
        "extra.txt", {"Cluj": "Place", "Spitalul Unu": "Hospital"}, [("Spitalul Unu", "LOCATED_IN", "Cluj")]
    )
    target.add([replace(DEAL, statements=DEAL.statements[:2]), extra])
    assert difference(source, target) is not None
    changes, gone = sync(source, target)
    assert (changes.added, changes.replaced, gone) == (2, 1, 1)
    assert difference(source, target) is None
    assert content_hash(source) == content_hash(target)
    assert size(source) == size(target)
    assert target.decisions() == source.decisions() == TABLE
    again, gone = sync(source, target)
    assert (again.added, again.replaced, again.unchanged, gone) == (0, 0, 3, 0)


def test_stores_agree_after_every_step(source: Store, target: Store) -> None:
    source.redirect({})
    sync(source, target)

    def broken(readings: Iterable[Reading]) -> Iterator[Reading]:
        yield from readings
        raise KeyboardInterrupt

    def interrupted(store: Store) -> None:
        with pytest.raises(KeyboardInterrupt):
            store.add(broken(many(60)))

    steps: tuple[Callable[[Store], object], ...] = (
        interrupted,
        lambda store: store.add(many(90)),
        lambda store: store.add(SOME),
        lambda store: store.redirect(*TABLE),
        lambda store: store.retract(ENDED.article.id),
        lambda store: store.redirect({DEAL.entities[1].id: "c-alone"}),
        lambda store: store.add([ENDED]),
        lambda store: store.redirect({}),
    )
    for step in steps:
        step(source)
        step(target)
        assert difference(source, target) is None
        assert source.network() == target.network()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda store: store.retract(DEAL.article.id), r"article \w+ \(deal.txt\) is in memory: only"),
        (lambda store: store.add([replace(DEAL, article=replace(DEAL.article, title="x"))]), "expected Article"),
        (lambda store: store.add([replace(DEAL, statements=DEAL.statements[1:])]), "statement differs"),
        (
            lambda store: store.add([replace(DEAL, entities=DEAL.entities, statements=())]),
            "statement differs: Statement",
        ),
        (lambda store: store.redirect({}), "entity differs|expected Article"),
        (lambda store: store.redirect(TABLE[0]), "decisions on who is who differ"),
    ],
)
def test_the_first_difference_is_named(source: Store, target: Store, change: object, told: str) -> None:
    sync(source, target)
    change(target)  # type: ignore[operator]
    found = difference(source, target)
    assert found is not None
    with pytest.raises(AssertionError, match=told):
        raise AssertionError(found)


def test_what_would_go_is_what_goes(target: Store) -> None:
    target.add(SOME)
    names = {one.id: one.name for one in target.entities()}

    def told(edges: tuple[Edge, ...]) -> set[tuple[str, str, str]]:
        return {(names[edge.subject], edge.predicate, names.get(edge.object, edge.object)) for edge in edges}

    found = loss(target, article_called(target, "ended.txt"))
    assert found.statements == 2
    assert {name for key in told(found.kept) for name in key} == {
        *("Spitalul Luceafărul", "PARTNERS_WITH", "Universitatea Pontica"),
    }
    assert [key for key in told(found.gone) if "Asociația Mesteacăn" in key]
    assert [one.name for one in found.orphans] == ["Asociația Mesteacăn"]
    before = {(edge.subject, edge.predicate, edge.object) for edge in target.network().edges}
    assert target.retract(found.article.id) == found.statements
    after = {(edge.subject, edge.predicate, edge.object) for edge in target.network().edges}
    assert before - after == {(edge.subject, edge.predicate, edge.object) for edge in found.gone}
    assert {one.id for one in found.orphans}.isdisjoint(one.id for one in target.entities())


def test_articles_are_called_by_id_address_or_name(source: Store) -> None:
    for name in (DEAL.article.id, str(DEAL.article.url), "deal.txt"):
        assert article_called(source, name).id == DEAL.article.id
    with pytest.raises(StoreError, match="there is no article with the id, address or name 'none'"):
        article_called(source, "none")
    source.add([replace(DEAL, article=replace(DEAL.article, id="second"), statements=(), entities=())])
    with pytest.raises(StoreError, match="fits 2 articles"):
        article_called(source, "deal.txt")


def test_an_export_is_a_graph_again(source: Store, tmp_path: Path) -> None:
    exported, place = tmp_path / "graph.nq", tmp_path / "graph"
    with exported.open("wb") as out:
        rdf_export.write(source, "nquads", out)
    left = tmp_path / ".graph.part"
    with open_store(left) as store:  # what a killed run left
        store.add([reading("left.txt", {"Cluj": "Place"}, [])])
    done = CliRunner().invoke(cli, ["load", str(exported), "--store", str(place)], standalone_mode=False)
    assert done.exception is None
    assert not left.exists()
    with open_store(place) as loaded:
        assert difference(source, loaded) is None
        assert content_hash(source) == content_hash(loaded)
        loaded.redirect({})
        source.redirect({})
        assert difference(source, loaded) is None


def test_a_server_is_no_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graph.nq").touch()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["load", "graph.nq", "--store", "neo4j:"], standalone_mode=False)
    assert str(done.exception) == "neo4j:: expected a new folder; 'kg sync' brings a server in step with its graph"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<a> <b", "expected N-Quads"),
        ("<urn:a> <urn:b> <urn:c> .\n", "expected what kg export nquads wrote of a graph, got no article"),
    ],
)
def test_what_is_no_export_makes_no_graph(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "graph.nq").write_text(f"{text}\n# the end of the graph\n", encoding="utf-8")
    with pytest.raises(StoreError, match=told):
        load(tmp_path / "graph.nq", tmp_path / "graph")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]
    (tmp_path / "graph").mkdir()
    with pytest.raises(StoreError, match="expected a folder that is not there yet"):
        load(tmp_path / "graph.nq", tmp_path / "graph")
    with pytest.raises(StoreError, match="there is no such file"):
        load(tmp_path / "none.nq", tmp_path / "new")


def test_an_export_that_was_cut_off_makes_no_graph(source: Store, tmp_path: Path) -> None:
    with (tmp_path / "whole.nq").open("wb") as out:
        rdf_export.write(source, "nquads", out)
    lines = (tmp_path / "whole.nq").read_bytes().splitlines(keepends=True)
    for kept in (lines[: len(lines) * 2 // 3], lines[:-1], lines[:1]):
        (tmp_path / "graph.nq").write_bytes(b"".join(kept))
        with pytest.raises(StoreError, match="it was cut off"):
            load(tmp_path / "graph.nq", tmp_path / "graph")
    load(tmp_path / "whole.nq", tmp_path / "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.nq", "whole", "whole.nq"]


def test_the_verbs(tmp_path: Path) -> None:
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    with open_store(one) as store:
        store.add(SOME)

    def kg(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, words, standalone_mode=False)
        assert done.exception is None, done.exception
        return done.return_value or 0, done.output

    assert "3 articles added, 0 replaced, 0 unchanged, 0 taken back" in kg("sync", "--from", one, "--to", other)[1]
    assert kg("verify", one, other)[0] == 0
    told = kg("retract", "ended.txt", "--store", other, "--dry-run")[1]
    assert "Nothing was changed" in told
    assert {line[:12].rstrip() for line in told.splitlines()[:-1]} <= {
        "Article",
        "Statements",
        "Goes",
        "Is kept",
        "Forgotten",
    }
    assert kg("verify", one, other)[0] == 0
    assert "Taken back: 2 statements" in kg("retract", "ended.txt", "--store", other)[1]
    code, told = kg("verify", one, other)
    assert (code, f"(ended.txt) is in {one} only" in told) == (1, True)
