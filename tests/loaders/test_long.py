"""Articles that are no prose: lists and sentences without end."""

from kg.model import Article
from loaders.extract import extract
from loaders.names.near import Index
from loaders.text.cleaning import clean
from loaders.text.dates import find_dates
from loaders.text.document import document
from loaders.text.sentences import sentences
from schemas.languages import language


def pieces(raw: str) -> list[int]:
    text = clean(raw, language("vi"))
    doc = document(text, sentences(text, language("vi")))
    assert [start for start, _ in doc.sentences[1:]] == [end for _, end in doc.sentences[:-1]]
    assert doc.sentences[-1][1] == len(doc.words)
    return [end - start for start, end in doc.sentences]


def test_a_sentence_too_long_is_cut_into_pieces() -> None:
    assert pieces("hoa sen " * 150) == [300]
    assert pieces("hoa sen " * 400) == [300, 300, 200]


def test_a_sentence_is_cut_at_a_comma_where_there_is_one() -> None:
    assert pieces("Bệnh viện Hoa Sen, " * 100) == [300, 200]
    assert pieces(("một " * 250 + ", ") * 2) == [251, 251]


def test_every_institution_of_a_long_list_is_found_with_its_place() -> None:
    names = [f"Bệnh viện Hoa Sen {number}" for number in range(1, 401)]
    raw = f"Danh sách: {', '.join(names)}; ký kết với Bệnh viện Hoa Sen 7."
    reading = extract(Article("a", "a", raw, "v", language="vi"))
    assert {entity.name for entity in reading.entities} == set(names)
    assert all(raw[m.start : m.end] == m.text for entity in reading.entities for m in entity.mentions)
    [seventh] = [entity for entity in reading.entities if entity.name == names[6]]
    assert len(seventh.mentions) == 2


def test_things_that_share_nothing_are_not_compared() -> None:
    index = Index()
    for number in range(1000):
        index.note(number, [f"hoa {number}"], "", ("hoa", str(number)))
    assert index.near(["hoa 7"], "", ("hoa", "7")) == [0, 7]


def test_a_thing_under_an_identifier_is_near_whatever_it_is_called() -> None:
    index = Index()
    index.note(0, ["bach mai"], "Q1", ("bach", "mai"))
    assert index.near(["bm"], "Q1", ("bm",)) == [0]
    assert index.near(["bm"], "", ("bm",)) == []


def test_a_longer_core_is_near_a_shorter_one_and_the_other_way() -> None:
    index = Index()
    index.note(0, [], "", ("bach", "mai", "hanoi"))
    index.note(1, [], "", ("bach", "mai"))
    assert index.near([], "", ("bach", "mai")) == [0, 1]
    assert index.near([], "", ("bach", "mai", "hanoi", "hai")) == [0, 1]


def test_a_short_brand_is_the_one_longer_brand_that_begins_with_it() -> None:
    raw = "People like Zimedol. {}They say that ZimedolUniversity is a university in the north."
    one = extract(Article("a", "a", raw.format(""), "v", language="en"))
    assert [[m.text for m in entity.mentions] for entity in one.entities] == [["Zimedol", "ZimedolUniversity"]]
    two = extract(Article("a", "a", raw.format("ZimedolPlus came. "), "v", language="en"))
    assert [[m.text for m in entity.mentions] for entity in two.entities] == [["ZimedolUniversity"]]


def test_a_statement_told_often_keeps_every_place_of_its_evidence_once() -> None:
    told = "Bệnh viện Hoa Sen ký kết biên bản ghi nhớ với Trường Đại học Y Bình Minh"
    raw = " ".join(f"Tin số {number}: {told}." for number in range(1, 51))
    reading = extract(Article("a", "a", raw, "v", language="vi"))
    [partners] = [s for s in reading.statements if s.predicate == "PARTNERS_WITH"]
    assert len({(e.start, e.end) for e in partners.evidence}) == len(partners.evidence) == 50
    assert all(raw[e.start : e.end] == e.quote for e in partners.evidence)


def test_a_date_is_found_behind_a_flood_of_the_words_that_open_one() -> None:
    [found] = find_dates("ngày " * 2_000 + "12/3/2024", language("vi"), None)
    assert (found.value, found.precision) == ("2024-03-12", "day")
