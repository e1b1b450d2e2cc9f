"""The page in a real browser without any network: what an analyst sees and does."""

import importlib
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from networks import article, cooperation, edges, entity, ring, said
from payloads import PAYLOADS, hostile

from kg.model import Network
from queries.payload import unpacked
from queries.render import render, write_page

if os.environ.get("KG_REQUIRE_BROWSER") == "1":
    sync_api = importlib.import_module("playwright.sync_api")
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="no browser: the package playwright is not installed")


@dataclass
class Visit:
    """An open page, and what it asked for or complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the picture is on the screen."""
        scale, left, top = json.loads(self.page.get_attribute("#picture", "data-view"))
        box = self.page.locator("#picture").bounding_box()
        return box["x"] + (x - left) * scale + box["width"] / 2, box["y"] + (y - top) * scale + box["height"] / 2

    def block(self, name: str) -> Any:
        """What the page carries for its scripts: ``graph`` or ``evidence``."""
        text = self.page.locator(f"#{name}").text_content()
        return unpacked(text) if "{" not in text else json.loads(text)

    def node(self, name: str) -> tuple[float, float]:
        """Where a node of the opening is on the screen."""
        graph = self.block("graph")
        index = graph["things"]["name"].index(name)
        start = graph["start"] or {"thing": list(range(len(graph["things"]["x"]))), **graph["things"]}
        place = start["thing"].index(index)
        return self.at(start["x"][place], start["y"][place])

    def all_rows(self) -> None:
        """Show every row that the tables offer."""
        while (more := self.page.locator(".more-rows")).count():
            more.first.click()

    def shown(self) -> int:
        """How many things the page says that the picture shows."""
        return int(re.findall(r"\d+", self.page.locator("#shown").inner_text())[0])


Visitor = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Visitor]:
    """Open the page of a network. At the end it must have asked for nothing and complained of nothing."""
    contexts = []
    visits = []

    def opened(network: Network, *, width: int = 1300, script: bool = True, address: str = "", **options: Any) -> Visit:
        target = tmp_path / "page.html"
        write_page(target, render(network, title=options.pop("title", "Who works with whom"), **options))
        context = browser.new_context(
            offline=True, java_script_enabled=script, viewport={"width": width, "height": 950}
        )
        contexts.append(context)
        made = Visit(context.new_page())
        visits.append(made)
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on("console", lambda message: made.complaints.append(message.text))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("dialog", lambda dialog: (made.complaints.append(dialog.message), dialog.dismiss()))
        made.page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective))"
        )
        made.page.goto(target.as_uri() + address)
        if script and network.entities:
            made.page.wait_for_selector("#picture[data-ready][data-labels]")
        return made

    yield opened
    for one in visits:
        assert [url.split("#")[0] for url in one.requests] == [one.page.url.split("#")[0]]
        assert one.complaints == []
    for context in contexts:
        context.close()


def test_every_institution_is_in_the_picture_and_in_the_table(visit: Visitor) -> None:
    network = cooperation()
    seen = visit(network)
    names = {e.name for e in network.entities if e.type not in ("Person", "Place", "Programme", "Agreement")}
    assert len(names) == 9
    assert set(seen.page.locator("table.things").first.locator("tbody th button").all_inner_texts()) == names
    drawn = int(seen.page.get_attribute("#picture", "data-nodes"))
    assert drawn == seen.shown() == 10  # with the programme
    assert int(seen.page.get_attribute("#picture", "data-labels")) == drawn


def test_the_tables_are_readable_without_a_script(visit: Visitor) -> None:
    page = visit(cooperation(), script=False).page
    assert page.locator("table.things tbody tr").count() == 13
    assert page.locator("table.relations tbody tr").count() == 16
    assert page.get_by_text("Salvia livrează aparate spitalului Hoa Sen.").is_visible()
    assert page.get_by_text("The picture needs JavaScript").is_visible()
    assert not page.locator("#picture").is_visible()


