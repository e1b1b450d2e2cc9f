"""Decisions about who is who: any order, undone and done again, and contradictions that are told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.identity.groups import settle
from kg.identity.ledger import Decision, Ledger, append, decision, read

IDS = st.sampled_from([*(f"c-{letter}" for letter in "abcdefg"), "e-1", "e-2"])
PAIRS = st.lists(st.tuples(IDS, IDS).filter(lambda pair: pair[0] != pair[1]), max_size=7)


@given(PAIRS, PAIRS, PAIRS, st.randoms())
def test_the_order_of_decisions_does_not_count(
    told: list[tuple[str, str]], ruled: list[tuple[str, str]], apart: list[tuple[str, str]], lot: object
) -> None:
    expected = settle(told, ruled, apart)
    for pairs in (told, ruled, apart):
        lot.shuffle(pairs)  # type: ignore[attr-defined]
    assert settle([pair[::-1] for pair in told], ruled, apart) == expected


@given(PAIRS, PAIRS, PAIRS)
def test_what_is_kept_apart_is_never_joined(
    told: list[tuple[str, str]], ruled: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    table, conflicts = settle(told, ruled, apart)
    for one, other in apart:
        assert table.get(one, one) != table.get(other, other)
    assert all(table.get(stands, stands) == stands for stands in table.values())
    assert all({conflict.chain[0], conflict.chain[-1]} in [set(pair) for pair in apart] for conflict in conflicts)


@given(PAIRS, PAIRS)
def test_without_contradictions_every_decision_holds(told: list[tuple[str, str]], ruled: list[tuple[str, str]]) -> None:
    table, conflicts = settle(told, ruled, [])
    assert not conflicts
    assert all(table.get(one, one) == table.get(other, other) for one, other in (*told, *ruled))


def test_what_people_say_counts_before_what_rules_find() -> None:
    table, conflicts = settle([("c-a", "c-b")], [("c-b", "c-c")], [("c-a", "c-c")])
    assert table == {"c-b": "c-a"}
    assert [conflict.chain for conflict in conflicts] == [("c-a", "c-b", "c-c")]


def test_an_entity_as_read_is_split_off_the_name_that_it_shares() -> None:
    table, _ = settle([], [], [("c-a", "e-1")])
    assert set(table) == {"e-1"}
    assert settle([("e-1", "c-b")], [], [("c-a", "e-1")])[0] == {"e-1": "c-b"}


def said(kind: str, one: str, other: str = "", **more: str) -> Decision:
    return decision(kind, one, other, because="seen", by="Ana", **more)


@given(st.lists(st.tuples(IDS, IDS).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=5), st.data())
def test_undoing_and_doing_again_gives_what_was_there(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    ledger = Ledger(tuple(said("same", *pair) for pair in pairs))
    chosen = data.draw(st.sampled_from(ledger.decisions))
    undone = ledger.with_more([undo := said("undo", chosen.id)])
    assert undone.in_force == tuple(one for one in ledger.decisions if one != chosen)
    again = undone.with_more([said("undo", undo.id)])
    assert again.same == ledger.same
    assert again.in_force == ledger.in_force


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.jsonl"
    assert read(path) == Ledger()
    lines = [
        said("same", "c-b", "c-a"),
        said("name", "c-a", "Bệnh viện\u2028E", language="vi"),
        said("unsure", "c-a", "c-c"),
    ]
    append(path, lines[:1])
    append(path, lines[1:])
    assert read(path) == Ledger(tuple(lines))
    assert (lines[0].one, lines[0].other) == ("c-a", "c-b")
    assert read(path).names == {("c-a", "vi"): "Bệnh viện\u2028E"}
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")  # two copies, put together
    assert read(path) == Ledger(tuple(lines))


@pytest.mark.parametrize("damage", ["{", "[]", '{"kind": "same", "one": "c-a"}', '{"colour": "red"}'])
def test_a_damaged_line_is_told_with_its_number(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "ledger.jsonl"
    append(path, [said("same", "c-a", "c-b")])
    with path.open("a", encoding="utf-8") as stream:
        stream.write(damage + "\n")
    with pytest.raises(DataError, match=r"ledger\.jsonl:2: expected"):
        read(path)


def test_a_changed_line_is_no_decision(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    append(path, [said("same", "c-a", "c-b")])
    path.write_text(path.read_text("utf-8").replace("Ana", "Ion"), encoding="utf-8")
    with pytest.raises(DataError, match="id of its content"):
        read(path)


def test_a_line_that_was_broken_off_is_none_and_is_gone_with_the_next(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    first, second, third = (said("same", "c-a", other) for other in ("c-b", "c-c", "c-d"))
    append(path, [first, second])
    whole = path.read_bytes()
    for cut in range(1, len(whole.splitlines()[1])):
        path.write_bytes(whole[: -1 - cut])
        assert read(path).decisions == (first,)
        append(path, [third])
        assert read(path).decisions == (first, third)


def test_a_last_line_without_its_end_counts_and_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    first, second = said("same", "c-a", "c-b"), said("same", "c-a", "c-c")
    append(path, [first])
    path.write_bytes(path.read_bytes()[:-1])
    assert read(path).decisions == (first,)
    append(path, [second])
    assert read(path).decisions == (first, second)
