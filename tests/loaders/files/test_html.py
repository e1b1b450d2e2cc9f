"""News pages: text, headline and metadata."""

import json
from typing import Any

import pytest

from kg.errors import ArticleError
from loaders.files.html import Page, parse_page, read_page

BODY = """<p>Chiều qua, Bệnh viện Hoa Sen và Trường Đại học Y Bình Minh ký biên bản ghi nhớ về đào tạo bác sĩ trẻ.</p>
<p>Hai bên sẽ trao đổi giảng viên trong ba năm, bắt đầu từ khoa Ung bướu của bệnh viện.</p>
<p>Lễ ký kết có đại diện hai đơn vị cùng nhiều sinh viên của trường tham dự tại hội trường lớn.</p>"""
HEADLINE = "Bệnh viện Hoa Sen hợp tác đào tạo bác sĩ trẻ"


def page(head: str = "", body: str = BODY, heading: str = "", after: str = "") -> Page:
    html = f"<html><head>{head}</head><body><main><article>{heading}{body}</article></main>{after}</body></html>"
    return parse_page(html)


def linked(**data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NEWS = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2024-11-13T07:15:00+07:00",
    "inLanguage": "vi",
    "publisher": {"@type": "Organization", "name": "Tin Y tế"},
    "mainEntityOfPage": {"@id": "https://example.org/tin/hoa-sen.html"},
}


def test_json_ld() -> None:
    found = page(linked(**NEWS))
    assert (found.title, found.publisher, found.url, found.published, found.language) == (
        HEADLINE,
        "Tin Y tế",
        "https://example.org/tin/hoa-sen.html",
        "2024-11-13",
        "vi",
    )


@pytest.mark.parametrize("wrap", [lambda d: [{"@type": "WebSite"}, d], lambda d: {"@graph": [{"@type": "Person"}, d]}])
def test_json_ld_inside_lists_and_graphs(wrap: Any) -> None:
    found = page(f'<script type="application/ld+json">{json.dumps(wrap(NEWS))}</script>')
    assert found.title == HEADLINE


def test_open_graph_canonical_link_and_time() -> None:
    head = (
        f'<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="Báo &amp; Đài">'
        '<link rel="canonical" href="https://example.org/a?id=1">'
    )
    found = page(head, heading='<time datetime="2023-02-03">3/2</time>')
    assert (found.title, found.publisher, found.url, found.published) == (
        HEADLINE,
        "Báo & Đài",
        "https://example.org/a?id=1",
        "2023-02-03",
    )


def test_meta_date_goes_before_time() -> None:
    head = '<meta property="article:published_time" content="2022-01-02T00:00:00Z">'
    assert page(head, heading='<time datetime="2023-02-03">3/2</time>').published == "2022-01-02"


def test_the_front_page_is_no_address_of_an_article() -> None:
    head = '<link rel="canonical" href="https://example.org/">'
    assert page(head).url is None
    assert read_page(f"<html><head>{head}</head><body>{BODY}</body></html>".encode(), "https://example.org/x").url == (
        "https://example.org/x"
    )


def test_a_relative_canonical_link_is_resolved() -> None:
    html = f'<html><head><link rel="canonical" href="/tin/1"></head><body>{BODY}</body></html>'
    assert parse_page(html, "https://example.org/tin/1?utm_source=x").url == "https://example.org/tin/1"


def test_headline_comes_first_where_the_text_lacks_it() -> None:
    found = page(linked(**NEWS))
    assert found.text.split("\n")[0] == HEADLINE
    assert found.text.split("\n")[1].startswith("Chiều qua")


def test_headline_is_not_doubled() -> None:
    found = page(f"<title>{HEADLINE} | Tin Y tế</title>", heading=f"<h1>{HEADLINE}</h1>")
    assert found.title == HEADLINE
    assert found.text.count(HEADLINE) == 1


def test_what_surrounds_the_article_stays_out() -> None:
    after = """<aside><h3>Đọc nhiều</h3><ul><li><a href="#">Bệnh viện Mặt Trời khánh thành</a></li></ul></aside>
      <section id="comments"><h3>Bình luận (1)</h3><div class="comment">
      <p>Bệnh viện Sao Mai cũng tốt.</p></div></section>
      <script>track("Bệnh viện Quảng Cáo")</script><footer>© Tin Y tế</footer>"""
    text = page(linked(**NEWS), after=after).text
    for part in ("Mặt Trời", "Sao Mai", "Quảng Cáo", "ld+json"):
        assert part not in text


def test_broken_json_ld_is_passed_over() -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", </script>{linked(**NEWS)}'
    assert page(head).title == HEADLINE


@pytest.mark.parametrize("written", ["yesterday", "3/4/2024", "", "2024-13-45"])
def test_an_unclear_date_is_no_date(written: str) -> None:
    assert page(linked(**{**NEWS, "datePublished": written})).published is None


@pytest.mark.parametrize("meta", ['<meta charset="windows-1258">', ""])
def test_declared_and_undeclared_code_page(meta: str) -> None:
    html = (
        f"<html><head>{meta}</head><body><p>Spitalul Floarea \xba\xfe</p>{'<p>text de umplere</p>' * 5}</body></html>"
    )
    assert "ş" in read_page(html.encode("latin-1")).text


def test_utf8_wins_over_a_wrong_declaration() -> None:
    html = f'<html><head><meta charset="iso-8859-1"></head><body>{BODY}</body></html>'
    assert "Trường Đại học Y Bình Minh" in read_page(html.encode()).text


@pytest.mark.parametrize(
    "html",
    [
        "<p>Bệnh viện <b>Hoa Sen ký kết với <div>Trường Đại học Bình Minh",
        "<html><body><table><tr><td>Bệnh viện Hoa Sen ký kết",
        "<?xml version='1.0' encoding='utf-8'?><html><body><p>Bệnh viện Hoa Sen ký kết</p></body></html>",
        '\n<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<html><body><p>Bệnh viện Hoa Sen ký kết &x;</p></body></html>",
        "Bệnh viện Hoa Sen ký kết, không có thẻ nào",
    ],
)
def test_broken_pages_are_read_if_they_have_text(html: str) -> None:
    assert "Hoa Sen" in parse_page(html).text


@pytest.mark.parametrize(
    "html", ["<html></html>", "<script>var a = 1</script>", "<html><body><img src=x></body></html>"]
)
def test_no_text_is_an_article_error(html: str) -> None:
    with pytest.raises(ArticleError, match="no text"):
        parse_page(html)
