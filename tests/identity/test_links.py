"""What follows from two articles side by side: people, deals, copies; and a store that is told of it."""

import base64
import struct
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from readings import Said, reading

from kg.identity.copies import alike, bands, near_copies, sketch
from kg.identity.groups import Groups
from kg.identity.ledger import Ledger, append, decision, read
from kg.identity.links import BY, Evidence, decide, joins, one_day
from kg.identity.settle import settle
from kg.identity.shuffle import gathered
from kg.model import Reading
from kg.stores import content_hash, open_store

PEOPLE = {"Ana Moldoveanu": "Person", "Spitalul Luceafărul": "Hospital", "Clinica Mesteacăn": "HealthCentre"}


def own_people(one: Reading) -> Reading:
    """A reading whose people and agreements have ids of their own, as keys give them to those without a body."""
    entities = tuple(
        replace(each, canonical=f"c-{each.id}") if each.type in ("Person", "Agreement") else each
        for each in one.entities
    )
    return replace(one, entities=entities)


def post(name: str, body: str) -> Reading:
    return own_people(reading(name, PEOPLE, [("Ana Moldoveanu", "HOLDS_ROLE", body, {"role": "director"})]))


def deal(name: str, date: str | None, *parties: str) -> Reading:
    said: list[Said] = [(party, "PARTY_TO", "acordul", {"date": date}) for party in parties]
    return own_people(reading(name, {**dict.fromkeys(parties, "Hospital"), "acordul": "Agreement"}, said))


def joined(*found: Reading) -> int:
    """How many pairs the rules join."""
    evidence = Evidence()
    for one in found:
        evidence.see(one)
    return len(decide(Ledger(), evidence))


def test_people_need_one_name_and_one_body() -> None:
    assert joined(post("1", "Spitalul Luceafărul"), post("2", "Spitalul Luceafărul")) == 1
    assert joined(post("1", "Spitalul Luceafărul"), post("2", "Clinica Mesteacăn")) == 0


def test_deals_need_two_parties_and_one_day() -> None:
    first = deal("1", "2024-11-28", "Spitalul A", "Spitalul B")
    assert joined(first, deal("2", "--11-28", "Spitalul B", "Spitalul A", "Spitalul C")) == 1
    assert joined(first, deal("2", "2024-11", "Spitalul A", "Spitalul B")) == 1
    assert joined(first, deal("2", "2024-11-29", "Spitalul A", "Spitalul B")) == 0
    assert joined(first, deal("2", "2024-11-28", "Spitalul A", "Spitalul C")) == 0
    assert joined(first, deal("2", None, "Spitalul A", "Spitalul B")) == 0


def test_a_date_that_would_join_two_deals_joins_none() -> None:
    parties = ("Spitalul A", "Spitalul B")
    years = [deal("1", "2023-11-28", *parties), deal("2", "2024-11-28", *parties), deal("3", "--11-28", *parties)]
    assert joined(*years) == 0


def test_days_that_are_one_day() -> None:
    assert not one_day("2024-11-28", "2025-11-28")
    assert not one_day("--11", "2024-11-28")
    assert one_day("--11-28", "--11-28")


WORDS = [f"cuvânt{number}" for number in range(400)]


def test_near_copies_are_found_and_other_texts_are_not() -> None:
    texts = {
        "a": " ".join(WORDS[:200]),
        "b": " ".join(["Un alt titlu", *WORDS[10:200], "sfârșit"]),
        "c": " ".join(WORDS[200:]),
        "d": "Prea scurt.",
    }
    sketches = {key: found for key, text in texts.items() if (found := sketch(text)) is not None}
    assert set(sketches) == {"a", "b", "c"}
    assert list(near_copies(sketches)) == [("a", "b")]
    assert alike(sketches["a"], sketches["c"]) < 0.1


