"""People: after a title or form of address, or told by their names, posts and words of saying."""

from loaders.text.lexicon import INSTITUTIONS, match_compound, phrases_before
from loaders.text.scene import (
    DASHES,
    POSSESSIVE,
    Name,
    Scene,
    apposed,
    brandish,
    capital,
    country_at,
    given,
    of_person,
    take,
)

# Small words one behind the other in a family name, as in "van der".
_PARTICLES = 3
# Words of a post with those before it: "the board's then digital director".
_PHRASE = 7


def find_people(sc: Scene, names: list[Name], titled: bool) -> None:
    """People after a title or form of address, or (``titled`` False) told by their family name, role or speech."""
    doc = sc.doc
    posted = {n.last for n in names if n.type in INSTITUTIONS and post_before(sc, n.first) in sc.posted}
    # "Chief Executive Officer Ann Reid": nobody is called Officer.
    within = {k for start, end in sc.roles.items() for k in range(start + 1, end)} if not sc.lex.syllabic else set()
    done = 0
    for spot in sorted(sc.titles) if titled else [k for k in doc.capitals if not sc.taken[k]]:
        if spot < done or (spot in within and not titled):
            continue
        # "Datuk Dr Rosnah Karim": found already, with the titles before.
        if not titled and spot in sc.titles and sc.taken[after_titles(sc, spot, len(doc.words)) % len(doc.words)]:
            continue
        first, last = doc.sentences[doc.sentence_of(spot)]
        start = after_titles(sc, spot, last) if titled else spot
        done = start
        if start >= last or sc.taken[start]:
            continue
        end = person_end(sc, start, last)
        # "director of the Hospital X, Y Z": whoever follows holds the post.
        held = not sc.lex.syllabic and end - start in (2, 3) and start - 1 in posted and doc.words[start - 1] == ","
        held = held or (sc.lex.syllabic and end - start in (2, 3) and start in posted and not titled)
        held = held and start not in sc.gazetteer
        held = held or (not titled and _first_of_two(sc, start, end, last))
        if end > start and (titled or held or _is_person(sc, start, end, first, last)):
            done = _after_degrees(sc, end, last)
            take(sc, names, Name(start, end, "Person", "person", core=start, around=(spot, done)))


def post_before(sc: Scene, at: int) -> int:
    """Where a post may end before a name, small words between them in French: ``le directeur de l'hôpital X``."""
    if sc.lex.articled:
        stop = max(0, at - 2)
        while at > stop and (sc.doc.lower[at - 1] in sc.lex.of or sc.doc.lower[at - 1] in sc.lex.articles):
            at -= 1
    return at


def _first_of_two(sc: Scene, start: int, end: int, last: int) -> bool:
    """Whether a lone given name shares the family name of the one behind a conjunction: ``Radu și Lavinia Covaci``."""
    doc, lex = sc.doc, sc.lex
    if not lex.plain or end != start + 1 or not given(lex, doc.words[start]):
        return False
    both = end + 2 < last and doc.lower[end] in lex.conjunctions and given(lex, doc.words[end + 1])
    return both and not sc.taken[end + 1] and person_end(sc, end + 1, last) > end + 2


def after_titles(sc: Scene, k: int, last: int) -> int:
    """The word behind the titles and forms of address that begin at one."""
    while k < last and k in sc.titles:
        k = sc.titles[k]
        if sc.lex.syllabic and k < last and _nation(sc, k, last):
            k = sc.gazetteer[k][0]
        if (k < last and sc.doc.words[k] == ".") or (k + 1 < last and sc.doc.words[k] == "," and k + 1 in sc.titles):
            k += 1
    return k


def _nation(sc: Scene, k: int, last: int) -> bool:
    """Whether a country stands between a title and a name of two words: ``giáo sư Nhật Bản Okada Takeshi``."""
    end = country_at(sc, k)
    return end > 0 and end + 1 < last and all(sc.doc.caps[end : end + 2])


def _after_degrees(sc: Scene, k: int, last: int) -> int:
    """The word behind the degrees that follow a name: ``Ann Reid, M.D., Ph.D.``."""
    words = sc.doc.words
    while k + 2 < last and words[k] == "," and words[k + 1] in sc.lex.degrees:
        k += 2
        if words[k] == "." and (words[k + 1] == "," or words[k + 1][0].islower()):
            k += 1
    return k


