"""From an article to what it says: entities, statements and agreements, each with its exact quote."""

from dataclasses import replace

from kg.ids import digest, fold
from kg.model import Article, Entity, Evidence, Mention, Reading, Refusal, Statement
from loaders.coreference.cast import cast
from loaders.deals.agreements import deals, settled
from loaders.deals.bridged import bridged
from loaders.deals.frames import read_frames
from loaders.deals.frameset import frameset
from loaders.deals.signing import Deal
from loaders.deals.unions import listed_together
from loaders.names.things import preferred
from loaders.relations.check import check
from loaders.relations.claims import Claim, Reader, reader, statements_of
from loaders.relations.matching import read_claims
from loaders.relations.seats import bodies, seats, vacated
from loaders.relations.strangers import acquaint, stranger
from loaders.relations.towned import name_towns
from loaders.relations.trail import Trail, silence, unmade
from loaders.rules.ruleset import rules
from loaders.text.cleaning import CleanText, clean
from loaders.text.dates import article_date, find_dates
from loaders.text.document import Document, document
from loaders.text.lexicon import INSTITUTIONS, lexicon
from loaders.text.sentences import sentences
from schemas.confidence import confidence
from schemas.languages import UNMARKED, language, languages

_QUOTE = 900
# Of the letters of a text with marks on them every 17th has one; of one written without, a few in names.
_MARKED = 100


def extract(article: Article, *, without: frozenset[str] = frozenset(), trail: Trail | None = None) -> Reading:
    """Read one article. An article in a language without a language file is returned with nothing read.

    The rules whose ids are in ``without`` are switched off; ``trail``, if given, is filled with how it was read.

    >>> extract(Article("a", "a", "Nothing here.", "v", language="en")).statements
    ()
    """
    if article.language not in languages():
        return Reading(article)
    code = _written(article.raw, article.language)
    lang, lex = language(code), lexicon(code)
    text = clean(article.raw, lang)
    doc = document(text, sentences(text, lang), lex.apart, lex.capitals)
    if not doc.words:
        return Reading(article)
    anchor = article_date(text.text, lang, article.published)
    people = cast(doc, lex)
    spans = [(doc.starts[n.first], doc.ends[n.last - 1]) for n in people.names]
    # „Universitatea 1 Decembrie 1918”: no day on which anything happened.
    dates = [d for d in find_dates(text.text, lang, anchor) if not any(a <= d.start and d.end <= z for a, z in spans)]
    rd = reader(doc, lex, people, dates, anchor)
    if trail is not None:
        rd.trail, trail.reader = trail, rd
    claims, refused = read_claims(rd, rules(code), without)
    told, doubted = read_frames(rd, frameset(code), bodies(rd, claims), without)
    told += listed_together(rd, frameset(code), claims)
    told += bridged(rd, frameset(code), [*claims, *told])
    claims, refused = sorted([*claims, *told], key=lambda c: c.sentence), refused + doubted
    acquaint(rd, claims)
    found = deals(rd, claims)
    _pairs(rd, claims, found)
    name_towns(rd)
    builder = _Builder(article, rd)
    builder.claims(claims, found)
    builder.deals(found)
    builder.refused += [Refusal(r.rule, r.reason, *builder.quote(r.first, r.last)) for r in refused]
    return builder.reading()


def _written(text: str, code: str) -> str:
    """The code of an article's language, or of how it is written where the marks on its letters are left out."""
    layout = language(code).section("layout")
    marks = layout.get("letters", "") if layout.get("unmarked") else ""
    low = text.lower()
    marked = sum(low.count(letter) for letter in marks)
    return code + UNMARKED if marks and marked * _MARKED < len(text) else code


def _pairs(rd: Reader, claims: list[Claim], found: list[Deal]) -> None:
    """Put the parties of the deal spoken of last before it where a claim says "both parties"."""
    for claim in claims:
        if claim.pair and found:
            deal = next((d for d in reversed(found) if d.claims[0].sentence <= claim.sentence), found[0])
            meant = (k for n in rd.cast.pairs if claim.first <= n.first < claim.last for k in range(n.first, n.last))
            # "both sides" of a deal of four: which two, nobody can tell.
            unlike = any(rd.lex.numerals.get(rd.doc.lower[k], len(deal.parties)) != len(deal.parties) for k in meant)
            # A deal told later is meant only where it is one of two.
            if not unlike and (deal.claims[0].sentence <= claim.sentence or len(deal.parties) == 2):
                claim.stand_for(deal.parties)


