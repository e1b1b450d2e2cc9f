"""A sound store passes; one that was broken by hand is told in words that name article, statement and fault."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Oxigraph
from readings import DEAL, ENDED, SOME, many, reading

from kg.stores import open_store
from kg.stores import terms as t
from kg.stores.rdf import RdfStore
from kg.stores.shacl import validate

GRAPH = t.iri("article", DEAL.article.id)
PARTNERSHIP, PARTY, *_ = DEAL.statements
PLACE = next(one.canonical for one in DEAL.entities if one.name == "Cluj")
HOSPITAL = next(one.canonical for one in DEAL.entities if one.name == "Spitalul Luceafărul")
UNIVERSITY = next(one.canonical for one in DEAL.entities if one.name == "Universitatea Pontica")
SAID = "statement Spitalul Luceafărul PARTNERS_WITH Universitatea Pontica"


def one(db: Oxigraph, subject: NamedNode, predicate: NamedNode) -> Quad:
    """The one quad with this subject and predicate in the article's graph."""
    (quad,) = db.quads_for_pattern(subject, predicate, None, GRAPH)
    return quad


def swap(db: Oxigraph, quad: Quad, target: NamedNode | Literal) -> None:
    """Another object in the place of a quad's."""
    db.remove(quad)
    db.add(Quad(quad.subject, quad.predicate, target, quad.graph_name))


def statement() -> NamedNode:
    return t.iri("statement", PARTNERSHIP.id)


def place() -> NamedNode:
    evidence = PARTNERSHIP.evidence[0]
    return NamedNode(t.selector(DEAL.article.id, evidence.start, evidence.end)[1:-1])


def wrong_subject(db: Oxigraph) -> None:
    swap(db, one(db, statement(), t.SUBJECT), t.iri("entity", PLACE))


def wrong_object(db: Oxigraph) -> None:
    swap(db, one(db, t.iri("statement", PARTY.id), t.OBJECT), t.iri("entity", PLACE))


def no_evidence(db: Oxigraph) -> None:
    db.remove(one(db, statement(), t.HAS_TARGET))


def no_words(db: Oxigraph) -> None:
    db.remove(one(db, place(), t.EXACT))


def other_words(db: Oxigraph) -> None:
    swap(db, one(db, place(), t.EXACT), Literal("alte cuvinte"))


def backward(db: Oxigraph) -> None:
    swap(db, one(db, place(), t.START), Literal(100_000))


def vague_date(db: Oxigraph) -> None:
    swap(db, one(db, statement(), t.DATE), Literal("curând"))


def sure_beyond_measure(db: Oxigraph) -> None:
    swap(db, one(db, statement(), t.CONFIDENCE), Literal("1.5", datatype=t.DOUBLE))


def unknown_predicate(db: Oxigraph) -> None:
    swap(db, one(db, statement(), t.PREDICATE), t.kg("LIKES"))


def unknown_field(db: Oxigraph) -> None:
    db.add(Quad(statement(), t.FIELD, t.iri("field", "magic"), GRAPH))


def no_path(db: Oxigraph) -> None:
    for ends in ((HOSPITAL, UNIVERSITY), (UNIVERSITY, HOSPITAL)):
        db.remove(Quad(t.iri("entity", ends[0]), t.PREDICATES["PARTNERS_WITH"], t.iri("entity", ends[1])))


def invented_path(db: Oxigraph) -> None:
    db.add(Quad(t.iri("entity", HOSPITAL), t.PREDICATES["OWNED_BY"], t.iri("entity", UNIVERSITY)))


def nameless(db: Oxigraph) -> None:
    for quad in list(db.quads_for_pattern(t.iri("entity", HOSPITAL), t.LABEL, None, None)):
        db.remove(quad)


