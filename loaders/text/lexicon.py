"""The word lists of one language, compiled for reading: what the steps of the reader look words up in."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg.errors import DataError
from kg.ids import FORMS, fold
from loaders.text.document import PhraseBook, lower_of, words_of
from schemas.gazetteer import by_id, entries, surface_forms
from schemas.languages import UNMARKED, Language, language, unmarked

Compounds = dict[str, list[tuple[str, ...]]]

CARE = frozenset({"Hospital", "HealthSystem", "HealthCentre"})
INSTITUTIONS = CARE | {"University", "ResearchInstitute", "Company", "Government", "Organization"}
# English names stand as they are in articles of every language.
FOREIGN = "en"


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: the type it gives, and how names grow from it.

    ``noun`` words of it are the bare noun (``Bộ`` of ``Bộ Y tế``, ``University`` of ``Medical University``); the
    others belong to what tells one institution from another. A ``generic`` noun in small letters is no part of a name.
    ``spelled`` are the words behind the noun in what an abbreviation stands for; a name with a word of ``telling``
    is of the type ``told``: a fund is a firm, and one called "Little Hearts" a charity.
    """

    type: str
    noun: int = 1
    alone: bool = False
    place_ok: bool = False
    before: bool = True
    after: bool = False
    nominative: str = ""
    department: bool = False
    native: bool = True
    generic: bool = False
    spelled: tuple[str, ...] = ()
    telling: frozenset[str] = frozenset()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the reader knows of one language.

    ``links`` are the linkers of one word;
    ``book`` finds head nouns, titles, roles and cues, ``known`` the names of the gazetteer: (type, id, form).
    """

    code: str
    book: PhraseBook[Any]
    known: PhraseBook[tuple[str, str, str]]
    lowercase: Compounds
    cased: Compounds
    trailing: Compounds
    linkers: Compounds
    links: frozenset[str]
    parts: Compounds
    possessives: frozenset[str]
    conjunctions: frozenset[str]
    locatives: frozenset[str]
    openers: frozenset[str]
    common: frozenset[str]
    stops: frozenset[str]
    inner: frozenset[str]
    weak: frozenset[str]
    ranks: frozenset[str]
    kinds: frozenset[str]
    blockers: frozenset[str]
    boards: Compounds
    some: frozenset[str]
    indefinite: frozenset[str]
    surnames: frozenset[str]
    speech: frozenset[str]
    attached: frozenset[str]
    counted: frozenset[str]
    particles: frozenset[str]
    nobiliary: frozenset[str]
    products: Compounds
    wares: Compounds
    clausal: frozenset[str]
    rankings: Compounds
    plurals: Compounds
    plural_types: Mapping[str, str]
    nobody: frozenset[str]
    listing: frozenset[str]
    followers: frozenset[str]
    predicates: frozenset[str]
    numerals: Mapping[str, int]
    totals: frozenset[str]
    counted_nouns: Compounds
    noun_types: Mapping[str, str]
    demonstratives: Compounds
    renamed: Compounds
    preludes: frozenset[str]
    epithets: Compounds
    fronted: Compounds
    asides: Compounds
    fronts: Compounds
    expletives: Compounds
    leads: Compounds
    escorts: frozenset[str]
    led: frozenset[str]
    leading: frozenset[str]
    persons: frozenset[str]
    heading: Compounds
    resumes: Compounds
    jointly: Compounds
    sides: frozenset[str]
    nations: Mapping[str, str]
    owners: frozenset[str]
    shared: frozenset[str]
    houses: frozenset[str]
    tiers: Mapping[str, int]
    opposites: Mapping[str, str]
    genders: Mapping[str, frozenset[str]]
    deeds: Compounds
    precise: frozenset[str]
    selfsame: frozenset[str]
    towns: frozenset[str]
    clitics: tuple[str, ...]
    addressed: Mapping[str, Collection[str]]
    cases: Mapping[str, str]
    townsmen: Mapping[str, str]
    copulas: frozenset[str]
    grades: frozenset[str]
    described: Mapping[str, str]
    of: frozenset[str]
    serving: frozenset[str]
    areas: frozenset[str]
    bodies: Mapping[str, str]
    offices: Mapping[str, str]
    officers: Mapping[str, str]
    posts: Mapping[str, str]
    standing: frozenset[str]
    wholes: Compounds
    posted: Compounds
    endings: Mapping[str, str]
    ends: tuple[str, ...]
    initials: frozenset[str]
    based: frozenset[str]
    states: Mapping[str, str]
    lands: frozenset[str]
    generic: frozenset[str]
    currencies: frozenset[str]
    former: frozenset[str]
    suffering: frozenset[str]
    outlets: frozenset[str]
    trades: frozenset[str]
    selling: frozenset[str]
    rivals: Compounds
    called: Compounds
    gerunds: frozenset[str]
    whence: Compounds
    erstwhile: frozenset[str]
    past: frozenset[str]
    schemes: frozenset[str]
    saints: frozenset[str]
    divisions: frozenset[str]
    homelands: Compounds
    dedications: Compounds
    lasts: Mapping[str, str]
    national: Mapping[str, str]
    articles: frozenset[str]
    pronouns: Mapping[str, str]
    we: Mapping[str, str]
    us: frozenset[str]
    ours: frozenset[str]
    behind_us: frozenset[str]
    mine: frozenset[str]
    relatives: frozenset[str]
    impersonal: frozenset[str]
    loose: frozenset[str]
    beyond: Compounds
    researching: frozenset[str]
    legal: frozenset[str]
    namely: Compounds
    ventures: frozenset[str]
    done: frozenset[str]
    feminine: frozenset[str]
    men: frozenset[str]
    subjectless: frozenset[str]
    possessing: frozenset[str]
    since: frozenset[str]
    house: frozenset[str]
    apart: frozenset[str]
    capitals: Mapping[str, str]
    naming: frozenset[str]
    modifiers: frozenset[str]
    acts: frozenset[str]
    unsited: frozenset[str]
    whose: frozenset[str]
    appointing: frozenset[str]
    schooled: frozenset[str]
    quoting: frozenset[str]
    taking: frozenset[str]
    replacing: frozenset[str]
    personal: frozenset[str]
    doings: Compounds
    degrees: frozenset[str]
    leaving: Compounds
    bought: Compounds
    regional: frozenset[str]
    awards: frozenset[str]
    spread: frozenset[str]
    determiners: frozenset[str]
    sited: Compounds
    patrons: tuple[str, ...]
    sites: frozenset[str]
    demonyms: tuple[str, ...]
    adjectives: tuple[str, ...]
    sciences: tuple[str, ...]
    sharing: tuple[str, ...]
    singular: frozenset[str]
    of_many: tuple[str, ...]
    binding: frozenset[str]
    definite: Mapping[tuple[str, str], str]
    bare: frozenset[str]
    trailing_nouns: bool
    articled: bool
    syllabic: bool
    pacts: frozenset[int]
    papers: frozenset[int]
    plans: frozenset[int]
    signs: frozenset[int]

    @property
    def plain(self) -> bool:
        """Whether names are as in Romanian: nouns open them, and no article stands before them."""
        return not (self.articled or self.trailing_nouns or self.syllabic)


def compounds(phrases: Iterable[str]) -> Compounds:
    """Phrases by their first word, the longest first."""
    table: Compounds = {}
    for phrase in phrases:
        words = tuple(lower_of(w) for w in words_of(phrase))
        if words:
            table.setdefault(words[0], []).append(words)
    for candidates in table.values():
        candidates.sort(key=len, reverse=True)
    return table


def _spaced(phrase: str) -> str:
    """A phrase as the words of an article are joined: ``conseil d' administration``."""
    return " ".join(lower_of(w) for w in words_of(phrase))


