"""On which day a deal was signed, or will be: what its sentences and those around them tell."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.deals.frameset import frameset
from loaders.deals.series import announcement, one_of_several, tells, tells_signing
from loaders.relations.claims import Claim, Reader, mentions, within
from loaders.relations.strangers import stranger
from loaders.text.dates import DateMention
from loaders.text.lexicon import INSTITUTIONS, match_compound, phrase_at
from loaders.text.lists import paragraphs
from loaders.text.scene import VOICES

# Sentences after a report of a deal in which a signing means that of it.
RECENT = 5
# Words between the words of a claim, or of signing, and the date of that.
_NEAR = 12
_BESIDE = 8
# ... between "signed" and the date of that.
_SIGNED_ON = 1
# ... between "after" and "signing", a word between them.
_AFTER = 2
# ... and more than those.
_FAR = 2 * RECENT
# Words of a noun for what is signed.
_PAPER = 3
# Sentences before a report of a deal in which the day may be told.
_BACK = 2
_BESIDES, PLANNED, SAID, _SIGNED, CEREMONY = range(5)
"""How far a date may be trusted to be that of the signing, by where it is told."""
OVER = ("ended", "suspended")
"""What a deal is that is no longer in force."""
_PRECISION = {"day": 3, "month": 2, "year": 1}


@dataclass(slots=True)
class Deal:
    """One agreement as an article reports it, in ``sentences``; ``parties`` and ``place`` are numbers of things.

    ``fields`` are codes with the sentences that name them.
    """

    parties: list[int]
    claims: list[Claim]
    date: str | None = None
    place: int | None = None
    status: str | None = None
    fields: dict[str, set[int]] = field(default_factory=dict)
    sentences: list[int] = field(default_factory=list)
    number: int = 0


def may_sign(rd: Reader, number: int, listed: bool = False) -> bool:
    """Whether a thing may be a party to a deal; ``listed`` with others, it need not be known to be an institution."""
    kind = rd.cast.things[number].type
    known = listed or not stranger(rd, "PARTNERS_WITH", number, object_=False)
    return kind not in ("Person", "Place", "Programme") and known


def is_planned(rd: Reader, word: int) -> bool:
    """Whether the words before a word of signing put it off: "the agreement will be"."""
    first, _ = rd.doc.sentences[rd.doc.sentence_of(word)]
    return any(kind == "planned" for _, _, kind in within(rd.cues, max(word - _BESIDE, first), word))


def date_of(rd: Reader, claim: Claim) -> DateMention | None:
    """The date that a claim's sentence gives to it: the most precise one, a bare year only beside the claim's words."""
    first, last = rd.doc.sentences[claim.sentence]
    start = rd.doc.starts[claim.first if claim.trigger < 0 else claim.trigger]
    until = min(last, max(claim.last, claim.trigger) + _BESIDE)
    beside = (rd.doc.starts[max(first, claim.first - _BESIDE)], rd.doc.ends[until - 1])
    fronted = rd.doc.ends[first]
    near = [
        d
        for d in _signing_dates(rd, claim.sentence, claim.trigger)
        if (d.precision != "year" or beside[0] <= d.start < beside[1] or d.start <= fronted + 1)
        and fits(rd, d, claim.status == "planned")
    ]
    if rd.lex.syllabic:
        near = [d for d in near if not _of_another(rd, claim, d)]
    # "under a deal signed in 2022": that is its date, whatever else happened when.
    # ... and so is "a protocol of 2020" one of that year.
    dated = rd.lex.pacts if rd.lex.plain else rd.lex.signs
    signed = [last for word, last, frame in rd.cast.scene.hits["deals"] if frame in dated and first <= word]
    told = [d for d in near if any(0 <= rd.doc.word_at(d.start) - end <= _SIGNED_ON for end in signed)]
    near = told if len(told) == 1 else near
    if claim.under and claim.status is None and not tells_signing(rd, claim.sentence):
        # "Under a deal with X, Y opened a ward on 5 May": that day is none of the deal.
        near = [d for d in near if d in told or _within_phrase(rd, claim.trigger, d)]
    if claim.status == "signed" and not rd.lex.syllabic:
        # "partners since 2011, they have signed"
        near = [d for d in near if d in told or not _begun(rd, d)]
    elif claim.status in OVER:
        near = [d for d in near if not _of_its_end(rd, d)]
    if claim.trigger >= 0:
        return min(near, key=lambda d: (d.precision == "year", abs(d.start - start)), default=None)
    return min(near, key=lambda d: (-_PRECISION[d.precision], abs(d.start - start)), default=None)


def _of_another(rd: Reader, claim: Claim, date: DateMention) -> bool:
    """Whether a bracket puts a date right behind the name of another: ``X ký với Y, sau Z (tháng 3)``."""
    at, end = rd.doc.word_at(date.start), rd.doc.word_at(date.end)
    if rd.doc.words[at - 1 : at] != ["("] or rd.doc.words[end : end + 1] != [")"]:
        return False
    parties = {n for numbers in claim.slots.values() for n in numbers}
    return any(n.last == at - 1 and n.type in INSTITUTIONS and n.entity not in parties for n in rd.cast.names)


def _within_phrase(rd: Reader, word: int, date: DateMention) -> bool:
    """Whether a date stands behind a word of a deal and before the comma that ends its phrase."""
    at = rd.doc.word_at(date.start)
    return word < at and "," not in rd.doc.words[word:at]


def _of_its_end(rd: Reader, date: DateMention) -> bool:
    """Whether a word of ending is nearer to a date than one of a deal, where the date stands behind it or opens the
    sentence: "ended on 15 May its contract", "in 2020 X ended its contract".
    """
    at = rd.doc.word_at(date.start)
    first, last = rd.doc.sentences[rd.doc.sentence_of(at)]
    told = [(word, end) for word, end, _ in rd.cast.scene.hits["deals"] if first <= word < at]
    over = [(word, end) for word, end, kind in within(rd.cues, first, last) if kind in OVER]
    before = max((end for word, end in over if word < at), default=0)
    if before or at - first > _SIGNED_ON or not rd.lex.syllabic:
        return before > max((end for _, end in told), default=0)
    signed = [(word, end) for word, end, frame in rd.cast.scene.hits["deals"] if frame in rd.lex.pacts and word >= at]
    return min(over, default=(last, last)) < min(signed, default=(last, last))


def _beside_point(rd: Reader, date: DateMention, word: int) -> bool:
    """Whether a date before a word of signing only tells when its subject did something else: "X, which opened in May,
    has signed".
    """
    at = rd.doc.word_at(date.start)
    if at > word or "," not in rd.doc.words[at:word] or _begun(rd, date):
        return False
    first, _ = rd.doc.sentences[rd.doc.sentence_of(at)]
    opens = next((k for k in range(at - 1, first, -1) if rd.doc.lower[k] in rd.lex.clausal), 0)
    return opens > 0 and rd.doc.words[opens - 1] == ","


def _dates_in(rd: Reader, sentence: int) -> Iterator[DateMention]:
    """The dates that a sentence tells."""
    first, last = rd.doc.sentences[sentence]
    low, high = rd.doc.starts[first], rd.doc.ends[last - 1]
    return (d for d in rd.dates if low <= d.start < high)


def _days_in(rd: Reader, sentence: int) -> list[DateMention]:
    """The days that a sentence tells of what was done."""
    return [d for d in _dates_in(rd, sentence) if d.precision == "day" and fits(rd, d)]


def _signing_dates(rd: Reader, sentence: int, word: int) -> Iterator[DateMention]:
    """Those of them that may be of a signing told at a word; "valid until" leads to none, "since" to a year.

    "Opened in May, a year after signing": May is that of what came later.
    """
    deals = rd.cast.scene.hits["deals"]
    signed = {last for _, last, frame in deals if frame in rd.lex.signs}
    # "protocolul din 5 februarie"
    signed |= {last for _, last, frame in deals if frame in rd.lex.pacts} if rd.lex.plain else set()
    led = {
        end: kind
        for first, end, kind in rd.cast.scene.hits["scope"]
        # "signed since 14 June 2024": on that day; "will sign by 30 June": then at the latest.
        if (kind == "later" and not (first in signed and is_planned(rd, first)))
        or (kind == "since" and signed.isdisjoint(range(first - _SIGNED_ON, first + 1)))
    }
    scope = rd.cast.scene.hits["scope"]
    after = [k for k, end, kind in scope if kind == "later" and end <= word <= k + _AFTER]
    begin = rd.doc.starts[max(after, default=0)]
    lead = ((d, led.get(rd.doc.word_at(d.start))) for d in _dates_in(rd, sentence) if d.start >= begin)
    told = (d for d, kind in lead if kind is None or (kind == "since" and _begins(rd, word, d)))
    return (d for d in told if word < 0 or not _beside_point(rd, d, word))


def _begins(rd: Reader, word: int, date: DateMention) -> bool:
    """Whether "since" leads to when a deal at a word began: to a year, or to a month in its own phrase: "has had an
    agreement with X since March 2021".
    """
    return date.precision == "year" or (date.precision == "month" and word >= 0 and _within_phrase(rd, word, date))


def fits(rd: Reader, date: DateMention, planned: bool = False) -> bool:
    """Whether what was done is dated up to the article's own date, and what is planned from it on, as far as told."""
    if rd.today is None:
        return True
    value, today = date.value[: len(rd.today)], rd.today[: len(date.value)]
    return value >= today or value[0] == "-" if planned else value <= today


