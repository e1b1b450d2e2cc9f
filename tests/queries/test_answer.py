"""Questions put to a real store."""

from collections.abc import Iterator

import pytest
from readings import SOME, reading

from kg.errors import KgError
from kg.stores import Store, open_store
from queries.answer import ask
from queries.who import candidates


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        opened.add(SOME)
        yield opened


def test_partners_tell_the_whole_partnership_and_each_quote(store: Store) -> None:
    answer = ask(store, "partners", ["Spitalul Luceafărul"])
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    assert [row["partner"] for row in rows] == ["Universitatea Pontica", "Universitatea Pontica", "Asociația Mesteacăn"]
    first = rows[0]
    assert first["quote"] == "Spitalul Luceafărul PARTNERS_WITH Universitatea Pontica."
    assert (first["status"], first["first_date"], first["last_date"]) == ("ended", "2024-04-09", "2025-01")
    assert (first["sources"], first["confidence"], first["type"]) == (2, 0.9, "University")
    assert first["fields"] == "training"
    assert (first["publisher"], first["title"]) == ("Curierul Exemplu", "Știri despre deal.txt")
    assert str(first["url"]).startswith("https://news.example/")
    assert rows[2]["status"] is None
    assert rows[2]["fields"] is None


@pytest.mark.parametrize("name", ["Bệnh viện Bạch Mai", "benh vien bach mai", "bach mai", "BẠCH MAI", "Mai Bach"])
def test_names_may_be_written_in_any_form(store: Store, name: str) -> None:
    answer = ask(store, "partners", [name])
    assert [entity.name for entity in answer.took] == ["Bệnh viện Bạch Mai"]
    assert [row[0] for row in answer.rows] == ["Bệnh viện Hoa Sen"]


def test_an_id_and_a_named_parameter_do_as_well(store: Store) -> None:
    (entity,) = candidates(store, "bach mai")
    assert ask(store, "partners", [entity.id]) == ask(store, "partners", named={"institution": "bach mai"})


def test_a_name_of_several_is_asked_back(store: Store) -> None:
    with pytest.raises(KgError) as told:
        ask(store, "partners", ["benh vien"])
    head, *listed = str(told.value).splitlines()
    assert head == "institution: 'benh vien' fits 2; give a fuller name, or the id of one:"
    assert [line.partition(" (Hospital, ")[0] for line in sorted(listed)] == [
        "Bệnh viện Bạch Mai",
        "Bệnh viện Hoa Sen",
    ]


def test_part_of_the_names_of_many_means_none_of_them(store: Store) -> None:
    store.add(
        [
            reading(
                "many.txt",
                {f"Spitalul din Valea {n}": "Hospital" for n in range(30)} | {"Spitalul Nou": "Hospital"},
                [],
            )
        ]
    )
    with pytest.raises(KgError, match=r"'spitalul' fits 3\d;") as told:
        ask(store, "partners", ["spitalul"])
    assert str(told.value).splitlines()[-1].startswith("and 1")
    assert [entity.name for entity in candidates(store, "spitalul nou")] == ["Spitalul Nou"]


def test_the_full_name_comes_before_longer_ones(store: Store) -> None:
    store.add([reading("k.txt", {"Spitalul E": "Hospital", "Spitalul E Nord": "Hospital"}, [])])
    assert [entity.name for entity in candidates(store, "spitalul e")] == ["Spitalul E"]


def test_only_the_type_that_is_asked_for_is_taken(store: Store) -> None:
    with pytest.raises(KgError, match="nothing of the type Institution is called 'Ana Moldoveanu'"):
        ask(store, "partners", ["Ana Moldoveanu"])


def test_a_name_that_nothing_has_brings_the_closest_ones(store: Store) -> None:
    for name in ("bach may", "Benh vien Bach Mai, Ha Noi", "Bệnh viện Bạch Mãi 2"):
        with pytest.raises(KgError, match=r"is called '.*'; closest: Bệnh viện Bạch Mai$"):
            ask(store, "partners", [name])


def test_names_that_are_all_as_close_or_of_another_type_are_not_proposed(store: Store) -> None:
    hospitals: dict[str, str] = {f"Spitalul {word}": "Hospital" for word in ("Unu", "Doi", "Trei", "Patru", "Cinci")}
    store.add([reading("many.txt", hospitals | {"Doamna Salcie": "Person"}, [])])
    for name in ("spitalul nou", "Salcie Mare", "?", ""):
        with pytest.raises(KgError, match=r"is called '[^']*'; see 'kg query names'$"):
            ask(store, "partners", [name])


@pytest.mark.parametrize(
    ("values", "named", "reason"),
    [
        ([], {}, "expected a value for institution"),
        (list("abcdefghijk"), {}, r"at most 9 values .*needs quotes"),
        ([], {"nobody": "x"}, "no parameter 'nobody'"),
        (["a"], {"institution": "b"}, "given twice"),
        (["no such house"], {}, "nothing of the type"),
        ([""], {}, "nothing of the type"),
        (['"} ; DROP ALL #'], {}, "nothing of the type"),
        (["bach mai"], {"depth": "4"}, "depth: expected one of 1, 2, 3, got '4'"),
        (["bach mai"], {"since": "2025-12-01", "until": "2025-06"}, "expected since no later than until"),
    ],
)
def test_what_cannot_be_asked_is_told(store: Store, values: list[str], named: dict[str, str], reason: str) -> None:
    with pytest.raises(KgError, match=reason):
        ask(store, "partners", values, named)


def test_an_article_that_is_not_there_leads_to_those_that_are(store: Store) -> None:
    assert ask(store, "article", ["no such.txt"]).nothing.endswith("see 'kg query articles'")
    for row in ask(store, "articles").rows:
        name, *_, statements, key = row
        assert len({said[:3] for said in ask(store, "article", [str(key)]).rows}) <= int(str(statements)) > 0, name


def test_a_year_and_a_month_of_it_are_in_order_either_way(store: Store) -> None:
    for since, until in (("2024", "2024-04"), ("2024-04", "2024")):
        assert ask(store, "partners", ["Luceafarul"], {"since": since, "until": until}).rows
