"""Deals out of the claims that report them: their parties, date, place, fields and status."""

from bisect import bisect_right
from dataclasses import replace

from loaders.deals.bridged import others, two_of
from loaders.deals.frameset import frameset
from loaders.deals.series import tells_signing
from loaders.deals.signing import (
    CEREMONY,
    OVER,
    PLANNED,
    RECENT,
    SAID,
    Deal,
    best_date,
    date_before,
    date_of,
    fits,
    is_planned,
    may_sign,
    of_its_news,
    told_elsewhere,
)
from loaders.names.things import akin
from loaders.relations.claims import DOUBTS, Claim, Reader, named_in, statements_of, undone, within
from loaders.text.dates import DateMention
from loaders.text.lexicon import INSTITUTIONS, match_compound, phrase_at
from loaders.text.lists import openings, paragraphs
from loaders.text.scene import DASHES, HELD

# Sentences after a report of a deal in which an article goes on to tell what it is about.
_FAR = 12
# Words between the word of signing and where it was signed.
_PLACED = 12
# ... between "announced" and what was.
_NEWS = 5
# Words between "the contract" and "has ended".
_NOUN = 5


def deals(rd: Reader, claims: list[Claim]) -> list[Deal]:
    """The agreements of an article; several reports of one deal become one."""
    found: list[Deal] = []
    of_party: dict[int, dict[int, Deal]] = {}
    latest = -RECENT - 1
    worded = {rd.doc.sentence_of(word) for word, _, frame in rd.cast.scene.hits["deals"] if frame in rd.lex.pacts}
    reported = {claim.sentence for claim in claims if claim.rule.agreement}
    houses = _houses(rd, claims)
    for claim in _apart(rd, claims):
        if claim.pair and rd.lex.plain and latest < claim.sentence:
            _name_pair(rd, claim, here=True)
        if claim.pair and claim.sentence - latest > RECENT:
            _name_pair(rd, claim, here=bool(found) and rd.lex.syllabic)
        if claim.pair and rd.lex.syllabic:
            _name_two(rd, claim, found)
        if claim.pair and claim.rule.agreement and not found:
            _name_partners(rd, claim, claims)
        if claim.pair and found:
            _name_again(rd, claim, found[-1])
        # "the agreement that founds the consortium, whose members are X, Y and Z, was signed"
        founded = claim.sentence in worded - reported and tells_signing(rd, claim.sentence)
        founded = founded and len({n for numbers in claim.slots.values() for n in numbers}) > 2
        told = claim.rule.agreement or ((founded or not claim.rule.loose) and _partners(claim))
        if claim.pair or not told:
            continue
        if not (claim.rule.agreement or claim.sentence in worded or _announced(rd, claim)):
            continue
        if not claim.rule.agreement and _of_others(claims, claim):
            continue
        named = {n for numbers in claim.slots.values() for n in numbers}
        parties = sorted(n for n in named if may_sign(rd, n, len(named) > 2))
        if len(parties) < 2:
            continue
        shared = {number: deal for party in parties for number, deal in of_party.get(party, {}).items()}
        deal = _same_deal(rd, [shared[number] for number in sorted(shared)], claim, parties, houses)
        if deal is None:
            deal = Deal(parties, [], number=len(found))
            found.append(deal)
        deal.claims.append(claim)
        latest = claim.sentence
        for party in deal.parties:
            of_party.setdefault(party, {})[deal.number] = deal
    found += _signed_later(rd, claims, found)
    for deal in found:
        # Members of a body of partners that are told behind the sentence in which its deal is.
        for claim in claims:
            if claim.rule.id == deal.claims[0].rule.id and not claim.rule.agreement and not claim.pair:
                named = {n for numbers in claim.slots.values() for n in numbers}
                if named > set(deal.parties):
                    deal.parties = sorted(n for n in named if may_sign(rd, n, True))
    later = told_elsewhere(rd, found, claims)
    for deal in found:
        _settle(rd, deal, later.get(deal.number, []))
    if found:
        _ended(rd, found, claims)
        _over_since(rd, found)
        _contents(rd, found, claims)
    return found


