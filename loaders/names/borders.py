"""Where one name ends and another begins: what small words, nouns, people and marks beside a name tell."""

from loaders.names.people import after_titles, person_end
from loaders.text.document import Document, lower_of
from loaders.text.lexicon import CARE, INSTITUTIONS, Head, Lexicon, match_compound, past_phrases
from loaders.text.scene import OPEN, POSSESSIVE, Scene, capital, emblem, foreign, given, opens_other, quoted, stopped

_MAX_ASIDE = 8
_MAX_NAME = 16
# Syllables of most Vietnamese places.
_PLACE = 2
_MAX_SMALL = 3
_SERVED = CARE | {"University", "ResearchInstitute"}
# What may be called by those whom it unites.
_UNIONS = frozenset({"Organization", "HealthSystem", "Government"})


def proper(lex: Lexicon, word: str) -> bool:
    """Whether a word of a name is neither common nor of rank."""
    low = lower_of(word)
    return capital(word) and word not in lex.common and low not in lex.weak and (low,) not in lex.parts.get(low, ())


def town(sc: Scene, at: int, last: int) -> bool:
    """Whether capitals are a town whose region stands behind it: ``of Big Timber, Montana``."""
    end = at
    while end < last and end < at + 3 and sc.doc.caps[end]:
        end += 1
    behind = sc.gazetteer.get(end + 1) if sc.lex.trailing_nouns and sc.doc.words[end : end + 1] == [","] else None
    return end > at and behind is not None and behind[1] == "Place"


def inner(sc: Scene, k: int, last: int) -> bool:
    """Whether an abbreviation that ends other names stands inside this one: ``Trung tâm IVF Hồng Ngọc``."""
    follows = k + 1 < last and capital(sc.doc.words[k + 1]) and not opens_other(sc, k + 1)
    return follows and sc.doc.words[k] in sc.lex.inner and not stopped(sc.lex, sc.doc.words[k + 1])


def elided(sc: Scene, k: int, last: int) -> bool:
    """Whether an apostrophe with no space on either side goes on a name: ``N'Djaména``, ``Sud-de-l'Île``."""
    doc = sc.doc
    if not sc.lex.articled or k + 1 >= last or doc.ends[k] != doc.starts[k + 1] or not doc.caps[k + 1]:
        return False
    if doc.words[k] in POSSESSIVE:
        return "-" in doc.words[k - 1] and doc.ends[k - 1] == doc.starts[k]
    return len(doc.words[k]) == len("N'") and doc.words[k][1] in POSSESSIVE and doc.caps[k]


def one_subject(sc: Scene, k: int, last: int) -> bool:
    """Whether a verb of one tells that a conjunction stands inside the name that opens its sentence: ``Le centre Mer et
    Soleil a``."""
    doc, lex = sc.doc, sc.lex
    first = doc.sentences[doc.sentence_of(k)][0]
    noun = next((s for s in (first, first + 1) if s in sc.heads), k)
    if noun > first and doc.lower[first] not in lex.articles:
        return False
    own = range(sc.heads[noun][0], k) if noun < k else ()
    if not own or any(
        not doc.caps[j] and doc.lower[j] not in lex.links and doc.lower[j] not in lex.lowercase for j in own
    ):
        return False
    end = k + 1
    while end < last and doc.caps[end] and not opens_other(sc, end) and end not in sc.gazetteer:
        end += 1
    return k + 1 < end < last and doc.lower[end] in lex.singular


def takes_in(sc: Scene, start: int, k: int, last: int, head: Head) -> bool:
    """Whether a noun is but a part of a name: ``Bệnh viện Trường Đại học X``, ``Vụ Tổ chức cán bộ``; ``Hôpital de
    l'Université X``."""
    end, other = sc.heads[k]
    if serves(sc, start) and other.type in _SERVED:
        return k == start + match_compound(sc.lex.linkers, sc.doc.lower, start, last)
    if sc.lex.articled and sc.doc.caps[k] and other.type == "University":
        return head.type in CARE and k == start + match_compound(sc.lex.linkers, sc.doc.lower, start, last)
    if not sc.lex.syllabic or not sc.doc.caps[k]:
        return False
    lower = sc.doc.lower
    if match_compound(sc.lex.lowercase, lower, k, last) > end - k:
        return True
    # "Công ty cổ phần Tiến Bộ": half of a word is no noun.
    if k > start and match_compound(sc.lex.lowercase, lower, k - 1, last) > end - k:
        return True
    if k == start:
        return head.type in CARE and other.type == "University" and sc.doc.caps[start - 1 : start] != [False]
    following = sc.gazetteer.get(end, (0, ""))[1] == "Place" or match_compound(
        sc.lex.lowercase, sc.doc.lower, end, last
    )
    return head.type == "Organization" and other.type in CARE and bool(following)