REPORTS = (
    post("1", "Spitalul Luceafărul"),
    post("2", "Spitalul Luceafărul"),
    post("3", "Clinica Mesteacăn"),
    deal("4", "2024-11-28", "Spitalul A", "Spitalul B"),
    deal("5", "--11-28", "Spitalul A", "Spitalul B"),
)


@settings(max_examples=15)
@given(st.permutations(REPORTS), st.integers(1, 4))
def test_the_order_of_articles_does_not_count(order: list[Reading], cut: int) -> None:
    found = []
    for pieces in ([list(REPORTS)], [order[:cut], order[cut:]]):
        ledger = Ledger()
        evidence = Evidence()
        for piece in pieces:
            for one in piece:
                evidence.see(one)
            ledger = ledger.with_more(decide(ledger, evidence))
        found.append(ledger.same)
    assert found[0] == found[1]


def test_a_store_is_settled_and_decisions_outlive_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    with open_store("memory:") as store:
        store.add(REPORTS)
        plain = content_hash(store)
        ledger = settle(store, path)
        assert {one.rule for one in ledger.in_force} == {"person.body", "deal.parties"}
        agreement = [one for one in store.entities() if one.type == "Agreement"]
        (edge,) = {edge.last_date for edge in store.network([agreement[0].id]).edges}
        assert (len(agreement), edge) == (1, "2024-11-28")
        merged = content_hash(store)
        assert settle(store, path) == ledger
        lines = [decision("undo", one.id, because="wrong", by="Ana") for one in ledger.in_force]
        append(path, lines)
        assert settle(store, path).in_force == ()  # what a person undid is not decided again
        assert content_hash(store) == plain
        append(path, [decision("undo", one.id, because="right after all", by="Ana") for one in lines])
        settle(store, path)
        assert content_hash(store) == merged


def test_a_decision_of_a_rule_falls_with_what_it_was_made_from(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    with open_store("memory:") as store:
        store.add(REPORTS)
        settle(store, path)
        store.retract(REPORTS[0].article.id)
        settle(store, path)
        assert [one.rule for one in read(path).in_force] == ["deal.parties"]
        assert read(path).decisions[-1].by == BY


def test_the_numbers_of_a_sketch_are_those_that_were_packed() -> None:
    made = sketch(" ".join(WORDS))
    assert made is not None
    body = made.partition(".")[2]
    expected = struct.unpack("<64I", base64.b85decode(body))
    assert [tuple(map(int, band.split()[1:])) for band in bands(made)] == list(batched(expected[:63], 3))


def batched(numbers: tuple[int, ...], size: int) -> list[tuple[int, ...]]:
    return [numbers[at : at + size] for at in range(0, len(numbers), size)]


def test_a_release_that_thousands_print_each_in_its_own_way_is_one_text() -> None:
    texts = (" ".join(["Titlu", str(number), *WORDS[:200], "sfârșit", str(number)]) for number in range(1500))
    sketches = {f"a{number:04}": found for number, text in enumerate(texts) if (found := sketch(text)) is not None}
    pairs = list(near_copies(sketches))
    assert len({key for pair in pairs for key in pair}) == 1500
    assert len(Groups(pairs).members()) == 1
    assert len(pairs) < 20 * 1500


def test_two_deals_of_one_year_are_not_one() -> None:
    parties = ("Spitalul A", "Spitalul B")
    assert joined(deal("1", "2024", *parties), deal("2", "2024", *parties)) == 0


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.sampled_from(["2024-11-28", "--11-28", "2023"]))))
def test_however_few_clues_fit_into_memory_the_links_are_the_same(found: list[tuple[int, int, str]]) -> None:
    clues = [(("deal.parties", str(a), str(b)), (f"d{n}", f"a{n}", day)) for n, (a, b, day) in enumerate(found)]
    expected = sorted(link for key, values in gathered(clues) for link in joins(key, values))
    assert sorted(link for key, values in gathered(clues, most=1) for link in joins(key, values)) == expected