@pytest.mark.parametrize(
    ("damage", "about", "message"),
    [
        (wrong_subject, "statement Cluj PARTNERS_WITH Universitatea Pontica", "PARTNERS_WITH cannot come from Cluj"),
        (wrong_object, "statement Spitalul Luceafărul PARTY_TO Cluj", "PARTY_TO cannot go to Cluj"),
        (no_evidence, SAID, "a statement needs evidence"),
        (no_words, "passage", "a selector needs the exact words, once"),
        (other_words, "passage", "the words are not as long as their span: alte cuvinte"),
        (backward, "passage", "a selector needs one start, not below 0 nor after its end"),
        (vague_date, SAID, "a date must be partial ISO 8601"),
        (sure_beyond_measure, SAID, "a statement needs one confidence from 0 to 1"),
        (unknown_predicate, "statement Spitalul Luceafărul LIKES", "exactly one predicate, and one of the ontology"),
        (unknown_field, SAID, "a field must be one of fields.ttl"),
        (no_path, SAID, "its plain triple, which people walk along, is missing"),
        (invented_path, "Spitalul Luceafărul OWNED_BY Universitatea Pontica", "no article says so"),
        (nameless, "(no name)", "an entity needs exactly one label"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_damage_is_told_in_plain_words(
    tmp_path: Path, damage: Callable[[Oxigraph], None], about: str, message: str
) -> None:
    with open_store(tmp_path / "store") as store:
        store.add([DEAL])
    db = Oxigraph(str(tmp_path / "store" / "oxigraph"))
    damage(db)
    del db
    with open_store(tmp_path / "store", read_only=True) as store:
        found = validate(store).violations
    assert any(about in each.about and message in each.message for each in found), [str(each) for each in found]
    assert all("urn:" not in str(each) for each in found), [str(each) for each in found]
    assert all(each.article in (DEAL.article.name, "all articles") for each in found)


@pytest.mark.parametrize("predicate", [t.BRIEF, t.TIES], ids=["brief", "ties"])
def test_what_is_kept_for_speed_must_say_what_the_statements_say(predicate: NamedNode) -> None:
    with open_store("memory:") as store:
        store.add(SOME)
        assert isinstance(store, RdfStore)
        store.dump(lambda db: swap(db, one(db, GRAPH, predicate), one_like(db, predicate)))
        (found,) = validate(store).violations
    assert (found.article, found.about) == (DEAL.article.name, "the whole article")


def one_like(db: Oxigraph, predicate: NamedNode) -> NamedNode | Literal:
    """What another article has there."""
    return next(target for _, _, target, graph in db.quads_for_pattern(None, predicate, None, None) if graph != GRAPH)


def test_a_sound_store_passes_and_all_of_it_was_checked() -> None:
    seen: list[int] = []
    with open_store("memory:") as store:
        store.add([*SOME, *many(900)])
        report = validate(store, seen.append)
        assert report.violations == ()
        assert report.articles == len(list(store.articles())) == seen[-1]
        assert report.statements == len(list(store.statements()))
        assert len(seen) > 1, "large stores are checked some articles at a time"


@pytest.mark.parametrize("date", ["2024-04-09", "2024-04", "2024", "--04-09", "--04"])
def test_a_date_may_be_as_vague_as_an_article_is(date: str) -> None:
    told = ("Spitalul A", "PARTNERS_WITH", "Spitalul B", {"date": date})
    with open_store("memory:") as store:
        store.add([reading("dated.txt", {"Spitalul A": "Hospital", "Spitalul B": "Hospital"}, [told])])
        assert validate(store).violations == ()
        assert [one.date for one in store.statements()] == [date]


def test_a_store_of_another_kind_is_checked_by_its_readings() -> None:
    class Other:
        """A store that is not RDF."""

        def readings(self) -> Iterator[object]:
            return iter([DEAL, ENDED])

    report = validate(Other())  # type: ignore[arg-type]
    assert (report.articles, report.violations) == (2, ())


def test_an_empty_store_is_sound() -> None:
    with open_store("memory:") as store:
        assert isinstance(store, RdfStore)
        assert validate(store).articles == 0
