"""Rules of a language applied to the sentences of an article: who does what with whom, and what was refused."""

from collections.abc import Iterator

from loaders.relations.claims import Claim, Reader, Refused
from loaders.relations.doubts import doubt
from loaders.relations.settled import settled
from loaders.relations.slots import claims_of
from loaders.relations.trail import misfit, unmade
from loaders.rules.ruleset import Rule, RuleSet, compiled, fitting
from loaders.rules.signs import SYMBOLS, mask
from loaders.rules.skeleton import Views
from loaders.text.lists import namely, openings


def read_claims(
    rd: Reader, ruleset: RuleSet, without: frozenset[str] = frozenset()
) -> tuple[list[Claim], list[Refused]]:
    """Match every rule, but those whose ids are in ``without``, against every sentence that names someone."""
    claims: list[Claim] = []
    refused: list[Refused] = []
    phrases = _phrases(rd, ruleset)
    for number, symbols in sorted(_mentioned(rd).items()):
        first, last = rd.doc.sentences[number]
        fit = fitting(ruleset, min(len(symbols), ruleset.most), mask(symbols))
        candidates = ruleset.candidates(phrases.get(number, ()), fit)
        if not candidates and rd.trail is None:
            continue
        seen = Views(rd.doc, rd.lex, rd.signs[number])
        met: set[str] = set()
        for rule in candidates:
            if rule.id in without:
                continue
            for claim in _matches(rd, rule, seen, number):
                met.add(rule.id)
                reason = doubt(rd, claim, first, last)
                if reason is None:
                    claims.append(claim)
                else:
                    refused.append(Refused(rule.id, reason, claim.first, claim.last))
                    unmade(rd.trail, claim, reason)
        if rd.trail is not None:
            worded = ruleset.candidates(phrases.get(number, ()))
            near = (rule for rule in worded if rule.literals and rule.id not in met | without)
            rd.trail.near += [Refused(rule.id, misfit(rule, symbols, seen), first, last) for rule in near]
    claims += [c for c in _itemised(rd, ruleset, phrases) if c.rule.id not in without]
    return settled(rd, claims), refused


def _itemised(rd: Reader, ruleset: RuleSet, phrases: dict[int, list[int]]) -> Iterator[Claim]:
    """What the items of lists say together with the line that opens their list: "The partners are:"."""
    told = namely(rd.doc, rd.lex) if rd.lex.namely else {}
    for item, opening in (openings(rd.doc) | {item: item - 1 for item in told}).items():
        candidates = ruleset.candidates([*phrases.get(opening, ()), *phrases.get(item, ())])
        (start, begin), (first, last) = rd.doc.sentences[opening], rd.doc.sentences[item]
        line = rd.signs[opening]
        if item in told:
            line = [*line[:-1], line[-1]._replace(text=":")]
        seen = Views(rd.doc, rd.lex, rd.signs[item][told.get(item, 0) :], line)
        for rule in candidates:
            for claim in _matches(rd, rule, seen, opening):
                if claim.first < begin and claim.last > first and doubt(rd, claim, start, last) is None:
                    yield claim


def _mentioned(rd: Reader) -> dict[int, list[str]]:
    """The signs of the mentions of each sentence that has any."""
    found: dict[int, list[str]] = {}
    for word, (_, kind, _) in rd.marks.items():
        if kind != "role":
            found.setdefault(rd.doc.sentence_of(word), []).append(SYMBOLS[kind])
    return found


def _phrases(rd: Reader, ruleset: RuleSet) -> dict[int, list[int]]:
    """Which phrases of the rules each sentence holds; a word of a name is none of a phrase."""
    found: dict[int, list[int]] = {}
    at, hidden, sentence_of = rd.doc.at, rd.signs.hidden, rd.doc.sentence_of
    for phrase, start, _ in ruleset.finder.find_matches_as_indexes(rd.doc.padded_lower, overlapping=True):
        word = at.get(start)
        if word is not None and not hidden[word]:
            found.setdefault(sentence_of(word), []).append(phrase)
    # "we have signed" is "X has signed" here.
    for number in {sentence_of(n.first) for n in rd.cast.anaphors if n.said}:
        text = f" {'  '.join(sign.text for sign in rd.signs[number])} "
        found.setdefault(number, []).extend(
            p for p, _, _ in ruleset.finder.find_matches_as_indexes(text, overlapping=True)
        )
    return found


def _matches(rd: Reader, rule: Rule, seen: Views, sentence: int) -> Iterator[Claim]:
    """The claims of each place where a rule matches one of the skeletons of a sentence."""
    expression = compiled(rule.expression)
    for skeleton in seen.pick(rule.roles, rule.brackets):
        for match in expression.finditer(skeleton.text):
            yield from claims_of(rd, rule, skeleton, sentence, match)