def date_before(rd: Reader, deal: Deal) -> str | None:
    """The day on which the sentences right before the first report of a deal put what one of its parties did.

    A deal of the headline is of the day that the first sentence tells, one "at the same event" of the last told before,
    one of several of that on which they were signed.
    """
    number = deal.claims[0].sentence
    if (day := _same_occasion(rd, number) or _of_several(rd, number)) is not None:
        return day
    if rd.lex.syllabic and number > rd.doc.titles and not any(_dates_in(rd, number - 1)):
        # "A signing was part of the day. X and Y signed".
        day = _same_occasion(rd, number - 1)
        if day is not None:
            return day
    if tells(rd, number, "apart"):
        # "A day before, they had signed".
        return None
    first, last = rd.doc.sentences[number]
    names = [n for party in deal.parties for n in rd.cast.things[party].names]
    # "Since July, under its deal with X, it has ...": that day is told, and it is none of signing.
    dated = any(d.precision != "year" for d in _dates_in(rd, number))
    # "X received a delegation of Y on Monday. Both sides signed": they did so then.
    named = rd.lex.syllabic or not any(first <= n.first < last for n in names)
    back = 0 if dated or not named else _BACK if rd.lex.syllabic else 1
    near = range(number - 1, max(-1, number - 1 - back), -1)
    opening = range(rd.doc.titles, len(rd.doc.sentences))[:1]
    for sentence in opening if number < rd.doc.titles else near:
        first, last = rd.doc.sentences[sentence]
        days = [d for d in _days_in(rd, sentence) if not _since(rd, d)]
        if len(days) == 1 and any(first <= n.first < last for n in names):
            return days[0].value
    told = (_scene_set(rd, claim.sentence) for claim in deal.claims if rd.lex.articled)
    return next((day for day in told if day is not None), None)