def person_end(sc: Scene, start: int, last: int) -> int:
    """The word behind the name of a person that begins at ``start``."""
    doc = sc.doc
    k = start
    while k < last and k - start < 5 and not sc.taken[k] and k not in sc.heads:
        word = doc.words[k]
        # A syllable of a name may look like a short role word; a role proper has two words or small letters.
        if k in sc.roles and (k == start or sc.roles[k] > k + 1 or not word.istitle() or _post_of(sc, start, k)):
            break
        if k > start and k in sc.titles and not word[:1].isupper():
            break
        # "specialist of grade II X Y Z"
        if k == start and len(word) > 1 and set(word) <= set("IVX"):
            break
        shouted = word.isupper() and len(word) > 2
        shouted = shouted and not (doc.words[start].isupper() and given(sc.lex, doc.words[start]))
        shouted = shouted and not _family_name(sc, start, k)
        if not capital(word) or shouted or any(c.isdigit() for c in word):
            if word == "." and k > start and len(doc.words[k - 1]) == 1 and k + 1 < last and capital(doc.words[k + 1]):
                k += 1
                continue
            # "O'Dwyer": one name.
            if word in POSSESSIVE and k > start and len(doc.words[k - 1]) == 1 and k + 1 < last and doc.caps[k + 1]:
                k += 1
                continue
            if k > start and word in sc.lex.nobiliary and k + 1 < last and _noble(sc, start, k):
                k += 1
                continue
            break
        named = k == start + 1 and given(sc.lex, doc.words[start])
        if k > start and not named and k in sc.gazetteer and sc.gazetteer[k][1] in INSTITUTIONS:
            break
        k += 1
    # "Émir Khaled d'Oran": a place behind a small word is none of the person's names.
    return k - (k > start + 1 and doc.words[k - 1] in sc.lex.nobiliary)


def _family_name(sc: Scene, start: int, k: int) -> bool:
    """Whether capitals behind a given name or a title are a family name in French: ``Anne LIZIN``, ``le Dr KONATÉ``."""
    if not sc.lex.articled or k in sc.gazetteer or not sc.doc.words[k].replace("-", "").isalpha():
        return False
    titled = any(sc.titles.get(at) == start for at in (start - 1, start - 2))
    return sc.doc.words[k] not in sc.lex.common and (titled or (k > start and given(sc.lex, sc.doc.words[start])))


def _post_of(sc: Scene, start: int, k: int) -> bool:
    """Whether a word behind a full name is a post, which tells its body: "Ann Mary Reid Dean of the School"."""
    behind = sc.doc.lower[k + 1 : k + 2]
    return sc.lex.trailing_nouns and k > start + 1 and bool(behind) and behind[0] in sc.lex.of


def _noble(sc: Scene, start: int, k: int) -> bool:
    """Whether a small word goes on a person's name, alone or with more, as "van der": not "of" behind a full name,
    before another name."""
    at = k + 1
    while at + 1 < len(sc.doc.words) and at < k + _PARTICLES and sc.doc.words[at] in sc.lex.nobiliary:
        at += 1
    if not capital(sc.doc.words[at]) or at in sc.heads or at in sc.roles or at in sc.titles:
        return False
    elided = sc.doc.words[k][-1] in POSSESSIVE and at not in sc.gazetteer
    posted = sc.posted.get(start, -1) >= start - 5
    return (
        (elided and not posted)
        or sc.doc.lower[k] not in sc.lex.of
        or (k == start + 1 and given(sc.lex, sc.doc.words[start]))
    )


def _is_person(sc: Scene, start: int, end: int, first: int, last: int) -> bool:
    """Whether capitalised words with no title are a person: by family or given name, a role or a verb of saying."""
    doc, lex = sc.doc, sc.lex
    size = end - start
    if size < 2 or size > 5 or doc.words[start] in lex.nobody or (start == first and doc.words[start] in lex.openers):
        return False
    if lex.trailing_nouns and match_compound(lex.parts, doc.lower, start, end):
        # "M.A. Raja, director, Oncology Services, and chairman of X"
        return False
    if doc.words[end - 1] in lex.common:
        # "John Hall, director of X", "its director, John Hall", but "Victoria Hall".
        told = end + 1 < last and doc.words[end] == "," and _role_near(sc, end + 1, last)
        told = told or start - (doc.words[start - 1] == ",") in sc.roles.values()
        return told and size == 2 and given(lex, doc.words[start])
    if start in sc.gazetteer and not of_person(sc, start, sc.gazetteer[start][0]):
        return False
    if lex.syllabic and start > first and doc.lower[start - 1] in lex.stops and not sc.taken[start - 1]:
        return False
    # "số 5 Phạm Ngũ Lão": a house in a street that is called so.
    if lex.syllabic and start > first and doc.words[start - 1][0].isdigit():
        return False
    # Half of a compound: a faculty of economics is nobody.
    if lex.syllabic and end < last and match_compound(lex.lowercase, doc.lower, end - 1, end + 1) == 2:
        return False
    if doc.words[start] in lex.surnames and (size > 2 or not lex.syllabic):
        return True
    # "Thứ trưởng Bộ Y tế X Y Z": whoever is named right behind an office holds the post before it.
    if lex.syllabic and 1 < size < 5 and _behind_office(sc, start):
        return True
    if lex.trailing_nouns and (
        _looks(sc, start, end) or _left_by(sc, start, first) or _after_degrees(sc, end, last) > end
    ):
        return True
    if given(lex, doc.words[start]) or _in_post(sc, start, end, first, last) or _double_barrelled(sc, start, end):
        return True
    if not any(brandish(w) for w in doc.words[start:end]) and _doing(sc, start, end, first, last):
        return True
    after_role = sc.posted.get(start, -1) >= max(first, start - 5)
    comma_role = end + 1 < last and doc.words[end] in DASHES | {",", "("} and _role_near(sc, end + 1, last)
    comma_role = comma_role and not (start > first and doc.lower[start - 1] in lex.locatives and not lex.syllabic)
    said = (end < last and doc.lower[end] in lex.speech) or (start > first and doc.lower[start - 1] in lex.speech)
    told = end + 1 < last and doc.lower[end + (doc.words[end] == ",")] in lex.whose
    said = said or (told and not any(brandish(w) for w in doc.words[start:end]))
    said = said or (start > first and doc.lower[start - 1] in lex.appointing and _role_near(sc, end, last))
    after_role = after_role and not (end < last and (doc.lower[end] in lex.of or doc.lower[end] in lex.linkers))
    return after_role or comma_role or said


