"""How sure rules are: the figures that are shipped, and what is refused."""

import pytest

from kg.errors import DataError
from loaders.deals.frameset import rule_ids
from schemas.confidence import ANY, COLUMNS, chance, confidence, estimate, parse, shipped
from schemas.languages import languages
from schemas.ontology import ontology

HEAD = "\t".join(COLUMNS)


def test_the_shipped_figures_are_of_rules_and_predicates_that_exist() -> None:
    known = {rule for code in languages() for rule in rule_ids(code)} | {ANY}
    gone = {rule for _, rule in shipped()} - known
    assert not gone, "run `make quality` after rules were taken away or renamed"
    assert {predicate for predicate, _ in shipped()} <= {*ontology().predicates, ANY}
    assert all(0 < figure <= 1 for figure in shipped().values())


def test_a_rule_without_readings_has_the_figure_of_its_predicate() -> None:
    assert confidence("SIGNED", "no such rule") == shipped()["SIGNED", ANY]


def test_a_pronoun_makes_a_statement_less_sure() -> None:
    assert confidence("SIGNED", ANY, meant=True) <= confidence("SIGNED", ANY)
    assert chance({}, "SIGNED", ANY, meant=True) == chance({}, "SIGNED", ANY) == 0.5


def test_more_readings_weigh_more() -> None:
    figures = [estimate(count, count, 0.8) for count in (0, 1, 10, 100)]
    assert figures == sorted(figures)
    assert estimate(0, 20, 0.8) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", r"x\.tsv:1: expected the columns predicate"),
        ("predicate\trule\n", r"x\.tsv:1: expected the columns predicate"),
        (f"{HEAD}\nSIGNED\ta\t1\t1\n", r"x\.tsv:2: "),
        (f"{HEAD}\nSIGNED\ta\t1\t1\thigh\n", r"x\.tsv:2: .*'high'"),
        (f"{HEAD}\nSIGNED\ta\t1\t1\t1.5\n", r"x\.tsv:2: expected a confidence above 0"),
        (f"{HEAD}\nSIGNED\ta\t1\t1\tnan\n", r"x\.tsv:2: expected a confidence above 0"),
    ],
)
def test_a_broken_table_is_a_data_error(text: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        parse(text, "x.tsv")
