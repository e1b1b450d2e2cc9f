"""What every store must do, run against each back end.

A new back end adds one line to BACK_ENDS. A Neo4j server has one database; where a test compares two stores, the second
one is RDF in memory, so that these tests prove the back ends equal.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings import DEAL, ENDED, SOME, VIETNAMESE, as_kept, many, reading

from kg.errors import StoreError
from kg.model import Article, Entity, Evidence, Mention, Reading, Statement
from kg.stores import Changes, Store, content_hash, open_store, ties
from schemas.fields import fields
from schemas.ontology import ontology

Fresh = Callable[[], Store]
BACK_ENDS: dict[str, Callable[[Path], str | Path]] = {
    "memory": lambda _: "memory:",
    "directory": lambda path: path,
    "neo4j": lambda _: "neo4j:",
}
PAIRS = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=BACK_ENDS)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Fresh:
    """A function that opens a new, empty store."""
    numbers = count()
    address = BACK_ENDS[request.param]
    if request.param == "neo4j":
        return request.getfixturevalue("neo4j").fresh  # type: ignore[no-any-return]
    return lambda: open_store(address(tmp_path / f"store-{next(numbers)}"))


@pytest.fixture
def store(fresh: Fresh) -> Iterator[Store]:
    """An empty store."""
    with fresh() as opened:
        yield opened


def everything(store: Store) -> tuple[object, ...]:
    """All that can be asked of a store, as one value; what it tells at a glance is true."""
    whole = store.network()
    told = {(edge.subject, edge.predicate, edge.object, edge.status, edge.sources) for edge in whole.edges}
    rows = [tuple(row.values()) for row in store.ties().select(ties.COLUMNS).to_pylist()]
    assert len(rows) == len(told)
    assert set(rows) == told
    assert store.labels() == {entity.id: (entity.name, entity.type) for entity in whole.entities}
    return list(store.readings()), list(store.entities()), list(store.articles()), whole


# ---------------------------------------------------------------- adding


def test_what_goes_in_comes_out(store: Store) -> None:
    assert store.add(SOME) == Changes(added=3, statements=sum(len(one.statements) for one in SOME))
    by_id = sorted(SOME, key=lambda one: one.article.id)
    assert list(store.readings()) == [as_kept(one) for one in by_id]
    assert list(store.statements()) == [each for one in by_id for each in as_kept(one).statements]
    assert list(store.articles()) == [as_kept(one).article for one in by_id]
    assert list(store.statements(DEAL.article.id)) == list(as_kept(DEAL).statements)
    assert list(store.readings(DEAL.article.id)) == [as_kept(DEAL)]
    assert list(store.readings("no such article")) == []


def test_brief_readings_are_the_same_statements(store: Store) -> None:
    store.add(SOME)
    for brief, whole in zip(store.readings(brief=True), store.readings(), strict=True):
        assert brief.article == whole.article
        assert brief.statements == whole.statements
        assert [(one.id, one.canonical) for one in brief.entities] == [(o.id, o.canonical) for o in whole.entities]


def test_adding_again_changes_nothing(store: Store) -> None:
    store.add(SOME)
    before, stamp = everything(store), content_hash(store)
    assert store.add(SOME) == Changes(unchanged=3)
    assert store.add([DEAL, DEAL]) == Changes(unchanged=2)
    assert (everything(store), content_hash(store)) == (before, stamp)


def test_an_article_that_comes_twice_in_one_go_counts_once(store: Store) -> None:
    assert store.add([DEAL, DEAL]) == Changes(added=1, unchanged=1, statements=len(DEAL.statements))
    assert list(store.readings()) == [as_kept(DEAL)]


def test_words_of_the_program_are_no_danger_in_names(store: Store) -> None:
    for name in ("$IN", "$OUT", "} ; DROP ALL ; {"):
        odd = reading("odd.txt", {name: "Hospital", "Cluj": "Place"}, [(name, "LOCATED_IN", "Cluj")])
        store.add([odd])
        assert list(store.readings()) == [as_kept(odd)]
        store.retract(odd.article.id)
        assert everything(store)[:3] == ([], [], [])


def test_a_changed_article_replaces_what_it_said(store: Store, fresh: Fresh) -> None:
    shorter = replace(DEAL, statements=DEAL.statements[1:3], article=replace(DEAL.article, version="2", title=None))
    store.add(SOME)
    assert store.add([shorter]) == Changes(replaced=1, statements=2)
    with fresh() as other:
        other.add([VIETNAMESE, ENDED, shorter])
        assert everything(store) == everything(other)
        assert content_hash(store) == content_hash(other)


def test_entities_are_views_over_all_articles(store: Store) -> None:
    store.add(SOME)
    hospital = next(one for one in DEAL.entities if one.name == "Spitalul Luceafărul")
    found = {one.id: one for one in store.entities()}
    assert set(found) == {entity.canonical for one in SOME for entity in one.entities}
    assert found[hospital.canonical] == Entity(
        *(hospital.canonical, "Hospital", "Spitalul Luceafărul", (("ro", "Spitalul Luceafărul"),)),
        canonical=hospital.canonical,
    )
    assert [one.id for one in store.entities()] == sorted(found)


def test_names_in_every_language_are_kept_under_the_most_mentioned_one(store: Store) -> None:
    english = reading(
        "en.txt", {"Lotus Hospital": "Hospital", "Hanoi": "Place"}, [("Lotus Hospital", "LOCATED_IN", "Hanoi")]
    )
    same = next(one for one in VIETNAMESE.entities if one.name == "Bệnh viện Hoa Sen").canonical
    merged = [replace(e, canonical=same) if e.name == "Lotus Hospital" else e for e in english.entities]
    often = [replace(e, mentions=e.mentions * 3) if e.canonical == same else e for e in merged]
    store.add([VIETNAMESE, replace(english, entities=tuple(often))])
    (view,) = [one for one in store.entities() if one.id == same]
    assert (view.name, set(view.names)) == ("Lotus Hospital", {("ro", "Lotus Hospital"), ("vi", "Bệnh viện Hoa Sen")})
    store.retract(english.article.id)
    (view,) = [one for one in store.entities() if one.id == same]
    assert view.names == (("vi", "Bệnh viện Hoa Sen"),)


def test_order_does_not_matter_for_thousands(store: Store, fresh: Fresh) -> None:
    readings = list(many(6000))
    store.add(readings)
    with fresh() as other:
        other.add(readings[::-1])
        assert content_hash(store) == content_hash(other)
        assert list(store.entities()) == list(other.entities())


# ---------------------------------------------------------------- taking back


def test_retracting_takes_only_what_no_one_else_says(store: Store, fresh: Fresh) -> None:
    store.add(SOME)
    assert store.retract(DEAL.article.id) == len(DEAL.statements)
    with fresh() as other:
        other.add([ENDED, VIETNAMESE])
        assert everything(store) == everything(other)
    assert store.retract(DEAL.article.id) == 0
    assert store.retract("no such article") == 0


def test_retracting_and_adding_again_gives_the_same_hash(store: Store) -> None:
    store.add(SOME)
    before, stamp = everything(store), content_hash(store)
    for one in SOME:
        store.retract(one.article.id)
        store.add([one])
        assert (everything(store), content_hash(store)) == (before, stamp)


def test_a_store_with_everything_retracted_is_like_a_new_one(store: Store, fresh: Fresh) -> None:
    store.add(SOME)
    for one in SOME:
        store.retract(one.article.id)
    with fresh() as other:
        assert everything(store) == everything(other)
        assert content_hash(store) == content_hash(other)
    assert store.find("luceafarul") == []


# ---------------------------------------------------------------- properties

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        'a"b\\',
        "line\nbreak\r\t",
        "\u2028\u2029\x85",
        "<urn:x>",
        "}",
        "\x00",
        "\\u0022",
        "'''\"\"\"",
        "%2F/#=",
        "$x ?y",
        "$IN $OUT",
    ]
)
KEY = TEXT.filter(bool)
NAMED = st.sampled_from(["Hospital", "University", "Company"])
DATES = st.none() | st.sampled_from(["2024-04-09", "2024-04", "2024", "--04-09", "soon"])


@st.composite
def articles(draw: st.DrawFn) -> Reading:
    """A reading with hostile texts in every place, over few enough ids that articles overlap."""
    article = Article(
        id=draw(st.sampled_from(["a", "b", "c/d", "e#f"])),
        name=draw(TEXT),
        raw="",
        version=draw(TEXT),
        language=draw(st.sampled_from(["vi", "ro", "und"])),
        url=draw(st.none() | TEXT),
        title=draw(st.none() | TEXT),
        publisher=draw(st.none() | TEXT),
        published=draw(DATES),
        example=draw(st.booleans()),
    )
    quotes = draw(st.lists(TEXT, min_size=1, max_size=4))
    spans = [(10 * number, 10 * number + len(quote), quote) for number, quote in enumerate(quotes)]
    names = st.lists(st.tuples(st.sampled_from(["vi", "en"]), TEXT), max_size=3, unique=True).map(tuple)
    entities = tuple(
        Entity(
            key,
            draw(NAMED),
            draw(TEXT),
            draw(names),
            tuple(Mention(text, start, end) for start, end, text in draw(st.lists(st.sampled_from(spans), max_size=3))),
            draw(st.sampled_from(["x", "y>", "z z"])),
        )
        for key in draw(st.lists(KEY, min_size=2, max_size=4, unique=True))
    )
    ids = st.sampled_from([one.id for one in entities])
    statements = tuple(
        Statement(
            id=key,
            article=article.id,
            subject=draw(ids),
            predicate=(predicate := draw(st.sampled_from(["PARTNERS_WITH", "PART_OF", "SPECIALISES_IN"]))),
            object=draw(st.sampled_from(["oncology", "surgery"]) if ontology().has_field(predicate) else ids),
            evidence=tuple(
                Evidence(article.id, start, end, text, draw(KEY))
                for start, end, text in draw(st.lists(st.sampled_from(spans), min_size=1, max_size=3))
            ),
            confidence=draw(st.floats(0, 1)),
            role=draw(st.none() | TEXT),
            date=draw(DATES),
            status=draw(st.none() | st.sampled_from(sorted(ontology().statuses))),
            fields=tuple(draw(st.lists(st.sampled_from(sorted(fields())), max_size=3))),
            agreement=draw(st.none() | ids),
        )
        for key in draw(st.lists(KEY, max_size=4, unique=True))
    )
    return Reading(article, entities, statements)


@PAIRS
@given(one=articles())
def test_hostile_readings_come_back_unharmed(fresh: Fresh, one: Reading) -> None:
    with fresh() as store:
        assert store.add([one]) == Changes(added=1, statements=len(one.statements))
        assert list(store.readings()) == [as_kept(one)]
        assert list(store.statements()) == list(as_kept(one).statements)


@PAIRS
@given(some=st.lists(articles(), max_size=5), data=st.data())
def test_any_history_with_the_same_end_gives_the_same_store(
    fresh: Fresh, some: list[Reading], data: st.DataObject
) -> None:
    final = {one.article.id: one for one in some}
    with fresh() as store, fresh() as other:
        store.add(some)
        assert {one.article.id: one for one in store.readings()} == {key: as_kept(one) for key, one in final.items()}
        for one in data.draw(st.lists(st.sampled_from(some), max_size=3)) if some else []:
            store.retract(one.article.id)
            final.pop(one.article.id, None)
        for one in data.draw(st.permutations(sorted(final.values(), key=lambda each: each.article.id))):
            other.add([one])
        assert everything(store) == everything(other)
        assert content_hash(store) == content_hash(other)


# ---------------------------------------------------------------- refusing


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "the article has no id"),
        ({"title": "\ud800"}, r"the article has half a surrogate pair, '\\ud800': no valid Unicode"),
        ({"language": "Viet namese"}, "the article has the language 'Viet namese', expected a code such as 'vi'"),
        ({"raw": "something else"}, "does not quote what stands at"),
    ],
)
def test_an_article_that_cannot_be_stored_is_told_and_the_others_go_on(
    store: Store, change: dict[str, str], reason: str
) -> None:
    changes = store.add([replace(DEAL, article=replace(DEAL.article, **change)), ENDED])  # type: ignore[arg-type]
    assert (changes.added, len(changes.refused)) == (1, 1)
    assert changes.refused[0].startswith("deal.txt: ")
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(changes.refused[0])
    assert list(store.readings()) == [as_kept(ENDED)]


def test_an_unresolved_reading_is_refused(store: Store) -> None:
    raw = replace(DEAL, entities=tuple(replace(one, canonical="") for one in DEAL.entities))
    assert "was not resolved" in store.add([raw]).refused[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"predicate": "LIKES"}, "has the predicate 'LIKES', none of the ontology"),
        ({"status": "dreamt"}, "has the status 'dreamt', none of the ontology"),
        ({"object": "nobody"}, "speaks of 'nobody', no entity of the article"),
        ({"fields": ("magic",)}, "speaks of 'magic', no field code"),
        ({"confidence": float("nan")}, "has the confidence nan, expected 0 to 1"),
        ({"evidence": ()}, "needs an id, evidence, and the article that it came with"),
        ({"role": "\udfff"}, "half a surrogate pair"),
    ],
)
def test_a_statement_that_makes_no_sense_is_refused(store: Store, change: dict[str, object], reason: str) -> None:
    statement = replace(DEAL.statements[0], **change)  # type: ignore[arg-type]
    (refused,) = store.add([replace(DEAL, statements=(statement,))]).refused
    assert reason in refused


def test_an_error_of_the_caller_is_passed_on_and_what_came_before_it_is_kept(store: Store, fresh: Fresh) -> None:
    def broken() -> Iterator[Reading]:
        yield DEAL
        raise OSError("the caller's disk")

    with pytest.raises(OSError, match="the caller's disk"):
        store.add(broken())
    with fresh() as other:
        other.add([DEAL])
        assert everything(store) == everything(other)


# ---------------------------------------------------------------- asking


def test_names_are_found_in_any_form(store: Store) -> None:
    store.add(SOME)
    bach_mai = next(one.canonical for one in VIETNAMESE.entities if one.name == "Bệnh viện Bạch Mai")
    for name in ("Bệnh viện Bạch Mai", "benh vien bach mai", "BACH_MAI", "bạch mai", "mai bach"):
        assert store.find(name) == [bach_mai], name
    assert len(store.find("bệnh viện")) == 2
    assert store.find("bach maii") == store.find("") == store.find("  ") == []


def test_the_exact_name_comes_before_longer_ones(store: Store) -> None:
    names = ("Institutul Pontic de Oncologie Cluj", "Institutul Pontic", "Pontic")
    store.add([reading("names.txt", dict.fromkeys(names, "ResearchInstitute"), [])])
    labels = {one.id: one.name for one in store.entities()}
    assert [labels[key] for key in store.find("institutul pontic")] == ["Institutul Pontic", names[0]]
    assert [labels[key] for key in store.find("pontic")] == ["Pontic", "Institutul Pontic", names[0]]


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        list(store.statements())
    with pytest.raises(StoreError, match="the store is closed"):
        store.add([DEAL])


# ---------------------------------------------------------------- networks


def test_the_whole_network(store: Store) -> None:
    store.add(SOME)
    found = store.network()
    assert [one.id for one in found.entities] == [one.id for one in store.entities()]
    assert list(found.articles) == list(store.articles())
    said = [statement for edge in found.edges for statement in edge.statements]
    assert sorted(said, key=lambda one: one.id) == sorted(store.statements(), key=lambda one: one.id)
    assert found.centre is None


def test_a_symmetric_edge_gathers_both_directions(store: Store) -> None:
    store.add(SOME)
    ids = {one.name: one.canonical for one in DEAL.entities}
    ends = sorted((ids["Spitalul Luceafărul"], ids["Universitatea Pontica"]))
    (edge,) = [one for one in store.network().edges if [one.subject, one.object] == ends]
    assert (edge.sources, len(edge.statements), edge.status) == (2, 2, "ended")
    assert (edge.first_date, edge.last_date) == ("2024-04-09", "2025-01")


def test_networks_around_a_centre(store: Store) -> None:
    store.add(SOME)
    ids = {one.name: one.canonical for reading_ in SOME for one in reading_.entities}
    labels = {key: name for name, key in ids.items()}

    def names(*centres: str, **more: object) -> set[str]:
        found = store.network([ids[name] for name in centres], **more)  # type: ignore[arg-type]
        return {labels[one.id] for one in found.entities}

    assert names("Cluj", depth=0) == {"Cluj"}
    assert names("Cluj") == {"Cluj", "Spitalul Luceafărul"}
    assert names("Cluj", depth=2) == {
        *("Cluj", "Spitalul Luceafărul", "Universitatea Pontica", "Asociația Mesteacăn"),
        "acordul Luceafărul–Pontica",
    }
    assert names("Cluj", "Việt Nam") == {"Cluj", "Spitalul Luceafărul", "Việt Nam", "Bệnh viện Bạch Mai"}
    assert names("Cluj", depth=2, types=["Hospital", "University"]) == {
        *("Cluj", "Spitalul Luceafărul", "Universitatea Pontica"),
    }
    assert names("Spitalul Luceafărul", predicates=["LOCATED_IN"]) == {"Spitalul Luceafărul", "Cluj"}
    around = store.network([ids["Ana Moldoveanu"]])
    assert around.centre == ids["Ana Moldoveanu"]
    assert [one.id for one in around.articles] == [DEAL.article.id]
    assert store.network(["nobody"]).entities == ()


def test_fields_are_ends_but_no_one_walks_through_them(store: Store) -> None:
    things = {"Spitalul Unu": "Hospital", "Spitalul Doi": "Hospital"}
    store.add([reading("f.txt", things, [(name, "SPECIALISES_IN", "oncology") for name in things])])
    one, _ = (entity.id for entity in store.entities())
    found = store.network([one], depth=3)
    assert ([each.id for each in found.entities], [edge.object for edge in found.edges]) == ([one], ["oncology"])


def test_the_network_of_types_predicates_and_articles(store: Store) -> None:
    store.add(SOME)
    hospitals = store.network(types=["Hospital"])
    assert {one.type for one in hospitals.entities} == {"Hospital"}
    assert {edge.predicate for edge in hospitals.edges} == {"PARTNERS_WITH", "SPECIALISES_IN"}
    assert {one.type for one in store.network(types=["Institution"]).entities} == {
        *("Hospital", "University", "Organization"),
    }
    places = store.network(predicates=["LOCATED_IN"])
    assert {edge.predicate for edge in places.edges} == {"LOCATED_IN"}
    assert {one.type for one in places.entities} == {"Hospital", "Place"}
    single = store.network(article=ENDED.article.id)
    assert [one.id for one in single.articles] == [ENDED.article.id]
    assert {each.article for edge in single.edges for each in edge.statements} == {ENDED.article.id}


@PAIRS
@given(some=st.lists(articles(), min_size=1, max_size=4), depth=st.integers(0, 3), data=st.data())
def test_a_part_of_the_network_is_cut_out_of_the_whole(
    fresh: Fresh, some: list[Reading], depth: int, data: st.DataObject
) -> None:
    with fresh() as store:
        store.add(some)
        whole = store.network()
        centre = data.draw(st.sampled_from(whole.entities)).id
        part = store.network([centre], depth=depth)
        assert set(part.entities) <= set(whole.entities)
        kept_ids = {one.id for one in part.entities}
        inside = [e for e in whole.edges if e.subject in kept_ids and e.object in kept_ids]
        assert [e for e in part.edges if not ontology().has_field(e.predicate)] == inside


# ---------------------------------------------------------------- who is who

HOSPITAL, UNIVERSITY = DEAL.entities[0].canonical, DEAL.entities[1].canonical
OTHER = VIETNAMESE.entities[0].canonical


def canonical(store: Store, entity: Entity) -> str:
    """The canonical id that an entity as read has now."""
    return next(one.canonical for each in store.readings() for one in each.entities if one.id == entity.id)


def test_one_thing_under_two_ids_becomes_one_entity(store: Store) -> None:
    store.add(SOME)
    assert store.redirect({OTHER: HOSPITAL}) == 1
    names = {name for one in store.entities() if one.id == HOSPITAL for _, name in one.names}
    assert names == {"Spitalul Luceafărul", "Bệnh viện Bạch Mai"}
    assert OTHER not in {one.id for one in store.entities()}
    assert store.find("benh vien bach mai") == [HOSPITAL]
    ends = {edge.object if edge.subject == HOSPITAL else edge.subject for edge in store.network([OTHER]).edges}
    assert VIETNAMESE.entities[1].canonical in ends
    assert UNIVERSITY in ends


def test_statements_keep_what_they_were_read_with(store: Store) -> None:
    store.add(SOME)
    before = list(store.statements())
    store.redirect({OTHER: HOSPITAL})
    assert list(store.statements()) == before
    read = next(one for each in store.readings() for one in each.entities if one.id == VIETNAMESE.entities[0].id)
    assert (read.canonical, read.key) == (HOSPITAL, OTHER)


def test_taking_decisions_back_restores_what_was_there(store: Store) -> None:
    store.add(SOME)
    before, stamp = everything(store), content_hash(store)
    store.redirect({OTHER: HOSPITAL, DEAL.article.id: ENDED.article.id}, {(HOSPITAL, "ro"): "Luceafărul"})
    joined, joined_stamp = everything(store), content_hash(store)
    assert joined != before
    assert store.redirect({}) == 2
    assert everything(store) == before
    assert content_hash(store) == stamp
    store.redirect({OTHER: HOSPITAL, DEAL.article.id: ENDED.article.id}, {(HOSPITAL, "ro"): "Luceafărul"})
    assert everything(store) == joined
    assert content_hash(store) == joined_stamp
    assert store.redirect({OTHER: HOSPITAL, DEAL.article.id: ENDED.article.id}, {(HOSPITAL, "ro"): "Luceafărul"}) == 0


def test_one_entity_as_read_can_be_split_off(store: Store) -> None:
    store.add(SOME)
    mine = next(one for one in ENDED.entities if one.canonical == HOSPITAL)
    store.redirect({mine.id: "c-alone"})
    assert canonical(store, mine) == "c-alone"
    assert canonical(store, DEAL.entities[0]) == HOSPITAL
    assert {edge.sources for edge in store.network(["c-alone"]).edges} == {1}


def test_near_copies_are_one_independent_source(store: Store) -> None:
    store.add(SOME)
    pair = [edge for edge in store.network([HOSPITAL]).edges if edge.sources == 2]
    assert [edge.independent for edge in pair] == [2]
    store.redirect({ENDED.article.id: DEAL.article.id})
    pair = [edge for edge in store.network([HOSPITAL]).edges if edge.sources == 2]
    assert [edge.independent for edge in pair] == [1]
    assert {one.id: one.copy_of for one in store.articles()}[ENDED.article.id] == DEAL.article.id


def test_a_name_that_was_decided_on_is_preferred(store: Store) -> None:
    store.add(SOME)
    store.redirect({}, {(OTHER, "en"): "Bach Mai Hospital"})
    (found,) = (one for one in store.entities() if one.id == OTHER)
    assert (found.name, ("vi", "Bệnh viện Bạch Mai") in found.names) == ("Bach Mai Hospital", True)
    store.retract(VIETNAMESE.article.id)
    store.add(SOME)
    assert next(one for one in store.entities() if one.id == OTHER).name == "Bach Mai Hospital"


def test_adding_again_after_a_decision_changes_nothing(store: Store) -> None:
    store.add(SOME)
    store.redirect({OTHER: HOSPITAL, ENDED.article.id: DEAL.article.id})
    joined = everything(store)
    assert store.add(SOME) == Changes(unchanged=3)
    assert store.add(list(store.readings())) == Changes(unchanged=3)
    assert everything(store) == joined


def test_a_table_that_is_not_flat_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="flat table"):
        store.redirect({"c-1": "c-2", "c-2": "c-3"})


@PAIRS
@given(st.permutations(["add", "merge", "retract", "add again"]), st.randoms())
def test_decisions_and_articles_may_come_in_any_order(fresh: Fresh, steps: list[str], lot: object) -> None:
    table = {OTHER: HOSPITAL, DEAL.entities[1].id: "c-alone"}
    names = {(HOSPITAL, "ro"): "Luceafărul"}
    work: dict[str, Callable[[Store], object]] = {
        "add": lambda store: store.add(SOME),
        "merge": lambda store: store.redirect(table, names),
        "retract": lambda store: store.retract(ENDED.article.id),
        "add again": lambda store: store.add([ENDED, VIETNAMESE]),
    }
    with fresh() as mixed, fresh() as plain:
        for step in steps:
            work[step](mixed)
        mixed.add(SOME)
        plain.redirect(table, names)
        plain.add(SOME)
        assert everything(mixed) == everything(plain)
        mixed.redirect({})
        plain.redirect({})
        assert everything(mixed) == everything(plain)
