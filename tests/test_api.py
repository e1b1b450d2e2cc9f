"""The graph in a notebook."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from readings import SOME

import kg
from kg.api import Graph
from kg.errors import KgError
from kg.stores import open_store


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_store(tmp_path / "graph") as store:
        store.add(SOME)
    with kg.open(str(tmp_path / "graph")) as opened:
        yield opened


def test_a_question_is_a_function_and_its_answer_wraps_a_network(graph: Graph) -> None:
    found = graph.partners("spitalul luceafarul", status="any")
    assert {row["partner"] for row in found} == {"Universitatea Pontica", "Asociația Mesteacăn"}
    assert {edge.predicate for edge in found.network.edges} == {"PARTNERS_WITH"}
    assert len(found.network.entities) == 3
    assert sorted(found.to_networkx().nodes) == sorted(entity.id for entity in found.network.entities)
    assert "Universitatea Pontica" in found.to_html()
    assert "<td>Universitatea Pontica</td>" in found._repr_html_()
    assert "2 relations" in found.why
    assert repr(found) == f"<Partners: Spitalul Luceafărul: {len(found)} rows>"


def test_every_question_is_there(graph: Graph) -> None:
    assert {"partners", "path", "communities"} <= set(dir(graph))
    assert graph.path("Luceafarul", "Pontica").rows[0][:3] == (1, 1, "Universitatea Pontica")
    assert "Who works with" in str(graph.partners.__doc__)
    with pytest.raises(AttributeError, match="its questions are"):
        graph.nonsense  # noqa: B018


def test_help_tells_the_parameters(graph: Graph) -> None:
    told = str(graph.partners.__doc__)
    assert told.startswith("Who works with an institution")
    assert "depth (1|2|3): The most steps from partner to partner. Default: 1." in told
    assert "atlas" not in told


def test_a_name_of_several_is_an_error_with_their_ids(graph: Graph) -> None:
    with pytest.raises(KgError, match=r"(?s)or the id of one:\n.*Bệnh viện Bạch Mai \(Hospital, "):
        graph.partners("benh vien")


def test_what_is_shown_is_escaped(graph: Graph) -> None:
    shown = graph.ask("article", "Știri despre deal.txt")
    assert "<script" not in shown._repr_html_()
    assert len(shown) == 7
