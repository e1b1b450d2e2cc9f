"""The text of a page, without a browser."""

import base64
import hashlib
import json
import re
import stat
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from networks import article, cooperation, edges, entity, ring, said

from kg.errors import DataError, KgError
from kg.model import Network
from queries.picture import spots, style
from queries.render import render, write_page
from queries.view import view
from schemas.ontology import ontology


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


def data(html: str) -> dict[str, object]:
    """What the page carries for its script."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


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
    body = html[html.index('id="data">') :]
    assert "<" not in body[len('id="data">') : body.index("</script>\n")]
    assert data(html)["view"]["things"][0]["name"] == "</script>"  # type: ignore[index]


def test_the_line_about_example_data() -> None:
    network = cooperation()
    words = "Example data: the events are invented"
    marked = replace(network, articles=(replace(network.articles[0], example=True), network.articles[1]))
    notice = f'role="note">{words}'
    assert notice not in render(network, title="Page")
    assert notice in render(network, title="Page", example=True)
    assert notice in render(marked, title="Page")


def test_the_hash_is_that_of_the_data_or_the_one_given() -> None:
    network = cooperation()
    fewer = replace(network, edges=network.edges[1:])
    hashes = [re.findall(r'<code title="(\w+)">', render(one, title="Page"))[0] for one in (network, fewer)]
    assert hashes[0] != hashes[1]
    assert '<code title="abc123">abc123<' in render(network, title="Page", data_hash="abc123")


def test_pyvis_keeps_every_relation_of_a_pair() -> None:
    source = article("x")
    pair = entity("a", "Hospital", "A"), entity("b", "Company", "B")
    told = [said("a", p, "b", source, p) for p in ("PARTNERS_WITH", "OWNED_BY", "PART_OF")]
    told.append(said("b", "SUPPLIES", "a", source, "x"))
    drawn = data(render(Network(pair, edges(told), (source,)), title="Page"))["picture"]["edges"]  # type: ignore[index]
    assert len(drawn) == 4
    bends = {(e["from"], json.dumps(e["smooth"], sort_keys=True)) for e in drawn}
    assert len(bends) == 4


def test_lines_tell_the_status() -> None:
    picture = data(render(cooperation(), title="Page"))
    relations = picture["view"]["relations"]  # type: ignore[index]
    drawn = {relations[e["id"]]["status"]: e for e in picture["picture"]["edges"]}  # type: ignore[index]
    assert drawn["planned"]["dashes"]
    assert not drawn["signed"]["dashes"]
    assert drawn["ended"]["color"] != drawn["signed"]["color"]
    assert drawn["suspended"]["dashes"] not in (False, drawn["planned"]["dashes"])


def test_agreements_and_fields_are_no_clutter() -> None:
    page = data(render(cooperation(), title="Page"))
    things = page["view"]["things"]  # type: ignore[index]
    kinds = {things[n["id"]]["type"]: n.get("hidden", False) for n in page["picture"]["nodes"]}  # type: ignore[index]
    assert all(kinds[name] for name in ("Agreement", "Person", "Place"))
    assert not kinds["Hospital"]
    assert not any(thing["id"] == "oncology" for thing in things)


def test_what_was_asked_for_is_shown_whatever_its_type() -> None:
    network = replace(cooperation(), centre="lan")
    page = data(render(network, title="Page", most_nodes=3))
    shown = {page["view"]["things"][n["id"]]["id"] for n in page["picture"]["nodes"] if not n.get("hidden")}  # type: ignore[index]
    assert "lan" in shown


def test_a_page_has_words_or_an_error() -> None:
    with pytest.raises(DataError, match="no words in the language 'xx'"):
        render(cooperation(), title="Page", language="xx")


def test_every_type_of_the_ontology_has_a_look_of_its_own() -> None:
    entities = {name for name in ontology().classes if ontology().is_a(name, "Entity")}
    looks = style().types
    assert entities - {"Entity", "Institution"} == set(looks)
    assert len({(look.shape, look.colour) for look in looks.values()}) == len(looks)
    assert set(style().lines) == {"stated", *ontology().statuses}


def test_nodes_never_overlap_and_grow_with_their_connections() -> None:
    seen = view(ring(120))
    placed = spots(seen)
    assert len(placed) == 120
    pairs = [(a, b) for a in placed for b in placed if a < b]
    for a, b in pairs:
        one, other = placed[a], placed[b]
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.radius + other.radius) ** 2
    assert placed[0].radius > placed[119].radius


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
