"""``kg explain``: what a person sees in a terminal, in a pipe and in a browser."""

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.cli_explain import Show
from kg.model import Article
from loaders.explain import explain
from queries.explain import paragraphs, render

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples" / "d04-vi-benh-vien-e-bac-bo.txt"
HOSTILE = (
    "Rose Hill <script>alert(1)</script> \x1b[31m\u202eHospital Trust & Co. [bold]x[/bold]\n"
    "\n"
    "Rose Hill Hospital signed a memorandum\nwith Bright Harbour University."
)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def article(text: str) -> Article:
    return Article("a", "a", text, "v", language="en", title="<b>\x1b[2JTitle", url="javascript:alert(1)")


def shown(out: io.StringIO, text: str, near: bool = False) -> str:
    Show(out).explanation(explain(article(text)), near)
    return out.getvalue()


def asked(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["explain", *arguments], standalone_mode=False)
    return done.return_value, done.stdout, done.stderr


def test_a_pipe_has_the_article_every_statement_and_every_reason() -> None:
    code, out, _ = asked(str(ARTICLE))
    assert code == 0
    assert "[Bệnh viện E: Hospital]" in out
    assert "!chưa! *ký kết*" in out
    assert re.search(r"\n    vi\.role\.after, schemas/languages/vi\.toml:\d+\n    “", out)
    assert "\n    negation: chưa\n" in out
    assert "Nearly met" not in out
    assert "\x1b" not in out


def test_a_pipe_is_never_wrapped() -> None:
    long = (
        "Rose Hill Hospital signed a memorandum with Bright Harbour University" + " on nursing and research" * 30 + "."
    )
    assert max(map(len, shown(io.StringIO(), long).splitlines())) > 700


def test_near_rules_are_told_when_asked_for() -> None:
    text = shown(io.StringIO(), "Rose Hill Hospital signed a memorandum with the union.", near=True)
    assert "Nearly met" in text
    assert "it needs" in text


def test_a_terminal_has_colours_and_no_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = shown(Terminal(), HOSTILE)
    assert "\x1b[1;34mRose Hill Hospital\x1b[0m\x1b[2m Hospital\x1b[0m" in text
    assert "[Rose Hill Hospital" not in text


def test_a_terminal_without_colours_has_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(Terminal(), HOSTILE)
    assert "[Rose Hill Hospital: Hospital]" in text
    assert "\x1b" not in text


def test_no_article_writes_into_a_terminal() -> None:
    text = shown(io.StringIO(), HOSTILE)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "\\x1b[31m\\u202e" in text
    assert "[bold]x[/bold]" in text


def test_the_page_escapes_what_an_article_wrote() -> None:
    page = render([explain(article(HOSTILE))])
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "javascript:" not in page
    assert "\x1b" not in page
    assert "script-src &#39;none&#39;" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)


def test_the_page_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    code, out, _ = asked(str(ARTICLE), "--html", "--out", str(tmp_path / "why.html"))
    assert (code, out) == (0, "")
    page = (tmp_path / "why.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("vi.role.after") >= 3


def test_every_character_of_the_article_is_shown_once() -> None:
    explained = explain(article(HOSTILE))
    pieces = "".join(text for paragraph in paragraphs(explained) for text, _ in paragraph.pieces)
    assert pieces == re.sub(r"[\r\n]+", "", HOSTILE)


def test_a_file_of_several_articles_is_shown_one_by_one(tmp_path: Path) -> None:
    row = '{"text": "Rose Hill Hospital is based in Leeds.", "language": "en"}\n'
    (tmp_path / "two.jsonl").write_text(row * 2, encoding="utf-8")
    code, out, _ = asked(str(tmp_path / "two.jsonl"))
    assert (code, out.count("Statements: 1")) == (0, 2)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    code, out, error = asked(str(tmp_path / "none.txt"))
    assert (code, out) == (2, "")
    assert "none.txt" in error


def test_the_page_opens_without_a_network(browser: object, tmp_path: Path) -> None:
    place = tmp_path / "why.html"
    place.write_text(render([explain(article(HOSTILE))]), encoding="utf-8")
    page = browser.new_page()  # type: ignore[attr-defined]
    asked_for: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(place.as_uri())
    assert page.locator("ol li").count() > 0
    assert page.locator(".name.Hospital").first.evaluate("e => getComputedStyle(e).boxShadow").startswith("rgb(0, 114")
    assert (asked_for, complaints) == ([place.as_uri()], [])
    page.close()
