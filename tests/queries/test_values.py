"""Values as people write them."""

import pytest

from kg.errors import KgError
from queries.values import slips, value


@pytest.mark.parametrize(
    ("kind", "given", "meant"),
    [
        ("integer", "3", 3),
        ("date", "2024-04", "2024-04"),
        ("date", "any", "any"),
        ("Field", "oncology", "oncology"),
        ("Field", "Ung thư", "oncology"),
        ("Field", "formare", "training"),
        ("Field", "oncolgy", "oncology"),
        ("Type", "hospital", "Hospital"),
        ("Type", "bệnh viện", "Hospital"),
        ("Relation", "partners_with", "PARTNERS_WITH"),
        ("Relation", "is or was owned or funded by", "OWNED_BY"),
        ("Status", "current", "current"),
        ("Status", "terminé", "ended"),
        ("Country", "VN", "Vietnam"),
        ("Country", "han quoc", "South Korea"),
        ("Country", "any", "any"),
    ],
)
def test_values_may_be_written_in_many_ways(kind: str, given: str, meant: object) -> None:
    assert value("x", kind, given) == meant


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("integer", "x", "a whole number of 1 or more"),
        ("integer", "0", "a whole number of 1 or more"),
        ("integer", "-5", "a whole number of 1 or more"),
        ("year|month|field", "week", "one of field, month, year, got 'week'"),
        ("1|2|3", "9", "one of 1, 2, 3, got '9'"),
        ("date", "yesterday", "a date such as"),
        ("date", "2024-13", "a date such as"),
        ("Field", "xyz", "one of .*oncology"),
        ("Type", "Dragon", "one of .*Hospital"),
        ("Status", "", "one of .*signed"),
        ("Country", "Oz", "one of Afghanistan.* more, got"),
    ],
)
def test_wrong_values_are_told_with_what_there_is(kind: str, given: str, expected: str) -> None:
    with pytest.raises(KgError, match=f"expected {expected}"):
        value("x", kind, given)


def test_short_words_and_numbers_are_never_mistyped() -> None:
    assert slips("hue", "hoa") is None
    assert slips("108", "103") is None
    assert slips("1080", "1030") is None
    assert slips("rossy", "roussy") == 1
    assert slips("gustav", "hustev") is None
    assert slips("universitty", "university") == 1
