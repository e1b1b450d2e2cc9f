"""What many articles take, from the project's folder: ``python -m bench.scale [STEP...]``, all steps by default.

Short articles with names of their own (``bench.corpus``). Each run is a process of its own, as a person starts it, and
is measured by what the system says of it when it has ended.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench import corpus
from kg.model import Article

LENGTH = 600
"""Characters of an article: a short report."""
CHUNK = 500
FEW = 2_000
MENTIONS = 1_000_000
KILLS = 20
_KIBIBYTES = 1024 if sys.platform == "darwin" else 1


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run took: seconds on the clock, seconds of all its processors, the most memory of its first process."""

    clock: float
    work: float
    memory: float


def main() -> None:
    """Run the steps that are asked for and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="*", choices=[[], *STEPS], metavar="STEP", help=", ".join(STEPS))
    parser.add_argument(
        "--few", type=int, default=FEW, help="articles of a small run; a large one has ten times as many"
    )
    parser.add_argument("--mentions", type=int, default=MENTIONS, help="for the step identity")
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--corpus", type=Path, help="articles made before, as JSON lines")
    options = parser.parse_args()
    load = f"{os.getloadavg()[0]:.1f} processes wanted to run on {os.cpu_count()} processors when this began"
    print(f"{load}\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for step in options.steps or STEPS:
            STEPS[step](Path(folder), options)


def _with_spark(runs: dict[str, tuple[object, ...]]) -> dict[str, tuple[object, ...]]:
    """The runs that can be made here."""
    if find_spec("pyspark") is None:
        print("PySpark is not installed (pip install 'healthkg[spark]'): left out")
        return {label: arguments for label, arguments in runs.items() if arguments[0] != "spark"}
    return runs


def kg(*arguments: object) -> Spent:
    """Run the program to its end. Fails if it fails."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen([sys.executable, "-m", "kg", *map(str, arguments)], stderr=errors, stdout=errors)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            sys.exit(f"kg {' '.join(map(str, arguments))}: {errors.read()[-2000:]}")
    work = used.ru_utime + used.ru_stime
    return Spent(time.perf_counter() - started, work, used.ru_maxrss / 1024 / _KIBIBYTES)


