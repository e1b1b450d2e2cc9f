"""Which pairs a person is asked about, and which never."""

from readings import reading

from kg.identity.ledger import Ledger, decision
from kg.identity.review import doubts
from kg.stores import open_store

NAMES = {
    "Spitalul Brestov": "Hospital",
    "Spitalul Brestov Nord": "Hospital",
    "Compania Brestov": "Company",
    "Spitalul Militar 7": "Hospital",
    "Spitalul Militar 9": "Hospital",
    "Clinica Valmorin": "HealthCentre",
}
STATED = reading("1.txt", NAMES, [("Spitalul Brestov", "PARTNERS_WITH", "Spitalul Brestov Nord")])


def asked(ledger: Ledger) -> list[set[str]]:
    with open_store("memory:") as store:
        store.add([STATED])
        return [{one.one.name, one.other.name} for one in doubts(store.entities(), store.readings(brief=True), ledger)]


def test_only_what_may_be_one_is_asked_and_once() -> None:
    pair = {"Spitalul Brestov", "Spitalul Brestov Nord"}
    assert asked(Ledger()) == [pair]
    ids = sorted(one.canonical for one in STATED.entities if one.name in pair)
    for kind in ("apart", "unsure"):
        assert asked(Ledger((decision(kind, *ids, because="seen", by="Ana"),))) == []
