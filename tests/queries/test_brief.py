"""Briefs and static pictures: what they say, and that nothing in them is markup of an article."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from networks import cooperation, edges, entity, ring, said
from payloads import PAYLOADS, hostile

from kg.errors import KgError
from kg.model import Network
from queries.brief import Brief, as_html, as_markdown, as_pdf, brief
from queries.picture import Spot
from queries.still import MOST_LINES, png, svg
from queries.view import plain


def about(network: Network, centre: str, language: str = "en") -> Brief:
    """The brief about one entity of a network."""
    return brief(replace(network, centre=centre), date="2026-01-02", data_hash="abcdef0123456789", language=language)


def cells(made: Brief, heading: str) -> list[tuple[str, ...]]:
    """The rows of the section with a heading."""
    return next(list(section.rows) for section in made.sections if section.heading == heading)


def test_a_brief_tells_figures_partners_agreements_people_and_what_is_unsure() -> None:
    made = about(cooperation(), "hoasen")
    assert dict(made.figures) == {"Partners": "2", "Agreements": "1", "People": "1", "Sources": "2"}
    best, other = cells(made, "Partners")
    assert best[0] == "Institutul Luceafărul"
    assert "oncology" in best[4]
    assert best[-1] == "[1a] [2a]"
    assert other[2] == "planned"
    assert cells(made, "Agreements in time") == [
        ("2024-04-09", "signed", "Institutul Luceafărul", "oncology, training", "Hà Nội", "[2a] [2c]")
    ]
    assert cells(made, "People and posts")[0][:2] == ("Nguyễn Thị Lan", "Giám đốc")
    assert ("is located in", "Hà Nội") in {row[:2] for row in cells(made, "Other relations")}
    assert cells(made, "How well supported")[0][:2] == ("2 articles", "1")
    ended = about(cooperation(), "sospalat")
    assert cells(ended, "What is unsure")[0][1] == "the year is not told"


def test_every_mark_leads_to_the_very_words() -> None:
    made = about(cooperation(), "hoasen")
    cited = [re.findall(r"\[(\w+)\]", row[-1]) for section in made.sections for row in section.rows]
    words = {mark: quote for note in made.notes for mark, quote in note.quotes}
    assert {mark for marks in cited for mark in marks} == words.keys()
    assert made.notes[1].url == "https://news.example/hoa-sen?a=1&b=2"
    (planned,) = (row for row in cells(made, "Partners") if row[0] == "Trường Đại học Y Bình Minh")
    assert words[planned[-1].strip("[]")] == "Hoa Sen sẽ ký với Đại học Y Bình Minh."
    html = as_html(made).decode()
    for mark in words:
        assert f'href="#note-{mark}"' in html
        assert f'id="note-{mark}"' in html
    assert "2026-01-02" in html
    assert "abcdef012345" in html


def test_the_three_forms_say_the_same_and_are_the_same_every_time() -> None:
    made = about(cooperation(), "hoasen", "ro")
    html, text = as_html(made).decode(), as_markdown(made).decode()
    for section in made.sections:
        assert section.heading in html
        assert f"## {section.heading}" in text
    assert "oncologie" in text
    pytest.importorskip("typst", reason="no PDF: the package typst is not installed")
    paper = as_pdf(made)
    assert paper.startswith(b"%PDF")
    assert paper == as_pdf(about(cooperation(), "hoasen", "ro"))


@pytest.mark.parametrize("below", [True, False])
def test_a_label_hides_no_arrow_that_comes_from_below(monkeypatch: pytest.MonkeyPatch, below: bool) -> None:
    source = cooperation().articles[0]
    ends = entity("body", "Hospital", "Spitalul Mare"), entity("part", "HealthCentre", "Clinica")
    told = said("part", "PART_OF", "body", source, "Clinica ține de Spitalul Mare.")
    heights = {"Spitalul Mare": 0, "Clinica": 100 if below else -100}
    monkeypatch.setattr(
        "queries.still.spots", lambda seen, shown: {i: Spot(0, heights[seen.things[i].name], 12) for i in shown}
    )
    drawn = ElementTree.fromstring(svg(Network(ends, edges([told]), (source,))))
    labels = {str(span.text): int(span.get("y", "")) for span in drawn.findall(".//{*}tspan")}
    assert (labels["Spitalul Mare"] < 0) == below


def test_a_brief_needs_an_institution_to_be_about() -> None:
    with pytest.raises(KgError, match="a network with a centre"):
        brief(cooperation(), date="2026-01-02", data_hash="x")


def test_hostile_text_stays_text_in_briefs_and_pictures() -> None:
    network = hostile()
    made = about(network, network.entities[0].id)
    html = as_html(made).decode()
    assert not re.search(r"<(?:script|img|iframe|base|form)\b", html)
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', html))
    assert not re.search(r"<[a-z]", re.sub(r"<https?://[^>]*>", "", as_markdown(made).decode()))
    picture = ElementTree.fromstring(svg(network, title=PAYLOADS[1], most=60))
    known = {"svg", "title", "rect", "text", "tspan", "path", "circle"}
    assert {element.tag.split("}")[1] for element in picture.iter()} <= known
    assert picture.find("{*}title").text == plain(PAYLOADS[1])  # type: ignore[union-attr]
    pytest.importorskip("typst", reason="no PDF: the package typst is not installed")
    assert as_pdf(made).startswith(b"%PDF")


def test_a_picture_has_every_name_as_text() -> None:
    drawn = svg(cooperation(), title="Partners")
    assert drawn == svg(cooperation(), title="Partners")
    texts = ["".join(text.itertext()).replace(" ", "") for text in ElementTree.fromstring(drawn).findall(".//{*}text")]
    for name in ("Bệnh viện Hoa Sen", "Ministerul Sănătății Exemplu", "in force or stated as a fact"):
        assert name.replace(" ", "") in texts


def test_what_cannot_be_read_as_a_picture_is_a_table() -> None:
    drawn = svg(ring(90), title="Ring")
    assert drawn.count("Spitalul Exemplu") == 2 * MOST_LINES
    assert f"The {MOST_LINES} best supported of {len(ring(90).edges)} relations" in drawn
    assert svg(ring(90), title="Ring", most=60).count("<circle") == 60 + 1  # with the legend


def test_a_picture_can_be_a_png() -> None:
    pytest.importorskip("typst", reason="no PNG: the package typst is not installed")
    assert png(svg(cooperation(), title="Partners")).startswith(b"\x89PNG")
