"""The questions of the library answered in Python, by walking a ``Network``: the same rows as in SPARQL and Cypher.

``walk(network, "partners", institution=id, ...)`` wants a value for every parameter, as the query files do.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from kg.model import Edge, Network, Statement
from kg.stores import Rows, Value
from kg.stores.edges import date_span, latest_status
from queries.ground import FIGURES, OVER, WORDS, Ground, Row, cited, distinct, figures, in_order, in_time, stands, words
from queries.values import ANY
from schemas.ontology import ontology

_OWNERS = ("OWNED_BY", "PART_OF")


def walk(network: Network, name: str, **values: Value) -> Rows:
    """Put a question of the library to a network. Raises ``KeyError`` for one that is none of ``WALKS``."""
    columns, ask = WALKS[name]
    rows = ask(Ground(network), **values)
    return Rows(columns, tuple(tuple(row.get(column) for column in columns) for row in rows))


def partners(ground: Ground, **v: Any) -> list[Row]:
    """``queries/partners.rq``."""
    atlas, rows = _atlas(v["atlas"]), []
    for steps, near, far, edge in _steps(ground, v["institution"], v["depth"]):
        codes, kind = ground.fields(edge), ground.entities[far].type
        if (
            (v["type"] == ANY or ontology().is_a(kind, v["type"]))
            and ground.is_in(far, v["country"], atlas)
            and in_time(edge, v["since"], v["until"])
            and stands(edge.status, v["status"])
            and edge.sources >= v["least"]
            and (v["field"] == ANY or v["field"] in codes)
        ):
            own: Row = {"partner": ground.name(far), "type": kind, "through": ground.name(near), "steps": steps}
            own |= {"fields": ", ".join(codes) or None, "order": -edge.sources, **figures(edge)}
            rows += [own | row for row in words(ground, edge, (near, far))]
    return in_order(rows, "steps", "order", "partner", "object_id", "through", "subject_id")


def _steps(ground: Ground, start: str, depth: int) -> Iterator[tuple[int, str, str, Edge]]:
    """Every partnership that leads one step further away from the start."""
    seen, frontier = {start}, [start] if start in ground.entities else []
    for step in range(1, depth + 1):
        found = [(near, far, edge) for near in frontier for far, edge in ground.partnerships(near).items()]
        further = [one for one in found if one[1] not in seen]
        yield from ((step, *one) for one in further)
        frontier = list(dict.fromkeys(far for _, far, _ in further))
        seen |= set(frontier)


def common(ground: Ground, **v: Any) -> list[Row]:
    """``queries/common.rq``."""
    rows: list[Row] = []
    if v["first"] == v["second"]:
        return rows
    both = [(key, ground.partnerships(key)) for key in (v["first"], v["second"])]
    for partner in both[0][1].keys() & both[1][1].keys():
        kind = ground.entities[partner].type
        if v["type"] != ANY and not ontology().is_a(kind, v["type"]):
            continue
        for key, found in both:
            edge = found[partner]
            if stands(edge.status, v["status"]):
                own: Row = {"partner": ground.name(partner), "type": kind, "with": ground.name(key), **figures(edge)}
                rows += [own | row for row in words(ground, edge, (key, partner))]
    return in_order(rows, "partner", "object_id", "with", "subject_id")


def interlocks(ground: Ground, **v: Any) -> list[Row]:
    """``queries/interlocks.rq``."""
    rows = []
    for person in ground.entities:
        posts = ground.along(person, "HOLDS_ROLE")
        bodies = {edge.object for edge in posts}
        if len(bodies) >= v["posts"] and v["institution"] in (ANY, *bodies):
            for edge in posts:
                body = ground.entities[edge.object]
                own: Row = {
                    "person": ground.name(person),
                    "posts": len(bodies),
                    "institution": body.name,
                    "type": body.type,
                }
                rows += [own | figures(edge) | {"order": -len(bodies)} | row for row in cited(ground, edge)]
    return in_order(distinct(rows), "order", "person", "subject_id", "institution", "object_id")


def ownership(ground: Ground, **v: Any) -> list[Row]:
    """``queries/ownership.rq``."""
    start = v["institution"]
    above = _reach(start, lambda key: [edge.object for edge in ground.along(key, *_OWNERS)])
    below = _reach(start, lambda key: [edge.subject for edge in ground.entering[key] if edge.predicate in _OWNERS])
    rows = []
    for edge in ground.network.edges:
        inside = edge.predicate in _OWNERS and (edge.subject in above or edge.object in below)
        if inside and stands(edge.status, v["status"]):
            part = ground.entities[edge.subject]
            own: Row = {"institution": part.name, "type": part.type, "relation": edge.predicate}
            own |= {"owner": ground.name(edge.object), **figures(edge)}
            rows += [own | row for row in words(ground, edge)]
    return in_order(rows, "owner", "object_id", "relation", "institution", "subject_id")


def _reach(start: str, following: Callable[[str], Iterable[str]]) -> set[str]:
    found, frontier = {start}, [start]
    while frontier:
        frontier = list(dict.fromkeys(end for key in frontier for end in following(key) if end not in found))
        found |= set(frontier)
    return found


def active(ground: Ground, **v: Any) -> list[Row]:
    """``queries/active.rq``."""
    atlas, rows = _atlas(v["atlas"]), []
    for edge in ground.network.edges:
        told = any(v["field"] in said.fields for said in edge.statements)
        about = edge.predicate == "SPECIALISES_IN" and edge.object == v["field"]
        dealt = edge.predicate == "PARTY_TO" and v["field"] in ground.covered(edge.object)
        if not (told or about or dealt) or not stands(edge.status, v["status"]):
            continue
        ends = [(edge.subject, edge.object)]
        if ontology().predicates[edge.predicate].symmetric:
            ends.append((edge.object, edge.subject))
        for one, other in ends:
            kind = ground.entities[one].type
            wanted = v["type"] == ANY or ontology().is_a(kind, v["type"])
            if wanted and ontology().is_a(kind, "Institution") and ground.is_in(one, v["country"], atlas):
                own: Row = {"institution": ground.name(one), "type": kind, "relation": edge.predicate, **figures(edge)}
                own["with"] = ground.name(other) if other in ground.entities else None
                rows += [own | row for row in words(ground, edge, (one, other))]
    return in_order(rows, "institution", "subject_id", "relation", "with", "object_id")


def agreements(ground: Ground, **v: Any) -> list[Row]:
    """``queries/agreements.rq``."""
    rows = []
    for edge in ground.network.edges:
        if edge.predicate != "PARTY_TO":
            continue
        parties = [ground.entities[one.subject] for one in ground.entering[edge.object] if one.predicate == "PARTY_TO"]
        codes = ground.covered(edge.object)
        if (
            v["institution"] in (ANY, *(party.id for party in parties))
            and (v["field"] == ANY or v["field"] in codes)
            and in_time(edge, v["since"], v["until"])
            and stands(edge.status, v["status"])
        ):
            party = ground.entities[edge.subject]
            own: Row = {"agreement": ground.name(edge.object), "party": party.name, "type": party.type, **figures(edge)}
            own["parties"] = "; ".join(name for name, _ in sorted((one.name, one.id) for one in parties))
            own["fields"] = ", ".join(codes) or None
            rows += [own | row for row in words(ground, edge)]
    return in_order(rows, "agreement", "object_id", "party", "subject_id")


def counts(ground: Ground, **v: Any) -> list[Row]:
    """``queries/counts.rq``."""
    deals: dict[str, list[Edge]] = defaultdict(list)
    for edge in ground.network.edges:
        if edge.predicate == "PARTY_TO":
            deals[edge.object].append(edge)
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for deal, edges in deals.items():
        parties = {edge.subject for edge in edges}
        if v["institution"] not in (ANY, *parties):
            continue
        latest = max(said.date or "" for edge in edges for said in edge.statements)
        if v["by"] == "field":
            periods = ground.covered(deal)
        else:
            length = 7 if v["by"] == "month" else 4
            periods = [latest[:length]] if latest > "0" and len(latest) >= length else []
        for period in periods or ["unknown"]:
            found[period][0].add(deal)
            found[period][1].update(parties)
    return [
        {"period": period, "agreements": len(found[period][0]), "institutions": len(found[period][1])}
        for period in sorted(found)
    ]


def foreign(ground: Ground, **v: Any) -> list[Row]:
    """``queries/foreign.rq``."""
    atlas, rows = _atlas(v["atlas"]), []
    for key, partner in ground.entities.items():
        if not ontology().is_a(partner.type, "Institution") or ground.is_in(key, v["home"], atlas):
            continue
        for place in ground.places(key):
            if place not in atlas:
                continue
            for other, edge in ground.partnerships(key).items():
                at_home = v["institution"] == ANY and ground.is_in(other, v["home"], atlas)
                if (at_home or other == v["institution"]) and stands(edge.status, v["status"]):
                    own: Row = {
                        "country": atlas[place],
                        "partner": partner.name,
                        "type": partner.type,
                        "place_id": place,
                    }
                    own |= {"place": None if place == key else ground.name(place), **figures(edge)}
                    own["institution"] = ground.name(other)
                    rows += [own | row for row in words(ground, edge, (other, key))]
    return in_order(rows, "country", "partner", "object_id", "place", "place_id", "institution", "subject_id")


def members(ground: Ground, **v: Any) -> list[Row]:
    """``queries/members.rq``."""
    rows = []
    for edge in ground.entering[v["programme"]]:
        if edge.predicate in ("PARTICIPATES_IN", "LAUNCHED"):
            member = ground.entities[edge.subject]
            own: Row = {"institution": member.name, "type": member.type, "relation": edge.predicate, **figures(edge)}
            rows += [own | row for row in words(ground, edge)]
    return in_order(rows, "relation", "institution", "subject_id")


def people(ground: Ground, **v: Any) -> list[Row]:
    """``queries/people.rq``."""
    rows = []
    for edge in ground.network.edges:
        wanted = v["institution"] in (ANY, edge.object) and v["relation"] in (ANY, edge.predicate)
        if wanted and edge.predicate in ("HOLDS_ROLE", "SIGNED"):
            body = ground.entities[edge.object]
            own: Row = {"person": ground.name(edge.subject), "relation": edge.predicate}
            own |= {"institution": body.name, "type": body.type, **figures(edge)}
            rows += [own | row for row in cited(ground, edge)]
    return in_order(distinct(rows), "institution", "object_id", "person", "subject_id", "relation")


def articles(ground: Ground) -> list[Row]:
    """``queries/articles.rq``."""
    counts = Counter(said.article for edge in ground.network.edges for said in edge.statements)
    rows: list[Row] = [
        asdict(one) | {"article_id": one.id, "statements": counts[one.id]} for one in ground.sources.values()
    ]
    return sorted(
        rows, key=lambda row: (row["publisher"] or "", row["published"] or "", row["name"], row["article_id"])
    )


def evidence(ground: Ground, **v: Any) -> list[Row]:
    """``queries/evidence.rq``."""
    rows = []
    for edge in ground.network.edges:
        if {edge.subject, edge.object} == {v["first"], v["second"]} and v["relation"] in (ANY, edge.predicate):
            own: Row = {
                "subject": ground.name(edge.subject),
                "object": ground.name(edge.object),
                "relation": edge.predicate,
            }
            rows += [own | _told(row) for row in cited(ground, edge)]
    rows.sort(key=lambda row: (row["relation"], row["subject_id"], *row["at"], row["said"].id, row["rule"]))
    return rows


def article(ground: Ground, **v: Any) -> list[Row]:
    """``queries/article.rq``."""
    wanted = {
        one.id for one in ground.network.articles if v["article"] in (one.id, one.url or "", one.name, one.title or "")
    }
    rows = []
    for edge in ground.network.edges:
        own: Row = {
            "subject": ground.name(edge.subject),
            "object": ground.name(edge.object),
            "relation": edge.predicate,
        }
        told = (row for row in distinct(cited(ground, edge)) if row["said"].article in wanted)
        rows += [own | _told(row) for row in told]
    return sorted(rows, key=lambda row: (*row["at"][1:], row["said"].id, row["quote"]))


def _told(row: Row) -> Row:
    """A row with the figures of its own statement."""
    said = row["said"]
    codes = ", ".join(sorted(said.fields)) or None
    return row | {"status": said.status, "confidence": said.confidence, "fields": codes}


def network(ground: Ground, **v: Any) -> list[Row]:
    """``queries/network.rq``."""
    sources = {article.id: article.published or "" for article in ground.network.articles}
    origin = {article.id: article.copy_of or article.id for article in ground.network.articles}
    rows = []
    for edge in ground.network.edges:
        if v["relation"] not in (ANY, edge.predicate):
            continue
        said = [one for one in edge.statements if v["date"] == ANY or _until(_when(one, sources), v["date"])]
        if not said:
            continue
        first, last = date_span(one.date for one in said)
        status = latest_status(said)
        if stands(status, v["status"]):
            row: Row = {"subject": ground.name(edge.subject), "subject_type": ground.entities[edge.subject].type}
            row |= {"relation": edge.predicate, "object": ground.name(edge.object)}
            row["object_type"] = ground.entities[edge.object].type if edge.object in ground.entities else "Field"
            row |= {"status": status, "first_date": first, "last_date": last}
            row["independent"] = len({origin[one.article] for one in said})
            row |= {"sources": len({one.article for one in said}), "confidence": max(one.confidence for one in said)}
            rows.append(row | {"subject_id": edge.subject, "predicate_id": edge.predicate, "object_id": edge.object})
    return sorted(rows, key=lambda row: (row["subject_id"], row["relation"], row["object_id"]))


def diff(ground: Ground, **v: Any) -> list[Row]:
    """``queries/diff.rq``."""
    sources = {article.id: article.published or "" for article in ground.network.articles}
    rows = []
    for edge in ground.network.edges:
        if v["relation"] not in (ANY, edge.predicate):
            continue
        told = [(when, one) for one in edge.statements if _until(when := _when(one, sources), v["to"])]
        earlier = [(when, one) for when, one in told if when[: len(v["from"])] < v["from"]]
        before, after = _last(earlier), _last(told)
        change = "new" if told and not earlier else ""
        if after in OVER:
            change = "" if before in OVER else "ended"
        for row in distinct(cited(ground, edge)) if change else ():
            said = row["said"]
            row["when"] = _when(said, sources)
            inside = (row["when"], said) in told and (row["when"], said) not in earlier
            if inside and (change == "new" or said.status in OVER):
                own: Row = {"change": change, "subject": ground.name(edge.subject), "relation": edge.predicate}
                own |= {"object": ground.name(edge.object), "before": before, "after": after}
                rows.append(own | row | {"confidence": said.confidence})
    return sorted(
        rows,
        key=lambda row: (
            *(row["change"], row["subject_id"], row["relation"], row["object_id"], row["when"]),
            *(*row["at"][1:], row["said"].id, row["quote"]),
        ),
    )


def _when(said: Statement, sources: Mapping[str, str]) -> str:
    """The date of a statement if it has a year, else that of its article."""
    return said.date if said.date and said.date > "0" else sources[said.article]


def _until(when: str, last: str) -> bool:
    return when > "0" and when[: len(last)] <= last


def _last(told: Iterable[tuple[str, Statement]]) -> str | None:
    """The status that was told last."""
    ranks = ontology().statuses
    known = [(when, ranks[one.status].rank, one.status) for when, one in told if one.status is not None]
    return max(known)[2] if known else None


def _atlas(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split(";") if part)


WALKS: Mapping[str, tuple[tuple[str, ...], Callable[..., list[Row]]]] = MappingProxyType(
    {
        "partners": (("partner", "type", "through", "steps", "status", "fields", *FIGURES[1:], *WORDS), partners),
        "common": (("partner", "type", "with", *FIGURES, *WORDS), common),
        "interlocks": (
            ("person", "posts", "institution", "type", "role", "date", "sources", "independent", "confidence", *WORDS),
            interlocks,
        ),
        "ownership": (("institution", "type", "relation", "owner", *FIGURES, *WORDS), ownership),
        "active": (("institution", "type", "relation", "with", *FIGURES, *WORDS), active),
        "agreements": (("agreement", "party", "type", "parties", "fields", *FIGURES, *WORDS), agreements),
        "counts": (("period", "agreements", "institutions"), counts),
        "foreign": (("country", "partner", "type", "place", "institution", *FIGURES, *WORDS), foreign),
        "members": (("institution", "type", "relation", *FIGURES, *WORDS), members),
        "people": (
            (
                "person",
                "relation",
                "institution",
                "type",
                "role",
                "date",
                "sources",
                "independent",
                "confidence",
                *WORDS,
            ),
            people,
        ),
        "articles": (
            ("name", "title", "publisher", "published", "language", "url", "statements", "article_id"),
            articles,
        ),
        "article": (
            ("subject", "relation", "object", "role", "date", "status", "fields", "confidence", *WORDS),
            article,
        ),
        "evidence": (
            ("subject", "relation", "object", "role", "date", "status", "confidence", "rule", *WORDS),
            evidence,
        ),
        "network": (
            ("subject", "subject_type", "relation", "object", "object_type", *FIGURES, *WORDS[-3:]),
            network,
        ),
        "diff": (
            ("change", "subject", "relation", "object", "before", "after", "date", "confidence", *WORDS),
            diff,
        ),
    }
)
"""The columns of each question and the function that answers it."""
