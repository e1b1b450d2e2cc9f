"""Why an article was read as it was: what the reading went by, what it stated by which rule, and what it did not."""

from collections.abc import Iterator

from kg.model import Article, Explanation, Mark, Unmade
from loaders.deals.frameset import frameset
from loaders.extract import extract, quote
from loaders.names.things import preferred
from loaders.relations.claims import Claim, Reader
from loaders.relations.trail import Trail
from loaders.rules.ruleset import Rule, Yield, rules
from loaders.text.document import Document
from loaders.text.sentences import READ
from schemas.languages import place_of_rule

# What says of a clause that it is no statement, or in what status it is.
_CUES = ("negation", "denial", "hypothesis", "witness", "planned", "ended", "suspended")


def explain(article: Article) -> Explanation:
    """Read one article and tell how. One in a language without a language file has nothing to tell.

    >>> text = "Rose Hill Hospital has not signed an agreement with Bright Harbour University."
    >>> found = explain(Article("a", "a", text, "v", language="en"))
    >>> [text[mark.start : mark.end] for mark in found.marks if mark.kind == "name"]
    ['Rose Hill Hospital', 'Bright Harbour University']
    >>> found.unmade[0].reason
    'negation: has not'
    """
    trail = Trail()
    reading = extract(article, trail=trail)
    rd = trail.reader
    if rd is None:
        return Explanation(reading)
    stated = {s.id for s in reading.statements}
    read_by: dict[str, dict[str, None]] = {}
    for claim, identifier in trail.made:
        if identifier in stated:
            read_by.setdefault(identifier, {})[claim.rule.id] = None
    unmade = [
        Unmade(_says(rd, claim), claim.rule.id, reason, *_place(article, rd.doc, claim.first, claim.last))
        for claim, reason in trail.unmade
    ]
    wanted = {rule.id: rule for rule in rules(rd.lex.code).rules}
    near = [
        Unmade(_wants(wanted[r.rule]), r.rule, r.reason, *_place(article, rd.doc, r.first, r.last)) for r in trail.near
    ]
    told = {rule for by in read_by.values() for rule in by} | {one.rule for one in (*unmade, *near)}
    return Explanation(
        reading,
        tuple(_joined(article.raw, _apart(_marks(rd, [claim for claim, _ in (*trail.made, *trail.unmade)])))),
        {identifier: tuple(by) for identifier, by in read_by.items()},
        {rule: place_of_rule(article.language, rule) for rule in sorted(told)},
        tuple(sorted(dict.fromkeys(unmade), key=lambda one: one.start)),
        tuple(sorted(near, key=lambda one: (one.start, one.end, one.reason, one.rule))),
    )


def _place(article: Article, doc: Document, first: int, last: int) -> tuple[int, int]:
    _, start, end = quote(article, doc, first, last)
    return start, end


def _says(rd: Reader, claim: Claim) -> tuple[str, ...]:
    """What a claim would state, a question mark for an end that it lacks."""

    def ends(slot: str) -> str:
        if claim.rule.slots.get(slot) == "field":
            return ", ".join(claim.fields) or "?"
        return ", ".join(preferred(rd.doc, rd.cast.things[n]) for n in claim.slots.get(slot, [])) or "?"

    def target(y: Yield) -> str:
        return "?" if y.body else "each other" if y.object == y.subject else ends(y.object)

    return tuple(f"{ends(y.subject)} {y.predicate} {target(y)}" for y in claim.rule.yields)


def _wants(rule: Rule) -> tuple[str, ...]:
    return tuple(f"{y.subject} {y.predicate} {y.object}" for y in rule.yields)


def _marks(rd: Reader, claims: list[Claim]) -> Iterator[Mark]:
    """All marks of an article, those that win where two overlap first."""
    doc, things = rd.doc, rd.cast.things

    def mark(first: int, last: int, kind: str, label: str) -> Mark:
        return Mark(*doc.clean.raw_span(doc.starts[first], doc.ends[last - 1]), kind, label)

    for thing in things:
        if thing.alive:
            label = f"{thing.type or 'brand'}: {preferred(doc, thing)}"
            yield from (mark(name.first, name.last, "name", label) for name in thing.names)
    yield from (mark(i, j, "cue", kind) for i, j, kind in rd.cues if kind in _CUES)
    for claim in claims:
        yield from (mark(i, j, "trigger", claim.rule.id) for i, j in _triggers(rd, claim))
    for name in rd.cast.anaphors:
        known = name.entity >= 0
        yield mark(name.first, name.last, "meant", preferred(doc, things[name.entity]) if known else name.type)
    yield from (mark(name.first, name.last, "meant", "both parties") for name in rd.cast.pairs)
    yield from (mark(first, last, "post", "post") for first, last in rd.cast.scene.roles.items())
    yield from (Mark(*doc.clean.raw_span(d.start, d.end), "date", d.value) for d in rd.dates)
    for block in doc.clean.blocks:
        if block.kind not in READ:
            yield Mark(*doc.clean.raw_span(block.start, block.end), "aside", block.kind)


def _triggers(rd: Reader, claim: Claim) -> Iterator[tuple[int, int]]:
    """Where the words stand by which a claim was met.

    These are the phrase of its frame, or of each set of alternatives that its pattern needs the longest that is there.
    """
    known = frameset(rd.lex.code).frames
    for first, last, frame in rd.cast.scene.hits["deals"]:
        if frame >= 0 and known[frame].rule.id == claim.rule.id and claim.first <= first and last <= claim.last:
            yield first, last
    words = rd.doc.lower[claim.first : claim.last]
    for phrases in claim.rule.literals:
        for phrase in sorted(phrases, key=len, reverse=True):
            cut = phrase.split(" ")
            spots = [k for k in range(len(words) - len(cut) + 1) if words[k : k + len(cut)] == cut]
            if spots:
                yield from ((claim.first + k, claim.first + k + len(cut)) for k in spots)
                break


def _apart(marks: Iterator[Mark]) -> list[Mark]:
    """Marks in order without overlap: the earlier given wins."""
    kept: dict[tuple[int, int], Mark] = {}
    taken: set[int] = set()
    for mark in marks:
        span = range(mark.start, mark.end)
        if span and taken.isdisjoint(span):
            taken.update(span)
            kept[mark.start, mark.end] = mark
    return [kept[span] for span in sorted(kept)]


def _joined(raw: str, marks: list[Mark]) -> Iterator[Mark]:
    """Marks in order, the words of one rule that follow each other as one."""
    last: Mark | None = None
    for mark in marks:
        if last is not None and last.kind == mark.kind == "trigger" and raw[last.end : mark.start].isspace():
            label = last.label if mark.label in last.label else f"{last.label}, {mark.label}"
            last = Mark(last.start, mark.end, "trigger", label)
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last
