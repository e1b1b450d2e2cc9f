"""Who a clause is about, where the name nearest to what is said of it is another's: an owner, an aside, a rival."""

from collections.abc import Sequence

from loaders.relations.claims import SUBJECTS, Reader
from loaders.rules.ruleset import Rule
from loaders.rules.signs import SYMBOLS
from loaders.rules.skeleton import Sign, Skeleton
from loaders.text.lexicon import match_compound, phrases_before
from loaders.text.scene import DASHES, POSSESSIVE, VOICES

# Words of a phrase behind a name that tell how the clause goes on.
_PHRASE = 6
# Words of a noun that tells whom somebody is to another, and one behind it.
_KIN = 4
# Words of a phrase before its subject and the name in it: "Before X, Y ...".
_PRELUDE = 3
# What is said of an institution itself and not of anything that belongs to it.
WHOLE = frozenset({"OWNED_BY", "SUCCEEDS", "FOUNDED_BY"})
_PLACED = WHOLE | {"PART_OF"}


def elsewhere(rd: Reader, rule: Rule, slot: str, signs: Sequence[Sign], a: int, b: int, *, begins: bool) -> bool:
    """Whether what a rule says of the names from sign ``a`` to ``b`` is true of something else: what belongs to them,
    who sold, somebody of their family. ``begins``: the match begins with them.
    """
    predicates = {y.predicate for y in rule.yields if y.subject == slot}
    if "LOCATED_IN" in predicates and _outlets(rd, signs[a]):
        return True
    if not begins:
        return "OWNED_BY" in predicates and bool(rd.lex.selling) and _seller(rd, signs, a, b)
    return (
        (not _PLACED.isdisjoint(predicates) and _of_another(rd, signs, a, b))
        or (bool(rd.lex.impersonal) and _anew(rd, signs, b))
        or (rd.lex.syllabic and _of_kin(rd, signs, a))
    )


def subject(rd: Reader, skeleton: Skeleton, a: int, b: int) -> list[Sign] | None:
    """The institution that a clause goes on about, where the nearest one only belongs to a phrase before a comma.

    "X, a hospital under Y, specialises in": the subject is X.
    """
    signs = skeleton.signs
    if any(s.name is not None and s.name.kind in VOICES for s in signs[a:b]):
        return None
    if _of_others(rd, signs, a):
        # A sign without a name: nobody whom the clause names.
        return [signs[a - 1]]
    if rd.lex.syllabic and a > 1 and signs[a - 1].text in DASHES:
        # "Quỹ X - Đài Y công bố": behind the dash stands what X belongs to.
        part = signs[a - 2].name
        return [signs[a - 2]] if part is not None and part.type in SUBJECTS else None
    if a and signs[a - 1].text in rd.lex.selling and _set_off(signs, b):
        # "X mua cổ phần từ Y, qua đó trở thành": it is X that became.
        return next(([sign] for sign in signs[:a] if sign.name is not None and sign.name.type in SUBJECTS), None)
    # "With the help of X, Y ...": the clause begins behind the comma.
    commas = [k for k in range(a + 1, b - 1) if signs[k].text == ","]
    if (
        a
        and commas
        and (signs[a - 1].text in rd.lex.of or _opens_behind(rd, signs, a))
        and all(s.text not in rd.lex.conjunctions for s in signs[commas[-1] : b])
    ):
        return list(signs[commas[-1] + 1 : b])
    if not rd.lex.syllabic and _resumes(rd, signs, a, b):
        # "X bought beds from Y and sold": it is X that sold.
        before = (k for k in range(a - 1, -1, -1) if (name := signs[k].name) is not None and name.type in SUBJECTS)
        return next(([signs[k]] for k in before if not _oblique(rd, signs, k)), None)
    if rd.lex.syllabic and _goes_on(rd, signs, b) and _told_of(rd, signs, a):
        # "X là đối tác của Y và dùng": it is X that uses.
        first = next((s for s in signs[:a] if s.name is not None), None)
        return [first] if first is not None and first.name is not None and first.name.type in SUBJECTS else None
    if b < len(signs) and signs[b].text in POSSESSIVE and a > 1 and signs[a - 1].text == ",":
        # "X, Y's teaching hospital, bought": it is X that bought.
        whole = signs[a - 2].name
        acts = whole is not None and whole.type in SUBJECTS and not _oblique(rd, signs, a - 2)
        return [signs[a - 2]] if acts else None
    if b >= len(signs) or a == 0 or not _set_off(signs, b):
        return None
    if signs[a - 1].text not in rd.lex.attached:
        return _before_aside(rd, signs, a, b)
    # "a delegation of X led by its director"
    if signs[b].text in rd.lex.led:
        return None
    # "accredited by X, a body with its seat in": the clause goes on about X; so does ``với X, thuộc Y``.
    words = [s.text for s in signs[b : b + 4]]
    owned = signs[a - 1].text not in rd.lex.copulas and match_compound(rd.lex.wholes, words, 1, len(words)) > 0
    if words[0] == "," and (owned or match_compound(rd.lex.epithets, words, 1, len(words))):
        return None
    if signs[b].text in POSSESSIVE:
        return None
    # "Do nhóm kỹ sư X lập ra, Y là công ty con của Z, có trụ sở": it is Y that has.
    fronted = rd.lex.syllabic and signs[0].text in rd.lex.attached
    begin = next((k + 1 for k in range(a) if signs[k].text == ","), 0) if fronted else 0
    for k in range(begin, a):
        name = signs[k].name
        if name is not None and name.type in SUBJECTS and not _belongs(rd, signs, k):
            return [signs[k]]
    return None


