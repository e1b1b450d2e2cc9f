"""The gazetteer files are whole, and every entry can be found in the forms that texts write."""

import unicodedata
from collections import Counter

import pytest

from kg.errors import DataError
from schemas.gazetteer import by_id, entries, parse, surface_forms
from schemas.languages import languages

HEADER = "id\ttype\tcountry\tprovince\tnames_vi\tnames_ro\tnames_en\tnames_fr\tabbreviations\tparent\turl\tsource"
TYPES = {
    *("Hospital", "HealthSystem", "HealthCentre", "University", "ResearchInstitute", "Company"),
    *("Government", "Organization", "Programme", "Place"),
}


def found(form: str) -> list[str]:
    return [id for written, id in surface_forms() if written == form]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_entry_is_whole(entry):
    assert entry.type in TYPES
    assert entry.id == entry.id.lower()
    assert entry.id.replace("-", "").isalnum()
    assert entry.id.isascii()
    assert entry.country == "" or (len(entry.country) == 2 and entry.country.isupper())
    assert entry.source != "general knowledge" or entry.url is None
    for language, name in entry.names:
        assert language in languages()
        assert name == unicodedata.normalize("NFC", " ".join(name.split()))
        assert name
    for name, times in Counter(entry.names).items():
        assert times == 1, name


def test_no_entry_is_its_own_ancestor():
    for entry in entries():
        seen = set()
        while entry.parent is not None:
            assert entry.id not in seen
            seen.add(entry.id)
            entry = by_id()[entry.parent]


def test_one_name_per_institution_of_a_type():
    owners = {}
    for entry in entries():
        if entry.type == "Place":
            continue
        for _, name in entry.names:
            owner = owners.setdefault((entry.type, name), entry.id)
            assert owner == entry.id, f"{name!r} names {owner} and {entry.id}"


@pytest.mark.parametrize(
    ("form", "id"),
    [
        ("Việt Nam", "vn"),
        ("Vietnamului", "vn"),
        ("Franței", "fr"),
        ("Franţei", "fr"),
        ("HANOI", "vn-ha-noi"),
        ("Ha Noi", "vn-ha-noi"),
        ("Hanoï", "vn-ha-noi"),
        ("TP. HCM", "vn-ho-chi-minh-city"),
        ("Sài Gòn", "vn-ho-chi-minh-city"),
        ("Hô Chi Minh-Ville", "vn-ho-chi-minh-city"),
        ("quận Cầu Giấy", "vn-ha-noi-cau-giay"),
        ("quan Cau Giay", "vn-ha-noi-cau-giay"),
        ("Hà Tây", "vn-ha-tay"),
        ("Iași", "ro-iasi"),
        ("Iaşi", "ro-iasi"),
        ("Iasi", "ro-iasi"),
        ("Tg. Mureș", "ro-targu-mures"),
        ("județului Cluj", "ro-cluj-county"),
        ("États-Unis", "us"),
        ("Seul", "kr-seoul"),
        ("Bệnh viện Bạch Mai", "vn-bach-mai"),
        ("BV Bạch Mai", "vn-bach-mai"),
        ("Benh vien Bach Mai", "vn-bach-mai"),
        ("BỆNH VIỆN BẠCH MAI", "vn-bach-mai"),
        ("Bệnh viện Nhi TƯ", "vn-national-children"),
        ("Viện Pasteur TP.HCM", "vn-pasteur-ho-chi-minh-city"),
        ("HCMC Oncology Hospital", "vn-oncology-ho-chi-minh-city"),
        ("ĐH Y Hà Nội", "vn-hmu"),
        ("VinUniversity", "vn-vinuni"),
        ("Spitalului Universitar de Urgență București", "ro-suub"),
        ("Spitalului Universitar de Urgenţă Bucureşti", "ro-suub"),
        ("Casei Naționale de Asigurări de Sănătate", "ro-cnas"),
        ("Crucii Roșii Române", "ro-red-cross"),
        ("Assistance publique – Hôpitaux de Paris", "fr-ap-hp"),
        ("Assistance Publique-Hôpitaux de Paris", "fr-ap-hp"),
        ("Institut Gustave Roussy", "fr-gustave-roussy"),
        ("King’s College Hospital", "gb-kch"),
        ("GE Healthcare", "gehc"),
        ("OMS", "who"),
    ],
)
def test_form_is_found(form, id):
    assert id in found(form)