def _apart(rd: Reader, claims: list[Claim]) -> list[Claim]:
    """The claims, those parted that tell of a deal of one party with each of others: "agreements with X and with Y",
    or of as many papers as of partners: ``hai bản ghi nhớ với X và Y``.
    """
    papers = {word: rd.lex.numerals.get(rd.doc.lower[word - 1], 0) for word, _, frame in rd.cast.scene.hits["deals"]
              if word and frame in rd.lex.pacts}  # fmt: skip
    apart: set[frozenset[int]] = set()
    sides: dict[int, tuple[list[int], list[int]]] = {}
    for number, claim in enumerate(claims):
        one, many = sorted((claim.slots.get("A", []), claim.slots.get("B", [])), key=len)
        if not claim.rule.agreement or len(one) != 1 or len(many) < 2:
            continue
        sides[number] = one, many
        first, last = rd.doc.sentences[claim.sentence]
        plural = any(kind == "several" for _, _, kind in within(rd.cast.scene.hits["scope"], claim.first, claim.last))
        if plural or any(first <= word < last and told == len(many) for word, told in papers.items()):
            apart.add(frozenset((*one, *many)))
    found: list[Claim] = []
    for number, claim in enumerate(claims):
        one, many = sides.get(number, ([], []))
        if frozenset((*one, *many)) not in apart:
            found.append(claim)
            continue
        # What is told of each stands behind its name: "one with X in May and one with Y in June".
        first, last = rd.doc.sentences[claim.sentence]
        ends = {n.entity: n.last - 1 for n in rd.cast.names if first <= n.first < last}
        parts = ((other, ends.get(other, claim.trigger)) for other in many)
        found += [replace(claim, slots={"A": one, "B": [other]}, trigger=end) for other, end in parts]
    return found


def _signed_later(rd: Reader, claims: list[Claim], found: list[Deal]) -> list[Deal]:
    """The cooperation last told of before a sentence that only says that it was signed: "The agreement was signed"."""
    if found and rd.lex.syllabic:
        return []
    said: dict[int, dict[int, int]] = {}
    for word, _, frame in rd.cast.scene.hits["deals"]:
        if frame in rd.lex.pacts:
            said.setdefault(rd.doc.sentence_of(word), {})[frame] = word
    doubted = {rd.doc.sentence_of(word) for word, _, kind in rd.cues if kind in DOUBTS}
    told = {c.sentence for deal in found for c in deal.claims}
    papers = {rd.doc.sentence_of(word) for word, _, kind in rd.cast.scene.hits["scope"] if kind == "scope"}
    strict = not (rd.lex.articled or rd.lex.trailing_nouns)
    if strict:
        doubted |= {rd.doc.sentence_of(n.first) for n in rd.cast.names if n.type in INSTITUTIONS}
    signs = {n for n, frames in said.items() if len(frames) > 1 or (n in papers and frames.keys() & rd.lex.signs)}
    for number in sorted(signs - doubted - told):
        near = [c for c in claims if 0 < number - c.sentence <= RECENT and (_partners(c) or _sells(rd, c))]
        if not near and rd.lex.plain:
            # The only partners told of so far, further back.
            near = [c for c in claims if 0 < number - c.sentence <= _FAR and _partners(c) and not c.pair]
            near = near if len({frozenset(n for ns in c.slots.values() for n in ns) for c in near}) == 1 else []
        if not near or near[-1].sentence in told or near[-1].status not in (None, "planned"):
            continue
        parties = sorted({n for numbers in near[-1].slots.values() for n in numbers if may_sign(rd, n)})
        # A sentence that names others tells of another deal.
        if len(parties) > 1 and not others(rd, frameset(rd.lex.code), number, set(parties)):
            word = max(said[number].values())
            report = replace(near[-1], status="planned" if is_planned(rd, word) else "signed")
            later = replace(report, sentence=number, trigger=word)
            if number - report.sentence > RECENT:
                return [Deal(parties, [later], number=len(found))]
            # The day on which they were told to work together is not that of signing.
            before = near[-1] if report.status == "signed" else report
            reports = [before, later] if date_of(rd, later) is not None else [report]
            return [Deal(parties, reports, number=len(found))]
    return []


