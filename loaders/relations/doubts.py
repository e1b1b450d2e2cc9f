"""Whether a claim is believed: denials, hypotheses, other clauses, quotes; and what it says of its status."""

from loaders.relations.claims import SUBJECTS, Claim, Reader, named_in, says, within
from loaders.text.quotes import SPOKEN

_SPAN = 12
# Cues with which a sentence takes back the one before.
_UNTRUE = (frozenset({"refuting", "nothing", "negation"}), frozenset({"told", "denial"}))
# Words in which an auxiliary stands before what has been done, adverbs behind it: "a par ailleurs noué".
_DONE = 3
# Words behind a name in which a relative clause begins, its comma and a preposition before it.
_RELATIVE = 3
# Words behind a conjunction in which a new subject is named.
_SUBJECT = 5
# What clauses may tell of their subjects with each other.
_TOGETHER = frozenset({"PARTNERS_WITH", "PARTICIPATES_IN"})
# Words between "not" and "ended".
_LINK = 2
# Words between "and" and "signed".
_THEN = 3
# Words in which a question says what it asks for, and marks that close it.
_OPENING = 4
_CLOSING = 3


def doubt(rd: Reader, claim: Claim, first: int, last: int) -> str | None:
    """Why a claim is not believed, or None; sets its status from cues."""
    claim.status = claim.rule.status
    if claim.fields and _of_whole(rd, claim):
        return "said of a part"
    if claim.trigger < 0 and rd.quoted[claim.first] >= SPOKEN and not rd.quoted[claim.last - 1]:
        # "We are not talking to X," its director said: of another house.
        return "half of it is quoted"
    if not claim.rule.cues:
        return None
    listed = (s for s, kind in claim.rule.slots.items() if kind == "person+" or s in claim.rule.least)
    present = [n for slot in listed for n in _places_of(rd, claim, slot)]
    if present and any(kind == "witness" and first <= i < max(present) for i, _, kind in rd.cues):
        return "among those who looked on"
    start, end = first, last
    cues = within(rd.cues, first, last)
    if claim.trigger < 0 and claim.post < 0 and any(kind == "breaks" and _parts(rd, claim, i) for i, _, kind in cues):
        return "in two clauses"
    if _asks(rd, first, last):
        return "question"
    if _taken_back(rd, claim, last):
        return "taken back by the next sentence"
    if not cues:
        return None
    for i, j, kind in cues:
        if kind == "breaks":
            if j <= claim.first + 1:
                start = j
            elif i >= claim.last:
                end = min(end, i)
    for k in range(first, last):
        if rd.doc.words[k] == ";":
            if k <= claim.first:
                start = max(start, k + 1)
            elif k >= claim.last:
                end = min(end, k)
    spoken = rd.quoted[claim.first] >= SPOKEN
    front = _front(rd, claim, first)
    apart = _told_aside(rd, claim)
    for i, j, kind in cues:
        if (
            not start <= i < end
            or (rd.quoted[i] >= SPOKEN) != spoken
            or (apart and kind != "denial" and i < claim.first)
        ):
            continue
        before = i < claim.last
        undone = kind in ("negation", "hypothesis") or (kind == "request" and _asked(rd, j))
        if (kind == "denial" and not _denies(rd, claim, i)) or (undone and before and i >= claim.first - _SPAN):
            return f"{kind}: {rd.doc.text(i, j)}"
        if kind in ("ended", "suspended") and i >= front and not _not_so(cues, i):
            claim.status = claim.status if _another(rd, claim, j) else kind
        elif kind == "planned" and before and i >= claim.first - 4 and claim.status not in ("ended", "suspended"):
            # "X will train at Y, with whom it has signed": that was done.
            near = range(max(j, claim.trigger - (_DONE if rd.lex.articled else 1)), claim.trigger)
            done = any(rd.doc.lower[k] in rd.lex.done for k in near)
            claim.status = claim.status if claim.under or done else "planned"
        elif kind == "announced" and before and claim.rule.agreement and i >= claim.first - _THEN:
            claim.status = claim.status or "announced"
    return None


def _taken_back(rd: Reader, claim: Claim, last: int) -> bool:
    """Whether the sentence that begins at word ``last`` tells that there is nothing between those who are said to work
    together: "The paper wrote that X has signed with Y. In fact, they have signed no contract".
    """
    if last >= len(rd.doc.words) or not says(claim.rule, "PARTNERS_WITH"):
        return False
    behind = rd.doc.sentence_of(last)
    kinds = {kind for _, _, kind in within(rd.cues, *rd.doc.sentences[behind])}
    if not any(kinds >= untrue for untrue in _UNTRUE):
        return False
    return named_in(rd, behind) <= {n for numbers in claim.slots.values() for n in numbers}