def test_a_click_on_a_line_shows_the_words_and_their_source(visit: Visitor) -> None:
    seen = visit(cooperation())
    (x1, y1), (x2, y2) = seen.node("Bệnh viện Hoa Sen"), seen.node("Institutul Luceafărul")
    seen.page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    panel = seen.page.locator("#panel")
    sync_api.expect(panel.locator("h2")).to_contain_text("partners with")
    assert panel.locator("blockquote").all_inner_texts() == [
        "Institutul colaborează cu Hoa Sen.",
        "Bệnh viện Hoa Sen đã ký biên bản ghi nhớ với Viện Luceafărul về ung thư và đào tạo.",
    ]
    told = panel.inner_text()
    for words in ("Báo Sức khỏe Mẫu", "2024-04-10", "Vietnamese", "Signed", "oncology", "90 %", "test.rule", "Hà Nội"):
        assert words in told
    link = panel.locator("a")
    assert link.get_attribute("href") == "https://news.example/hoa-sen?a=1&b=2"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_click_on_a_node_shows_what_is_known_of_it(visit: Visitor) -> None:
    seen = visit(cooperation())
    seen.page.mouse.click(*seen.node("Bệnh viện Hoa Sen"))
    told = seen.page.locator("#panel").inner_text()
    for words in (
        "Hospital",
        "Lotus Hospital",
        "cardiology",
        "Hà Nội",
        "Nguyễn Thị Lan: Giám đốc",
        "Planned",
        "2024-04-09",
    ):
        assert words in told
    agreement = seen.page.locator("#panel .card").inner_text()
    for words in ("Biên bản ghi nhớ", "Institutul Luceafărul", "oncology, training", "Hà Nội", "Signed"):
        assert words in agreement


def test_a_node_without_lines_tells_the_articles_that_name_it(visit: Visitor) -> None:
    network = cooperation()
    alone = entity("alone", "Hospital", "Spitalul Singur")
    source = network.articles[0]
    seen = visit(replace(network, entities=(*network.entities, alone)), named={"alone": [source.id]})
    seen.page.mouse.click(*seen.node("Spitalul Singur"))
    told = seen.page.locator("#panel").inner_text()
    for words in ("Spitalul Singur", "Connections: 0", "1 article", "NAMED IN", source.title, "Báo Sức khỏe Mẫu"):
        assert words in told
    assert seen.page.locator("#panel a").get_attribute("href") == source.url
    row = seen.page.locator("table.things tr", has_text="Spitalul Singur")
    assert row.locator("td").all_inner_texts()[-2:] == ["0", "1"]


def test_paper_holds_the_picture_and_all_of_every_table(visit: Visitor) -> None:
    seen = visit(cooperation(), width=720)  # about what a sheet of A4 has between its margins
    seen.page.emulate_media(media="print")
    page = seen.page
    assert page.locator("#picture canvas").first.is_visible()
    assert page.locator("#legend [data-type=Hospital]").is_visible()
    for hidden in ("#search", ".zoom", "#panel", "#dates", "#language", "#table-search"):
        assert not page.locator(hidden).is_visible(), hidden
    assert "JavaScript" not in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    for quote in page.locator("table.relations blockquote").all():
        assert quote.is_visible()
        box = quote.bounding_box()
        assert box["x"] + box["width"] <= 720
    page.emulate_media(media="screen")
    assert page.locator("#search").is_visible()


def test_paper_shows_the_whole_picture_and_all_evidence_whatever_was_chosen(visit: Visitor) -> None:
    network = cooperation()
    pair = ("hoasen", "PARTNERS_WITH", "binhminh")
    more = (said(*pair, network.articles[0], f"Hoa Sen và Bình Minh, lần {n}.") for n in range(9))
    seen = visit(replace(network, edges=(*(e for e in network.edges if e.object != "binhminh"), *edges(more))))
    seen.page.mouse.click(*seen.node("Bệnh viện Hoa Sen"))
    assert seen.page.locator("#picture canvas.over").is_visible()
    seen.page.click("table.relations th[data-sort=subject] button")  # rows that the script has written
    seen.page.emulate_media(media="print")
    assert not seen.page.locator("#picture canvas.over").is_visible()
    assert seen.page.locator("#picture canvas:visible").evaluate("one => getComputedStyle(one).opacity") == "1"
    quotes = seen.page.locator("table.relations blockquote", has_text="lần")
    assert quotes.count() == 9
    assert all(quote.is_visible() for quote in quotes.all())


def test_the_panel_leads_on_and_back_and_closes(visit: Visitor) -> None:
    page = visit(cooperation()).page
    panel = page.locator("#panel")
    panel.get_by_role("button", name="Bệnh viện Hoa Sen").click()
    panel.get_by_role("button", name="Institutul Luceafărul").first.click()
    sync_api.expect(panel.locator("h2")).to_contain_text("partners with")
    panel.get_by_role("button", name="‹ Back").click()
    sync_api.expect(panel.locator("h2")).to_have_text("Bệnh viện Hoa Sen")
    panel.get_by_role("button", name="Close").click()
    sync_api.expect(panel).to_contain_text("Best connected")


