"""The notation in which language files write their rules, compiled to regular expressions.

A rule is matched against the skeleton of a sentence: its words in lower case with one space after each, every
mention one private-use character. CONTRIBUTING.md explains the notation.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.errors import DataError
from loaders.document import lower_of, words_of
from schemas.languages import Language, language

SYMBOLS: dict[str, str] = {
    name: chr(0xE000 + n)
    for n, name in enumerate(
        (
            "Hospital", "HealthSystem", "HealthCentre", "University", "ResearchInstitute", "Company", "Government",
            "Organization", "", "Person", "Place", "Country", "Programme", "date", "role", "pair",
        )
    )
}  # fmt: skip
_CARE = "".join(SYMBOLS[t] for t in ("Hospital", "HealthSystem", "HealthCentre"))
_ORG = _CARE + "".join(
    SYMBOLS[t] for t in ("University", "ResearchInstitute", "Company", "Government", "Organization", "")
)
_CLASSES = {
    "org": _ORG,
    "hospital": _CARE,
    "centre": SYMBOLS["HealthCentre"],
    "university": SYMBOLS["University"],
    "institute": SYMBOLS["ResearchInstitute"],
    "company": SYMBOLS["Company"] + SYMBOLS["HealthSystem"] + SYMBOLS[""],
    "government": SYMBOLS["Government"],
    "organization": SYMBOLS["Organization"] + SYMBOLS["Government"] + SYMBOLS[""],
    "person": SYMBOLS["Person"],
    "actor": _ORG + SYMBOLS["Person"],
    "place": SYMBOLS["Place"] + SYMBOLS["Country"],
    "country": SYMBOLS["Country"],
    "programme": SYMBOLS["Programme"],
    "date": SYMBOLS["date"],
    "pair": SYMBOLS["pair"],
}
_KEYS = ("id", "pattern", "yields", "agreement", "status", "cues", "example", "expect")
# Kinds of slots that stand for no mention.
WORDLESS = ("field", "role", "post", "topic", "words")
_NAMED = _ORG + SYMBOLS["Person"] + SYMBOLS["Programme"]
_WHOLE = _CARE + SYMBOLS["University"] + SYMBOLS["Government"]
_ALL = "".join(SYMBOLS.values())
_STOP = r"(?![.;!?] )"
_GAP = rf"(?:{_STOP}[^\s{_NAMED}]+ ){{0,12}}?"
_LONG_GAP = rf"(?:{_STOP}\S+ ){{0,30}}?"
# Where a sentence begins and where it ends.
_EDGES = {"^": r"(?<![\s\S])", "$": r"(?![\s\S])"}
# Words that are looked through for one that must not be there.
_AHEAD = 6
_FIELD = rf"(?:{_STOP}\S+ ){{1,60}}"
_ROLE_WORD = rf"[^\s,;.(){_ALL}]+ "
_PEOPLE = rf"{SYMBOLS['Person']} (?:(?:(?![.] )[^\s{SYMBOLS['Person']}]+ ){{1,18}}{SYMBOLS['Person']} )*"
_BRACKET = re.compile(r"\((?=\s)|(?<=\s)\)")
_PIECE = re.compile(r"\{(\w+):([\w|]+)(\+?)\}|(\[-?)(\w+)\]|([~=]\d|~~?|\^|\$(?!\w))|([(|)])|([^\s()|\[\]{}~?]+)")


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
    (sets of signs as bits). ``loose``: what it reads is no deal, even where the sentence speaks of one.
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


@dataclass(frozen=True, slots=True)
class _Joints:
    """Regular expressions for what stands between the members of a list: and, a small word before one, a place.

    ``verbs`` is looked ahead for: words that end a post. ``also`` joins a post to the next, ``ends`` are words that may
    follow the last, ``at`` and ``of`` lead to a place and to the whole of a part. ``bars`` is looked ahead for: words
    that a close gap does not pass. ``inlist`` are asides behind a member: "A, coordinator, B and C". ``amid`` are
    adverbs that may part one of the ``auxiliaries`` from its verb.
    """

    join: str
    article: str
    within: str
    verbs: str
    also: str
    ends: str
    at: str
    of: str
    inlist: str
    bars: str
    amid: tuple[str, ...] = ()
    auxiliaries: frozenset[str] = frozenset()


class _Parser:
    """Turns one pattern into a regular expression, and remembers its slots and its literal words."""

    def __init__(self, where: str, pattern: str, words: Mapping[str, list[str]], joints: _Joints) -> None:
        self.where, self.words, self.joints = where, words, joints
        self.slots: dict[str, str] = {}
        self.literals: list[tuple[str, ...]] = []
        self.depth = 0
        self.brackets = False
        self.needs: list[str] = []
        self.pieces = self._pieces(pattern)
        self.at = 0
        self.regex = self._sequence()
        if self.at < len(self.pieces):
            raise DataError(f"{where}: expected the end of the pattern at {self.pieces[self.at][0]!r}")

    def _pieces(self, pattern: str) -> list[tuple[str, bool, re.Match[str], bool]]:
        found, at = [], 0
        while at < len(pattern):
            if pattern[at].isspace():
                at += 1
                continue
            # A bracket with a space on its inner side is the mark itself; one without groups alternatives.
            mark = _BRACKET.match(pattern, at)
            match = mark or _PIECE.match(pattern, at)
            if match is None:
                raise DataError(f"{self.where}: cannot read the pattern at {pattern[at : at + 20]!r}")
            at = match.end()
            optional = at < len(pattern) and pattern[at] == "?"
            at += optional
            found.append((match.group().strip(), optional, match, mark is not None))
        return found

    def _sequence(self) -> str:
        out = []
        while self.at < len(self.pieces):
            text, optional, match, mark = self.pieces[self.at]
            if mark:
                self.brackets = True
                self.at += 1
                out.append(re.escape(text) + " " if not optional else f"(?:{re.escape(text)} )?")
                continue
            if text in ("|", ")"):
                break
            self.at += 1
            out.append(self._element(optional, match))
        return "".join(out)

    def _element(self, optional: bool, match: re.Match[str]) -> str:
        slot, kind, plus, bracket, name, gap, paren, word = match.groups()
        if gap in _EDGES:
            return _EDGES[gap]
        if gap:
            if gap[0] == "=":
                return _short_gap(gap[1], self.joints.bars)
            return _LONG_GAP if gap == "~~" else _GAP if gap == "~" else _short_gap(gap[1])
        if slot:
            self.slots[slot] = kind + plus
            if not self.depth and not optional and not kind.startswith(WORDLESS):
                self.needs.append(signs_of(kind))
            body = f"(?P<{slot}>{self._slot(kind, bool(plus))})"
        elif bracket == "[-":
            return self._absent(name)
        elif bracket:
            body = self._listed(name, optional)
        elif paren == "(":
            return self._choice()
        else:
            body = self._phrases([word], optional)
            if word in self.joints.auxiliaries and not optional and self._word_follows():
                body += f"(?:{_either(self.joints.amid)})?"
        return f"(?:{body})?" if optional else body

    def _word_follows(self) -> bool:
        """Whether a plain word stands behind the element just read."""
        if self.at >= len(self.pieces):
            return False
        _, _, match, mark = self.pieces[self.at]
        return not mark and match.group(8) is not None

    def _choice(self) -> str:
        outside, self.literals = self.literals, []
        self.depth += 1
        options, told = [self._sequence()], [self.literals]
        while self.at < len(self.pieces) and self.pieces[self.at][0] == "|" and not self.pieces[self.at][3]:
            self.at += 1
            self.literals = []
            options.append(self._sequence())
            told.append(self.literals)
        if self.at >= len(self.pieces):
            raise DataError(f"{self.where}: a bracket is not closed")
        optional = self.pieces[self.at][1]
        self.at += 1
        self.depth -= 1
        self.literals = outside
        # One of the options is met, so a phrase of one of them, provided that each has a literal.
        if not optional and all(told):
            self.literals.append(tuple(phrase for option in told for phrase in max(option, key=_rarity)))
        return f"(?:{'|'.join(options)})" + ("?" if optional else "")

    def _listed(self, name: str, optional: bool) -> str:
        if name not in self.words:
            raise DataError(f"{self.where}: no word list [{name}]; there are {', '.join(sorted(self.words))}")
        return self._phrases(self.words[name], optional)

    def _absent(self, name: str) -> str:
        """None of the phrases of a list stands among the next plain words."""
        outside = self.literals[:]
        phrases = self._listed(name, optional=True)
        self.literals = outside
        return rf"(?!(?:[^\s{_ALL}]+ ){{0,{_AHEAD}}}?{phrases})"

    def _phrases(self, phrases: list[str], optional: bool) -> str:
        cut = [tuple(lower_of(w) for w in words_of(p)) for p in phrases]
        parted = [words for words in cut if len(words) > 1 and words[0] in self.joints.auxiliaries]
        cut += [(words[0], adverb, *words[1:]) for words in parted for adverb in self.joints.amid]
        if not optional:
            self.literals.append(tuple(" ".join(words) for words in cut if words))
        return alternatives("".join(w + " " for w in words) for words in cut)

    def _slot(self, kind: str, plus: bool) -> str:
        if kind == "field":
            return _FIELD
        # A post in words of the rule's own choice; the skeleton keeps its words.
        if kind.startswith("words|"):
            return self._listed(kind.partition("|")[2], optional=False)
        if kind == "role":
            return rf"{SYMBOLS['role']} (?:{SYMBOLS['role']} |{self.joints.verbs}{_ROLE_WORD}){{0,9}}?"
        if kind == "post":
            return self._posts(plus)
        # Stands for no words: the institution that the sentences before spoke of.
        topic, _, kinds = kind.partition("|")
        if any(k not in _CLASSES for k in (kinds if topic == "topic" else kind).split("|") if k):
            raise DataError(
                f"{self.where}: no mention class {kind!r}; there are {', '.join(_CLASSES)}, field, post, role, topic"
            )
        if kind == "person" and plus:
            return _PEOPLE
        if topic == "topic":
            return ""
        one = rf"[{signs_of(kind)}] "
        aside = rf"(?:, (?:(?:[{_CLASSES['place']}] {self.joints.inlist}), )?)"
        joint = self.joints
        # Behind a conjunction, a public body after a comma is what the last belongs to: "X and Hospital Y, Ministry Z".
        others = signs_of(kind).replace(SYMBOLS["Government"], "") or signs_of(kind)
        open_list = rf"(?:{joint.within}{aside}{joint.article}{one}){{0,11}}"
        # "A, B and three companies: C and D"
        closed = rf"{joint.within}{aside}?(?:{joint.join}) (?:(?:\w+ ){{1,3}}: )?{joint.article}{one}"
        after = rf"(?:{joint.within}{aside}{joint.article}[{others}] ){{0,11}}"
        return rf"{one}{open_list}(?:{closed}{after}){{0,11}}" if plus else one

    def _posts(self, several: bool) -> str:
        """A post with the body it is at and the larger body of that, or several posts of one person."""
        joint, role, place = self.joints, SYMBOLS["role"], f"[{_CLASSES['place']}] "
        end = rf"(?=[,.;:)\-\u2013\u2014] |{joint.ends})"
        where = rf"(?:(?:{joint.at})?{place}|, {place}{end})?"
        whole = rf"(?:(?:{joint.of}){{0,2}}[{_WHOLE}] |[,\-\u2013] [{_WHOLE}] {end})?"
        inner = rf"(?:{SYMBOLS['']} (?:{joint.of}){{1,2}})?" if joint.of else ""
        body = rf"(?:{inner}[{_ORG}] {whole}|, [{_ORG}] {end}){where}"
        # "director for Asia - Pacific of X": the region is part of the post.
        region = rf"(?:{place}(?:[-\u2013,] {place}){{0,2}}(?={joint.of}))?" if joint.of else ""
        one = rf"{role} (?:{role} |{joint.verbs}{_ROLE_WORD}){{0,9}}{region}(?:(?:{joint.of})?{body})?"
        # Whoever is named right behind a post holds it.
        return rf"{one}(?:{joint.also}{one}(?!{SYMBOLS['Person']})){{0,5}}" if several else one


def _short_gap(most: str, barred: str = "") -> str:
    """Up to so many words, sums of money, dates and places; no mark, no ``barred`` word, no other mention or role."""
    passed = SYMBOLS["date"] + SYMBOLS["Place"] + SYMBOLS["Country"]
    return rf"(?:{barred}(?:\w\S*|['\u2019]s?|[%$\u20ac\u00a3{passed}]) ){{0,{most}}}?"


def mask(signs: Iterable[str]) -> int:
    """A set of signs as the bits of a number."""
    bits = 0
    for sign in signs:
        bits |= 1 << (ord(sign) - 0xE000)
    return bits


@cache
def types_of(kind: str) -> frozenset[str]:
    """The types of the mentions of a class, or of several with a bar between them."""
    signs = signs_of(kind) if kind else ""
    # A country is a Place under a sign of its own.
    return frozenset("Place" if name == "Country" else name for name, sign in SYMBOLS.items() if sign in signs)


def signs_of(kind: str) -> str:
    """The signs of a mention class, or of several with a bar between them."""
    return "".join(_CLASSES[k] for k in kind.split("|"))


def alternatives(texts: Iterable[str]) -> str:
    """A regular expression for one of several texts, the longest first, that shares their beginnings.

    >>> alternatives(["signed a ", "signed ", "has signed "])
    '(?:has signed |signed (?:a )?)'
    """
    ordered = sorted(set(texts))
    return _shared(ordered) if len(ordered) > 1 else "(?:" + "".join(map(re.escape, ordered)) + ")"


def _shared(ordered: list[str]) -> str:
    branches, ends = [], ordered[0] == ""
    for _, group in groupby((t for t in ordered if t), key=lambda t: t[0]):
        members = list(group)
        prefix = _common_start(members[0], members[-1])
        rest = [t[len(prefix) :] for t in members]
        branches.append(re.escape(prefix).replace("\\ ", " ") + (_shared(rest) if len(rest) > 1 else ""))
    body = f"(?:{'|'.join(branches)})"
    return f"{body}?" if ends else body


def _common_start(a: str, b: str) -> str:
    """What the first and the last of some sorted texts, and so all of them, begin with."""
    return a[: next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))]


def _rarity(phrases: tuple[str, ...]) -> int:
    """How telling a set of phrases is: the length of its shortest, nothing for a mark."""
    return min((len(p) if p[0].isalnum() else 0 for p in phrases), default=0)


def _compile(lang: Language, row: Mapping[str, object], words: Mapping[str, list[str]], joints: _Joints) -> Rule:
    where = f"languages/{lang.code}.toml, rule {row.get('id')!r}"
    if odd := set(row) - set(_KEYS):
        raise DataError(f"{where}: expected no keys but {', '.join(_KEYS)}, got {', '.join(sorted(odd))}")
    try:
        pattern, yields = str(row["pattern"]), row["yields"]
        example, expect = str(row["example"]), row["expect"]
    except KeyError as missing:
        raise DataError(f"{where}: expected a key {missing}") from None
    parser = _Parser(where, pattern, words, joints)
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
        literals=tuple(phrases for phrases in parser.literals if _rarity(phrases) > 1),
        needs=tuple(sorted({mask(signs) for signs in parser.needs})),
        mentions=len(parser.needs),
        brackets=parser.brackets,
        roles=any(kind.rstrip("+") in ("role", "post") for kind in parser.slots.values()),
        agreement=bool(row.get("agreement", False)),
        status=str(row["status"]) if "status" in row else None,
        cues=bool(row.get("cues", True)),
        example=example,
        expect=tuple(str(e) for e in expect) if isinstance(expect, list) else (),
    )


# Compiled when first tried: most runs meet few of the rules, and compiling them all takes a second.
compiled = cache(re.compile)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a language, and a finder of the phrases that they need.

    ``members`` tells for each phrase of the finder in which sets of alternatives it stands, ``wants`` for each rule
    which sets it needs, ``by_set`` which rules each set leads to: every rule by the rarest set that it needs.
    """

    rules: tuple[Rule, ...]
    finder: AhoCorasick
    members: tuple[tuple[int, ...], ...]
    wants: tuple[frozenset[int], ...]
    by_set: Mapping[int, tuple[int, ...]]
    unanchored: tuple[int, ...]

    def candidates(self, present: set[int]) -> list[Rule]:
        """The rules of which a sentence holds a phrase of every set."""
        numbers = [n for s in present for n in self.by_set.get(s, ()) if self.wants[n] <= present]
        return [self.rules[n] for n in sorted((*numbers, *self.unanchored))]