def _scene_set(rd: Reader, number: int) -> str | None:
    """The day that the sentence before a report of a deal begins with, where it only sets the scene: "On Saturday,
    before a hundred guests, a new page was turned."
    """
    before = number - 1
    paragraph = paragraphs(rd.doc)
    dated = any(d.precision != "year" for d in _dates_in(rd, number))
    if dated or before < rd.doc.titles or paragraph[before] != paragraph[number]:
        return None
    first, last = rd.doc.sentences[before]
    told = (*rd.cast.names, *(n for n in rd.cast.anaphors if n.kind not in VOICES))
    if any(first <= n.first < last and n.type in INSTITUTIONS for n in told):
        return None
    days = _days_in(rd, before)
    # "There was joy this Friday in our chapel."
    opens = days and rd.doc.word_at(days[0].start) - first <= _SIGNED_ON
    opens = opens or match_compound(rd.lex.expletives, rd.doc.lower, first, last) > 0
    return days[0].value if len(days) == 1 and opens else None


def _same_occasion(rd: Reader, number: int) -> str | None:
    """The last day told before a sentence that goes on about it: "at the same event"."""
    if not tells(rd, number, "occasion"):
        return None
    begin = rd.doc.starts[rd.doc.sentences[number][0]]
    told = [d for d in rd.dates if d.precision == "day" and d.start < begin and fits(rd, d)]
    return told[-1].value if told else None


