"""What is new, changed and gone in a log since a time: relations, as an analyst walks along them, not files."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kg.log import parts
from kg.log.parts import Part
from kg.log.rebuild import Log
from kg.model import Article, Edge, Reading, Statement
from kg.stores.edges import Key, edge, keyed
from kg.stores.redirects import redirected
from schemas.fields import fields

Touched = Mapping[str, tuple[Part | None, Part]]
"""The articles that were read since: the part that each was read into last before, if any, and last of all."""


@dataclass(frozen=True, slots=True)
class Change:
    """A relation that is ``new``, ``changed`` (its status or its dates) or ``gone``, with the names of its ends, as it
    was and as it is; ``source`` is the article of its last statement, without its text.
    """

    kind: str
    subject: str
    object: str
    before: Edge | None
    after: Edge | None
    source: Article


@dataclass(slots=True)
class _Moment:
    """The statements behind some relations at a time, and the origins of their articles."""

    behind: dict[Key, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    origin: dict[str, str] = field(default_factory=dict)

    def edge(self, key: Key) -> Edge | None:
        return edge(key, self.behind[key], self.origin) if key in self.behind else None


def changes(log: Log, since: datetime, same: Mapping[str, str]) -> list[Change]:
    """What changed in a log since a time; ``same`` is who is who, as a ledger tells it.

    The log is read twice. In memory are the relations of the articles that were read since.
    """
    touched = _touched(log, since)
    wanted = {key for reading, *_ in _readings(log, touched, same, others=False) for key, _ in keyed(reading)}
    moments, names = (_Moment(), _Moment()), {code: one.labels["en"] for code, one in fields().items()}
    sources: dict[str, Article] = {}
    for reading, *there in _readings(log, touched, same, others=True) if wanted else ():
        found = [(key, one) for key, one in keyed(reading) if key in wanted]
        if found:
            sources[reading.article.id] = replace(reading.article, raw="")
        ends = {end for key, _ in found for end in (key[0], key[2])}
        names.update((one.canonical, one.name) for one in reading.entities if one.canonical in ends)
        for moment in (moment for moment, holds in zip(moments, there, strict=True) if holds):
            moment.origin[reading.article.id] = reading.article.copy_of or reading.article.id
            for key, one in found:
                moment.behind[key].append(one)
    made = []
    for key in wanted:
        before, after = (moment.edge(key) for moment in moments)
        shown = after or before
        if shown is not None and (kind := _kind(before, after)) is not None:
            source = sources[shown.statements[-1].article]
            made.append(Change(kind, names[key[0]], names[key[2]], before, after, source))
    order = {"new": 0, "changed": 1, "gone": 2}
    return sorted(made, key=lambda one: (order[one.kind], one.subject, one.object, str(one.after or one.before)))


def _kind(before: Edge | None, after: Edge | None) -> str | None:
    if before is None or after is None:
        return "new" if after else "gone" if before else None
    told = [(one.status, one.first_date, one.last_date) for one in (before, after)]
    return "changed" if told[0] != told[1] else None


def _touched(log: Log, since: datetime) -> Touched:
    fresh: dict[str, tuple[datetime, Part]] = {}
    for key, when, part in _articles(log):
        if when >= since:
            fresh[key] = max(fresh.get(key, (when, part)), (when, part))
    old: dict[str, tuple[datetime, Part]] = {}
    for key, when, part in _articles(log):
        if when < since and key in fresh:
            old[key] = max(old.get(key, (when, part)), (when, part))
    return {key: (old[key][1] if key in old else None, fresh[key][1]) for key in fresh}


def _articles(log: Log) -> Iterator[tuple[str, datetime, Part]]:
    for part in log.parts:
        for row in parts.table(log.path, part, "articles", ["id", "read"]).to_pylist():
            yield row["id"], row["read"], part


def _readings(
    log: Log, touched: Touched, same: Mapping[str, str], *, others: bool
) -> Iterator[tuple[Reading, bool, bool]]:
    """Readings with whether each counted then, and whether it counts now; without ``others`` only of what changed."""
    concerned = {part for pair in touched.values() for part in pair}
    for part in log.parts:
        if others or part in concerned:
            for reading in parts.readings(log.path, part):
                key = reading.article.id
                then, now = touched.get(key, (part, part) if others and (part, key) not in log.old else (None, None))
                if part in (then, now):
                    yield redirected(reading, same), part == then, part == now