def _dashed(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases, those with a dash as they are written with another or without its spaces: "sản - nhi", "sản-nhi"."""
    for phrase in phrases:
        yield phrase
        if " - " in phrase:
            yield from (phrase.replace(" - ", "-"), phrase.replace(" - ", " \u2013 "))


def match_compound(table: Compounds, lower: list[str], at: int, end: int) -> int:
    """How many words of ``lower`` from ``at`` on are a phrase of the table; 0 for none."""
    for candidate in table.get(lower[at], ()) if at < end else ():
        size = len(candidate)
        if at + size <= end and tuple(lower[at : at + size]) == candidate:
            return size
    return 0


def past_phrases(table: Compounds, lower: list[str], at: int, end: int) -> int:
    """Where the phrases of the table end that stand from ``at`` on, one behind the other, up to ``end``.

    >>> past_phrases(compounds(["heart", "and lung"]), ["the", "heart", "and", "lung", "unit"], 1, 5)
    4
    """
    while size := match_compound(table, lower, at, end):
        at += size
    return at


def phrase_at(phrases: Set[str], lower: list[str], at: int) -> int:
    """How many of up to three words from ``at`` on are one of some phrases, the longest; 0 for none.

    >>> phrase_at({"last", "last year"}, ["since", "last", "year"], 1)
    2
    """
    sizes = range(min(3, len(lower) - at), 0, -1)
    return next((size for size in sizes if " ".join(lower[at : at + size]) in phrases), 0)


def phrase_before(phrases: Set[str], lower: list[str], first: int, at: int) -> bool:
    """Whether up to three words, from word ``first`` on, that end right before word ``at`` are one of some phrases.

    >>> phrase_before({"on behalf of"}, ["signed", "on", "behalf", "of", "leeds"], 0, 4)
    True
    """
    return any(" ".join(lower[k:at]) in phrases for k in range(max(first, at - 3), at))


def phrases_before(table: Compounds, lower: list[str], first: int, at: int) -> Iterator[int]:
    """Where, from word ``first`` on, a phrase of the table begins that ends right before word ``at``.

    >>> list(phrases_before(compounds(["based in"]), ["a", "firm", "based", "in", "leeds"], 0, 4))
    [2]
    """
    return (k for k in range(max(0, first), at) if k + match_compound(table, lower, k, at) == at)


def _section(lang: Language, name: str) -> dict[str, Any]:
    section = lang.data.get(name, {})
    if not isinstance(section, dict):
        raise DataError(f"languages/{lang.code}.toml: expected a table [{name}], got {type(section).__name__}")
    return section


def _words(lang: Language, section: str, key: str) -> list[str]:
    value = _section(lang, section).get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise DataError(f"languages/{lang.code}.toml: expected a list of strings at {section}.{key}")
    return value


def _singles(lang: Language, section: str, key: str) -> frozenset[str]:
    """Words as the file writes them: ``low in words`` meets the lower-case ones, ``word in words`` the others."""
    return frozenset(_words(lang, section, key))


def _heads(lang: Language, native: bool) -> list[tuple[str, Head]]:
    order = _section(lang, "names").get("order", "head-first")
    rows = _section(lang, "names").get("heads", [])
    # A noun that only ends names is no noun of others: "Health" is none of "Ministry of Health".
    opening = [row for row in rows if row.get("before", True)]
    nouns = {tuple(lower_of(w) for w in words_of(form)) for row in opening for form in row["forms"]}
    found = []
    for row in rows:
        for form in row["forms"]:
            # Foreign names keep their capitals; a lower-case form of another language would match common words.
            # A form that ends in a full stop would take the one that ends its sentence.
            if (not native and form == form.lower()) or form.endswith("."):
                continue
            words = tuple(lower_of(w) for w in words_of(form))
            sizes = range(1, len(words) + 1)
            first = order == "head-first"
            full = tuple(lower_of(w) for w in words_of(row.get("nominative", "")))
            head = Head(
                type=row["type"],
                # „rețeaua de sănătate X”: none of a generic noun's words tells X from others.
                noun=len(words)
                if row.get("generic")
                else next(n for n in sizes if (words[:n] if first else words[-n:]) in nouns or n == len(words)),
                alone=row.get("alone", False) and native,
                place_ok=row.get("place_ok", False),
                before=order in ("head-first", "both") and row.get("before", True),
                after=order in ("head-last", "both"),
                nominative=row.get("nominative", ""),
                department=row.get("department", False),
                native=native,
                generic=row.get("generic", False) and native,
                telling=frozenset(row.get("telling", ())),
                told=row.get("told", ""),
                spelled=full[next((n for n in range(1, len(full)) if full[:n] in nouns), 1) :],
            )
            found.append((form, head))
    return found


def _triggers(lang: Language) -> list[tuple[str, int]]:
    """The words of every frame with its number; -1 for those that only look like one."""
    other = [(word, -1) for word in _words(lang, "deals", "other")]
    return other + [(w, n) for n, row in enumerate(lang.data.get("frames", [])) for w in row.get("words", [])]


def _frames_of(lang: Language, *kinds: str) -> frozenset[int]:
    """The numbers of the frames of some kinds; of those that need a word for a deal behind them, none."""
    rows = enumerate(lang.data.get("frames", []))
    return frozenset(n for n, row in rows if row.get("kind") in kinds and not row.get("of_deal"))


@cache
def _endings() -> dict[str, str]:
    """English head nouns by which a brand written as one word tells its type: ``VinUniversity``."""
    rows = _section(language(FOREIGN), "names").get("heads", [])
    single = ((form, row["type"]) for row in rows for form in row["forms"] if form.isalpha() and len(form) > 5)
    return {lower_of(form): kind for form, kind in single}


@cache
def _known(marked: bool) -> PhraseBook[tuple[str, str, str]]:
    """Every form of the gazetteer, in one book for all languages; in a second one also without marks on the letters.

    Places stand apart, so that a town is known inside the name of an institution too.
    """
    types = {entry.id: entry.type for entry in entries()}
    forms = [(form, key) for form, key in surface_forms() if form != form.lower()]
    written = forms if marked else forms + [(unmarked(form), key) for form, key in forms]
    families: dict[str, list[tuple[str, tuple[str, str, str]]]] = {"places": [], "institutions": []}
    for form, key in written:
        families["places" if types[key] == "Place" else "institutions"].append((form, (types[key], key, form)))
    return PhraseBook(families)


@lru_cache(maxsize=FORMS)
def present_name(key: str, form: str) -> bool:
    """Whether a form of a gazetteer entry is a name that it bears today; the others are former ones or nicknames."""
    entry = by_id()[key]
    return form in entry.abbreviations or any(fold(entry.name(code)) in fold(form) for code, _ in entry.names)


@cache
def lexicon(code: str) -> Lexicon:
    """The compiled lexicon of a language; DataError where its file is wrong."""
    lang = language(code)
    heads = _heads(lang, native=True)
    if code != FOREIGN:
        heads += _heads(language(FOREIGN), native=False)
    names, people, anaphora = (_section(lang, s) for s in ("names", "people", "anaphora"))
    linkers = compounds(w for w in names.get("linkers", []) if w[0].isalnum())
    pairs = [(word, kind) for kind in ("pair", "both") for word in anaphora.get(kind, [])]
    typed = [(word, kind) for kind, words in anaphora.get("types", {}).items() for word in words]
    # A place may stand between article and noun where nouns end names: "the Leeds hospital".
    told = [(words_of(phrase), kind) for phrase, kind in typed if names.get("order") == "both"]
    definite = {(words[0], words[1]): kind for words, kind in told if len(words) == 2}
    cues = [(word, kind) for kind, words in _section(lang, "cues").items() for word in words]
    scope = [(word, kind) for kind, words in _section(lang, "agreement").items() for word in words]
    fields: dict[str, tuple[str, ...]] = {}
    for field, terms in _section(lang, "fields").items():
        for term in terms:
            fields[term] = (*fields.get(term, ()), field)
    return Lexicon(
        code=code,
        book=PhraseBook(
            {
                "heads": heads,
                "titles": [(w, w) for w in people.get("titles", [])],
                "roles": [(w, w) for key in ("acting", "former", "roles") for w in people.get(key, [])],
                "anaphora": pairs + typed,
                "cues": cues,
                "scope": scope,
                "fields": fields.items(),
                "deals": _triggers(lang),
            }
        ),
        known=_known(not code.endswith(UNMARKED)),
        definite=definite,
        bare=frozenset(noun for _, noun in definite),
        lowercase=compounds(_dashed(names.get("lowercase", []))),
        cased=compounds(w for w in names.get("lowercase", []) if w[0].isupper()),
        trailing=compounds([*names.get("trailing", []), *names.get("closing", [])]),
        linkers=linkers,
        links=frozenset(word for word, phrases in linkers.items() if (word,) in phrases),
        parts=compounds(names.get("parts", [])),
        possessives=_singles(lang, "names", "possessives"),
        conjunctions=_singles(lang, "names", "conjunctions"),
        locatives=_singles(lang, "names", "locatives"),
        openers=_singles(lang, "names", "openers"),
        common=_singles(lang, "names", "common"),
        # "COMPANIA X PREIA SPITALUL Y": a verb ends a name.
        stops=_singles(lang, "names", "stops") | {verb.upper() for verb in _singles(lang, "names", "acts")},
        inner=_singles(lang, "names", "inner"),
        weak=frozenset(w for phrase in _words(lang, "names", "weak") for w in (lower_of(p) for p in words_of(phrase))),
        ranks=frozenset(fold(w) for key in ("weak", "trailing") for p in names.get(key, []) for w in words_of(p)),
        # The syllables of kinds and specialties, which a short name may leave out.
        kinds=frozenset(fold(w) for p in names.get("lowercase", []) if p == p.lower() for w in words_of(p)),
        blockers=_singles(lang, "anaphora", "blockers"),
        indefinite=frozenset(anaphora.get("types", {}).get("none", [])),
        some=_singles(lang, "names", "some"),
        boards=compounds(names.get("boards", [])),
        surnames=frozenset(_words(lang, "people", "surnames")),
        speech=_singles(lang, "people", "speech"),
        attached=_singles(lang, "names", "attached"),
        counted=_singles(lang, "names", "counted"),
        particles=_singles(lang, "names", "particles"),
        nobiliary=_singles(lang, "people", "particles"),
        products=compounds(names.get("products", [])),
        plurals=compounds(noun for nouns in names.get("plurals", {}).values() for noun in nouns),
        plural_types={_spaced(noun): kind for kind, nouns in names.get("plurals", {}).items() for noun in nouns},
        rankings=compounds(names.get("rankings", [])),
        clausal=_singles(lang, "names", "clausal"),
        wares=compounds(names.get("wares", [])),
        nobody=_singles(lang, "people", "nobody"),
        listing=_singles(lang, "names", "listing"),
        followers=_singles(lang, "anaphora", "followers"),
        predicates=_singles(lang, "anaphora", "predicates"),
        numerals=anaphora.get("numerals", {}),
        totals=_singles(lang, "anaphora", "totals"),
        counted_nouns=compounds(noun for nouns in anaphora.get("counted", {}).values() for noun in nouns),
        noun_types={
            " ".join(lower_of(w) for w in words_of(noun)): "" if kind == "any" else kind
            for kind, nouns in anaphora.get("counted", {}).items()
            for noun in nouns
        },
        demonstratives=compounds(anaphora.get("demonstratives", [])),
        renamed=compounds(names.get("renamed", [])),
        preludes=_singles(lang, "anaphora", "preludes"),
        epithets=compounds(anaphora.get("epithets", [])),
        fronted=compounds(anaphora.get("fronted", [])),
        asides=compounds(anaphora.get("asides", [])),
        fronts=compounds(anaphora.get("fronts", [])),
        expletives=compounds(anaphora.get("expletives", [])),
        led=_singles(lang, "anaphora", "led"),
        leading=_singles(lang, "anaphora", "leading"),
        persons=_singles(lang, "anaphora", "persons"),
        heading=compounds(anaphora.get("heading", [])),
        escorts=_singles(lang, "anaphora", "escorts"),
        whence=compounds(_words(lang, "anaphora", "whence")),
        leads=compounds(anaphora.get("leads", [])),
        resumes=compounds(anaphora.get("resumes", [])),
        jointly=compounds(anaphora.get("jointly", [])),
        sides=_singles(lang, "anaphora", "sides"),
        nations=anaphora.get("nations", {}),
        owners=_singles(lang, "anaphora", "owners"),
        shared=_singles(lang, "anaphora", "shared"),
        houses=_singles(lang, "anaphora", "houses"),
        tiers={fold(w): n for n, words in enumerate(names.get("tiers", [])) for w in words},
        opposites=people.get("opposites", {}),
        genders={pronoun: frozenset(words) for pronoun, words in anaphora.get("genders", {}).items()},
        deeds=compounds(people.get("deeds", [])),
        addressed=people.get("addressed", {}),
        precise=_singles(lang, "anaphora", "precise"),
        selfsame=_singles(lang, "anaphora", "selfsame"),
        towns=_singles(lang, "people", "towns"),
        clitics=tuple(_words(lang, "anaphora", "clitics")),
        cases=people.get("cases", {}),
        townsmen=anaphora.get("townsmen", {}),
        copulas=_singles(lang, "names", "copulas"),
        grades=frozenset(fold(w) for w in _words(lang, "names", "grades")),
        described={noun: kind for kind, nouns in names.get("described", {}).items() for noun in nouns},
        of=_singles(lang, "people", "of"),
        serving=_singles(lang, "names", "serving"),
        areas=_singles(lang, "names", "areas"),
        offices=people.get("offices", {}),
        officers=people.get("officers", {}),
        bodies={_spaced(post): body for post, body in people.get("bodies", {}).items()},
        standing=_singles(lang, "people", "standing"),
        wholes=compounds(anaphora.get("wholes", [])),
        posts={_spaced(post): kind for kind, found in people.get("posts", {}).items() for post in found},
        posted=compounds(post for found in people.get("posts", {}).values() for post in found),
        endings=_endings(),
        ends=tuple(_endings()),
        initials=_singles(lang, "names", "initials"),
        based=_singles(lang, "names", "based"),
        states={form.removesuffix("."): key for form, key in names.get("states", {}).items()},
        lands=_singles(lang, "names", "lands"),
        generic=_singles(lang, "names", "generic"),
        currencies=frozenset(names.get("currencies", [])),
        former=frozenset(words.split()[0] for words in people.get("former", [])),
        erstwhile=_singles(lang, "people", "erstwhile"),
        past=_singles(lang, "people", "past"),
        schemes=_singles(lang, "names", "schemes"),
        saints=_singles(lang, "names", "saints"),
        divisions=_singles(lang, "names", "divisions"),
        homelands=compounds(names.get("homelands", [])),
        dedications=compounds(names.get("dedications", [])),
        national={word: kind for kind, words in names.get("national", {}).items() for word in words},
        lasts={word: kind for kind, words in names.get("lasts", {}).items() for word in words},
        articles=_singles(lang, "names", "articled_by"),
        pronouns=anaphora.get("pronouns", {}),
        we={**anaphora.get("we", {}), **anaphora.get("us", {}), **dict.fromkeys(_words(lang, "anaphora", "ours"), "")},
        us=frozenset(anaphora.get("us", {})),
        ours=_singles(lang, "anaphora", "ours"),
        behind_us=_singles(lang, "anaphora", "behind_us"),
        mine=_singles(lang, "anaphora", "mine"),
        done=_singles(lang, "deals", "done"),
        suffering=_singles(lang, "names", "suffering"),
        outlets=_singles(lang, "names", "outlets"),
        trades=_singles(lang, "names", "trades"),
        selling=_singles(lang, "names", "selling"),
        rivals=compounds(names.get("rivals", [])),
        called=compounds(names.get("called", [])),
        gerunds=_singles(lang, "names", "gerunds"),
        ventures=_singles(lang, "deals", "ventures"),
        namely=compounds(anaphora.get("namely", [])),
        legal=_singles(lang, "names", "legal"),
        loose=_singles(lang, "anaphora", "loose"),
        beyond=compounds(anaphora.get("beyond", [])),
        researching=_singles(lang, "names", "researching"),
        relatives=_singles(lang, "deals", "relatives"),
        impersonal=_singles(lang, "deals", "impersonal"),
        feminine=_singles(lang, "anaphora", "feminine"),
        men=_singles(lang, "people", "men"),
        subjectless=_singles(lang, "anaphora", "subjectless"),
        possessing=_singles(lang, "anaphora", "possessing"),
        since=_singles(lang, "anaphora", "since"),
        house=_singles(lang, "anaphora", "house"),
        apart=_singles(lang, "names", "apart"),
        capitals=names.get("capitals", {}),
        naming=_singles(lang, "names", "naming"),
        modifiers=_singles(lang, "names", "modifiers"),
        acts=_singles(lang, "names", "acts"),
        unsited=_singles(lang, "names", "unsited"),
        whose=_singles(lang, "people", "whose"),
        appointing=_singles(lang, "people", "appointing"),
        schooled=_singles(lang, "people", "schooled"),
        quoting=_singles(lang, "people", "quoting"),
        taking=_singles(lang, "people", "taking"),
        replacing=_singles(lang, "people", "replacing"),
        personal=_singles(lang, "people", "personal"),
        doings=compounds(people.get("doings", [])),
        degrees=_singles(lang, "people", "degrees"),
        leaving=compounds(people.get("leaving", [])),
        bought=compounds(names.get("bought", [])),
        regional=_singles(lang, "names", "regional"),
        awards=_singles(lang, "names", "awards"),
        spread=_singles(lang, "names", "spread"),
        determiners=_singles(lang, "names", "determiners"),
        sites=_singles(lang, "names", "sites"),
        patrons=tuple(fold(phrase) for phrase in names.get("patrons", [])),
        demonyms=tuple(_words(lang, "names", "demonyms")),
        adjectives=tuple(_words(lang, "names", "adjectives")),
        sciences=tuple(_words(lang, "names", "sciences")),
        sharing=tuple(_words(lang, "names", "sharing")),
        singular=_singles(lang, "names", "singular"),
        of_many=tuple(_words(lang, "names", "of_many")),
        binding=_singles(lang, "names", "binding"),
        sited=compounds(names.get("sited", [])),
        trailing_nouns=names.get("order") == "both",
        articled=bool(names.get("articled", False)),
        syllabic=bool(names.get("syllabic", False)),
        # The frames whose words are those of a deal, by their number.
        signs=_frames_of(lang, "sign"),
        plans=_frames_of(lang, "plan", "joint"),
        pacts=_frames_of(lang, "sign", "pact"),
        papers=_frames_of(lang, "pact"),
    )