def _name_pair(rd: Reader, claim: Claim, *, here: bool) -> None:
    """Take "both institutions" for the two that its sentence names, or it and the one before, where no deal was told of
    so far; ``here``: the one before is not asked.
    """
    first, _ = rd.doc.sentences[claim.sentence]
    meant = [n for n in rd.cast.pairs if claim.first <= n.first < claim.last]
    if any(rd.lex.numerals.get(rd.doc.lower[k], 2) != 2 for n in meant for k in range(n.first, n.last)):
        return
    if any(n.kind == "both" for n in meant):
        told = two_of(rd, frameset(rd.lex.code), claim.sentence - 1, visit=False) if claim.sentence else None
        if told is not None and not here:
            claim.pair = False
            claim.stand_for([n.entity for n in told])
        return
    known = [n for n in (*rd.cast.names, *rd.cast.anaphors) if n.type in INSTITUTIONS]
    before = [n for n in known if meant and first <= n.first < meant[0].first]
    if len({n.entity for n in before}) < 2 and claim.sentence and not here:
        start, _ = rd.doc.sentences[claim.sentence - 1]
        before = [n for n in known if meant and start <= n.first < meant[0].first]
    named = list(dict.fromkeys(n.entity for n in before))
    if len(named) == 2:
        claim.pair = False
        claim.stand_for(named)


def _name_two(rd: Reader, claim: Claim, found: list[Deal]) -> None:
    """Take ``hai bệnh viện`` that do something for the last two hospitals spoken of, where just two are in the nearest
    sentences that have two, and these are not the parties of the deal told before.
    """
    pair = next((n for n in rd.cast.pairs if claim.first <= n.first < claim.last), None)
    kind = rd.lex.noun_types.get(" ".join(rd.doc.lower[pair.first + 1 : pair.last]), "") if pair is not None else ""
    if pair is None or not kind or rd.lex.numerals.get(rd.doc.lower[pair.first]) != 2:
        return
    acts = match_compound(rd.lex.resumes, rd.doc.lower, pair.last, len(rd.doc.lower)) > 0
    if not acts or (found and all(akin(rd.cast.things[n].type, kind) for n in found[-1].parties)):
        return
    known = [n for n in (*rd.cast.names, *rd.cast.anaphors) if n.first < pair.first and akin(n.type, kind)]
    for back in range(_FAR):
        start, _ = rd.doc.sentences[max(0, claim.sentence - back)]
        named = list(dict.fromkeys(n.entity for n in known if n.first >= start))
        if len(named) > 1:
            if len(named) == 2:
                claim.pair = False
                claim.stand_for(named)
            return


def _name_partners(rd: Reader, claim: Claim, claims: list[Claim]) -> None:
    """Take "both hospitals" that signed for the only two who were said to work together before, or else for the two
    whom the headline names.

    Not in a sentence that names another: it may be about that one.
    """
    before = [c for c in claims if _partners(c) and not c.pair and claim.sentence - _FAR <= c.sentence < claim.sentence]
    told = {frozenset(n for numbers in c.slots.values() for n in numbers) for c in before}
    first, last = rd.doc.sentences[claim.sentence]
    here = {n.entity for n in rd.cast.names if first <= n.first < last and n.type in INSTITUTIONS}
    named = sorted(*told) if len(told) == 1 else []
    if not told and rd.doc.titles:
        end = rd.doc.sentences[rd.doc.titles - 1][1]
        named = sorted({n.entity for n in rd.cast.names if n.first < end and n.type in INSTITUTIONS})
    if len(named) == 2 and here <= set(named):
        claim.pair = False
        claim.stand_for(named)


def _partners(claim: Claim) -> bool:
    return any(y.predicate == "PARTNERS_WITH" for y in claim.rule.yields)


def _of_others(claims: list[Claim], claim: Claim) -> bool:
    """Whether the deal of which a sentence speaks is one that only one of two who cooperate has, with somebody else."""
    named = {n for numbers in claim.slots.values() for n in numbers}
    deals = [c for c in claims if c.sentence == claim.sentence and c.rule.agreement and not c.pair]
    sides = [{n for numbers in c.slots.values() for n in numbers} for c in deals]
    return len(named) == 2 and any(sides) and all(len(named & side) == 1 for side in sides)


def _announced(rd: Reader, claim: Claim) -> bool:
    """Whether what partners do together is told as news: "announced a three-year collaboration with"."""
    near = within(rd.cues, max(claim.first, claim.trigger - _NEWS), claim.trigger)
    return claim.trigger >= 0 and any(kind == "announced" for _, _, kind in near)


def _sells(rd: Reader, claim: Claim) -> bool:
    """Whether a claim tells that one supplies one other, under what may be a contract of theirs."""
    one = all(len(numbers) == 1 for numbers in claim.slots.values()) and len(claim.slots) == 2
    return rd.lex.plain and one and any(y.predicate == "SUPPLIES" for y in claim.rule.yields)