def test_search_takes_any_spelling_and_the_keyboard(visit: Visitor) -> None:
    page = visit(cooperation()).page
    for stop in ("", "language", "theme", "help", "search"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == stop
    page.keyboard.type("dai hoc y")
    assert page.locator("#found li").count() == 1
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("#panel h2")).to_have_text("Trường Đại học Y Bình Minh")
    page.fill("#search", "LOTUS hosp")
    page.locator("#found li").first.click()
    sync_api.expect(page.locator("#panel h2")).to_have_text("Bệnh viện Hoa Sen")
    page.fill("#search", "nothing like it")
    sync_api.expect(page.locator("#found")).to_contain_text("Nothing found")


def test_search_switches_the_type_on_that_it_finds(visit: Visitor) -> None:
    page = visit(cooperation()).page
    chip = page.locator("#legend [data-type=Person]")
    assert chip.get_attribute("aria-pressed") == "false"
    page.fill("#search", "nguyen thi lan")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("#panel h2")).to_have_text("Nguyễn Thị Lan")
    assert chip.get_attribute("aria-pressed") == "true"


def test_the_legend_filters(visit: Visitor) -> None:
    seen = visit(cooperation())
    labels = int(seen.page.get_attribute("#picture", "data-labels"))
    spot = seen.node("Salvia Diagnostic SRL")
    chip = seen.page.locator("#legend [data-type=Company]")
    chip.focus()
    seen.page.keyboard.press("Enter")
    assert chip.get_attribute("aria-pressed") == "false"
    seen.page.wait_for_function("n => document.getElementById('picture').dataset.labels == n", arg=labels - 1)
    seen.page.mouse.click(*spot)
    sync_api.expect(seen.page.locator("#panel")).to_contain_text("Best connected")
    chip.click()
    seen.page.mouse.click(*spot)
    sync_api.expect(seen.page.locator("#panel h2")).to_have_text("Salvia Diagnostic SRL")


def test_tables_lead_to_the_panel_by_keyboard(visit: Visitor) -> None:
    page = visit(cooperation()).page
    page.locator("table.relations [data-relation]", has_text="supplies").focus()
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("#panel blockquote")).to_have_text("Salvia livrează aparate spitalului Hoa Sen.")
    assert page.evaluate("document.activeElement.id") == "panel"


def test_the_picture_obeys_the_keyboard(visit: Visitor) -> None:
    page = visit(cooperation()).page
    page.locator("#picture").focus()
    start = page.get_attribute("#picture", "data-view")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    page.wait_for_function(
        "v => JSON.parse(document.getElementById('picture').dataset.view)[0] > v", arg=json.loads(start)[0]
    )
    scale, x, _ = json.loads(page.get_attribute("#picture", "data-view"))
    assert scale > json.loads(start)[0]
    assert x > json.loads(start)[1]
    page.keyboard.press("0")
    page.wait_for_function("v => document.getElementById('picture').dataset.view === v", arg=start)


@pytest.mark.parametrize("width", [360, 768, 1300])
def test_nothing_sticks_out_at_any_width(visit: Visitor, width: int) -> None:
    page = visit(cooperation(), width=width, title="W" * 300).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("number", "size"), [(4, 4), (7, 6), (19, 2), (25, 2)])
def test_no_node_lies_under_the_buttons_at_first(visit: Visitor, number: int, size: int) -> None:
    source = article("stars", title="Stars")
    names = [[f"h{star:02d}-{point}" for point in range(size)] for star in range(number)]
    told = [said(star[0], "PARTNERS_WITH", name, source, name) for star in names for name in star[1:]]
    hospitals = tuple(entity(name, "Hospital", f"Spitalul {name}") for star in names for name in star)
    seen = visit(Network(hospitals, edges(told), (source,)))
    buttons = seen.page.locator(".zoom").bounding_box()
    things = seen.block("graph")["things"]
    scale = json.loads(seen.page.get_attribute("#picture", "data-view"))[0]
    assert len(things["x"]) == seen.shown() == number * size
    for place in zip(things["x"], things["y"], things["radius"], strict=True):
        (x, y), radius = seen.at(*place[:2]), place[2] * scale
        assert x + radius <= buttons["x"] or y - radius >= buttons["y"] + buttons["height"]


def test_labels_never_lie_on_each_other(visit: Visitor) -> None:
    seen = visit(ring(60))
    seen.page.click("[data-zoom=fit]")
    drawn = int(seen.page.get_attribute("#picture", "data-labels"))
    assert 10 <= drawn <= 60