def ruleset(found: tuple[Rule, ...]) -> RuleSet:
    """Index rules by the phrases that they need."""
    sets: dict[tuple[str, ...], int] = {}
    phrases: dict[str, set[int]] = {}
    for rule in found:
        for literal in rule.literals:
            number = sets.setdefault(literal, len(sets))
            for phrase in literal:
                phrases.setdefault(phrase, set()).add(number)
    by_set: dict[int, list[int]] = {}
    for n, rule in enumerate(found):
        if rule.literals:
            by_set.setdefault(sets[max(rule.literals, key=_rarity)], []).append(n)
    padded = ["".join(f" {word} " for word in phrase.split(" ")) for phrase in phrases]
    return RuleSet(
        found,
        AhoCorasick(padded, matchkind=MatchKind.Standard),
        tuple(tuple(sorted(numbers)) for numbers in phrases.values()),
        tuple(frozenset(sets[literal] for literal in rule.literals) for rule in found),
        {s: tuple(ns) for s, ns in by_set.items()},
        tuple(n for n, rule in enumerate(found) if not rule.literals),
    )


@cache
def rules(code: str) -> RuleSet:
    """All rules of a language; DataError names the rule that is wrong."""
    lang = language(code)
    words = lang.data.get("words", {})
    names, people = lang.section("names"), lang.section("people")
    articles = _either(names.get("articles", []))
    places = _either(names.get("locatives", []))
    inside = _either([*names.get("locatives", []), *people.get("of", [])])
    verbs = _either(people.get("ends", []))
    bars = _either(words.get("bars", []))
    joints = _Joints(
        join="|".join(re.escape(lower_of(c)) for c in names.get("conjunctions", [])) or "&",
        article=f"(?:{articles})?" if articles else "",
        within=f"(?:(?:, )?(?:{inside})[{_CLASSES['place']}] )?" if inside else "",
        verbs=f"(?!{verbs})" if verbs else "",
        also=_either([",", ";", "-", "\u2013", *people.get("also", [])]),
        ends=_either([*people.get("ends", []), *people.get("speech", [])]) or "$",
        at=places,
        of=_either(people.get("of", [])),
        inlist=f"|{_either(names['inlist'])}" if "inlist" in names else "",
        bars=f"(?!{bars})" if bars else "",
        amid=tuple(lower_of(w) for w in words.get("amid", [])),
        auxiliaries=frozenset(words.get("auxiliaries", [])),
    )
    return ruleset(tuple(_compile(lang, row, words, joints) for row in lang.data.get("relations", [])))


def _either(phrases: Iterable[str]) -> str:
    """A regular expression for one of several phrases in a skeleton."""
    return alternatives("".join(w + " " for w in words_of(lower_of(p))) for p in phrases) if phrases else ""
