"""A reading in one piece of text, without names and mentions: to read it so takes a fraction of the time that its
quads take, since they have to be looked up one by one.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from kg.model import Article, Entity, Evidence, Reading, Statement
from kg.stores.edges import Key
from schemas.ontology import ontology

_ARTICLE = (
    "id",
    "name",
    "version",
    "language",
    "url",
    "title",
    "publisher",
    "published",
    "example",
    "sketch",
    "copy_of",
)


def encode(reading: Reading) -> str:
    """The text of a reading, the same for equal readings."""
    article = [getattr(reading.article, name) for name in _ARTICLE]
    entities = sorted([one.id, one.canonical, one.key] for one in reading.entities)
    statements = [
        [
            *(one.id, one.subject, one.predicate, one.object),
            [[each.start, each.end, each.quote, each.rule] for each in one.evidence],
            *(float(one.confidence), one.role, one.date, one.status, one.fields, one.agreement),
        ]
        for one in sorted(reading.statements, key=lambda one: one.id)
    ]
    return json.dumps([article, entities, statements], ensure_ascii=False, separators=(",", ":"))


def decode(text: str, wanted: Callable[[Key], bool] | None = None) -> Reading:
    """The brief reading that a text was made from (see ``kg.stores.Store.readings``).

    With ``wanted`` it has only the statements that make wanted edges, and those that say who is party to the agreements
    that they belong to.

    >>> read = Reading(Article("a", "a.txt", "", "v"), (Entity("e", "", "", canonical="c"),))
    >>> decode(encode(read)) == read
    True
    """
    told, entities, said = json.loads(text)
    if wanted is not None:
        said = _part(said, {one: canonical for one, canonical, _ in entities}, wanted)
    article = Article(**dict(zip(_ARTICLE, told, strict=True)), raw="")
    key = article.id
    return Reading(
        article,
        tuple(Entity(one, "", "", canonical=canonical, key=given) for one, canonical, given in entities),
        tuple(
            Statement(
                *(one, key, subject, predicate, target, tuple(Evidence(key, *each) for each in evidence), confidence),
                *(role, date, status, tuple(fields), agreement),
            )
            for one, subject, predicate, target, evidence, confidence, role, date, status, fields, agreement in said
        ),
    )


def _part(said: list[list[Any]], canonical: Mapping[str, str], wanted: Callable[[Key], bool]) -> list[list[Any]]:
    kept, deals = [], set()
    for one in said:
        _, subject, predicate, target, *_, agreement = one
        ends = canonical[subject], canonical.get(target, target)
        turned = ontology().predicates[predicate].symmetric and ends[1] < ends[0]
        if ends[0] != ends[1] and wanted((ends[turned], predicate, ends[not turned])):
            kept.append(one)
            deals.add(agreement)
    return kept + [one for one in said if one[2] == "PARTY_TO" and one[3] in deals and one not in kept]
