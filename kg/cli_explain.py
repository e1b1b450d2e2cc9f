"""An explanation in the terminal: the article with its marks, what it states by which rule, and what it does not."""

from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli_output import harmless
from kg.model import Explanation, Mark, Statement, Unmade
from queries.explain import names, paragraphs, qualifiers

_TYPES = {
    "Hospital": "blue",
    "HealthSystem": "cyan",
    "HealthCentre": "green",
    "University": "yellow",
    "ResearchInstitute": "magenta",
    "Company": "red",
}
_STYLES = {
    "trigger": "black on yellow",
    "cue": "bold white on red",
    "meant": "italic underline",
    "post": "underline",
    "date": "underline",
    "aside": "dim strike",
}
_SIGNS = {"name": ("[", "]"), "trigger": ("*", "*"), "cue": ("!", "!"), "meant": ("(", ")"), "aside": ("~", "~")}
"""How marks are told where there are no colours."""


class Show:
    """Writes explanations to a stream: in colour and fitted to it on a terminal, else plain and never wrapped."""

    def __init__(self, out: TextIO) -> None:
        self.console = Console(file=out, highlight=False, markup=False, emoji=False)
        self.coloured = self.console.color_system is not None and not self.console.no_color

    def explanation(self, explained: Explanation, near: bool) -> None:
        """Write one explanation; ``near`` with the rules of which a sentence only has the words."""
        reading = explained.reading
        article = reading.article
        told = (article.name, article.language, article.publisher, article.published, article.url)
        self._line(0, (article.title or article.name, "bold"))
        self._line(0, (", ".join(text for text in told if text), "dim"))
        self._line(0, *self._legend())
        for paragraph in paragraphs(explained):
            self._line(0)
            self._line(0, *(piece for text, mark in paragraph.pieces for piece in self._marked(text, mark)))
        self._heading("Statements", len(reading.statements))
        called = names(explained)
        for number, statement in enumerate(reading.statements, 1):
            self._statement(number, statement, explained, called)
        self._heading("Not made: a rule was met, and nothing was stated", len(explained.unmade))
        for number, one in enumerate(explained.unmade, 1):
            self._unmade(number, one, explained)
        if near:
            self._heading("Nearly met: a sentence has the words of a rule, and does not fit", len(explained.near))
            for (start, end), ones in groupby(explained.near, key=lambda one: (one.start, one.end)):
                self._quote(article.raw[start:end])
                for reason, alike in groupby(ones, key=lambda one: one.reason):
                    self._line(4, (f"{reason}: ", "dim"), (", ".join(one.rule for one in alike), ""))

    def _statement(self, number: int, s: Statement, explained: Explanation, called: dict[str, str]) -> None:
        ends = called[s.subject], called.get(s.object, s.object)
        told = ", ".join([*qualifiers(s), f"confidence {s.confidence:.2f}"])
        self._line(0, (f"{number} ", "dim"), (ends[0], "bold"), (f" {s.predicate} ", ""), (ends[1], "bold"))
        self._line(4, (told, ""))
        for rule in explained.rules[s.id]:
            self._line(4, (rule, ""), (f", {explained.places[rule]}", "dim"))
        for evidence in s.evidence:
            self._quote(evidence.quote)

    def _unmade(self, number: int, one: Unmade, explained: Explanation) -> None:
        self._line(0, (f"{number} ", "dim"), ("; ".join(one.says), "strike"))
        self._line(4, (one.reason, "red"))
        self._line(4, (one.rule, ""), (f", {explained.places[one.rule]}", "dim"))
        self._quote(explained.reading.article.raw[one.start : one.end])

    def _quote(self, text: str) -> None:
        self._line(4, (f"“{text}”", ""))

    def _heading(self, text: str, count: int) -> None:
        self._line(0)
        self._line(0, (f"{text}: {count:,}", "bold"))

    def _legend(self) -> Iterator[tuple[str, str]]:
        told = {"trigger": "words of a rule", "cue": "doubt or status", "meant": "the hospital, both parties"}
        yield from self._marked("name", Mark(0, 0, "name", "Type: name"))
        for kind, text in (*told.items(), ("aside", "not of the article")):
            yield "  ", ""
            yield from self._marked(text, Mark(0, 0, kind, ""))

    def _marked(self, text: str, mark: Mark | None) -> Iterator[tuple[str, str]]:
        """A piece of the article with its mark: coloured, or between signs; names always with their type."""
        kind = mark.kind if mark else ""
        label = f" {mark.label.partition(':')[0]}" if mark and kind == "name" else ""
        if self.coloured:
            yield text, f"bold {_TYPES.get(label.strip(), '')}" if kind == "name" else _STYLES.get(kind, "")
            if label:
                yield label, "dim"
            return
        opened, closed = _SIGNS.get(kind, ("", ""))
        yield f"{opened}{text}{label and ':'}{label}{closed}", ""

    def _line(self, indent: int, *pieces: tuple[str, str]) -> None:
        text = Text()
        for piece, style in pieces:
            text.append(harmless(piece), style if self.coloured else "")
        if self.console.is_terminal and pieces:
            self.console.print(Padding(text, (0, 0, 0, indent), expand=False))
        else:
            self.console.print(Text(" " * indent) + text, soft_wrap=True)