def one_clause(rd: Reader, signs: Sequence[Sign], a: int, b: int, *, begins: bool) -> list[Sign]:
    """The members of a list without who only begins the next clause behind its last comma, or that one alone:
    ``Nhờ Công ty X, bệnh viện đã``, ``Quỹ A rót vốn vào X, Quỹ B mua lại Y``.

    ``begins``: what is said follows the list.
    """
    listed, last = list(signs[a:b]), signs[b - 1]
    if b - a < 3 or signs[b - 2].text != "," or last.name is None:
        return listed
    words = [s.text for s in signs[b : b + _PHRASE]]
    acts = (
        a > 0
        and signs[a - 1].text not in rd.lex.listing
        and _told_of(rd, signs, a)
        and match_compound(rd.lex.resumes, words, 0, len(words)) > 0
    )
    meant = last.name.kind == "anaphor" and all(s.name is None or s.name.kind != "anaphor" for s in listed[:-1])
    if not (acts or meant):
        return listed
    return [last] if begins else listed[:-2]


def without_next(rd: Reader, signs: Sequence[Sign], a: int, b: int, *, begins: bool) -> Sequence[Sign]:
    """The members of a list without who only begins the next clause, or that one alone: "certified by X, and Y has".

    ``begins``: what is said follows the list.
    """
    words = [s.text for s in signs[b : b + _PHRASE]]
    told = sum(s.name is not None for s in signs[a:b]) == 2
    parted = told and b - a > 3 and signs[b - 3].text == "," and signs[b - 2].text in rd.lex.conjunctions
    if begins:
        return signs[b - 1 : b] if parted and a and signs[a - 1].text in rd.lex.attached else signs[a:b]
    return signs[a : b - 3] if parted and match_compound(rd.lex.resumes, words, 0, len(words)) else signs[a:b]