def serves(sc: Scene, start: int) -> bool:
    """Whether a noun before a word has the name of whom it serves: ``Fondation du CHU de X``."""
    return sc.lex.articled and sc.doc.lower[start - 1] in sc.lex.serving


def names_other(sc: Scene, at: int, last: int) -> bool:
    """Whether a capital stands behind a conjunction, an article between them or not: "et le Grand Hôpital"."""
    at += at < last and sc.doc.lower[at] in sc.lex.articles
    return at < last and capital(sc.doc.words[at])


def joined_before_list(sc: Scene, k: int, last: int) -> bool:
    """Whether a conjunction joins two words of one name, since the list that it is in goes on behind them: "le CHR
    Sambre et Meuse, le CHU de X et la clinique Y".
    """
    doc, at = sc.doc, k + 3
    if at + 1 >= last or doc.words[k + 2] != "," or not doc.caps[k + 1] or doc.lower[at] not in sc.lex.articles:
        return False
    known = any(k + 1 in table for table in (sc.heads, sc.gazetteer, sc.roles, sc.titles))
    follows = at + 1 in sc.heads and capital(doc.words[sc.heads[at + 1][0]])
    return not known and follows and not sc.lex.conjunctions.isdisjoint(doc.lower[at : min(at + _MAX_NAME, last)])


def other_head(sc: Scene, k: int, head: Head) -> bool:
    """Whether the noun at ``k`` opens another name: not a place, nor an English noun inside a name of this language."""
    end, other = sc.heads[k]
    place = sc.gazetteer.get(k, (0, ""))
    if place[0] > end and place[1] == "Place":
        # "ministère de la Santé de la Fédération de Russie"
        return False
    united = head.type in _UNIONS and _of_many(sc, k)
    return other.type != "Place" and (other.native or not head.native) and not united


def person_follows(sc: Scene, at: int, last: int, complete: bool) -> bool:
    """Whether a person's full name begins behind a name that may be complete."""
    word = sc.doc.words[at]
    # "the manager of the hospital ANNA REID"
    shouted = word.isupper() and not sc.doc.words[at - 1].isupper() and given(sc.lex, word)
    return (
        (complete or shouted)
        and at not in sc.gazetteer
        and (shouted or word in sc.lex.surnames)
        and person_end(sc, at, last) - at > (2 if sc.lex.syllabic else 1)
    )


