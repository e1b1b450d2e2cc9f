"""The quads of one article's graph as the reading that they were written from."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Entity, Evidence, Mention, Reading, Statement
from kg.stores import terms as t
from schemas.ontology import ontology

Node = Mapping[str, list[Literal | NamedNode]]
"""Predicate IRI to objects."""
Nodes = Mapping[str, Node]

_Any = TypeVar("_Any")
BRIEF = (
    *(
        t.CANONICAL,
        t.KEY,
        t.SUBJECT,
        t.PREDICATE,
        t.OBJECT,
        t.CONFIDENCE,
        t.HAS_TARGET,
        t.EXACT,
        t.ORDER,
        t.ROLE,
        t.DATE,
    ),
    *(t.STATUS, t.FIELD, t.AGREEMENT, t.SUBJECT_AS, t.OBJECT_AS, t.AGREEMENT_AS),
)
"""The predicates that a brief reading is made from, besides those of the article itself: half of all quads."""

ENTITY = (t.CANONICAL, t.KEY, t.KIND, t.LABEL, t.ALT_LABEL, t.MENTIONS, t.ORDER)
"""The predicates that tell of an entity as read."""


def collect(quads: Iterable[Quad]) -> Nodes:
    """Quads of one graph by subject and predicate."""
    nodes: dict[str, dict[str, list[Literal | NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject, predicate, target, _ = quad
        nodes[subject.value][predicate.value].append(target)
    return nodes


def reading(nodes: Nodes, graph: str, brief: bool = False) -> Reading:
    """The reading in the article graph with this IRI. Entities and statements come in order of their ids.

    A brief one has entities with their ids only.
    """
    one = article(nodes[graph])
    entities, local = [], dict[str, str]()
    for iri, node in nodes.items():
        if t.CANONICAL.value in node:
            canonical = node[t.CANONICAL.value][0].value
            entities.append(_bare(iri, canonical, _key(node)) if brief else entity(iri, nodes))
            local[canonical] = entities[-1].id
    statements = [
        _statement(t.key("statement", iri), node, nodes, one.id, local)
        for iri, node in nodes.items()
        if t.PREDICATE.value in node
    ]
    return Reading(
        one,
        tuple(sorted(entities, key=lambda each: each.id)),
        tuple(sorted(statements, key=lambda each: each.id)),
    )


def _bare(iri: str, canonical: str, key: str) -> Entity:
    return Entity(t.key("read", iri), "", "", canonical=t.key("entity", canonical), key=key)


def _key(node: Node) -> str:
    key = _one(node, t.KEY)
    return "" if key is None else t.key("entity", key)


def article(node: Node) -> Article:
    """The article that this node describes; its raw text is not kept."""

    def text(predicate: NamedNode) -> str | None:
        return _one(node, predicate)

    return Article(
        id=text(t.ID) or "",
        name=text(t.NAME) or "",
        raw="",
        version=text(t.VERSION) or "",
        language=text(t.LANGUAGE) or "und",
        url=text(t.URL),
        title=text(t.TITLE),
        publisher=text(t.PUBLISHER),
        published=text(t.ISSUED),
        example=text(t.EXAMPLE) == "true",
        sketch=text(t.SKETCH),
        copy_of=None if (copied := text(t.COPY_OF)) is None else t.key("article", copied),
    )


def entity(iri: str, nodes: Nodes) -> Entity:
    """The entity as read with this IRI."""
    node = nodes[iri]
    (label,) = node[t.LABEL.value]
    others = sorted(
        (one.language or "", one.value) for one in node.get(t.ALT_LABEL.value, ()) if isinstance(one, Literal)
    )
    language = label.language if isinstance(label, Literal) else None
    names = [(language, label.value), *others] if language else others
    told = _one(node, t.MENTIONS)
    places = ((start, end, words) for start, end, *words in json.loads(told or "[]"))
    mentions = [Mention(words[0] if words else label.value, start, end) for start, end, words in places]
    return Entity(
        t.key("read", iri),
        t.key("kg", node[t.KIND.value][0].value),
        label.value,
        _ordered(node, "names", names),
        tuple(mentions),
        t.key("entity", node[t.CANONICAL.value][0].value),
        _key(node),
    )


def _statement(key: str, node: Node, nodes: Nodes, article: str, local: Mapping[str, str]) -> Statement:
    def end(canonical: NamedNode, explicit: NamedNode) -> str:
        if explicit.value in node:
            return t.key("read", node[explicit.value][0].value)
        return local[node[canonical.value][0].value]

    predicate = t.key("kg", node[t.PREDICATE.value][0].value)
    if ontology().has_field(predicate):
        target = t.key("field", node[t.OBJECT.value][0].value)
    else:
        target = end(t.OBJECT, t.OBJECT_AS)
    status = _one(node, t.STATUS)
    codes = sorted(t.key("field", code.value) for code in node.get(t.FIELD.value, ()))
    evidence = sorted(
        (_evidence(nodes, passage.value, article) for passage in node[t.HAS_TARGET.value]),
        key=lambda one: (one.start, one.end, one.rule),
    )
    return Statement(
        id=key,
        article=article,
        subject=end(t.SUBJECT, t.SUBJECT_AS),
        predicate=predicate,
        object=target,
        evidence=_ordered(node, "evidence", evidence),
        confidence=float(node[t.CONFIDENCE.value][0].value),
        role=_one(node, t.ROLE),
        date=_one(node, t.DATE),
        status=None if status is None else t.key("kg", status).removeprefix("status-"),
        fields=_ordered(node, "fields", codes),
        agreement=end(t.AGREEMENT, t.AGREEMENT_AS) if t.AGREEMENT.value in node else None,
    )


def _evidence(nodes: Nodes, passage: str, article: str) -> Evidence:
    start, end, rule = t.passage(passage)
    quote = nodes[t.selector(article, start, end)[1:-1]][t.EXACT.value][0].value
    return Evidence(article, start, end, quote, rule)


def _one(node: Node, predicate: NamedNode) -> str | None:
    found = node.get(predicate.value)
    return found[0].value if found else None


def _ordered(node: Node, what: str, base: Sequence[_Any]) -> tuple[_Any, ...]:
    for order in node.get(t.ORDER.value, ()):
        kind, *places = order.value.split(" ")
        if kind == what:
            return tuple(base[int(place)] for place in places)
    return tuple(base)
