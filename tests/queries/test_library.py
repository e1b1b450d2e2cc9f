"""The files of the questions."""

import pytest

from kg.errors import DataError, KgError
from kg.stores import open_store
from kg.stores.sparql import parameters
from queries.library import Parameter, parse, question, questions

HELP = "# What it answers.\n# $who: Institution. The one asked about.\n# $least: integer = 1. Fewest sources.\n"
BODY = "SELECT ?x { ?x kg:id $who FILTER(?x > $least) }"


def pair(rq: str) -> dict[str, str]:
    """The texts of a question, the Cypher one with the same opening comment."""
    return {"rq": rq, "cypher": "\n".join(line.replace("#", "//", 1) for line in rq.splitlines())}


def test_help_and_parameters_come_from_the_opening_comment() -> None:
    asked = parse("x", pair(HELP + BODY))
    assert asked.help == "What it answers."
    assert asked.parameters == (
        Parameter("who", "Institution", "The one asked about."),
        Parameter("least", "integer", "Fewest sources.", "1"),
    )


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_uses_what_it_declares_and_runs(name: str) -> None:
    asked = question(name)
    declared = [parameter.name for parameter in asked.parameters]
    assert sorted(parameters(asked.texts["rq"])) == sorted(declared)
    with open_store("memory:") as store:
        found = store.ask(asked.texts["rq"], **{parameter.name: "nothing" for parameter in asked.parameters})
    assert found.columns


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BODY, "expected help"),
        ("# $who: text. First.\n# Then help.\n", "expected help, then parameters"),
        ("# Help.\n# $who text\n", "expected '\\$name"),
        ("# Help.\n# $who: Dragon. The one.\n", "got 'Dragon'"),
    ],
)
def test_a_wrong_file_is_told(text: str, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        parse("x", pair(text))


def test_both_languages_say_the_same() -> None:
    with pytest.raises(DataError, match="the same opening comment"):
        parse("x", {"rq": HELP, "cypher": "// Something else.\n"})


def test_an_unknown_question_names_those_there_are() -> None:
    with pytest.raises(KgError, match="partners"):
        question("nonsense")