def _goes_on(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether a conjunction and a further verb stand at a sign."""
    words = [s.text for s in signs[at : at + 1 + _PHRASE]]
    return (
        len(words) > 1 and words[0] in rd.lex.conjunctions and match_compound(rd.lex.resumes, words, 1, len(words)) > 0
    )


def _resumes(rd: Reader, signs: Sequence[Sign], a: int, b: int) -> bool:
    """Whether a clause goes on behind a name that only belongs to a verb before it."""
    if b + 1 >= len(signs) or signs[b + 1].name is not None:
        return False
    return (signs[b].text in rd.lex.conjunctions or signs[b].text in rd.lex.gerunds) and _oblique(rd, signs, a)


def _of_another(rd: Reader, signs: Sequence[Sign], a: int, b: int) -> bool:
    """Whether it is something else whose owner is told: "the bus to X is run by", "the land of X belongs to"."""
    if rd.lex.syllabic or rd.lex.plain:
        return False
    words = [s.text for s in signs[b : b + _PHRASE]]
    return match_compound(rd.lex.resumes, words, 0, len(words)) > 0 and _oblique(rd, signs, a)


def _of_kin(rd: Reader, signs: Sequence[Sign], a: int) -> bool:
    """Whether a post, a title or "of" tells that it is somebody of a person's family who acts: ``con trai ông X làm``,
    ``con gái Giám đốc X``; but ``con trai X`` is X himself.
    """
    name, at = signs[a].name, a
    while at and (signs[at - 1].text == SYMBOLS["role"] or signs[at - 1].name is not None):
        at -= 1
    post = rd.cast.scene.posted.get(signs[at].first, signs[at].first)
    while at and signs[at - 1].first >= post:
        at -= 1
    # "vợ ông, bác sĩ X": of him, not of X.
    titled = signs[at].first in rd.cast.scene.titles and "," not in rd.doc.words[signs[at].first : signs[at].last]
    told = at < a or titled or (at > 0 and signs[at - 1].text in rd.lex.of)
    return told and name is not None and name.kind != "anaphor" and _of_others(rd, signs, at)


def _of_others(rd: Reader, signs: Sequence[Sign], a: int) -> bool:
    """Whether the name at a sign only tells whose rival, from where or by whom stopped somebody is who acts: "the rival
    of X, Y, was accredited", "Ann Reid of X won", ``Y bị X đình chỉ``.
    """
    if a and signs[a - 1].text in rd.lex.suffering:
        return True
    at = _phrase(rd, signs, a)
    tied = at > 1 and signs[at - 1].text in rd.lex.of
    person = signs[at - 2].name if tied else None
    if person is not None and person.type == "Person":
        return True
    words = [sign.text for sign in signs[max(0, at - _KIN) : at - tied]]
    return next(phrases_before(rd.lex.rivals, words, 0, len(words)), None) is not None


def _oblique(rd: Reader, signs: Sequence[Sign], a: int) -> bool:
    """Whether the name at a sign stands behind a preposition."""
    at = _phrase(rd, signs, a)
    return at > 0 and (signs[at - 1].text in rd.lex.attached or signs[at - 1].text in rd.lex.locatives)


def _phrase(rd: Reader, signs: Sequence[Sign], a: int) -> int:
    """Where the phrase of the name at a sign begins: at its article, if it has one."""
    return a - (a > 1 and signs[a - 1].text in rd.lex.articles)


def _told_of(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether the list in which the name at a sign stands is governed by a word of the clause of another."""
    while at and (signs[at - 1].text == "," or signs[at - 1].name is not None):
        at -= 1
    opened = any(kind == "breaks" and end == signs[at].first for _, end, kind in rd.cues)
    word = signs[at - 1].text if at else ""
    return word.isalpha() and word not in rd.lex.conjunctions and not opened


def _belongs(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether the name at ``at`` is part of a phrase: "of X", "Y's X" where Y is no place."""
    if not at or signs[at - 1].text not in rd.lex.attached:
        return False
    owner = signs[at - 2].name if at > 1 and signs[at - 1].text in POSSESSIVE else None
    return owner is None or owner.type != "Place"


def _before_aside(rd: Reader, signs: Sequence[Sign], a: int, b: int) -> list[Sign] | None:
    """Who is spoken of where the name at ``a`` only closes an aside: "the group, owned by the big fund X, sold"."""
    comma = next((k for k in range(a - 1, max(0, a - _PHRASE - 1), -1) if signs[k].text == ","), 0)
    name = signs[comma - 1].name if comma else None
    if name is None or name.type not in SUBJECTS or signs[b].text != ",":
        return None
    goes_on = signs[b + 1].text if b + 1 < len(signs) else "."
    between = signs[comma + 1 : a]
    aside = any(s.text in rd.lex.attached for s in between) and all(s.name is None for s in between)
    told = (
        goes_on in rd.lex.conjunctions
        or goes_on in rd.lex.locatives
        or match_compound(rd.lex.epithets, [s.text for s in signs[b + 1 : b + 4]], 0, 3)
    )
    return [signs[comma - 1]] if aside and not told and goes_on[0].isalpha() else None


def _opens_behind(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether a sentence opens with a phrase that has its name at ``at``: "Before X", "In the hall of X"."""
    for k in range(at - 1, max(-1, at - _PRELUDE - 1), -1):
        if signs[k].text in rd.lex.preludes or signs[k].text in rd.lex.locatives:
            return k == 0 or signs[k - 1].text in (",", "-", "\u2013")
        if signs[k].name is not None or not signs[k].text[0].isalpha():
            return False
    return False


def _set_off(signs: Sequence[Sign], at: int) -> bool:
    """Whether a comma ends the phrase at ``at`` before anything else is named: "founded by X in 1901, it is ..."."""
    for sign in signs[at : at + _PHRASE]:
        if sign.text == "," or sign.name is not None:
            return sign.name is None
    return False


def _anew(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether a second relative clause begins behind a name: "which X built and which won" tells nothing of X."""
    told = [sign.text for sign in signs[at : at + 2]]
    return len(told) == 2 and told[0] in rd.lex.conjunctions and told[1] in rd.lex.impersonal


def sited(rd: Reader, skeleton: Skeleton, at: int, rule: Rule) -> bool:
    """Whether a town stands right behind the comma of a name, or behind "in" there: it is where that is, whoever the
    clause is about.
    """
    told = skeleton.signs[at : at + 3]
    told = [told[0], *told[2:]] if len(told) > 2 and told[1].text in rd.lex.locatives else told[:2]
    near = len(told) > 1 and told[0].text == "," and told[1].name is not None and told[1].name.type == "Place"
    return near and all(y.predicate == "LOCATED_IN" for y in rule.yields)


def _seller(rd: Reader, signs: Sequence[Sign], a: int, b: int) -> bool:
    """Whether the name at a sign is from whom a share was bought: ``mua 30% vốn từ X``, ``mua cổ phần của X tại Y``."""
    told = [sign.text for sign in signs[max(0, a - _KIN) : a]]
    if any(word in rd.lex.selling and all(w.isalpha() for w in told[k:]) for k, word in enumerate(told)):
        return True
    after = signs[b + 1].name if b + 1 < len(signs) and signs[b].text in rd.lex.locatives else None
    return told[-1:] != [] and told[-1] in rd.lex.of and after is not None and after.type in SUBJECTS


def _outlets(rd: Reader, sign: Sign) -> bool:
    """Whether a name is that of several places of its bearer: ``centrele Diaverum din Moldova``."""
    return not rd.lex.outlets.isdisjoint(rd.doc.lower[max(0, sign.first - 1) : sign.last])