def quote(article: Article, doc: Document, first: int, last: int) -> tuple[str, int, int]:
    """(quote, start, end) in the raw article of the sentences around some words, cut to what a reader needs."""
    first, last = min(first, last - 1), max(first + 1, last)  # what a rule speaks of may end before it begins
    begin, _ = doc.sentences[doc.sentence_of(first)]
    _, end = doc.sentences[doc.sentence_of(last - 1)]
    a, b = doc.starts[begin], doc.ends[end - 1]
    if b - a > _QUOTE:
        a, b = doc.starts[first], min(doc.ends[last - 1], doc.starts[first] + _QUOTE)
    start, stop = doc.clean.raw_span(a, b)
    return article.raw[start:stop], start, stop


class _Builder:
    """Collects the entities and statements of one reading."""

    def __init__(self, article: Article, rd: Reader) -> None:
        self.article, self.rd, self.text = article, rd, rd.doc.clean
        self.ids: dict[int, str] = {}
        self.by_id: dict[str, Entity] = {}
        self.made: dict[str, Statement] = {}
        self.proofs: dict[str, dict[tuple[int, int], Evidence]] = {}
        self.evidence: dict[tuple[int, int, str], Evidence] = {}
        self.refused: list[Refusal] = []
        self.bodies: dict[int, int] = {}
        for number, thing in enumerate(rd.cast.things):
            # A place counts only where a statement says something of it.
            if thing.alive and thing.type and thing.type != "Place":
                self.entity(number)

    def entity(self, number: int) -> Entity:
        """The entity of a thing; a brand that a rule reads becomes a company."""
        if number not in self.ids:
            doc, raw = self.rd.doc, self.article.raw
            thing = self.rd.cast.things[number]
            name = preferred(doc, thing)
            kind = thing.type or "Company"
            spans = sorted([self.text.raw_span(doc.starts[n.first], doc.ends[n.last - 1]) for n in thing.names])
            mentions = [Mention(raw[start:end], start, end) for start, end in spans]
            identifier = "e-" + digest(self.article.id, kind, fold(name))
            written = dict.fromkeys([name, *(doc.text(n.first, n.last) for n in thing.names)])
            ordered = tuple([(self.article.language, form) for form in written])
            self.ids[number] = identifier
            self.by_id[identifier] = _joined(
                self.by_id.get(identifier), Entity(identifier, kind, name, ordered, tuple(mentions))
            )
        return self.by_id[self.ids[number]]

    def quote(self, first: int, last: int) -> tuple[str, int, int]:
        """(quote, start, end) in the raw article of what proves a statement."""
        return quote(self.article, self.rd.doc, first, last)

    def proof(self, rule: str, first: int, last: int) -> Evidence:
        """The evidence for what a rule read in some words."""
        found = self.evidence.get((first, last, rule))
        if found is None:
            text, start, end = self.quote(first, last)
            found = self.evidence[first, last, rule] = Evidence(self.article.id, start, end, text, rule)
        return found

    def claims(self, claims: list[Claim], found: list[Deal]) -> None:
        """Statements of all claims; posts first, since signatures lean on them."""
        deal_of = {id(c): d for d in found for c in d.claims}
        later = []
        for claim in claims:
            says = list(statements_of(claim))
            if not says:
                unmade(self.rd.trail, claim, silence(claim))
            for y, subject, target in says:
                if y.body:
                    later.append((claim, y, subject, target))
                    continue
                deal = deal_of.get(id(claim))
                date = deal.date if deal is not None else None
                self.add(claim, y.predicate, subject, target, date=date)
                if y.predicate == "HOLDS_ROLE" and isinstance(target, int):
                    self.bodies.setdefault(subject, target)
        taken = seats(self.rd, claims)
        for claim, y, subject, holder in later:
            seat = vacated(claim, int(holder), taken) if y.predicate == "HOLDS_ROLE" else None
            if seat is not None:
                self.add(replace(claim, role=seat.role), y.predicate, subject, seat.body)
            elif y.predicate != "HOLDS_ROLE" and subject in self.bodies:
                self.add(claim, y.predicate, subject, self.bodies[subject])
            else:
                unmade(self.rd.trail, claim, "no institution is known where the person has a post")

    def add(self, claim: Claim, predicate: str, subject: int, target: int | str, date: str | None = None) -> None:
        """Make one statement, or add the claim's evidence to it."""
        listed = len({n for numbers in claim.slots.values() for n in numbers}) > 2
        if stranger(self.rd, predicate, subject, object_=False, listed=listed) or (
            isinstance(target, int) and stranger(self.rd, predicate, target, object_=True, listed=listed)
        ):
            unmade(self.rd.trail, claim, "the article does not tell what one end is")
            return
        source = self.entity(subject)
        aim = self.entity(target) if isinstance(target, int) else None
        self.statement(
            source, predicate, aim.id if aim else str(target), claim,
            role=claim.role if predicate == "HOLDS_ROLE" else None,
            status=claim.status if predicate not in ("HOLDS_ROLE", "SPECIALISES_IN", "LOCATED_IN") else None,
            date=date if predicate == "PARTNERS_WITH" else None,
        )  # fmt: skip

    def statement(
        self, source: Entity, predicate: str, target: str, claim: Claim, role: str | None = None,
        status: str | None = None, date: str | None = None, words: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        """Make one statement unless the ontology forbids it; evidence of the same statement is gathered.

        What proves it are those of the claim where no other ``words`` do.
        """
        evidence = self.proof(claim.rule.id, *(words or (claim.first, claim.last)))
        if predicate == "PARTNERS_WITH" and target < source.id:
            source, target = self.by_id[target], source.id
        identifier = "s-" + digest(self.article.id, source.id, predicate, target, fold(role) if role else None)
        sure = confidence(predicate, claim.rule.id, meant=claim.pair or bool(claim.anaphors))
        self.proofs.setdefault(identifier, {}).setdefault((evidence.start, evidence.end), evidence)
        if self.rd.trail is not None:
            claim = claim if words is None else replace(claim, first=words[0], last=words[1])
            self.rd.trail.made.append((claim, identifier))
        old = self.made.get(identifier)
        if old is not None:
            self.made[identifier] = Statement(
                identifier, old.article, old.subject, predicate, target, old.evidence, max(old.confidence, sure),
                role, old.date or date, settled([old.status, status]), old.fields, old.agreement,
            )  # fmt: skip
            return
        made = Statement(
            identifier, self.article.id, source.id, predicate, target, (evidence,), sure, role, date, status
        )
        reason = check(made, self.by_id)
        if reason is None:
            self.made[identifier] = made
        else:
            self.refused.append(Refusal(claim.rule.id, reason, evidence.quote, evidence.start, evidence.end))
            unmade(self.rd.trail, claim, reason)

    def deals(self, found: list[Deal]) -> None:
        """An Agreement entity with its statements for every deal."""
        reports: dict[str, list[str]] = {}
        for made in self.made.values():
            if made.predicate in ("PARTNERS_WITH", "SIGNED"):
                reports.setdefault(made.object, []).append(made.id)
        for number, deal in enumerate(found):
            parties = [self.entity(p) for p in deal.parties]
            name = " – ".join(p.name for p in parties)
            identifier = "e-" + digest(self.article.id, "Agreement", str(number), *sorted(p.id for p in parties))
            agreement = Entity(identifier, "Agreement", name, ((self.article.language, name),))
            self.by_id[identifier] = agreement
            claim = deal.claims[0]
            for party in parties:
                self.statement(party, "PARTY_TO", identifier, claim, status=deal.status, date=deal.date)
            for code, told in sorted(deal.fields.items()):
                for sentence in sorted(told):
                    self.statement(agreement, "COVERS", code, claim, words=self.rd.doc.sentences[sentence])
            if deal.place is not None:
                self.statement(agreement, "LOCATED_IN", self.entity(deal.place).id, claim)
            reported = [statement for party in parties for statement in reports.get(party.id, ())]
            self.join(agreement, reported, {p.id for p in parties}, tuple(sorted(deal.fields)))

    def join(self, agreement: Entity, told: list[str], parties: set[str], fields: tuple[str, ...]) -> None:
        """Tell partnerships and signatures of an agreement's parties which agreement they belong to."""
        for identifier in told:
            made = self.made[identifier]
            between = made.predicate == "PARTNERS_WITH" and {made.subject, made.object} <= parties
            if made.agreement is None and (between or (made.predicate == "SIGNED" and made.object in parties)):
                self.made[identifier] = replace(made, agreement=agreement.id, fields=fields if between else ())

    def reading(self) -> Reading:
        """All that was gathered, in a settled order."""
        entities = sorted(self.by_id.values(), key=lambda e: (e.mentions[0].start if e.mentions else -1, e.id))
        made = (_proved(s, tuple(self.proofs[s.id].values())) for s in self.made.values())
        order = sorted(made, key=lambda s: (s.evidence[0].start, s.id))
        return Reading(self.article, tuple(entities), tuple(order), tuple(self.refused))


def _proved(made: Statement, evidence: tuple[Evidence, ...]) -> Statement:
    """A statement with all its evidence."""
    return made if made.evidence == evidence else replace(made, evidence=evidence)


def _joined(one: Entity | None, other: Entity) -> Entity:
    """Two things of one name: they differ in nothing but the case or the marks of its letters."""
    if one is None:
        return other
    mentions = sorted((*one.mentions, *other.mentions), key=lambda m: (m.start, m.end))
    return replace(one, names=tuple(dict.fromkeys((*one.names, *other.names))), mentions=tuple(mentions))


__all__ = ["INSTITUTIONS", "CleanText", "Document", "extract"]
