"""A reading as one JSON object: what ``kg extract`` prints."""

from typing import Any

from kg.model import Evidence, Reading, Statement


def to_json(reading: Reading, *, canonical: bool = False) -> dict[str, Any]:
    """A reading as plain data; offsets count in ``text``, the article's raw text.

    Agreements are given as records of their own; PARTY_TO, COVERS and their LOCATED_IN are folded into them.
    """
    deals = {e.id for e in reading.entities if e.type == "Agreement"}
    entities: list[dict[str, Any]] = []
    for e in reading.entities:
        if e.id not in deals:
            mentions = [{"text": m.text, "start": m.start, "end": m.end} for m in e.mentions]
            row: dict[str, Any] = {"id": e.id, "type": e.type, "name": e.name, "mentions": mentions}
            entities.append(row | ({"canonical": e.canonical} if canonical else {}))
    relations = [_relation(s) for s in reading.statements if s.object not in deals and s.subject not in deals]
    agreements = [_agreement(d, reading) for d in sorted(deals)]
    if canonical:
        known = {e.id: e.canonical for e in reading.entities}
        agreements = [row | {"canonical": known[row["id"]]} for row in agreements]
    return {
        "article": reading.article.name,
        "language": reading.article.language,
        "text": reading.article.raw,
        "entities": entities,
        "relations": relations,
        "agreements": agreements,
    }


def _evidence(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [{"text": e.quote, "start": e.start, "end": e.end, "rule": e.rule} for e in evidence]


def _relation(s: Statement) -> dict[str, Any]:
    row: dict[str, Any] = {
        "subject": s.subject,
        "predicate": s.predicate,
        "object": s.object,
        "evidence": _evidence(s.evidence),
        "confidence": round(s.confidence, 4),
    }
    for key in ("role", "date", "status"):
        if getattr(s, key) is not None:
            row[key] = getattr(s, key)
    return row


def _agreement(identifier: str, reading: Reading) -> dict[str, Any]:
    mine = [s for s in reading.statements if identifier in (s.subject, s.object)]
    parties = [s for s in mine if s.predicate == "PARTY_TO"]
    evidence = {(e.start, e.end): e for s in parties for e in s.evidence}
    return {
        "id": identifier,
        "kind": "agreement",
        "parties": [s.subject for s in parties],
        "date": next((s.date for s in parties if s.date), None),
        "place": next((s.object for s in mine if s.predicate == "LOCATED_IN"), None),
        "fields": sorted(s.object for s in mine if s.predicate == "COVERS"),
        "status": next((s.status for s in parties if s.status), None),
        "evidence": _evidence(tuple(evidence.values())),
    }
