"""A reading as quads in the graph of its article, and a tally as quads of the default graph.

The layout is described in the last part of ontology.ttl. Nothing here touches a store.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.ids import fold
from kg.model import Article, Entity, Reading, Statement
from kg.stores import terms as t
from kg.stores.edges import edge_key
from kg.stores.views import Tally, encode, preferred, view
from schemas.ontology import ontology

has_field = ontology().has_field


def reading_quads(reading: Reading, digest: str) -> Iterator[Quad]:
    """All quads of one article's graph."""
    article = reading.article
    graph = t.iri("article", article.id)
    yield from _article(article, graph, digest)
    quotes: dict[tuple[int, int], str] = {}
    ends = _Ends(reading)
    for entity in reading.entities:
        # where an entity is called by its label, the label tells the words
        quotes.update({(one.start, one.end): one.text for one in entity.mentions if one.text != entity.name})
        yield from _entity(entity, article.id, ends.nodes[entity.id], graph)
    passages: set[tuple[int, int, str]] = set()
    for statement in reading.statements:
        passages.update((one.start, one.end, one.rule) for one in statement.evidence)
        quotes.update({(one.start, one.end): one.quote for one in statement.evidence})
        yield from _statement(statement, ends, graph)
    for passage in passages:
        yield from _passage(article.id, *passage, graph)
    for place in {(start, end) for start, end, _ in passages}:
        node = t.selector(article.id, *place)
        yield Quad(node, t.START, Literal(place[0]), graph)
        yield Quad(node, t.END, Literal(place[1]), graph)
    for place, text in quotes.items():
        yield Quad(t.selector(article.id, *place), t.EXACT, Literal(text), graph)


class _Ends:
    """The nodes of an article's canonical entities, and which of its entities as read share one."""

    __slots__ = ("ambiguous", "nodes")

    def __init__(self, reading: Reading) -> None:
        self.nodes = {entity.id: t.iri("entity", entity.canonical) for entity in reading.entities}
        shared = Counter(entity.canonical for entity in reading.entities)
        self.ambiguous = {entity.id for entity in reading.entities if shared[entity.canonical] > 1}


def edge_triples(reading: Reading) -> set[tuple[NamedNode, NamedNode, NamedNode]]:
    """The plain triples that the statements of an article assert, in its graph and in the default one."""
    canonical = {entity.id: entity.canonical for entity in reading.entities}
    keys = {edge_key(statement, canonical) for statement in reading.statements}
    return {
        (t.iri("entity", one[0]), t.PREDICATES[one[1]], t.iri("field" if has_field(one[1]) else "entity", one[2]))
        for one in keys
        if one is not None
    }


def walking(triples: Iterable[tuple[NamedNode, NamedNode, NamedNode]]) -> Iterator[Quad]:
    """Plain triples as they stand in the default graph: symmetric ones in both directions."""
    for subject, predicate, target in triples:
        yield Quad(subject, predicate, target)
        if predicate in t.SYMMETRIC:
            yield Quad(target, predicate, subject)


def view_quads(canonical: str, counts: Tally) -> Iterator[Quad]:
    """How an entity stands in the default graph, apart from its plain triples."""
    entity = view(canonical, counts)
    if entity is None:
        return
    node, languages = t.iri("entity", canonical), set[str]()
    yield Quad(node, t.ID, Literal(canonical))
    yield Quad(node, t.KIND, t.kg(entity.type))
    for name in (entity.type, *ontology().classes[entity.type].ancestors):
        yield Quad(node, t.TYPE, t.kg(name))
    yield Quad(node, t.LABEL, Literal(entity.name, language=entity.names[0][0]))
    for language, name in entity.names:
        yield Quad(node, t.ALT_LABEL if language in languages else t.PREF_LABEL, Literal(name, language=language))
        languages.add(language)
    for folded in {fold(name) for _, name in entity.names}:
        yield Quad(node, t.FOLDED, Literal(folded))
    yield Quad(node, t.TALLY, Literal(encode(counts)))


