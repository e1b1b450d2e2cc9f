"""How right and how complete the reading is: ``make quality``.

Measures every rule on the annotated articles that rules may be written with, and writes how sure the statements of
each are to ``schemas/confidence.tsv`` and the figures to ``docs/quality.md``. The other annotated articles are
measured in totals only: whoever writes rules must not learn what went wrong there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.causes import Causes
from bench.gold import Gold, compare, load
from bench.quality_page import page
from kg.errors import ArticleError, DataError
from kg.files import replacing
from kg.model import Article
from loaders.deals.frameset import rule_ids
from loaders.extract import extract
from loaders.readers import read
from loaders.relations.trail import Trail
from schemas.confidence import ANY, COLUMNS, estimate, parse
from schemas.languages import languages

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "schemas" / "confidence.tsv"
PAGE = ROOT / "docs" / "quality.md"
UNREAD = ROOT / "tests" / "unseen"
ARTICLES = (ROOT / "examples", ROOT / "tests" / "articles", UNREAD / "articles")
GOLD = (ROOT / "tests" / "gold" / "examples", ROOT / "tests" / "gold", UNREAD / "gold")
KEPT_ASIDE = ("d05", "d10", "d11", "d12", "d15", "d19")

OPEN, ASIDE, UNSEEN = "open", "kept aside", "unseen"


@dataclass(frozen=True, slots=True)
class Read:
    """A statement as one rule read it; ``meant``: an end of it is not named."""

    predicate: str
    rule: str
    statement: str
    meant: bool
    right: bool


@dataclass(slots=True)
class Measured:
    """One article: what each rule read, which statements came of it and whether they are right, what was missed.

    ``found`` counts by predicate the required relations that were read, ``missed`` has the predicate and the cause of
    each that was not; causes are told of open articles only.
    """

    article: str
    language: str
    group: str
    reads: list[Read] = field(default_factory=list)
    stated: list[tuple[str, bool]] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)


def group(name: str) -> str:
    """Whether an article is open to those who write rules, kept aside, or unseen.

    >>> [group(name) for name in ("d05-vi-x", "d06-vi-x", "uvi-02-x", "vi-02-x")]
    ['kept aside', 'open', 'unseen', 'open']
    """
    if name.startswith(KEPT_ASIDE):
        return ASIDE
    return UNSEEN if name.startswith(tuple(f"u{code}-" for code in languages())) else OPEN


def measure() -> list[Measured]:
    """Read every annotated article of the project and hold it against its annotation. Raises ``DataError``."""
    gold = {name: found for folder in GOLD for name, found in load(folder).items()}
    found = []
    for article in read([str(folder) for folder in ARTICLES], strict=True, on_error=_fail):
        if article.name not in gold:
            raise DataError(f"{article.name}: expected an annotation in one of {', '.join(map(str, GOLD))}")
        found.append(_measured(article, gold[article.name]))
    return found


def _fail(error: ArticleError) -> None:
    raise error


def _measured(article: Article, gold: Gold) -> Measured:
    trail = Trail()
    reading = extract(article, trail=trail)
    verdict = compare(reading, gold)
    measured = Measured(article.name, gold.language, group(article.name), found=Counter(p for _, p, _ in verdict.found))
    stated = {s.id: s for s in reading.statements}
    first: dict[tuple[str, str], bool] = {}
    for claim, identifier in trail.made:
        if identifier in stated:
            first.setdefault((claim.rule.id, identifier), claim.pair or bool(claim.anaphors))
    for (rule, identifier), meant in first.items():
        predicate = stated[identifier].predicate
        measured.reads.append(Read(predicate, rule, identifier, meant, verdict.right[identifier]))
    measured.stated = [(s.predicate, verdict.right[s.id]) for s in reading.statements]
    why = Causes(reading, trail.reader, gold, verdict) if trail.reader and measured.group == OPEN else None
    measured.missed = [(missed[1], why.of(missed) if why else "") for missed in verdict.missed]
    return measured


def tally(reads: Iterable[Read]) -> dict[tuple[str, str], tuple[int, int]]:
    """How many readings were right, and how many there were, by predicate and rule, ``*`` for all rules."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for one in reads:
        for key in ((one.predicate, one.rule), (one.predicate, ANY)):
            right[key] += one.right
            total[key] += 1
    return {key: (right[key], count) for key, count in sorted(total.items())}


def lines(measured: list[Measured]) -> Iterator[str]:
    """The lines of ``confidence.tsv``."""
    reads = [one for article in measured if article.group == OPEN for one in article.reads]
    unseen = [one for article in measured if article.group == UNSEEN for one in article.reads]
    rarer = min(1.0, _share(unseen) / _share(reads))
    meant = [one for one in reads if one.meant]
    less = min(1.0, _share(meant) / _share(one for one in reads if not one.meant))
    yield "\t".join(COLUMNS)
    yield _line(ANY, ANY, sum(one.right for one in meant), len(meant), less)
    priors: dict[str, float] = {}
    for (predicate, rule), (right, count) in tally(reads).items():
        if rule == ANY:
            priors[predicate] = rarer * (right + 1) / (count + 2)
        figure = priors[predicate] if rule == ANY else estimate(right, count, priors[predicate])
        yield _line(predicate, rule, right, count, figure)


def _share(reads: Iterable[Read]) -> float:
    """The share of readings that are right, by Laplace's rule of succession."""
    right = [one.right for one in reads]
    return (sum(right) + 1) / (len(right) + 2)


def _line(predicate: str, rule: str, right: int, count: int, figure: float) -> str:
    return "\t".join((predicate, rule, str(right), str(count), f"{figure:.3f}"))


def idle(measured: list[Measured]) -> dict[str, list[str]]:
    """By language, the rules that read nothing in any open article."""
    busy = {one.rule for article in measured if article.group == OPEN for one in article.reads}
    return {code: [rule for rule in rule_ids(code) if rule not in busy] for code in languages()}


def main() -> None:
    """Measure, write both files, and print what a writer of rules wants to know."""
    measured = measure()
    table = "\n".join(lines(measured)) + "\n"
    text = page(measured, parse(table, str(TABLE)), idle(measured))
    for path, content in ((TABLE, table), (PAGE, text)):
        with replacing(path) as stream:
            stream.write(content)
    for code, names in idle(measured).items():
        print(f"{code}: {len(names)} of {len(rule_ids(code))} rules read nothing in any open article")
        print("".join(f"  {name}\n" for name in names), end="")
    print(f"Written: {TABLE.relative_to(ROOT)}, {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