def _of_whole(rd: Reader, claim: Claim) -> bool:
    """Whether a claim speaks of a part of who is named: "the unit of X, known for", "a hospital of the group X"."""
    at = claim.first
    named = rd.marks.get(at)
    if at > 1 and named is not None and rd.lex.trailing_nouns and rd.doc.lower[at - 1] in rd.lex.articles:
        at -= named[2] is not None and any(named[2].entity in numbers for numbers in claim.slots.values())
    return at > 0 and rd.doc.lower[at - 1] in rd.lex.of


def _asks(rd: Reader, first: int, last: int) -> bool:
    """Whether a sentence asks if something is so: "Did X buy Y?", but not "Why did X buy Y?"."""
    if "?" not in rd.doc.words[max(first, last - _CLOSING) : last]:
        return False
    until = last if rd.lex.syllabic else first + _OPENING
    return not any(kind == "asking" for _, _, kind in within(rd.cues, first, until))


def _denies(rd: Reader, claim: Claim, at: int) -> bool:
    """Whether the subject of a claim only denies something else, behind what is told of it: "X, owned by Y, denied"."""
    end = rd.marks[claim.first][0] if claim.first in rd.marks else claim.last
    aside = rd.doc.words[end : end + 1] == [","] and end < claim.last <= at - 1 and rd.doc.words[at - 1] == ","
    return aside and at - claim.last <= 2


def _told_aside(rd: Reader, claim: Claim) -> bool:
    """Whether a relative clause right behind its subject tells a claim: "will visit X, which belongs to Y", "did not
    name X, with which Y has signed".
    """
    end = rd.marks[claim.first][0] if claim.first in rd.marks else claim.last
    return not rd.lex.relatives.isdisjoint(rd.doc.lower[end : min(end + _RELATIVE, claim.last)])


def _asked(rd: Reader, at: int) -> bool:
    """Whether who is asked to do something is named right behind the verb: "asked the hospital to"."""
    if rd.doc.words[at].isdigit() or rd.doc.lower[at] in rd.lex.blockers:
        # "yêu cầu 4 bệnh viện này dừng"
        return True
    named = next((k for k in (at, at + 1) if k in rd.marks), None)
    return named is not None and rd.marks[named][1] != "date" and rd.doc.lower[at] not in rd.lex.of


def _front(rd: Reader, claim: Claim, first: int) -> int:
    """Where a phrase ends that tells, before a claim, of what was over then: "After a break of two years, X"."""
    if all(kind != "later" for _, _, kind in within(rd.cast.scene.hits["scope"], first, first + 1)):
        return first
    return next((k for k in range(first, claim.first) if rd.doc.words[k] == ","), first)


def _not_so(cues: list[tuple[int, int, str]], at: int) -> bool:
    """Whether a negation stands right before a word of ending: "their work has never ended"."""
    return any(kind == "negation" and at - _LINK <= end <= at for _, end, kind in cues)


def _another(rd: Reader, claim: Claim, end: int) -> bool:
    """Whether what ends before word ``end`` is another deal than the one signed then: "left X and signed with Y"."""
    return claim.rule.status == "signed" and any(
        rd.doc.lower[k] in rd.lex.conjunctions for k in range(max(end, claim.trigger - _THEN), claim.trigger)
    )


def _parts(rd: Reader, claim: Claim, at: int) -> bool:
    """Whether a conjunction behind a comma puts what a claim names into two clauses: "A supplies X, while B ..."."""
    if not claim.first < at < claim.last or rd.doc.words[at - 1] not in ",;":
        return False
    # "X leads, while partners are Y and Z".
    if any(y.predicate in _TOGETHER for y in claim.rule.yields):
        return False
    parties = [rd.cast.things[e] for numbers in claim.slots.values() for e in numbers]
    named = [n.first for thing in parties if thing.type in SUBJECTS for n in thing.names]
    return any(claim.first <= k < at for k in named) and any(at < k <= at + _SUBJECT for k in named)


def _places_of(rd: Reader, claim: Claim, slot: str) -> list[int]:
    """Where the things in a slot are named within a claim."""
    names = (n for number in claim.slots.get(slot, []) for n in rd.cast.things[number].names)
    return [n.first for n in names if claim.first <= n.first < claim.last]
