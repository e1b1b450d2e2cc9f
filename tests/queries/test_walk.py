"""Walking a network with networkx."""

import pytest
from networks import cooperation

from queries.walk import degree, graph, neighbourhood


def test_the_graph_keeps_every_relation_and_its_direction() -> None:
    network = cooperation()
    walked = graph(network)
    assert walked.number_of_nodes() == 13
    assert walked.number_of_edges() == sum(edge.object in walked for edge in network.edges) == 13
    edge = walked.edges["salvia", "hoasen", "SUPPLIES"]["edge"]
    assert edge.statements[0].evidence[0].quote == "Salvia livrează aparate spitalului Hoa Sen."
    assert not walked.has_edge("hoasen", "salvia")


def test_degree_counts_others_once() -> None:
    found = degree(cooperation())
    assert found["hoasen"] == 8
    assert found["alone"] == 0
    assert list(found) == [entity.id for entity in cooperation().entities]


def test_a_neighbourhood_keeps_fields_and_the_articles_that_are_cited() -> None:
    near = neighbourhood(cooperation(), "sospalat")
    assert {entity.id for entity in near.entities} == {"sospalat", "salvia", "ministry"}
    assert {edge.predicate for edge in near.edges} == {"PARTNERS_WITH", "ACCREDITED_BY"}
    assert [article.name for article in near.articles] == ["salvia"]
    assert near.centre == "sospalat"
    one = neighbourhood(cooperation(), "hoasen", 0)
    assert [edge.predicate for edge in one.edges] == ["SPECIALISES_IN"]


def test_a_neighbourhood_walks_only_what_it_is_told() -> None:
    near = neighbourhood(cooperation(), "hoasen", 2, predicates={"PARTNERS_WITH"})
    assert {entity.id for entity in near.entities} == {"hoasen", "luceafarul", "binhminh"}


def test_a_stranger_has_no_neighbourhood() -> None:
    with pytest.raises(KeyError):
        neighbourhood(cooperation(), "nobody")