def test_a_thousand_relations_of_two_are_all_told(visit: Visitor) -> None:
    source = article("many", title="Many")
    pair = entity("a", "Hospital", "Spitalul A"), entity("b", "Company", "B SA")
    told = [said("a", "PARTNERS_WITH", "b", source, f"Fraza {i}.") for i in range(500)]
    told += [said("b", "SUPPLIES", "a", source, f"Livrarea {i}.") for i in range(500)]
    apart = tuple(replace(edge, statements=(one,)) for edge in edges(told) for one in edge.statements)
    seen = visit(Network(pair, apart, (source,)))
    (x1, y1), (x2, y2) = seen.node("Spitalul A"), seen.node("B SA")
    seen.page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    seen.all_rows()
    assert seen.page.locator("table.relations tbody tr").count() == 1000
    panel = seen.page.locator("#panel")
    while (more := panel.get_by_role("button", name="Show ")).count():
        more.click()
    assert panel.locator("section").last.locator("li").count() == 999


def test_many_statements_of_one_relation_come_step_by_step(visit: Visitor) -> None:
    source = article("many", title="Many")
    pair = entity("a", "Hospital", "Spitalul A"), entity("b", "Company", "B SA")
    told = [said("a", "PARTNERS_WITH", "b", source, f"Fraza {i}.") for i in range(1000)]
    page = visit(Network(pair, edges(told), (source,))).page
    page.locator("[data-relation]").click()
    panel = page.locator("#panel")
    assert panel.locator("blockquote").count() == 20
    panel.get_by_role("button", name="Show 980 more").click()
    assert panel.locator("blockquote").count() == 100


def test_a_large_network_opens_on_a_part_that_can_be_read(visit: Visitor) -> None:
    seen = visit(ring(1200))
    page = seen.page
    assert seen.shown() == 150
    assert page.locator("table.things tbody tr").count() == 100
    seen.all_rows()
    assert page.locator("table.things tbody tr").count() == 1000
    assert page.get_by_text("The 1000 best connected of 1200 are listed; a search looks at all.").is_visible()
    page.select_option("#scope", "all")
    assert seen.shown() == int(page.get_attribute("#picture", "data-nodes")) == 1200
    page.select_option("#scope", "start")
    page.fill("#search", "Spitalul Exemplu 1199")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("#panel h2")).to_have_text("Spitalul Exemplu 1199")
    assert seen.shown() == 151
    page.fill("#table-search", "exemplu 1199")
    sync_api.expect(page.locator("table.things tbody tr")).to_have_count(1)


def test_an_empty_network_is_a_page_too(visit: Visitor) -> None:
    page = visit(Network()).page
    assert page.get_by_text("Institutions: 0, relations: 0, articles: 0").is_visible()


LINKED = next(text for text in PAYLOADS if text.startswith("https://"))
"""The one payload that is an http address; it must stay inside its attribute."""


def test_hostile_text_stays_text(visit: Visitor) -> None:
    page = visit(hostile(), title=PAYLOADS[1]).page
    for number in range(len(PAYLOADS)):
        page.locator(f"table.things [data-thing='{number}']").click()
    for number in range(0, page.locator("[data-relation]").count(), 5):
        page.locator("[data-relation]").nth(number).click()
        assert page.locator("#panel blockquote").count() == 1
    for text in PAYLOADS:
        page.fill("#search", text)
    assert page.locator("iframe, img, base, #picture script").count() == 0
    assert {link.get_attribute("href") for link in page.locator("a[href]:not([href='#tables'])").all()} <= {LINKED}
    quotes = page.locator("table.relations blockquote").all_text_contents()
    clean = [text.replace("\x00\x01\x1b", "\ufffd" * 3).replace("\ud800\uffff", "\ufffd" * 2) for text in PAYLOADS]
    assert set(clean) == set(quotes)


def test_hostile_text_stays_text_without_the_policy_too(browser: Any, tmp_path: Path) -> None:
    html = render(hostile(), title=PAYLOADS[1])
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert bare != html
    target = tmp_path / "page.html"
    write_page(target, bare)
    context = browser.new_context(offline=True)
    page = context.new_page()
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(target.as_uri())
    page.wait_for_selector("#picture[data-ready][data-labels]")
    pressed = page.evaluate(
        """() => { const told = [...document.querySelectorAll("table [data-thing], table [data-relation]")];
        for (const one of told) one.click(); return told.length; }"""
    )
    assert pressed >= 3 * len(PAYLOADS) - 1
    page.wait_for_timeout(300)
    assert heard == [target.as_uri()]
    context.close()


def test_the_policy_stops_a_script_that_got_in(browser: Any, tmp_path: Path) -> None:
    html = render(cooperation(), title="Page")
    target = tmp_path / "page.html"
    write_page(target, html.replace("<main>", "<main><script>document.title = 'run'</script>"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(target.as_uri())
    page.wait_for_selector("#picture[data-view]")
    assert page.title() == "Page"
    context.close()
