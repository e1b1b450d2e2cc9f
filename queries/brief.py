"""A brief about one institution: its figures, partners, agreements and people, each with numbered sources.

``brief`` gathers it from a network, ``as_html``, ``as_markdown`` and ``as_pdf`` write it; the three say the same.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from string import ascii_lowercase
from typing import Any

from kg.errors import KgError
from kg.model import Network
from queries.still import svg, typeset
from queries.templates import environment, page_file, policy
from queries.view import Deal, Relation, View, view
from queries.walk import neighbourhood
from queries.words import labels, words

UNSURE = 0.6
"""Confidence below which a relation is told as unsure. The rules of the languages lie between 0.5 and 0.95."""
PICTURED = 40
"""Nodes of the small picture."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a heading. The last cell of a row holds the marks of the words that say it."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered source with the quotes that the brief leans on, by their marks: ``1a``, ``1b``."""

    number: int
    citation: str
    url: str | None
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """All of a brief, as text. ``figures`` are labels with their values."""

    title: str
    subtitle: str
    language: str
    notice: str
    figures: tuple[tuple[str, str], ...]
    picture: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    notes_heading: str
    footer: str


class _Sources:
    """Sources numbered in the order in which they are first leaned on, and so the quotes of each."""

    def __init__(self) -> None:
        self.quotes: dict[int, dict[str, int]] = {}
        self.places: dict[int, int] = {}

    def marks(self, relations: Sequence[Relation]) -> str:
        """The marks of all the words that say some relations, in order."""
        found = set()
        for relation in relations:
            for claim in relation.claims:
                for passage in claim.passages:
                    number = self.places.setdefault(passage.source, len(self.places) + 1)
                    quotes = self.quotes.setdefault(passage.source, {})
                    found.add((number, quotes.setdefault(passage.quote, len(quotes))))
        return " ".join(f"[{_mark(*one)}]" for one in sorted(found))


def _mark(number: int, quote: int) -> str:
    """The number of a source with the letter of a quote.

    >>> _mark(1, 0), _mark(2, 27)
    ('1a', '2bb')
    """
    return f"{number}{ascii_lowercase[quote % 26] * (quote // 26 + 1)}"


def brief(network: Network, *, date: str, data_hash: str, language: str = "en") -> Brief:
    """The brief about the centre of a network that holds what is said of it and of its agreements.

    ``date`` is that of writing and ``data_hash`` that of the whole graph, both shown at the end. Raises ``KgError``
    for a network without a centre.
    """
    seen = view(network)
    if seen.centre is None or network.centre is None:
        raise KgError("a brief is about one institution: expected a network with a centre, got one without")
    told, codes = words(language), _codes(seen)
    named = labels(language, codes, {thing.country for thing in seen.things if thing.country})
    centre = seen.things[seen.centre]
    mine = [r for r in seen.relations if seen.centre in (r.subject, r.object)]
    deals = [deal for deal in seen.deals if seen.centre in deal.parties]
    sources = _Sources()
    teller = _Teller(seen, told, named, sources)
    partners = [r for r in mine if r.predicate == "PARTNERS_WITH"]
    posts = [r for r in mine if r.predicate in ("HOLDS_ROLE", "SIGNED")]
    rest = [r for r in mine if r not in partners and r not in posts and r.predicate != "PARTY_TO"]
    sections = [
        teller.partners(partners),
        teller.agreements(deals),
        teller.posts(posts),
        teller.others(rest),
        teller.support(mine),
        teller.unsure(mine),
    ]
    others = sorted({name for _, name in centre.names if name != centre.name})
    kind = named["types"].get(centre.type, centre.type)
    place = named["countries"].get(centre.country or "", "")
    near = neighbourhood(network, network.centre, 1)
    return Brief(
        centre.name,
        " · ".join(part for part in (kind[:1].upper() + kind[1:], place, "; ".join(others[:6])) if part),
        language,
        told["notice"] if any(article.example for article in network.articles) else "",
        (
            (told["partners"], str(len({_other(r, seen.centre) for r in partners}))),
            (told["agreements"], str(len(deals))),
            (told["brief_people"], str(len({r.subject for r in posts}))),
            (told["sources"], str(len(centre.sources))),
        ),
        svg(near, title=centre.name, language=language, most=PICTURED),
        tuple(section for section in sections if section.rows),
        _notes(seen, sources, told),
        told["sources"],
        told["brief_footer"].format(date=date, hash=data_hash[:12]),
    )


class _Teller:
    """Tables of a brief in its language."""

    def __init__(self, seen: View, told: Any, named: Any, sources: _Sources) -> None:
        self.seen, self.told, self.named, self.sources = seen, told, named, sources
        assert seen.centre is not None
        self.centre = seen.centre

    def _section(self, heading: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Section:
        return Section(self.told[heading], tuple(self.told[column] for column in columns), tuple(rows))

    def partners(self, relations: Sequence[Relation]) -> Section:
        order = sorted(relations, key=lambda r: (-r.sources, -r.confidence, self._end(r)))
        rows = [
            (
                self._end(r),
                self._type(r),
                self._status(r.status),
                self._period(r),
                self._fields(r),
                self._sure(r),
                self._cited(r),
            )
            for r in order
        ]
        return self._section("partners", ("name", "type", "status", "date", "fields", "confidence", "sources"), rows)

    def agreements(self, deals: Sequence[Deal]) -> Section:
        """In the order of their dates, those without a date last."""
        rows = []
        for deal in sorted(deals, key=lambda d: (d.date or "~", self.seen.things[d.thing].name)):
            others = [self.seen.things[i].name for i in deal.parties if i != self.centre]
            fields = ", ".join(self.named["fields"].get(code, code) for code in deal.fields)
            places = ", ".join(self.seen.things[i].name for i in deal.places)
            cited = self.sources.marks([self.seen.relations[n] for n in deal.relations])
            rows.append((self._when(deal.date), self._status(deal.status), "; ".join(others), fields, places, cited))
        return self._section("brief_timeline", ("date", "status", "parties", "fields", "place", "sources"), rows)

    def posts(self, relations: Sequence[Relation]) -> Section:
        rows = []
        for r in sorted(relations, key=lambda r: (self._end(r), r.predicate)):
            roles = "; ".join(dict.fromkeys(claim.role for claim in r.claims if claim.role))
            backwards = r.object == self.centre
            verb = self.named["predicates"][r.predicate][0 if backwards else 1]
            rows.append((self._end(r), roles or verb, self._period(r), self._sure(r), self._cited(r)))
        return self._section("brief_posts", ("name", "role", "date", "confidence", "sources"), rows)

    def others(self, relations: Sequence[Relation]) -> Section:
        rows = []
        for r in sorted(relations, key=lambda r: (r.predicate, self._end(r))):
            verb = self.named["predicates"][r.predicate][0 if r.subject == self.centre else 1]
            rows.append((verb, self._end(r), self._status(r.status), self._period(r), self._sure(r), self._cited(r)))
        columns = ("predicate", "object", "status", "date", "confidence", "sources")
        return self._section("other_relations", columns, rows)

    def support(self, relations: Sequence[Relation]) -> Section:
        """How many relations lean on one article, on two, on more."""
        groups = Counter(min(r.sources, 3) for r in relations)
        rows = []
        for number in sorted(groups, reverse=True):
            sure = mean(r.confidence for r in relations if min(r.sources, 3) == number)
            label = (
                self.told["source_one"]
                if number == 1
                else self.told["source_many"].format(n="2" if number == 2 else "3+")
            )
            rows.append((label, str(groups[number]), f"{sure:.0%}"))
        return self._section("brief_support", ("sources", "relations", "confidence"), rows)

    def unsure(self, relations: Sequence[Relation]) -> Section:
        rows = []
        for r in relations:
            statuses = dict.fromkeys(claim.status for claim in r.claims if claim.status)
            disagree = self.told["brief_disagree"].format(statuses=", ".join(map(self._status, statuses)))
            weak = self.told["brief_weak"].format(percent=f"{r.confidence:.0%}")
            reasons = [
                reason
                for reason, holds in (
                    (weak, r.confidence < UNSURE),
                    (disagree, len(statuses) > 1),
                    (self.told["brief_no_year"], (r.first or "").startswith("--")),
                )
                if holds
            ]
            if reasons:
                verb = self.named["predicates"][r.predicate][0 if r.subject == self.centre else 1]
                rows.append((f"{verb} {self._end(r)}", "; ".join(reasons), self._cited(r)))
        return self._section("brief_unsure", ("predicate", "brief_why", "sources"), rows)

    def _end(self, relation: Relation) -> str:
        other = _other(relation, self.centre)
        code = relation.field or ""
        return self.named["fields"].get(code, code) if other is None else self.seen.things[other].name

    def _type(self, relation: Relation) -> str:
        other = _other(relation, self.centre)
        return "" if other is None else str(self.named["types"].get(self.seen.things[other].type, ""))

    def _status(self, status: str | None) -> str:
        return str(self.named["statuses"].get(status, status)) if status else str(self.told["stated"])

    def _standing(self, relation: Relation) -> str:
        return self._status(relation.status)

    def _when(self, date: str | None) -> str:
        if date is None:
            return str(self.told["no_date"])
        return str(self.told["no_year"].format(date=date[2:])) if date.startswith("--") else date

    def _period(self, relation: Relation) -> str:
        first, last = relation.first, relation.last
        if first is None and last is None:
            return ""
        return (
            self._when(first or last)
            if first == last or not (first and last)
            else f"{self._when(first)} – {self._when(last)}"
        )

    def _fields(self, relation: Relation) -> str:
        codes = dict.fromkeys(code for claim in relation.claims for code in claim.fields)
        return ", ".join(self.named["fields"].get(code, code) for code in codes)

    def _sure(self, relation: Relation) -> str:
        return f"{relation.confidence:.0%}"

    def _cited(self, relation: Relation) -> str:
        return self.sources.marks([relation])


def _other(relation: Relation, centre: int) -> int | None:
    return relation.object if relation.subject == centre else relation.subject


def _codes(seen: View) -> set[str]:
    found = {code for relation in seen.relations for claim in relation.claims for code in claim.fields}
    return found | {relation.field for relation in seen.relations if relation.field is not None}


def _notes(seen: View, sources: _Sources, told: Any) -> tuple[Note, ...]:
    found = []
    for number, (index, quotes) in enumerate(sources.quotes.items(), 1):
        source = seen.sources[index]
        language = told["languages"].get(source.language, source.language)
        parts = (source.title or told["untitled"], source.publisher, source.date, language)
        marked = tuple((_mark(number, place), quote) for quote, place in quotes.items())
        found.append(Note(number, ", ".join(part for part in parts if part), source.url, marked))
    return tuple(found)


def as_html(made: Brief) -> bytes:
    """One HTML file without scripts that needs nothing else."""
    sheet = page_file("brief.css")
    template = environment().get_template("brief.html.j2")
    return template.render(brief=made, sheet=sheet, policy=policy([], sheet)).encode()


def as_markdown(made: Brief) -> bytes:
    """Markdown with tables; the picture is left out."""
    return environment().get_template("brief.md.j2").render(brief=made).encode()


def as_pdf(made: Brief) -> bytes:
    """A PDF on A4. Raises ``KgError`` where typst is not installed."""
    return typeset(page_file("brief.typ").encode(), "pdf", {"brief": json.dumps(asdict(made), ensure_ascii=False)})


FORMATS: dict[str, Callable[[Brief], bytes]] = {".html": as_html, ".md": as_markdown, ".pdf": as_pdf}
"""Writers of a brief by the ending of the file."""
