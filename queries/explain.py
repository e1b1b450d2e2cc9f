"""An explanation as one HTML page that needs nothing else, and what every picture of one shares."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from kg.model import Explanation, Mark, Statement
from queries.picture import style
from queries.templates import environment, page_file, policy
from queries.view import link, plain

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")

Piece = tuple[str, Mark | None]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of an article, from ``start`` on, in pieces with their marks."""

    start: int
    pieces: tuple[Piece, ...]


def paragraphs(explanation: Explanation) -> Iterator[Paragraph]:
    """The lines of the article that hold anything, cut into pieces at the marks.

    >>> from kg.model import Article, Reading
    >>> marked = Explanation(Reading(Article("a", "a", "Rose Hill.\\nNothing", "v")), (Mark(0, 9, "name", "Hospital"),))
    >>> [[text for text, _ in paragraph.pieces] for paragraph in paragraphs(marked)]
    [['Rose Hill', '.'], ['Nothing']]
    """
    raw = explanation.reading.article.raw
    for line in _LINE.finditer(raw):
        if line.group().strip():
            pieces: list[Piece] = []
            at = line.start()
            for mark in _within(explanation.marks, line.start(), line.end()):
                begin, end = max(mark.start, line.start()), min(mark.end, line.end())
                pieces += [(raw[at:begin], None), (raw[begin:end], mark)]
                at = end
            pieces.append((raw[at : line.end()], None))
            yield Paragraph(line.start(), tuple(piece for piece in pieces if piece[0]))


def _within(marks: Sequence[Mark], start: int, end: int) -> Sequence[Mark]:
    """Of some marks in order and apart, those that lie at least partly in a span."""
    first = bisect_right(marks, start, key=lambda mark: mark.end)
    return marks[first : bisect_left(marks, end, key=lambda mark: mark.start)]


def names(explanation: Explanation) -> dict[str, str]:
    """The names of the entities of a reading by their ids."""
    return {entity.id: entity.name for entity in explanation.reading.entities}


def qualifiers(statement: Statement) -> list[str]:
    """What is said of a statement besides its ends, each with what it is."""
    told = (("role", statement.role), ("date", statement.date), ("status", statement.status))
    return [f"{key}: {value}" for key, value in told if value is not None]


def render(explanations: Sequence[Explanation]) -> str:
    """One page with all explanations. Everything in it that an article wrote is text and never markup."""
    kinds = style().types
    sheet = page_file("explain.css") + "".join(
        f".{kind} {{ --type: {look.colour}; }}\n" for kind, look in kinds.items()
    )
    template = environment().get_template("explain.html.j2")
    articles = [_article(one) for one in explanations]
    page = template.render(policy=policy([], sheet), sheet=Markup(sheet), articles=articles, types=list(kinds))
    return plain(page)


def _article(explanation: Explanation) -> dict[str, Any]:
    """What the template needs of one article."""
    article = explanation.reading.article
    lines = list(paragraphs(explanation))
    starts = [paragraph.start for paragraph in lines]
    return {
        "explained": explanation,
        "paragraphs": lines,
        "names": names(explanation),
        "url": link(article.url),
        "qualifiers": qualifiers,
        "line": lambda start: bisect_right(starts, start),
        "near": [(span, list(ones)) for span, ones in groupby(explanation.near, key=lambda one: (one.start, one.end))],
    }