def _houses(rd: Reader, claims: list[Claim]) -> set[frozenset[int]]:
    """Parts with what signs for them: a hospital and its university, or the firm behind its dash."""
    told = {(s, o) for c in claims for y, s, o in statements_of(c) if y.predicate == "PART_OF" and isinstance(o, int)}
    told = {pair for pair in told if rd.cast.things[pair[1]].type not in ("Government", "Organization")}
    ends = {n.last: n.entity for n in rd.cast.names if n.type in INSTITUTIONS} if rd.lex.syllabic else {}
    firms = (n for n in rd.cast.names if n.type == "Company" and rd.doc.words[n.first - 1] in DASHES)
    told |= {(ends[n.first - 1], n.entity) for n in firms if n.first - 1 in ends}
    return {frozenset(pair) for pair in told}


def _same_deal(
    rd: Reader, found: list[Deal], claim: Claim, parties: list[int], houses: set[frozenset[int]]
) -> Deal | None:
    for deal in found:
        if len(parties) == len(deal.parties) == 2 and frozenset({*parties} ^ {*deal.parties}) in houses:
            # "The hospital signed with X. The chairman of its university signed with X's director": one deal.
            if not _own_date(rd, claim, deal):
                return deal
        elif set(parties) == set(deal.parties):
            if not (_to_come(rd, claim, deal) or _other_year(rd, claim, deal)):
                return deal
        elif set(parties) < set(deal.parties) and not _own_date(rd, claim, deal):
            return deal
        if set(parties) > set(deal.parties) and not _own_date(rd, claim, deal):
            deal.parties = parties
            return deal
    return None


def _to_come(rd: Reader, claim: Claim, deal: Deal) -> bool:
    """Whether one of a claim and a deal of the same parties was signed on a day, and the other is only to be signed."""
    told = {c.status == "planned" for c in deal.claims}
    signs = {claim.trigger, *(c.trigger for c in deal.claims)} <= {
        word for word, _, frame in rd.cast.scene.hits["deals"] if frame in rd.lex.signs
    }
    dated = any(date_of(rd, c) is not None for c in (claim, *deal.claims) if c.status != "planned")
    return rd.lex.syllabic and signs and dated and told == {claim.status != "planned"}


def _name_again(rd: Reader, claim: Claim, deal: Deal) -> None:
    """Take "both hospitals" that signed in another year for the parties of the deal told before."""
    meant = (k for n in rd.cast.pairs if claim.first <= n.first < claim.last for k in range(n.first, n.last))
    counted = all(rd.lex.numerals.get(rd.doc.lower[k], len(deal.parties)) == len(deal.parties) for k in meant)
    near = claim.sentence - deal.claims[-1].sentence <= RECENT and named_in(rd, claim.sentence) <= set(deal.parties)
    if counted and near and _other_year(rd, claim, deal):
        claim.pair = False
        claim.stand_for(deal.parties)


def _other_year(rd: Reader, claim: Claim, deal: Deal) -> bool:
    """Whether a claim tells of a signing in another year than that of a deal: "they had signed one in 2019"."""
    years = [d.value[:4] for c in (claim, *deal.claims) if c.status == "signed" and (d := date_of(rd, c)) is not None]
    both = claim.status == "signed" and len(years) > 1 and all(map(str.isdigit, years))
    return rd.lex.syllabic and both and years[0] not in years[1:]


def _own_date(rd: Reader, claim: Claim, deal: Deal) -> bool:
    mine = date_of(rd, claim)
    theirs = next((d for d in (date_of(rd, c) for c in deal.claims) if d is not None), None)
    return mine is not None and theirs is not None and mine.value != theirs.value


def settled(statuses: list[str | None]) -> str | None:
    """The status that several reports in one article come to: what ended is over, a plan gives way to a fact."""
    for status in ("ended", "suspended", "signed", "announced", None):
        if status in statuses:
            return status
    return "planned"


def _may_follow(rd: Reader, weight: int, date: DateMention) -> bool:
    """Whether a day told apart from a planned deal may be its own: what was signed on a day before was another."""
    return fits(rd, date, True) and (rd.today is not None or weight != SAID)


