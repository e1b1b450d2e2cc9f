"""Why a relation that an article states was not read: what became of the names at its ends."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from bench.gold import Gold, Triple, Verdict
from kg.model import Reading
from loaders.relations.claims import Reader
from loaders.text.lexicon import INSTITUTIONS

CAUSES = {
    "edge": "a name was read with a wrong edge",
    "no head noun": "an institution's name has no head noun, and nothing else told it",
    "coordination": "a name without a head noun of its own stands in a list behind another's",
    "glued": "a name is glued to the word beside it",
    "other name": "a name was missed or mistyped for another reason",
    "far": "no sentence names both ends",
    "unread": "a sentence names both ends, and no rule read it",
}

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class _Words:
    """Where the words and sentences of an article stand in its raw text."""

    starts: list[int]
    ends: list[int]
    firsts: list[int]

    def within(self, span: Span) -> range:
        """The words that lie in a span."""
        return range(bisect_left(self.starts, span[0]), bisect_right(self.ends, span[1]))

    def sentence(self, span: Span) -> int:
        """The sentence that a span begins in, -1 where the text was not read."""
        words = self.within(span)
        return bisect_right(self.firsts, words[0]) - 1 if words else -1


class Causes:
    """Tells the causes of what one reading missed."""

    def __init__(self, reading: Reading, rd: Reader, gold: Gold, verdict: Verdict) -> None:
        self.raw, self.rd, self.gold = reading.article.raw, rd, gold
        clean, doc = rd.doc.clean, rd.doc
        spans = [clean.raw_span(start, end) for start, end in zip(doc.starts, doc.ends, strict=True)]
        self.words = _Words([s for s, _ in spans], [e for _, e in spans], doc.firsts)
        self.mentions = [(m.start, m.end) for entity in reading.entities for m in entity.mentions]
        self.found = set(verdict.entities.values())

    def of(self, missed: Triple) -> str:
        """One of ``CAUSES`` for a relation that was missed."""
        subject, _, target = missed
        ends = [key for key in (subject, target) if key in self.gold.entities]
        for key in ends:
            if key not in self.found:
                return self._name(key)
        if len(ends) == 2 and not set.intersection(*(self._sentences(key) for key in ends)):
            return "far"
        return "unread"

    def _places(self, key: str) -> list[Span]:
        """Where the names of an entity stand in the raw text."""
        found: list[Span] = []
        for name in sorted(self.gold.entities[key]["names"], key=len, reverse=True):
            for match in re.finditer(re.escape(name), self.raw):
                if not any(start <= match.start() and match.end() <= end for start, end in found):
                    found.append(match.span())
        return found

    def _sentences(self, key: str) -> set[int]:
        return {self.words.sentence(span) for span in self._places(key)} - {-1}

    def _name(self, key: str) -> str:
        places = [span for span in self._places(key) if self.words.within(span)]
        glued = [span for span in self._places(key) if self._glued(span)]
        if any(self._overlapped(span) for span in places):
            return "edge"
        if glued:
            return "glued"
        bare = [span for span in places if not self._headed(span)]
        if places and len(bare) == len(places) and INSTITUTIONS & set(self.gold.entities[key]["types"]):
            return "coordination" if any(self._listed(span) for span in bare) else "no head noun"
        return "other name"

    def _overlapped(self, span: Span) -> bool:
        return any(start < span[1] and span[0] < end and (start, end) != span for start, end in self.mentions)

    def _glued(self, span: Span) -> bool:
        before, after = self.raw[span[0] - 1 : span[0]], self.raw[span[1] : span[1] + 1]
        return any(mark.isalnum() or mark == "_" for mark in (before, after))

    def _headed(self, span: Span) -> bool:
        return any(word in self.heads for word in self.words.within(span))

    def _listed(self, span: Span) -> bool:
        """Whether a comma or a conjunction stands before a name, and a name of something else before that."""
        first = self.words.within(span)[0]
        lower = self.rd.doc.lower
        if first < 2 or not (lower[first - 1] == "," or lower[first - 1] in self.rd.lex.conjunctions):
            return False
        before = self.words.ends[first - 2]
        return any(end == before for _, end in self.mentions)

    @cached_property
    def heads(self) -> set[int]:
        """The words at which a head noun begins."""
        return set(self.rd.cast.scene.heads)
