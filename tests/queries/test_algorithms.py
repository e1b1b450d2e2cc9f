"""Algorithms over the network, on a society small enough to check them with plain networkx."""

from collections.abc import Iterator
from itertools import pairwise

import networkx as nx
import pytest
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python
from society import society

from kg.errors import KgError
from kg.stores import Store, open_store
from queries import measures
from queries.answer import Answer, ask, catalogue, network
from queries.cuts import cuts
from queries.web import web
from schemas.ontology import ontology


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Two hundred institutions in several circles, loosely tied."""
    with open_store("memory:") as opened:
        opened.add(society(200, 400))
        yield opened


@pytest.fixture(scope="module")
def ties(store: Store) -> nx.Graph:
    """The current ties between institutions, made from the statements in another way."""
    whole = store.network()
    kinds = {entity.id: entity.type for entity in whole.entities}
    made: nx.Graph = nx.Graph()
    for edge in whole.edges:
        ends = [ontology().is_a(kinds.get(end, ""), "Institution") for end in (edge.subject, edge.object)]
        if all(ends) and edge.status not in ("planned", "suspended", "ended"):
            before = made.get_edge_data(edge.subject, edge.object, {"sources": 0})
            made.add_edge(edge.subject, edge.object, sources=before["sources"] + edge.sources)
    assert 60 < len(made) <= 200
    return made


def column(answer: Answer, name: str) -> list[object]:
    return [row[answer.columns.index(name)] for row in answer.rows]


def test_central_institutions_are_those_of_networkx(store: Store, ties: nx.Graph) -> None:
    burt = {key: 1 - value for key, value in nx.constraint(ties).items() if ties.degree(key) > 1}
    expected = {
        "degree": dict(ties.degree()),
        "betweenness": nx.betweenness_centrality(ties),
        "pagerank": _pagerank_python(ties, weight=None, tol=1e-12, max_iter=1000),
        "holes": burt,
    }
    for by, scores in expected.items():
        answer = ask(store, "central", [by], {"top": "1000"})
        found = dict(zip(column(answer, "id"), column(answer, by), strict=True))
        assert found == pytest.approx(scores, abs=1e-7), by
        assert column(answer, by) == sorted(column(answer, by), reverse=True)


def test_bridges_are_the_articulation_points(store: Store, ties: nx.Graph) -> None:
    answer = ask(store, "bridges")
    assert set(column(answer, "id")) == set(nx.articulation_points(ties))
    for key, cut in list(zip(column(answer, "id"), column(answer, "cut"), strict=True))[:20]:
        before = nx.node_connected_component(ties, key)
        after = ties.subgraph(before - {key})
        assert cut == len(before) - 1 - max(map(len, nx.connected_components(after)))


def test_parts_and_communities_hold_everyone_once_and_stay_the_same(store: Store, ties: nx.Graph) -> None:
    parts = ask(store, "parts")
    assert column(parts, "institutions") == sorted(map(len, nx.connected_components(ties)), reverse=True)
    answer = ask(store, "communities", [], {"least": "1"})
    assert sorted(map(str, column(answer, "id"))) == sorted(ties)
    groups: dict[object, set[object]] = {}
    for group, key in zip(column(answer, "group"), column(answer, "id"), strict=True):
        groups.setdefault(group, set()).add(key)
    assert nx.community.modularity(ties, list(groups.values()), weight="sources") > 0.3
    assert ask(store, "communities", [], {"least": "1"}) == answer
    assert all(column(answer, "name"))


def test_the_way_between_two_is_the_shortest_and_each_step_is_proved(store: Store) -> None:
    whole = store.network()
    known = {entity.id for entity in whole.entities}
    walked: nx.Graph = nx.Graph()
    walked.add_nodes_from(known)
    walked.add_edges_from(
        (e.subject, e.object) for e in whole.edges if e.object in known and e.predicate != "LOCATED_IN"
    )
    bodies = sorted(entity.id for entity in whole.entities if ontology().is_a(entity.type, "Institution"))
    names = {entity.id: entity.name for entity in whole.entities}
    stated = {(names[e.subject], e.predicate, names[e.object]) for e in whole.edges if e.object in known}
    lengths = set()
    for one, other in pairwise(bodies[::9]):
        answer = ask(store, "path", [one, other])
        if not nx.has_path(walked, one, other) or nx.shortest_path_length(walked, one, other) > 6:
            assert not answer.rows
            continue
        steps = column(answer, "step")
        assert max(map(int, map(str, steps))) == nx.shortest_path_length(walked, one, other)
        assert all(column(answer, "quote"))
        told = set(zip(*(column(answer, name) for name in ("subject", "relation", "object")), strict=True))
        assert told <= stated
        assert column(answer, "reaches")[-1] == names[other]
        lengths.add(max(map(str, steps)))
        assert {one, other} <= {entity.id for entity in network(store, answer).entities}
    assert len(lengths) > 2


def test_further_ways_come_by_length_and_none_takes_a_step_that_is_over(store: Store) -> None:
    central = column(ask(store, "central"), "id")
    answer = ask(store, "path", [str(central[0]), str(central[7])], {"ways": "4", "status": "current"})
    ways = column(answer, "way")
    assert max(map(int, map(str, ways))) == 4
    lengths = [len({row[1] for row in answer.rows if row[0] == way}) for way in dict.fromkeys(ways)]
    assert lengths == sorted(lengths)
    assert not {"planned", "suspended", "ended"} & set(column(answer, "status"))
    nowhere = ask(store, "path", [str(central[0]), str(central[0])], {"within": "3"})
    assert not nowhere.rows
    assert nowhere.nothing == "No way within 3 steps"


def test_that_too_much_lies_between_two_is_told_as_no_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    central = column(ask(store, "central"), "id")
    monkeypatch.setattr("queries.paths.LIMIT", 2)
    with pytest.raises(KgError, match="expected at most 2 to look at: ask for ways=1"):
        ask(store, "path", [str(central[0]), str(central[7])], {"ways": "4"})


def test_an_unknown_measure_names_those_there_are(store: Store) -> None:
    with pytest.raises(KgError, match="pagerank"):
        ask(store, "central", ["beauty"])
    assert catalogue()["central"].asked[0].default == "degree"


@pytest.fixture(scope="module")
def large() -> Iterator[Store]:
    """More institutions than betweenness is exact for."""
    with open_store("memory:") as opened:
        opened.add(society(900, 3000))
        yield opened


def test_sampled_betweenness_is_that_of_networkx(large: Store) -> None:
    made = web(large, "any", "current")
    assert len(made.ids) > measures.EXACT
    expected = nx.betweenness_centrality(made.graph(), k=40, seed=measures.SEED)
    answer = ask(large, "central", ["betweenness"], {"top": "2000", "starts": "40"})
    found = dict(zip(column(answer, "id"), column(answer, "betweenness"), strict=True))
    assert found == pytest.approx(expected, abs=1e-8)


def test_igraph_finds_the_same_betweenness_and_communities_as_good(
    large: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("igraph", reason="the extra igraph is not installed")
    made = web(large, "any", "current")
    slow, before = measures.MEASURES["betweenness"](made, 40), measures.groups(made)
    monkeypatch.setattr(measures, "LARGE", 500)
    assert measures.MEASURES["betweenness"](made, 40) == pytest.approx(slow, abs=2e-9)
    after = measures.groups(made)
    assert set().union(*after) == set(made.ids)
    assert measures.groups(made) == after
    good, least = (nx.community.modularity(made.graph(), one, weight="sources") for one in (after, before))
    assert good > 0.95 * least


def test_what_a_loss_cuts_off_is_what_networkx_finds_without_it(large: Store) -> None:
    made = web(large, "any", "current")
    whole, found = made.graph(), cuts(made)
    assert found.keys() == set(nx.articulation_points(whole))
    assert len(found) > 50
    for key, cut in found.items():
        rest = nx.node_connected_component(whole, key) - {key}
        parts = sorted(nx.connected_components(whole.subgraph(rest)), key=lambda one: (-len(one), min(one)))
        assert cut == set().union(*parts[1:])