def _settle(rd: Reader, deal: Deal, told: list[tuple[int, DateMention]]) -> None:
    """Date, status and place of a deal; ``told`` are dates of sentences that go on about it, with their weight."""
    deal.status = settled([c.status for c in deal.claims])
    if rd.lex.syllabic and deal.status in OVER:
        # What goes on behind a deal that is over is another's ceremony.
        told = []
    planned = [one for one in told if one[0] == PLANNED]
    if planned and deal.status in (None, "planned") and best_date(rd, deal, []) is None:
        told, deal.status = planned, "planned"
    else:
        told = [one for one in told if one[0] != PLANNED and (deal.status != "planned" or _may_follow(rd, *one))]
    deal.date = best_date(rd, deal, told)
    if deal.date is None and deal.status != "planned" and deal.status not in OVER:
        deal.date = date_before(rd, deal)
    deal.sentences += [claim.sentence for claim in deal.claims]
    held = [rd.doc.sentence_of(rd.doc.word_at(date.start)) for weight, date in told if weight == CEREMONY]
    for number in [*deal.sentences, *held]:
        first, last = rd.doc.sentences[number]
        for name in (n for t in rd.cast.things if t.type == "Place" for n in t.names if n.kind != HELD):
            if deal.place is None and first < name.first < last and rd.doc.lower[name.first - 1] in rd.lex.locatives:
                before = rd.marks.get(name.first - 2)
                dated = before is not None and before[1] == "date" and number in held
                # "with hospitals in Japan": where others are, and nothing was signed.
                others = rd.doc.lower[name.first - 2] in rd.lex.plurals
                # "to let students go on with their studies in Morocco": where nothing was signed.
                words = [name.first - c.trigger for c in deal.claims if c.sentence == number]
                near = not rd.lex.articled or number in held or any(abs(far) <= _PLACED for far in words)
                # "the clinic, in Leeds, and the university signed": where one of them is.
                aside = rd.doc.lower[name.first - 2] == "," and max(words, default=0) < 0
                theirs = _follows_institution(rd, name.first - 1 - aside)
                if near and (before is None or dated) and not others and not theirs:
                    deal.place = name.entity


def _follows_institution(rd: Reader, word: int) -> bool:
    return any(
        end == word and kind not in ("date", "role", "pair", "Place", "Country") for end, kind, _ in _near(rd, word)
    )


def _near(rd: Reader, word: int) -> list[tuple[int, str, object]]:
    return [rd.marks[k] for k in range(max(0, word - 12), word) if k in rd.marks]


def _ended(rd: Reader, found: list[Deal], claims: list[Claim]) -> None:
    """What "both parties" are said to have signed or ended, told of the deal spoken of last."""
    for claim in claims:
        meant = [d for d in found if d.claims[0].sentence <= claim.sentence]
        if claim.pair and claim.status in OVER:
            (meant or found)[-1].status = claim.status
        elif claim.pair and claim.rule.agreement:
            if not meant and found[0].claims[0].sentence - claim.sentence > RECENT:
                continue
            deal = (meant or found)[-1]
            date = date_of(rd, claim)
            if rd.lex.syllabic and _again(rd, deal, claim, date):
                # "Two years later both signed again".
                found.append(replace(deal, claims=[claim], date=None, place=None, fields={}, sentences=[],
                                     status=claim.status, number=len(found)))  # fmt: skip
                deal = found[-1]
            deal.sentences.append(claim.sentence)
            if date is not None and len(date.value) > len(deal.date or ""):
                deal.date = date.value
            deal.status = deal.status or claim.status


def _over_since(rd: Reader, found: list[Deal]) -> None:
    """What is told of "the contract" to be over or suspended, put to the deal told last: ``Hợp đồng đã chấm dứt``."""
    bridging = frameset(rd.lex.code).bridging if rd.lex.syllabic else frozenset()
    for word, _, kind in rd.cues if bridging else ():
        first, last = rd.doc.sentences[number := rd.doc.sentence_of(word)]
        nouns = [k for k in range(max(first, word - _NOUN), word) if phrase_at(bridging, rd.doc.lower, k)]
        told = [d for d in found if 0 <= number - d.claims[-1].sentence <= RECENT and d.claims[-1].first < word]
        if kind not in OVER or not (nouns and told and all(w.isalpha() for w in rd.doc.words[nouns[-1] : word])):
            continue
        deal = max(told, key=lambda d: d.claims[-1].sentence)
        doubted = any(k in DOUBTS or k == "planned" for _, _, k in within(rd.cues, first, word))
        named = {n.entity for n in rd.cast.names if nouns[-1] < n.first < last and n.type in INSTITUTIONS}
        if not doubted and named <= set(deal.parties) and deal.status != "planned":
            deal.status = kind
            for claim in deal.claims:
                claim.status = kind


