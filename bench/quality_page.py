"""What ``make quality`` measured, as the page ``docs/quality.md``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from bench.causes import CAUSES
from loaders.deals.frameset import rule_ids
from schemas.confidence import Table, chance
from schemas.languages import language

if TYPE_CHECKING:
    from bench.quality import Measured

FEW = 10
"""A rule with fewer readings in the articles kept aside is told there together with the others of its predicate."""
BANDS = (0.0, 0.7, 0.8, 0.85, 0.9, 0.95)
"""Lower bounds of the bands of confidence that are held against what was right."""
OF_AGREEMENTS = ("PARTY_TO", "COVERS")

_TITLE = """\
# Quality

Written by `make quality`, which also measures how sure the statements of each rule are
([schemas/confidence.tsv](../schemas/confidence.tsv)). Do not edit it by hand.

A statement is right if the annotation of its article has it, required or optional: precision. Recall counts the
required ones. The agreements of an article are told by their parties (`PARTY_TO`) and fields (`COVERS`).

| articles | number | relations read | precision | required | recall | parties of agreements: precision | recall |
| --- | --: | --: | --: | --: | --: | --: | --: |
"""
_GROUPS = {
    "open": "open to those who write rules",
    "unseen": "unseen: no rule was written with them",
    "kept aside": "kept aside: likewise; the tables of reliability are theirs",
}
_MISSES = """
## By language and predicate

On the open articles: the examples and those of the tests, with which rules are written. Each miss has one cause:

"""
_RELIABILITY = """
## Reliability

How often statements of some confidence are right, on the six articles kept aside: for confidences that mean what
they say the last two columns agree.

"""
_RULES = f"""
The same by rule; rules with fewer than {FEW} readings in these articles are told together, by predicate.

"""
_IDLE = """
## Rules that read nothing

Rules without a reading in any open article, whose confidence is that of their predicate; `make quality` lists them.

"""


def page(measured: Sequence["Measured"], table: Table, idle: Mapping[str, Sequence[str]]) -> str:
    """The whole page. ``table`` is the measured confidence, ``idle`` the rules by language that read nothing."""
    groups = {name: [one for one in measured if one.group == name] for name in _GROUPS}
    parts = [_TITLE, *(_total(label, groups[name]) for name, label in _GROUPS.items()), _MISSES]
    parts += [f"- {cause}: {meaning}\n" for cause, meaning in CAUSES.items()]
    for code in idle:
        parts += [f"\n### {language(code).label}\n\n", *_predicates([a for a in groups["open"] if a.language == code])]
    parts += [_RELIABILITY, *_bands(groups["kept aside"], table), _RULES, *_rules(groups["kept aside"], table), _IDLE]
    parts += _rows(("language", "rules", "read nothing"), _idle(idle))
    return "".join(parts)


def _rows(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |\n"
    yield f"| --- |{' --: |' * (len(head) - 1)}\n"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |\n"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else ""


def _total(label: str, articles: Sequence["Measured"]) -> str:
    cells: list[object] = [label, len(articles)]
    for predicates in (False, True):
        stated = [ok for one in articles for p, ok in one.stated if _told(p, predicates)]
        found = sum(n for one in articles for p, n in one.found.items() if _told(p, predicates))
        missed = sum(_told(p, predicates) for one in articles for p, _ in one.missed)
        precision, recall = _share(sum(stated), len(stated)), _share(found, found + missed)
        cells += [precision, recall] if predicates else [len(stated), precision, found + missed, recall]
    return f"| {' | '.join(map(str, cells))} |\n"


def _told(predicate: str, parties: bool) -> bool:
    return predicate == "PARTY_TO" if parties else predicate not in OF_AGREEMENTS


def _predicates(articles: Sequence["Measured"]) -> Iterator[str]:
    stated = Counter(p for one in articles for p, _ in one.stated)
    right = Counter(p for one in articles for p, ok in one.stated if ok)
    found = sum((one.found for one in articles), Counter[str]())
    missed = Counter(p for one in articles for p, _ in one.missed)
    causes = Counter(miss for one in articles for miss in one.missed)
    rows = [
        (
            *(f"`{p}`", stated[p], _share(right[p], stated[p])),
            *(found[p] + missed[p], _share(found[p], found[p] + missed[p])),
            *(causes[p, cause] or "" for cause in CAUSES),
        )
        for p in sorted({*stated, *found, *missed})
    ]
    total = Counter(cause for one in articles for _, cause in one.missed)
    rows.append(
        (
            *("all", stated.total(), _share(right.total(), stated.total())),
            *(found.total() + missed.total(), _share(found.total(), found.total() + missed.total())),
            *(total[cause] or "" for cause in CAUSES),
        )
    )
    return _rows(("predicate", "read", "precision", "required", "recall", *CAUSES), rows)


def _bands(articles: Sequence["Measured"], table: Table) -> Iterator[str]:
    """Statements of the same confidence together: the highest of the rules that read each."""
    sure: dict[tuple[str, str], tuple[float, bool]] = {}
    for one in articles:
        for r in one.reads:
            key = (one.article, r.statement)
            figure = chance(table, r.predicate, r.rule, meant=r.meant)
            sure[key] = max(sure.get(key, (0.0, r.right)), (figure, r.right))
    bands = defaultdict(list)
    for figure, right in sure.values():
        bands[max(b for b in BANDS if b <= figure)].append((figure, right))
    rows: list[Sequence[object]] = []
    for low, high in zip(BANDS, (*BANDS[1:], 1.0), strict=True):
        if low in bands:
            rows.append((f"{low:.2f} to {high:.2f}" if low else f"under {high:.2f}", *_figures(bands[low])))
    rows.append(("all", *_figures(list(sure.values()))))
    return _rows(("confidence", "statements", "mean confidence", "right"), rows)


def _figures(pairs: Sequence[tuple[float, bool]]) -> tuple[object, ...]:
    return len(pairs), f"{fmean(c for c, _ in pairs):.2f}", _share(sum(right for _, right in pairs), len(pairs))


def _rules(articles: Sequence["Measured"], table: Table) -> Iterator[str]:
    reads = [r for one in articles for r in one.reads]
    often = {rule for rule, count in Counter(r.rule for r in reads).items() if count >= FEW}
    found = defaultdict(list)
    for r in reads:
        name = f"{r.predicate} by {r.rule}" if r.rule in often else r.predicate
        found[name].append((chance(table, r.predicate, r.rule, meant=r.meant), r.right))
    rows = [(f"`{name}`", *_figures(found[name])) for name in sorted(found)]
    return _rows(("predicate or rule", "readings", "mean confidence", "right"), rows)


def _idle(idle: Mapping[str, Sequence[str]]) -> Iterator[tuple[object, ...]]:
    return ((language(code).label, len(rule_ids(code)), len(names)) for code, names in idle.items())
