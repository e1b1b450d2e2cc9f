"""What a page tells about a ``Network``: the same things for its picture, its panels and its tables.

Things, relations and sources point at each other by their index. All text is plain: control characters and lone
surrogates, which no HTML file may hold, are replaced by U+FFFD; nothing else is changed in quotes. Types, predicates,
statuses, fields and countries are codes; ``queries.words`` has their labels.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kg.addresses import public
from kg.ids import fold
from kg.model import Article, Edge, Entity, Network, Statement
from queries.countries import countries
from queries.walk import degree
from schemas.ontology import ontology

LONGEST_NAME = 160
"""Characters of a name that tables and the picture show; a panel lists names in full."""
AGREEMENT = "Agreement"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of the network, its name without the underscores of word-segmented articles.

    ``degree`` counts the entities, agreements apart, that it is connected with; ``sources`` are the indices of the
    articles that name it; ``country`` is an ISO 3166 code (see ``queries.countries``).
    """

    id: str
    type: str
    name: str
    names: tuple[tuple[str, str], ...]
    institution: bool
    degree: int
    sources: tuple[int, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote, the index of its source, and the rule that read it."""

    source: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a relation. ``deal`` is the index of the agreement that it belongs to."""

    date: str | None
    status: str | None
    role: str | None
    fields: tuple[str, ...]
    confidence: float
    deal: int | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge of the network, best supported claim first. ``object`` is None where ``field`` is the object."""

    subject: int
    predicate: str
    object: int | None
    field: str | None
    status: str | None
    first: str | None
    last: str | None
    confidence: float
    sources: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article. ``url`` is None unless it is an http or https address."""

    title: str | None
    publisher: str | None
    date: str | None
    language: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement: its thing, its parties and what is told about it. ``relations`` are those that tell it."""

    thing: int
    parties: tuple[int, ...]
    fields: tuple[str, ...]
    places: tuple[int, ...]
    date: str | None
    status: str | None
    relations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything a page tells. Things come best connected first, relations in the order of their subjects."""

    things: tuple[Thing, ...]
    relations: tuple[Relation, ...]
    sources: tuple[Source, ...]
    deals: tuple[Deal, ...]
    centre: int | None


def view(network: Network, named: Mapping[str, Collection[str]] | None = None) -> View:
    """Arrange a network for a page.

    ``named`` tells by entity the ids of the articles that name it; those that say something of it are always there.
    """
    articles = sorted(network.articles, key=lambda article: (article.published or "", article.name, article.id))
    source_of = {article.id: i for i, article in enumerate(articles)}
    things = _things(network, source_of, named or {})
    index = {thing.id: i for i, thing in enumerate(things)}
    deals = [thing.id for thing in things if thing.type == AGREEMENT]
    deal_of = _agreements(network, {name: i for i, name in enumerate(deals)})
    edges = [
        edge for edge in network.edges if edge.subject in index and (edge.object in index or _points_at_field(edge))
    ]
    rank = {name: i for i, name in enumerate(ontology().predicates)}
    edges.sort(key=lambda edge: (index[edge.subject], rank[edge.predicate], index.get(edge.object, -1), edge.object))
    relations = tuple(_relation(edge, index, source_of, deal_of) for edge in edges)
    return View(
        things,
        relations,
        tuple(_source(article) for article in articles),
        _deals([index[name] for name in deals], relations),
        index.get(network.centre or ""),
    )


def _maybe(text: str | None) -> str | None:
    return None if text is None else plain(text)


def plain(text: str) -> str:
    """Text that an HTML file may hold.

    >>> plain("A\\x00B")
    'A\ufffdB'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def link(url: str | None) -> str | None:
    """The address, without what is secret in it, if it is an http or https one, else None.

    >>> link("https://example.org/a"), link("javascript:alert(1)"), link("//example.org")
    ('https://example.org/a', None, None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return plain(public(url or "")) if parts.scheme in ("http", "https") and parts.netloc else None


def shorten(name: str, longest: int = LONGEST_NAME) -> str:
    """The name, cut with an ellipsis if it is longer.

    >>> shorten("Spitalul", 4)
    'Spi…'
    """
    return name if len(name) <= longest else name[: longest - 1] + "…"


def _things(network: Network, source_of: Mapping[str, int], named: Mapping[str, Collection[str]]) -> tuple[Thing, ...]:
    degrees = degree(replace(network, entities=tuple(e for e in network.entities if e.type != AGREEMENT)))
    cited = {name: set(articles) for name, articles in named.items()}
    for edge in network.edges:
        for statement in edge.statements:
            for end in (edge.subject, edge.object):
                cited.setdefault(end, set()).add(statement.article)
    entities = {entity.id: entity for entity in network.entities}.values()
    order = sorted(entities, key=lambda entity: (-degrees.get(entity.id, 0), fold(entity.name), entity.id))
    sources = {key: tuple(sorted(source_of[a] for a in found if a in source_of)) for key, found in cited.items()}
    home = countries(network)
    return tuple(
        _thing(entity, degrees.get(entity.id, 0), sources.get(entity.id, ()), home.get(entity.id)) for entity in order
    )


def _thing(entity: Entity, connections: int, sources: tuple[int, ...], country: str | None) -> Thing:
    names = dict.fromkeys((plain(language), plain(name)) for language, name in entity.names)
    institution = ontology().is_a(entity.type, "Institution")
    name = shorten(" ".join(plain(entity.name).replace("_", " ").split()))
    return Thing(entity.id, entity.type, name, tuple(names), institution, connections, sources, country)


def _points_at_field(edge: Edge) -> bool:
    return ontology().has_field(edge.predicate)


def _relation(
    edge: Edge,
    index: Mapping[str, int],
    source_of: Mapping[str, int],
    deal_of: Mapping[tuple[str, str], int],
) -> Relation:
    order = sorted(edge.statements, key=lambda statement: (-statement.confidence, statement.date or "~", statement.id))
    return Relation(
        index[edge.subject],
        edge.predicate,
        index.get(edge.object),
        None if edge.object in index else plain(edge.object),
        edge.status,
        _maybe(edge.first_date),
        _maybe(edge.last_date),
        edge.confidence,
        edge.sources,
        tuple(_claim(statement, source_of, deal_of) for statement in order),
    )


def _claim(statement: Statement, source_of: Mapping[str, int], deal_of: Mapping[tuple[str, str], int]) -> Claim:
    passages = (
        Passage(source_of[evidence.article], plain(evidence.quote), plain(evidence.rule))
        for evidence in statement.evidence
        if evidence.article in source_of
    )
    return Claim(
        _maybe(statement.date),
        statement.status,
        _maybe(statement.role),
        tuple(dict.fromkeys(plain(code) for code in statement.fields)),
        statement.confidence,
        deal_of.get((statement.article, statement.agreement or "")),
        tuple(passages),
    )


def _source(article: Article) -> Source:
    title, language = plain(article.title or article.name), plain(article.language)
    return Source(title, _maybe(article.publisher), _maybe(article.published), language, link(article.url))


def _agreements(network: Network, deal_of: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Agreements by article and the id that its statements know them by."""
    found = {}
    for edge in network.edges:
        for statement in edge.statements:
            for canonical, read in ((edge.subject, statement.subject), (edge.object, statement.object)):
                if canonical in deal_of:
                    found[statement.article, read] = deal_of[canonical]
    return found


def _deals(agreements: Sequence[int], relations: Sequence[Relation]) -> tuple[Deal, ...]:
    about: dict[int, list[int]] = {thing: [] for thing in agreements}
    for number, relation in enumerate(relations):
        for end in (relation.subject, relation.object):
            if end is not None and end in about:
                about[end].append(number)
    covered: dict[int, list[str]] = {}
    for relation in relations:
        for claim in relation.claims:
            if claim.deal is not None:
                covered.setdefault(claim.deal, []).extend(claim.fields)
    return tuple(
        _deal(thing, about[thing], relations, covered.get(number, [])) for number, thing in enumerate(agreements)
    )


def _deal(thing: int, numbers: Sequence[int], relations: Sequence[Relation], covered: Sequence[str]) -> Deal:
    told = [relations[number] for number in numbers]
    parties = [relation for relation in told if relation.object == thing]
    dates = [relation.last or relation.first for relation in parties]
    return Deal(
        thing,
        tuple(dict.fromkeys(relation.subject for relation in parties)),
        tuple(dict.fromkeys([*(relation.field for relation in told if relation.field is not None), *covered])),
        tuple(dict.fromkeys(r.object for r in told if r.subject == thing and r.object is not None)),
        next((date for date in dates if date), None),
        next((relation.status for relation in parties if relation.status), None),
        tuple(numbers),
    )
