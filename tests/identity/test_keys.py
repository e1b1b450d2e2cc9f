"""Keys of names: what one thing is called in two ways, and what two things are called in nearly the same way."""

import pytest

from kg.identity.keys import canonical_ids, key
from kg.identity.words import read
from kg.model import Article, Entity, Reading, Statement


def the_key(name: str, language: str, kind: str = "Hospital") -> tuple[str, ...]:
    return key(read(name, language), kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vi:Bệnh viện Đa khoa Quốc tế Hải Phòng", "ro:Spitalului Internațional Hai Phong"),
        ("vi:Bệnh viện Đa khoa Quốc tế Hải Phòng", "en:Hai Phong International General Hospital"),
        ("vi:Bệnh_viện Đa_khoa Sao_Băng", "vi:BENH VIEN SAO BANG"),
        ("vi:BVĐK Quốc tế Sao Băng", "en:Sao Bang Hospital"),
        ("vi:Bệnh viện Nhi Sao Băng", "fr:hôpital pédiatrique Sao Bang"),
        ("vi:Bệnh viện Đại học Y Hà Nội", "en:Hanoi Medical University Hospital"),
        ("ro:Spitalul Clinic Județean de Urgență Cluj", "ro:SCJU Cluj"),
        ("vi:Bệnh viện Quân y 777", "ro:Spitalului Militar 777"),
        ("vi:Bệnh viện số 7", "en:Hospital No. 7"),
    ],
)
def test_one_thing_has_one_key(one: str, other: str) -> None:
    assert the_key(*reversed(one.split(":"))) == the_key(*reversed(other.split(":")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vi:Bệnh viện E", "vi:Bệnh viện K"),
        ("vi:Bệnh viện Quân y 108", "vi:Bệnh viện Quân y 103"),
        ("vi:Bệnh viện Nhi Sao Băng", "vi:Bệnh viện Mắt Sao Băng"),
        ("vi:Bệnh viện Đa khoa tỉnh Hà Giang", "vi:Bệnh viện Đa khoa tỉnh Hà Nam"),
        ("vi:Bệnh viện Đa khoa Hải Phòng", "vi:Bệnh viện Đa khoa Quốc tế Hải Phòng"),
        ("vi:Bệnh viện Đại học Y Hà Nội", "vi:Trường Đại học Y Hà Nội"),
        ("vi:Đại sứ quán Hàn Quốc tại Việt Nam", "vi:Đại sứ quán Việt Nam tại Hàn Quốc"),
        ("vi:Bệnh viện An Minh", "vi:Bệnh viện Minh An"),
    ],
)
def test_two_things_have_two_keys(one: str, other: str) -> None:
    assert the_key(*reversed(one.split(":"))) != the_key(*reversed(other.split(":")))


def told(name: str, kind: str, language: str, *others: tuple[str, str], part_of: str = "") -> str:
    """The id of one thing in an article that names others beside it."""
    article = Article(f"{name}-{language}-{others}", "a", "", "v", language=language)
    entities = [
        Entity(f"e-{number}-{article.id}", given, text, ((language, text),))
        for number, (text, given) in enumerate([(name, kind), *others])
    ]
    statements = [
        Statement("s", article.id, entities[0].id, "PART_OF", one.id, (), 1.0)
        for one in entities
        if one.name == part_of
    ]
    return canonical_ids(Reading(article, tuple(entities), tuple(statements)))[entities[0].id]


def test_a_ministry_belongs_to_the_country_that_the_article_speaks_of() -> None:
    vietnamese = told("Bộ Y tế", "Government", "vi")
    assert told("Ministerul Sănătății", "Government", "ro", ("Bệnh viện Bạch Mai", "Hospital")) == vietnamese
    assert told("ministère vietnamien de la Santé", "Government", "fr") == vietnamese
    assert told("Ministerul Sănătății", "Government", "ro") != vietnamese
    assert told("Ministry of Health", "Government", "en") != told(
        "Ministry of Health", "Government", "en", ("x", "Company")
    )


def test_common_words_are_told_apart_by_what_they_are_part_of() -> None:
    centre, whole = ("Trung tâm Ghép tạng", "HealthCentre"), ("Bệnh viện Sao Băng", "Hospital")
    english = told(
        "Organ Transplant Center", "HealthCentre", "en", ("Sao Bang Hospital", "Hospital"), part_of="Sao Bang Hospital"
    )
    assert told(*centre, "vi", whole, part_of=whole[0]) == english
    assert told(*centre, "vi") != told(*centre, "vi", whole)


def test_a_brand_joins_a_typed_name_through_the_gazetteer_only() -> None:
    assert told("Vinmec", "HealthSystem", "vi") == told("Hệ thống Y tế Vinmec", "HealthSystem", "vi")
    assert told("Sao Băng", "Company", "vi") != told("Bệnh viện Sao Băng", "Hospital", "vi")


def test_a_type_that_does_not_fit_blocks_the_gazetteer() -> None:
    assert told("Bạch Mai", "Hospital", "vi") == told("Bệnh viện Bạch Mai", "Hospital", "vi")
    assert told("Bạch Mai", "Company", "vi") != told("Bệnh viện Bạch Mai", "Hospital", "vi")
