"""What a page tells about a network."""

from dataclasses import replace

from networks import article, cooperation, edges, entity, said

from kg.model import Network
from queries.view import View, view


def relation(seen: View, predicate: str, subject: str) -> int:
    """The number of the first relation of a predicate and subject."""
    ids = [thing.id for thing in seen.things]
    return next(n for n, r in enumerate(seen.relations) if r.predicate == predicate and ids[r.subject] == subject)


def test_things_come_best_connected_first_and_agreements_do_not_count() -> None:
    seen = view(cooperation())
    assert seen.things[0].id == "hoasen"
    assert seen.things[0].degree == 7
    assert [thing.degree for thing in seen.things if thing.id == "luceafarul"] == [1]
    assert len(seen.things) == 13


def test_an_agreement_gathers_parties_fields_place_date_and_status() -> None:
    seen = view(cooperation())
    (deal,) = seen.deals
    names = [seen.things[i].id for i in (*deal.parties, *deal.places)]
    assert names == ["hoasen", "luceafarul", "hanoi"]
    assert deal.fields == ("oncology", "training")
    assert (deal.date, deal.status) == ("2024-04-09", "signed")
    claims = seen.relations[relation(seen, "PARTNERS_WITH", "hoasen")].claims
    assert {claim.deal for claim in claims} == {0, None}


def test_statements_may_know_an_agreement_by_the_id_of_their_article() -> None:
    source = article("x")
    things = entity("a", "Hospital", "A"), entity("b", "Company", "B"), entity("deal", "Agreement", "A – B")
    partners = said("read-a", "PARTNERS_WITH", "read-b", source, "x", agreement="read-deal", fields=("oncology",))
    party = said("read-a", "PARTY_TO", "read-deal", source, "y")
    (one,) = edges([partners])
    (other,) = edges([party])
    network = Network(
        things, (replace(one, subject="a", object="b"), replace(other, subject="a", object="deal")), (source,)
    )
    seen = view(network)
    assert seen.relations[0].claims[0].deal == 0
    assert seen.deals[0].fields == ("oncology",)


def test_fields_are_codes_and_countries_come_from_places() -> None:
    seen = view(cooperation())
    assert seen.relations[relation(seen, "SPECIALISES_IN", "hoasen")].field == "cardiology"
    assert {thing.id: thing.country for thing in seen.things if thing.country} == {
        "hanoi": "VN",
        "hoasen": "VN",
        "deal": "VN",
    }


def test_sources_are_the_articles_that_say_something_and_those_that_only_name_it() -> None:
    one, other = article("x", published="2024"), article("y", published="2023")
    things = entity("a", "Hospital", "A"), entity("b", "Hospital", "B"), entity("c", "Hospital", "C")
    network = Network(things, edges([said("a", "PARTNERS_WITH", "b", one, "x")]), (one, other))
    named = {"b": [other.id, one.id], "c": {other.id, "an article that is not here"}}
    assert [thing.sources for thing in view(network).things] == [(1,), (1,), ()]
    assert [thing.sources for thing in view(network, named=named).things] == [(1,), (0, 1), (0,)]


def test_names_lose_underscores_and_never_run_on() -> None:
    things = entity("a", "Hospital", "Bệnh_viện  Hoa_Sen"), entity("b", "Hospital", "x" * 10_000)
    names = {thing.id: thing for thing in view(Network(things)).things}
    assert names["a"].name == "Bệnh viện Hoa Sen"
    assert names["a"].names == (("und", "Bệnh_viện  Hoa_Sen"),)
    assert len(names["b"].name) == 160


def test_an_edge_to_nothing_known_is_left_out_and_one_to_a_field_kept() -> None:
    source = article("x")
    told = [said("a", "PARTNERS_WITH", "gone", source, "x"), said("a", "SPECIALISES_IN", "oncology", source, "y")]
    seen = view(Network((entity("a", "Hospital", "A"),), edges(told), (source,)))
    assert [relation.field for relation in seen.relations] == ["oncology"]