def _again(rd: Reader, deal: Deal, claim: Claim, date: DateMention | None) -> bool:
    """Whether both parties of a deal are told to have signed on another day than that on which they signed it."""
    dated = [(c, d) for c in deal.claims if (d := date_of(rd, c)) is not None]
    if dated and all(of_its_news(rd, c, d) for c, d in dated):
        # "On 9 June X announced that it had signed with Y. Both signed on 5 June": one deal.
        deal.date = None
    days = date is not None and deal.date is not None and date.precision == "day" and len(deal.date) in (7, 10)
    apart = days and date is not None and deal.date is not None and date.value[-5:] != deal.date[-5:]
    return apart and claim.status != "planned" and deal.status not in ("planned", "ended")


def _contents(rd: Reader, found: list[Deal], claims: list[Claim]) -> None:
    """The fields of each deal, by the sentences that tell it and those that go on about it."""
    for deal in found:
        for number in deal.sentences:
            _count(rd, deal, number)
    about = _about(rd, found)
    for claim in claims:
        # "X and Y will cooperate in cardiology. Both signed a memorandum": one deal.
        near = (n for n, deal in enumerate(found) if any(0 < c.sentence - claim.sentence <= 1 for c in deal.claims))
        if _partners(claim) and claim.sentence not in about and (which := next(near, None)) is not None:
            named = {n for numbers in claim.slots.values() for n in numbers}
            if named == set(found[which].parties):
                about[claim.sentence] = which
    for number, which in about.items():
        _count(rd, found[which], number)


def _about(rd: Reader, found: list[Deal]) -> dict[int, int]:
    """Which deal a sentence is about, of those that report one or say what one holds and of those tied to these.

    Tied are the headline, the next sentence of the same paragraph unless it names somebody else or denies something,
    and the items of a list.
    """
    about = {number: which for which, deal in reversed(list(enumerate(found))) for number in deal.sentences}
    scope = {rd.doc.sentence_of(first) for first, _, kind in rd.cast.scene.hits["scope"] if kind == "scope"}
    scope |= {rd.doc.sentence_of(n.first) for n in rd.cast.pairs}
    told = sorted((c.sentence, -n) for n, deal in enumerate(found) for c in deal.claims)
    for number in sorted(scope):
        # What a sentence tells belongs to the deal told of last before it, or to the article's first.
        before = bisect_right(told, (number, 0))
        named = named_in(rd, number)
        fitting = [one for one in told[:before] if named and named <= set(found[-one[1]].parties)]
        at, which = (fitting or told[:before] or [(told[0][0], 0)])[-1] if told else (number, 0)
        if rd.lex.plain and named and named.isdisjoint(found[-which].parties):
            # An item of a round-up about others.
            continue
        if number - at <= _FAR and (at - number <= RECENT or not rd.lex.syllabic):
            about.setdefault(number, -which)
    paragraph = paragraphs(rd.doc)
    for number, which in sorted(about.items()):
        behind = number + 1
        if behind < len(paragraph) and paragraph[behind] == paragraph[number]:
            # "Under the first the parties will ... With X, Y will": that is the other deal.
            named = named_in(rd, behind)
            which = next((n for n, deal in enumerate(found) if named == set(deal.parties)), which)
            if _goes_on(rd, behind, found[which]):
                about.setdefault(behind, which)
    for item, opening in openings(rd.doc).items():
        number = item
        while opening in about and number < len(paragraph) and paragraph[number] == paragraph[item]:
            about.setdefault(number, about[opening])
            number += 1
    return dict.fromkeys(range(rd.doc.titles), 0) | about


def _goes_on(rd: Reader, number: int, deal: Deal) -> bool:
    """Whether a sentence may go on about a deal: it names no other institution, and denies or doubts nothing."""
    return named_in(rd, number) <= set(deal.parties) and not undone(rd, number)


def _count(rd: Reader, deal: Deal, number: int) -> None:
    first, last = rd.doc.sentences[number]
    for i, j, code in within(rd.fields, first, last):
        if j <= last and not _in_name(rd, i):
            deal.fields.setdefault(code, set()).add(number)


def _in_name(rd: Reader, word: int) -> bool:
    return any(
        k <= word < rd.marks[k][0] and rd.marks[k][1] not in ("role", "date")
        for k in range(max(0, word - 12), word + 1)
        if k in rd.marks
    )