def stamp(store: Path) -> str:
    """The hash that ``kg stats`` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", "stats", "--store", str(store), "--json"], capture_output=True, check=True
    )
    return str(json.loads(done.stdout)["hash"])


def made(folder: Path, options: argparse.Namespace, number: int) -> Path:
    """A file of so many articles."""
    path = folder / f"{number}.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as stream:
            for line in _lines(options, number):
                stream.write(line)
    return path


def _lines(options: argparse.Namespace, number: int) -> Iterator[str]:
    if options.corpus:
        with options.corpus.open(encoding="utf-8") as stream:
            for _ in range(number):
                yield stream.readline()
        return
    corpus.LENGTH = LENGTH
    for seed in range(-(-number // CHUNK)):
        for at, one in enumerate(corpus.articles(min(CHUNK, number - seed * CHUNK), seed)):
            row = {"text": one.raw, "language": one.language, "url": f"https://news.example/{seed}-{at}"}
            yield json.dumps(row, ensure_ascii=False) + "\n"


def memory(folder: Path, options: argparse.Namespace) -> None:
    """The most memory of reading into a log and of making a store of it: few articles, and ten times as many."""
    print(f"{'one process':34}{'articles':>10}{'work s':>10}{'a second':>10}{'MiB':>8}", flush=True)
    for number in (options.few, 10 * options.few):
        articles, log = made(folder, options, number), folder / f"log-{number}"
        told = kg("extract", articles, "--log", log, "--jobs", 1)
        _row("text to log", number, told)
        told = kg("rebuild", log, "--store", folder / f"store-{number}")
        _row("log to store, who is who included", number, told)
    print(flush=True)


def _row(label: str, number: int, told: Spent) -> None:
    print(f"{label:34}{number:>10,}{told.work:>10.1f}{number / told.work:>10.0f}{told.memory:>8.0f}", flush=True)


def pool(folder: Path, options: argparse.Namespace) -> None:
    """One process, two, and PySpark on two cores: how long each takes for the same articles, with the same hash."""
    articles = made(folder, options, options.few)
    ways: dict[str, tuple[object, ...]] = {
        "one process": ("extract", articles, "--jobs", 1),
        "two processes": ("extract", articles, "--jobs", 2),
        "PySpark, local[2]": ("spark", articles, "--master", "local[2]"),
    }
    hashes, clocks = set(), []
    for number, (label, arguments) in enumerate(_with_spark(ways).items()):
        log, store = folder / f"way-{number}", folder / f"way-store-{number}"
        clocks.append(kg(*arguments, "--log", log, "--part", 100).clock)
        kg("rebuild", log, "--store", store)
        hashes.add(stamp(store))
        ratio = f"{clocks[0] / clocks[-1]:.2f} times as fast as one process"
        print(f"{label:34}{clocks[-1]:>10.1f} s  {ratio}", flush=True)
    print(f"{len(hashes)} different hash\n", flush=True)


def kills(folder: Path, options: argparse.Namespace) -> None:
    """Kill each verb again and again, at any moment, and let it end: the hash is that of an unbroken run."""
    articles = made(folder, options, min(options.few, 300))
    kg("build", articles, "--store", folder / "unbroken", "--jobs", 1)
    expected = stamp(folder / "unbroken")
    log, other = folder / "kill-log", folder / "kill-spark"
    parts = ("--part", 10)
    runs: dict[str, tuple[object, ...]] = {
        "build": ("build", articles, "--store", folder / "k1", "--log", log, *parts, "--jobs", 2),
        "rebuild": ("rebuild", log, "--store", folder / "k2"),
        "spark": ("spark", articles, "--log", other, *parts, "--master", "local[2]"),
    }
    makes = {"build": (folder / "k1", log), "rebuild": (folder / "k2",), "spark": (other,)}
    for verb, arguments in _with_spark(runs).items():
        ended = _killed(arguments, makes[verb], options.kills)
        kg(*arguments)
        store = folder / ("k1" if verb == "build" else "k2" if verb == "rebuild" else "k3")
        if verb == "spark":
            kg("rebuild", other, "--store", store)
        told = (
            f"killed {options.kills} times at chance moments ({ended} times it came to its end first, and began anew)"
        )
        print(f"{verb}: {told}, then run to its end: {_said(stamp(store) == expected)}", flush=True)
    print(flush=True)


def _said(same: bool) -> str:
    return "the same hash as an unbroken run" if same else "ANOTHER HASH"


def _killed(arguments: tuple[object, ...], makes: tuple[Path, ...], wanted: int) -> int:
    """Start a run and kill it, so many times, at any moment of the time that it takes; each goes on where the last was
    killed. How often it came to its end: what it ``makes`` is taken away then, and it begins anew."""
    lot, count, ended = random.Random(1), 0, 0
    whole = kg(*arguments).clock
    _clear(makes)
    while count < wanted:
        with subprocess.Popen(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                process.wait(lot.uniform(0, whole))
                ended += 1
                _clear(makes)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                count += 1
    return ended


def _clear(places: tuple[Path, ...]) -> None:
    for place in places:
        shutil.rmtree(place)


def identity(_: Path, options: argparse.Namespace) -> None:
    """Who is who over made mentions: names, then the two rounds of the shuffle, in one process with files."""
    from bench.identity import measure

    measure(options.mentions)
    print(flush=True)


def bait(_: Path, __: argparse.Namespace) -> None:
    """The longest text that is read, full of what could make patterns run wild."""
    from loaders.extract import extract
    from loaders.files.limit import LONGEST

    example = (corpus.EXAMPLES / "d17-en-bach-mai-brief.txt").read_text(encoding="utf-8")
    words = example.split()
    pieces = {
        "an article over and over": example,
        "one line": " ".join(words) + " ",
        "two names": "Springfield Hospital and ",
        "a list": "Springfield Hospital, ",
        "people with posts": "director of Springfield Hospital, Dr Ana Moldoveanu, ",
        **{f"{mark!r}": mark for mark in ("(", '"', ".", ",", " ", "\n", "1", "A", "a\u0301", "12/3/2024 ", "signed ")},
    }
    extract(Article("a", "a", example, "v", language="en"))
    slowest = 0.0
    for piece in pieces.values():
        started = time.process_time()
        extract(Article("a", "a", (piece * (LONGEST // len(piece) + 1))[:LONGEST], "v", language="en"))
        slowest = max(slowest, time.process_time() - started)
    print(f"{len(pieces)} texts of {LONGEST:,} characters: {slowest:.1f} seconds of work for the slowest\n", flush=True)


STEPS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    step.__name__: step for step in (memory, pool, kills, identity, bait)
}


if __name__ == "__main__":
    main()
