"""Edges, views and names: the pure part that all back ends share."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from readings import DEAL, ENDED, VIETNAMESE

from kg.model import Entity, Mention, Statement
from kg.stores.edges import date_span, edges, latest_status
from kg.stores.names import best
from kg.stores.views import Tally, combine, decode, encode, tally, view

ENTITIES = st.builds(
    Entity,
    id=st.just("e"),
    type=st.sampled_from(["Hospital", "HealthSystem", "University"]),
    name=st.text(max_size=3),
    names=st.lists(st.tuples(st.sampled_from(["vi", "ro"]), st.text(max_size=3)), max_size=3, unique=True).map(tuple),
    mentions=st.lists(st.builds(Mention, st.text(max_size=3), st.just(0), st.just(3)), max_size=3).map(tuple),
)


def total(entities: list[Entity]) -> Tally:
    """The tally of several entities as read."""
    counts: Tally = Counter()
    for entity in entities:
        counts = combine(counts, tally(entity))
    return counts


def called(name: str, times: int, kind: str = "Hospital") -> Entity:
    """An entity as read that is mentioned so often."""
    return Entity("e", kind, name, (("ro", name),), tuple(Mention(name, n, n) for n in range(times)))


@given(st.lists(ENTITIES, max_size=5), st.randoms())
def test_views_do_not_depend_on_the_order(entities: list[Entity], lot: object) -> None:
    shuffled = list(entities)
    lot.shuffle(shuffled)  # type: ignore[attr-defined]
    assert view("c", total(shuffled)) == view("c", total(entities))


@given(st.lists(ENTITIES, max_size=5), ENTITIES)
def test_what_is_taken_away_leaves_no_trace(entities: list[Entity], one: Entity) -> None:
    before = total(entities)
    assert combine(combine(before, tally(one)), tally(one), -1) == before


@given(st.lists(ENTITIES, max_size=5))
def test_a_tally_survives_being_written(entities: list[Entity]) -> None:
    assert decode(encode(total(entities))) == total(entities)


def test_nothing_is_left_of_an_entity_that_no_one_speaks_of() -> None:
    assert view("c", Counter()) is None


def test_the_most_mentioned_name_is_preferred_then_the_longest_then_the_first() -> None:
    def name(*entities: Entity) -> str:
        found = view("c", total(list(entities)))
        assert found is not None
        return found.name

    assert name(called("Spitalul Unu", 1), called("Unu", 3)) == "Unu"
    assert name(called("Spitalul Unu", 2), called("Unu", 2)) == "Spitalul Unu"
    assert name(called("Spital B", 2), called("Spital A", 2)) == "Spital A"


def test_the_most_frequent_type_counts_then_the_first_of_the_ontology() -> None:
    def kind(*kinds: str) -> str:
        found = view("c", total([called("x", 1, one) for one in kinds]))
        assert found is not None
        return found.type

    assert kind("University", "Hospital", "University") == "University"
    assert kind("University", "Hospital") == "Hospital"


def test_spans_of_dates() -> None:
    assert date_span([]) == date_span([None]) == (None, None)
    assert date_span(["2024-04-09", "2024", "2023-12"]) == ("2023-12", "2024-04-09")
    assert date_span(["--11-27", "--04-09"]) == ("--04-09", "--11-27")
    assert date_span(["--11-27", "2024"]) == ("2024", "2024")


def test_the_latest_status_counts_and_without_dates_the_one_furthest_on() -> None:
    def status(*told: tuple[str | None, str | None]) -> str | None:
        return latest_status(
            Statement("s", "a", "x", "PARTNERS_WITH", "y", (), 1.0, date=date, status=name) for date, name in told
        )

    assert status((None, None), ("2024", None)) is None
    assert status((None, "signed"), (None, "planned")) == "signed"
    assert status(("2024", "ended"), ("2025-01", "signed")) == "signed"
    assert status(("2024", "signed"), (None, "ended")) == "signed"
    assert status(("--12-31", "ended"), ("2024", "signed")) == "signed"
    assert status(("2024", "planned"), ("2024", "signed"), ("2025", None)) == "signed"


def test_edges_gather_statements_and_count_articles() -> None:
    found = {(one.predicate, one.sources, len(one.statements)) for one in edges([DEAL, ENDED, VIETNAMESE])}
    assert ("PARTNERS_WITH", 2, 2) in found
    assert ("SPECIALISES_IN", 1, 1) in found


def test_a_thing_and_itself_make_no_edge() -> None:
    one, other = (Entity(key, "Hospital", "x", canonical="c") for key in "ab")
    same = Statement("s", "a", one.id, "PARTNERS_WITH", other.id, (), 1.0)
    assert edges([type(DEAL)(DEAL.article, (one, other), (same,))]) == ()


def test_better_names_come_first() -> None:
    pairs = [("c", "spitalul unu din cluj"), ("b", "spitalul unu"), ("a", "spitalul unu cluj"), ("d", "unu")]
    assert best("Spitalul Unu", pairs) == ["b", "a", "c"]
    assert best("unu", [*pairs, ("c", "unu")]) == ["c", "d", "b", "a"]
    assert best("unu unu", pairs) == []
