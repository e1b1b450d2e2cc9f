"""The data of a page: a ``View`` and its ``Drawing`` as columns, so that a page opens at once and stays small.

There are two parts. ``graph`` is all that the picture needs; ``evidence`` has the words, names and sources, which may
come a moment later. Things, relations, sources, agreements and quotes point at each other by their index; -1 is none.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Mapping
from typing import Any

from queries.picture import Drawing, Spot
from queries.view import Claim, Relation, View, plain

SMALL = 150_000
"""Characters of JSON that stand in the page as they are: a browser reads them at once, and an older one at all."""


class Codes:
    """Texts that come again and again, each kept once and known by its number."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def __getitem__(self, text: str | None) -> int:
        return -1 if text is None else self.known.setdefault(text, len(self.known))

    @property
    def texts(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self.known)


def graph(view: View, drawing: Drawing) -> dict[str, Any]:
    """What the picture needs: things with their places, relations with their qualifiers, both as columns."""
    types, countries, predicates, fields, statuses, dates = (Codes() for _ in range(6))
    things, relations = view.things, view.relations
    columns: dict[str, Any] = {
        "things": {
            "id": [thing.id for thing in things],
            "name": [thing.name for thing in things],
            "type": [types[thing.type] for thing in things],
            "country": [countries[thing.country] for thing in things],
            "institution": [int(thing.institution) for thing in things],
            "degree": [thing.degree for thing in things],
            "sources": [len(thing.sources) for thing in things],
            **_places(drawing.spots, range(len(things))),
            "radius": [drawing.spots[i].radius for i in range(len(things))],
        },
        "relations": {
            "subject": [relation.subject for relation in relations],
            "predicate": [predicates[relation.predicate] for relation in relations],
            "object": [-1 if relation.object is None else relation.object for relation in relations],
            "field": [fields[relation.field] for relation in relations],
            "status": [statuses[relation.status] for relation in relations],
            "first": [dates[relation.first] for relation in relations],
            "last": [dates[relation.last] for relation in relations],
            "confidence": [round(relation.confidence * 100) for relation in relations],
            "sources": [relation.sources for relation in relations],
            "fields": {
                n: [fields[code] for code in told]
                for n, relation in enumerate(relations)
                if (told := _fields(relation))
            },
        },
        "start": {"thing": [*drawing.start], **_places(drawing.start, drawing.start)} if drawing.start else None,
        "centre": -1 if view.centre is None else view.centre,
    }
    codes = {"types": types, "countries": countries, "predicates": predicates, "fields": fields, "statuses": statuses}
    return columns | {"codes": {name: known.texts for name, known in (codes | {"dates": dates}).items()}}


def evidence(view: View) -> dict[str, Any]:
    """Names and sources of things, agreements, articles, and the claims of each relation with their quotes."""
    quotes, rules, fields, languages = Codes(), Codes(), Codes(), Codes()

    def told(claim: Claim) -> list[Any]:
        passages = [[passage.source, quotes[passage.quote], rules[passage.rule]] for passage in claim.passages]
        deal = -1 if claim.deal is None else claim.deal
        codes = [fields[code] for code in claim.fields]
        return [claim.date, claim.status, claim.role, codes, round(claim.confidence * 100), deal, passages]

    return {
        "names": [[[languages[language], name] for language, name in thing.names] for thing in view.things],
        "named": [thing.sources for thing in view.things],
        "sources": [[s.title, s.publisher, s.date, s.language, s.url] for s in view.sources],
        "deals": [[d.thing, d.parties, d.fields, d.places, d.date, d.status, d.relations] for d in view.deals],
        "claims": [[told(claim) for claim in relation.claims] for relation in view.relations],
        "quotes": quotes.texts,
        "rules": rules.texts,
        "fields": fields.texts,
        "languages": languages.texts,
    }


def inert(data: object) -> str:
    r"""JSON that can stand inside a script element: nothing in it can end the element or open a comment.

    >>> inert("</script>")
    '"\\u003c/script>"'
    """
    text = plain(json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_record))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def packed(text: str) -> str:
    """Text packed with gzip, as base64: letters that mean nothing to a browser. The same bytes for the same text.

    >>> unpacked(packed('{"name": "Huế"}'))
    {'name': 'Huế'}
    """
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=6, mtime=0)).decode()


def unpacked(text: str) -> Any:
    """The data of ``packed``."""
    return json.loads(gzip.decompress(base64.b64decode(text)))


def _record(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {name: getattr(value, name) for name in value.__slots__}


def _places(spots: Mapping[int, Spot], order: Iterable[int]) -> dict[str, list[int]]:
    found = [spots[i] for i in order]
    return {"x": [spot.x for spot in found], "y": [spot.y for spot in found]}


def _fields(relation: Relation) -> list[str]:
    codes = [relation.field] if relation.field is not None else []
    return list(dict.fromkeys([*codes, *(code for claim in relation.claims for code in claim.fields)]))
