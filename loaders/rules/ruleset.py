"""The rules of a language, compiled, and found by the phrases that they need."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.errors import DataError
from loaders.rules.patterns import Joints, Parser, either, rarity
from loaders.rules.signs import CLASSES, mask
from loaders.text.document import lower_of
from schemas.languages import Language, language

_KEYS = ("id", "pattern", "yields", "agreement", "status", "cues", "example", "expect")


@dataclass(frozen=True, slots=True)
class Yield:
    """One statement that a rule makes: slot, predicate, slot; ``body`` where its object is not who is in the slot but
    the institution where they have a post.
    """

    subject: str
    predicate: str
    object: str
    body: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule of a language file.

    Every match contains one phrase of each of ``literals``, and that many ``mentions``, some of each kind in ``needs``
    (sets of signs as bits). ``loose``: what it reads is no deal, even where the sentence speaks of one. ``least`` tells
    how many must be in a slot that is to hold several. Where a mention is to hold its place, ``inside`` are the words
    before that.
    """

    id: str
    expression: str
    yields: tuple[Yield, ...]
    slots: Mapping[str, str]
    literals: tuple[tuple[str, ...], ...]
    needs: tuple[int, ...]
    mentions: int
    brackets: bool
    roles: bool
    agreement: bool
    status: str | None
    cues: bool
    example: str
    expect: tuple[str, ...]
    loose: bool = False
    least: Mapping[str, int] = field(default_factory=dict)
    inside: frozenset[str] | None = None


def _compile(lang: Language, row: Mapping[str, object], words: Mapping[str, list[str]], joints: Joints) -> Rule:
    where = f"languages/{lang.code}.toml, rule {row.get('id')!r}"
    if odd := set(row) - set(_KEYS):
        raise DataError(f"{where}: expected no keys but {', '.join(_KEYS)}, got {', '.join(sorted(odd))}")
    try:
        pattern, yields = str(row["pattern"]), row["yields"]
        example, expect = str(row["example"]), row["expect"]
    except KeyError as missing:
        raise DataError(f"{where}: expected a key {missing}") from None
    parser = Parser(where, pattern, words, joints)
    parsed = []
    for text in yields if isinstance(yields, list) else []:
        subject, predicate, target = text.split()
        slot, _, body = target.partition(".")
        if subject not in parser.slots or slot not in parser.slots:
            raise DataError(f"{where}: {text!r} names a slot that the pattern lacks; it has {', '.join(parser.slots)}")
        parsed.append(Yield(subject, predicate, slot, body == "body"))
    return Rule(
        id=str(row["id"]),
        # A sign begins a word by itself; a leading character class lets the matcher skip to it.
        expression=parser.regex if re.match(r"\(\?P<\w>\[", parser.regex) else r"(?<![^ ])" + parser.regex,
        yields=tuple(parsed),
        slots=parser.slots,
        literals=tuple(phrases for phrases in parser.literals if rarity(phrases) > 1),
        needs=tuple(sorted({mask(signs) for signs in parser.needs})),
        mentions=len(parser.needs),
        brackets=parser.brackets,
        roles=any(kind.rstrip("+") in ("role", "post") for kind in parser.slots.values()),
        agreement=bool(row.get("agreement", False)),
        status=str(row["status"]) if "status" in row else None,
        cues=bool(row.get("cues", True)),
        example=example,
        expect=tuple(str(e) for e in expect) if isinstance(expect, list) else (),
        least=parser.least,
        inside=next(
            (frozenset(kind.split("|")[1:]) for kind in parser.slots.values() if kind.startswith("inside")), None
        ),
    )