def _article(article: Article, graph: NamedNode, digest: str) -> Iterator[Quad]:
    yield Quad(graph, t.TYPE, t.ARTICLE_CLASS, graph)
    texts = (
        *((t.ID, article.id), (t.NAME, article.name), (t.VERSION, article.version), (t.DIGEST, digest)),
        *((t.LANGUAGE, article.language), (t.URL, article.url), (t.TITLE, article.title)),
        (t.PUBLISHER, article.publisher),
    )
    for predicate, text in texts:
        if text is not None:
            yield Quad(graph, predicate, Literal(text), graph)
    if article.published is not None:
        yield Quad(graph, t.ISSUED, t.date(article.published), graph)
    if article.example:
        yield Quad(graph, t.EXAMPLE, t.YES, graph)


def _entity(entity: Entity, article: str, canonical: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    node = t.iri("read", article, entity.id)
    yield Quad(node, t.CANONICAL, canonical, graph)
    yield Quad(node, t.KIND, t.kg(entity.type), graph)
    first = preferred(entity)
    named = first in entity.names
    label = Literal(entity.name, language=first[0]) if named else Literal(entity.name)
    yield Quad(node, t.LABEL, label, graph)
    others = sorted(pair for pair in entity.names if pair != first)
    for language, name in others:
        yield Quad(node, t.ALT_LABEL, Literal(name, language=language), graph)
    yield from _order(node, "names", entity.names, [first, *others] if named else others, graph)
    mentions = sorted({(mention.start, mention.end) for mention in entity.mentions})
    for start, end in mentions:
        yield Quad(node, t.MENTION, t.selector(article, start, end), graph)
    yield from _order(node, "mentions", [(m.start, m.end) for m in entity.mentions], mentions, graph)


def _statement(statement: Statement, ends: _Ends, graph: NamedNode) -> Iterator[Quad]:
    node, article = t.iri("statement", statement.id), statement.article
    target = t.iri("field", statement.object) if has_field(statement.predicate) else ends.nodes[statement.object]
    yield Quad(node, t.TYPE, t.STATEMENT_CLASS, graph)
    yield Quad(node, t.SUBJECT, ends.nodes[statement.subject], graph)
    yield Quad(node, t.PREDICATE, t.PREDICATES[statement.predicate], graph)
    yield Quad(node, t.OBJECT, target, graph)
    yield Quad(node, t.CONFIDENCE, Literal(repr(float(statement.confidence)), datatype=t.DOUBLE), graph)
    yield Quad(node, t.DERIVED_FROM, graph, graph)
    evidence = sorted({(one.start, one.end, one.rule) for one in statement.evidence})
    for start, end, rule in evidence:
        yield Quad(node, t.HAS_TARGET, t.iri("passage", article, f"{start}-{end}", rule), graph)
    yield from _order(node, "evidence", [(one.start, one.end, one.rule) for one in statement.evidence], evidence, graph)
    if statement.role is not None:
        yield Quad(node, t.ROLE, Literal(statement.role), graph)
    if statement.date is not None:
        yield Quad(node, t.DATE, t.date(statement.date), graph)
    if statement.status is not None:
        yield Quad(node, t.STATUS, t.kg("status-" + statement.status), graph)
    if statement.fields:
        codes = sorted(set(statement.fields))
        for code in codes:
            yield Quad(node, t.FIELD, t.iri("field", code), graph)
        yield from _order(node, "fields", statement.fields, codes, graph)
    if statement.agreement is not None:
        yield Quad(node, t.AGREEMENT, ends.nodes[statement.agreement], graph)
    if ends.ambiguous:
        given = (statement.subject, statement.object, statement.agreement)
        for predicate, one in zip((t.SUBJECT_AS, t.OBJECT_AS, t.AGREEMENT_AS), given, strict=True):
            if one in ends.ambiguous:
                yield Quad(node, predicate, t.iri("read", article, one), graph)


def _passage(article: str, start: int, end: int, rule: str, graph: NamedNode) -> Iterator[Quad]:
    node, place = t.iri("passage", article, f"{start}-{end}", rule), t.selector(article, start, end)
    yield Quad(node, t.HAS_SOURCE, graph, graph)
    yield Quad(node, t.HAS_SELECTOR, place, graph)
    yield Quad(node, t.GENERATED_BY, t.iri("rule", rule), graph)


def _order(
    node: NamedNode, what: str, given: Sequence[object], base: Sequence[object], graph: NamedNode
) -> Iterator[Quad]:
    if list(given) != list(base):
        places = {one: place for place, one in enumerate(base)}
        yield Quad(node, t.ORDER, Literal(" ".join([what, *(str(places[one]) for one in given)])), graph)