def test_a_form_of_an_institution_names_nothing_else():
    owners = {}
    for form, id in surface_forms():
        owners.setdefault(form, set()).add(id)
    shared = {
        form: ids for form, ids in owners.items() if len(ids) > 1 and any(by_id()[id].type != "Place" for id in ids)
    }
    assert not shared


@pytest.mark.parametrize(
    "form",
    [
        *("Bộ Y tế", "Ministerul Sănătății", "Ministerului Sănătății", "Ministry of Health", "ministère de la Santé"),
        *("Chính phủ", "Guvernul", "Government", "Sở Y tế", "UBND", "Quốc hội", "Parlamentul", "Bệnh viện Trung ương"),
        *("Trường Đại học Y", "Spitalul Județean de Urgență", "University Hospital", "Institutul Național", "CHU"),
        *("K", "E", "Path", "Terapia", "Antibiotice", "Orange", "Intel", "Apple", "THE", "The", "Regina Maria"),
        *("Hồng Ngọc", "Thu Cúc", "Việt Đức", "Thống Nhất", "Hữu Nghị", "phía Nam", "miền Bắc", "nước Pháp"),
    ],
)
def test_a_bare_noun_or_a_common_word_is_no_form(form):
    assert found(form) == []


def test_a_ministry_of_health_is_one_of_its_country():
    ministries = {"vn-moh": "VN", "ro-ms": "RO", "fr-moh": "FR", "gb-dhsc": "GB", "us-hhs": "US", "md-ms": "MD"}
    assert {id: by_id()[id].country for id in ministries} == ministries
    assert found("Bộ Y tế Việt Nam") == ["vn-moh"]
    assert found("Ministerul Sănătății din Vietnam") == ["vn-moh"]
    assert found("Ministerul Sănătății din România") == ["ro-ms"]


def test_institutions_of_every_kind_and_where_they_belong():
    institutions = [entry for entry in entries() if entry.type != "Place"]
    assert {entry.type for entry in institutions} == TYPES - {"Place", "Programme"}
    assert all(by_id()[entry.parent].type != "Place" for entry in institutions if entry.parent)
    assert by_id()["vn-vinuni"].parent == by_id()["vn-vinmec"].parent == "vn-vingroup"
    assert by_id()["fr-necker"].parent == "fr-ap-hp"


def test_a_province_is_named_as_its_place_is():
    places = {name for entry in entries() if entry.type == "Place" for _, name in entry.names}
    # A county whose name is a river's as well has a name with its noun only.
    places |= {name.removeprefix("județul ") for name in places}
    assert {entry.province for entry in entries() if entry.province} <= places


def test_provinces_of_vietnam_before_and_after_the_mergers():
    provinces = [e for e in entries() if any(name.startswith(("tỉnh ", "Thành phố ")) for _, name in e.names)]
    provinces = [e for e in provinces if e.country == "VN" and not e.province]
    assert len([e for e in provinces if e.parent == "vn"]) == 34
    assert len([e for e in provinces if e.parent != "vn"]) == 63 - 34 + 1, "and Hà Tây, merged in 2008"
    assert by_id()["vn-ba-ria-vung-tau"].parent == "vn-ho-chi-minh-city"


def test_preferred_name_falls_back_to_english_then_to_any():
    entry = next(parse(f"{HEADER}\nx\tPlace\tVN\t\tMột|Hai\t\tOne\t\t\t\t\tseen", "x.tsv"))
    assert [entry.name(language) for language in ("vi", "ro", "en")] == ["Một", "One", "One"]
    only = next(parse(f"{HEADER}\nx\tPlace\tVN\t\tMột\t\t\t\t\t\t\tseen", "x.tsv"))
    assert only.name("fr") == "Một"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id\ttype", "x.tsv:1: expected the columns"),
        (f"{HEADER}\nx\tPlace", "x.tsv:2: expected 12 cells, got 2"),
        (f"{HEADER}\nx\tPlace\tVN\t\t\t\t\t\t\t\t\tseen", "x.tsv:2: expected an id, a type, a source and a name"),
        (f"{HEADER}\n\tPlace\tVN\t\tMột\t\t\t\t\t\t\tseen", "x.tsv:2: expected an id"),
    ],
)
def test_a_broken_file_is_a_data_error(text, message):
    with pytest.raises(DataError, match=message):
        list(parse(text, "x.tsv"))