def _of_several(rd: Reader, number: int) -> str | None:
    """The day of several deals of which a sentence tells one: "Two deals were signed on Monday. The first is X's"."""
    if not one_of_several(rd, frameset(rd.lex.code), *rd.doc.sentences[number]):
        return None
    before = announcement(rd, number)
    if before is None:
        return None
    days = _days_in(rd, before)
    return days[0].value if len(days) == 1 else _same_occasion(rd, before)


def told_elsewhere(rd: Reader, found: list[Deal], claims: list[Claim]) -> dict[int, list[tuple[int, DateMention]]]:
    """Dates of deals from sentences that go on about them without their parties: "the agreement was signed on"."""
    told: dict[int, list[tuple[int, DateMention]]] = {}
    if not found:
        return told
    own = {c.sentence for deal in found for c in deal.claims}
    deals = {deal.number: deal for deal in found}
    reports = sorted((c.sentence, deal.number) for deal in found for c in deal.claims)
    ceremonies = {first for first, _, kind in rd.cast.scene.hits["scope"] if kind in ("ceremony", "occasion")}
    held = [(first, last, None) for first, last, kind in rd.cast.scene.hits["scope"] if kind == "ceremony"]
    held += _dated_papers(rd) if rd.lex.syllabic else []
    for word, last, frame in [*rd.cast.scene.hits["deals"], *held]:
        number = rd.doc.sentence_of(word)
        ceremony = any(k in ceremonies for k in range(word - 1, last))
        if (frame is not None and frame < 0) or (number in own and not ceremony and frame not in rd.lex.signs):
            continue
        if frame in rd.lex.plans:
            # "On 5 May it opened a ward, renovated in a project": a project is no deal.
            continue
        if rd.lex.syllabic and rd.cast.scene.heads.get(word, (0, None))[0] == last:
            # "Theo chương trình, ngày 11/10": a programme is no deal.
            continue
        before = bisect_right(reports, (number, len(found)))
        at, which = reports[before - 1] if before else reports[0]
        if 0 < number - at <= RECENT and _left(rd, at, number, deals[which]):
            # "X and Y renewed their pact on Monday. Z has picked W. The contract was awarded on Tuesday": another's.
            continue
        denied = within(rd.cues, max(word - _BESIDE, 0), word) if rd.lex.syllabic else ()
        if any(kind == "negation" for _, _, kind in denied):
            continue
        if not rd.lex.syllabic and _of_others(rd, number, deals[which]):
            # "Under a protocol of 5 May X gets beds of Y. For X signed A, for Y B": of the deal told next.
            at, which = next((one for one in reports[before:] if not _of_others(rd, number, deals[one[1]])), (-_FAR, 0))
        planned = not ceremony and is_planned(rd, word)
        date = _date_near(rd, number, word, planned)
        if date is not None and abs(number - at) <= RECENT:
            weight = CEREMONY if ceremony else PLANNED if planned else _SIGNED if before else SAID
            # "It approved a contract with X and one with Y. Both will be signed in May".
            alike = (n for s, n in reports if s == at and (rd.lex.syllabic or _alike(deals[n], deals[which])))
            listed = {which, *(alike if before or rd.lex.syllabic else ())}
            for one in sorted(listed):
                told.setdefault(one, []).append((weight, date))
    # "X and Y launched a programme on Thursday": what the parties are said to do besides.
    for claim in claims:
        parties = {n for numbers in claim.slots.values() for n in numbers if may_sign(rd, n)}
        for deal in found if len(parties) > 1 and not claim.rule.agreement and not claim.pair else ():
            date = date_of(rd, claim) if parties <= set(deal.parties) else None
            if date is None or any(
                c.sentence == claim.sentence and _beside_point(rd, date, c.trigger) for c in deal.claims
            ):
                continue
            if abs(claim.sentence - deal.claims[0].sentence) <= RECENT:
                told.setdefault(deal.number, []).append((_BESIDES, date))
    return told


