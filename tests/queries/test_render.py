"""The text of a page, without a browser."""

import base64
import hashlib
import re
import stat
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from networks import article, block, cooperation, edges, entity, ring, said

from kg.errors import DataError, KgError
from kg.model import Network
from queries.render import render, write_page
from queries.words import LANGUAGES, words


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text inside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in ("script", "style") and self.cdata_elem:
            self.inside.append((self.found[-1][0], data))


def test_the_same_network_makes_the_same_bytes_in_any_order() -> None:
    network = cooperation()
    shuffled = Network(network.entities[::-1], network.edges[::-1], network.articles[::-1])
    assert render(network, title="Page") == render(shuffled, title="Page")


def test_the_page_asks_for_nothing_and_styles_nothing_inline() -> None:
    page = Elements(render(cooperation(), title="Page"))
    tags = {tag for tag, _ in page.found}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "form"}
    for tag, attributes in page.found:
        assert not any(name.startswith("on") or name in ("src", "srcset", "style", "action") for name in attributes), (
            tag
        )
        if tag == "a":
            assert attributes["href"] == "#tables" or attributes["rel"] == "noopener noreferrer"


def test_the_policy_comes_first_and_names_what_may_run() -> None:
    html = render(cooperation(), title="Page")
    page = Elements(html)
    first = page.found[page.found.index(("head", {})) + 1]
    assert first[1]["http-equiv"] == "Content-Security-Policy"
    policy = str(first[1]["content"])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    bodies = [text for _, text in page.inside if not text.startswith("{")]
    assert len(bodies) == 3
    for text in bodies:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_the_data_can_end_no_script() -> None:
    source = article("x", title="</script><!--<script>")
    network = Network((entity("a", "Hospital", "</script>\u2028"),), (), (source,))
    html = render(network, title="</title>")
    for name in ("config", "graph", "evidence"):
        body = html[html.index(f'id="{name}">') + len(f'id="{name}">') :]
        assert "<" not in body[: body.index("</script>\n")]
    assert block(html, "graph")["things"]["name"] == ["</script>"]  # type: ignore[index]


def test_the_line_about_example_data() -> None:
    network = cooperation()
    told = "Example data: the events are invented"
    marked = replace(network, articles=(replace(network.articles[0], example=True), network.articles[1]))
    notice = f'role="note" data-word="notice">{told}'
    assert notice not in render(network, title="Page")
    assert notice in render(network, title="Page", example=True)
    assert notice in render(marked, title="Page")


def test_the_general_heading_is_in_the_language_of_the_page() -> None:
    heading = re.findall(r"<title[^>]*>(.*?)</title>", render(cooperation(), language="ro"))
    assert heading == ["Instituții de sănătate"]


def test_the_hash_is_that_of_the_data_or_the_one_given() -> None:
    network = cooperation()
    fewer = replace(network, edges=network.edges[1:])
    hashes = [re.findall(r'<code title="(\w+)">', render(one, title="Page"))[0] for one in (network, fewer)]
    assert hashes[0] != hashes[1]
    assert '<code title="abc123">abc123<' in render(network, title="Page", data_hash="abc123")


def test_large_data_is_packed_and_tells_the_same() -> None:
    html = render(ring(2500), title="Page")
    assert '<script type="application/octet-stream" id="graph">' in html
    assert len(block(html, "graph")["things"]["name"]) == 2500  # type: ignore[index]
    assert len(block(html, "evidence")["quotes"]) == len(ring(2500).edges)  # type: ignore[arg-type]
    assert html.count("<tr>") == 1000 + 1000 + 2  # rows of both tables and their heads


def test_every_relation_of_a_pair_is_on_the_page() -> None:
    source = article("x")
    pair = entity("a", "Hospital", "A"), entity("b", "Company", "B")
    told = [said("a", p, "b", source, p) for p in ("PARTNERS_WITH", "OWNED_BY", "PART_OF")]
    told.append(said("b", "SUPPLIES", "a", source, "x"))
    graph = block(render(Network(pair, edges(told), (source,)), title="Page"), "graph")
    assert sorted(graph["codes"]["predicates"]) == ["OWNED_BY", "PARTNERS_WITH", "PART_OF", "SUPPLIES"]  # type: ignore[index]
    assert len(graph["relations"]["subject"]) == 4  # type: ignore[index]


def test_a_page_has_words_or_an_error() -> None:
    with pytest.raises(DataError, match="no words in the language 'xx'"):
        render(cooperation(), title="Page", language="xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_all_there_and_its_own(language: str) -> None:
    english, own = words("en"), words(language)
    assert own.keys() == english.keys()
    assert own["languages"].keys() == english["languages"].keys()
    for key, text in english.items():
        if isinstance(text, str):
            assert sorted(re.findall(r"{\w+}", own[key])) == sorted(re.findall(r"{\w+}", text)), key
    same = [key for key, text in english.items() if own[key] == text]
    assert language == "en" or len(same) < 12, same
    html = render(cooperation(), title="Page", language=language)
    assert f'<html lang="{language}">' in html
    assert own["tables"] in html


def test_write_page_is_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write_page(target, "first: ă ệ")
    assert target.read_bytes() == "first: ă ệ".encode()
    assert stat.S_IMODE(target.stat().st_mode) & 0o400
    with pytest.raises(UnicodeEncodeError):
        write_page(target, "second \ud800")
    assert target.read_text(encoding="utf-8") == "first: ă ệ"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_write_page_says_where_it_could_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KgError, match="cannot write the page"):
        write_page(tmp_path / "file" / "page.html", "x")
    with pytest.raises(KgError, match="cannot write the page"):
        write_page(tmp_path, "x")