# Compiled when first tried: most runs meet few of the rules, and compiling them all takes a second.
compiled = cache(re.compile)


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """The rules of a language, and a finder of the phrases that they need.

    ``members`` tells for each phrase of the finder in which sets of alternatives it stands, ``leads`` to which rules:
    those that need no rarer set. ``wants`` tells for each rule which sets it needs. ``unanchored`` rules need none.
    ``needing`` has the rules by how many mentions they need and of which kinds, never more than ``most``.
    """

    rules: tuple[Rule, ...]
    finder: AhoCorasick
    members: tuple[frozenset[int], ...]
    leads: tuple[frozenset[int], ...]
    wants: tuple[frozenset[int], ...]
    unanchored: frozenset[int]
    needing: Mapping[tuple[int, tuple[int, ...]], frozenset[int]]
    most: int

    def candidates(self, phrases: Iterable[int], fitting: frozenset[int] | None = None) -> list[Rule]:
        """The rules, of those that are ``fitting`` if told, of which a sentence holds a phrase of every set."""
        found = list(phrases)
        led = self.unanchored.union(*[self.leads[phrase] for phrase in found])
        present = frozenset().union(*[self.members[phrase] for phrase in found])
        numbers = led if fitting is None else led & fitting
        return [self.rules[n] for n in sorted(numbers) if self.wants[n] <= present]


@lru_cache(maxsize=512)
def fitting(ruleset: RuleSet, count: int, kinds: int) -> frozenset[int]:
    """The numbers of the rules for which ``count`` mentions are enough, and their ``kinds`` all that they need."""
    found = (
        numbers
        for (mentions, needs), numbers in ruleset.needing.items()
        if mentions <= count and all(need & kinds for need in needs)
    )
    return frozenset().union(*found)


def ruleset(found: tuple[Rule, ...]) -> RuleSet:
    """Index rules by the phrases that they need."""
    sets: dict[tuple[str, ...], int] = {}
    members: dict[str, set[int]] = {}
    leads: dict[str, set[int]] = {}
    needing: dict[tuple[int, tuple[int, ...]], set[int]] = {}
    for number, rule in enumerate(found):
        needing.setdefault((rule.mentions, rule.needs), set()).add(number)
        for literal in rule.literals:
            for phrase in literal:
                members.setdefault(phrase, set()).add(sets.setdefault(literal, len(sets)))
        for phrase in max(rule.literals, key=rarity, default=()):
            leads.setdefault(phrase, set()).add(number)
    padded = ["".join(f" {word} " for word in phrase.split(" ")) for phrase in members]
    return RuleSet(
        found,
        AhoCorasick(padded, matchkind=MatchKind.Standard),
        tuple(map(frozenset, members.values())),
        tuple(frozenset(leads.get(phrase, ())) for phrase in members),
        tuple(frozenset(sets[literal] for literal in rule.literals) for rule in found),
        frozenset(n for n, rule in enumerate(found) if not rule.literals),
        {needs: frozenset(numbers) for needs, numbers in needing.items()},
        max((rule.mentions for rule in found), default=0),
    )


@cache
def rules(code: str) -> RuleSet:
    """All rules of a language; DataError names the rule that is wrong."""
    lang = language(code)
    words = lang.data.get("words", {})
    names, people = lang.section("names"), lang.section("people")
    articles = either(names.get("articles", []))
    places = either(names.get("locatives", []))
    inside = either([*names.get("locatives", []), *people.get("of", [])])
    verbs = either(people.get("ends", []))
    bars = either(words.get("bars", []))
    based = either(names.get("based", []))
    joints = Joints(
        join="|".join(re.escape(lower_of(c)) for key in ("conjunctions", "along") for c in names.get(key, [])) or "&",
        article=f"(?:{articles})?" if articles else "",
        within=f"(?:(?:, )?(?:{inside})[{CLASSES['place']}] )?" if inside else "",
        verbs=f"(?!{verbs})" if verbs else "",
        also=either([",", ";", "-", "\u2013", *people.get("also", [])]),
        ends=either([*people.get("ends", []), *people.get("speech", [])]) or "$",
        at=places,
        of=either(people.get("of", [])),
        inlist=f"|{either(names['inlist'])}" if "inlist" in names else "",
        bars=f"(?!{bars})" if bars else "",
        origin=f"(?:[-\u2013] {based})?" if based else "",
        amid=tuple(lower_of(w) for w in words.get("amid", [])),
        auxiliaries=frozenset(words.get("auxiliaries", [])),
    )
    return ruleset(tuple(_compile(lang, row, words, joints) for row in lang.data.get("relations", [])))