def _alike(deal: Deal, other: Deal) -> bool:
    """Whether two deals were told in one breath: "contracts with X and Y"."""
    return deal is other or any(
        c.sentence == d.sentence and c.rule is d.rule and c.slots.get("A") == d.slots.get("A")
        for c in deal.claims
        for d in other.claims
    )


def _left(rd: Reader, at: int, number: int, deal: Deal) -> bool:
    """Whether the last sentence between two that names institutions names no party of a deal."""
    told = (mentions(rd, between) for between in range(number - 1, at, -1))
    named = {n.entity for n in next(filter(None, told), ())}
    return bool(named) and named.isdisjoint(deal.parties)


def _dated_papers(rd: Reader) -> list[tuple[int, int, None]]:
    """Nouns for what was signed that a day stands right behind, and nobody whose it is: ``Theo văn bản ngày 5/6``."""
    nouns, lower = frameset(rd.lex.code).bridging, rd.doc.lower
    found: list[tuple[int, int, None]] = []
    for date in rd.dates:
        at, end = rd.doc.word_at(date.start), rd.doc.word_at(date.end)
        whose = end < len(lower) and lower[end] in rd.lex.of
        told = any(k + phrase_at(nouns, lower, k) == at for k in range(max(0, at - _PAPER), at))
        if date.precision == "day" and told and not whose:
            found.append((at - 1, at, None))
    return found


def _of_others(rd: Reader, number: int, deal: Deal) -> bool:
    """Whether a sentence is about another deal: it names institutions and none of them is a party, or it counts others
    than it has; where a venue may be all that is named, it tells with whom else a deal was.
    """
    first, last = rd.doc.sentences[number]
    told = (n for n in (*rd.cast.names, *rd.cast.anaphors) if first <= n.first < last)
    named = [n for n in told if n.type in INSTITUTIONS | {""}]
    counted = (n for n in rd.cast.pairs if first <= n.first < last)
    sides = {rd.lex.numerals.get(rd.doc.lower[k], len(deal.parties)) for n in counted for k in range(n.first, n.last)}
    if not rd.lex.plain:
        named = [n for n in named if not rd.lex.escorts.isdisjoint(rd.doc.lower[max(first, n.first - 2) : n.first])]
    others = {n.entity for n in named if n.type or not rd.lex.plain}
    # "The collaboration, finalised on 30 April, lets the two companies work with X": it is theirs.
    mine = bool(sides) or not others.isdisjoint(deal.parties)
    return (bool(others) and not mine) or not sides <= {len(deal.parties)}


def _date_near(rd: Reader, number: int, word: int, planned: bool) -> DateMention | None:
    """The most precise date of a sentence near a word of signing."""
    days = [d for d in _signing_dates(rd, number, word) if d.precision != "year"]
    near = [d for d in days if len(days) == 1 or abs(rd.doc.word_at(d.start) - word) <= _NEAR]
    near = [d for d in near if fits(rd, d, planned)]
    return max(near, key=lambda d: _PRECISION[d.precision], default=None)


