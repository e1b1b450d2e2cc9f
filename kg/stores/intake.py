"""What a store demands of a reading before it writes it down, and how it sees that nothing has changed."""

import hashlib
import json
import math
import re
from collections.abc import Iterator

from kg.model import Entity, Reading, Statement
from kg.stores.redirects import added_as
from schemas.fields import fields
from schemas.ontology import ontology

_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{2,8})*")


def record(statement: Statement) -> list[object]:
    """A statement as a list of plain values, the same for equal statements."""
    evidence = [[one.article, one.start, one.end, one.quote, one.rule] for one in statement.evidence]
    return [
        *(statement.id, statement.article, statement.subject, statement.predicate, statement.object, evidence),
        *(statement.confidence, statement.role, statement.date, statement.status, list(statement.fields)),
        statement.agreement,
    ]


def digest(reading: Reading) -> str:
    """SHA-256 of all that a store keeps of a reading. The order of its entities and statements does not count, nor
    does what was decided about them since."""
    one = reading.article
    article = [one.id, one.name, one.version, one.language, one.url, one.title, one.publisher, one.published]
    if one.sketch is not None:
        article.append(one.sketch)
    entities = sorted(
        [each.id, each.type, each.name, each.names, [[m.text, m.start, m.end] for m in each.mentions], added_as(each)]
        for each in reading.entities
    )
    statements = sorted(map(record, reading.statements), key=lambda each: str(each[0]))
    return hashlib.sha256(json.dumps([article, one.example, entities, statements]).encode()).hexdigest()


def problem(reading: Reading) -> str | None:
    """Why a reading cannot be stored, in one line; None if it can. The first reason found is told.

    Every text is kept as it is. Only halves of surrogate pairs are refused, since no UTF-8 can hold them.
    """
    return next(_problems(reading), None)


def _problems(reading: Reading) -> Iterator[str]:
    article = reading.article
    if reading.fault:
        yield reading.fault
    if not article.id:
        yield "the article has no id"
    texts = (article.id, article.name, article.version, article.url, article.title, article.publisher)
    yield from _halves("the article", *texts, article.published, article.sketch)
    yield from _language("the article", article.language)
    ids = {entity.id: entity for entity in reading.entities}
    if len(ids) < len(reading.entities):
        yield "two entities have the same id"
    if len({statement.id for statement in reading.statements}) < len(reading.statements):
        yield "two statements have the same id"
    spans: dict[tuple[int, int], str] = {}
    for entity in reading.entities:
        yield from _entity(entity)
        for mention in entity.mentions:
            yield from _span(reading, spans, mention.start, mention.end, mention.text, f"a mention of {entity.name!r}")
    for statement in reading.statements:
        what = f"statement {statement.id!r}"
        yield from _statement(statement, article.id, ids, what)
        for one in statement.evidence:
            yield from _halves(what, one.rule)
            if not one.rule or one.article != article.id:
                yield f"{what} needs evidence from its own article with the rule that read it"
            yield from _span(reading, spans, one.start, one.end, one.quote, f"the evidence of {what}")


def _entity(entity: Entity) -> Iterator[str]:
    what = f"entity {entity.id!r}"
    yield from _halves(what, entity.id, entity.canonical, entity.name, *(name for _, name in entity.names))
    if not entity.id or not entity.canonical:
        yield f"{what} was not resolved: it needs an id and a canonical id"
    if entity.type not in ontology().classes:
        yield f"{what} has the type {entity.type!r}, no class of the ontology"
    if len(set(entity.names)) < len(entity.names):
        yield f"{what} has the same name twice"
    for language, _ in entity.names:
        yield from _language(what, language)


def _statement(statement: Statement, article: str, ids: dict[str, Entity], what: str) -> Iterator[str]:
    yield from _halves(what, statement.id, statement.role, statement.date)
    if not statement.id or statement.article != article or not statement.evidence:
        yield f"{what} needs an id, evidence, and the article that it came with"
    if statement.predicate not in ontology().predicates:
        yield f"{what} has the predicate {statement.predicate!r}, none of the ontology"
    if statement.status is not None and statement.status not in ontology().statuses:
        yield f"{what} has the status {statement.status!r}, none of the ontology"
    if not (math.isfinite(statement.confidence) and 0 <= statement.confidence <= 1):
        yield f"{what} has the confidence {statement.confidence!r}, expected 0 to 1"
    codes, ends = list(statement.fields), [statement.subject]
    (codes if ontology().has_field(statement.predicate) else ends).append(statement.object)
    if statement.agreement is not None:
        ends.append(statement.agreement)
    for end in ends:
        if end not in ids:
            yield f"{what} speaks of {end!r}, no entity of the article"
    for code in codes:
        if code not in fields():
            yield f"{what} speaks of {code!r}, no field code"


def _span(
    reading: Reading, spans: dict[tuple[int, int], str], start: int, end: int, text: str, what: str
) -> Iterator[str]:
    yield from _halves(what, text)
    if not 0 <= start <= end:
        yield f"{what} has the impossible span {start}-{end}"
    if spans.setdefault((start, end), text) != text:
        yield f"{what} quotes {start}-{end} otherwise than another quote of the same span"
    if reading.article.raw and reading.article.raw[start:end] != text:
        yield f"{what} does not quote what stands at {start}-{end} of the article"


def _halves(what: str, *texts: str | None) -> Iterator[str]:
    for text in texts:
        if text and not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError as error:
                yield f"{what} has half a surrogate pair, {text[error.start]!r}: no valid Unicode"


def _language(what: str, code: str) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(code):
        yield f"{what} has the language {code!r}, expected a code such as 'vi'"