def patron_end(sc: Scene, at: int, last: int, head: Head) -> int:
    """Where a hospital's name ends that goes on over its patron: ``Spitalul de Psihiatrie Dr. Ion Pop``; else 0."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic or lex.articled or lex.trailing_nouns or head.type not in CARE or not doc.caps[at]:
        return 0
    start = after_titles(sc, at, last)
    end = person_end(sc, start, last)
    return end if end - start > 1 else 0


def one_syllable(sc: Scene, start: int, k: int) -> bool:
    """Whether a name has but one syllable of its own so far, which then is but half of it: ``Bệnh viện Ánh ...``."""
    own = sc.doc.words[past_phrases(sc.lex.lowercase, sc.doc.lower, start, k) : k]
    return len(own) == 1 and capital(own[0]) and len(own[0]) > 1 and not foreign(own[0]) and not emblem(own[0])


def holder(sc: Scene, k: int, last: int) -> bool:
    """Whether behind the office of somebody a run of capitals that no office has is who holds the post."""
    end = k
    while (
        end < last and sc.doc.words[end].istitle() and end not in sc.heads and end not in sc.gazetteer and end - k < 5
    ):
        if match_compound(sc.lex.lowercase, sc.doc.lower, end, last) or match_compound(
            sc.lex.parts, sc.doc.lower, end, last
        ):
            return False
        end += 1
    return 1 < end - k < 5 and k not in sc.roles


def holder_behind(sc: Scene, at: int, last: int) -> bool:
    """Whether behind a bare noun for a place a person is named, and no place."""
    end = sc.heads[at][0]
    if sc.heads[at][1].type != "Place" or end >= last or end in sc.gazetteer or at in sc.gazetteer:
        return False
    if place_before_holder(sc, at, last):
        return False
    return person_end(sc, end, last) - end > 1 and sc.doc.words[end] in sc.lex.surnames


def place_before_holder(sc: Scene, at: int, last: int) -> bool:
    """Whether a person is named right behind the place that a noun opens: ``huyện Phù Ninh Phạm Quang Tiến``."""
    end = sc.heads[at][0]
    known = sc.heads[at][1].type != "Place" or end in sc.gazetteer or at in sc.gazetteer
    long = not known and end < last and person_end(sc, end, last) - end > _PLACE + 2
    return long and sc.doc.words[end + _PLACE] in sc.lex.surnames


def counts(sc: Scene, at: int) -> bool:
    """Whether the number before word ``at`` counts something and belongs to no name: ``10 máy thở``."""
    words = sc.doc.words
    # "Bệnh viện Quân y 175 ngày 25/5": the word leads to a date.
    dated = at + 1 < len(words) and words[at + 1][0].isdigit()
    # "2 ngày/tuần"
    return not dated and (words[at] in "%/" or sc.doc.lower[at].partition("/")[0] in sc.lex.counted)


def compound(sc: Scene, at: int, last: int) -> bool:
    """Whether an unknown Vietnamese compound begins inside a name: ``Lâm nghiệp`` before a further capital."""
    doc = sc.doc
    if not sc.lex.syllabic or at + 2 >= last or at + 1 in sc.heads or at + 1 in sc.roles or at + 2 in sc.titles:
        return False
    word, following, then = doc.words[at : at + 3]
    known = sc.gazetteer.get(at + 2)
    named = at + 2 in sc.heads or at + 2 in sc.roles or (known is not None and known[1] in INSTITUTIONS)
    if len(word) < 2 or word.isupper() or foreign(word) or named or not capital(then):
        return False
    return following.isalpha() and following.islower() and not foreign(following) and following not in sc.lex.particles


def small_words(sc: Scene, at: int, last: int) -> int:
    """How many small words go on the name of a scheme, which has a capital only at its beginning."""
    doc, size = sc.doc, 0
    while sc.lex.syllabic and at + size < last and size < _MAX_SMALL:
        word = doc.words[at + size]
        known = match_compound(sc.lex.lowercase, doc.lower, at + size, last) if word.islower() else 0
        if known > 1:
            size += known
            continue
        if not (word.isalpha() and word.islower()) or word in sc.lex.particles or opens_other(sc, at + size):
            break
        size += 1
    return size


def part_follows(sc: Scene, at: int, last: int, open_list: bool = False) -> bool:
    """Whether a comma goes on an enumeration inside a name: ``Quản lý Khám, chữa bệnh``."""
    size = part(sc, at, last)
    if sc.lex.syllabic and size and not sc.doc.caps[at] and match_compound(sc.lex.resumes, sc.doc.lower, at, last):
        return _closed_behind(sc, at + size, last)
    if not size or not capital(sc.doc.words[at]) or (open_list and sc.lex.syllabic):
        return size > 0
    # "Medicine, Pharmacy, Science and Technology": the enumeration must go on.
    after = sc.doc.lower[at + size] if at + size < last else ""
    return not sc.lex.syllabic and (after == "," or after in sc.lex.conjunctions)


def _closed_behind(sc: Scene, at: int, last: int) -> bool:
    """Whether a part of a name that may be a verb, too, is none: its list ends in a conjunction and another, and it has
    no object: ``Trung tâm Đào tạo, nghiên cứu và phát triển X``, but ``Bộ Y tế, đào tạo 14 ngành``.
    """
    while at < last and sc.doc.words[at] == "," and (size := part(sc, at + 1, last)):
        at += 1 + size
    if at < last and sc.doc.lower[at] in sc.lex.conjunctions and (size := part(sc, at + 1, last)):
        at += 1 + size
        return at >= last or not sc.doc.words[at][0].isalnum() or (sc.doc.caps[at] and at not in sc.heads)
    return at < last and sc.doc.caps[at] and at not in sc.heads


def part(sc: Scene, at: int, last: int) -> int:
    """How many words at ``at`` are one part of an enumeration inside a name; sciences are known by their endings."""
    size = match_compound(sc.lex.parts, sc.doc.lower, at, last)
    science = at < last and sc.doc.caps[at] and len(sc.lex.sciences) > 0 and sc.doc.lower[at].endswith(sc.lex.sciences)
    return size or int(science and at not in sc.heads)


def taught(sc: Scene, at: int, last: int) -> int:
    """How many words go on, with "of" and in small letters, with what a school teaches: ``, de pharmacie et``."""
    if at >= last or sc.doc.lower[at] not in sc.lex.of:
        return 0
    size = match_compound(sc.lex.lowercase, sc.doc.lower, at + 1, last)
    after = sc.doc.lower[at + 1 + size] if at + 1 + size < last else ""
    return 1 + size if size and (after == "," or after in sc.lex.conjunctions) else 0


def opening(doc: Document, at: int, last: int) -> int:
    """Where the mark stands that opens the quoted name of a scheme, small words before it; 0 where there is none."""
    mark = next((k for k in range(at, last) if doc.words[k] in OPEN), last)
    closed = mark + 2 < last and doc.words[last - 1] in OPEN[doc.words[mark]]
    return mark if closed and not any(doc.caps[at:mark]) else 0


def quote_ahead(sc: Scene, at: int, last: int) -> int:
    """Where a quoted name opens a few plain words behind its noun: ``chương trình từ thiện "..."``; 0 for nowhere."""
    for k in range(at, min(at + _MAX_ASIDE, last)):
        if sc.doc.words[k] in OPEN:
            return k if k > at and quoted(sc.doc, k, last) else 0
        if not sc.doc.words[k].islower() or sc.taken[k] or k in sc.heads or sc.doc.lower[k] in sc.lex.particles:
            return 0
    return 0


def goes_on(sc: Scene, at: int, last: int) -> bool:
    # "Viện Chính sách và Chiến lược": here no scheme.
    other = at in sc.heads and not (sc.lex.syllabic and sc.heads[at][1].type == "Programme")
    if at >= last or at in sc.roles or at in sc.titles or other:
        return False
    known = sc.gazetteer.get(at)
    return capital(sc.doc.words[at]) and (known is None or known[1] == "Place")


def linkable(sc: Scene, link: int, at: int, last: int) -> bool:
    """Whether a small word at ``link`` is followed, at ``at``, by more of the name that began before it."""
    if at >= last or at in sc.roles or at in sc.titles:
        return False
    known = sc.gazetteer.get(at)
    served = serves(sc, link) and (known[1] if known is not None else sc.heads[at][1].type if at in sc.heads else "")
    if served in _SERVED:
        return True
    if known is not None and known[1] in INSTITUTIONS:
        return False
    if sc.doc.lower[link] in sc.lex.locatives:
        # "Centrul de Excelență în Neurologie"
        return sc.lex.plain and known is None and sc.doc.caps[at] and part(sc, at, last) > 0
    if known is not None and known[1] == "Place" and known[0] > at + 1:
        return True
    joined = sc.lex.articled and sc.doc.lower[link] in sc.lex.conjunctions
    if joined and (at in sc.heads or emblem(sc.doc.words[at])):
        # "l'Université de Liège et des HUG", "du CHU et de l'Université"
        return False
    if at in sc.heads:
        inner = ("Place", "University", "Programme") if sc.lex.plain else ("Place", "University")
        return sc.heads[at][1].type in inner or trade(sc, at, last) or _of_many(sc, at)
    word = sc.doc.words[at]
    if capital(word) or word in OPEN:
        return True
    size = match_compound(sc.lex.lowercase, sc.doc.lower, at, last)
    if not size:
        return False
    after = at + size
    linked = match_compound(sc.lex.linkers, sc.doc.lower, after, last) if after < last else 0
    joined = after < last and sc.doc.lower[after] in sc.lex.conjunctions
    if match_compound(sc.lex.trailing, sc.doc.lower, at, last) == size:
        return True
    return joined or linked > 0 or (after < last and capital(sc.doc.words[after])) or sc.doc.lower[at] in sc.lex.parts


def _of_many(sc: Scene, at: int) -> bool:
    """Whether a noun tells whom a body unites: ``Rețeaua Europeană a Spitalelor Universitare``."""
    return len(sc.lex.of_many) > 0 and capital(sc.doc.words[at]) and sc.doc.lower[at].endswith(sc.lex.of_many)


def trade(sc: Scene, at: int, last: int) -> bool:
    """Whether a noun that only ends names is but a trade here: ``the Royal College of Imaging``, ``the National
    Institute of Health Lahore``.
    """
    end, noun = sc.heads[at]
    end = max(end, at + match_compound(sc.lex.parts, sc.doc.lower, at, last))
    end = past_phrases(sc.lex.parts, sc.doc.lower, end, last)
    ends = sc.lex.trailing_nouns and not noun.before and capital(sc.doc.words[at])
    return ends and not (end < last and capital(sc.doc.words[end]) and end not in sc.gazetteer)


def same_name(sc: Scene, at: int, last: int, head: Head, brand: bool) -> bool:
    """Whether what follows a conjunction goes on the same name instead of beginning another."""
    if at < last and not sc.doc.caps[at] and (linked := match_compound(sc.lex.linkers, sc.doc.lower, at, last)):
        after = at + linked
        tables = (sc.lex.lowercase, sc.lex.parts)
        return after < last and any(match_compound(table, sc.doc.lower, after, last) for table in tables)
    if sc.lex.syllabic and head.type == "Organization" and match_compound(sc.lex.trailing, sc.doc.lower, at, last):
        # "Hội Bảo trợ người khuyết tật và trẻ mồ côi"
        return True
    if at < last and sharing(sc, at):
        return True
    if not goes_on(sc, at, last) or sc.gazetteer.get(at):
        return False
    if part(sc, at, last):
        return True
    compound = match_compound(sc.lex.lowercase, sc.doc.lower, at, last)
    legal = head.type == "Company" and sc.lex.syllabic
    return (legal and (compound > 0 or not (brand or emblem(sc.doc.words[at])))) or (compound > 1 and not brand)


def trades_on(sc: Scene, at: int, last: int) -> bool:
    """Whether trades in small letters lead on to a firm's own name: ``Công ty Xây dựng và công nghệ Hoa Sen``."""
    end = at
    while end < last and not sc.doc.caps[end] and (size := match_compound(sc.lex.lowercase, sc.doc.lower, end, last)):
        end += size
    return end > at and goes_on(sc, end, last)