def best_date(rd: Reader, deal: Deal, told: list[tuple[int, DateMention]]) -> str | None:
    """The date that the reports of a deal or the others in ``told`` give it, with their weight.

    The day on which something was said of it is none: "its owner said on Wednesday that it had signed".
    """
    own = [(c, d) for c in deal.claims if (d := date_of(rd, c)) is not None]
    own = [(c, d) for c, d in own if c.status == "announced" or not _of_speech(rd, d)]
    news = [d for c, d in own if of_its_news(rd, c, d)]
    dates = [(SAID if c.status != "signed" or d in news else _SIGNED, d) for c, d in own]
    told = [(SAID if d in news else weight, d) for weight, d in told]
    if deal.status == "signed":
        dates = [(weight, d) for weight, d in dates if weight == _SIGNED or not _begun(rd, d)]
        told = [(weight, d) for weight, d in told if weight != _BESIDES or not _begun(rd, d)]
    told = [one for one in told if not _of_speech(rd, one[1]) and all(_goes_with(one[1], d) for _, d in dates)]
    if any(d.precision == "day" and d.value[0] != "-" and _signed_on(rd, d) for _, d in dates):
        # "The ceremony of 17 November": of what the contract signed on 28 January 2022 has brought.
        told = []
    best = max(
        [*dates, *told],
        key=lambda one: (one[1].precision == "day", one[0], _PRECISION[one[1].precision]),
        default=None,
    )
    return best[1].value if best else None


def _begun(rd: Reader, date: DateMention) -> bool:
    """Whether a year is that since which there are partners, not the one in which what they signed was: "partners since
    1993".
    """
    return date.precision == "year" and (rd.lex.syllabic or _since(rd, date))


def _since(rd: Reader, date: DateMention) -> bool:
    """Whether words lead to a date since which something is so: "since", "founded on"."""
    at = rd.doc.word_at(date.start)
    return any(kind == "since" and end == at for _, end, kind in rd.cast.scene.hits["scope"])


def _of_speech(rd: Reader, date: DateMention) -> bool:
    """Whether a date is that on which something was said: "its owner said on Wednesday"."""
    at = rd.doc.word_at(date.start)
    told = any(word in rd.lex.speech for word in rd.doc.lower[max(0, at - 2) : at])
    told = told or any(kind == "announced" for _, _, kind in within(rd.cues, max(0, at - 2), at))
    # "a conclu mercredi" may be both.
    return told and not _signed_on(rd, date)


def _signed_on(rd: Reader, date: DateMention) -> bool:
    """Whether words for signing stand right before a date."""
    at = rd.doc.word_at(date.start)
    return any(0 <= at - end <= _SIGNED_ON for _, end, frame in rd.cast.scene.hits["deals"] if frame in rd.lex.signs)


def of_its_news(rd: Reader, claim: Claim, date: DateMention) -> bool:
    """Whether a date may be but the day on which it was announced that something was signed: "on Monday X announced
    that it had signed".
    """
    at = rd.doc.word_at(date.start)
    if not rd.lex.syllabic or at > claim.trigger:
        return False
    at = max((k for k in range(at, claim.trigger) if rd.doc.words[k] in ",;"), default=at)
    told = any(" ".join(rd.doc.lower[k : k + 2]) in rd.lex.speech for k in range(at, claim.trigger))
    return told or any(kind == "announced" for _, _, kind in within(rd.cues, at, claim.trigger))


def _goes_with(day: DateMention, own: DateMention) -> bool:
    """Whether a date told elsewhere may be the day of the month, or the month of the year, that a report gives."""
    if own.precision == "day":
        return True
    year, month = (day.value[:4], day.value[5:7]) if day.value[0] != "-" else ("", day.value[2:4])
    if own.precision == "month" and month != own.value[-2:]:
        return False
    return not year or own.value[0] == "-" or year == own.value[:4]
