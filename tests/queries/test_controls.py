"""Every control of a page, by mouse and by keyboard, and what it does."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
from networks import article, cooperation, edges, entity, ring, said

from kg.model import Network
from queries.render import render, write_page

sync_api = pytest.importorskip("playwright.sync_api", reason="no browser: the package playwright is not installed")
AXE = Path(__file__).parent.parent.parent / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
"""Where ``make`` puts axe-core, which looks for what people with a disability cannot use."""
Opener = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Any:
    """Open the page of a network, cut off from every network; nothing may go wrong on it."""
    contexts, complaints = [], []

    def open_page(network: Network, address: str = "", scheme: str = "light", width: int = 1300, **options: Any) -> Any:
        target = tmp_path / "page.html"
        write_page(target, render(network, title="Who works with whom", **options))
        context = browser.new_context(
            offline=True, viewport={"width": width, "height": 950}, color_scheme=scheme, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(target.as_uri() + address)
        page.wait_for_selector("#picture[data-ready][data-labels]")
        return page

    yield open_page
    assert complaints == []
    for context in contexts:
        context.close()


def shown(page: Any) -> tuple[int, int]:
    """How many things and lines the page says that it shows."""
    numbers = re.findall(r"\d+", page.locator("#shown").inner_text())
    return int(numbers[0]), int(numbers[2])


def told(page: Any) -> dict[str, list[str]]:
    """What the address of the page says, once it has been written."""
    page.wait_for_timeout(400)
    return parse_qs(page.url.partition("#")[2])


def choose(page: Any, name: str) -> None:
    """Find a thing by its name and open it, by keyboard."""
    page.fill("#search", name)
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("#panel h2")).to_have_text(name)


def test_filters_leave_what_passes_them(opened: Opener) -> None:
    page = opened(cooperation())
    nodes, lines = shown(page)
    page.click("#filters-button")
    page.locator("#predicates").get_by_label("Partners with").uncheck()
    assert shown(page)[1] == lines - 4
    page.click("#reset")
    assert shown(page) == (nodes, lines)
    page.locator("#statuses").get_by_label("Planned").press("Space")
    assert shown(page)[1] == lines - 1
    page.click("#reset")
    page.select_option("#field", "oncology")
    assert shown(page) == (2, 1)
    page.select_option("#field", "")
    page.select_option("#country", "VN")
    assert shown(page)[0] == 1
    page.select_option("#country", "")
    page.fill("#min-sources", "2")
    page.keyboard.press("Tab")
    assert shown(page) == (2, 1)
    page.click("#reset")
    page.locator("#confidence").press("End")
    assert shown(page)[1] == 0
    assert page.locator("#confidence-value").inner_text() == "100 %"
    page.locator("#filters").press("Escape")
    assert not page.locator("#filters").is_visible()
    assert page.locator("#filter-count").inner_text() == "1"


def test_dates_narrow_the_lines_and_say_how_many_have_none(opened: Opener) -> None:
    page = opened(cooperation())
    _, lines = shown(page)
    page.locator("#date-from").press("End")
    assert shown(page)[1] == 1  # the one of 2023 to 2024
    assert "without a date are left out" in page.locator("#shown").inner_text()
    assert page.locator("#dates-value").inner_text() == "2024-04 – 2024-04"
    page.locator("#date-from").press("Home")
    assert shown(page)[1] == lines
    page.click("#play")
    sync_api.expect(page.locator("#play")).to_have_attribute("aria-pressed", "true")
    sync_api.expect(page.locator("#play")).to_have_attribute("aria-pressed", "false", timeout=20_000)
    assert shown(page)[1] == lines


def test_a_path_is_found_and_each_step_leads_to_its_words(opened: Opener) -> None:
    page = opened(cooperation())
    choose(page, "Phòng khám Sao Mai")
    page.click("[data-tool=path]")
    choose(page, "Salvia Diagnostic SRL")
    page.click("[data-tool=path-to]")
    steps = page.locator("#panel section li")
    assert steps.all_inner_texts() == [
        "Phòng khám Sao Mai is part of Bệnh viện Hoa Sen",
        "Salvia Diagnostic SRL supplies Bệnh viện Hoa Sen",
    ]
    assert shown(page)[0] == 3
    assert told(page)["path"] == ["clinic,salvia"]
    steps.first.locator("button").press("Enter")
    assert "trực thuộc" in page.locator("#panel blockquote").inner_text()
    choose(page, "Hôpital du Lac")
    page.click("[data-tool=path]")
    choose(page, "Salvia Diagnostic SRL")
    page.click("[data-tool=path-to]")
    assert "Nothing connects these two" in page.locator("#panel").inner_text()


def test_focus_expand_hide_and_pin(opened: Opener) -> None:
    page = opened(ring(900))
    choose(page, "Spitalul Exemplu 500")
    page.click("[data-tool=focus]")
    one = shown(page)[0]
    assert one == 3
    page.select_option("[data-tool=hops]", "2")
    assert shown(page)[0] > one
    page.select_option("#scope", "start")
    choose(page, "Spitalul Exemplu 700")
    before = shown(page)[0]
    page.locator("[data-tool=expand]").press("Enter")
    assert shown(page)[0] > before
    page.click("[data-tool=hide]")
    assert page.locator("#restore").is_visible()
    after = shown(page)[0]
    page.click("#restore")
    assert shown(page)[0] == after + 1
    choose(page, "Spitalul Exemplu 700")
    page.click("[data-tool=pin]")
    sync_api.expect(page.locator("[data-tool=pin]")).to_have_attribute("aria-pressed", "true")
    assert told(page)["pin"][0].startswith("h00700:")


def test_the_picture_can_be_used_by_keyboard_alone(opened: Opener) -> None:
    page = opened(cooperation())
    page.locator("#picture").focus()
    page.keyboard.press("n")
    sync_api.expect(page.locator("#panel h2")).to_have_text("Bệnh viện Hoa Sen")
    page.keyboard.press("n")
    second = page.locator("#panel h2").inner_text()
    page.keyboard.press("Shift+N")
    sync_api.expect(page.locator("#panel h2")).to_have_text("Bệnh viện Hoa Sen")
    sync_api.expect(page.locator("#status")).to_contain_text("Bệnh viện Hoa Sen, Hospital")
    assert second != "Bệnh viện Hoa Sen"
    page.keyboard.press("l")
    assert page.locator("#panel blockquote").count() >= 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "picture"
    before = shown(page)[0]
    for key in ("n", "p", "h"):
        page.keyboard.press(key)
    assert shown(page)[0] == before - 1
    page.keyboard.press("n")
    page.keyboard.press("f")
    assert page.locator("#scope").input_value() == "focus"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_dragging_moves_the_picture_or_pins_a_node_and_the_wheel_zooms(opened: Opener) -> None:
    page = opened(cooperation())
    box = page.locator("#picture").bounding_box()
    start = json.loads(page.get_attribute("#picture", "data-view"))
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 105, box["y"] + box["height"] / 2 + 40, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    moved = json.loads(page.get_attribute("#picture", "data-view"))
    assert moved[0] == start[0]
    assert (moved[1] - start[1]) * start[0] == pytest.approx(-100, abs=2)
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(300)
    assert json.loads(page.get_attribute("#picture", "data-view"))[0] > moved[0]
    assert "at" in told(page)


def test_the_address_brings_back_what_was_chosen(opened: Opener) -> None:
    page = opened(cooperation())
    page.locator("#legend [data-type=Person]").click()
    page.locator("#legend [data-type=Company]").click()
    page.click("#filters-button")
    page.uncheck("#statuses [value=ended]")
    choose(page, "Trường Đại học Y Bình Minh")
    state, link = shown(page), page.url
    told(page)
    link = page.url
    again = opened(cooperation(), address="#" + link.partition("#")[2])
    assert shown(again) == state
    sync_api.expect(again.locator("#panel h2")).to_have_text("Trường Đại học Y Bình Minh")
    assert again.get_attribute("#legend [data-type=Company]", "aria-pressed") == "false"
    assert again.get_attribute("#legend [data-type=Person]", "aria-pressed") == "true"
    page.evaluate("navigator.clipboard.writeText = (text) => { globalThis.copied = text; return Promise.resolve(); }")
    page.click("#copy")
    sync_api.expect(page.locator("#copy-word")).to_have_text("Link copied")
    assert "node=binhminh" in page.evaluate("globalThis.copied")


@pytest.mark.parametrize(
    "address", ["#node=x&line=~~&pin=a:b:c,hoasen:1:x&at=0,0,0&types=__proto__&focus=,&from=x", "#%"]
)
def test_an_address_of_nonsense_does_no_harm(opened: Opener, address: str) -> None:
    assert shown(opened(cooperation(), address=address))[0] == 10


def test_files_hold_what_is_shown(opened: Opener, tmp_path: Path) -> None:
    page = opened(cooperation())
    page.locator("#legend [data-type=Company]").click()
    found = {}
    for kind in ("png", "svg", "csv"):
        page.locator("details.menu summary").press("Enter")
        with page.expect_download() as download:
            page.click(f"[data-save={kind}]")
        found[kind] = tmp_path / download.value.suggested_filename
        download.value.save_as(found[kind])
        page.keyboard.press("Escape")
    assert found["png"].read_bytes().startswith(b"\x89PNG")
    assert found["png"].name == "who-works-with-whom.png"
    texts = [
        "".join(text.itertext()).replace(" ", "") for text in ElementTree.parse(found["svg"]).findall(".//{*}text")
    ]
    assert any("HoaSen" in text for text in texts)
    assert not any("Salvia" in text for text in texts)
    rows = list(csv.DictReader(found["csv"].read_text(encoding="utf-8-sig").splitlines()))
    assert {row["subject"] for row in rows} >= {"Bệnh viện Hoa Sen", "Phòng khám Sao Mai"}
    assert not any("Salvia" in row["subject"] + row["object"] for row in rows)
    assert all(row["quote"] and row["title"] for row in rows)


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(opened: Opener, tmp_path: Path) -> None:
    source = article("x", title="=1+1")
    pair = entity("a", "Hospital", "=cmd"), entity("b", "Company", "B")
    page = opened(Network(pair, edges([said("a", "PARTNERS_WITH", "b", source, "+A")]), (source,)))
    page.click("details.menu summary")
    with page.expect_download() as download:
        page.click("[data-save=csv]")
    download.value.save_as(tmp_path / "a.csv")
    (row,) = csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines())
    assert (row["subject"], row["quote"], row["title"]) == ("'=cmd", "'+A", "'=1+1")


def test_the_page_speaks_four_languages(opened: Opener) -> None:
    page = opened(cooperation(), language="vi")
    assert page.locator("html").get_attribute("lang") == "vi"
    for language, heading, partners in (
        ("fr", "Le même contenu en tableaux", "coopère avec"),
        ("ro", "Același conținut ca tabele", "colaborează cu"),
        ("en", "The same as tables", "partners with"),
    ):
        page.select_option("#language", language)
        assert page.locator("#tables h2").inner_text() == heading
        assert page.locator("html").get_attribute("lang") == language
        assert partners in page.locator("table.relations").inner_text()
    assert told(page)["lang"] == ["en"]


def test_tables_are_sorted_and_searched(opened: Opener) -> None:
    page = opened(cooperation())
    names = page.locator("table.things").first.locator("tbody th")
    head = page.locator("table.things").first.locator("th", has_text="Name")
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    up = names.all_inner_texts()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert names.all_inner_texts() == up[::-1] != up
    page.fill("#table-search", "luceafarul nothing like it")
    sync_api.expect(page.locator("table.relations tbody tr")).to_have_count(0)
    page.fill("#table-search", "ung thu va dao tao")
    sync_api.expect(page.locator("#relations-note")).to_contain_text("5 found")


def test_dark_is_what_the_system_wants_or_the_reader(opened: Opener) -> None:
    def ground(page: Any) -> Any:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    dark = opened(cooperation(), scheme="dark")
    assert dark.get_attribute("#theme", "aria-pressed") == "true"
    light = opened(cooperation())
    assert ground(light) != ground(dark)
    light.locator("#theme").press("Enter")
    assert ground(light) == ground(dark)
    assert told(light)["theme"] == ["dark"]


def test_the_help_tells_the_keys(opened: Opener) -> None:
    page = opened(cooperation())
    page.click("#help")
    assert page.locator("#help-text kbd").count() == 9
    page.keyboard.press("Escape")
    assert not page.locator("#help-text").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 400])
def test_nobody_is_shut_out(opened: Opener, scheme: str, width: int) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed; make installs it where npm is")
    page = opened(replace(cooperation(), centre="hoasen"), scheme=scheme, width=width)
    page.click("#filters-button")
    page.fill("#search", "hoa sen")
    page.locator("#found li").first.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((told) => told.violations)")
    serious = [
        (fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_pyvis_draws_the_same_page(opened: Opener) -> None:
    page = opened(cooperation(), renderer="pyvis")
    assert int(page.get_attribute("#picture", "data-nodes")) == shown(page)[0] == 10
    page.locator("#legend [data-type=Company]").click()
    page.wait_for_timeout(300)
    assert int(page.get_attribute("#picture", "data-nodes")) == 9
    choose(page, "Bệnh viện Hoa Sen")
    page.locator("#picture").focus()
    start = page.get_attribute("#picture", "data-view")
    page.keyboard.press("+")
    page.wait_for_timeout(300)
    assert page.get_attribute("#picture", "data-view") != start