def sharing(sc: Scene, at: int) -> bool:
    """Whether a conjunction parts two adjectives of one noun: ``Institute of Chemical and Biological Sciences``."""
    words = (sc.doc.words[at - 2], sc.doc.words[at])
    return len(sc.lex.sharing) > 0 and all(w.istitle() and w.endswith(sc.lex.sharing) for w in words)


def demonym(sc: Scene, k: int, last: int) -> bool:
    """Whether an adjective of a town or country stands between a noun and a name: ``association lyonnaise X``."""
    following = sc.doc.words[k + 1] if k + 1 < last else "."
    follows = following in OPEN or (capital(following) and following not in sc.lex.stops)
    return follows and of_a_people(sc, k)


def of_a_people(sc: Scene, k: int) -> bool:
    """Whether a word ends as adjectives of towns and countries do: ``lyonnaise``."""
    word = sc.doc.words[k]
    return word.islower() and len(word) > 5 and word.endswith(sc.lex.demonyms)


def owned(sc: Scene, end: int, head: Head) -> bool:
    """Whether a word of its own stands before the noun that ends at ``end``, or one before another: Tata Memorial."""
    second, first = (sc.doc.words[max(0, end - head.noun - back)] for back in (1, 2))
    return proper(sc.lex, second) or (capital(second) and proper(sc.lex, first))