def _double_barrelled(sc: Scene, start: int, end: int) -> bool:
    """Whether capitalised words end in a family name of two: ``Nasreen Walji-Otieno``."""
    doc, lex = sc.doc, sc.lex
    halves = doc.words[end - 1].split("-")
    if lex.syllabic or end - start > 3 or len(halves) != 2 or not all(h.istitle() and len(h) > 2 for h in halves):
        return False
    plain = all(
        w.istitle() and w.isalpha() and w not in lex.common and w not in lex.stops for w in doc.words[start : end - 1]
    )
    return plain and not (start and doc.lower[start - 1] in lex.sites) and halves[0] not in lex.saints


def _doing(sc: Scene, start: int, end: int, first: int, last: int) -> bool:
    """Whether words around a name tell what only people do: ``X Y was appointed``, ``She succeeds X Y``."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic or any(w in lex.common or w in lex.stops for w in doc.words[start:end]):
        return False
    if match_compound(lex.doings, doc.lower, end, last):
        return True
    at = start - 1 - (start - 1 > first and doc.lower[start - 1] in lex.of)
    if at <= first or doc.lower[at] not in lex.replacing:
        # "her successor, X Y"
        before = start - 1 - (start - 1 > first and doc.words[start - 1] == "," and not lex.plain)
        return before >= first and doc.lower[before] in lex.personal
    return doc.lower[first] in lex.pronouns or (end < last and doc.words[end] == ",")


def _looks(sc: Scene, start: int, end: int) -> bool:
    """Whether capitals look like a person's name: ``Rutger P. Hale``, ``Ilinca Maria Stan``."""
    lex, words = sc.lex, [w for w in sc.doc.words[start:end] if w != "."]
    if len(words) > 4 or any(w in lex.common or w in lex.stops or brandish(w) for w in words if len(w) > 1):
        return False
    if any(k in sc.gazetteer or k in sc.roles for k in range(start, end)) or words[0] in lex.openers:
        return False
    initial = len(words) > 2 and len(words[0]) > 1 and any(len(w) == 1 for w in words[1:-1])
    return initial or (len(words) == 3 and given(lex, words[1]) and all(w.isalpha() for w in words))


def _left_by(sc: Scene, start: int, first: int) -> bool:
    """Whether words before a name speak of somebody: ``the retirement of X Y``."""
    told = next(phrases_before(sc.lex.leaving, sc.doc.lower, max(first, start - 3), start), None) is not None
    return told and not any(k in sc.gazetteer for k in range(start, start + 2))


def _behind_office(sc: Scene, start: int) -> bool:
    """Whether the name of a public body that a post precedes ends right before a word."""
    for at in range(max(0, start - 8), start):
        end, head = sc.heads.get(at, (0, None))
        if head is not None and head.type == "Government" and end <= start and all(sc.taken[at:start]):
            post = sc.posted.get(at, -1)
            return post >= max(0, at - 5) and not apposed(sc, post)
    return False


def _role_near(sc: Scene, at: int, last: int) -> bool:
    """Whether a post begins at a word, or behind a few small words there: ``, currently the new director``."""
    for k in range(at, min(at + 4, last)):
        if k in sc.roles:
            return True
        if not sc.doc.words[k].islower() or (sc.lex.syllabic and k > at):
            return False
    return False


def _in_post(sc: Scene, start: int, end: int, first: int, last: int) -> bool:
    """Whether capitalised words stand in apposition to a post: ``the director of the hospital, X Y, said``."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic or end - start > 4 or start < first + 3 or doc.words[start - 1] not in (",", ":"):
        return False
    if end >= last or doc.words[end] not in (",", ".", ")", ";") or any(brandish(w) for w in doc.words[start:end]):
        return False
    if any(w in lex.stops or w in lex.common for w in doc.words[start:end]):
        return False
    comma = next((k for k in range(start - 2, first - 1, -1) if doc.words[k] in (",", "(", ";")), first)
    post = next((k for k in range(start - 2, comma, -1) if sc.roles.get(k) == start - 1), 0)
    if post and lex.trailing_nouns:
        # "signed by Ann Reid and by the hospital's director, X Y": whoever is named before has no part in it.
        parting = lex.attached - set(POSSESSIVE) | lex.conjunctions
        comma = next((k for k in range(post - 1, max(comma, post - _PHRASE), -1) if doc.lower[k] in parting), comma)
    return any(comma <= k < start - 1 for k in sc.roles) and not any(
        given(lex, w) for w in doc.words[comma : start - 1]
    )
