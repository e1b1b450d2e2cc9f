"""How many articles a second one core takes from text to statements, and in how much memory.

underthesea's named-entity recogniser for Vietnamese reads the same articles in the same run. It names entities and
no relations, so it does a part of the work; it is the usual offline choice for these texts.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from kg.model import Article

ARTICLES = 400
"""Read by this program in each round: about two seconds' work."""
COMPARED = 4
"""Read by both programs in each round, all of them Vietnamese: underthesea takes seconds for each."""
WARM_UP = 40
_KIBIBYTES = 1024 if sys.platform == "darwin" else 1
"""``ru_maxrss`` counts bytes on macOS, kibibytes elsewhere."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--worker", nargs=2, metavar=("PROGRAM", "CORPUS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        program, corpus = options.worker
        made = [Article(**json.loads(line)) for line in Path(corpus).read_text(encoding="utf-8").splitlines()]
        print(json.dumps(_WORKERS[program](made, options.rounds)))
        return
    from bench.corpus import LENGTH, articles

    with tempfile.TemporaryDirectory() as folder:
        corpus = str(Path(folder) / "corpus.jsonl")
        made = articles(WARM_UP + ARTICLES)
        Path(corpus).write_text("".join(json.dumps(asdict(article)) + "\n" for article in made), encoding="utf-8")
        ours = _measure("kg", corpus, options.rounds)
        theirs = _measure("underthesea", corpus, options.rounds)
    if ours is None:
        sys.exit("The extractor failed; see the message above")
    print(f"Articles of about {LENGTH:,} characters, each with names of its own; one process held to one thread, warm;")
    print(f"medians of {options.rounds} rounds.\n")
    _print(ours, theirs)


def _print(ours: dict[str, Any], theirs: dict[str, Any] | None) -> None:
    print(f"{'':44}{'articles/s':>12}{'lowest':>9}{'highest':>9}{'peak memory':>14}")
    _row(f"text to statements, {ARTICLES} articles a round", ours, "all")
    _row(f"text to statements, {COMPARED} of them", ours, "compared")
    if theirs is None:
        print("underthesea could not be run here; see the message above")
    else:
        _row(f"underthesea NER, the same {COMPARED}", theirs, "compared")
        ratio = median(ours["compared"]) / median(theirs["compared"])
        print(f"\nOn the same articles {ratio:,.0f} times as many a second as underthesea's NER.")
    print(f"\nStatements an article: {ours['statements']:.1f}. Share of the time by stage:")
    for stage, share in ours["stages"].items():
        print(f"  {stage:42}{share:>12.0%}")


def _row(label: str, result: dict[str, Any], key: str) -> None:
    rates = result[key]
    memory = f"{result['memory']:,.0f} MiB"
    print(f"{label:44}{median(rates):>12,.1f}{min(rates):>9,.1f}{max(rates):>9,.1f}{memory:>14}")


def _measure(program: str, corpus: str, rounds: int) -> dict[str, Any] | None:
    """The figures of a program, measured in a process of its own that is held to one thread."""
    single = dict.fromkeys(("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [sys.executable, "-m", "bench.extract", "--rounds", str(rounds), "--worker", program, corpus]
    done = subprocess.run(command, env=os.environ | single, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return None
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _kg(made: Sequence[Article], rounds: int) -> dict[str, Any]:
    from loaders.extract import extract

    wanted, counts = made[WARM_UP:], []
    for article in made[:WARM_UP]:
        extract(article)
    every, compared = [], []
    for _ in range(rounds):
        every.append(_rate(lambda article: counts.append(len(extract(article).statements)), wanted))
        compared.append(_rate(extract, wanted[:COMPARED]))
    memory = _memory()
    return {
        "all": every,
        "compared": compared,
        "memory": memory,
        "stages": _stages(wanted, 1 / median(every)),
        "statements": sum(counts) / len(counts),
    }


def _underthesea(made: Sequence[Article], rounds: int) -> dict[str, Any]:
    from underthesea import ner  # type: ignore[import-not-found, import-untyped, unused-ignore]

    ner(made[0].raw[:200])
    compared = [_rate(lambda article: ner(article.raw), made[WARM_UP:][:COMPARED]) for _ in range(rounds)]
    return {"compared": compared, "memory": _memory()}


_WORKERS: dict[str, Callable[[Sequence[Article], int], dict[str, Any]]] = {"kg": _kg, "underthesea": _underthesea}


def _rate(work: Callable[[Article], object], made: Sequence[Article]) -> float:
    """Articles a second."""
    started = time.perf_counter()
    for article in made:
        work(article)
    return len(made) / (time.perf_counter() - started)


def _memory() -> float:
    """The most memory that this process has used, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / _KIBIBYTES


def _stages(made: Sequence[Article], whole: float) -> dict[str, float]:
    """The part of the time for one article, ``whole`` seconds, that the stages with a function of their own take."""
    from loaders.text.cleaning import clean
    from loaders.text.dates import find_dates
    from loaders.text.language import detect
    from loaders.text.sentences import sentences
    from schemas.languages import language

    cleaned = [(clean(article.raw, language(article.language)), language(article.language)) for article in made]
    pairs = iter(cleaned * 2)
    dates = 1 / _rate(lambda article: find_dates(*_text(next(pairs)), article.published), made)
    cuts = 1 / _rate(lambda _: sentences(*next(pairs)), made)
    cleaning = 1 / _rate(lambda article: clean(article.raw, language(article.language)), made)
    shares = {"cleaning": cleaning / whole, "sentences": cuts / whole, "dates": dates / whole}
    shares["names, people, relations, agreements"] = 1 - sum(shares.values())
    return shares | {"(language, told beforehand: on top)": 1 / _rate(lambda a: detect(a.raw), made) / whole}


def _text(pair: tuple[Any, Any]) -> tuple[str, Any]:
    return pair[0].text, pair[1]


if __name__ == "__main__":
    main()
