"""Fuzzing that is led by what the code does: ``python tests/hostile/fuzz.py --seconds 3600 --folder FOLDER``.

Bytes become texts, files of every kind, or sentences made of the words of a language; of each must hold what
``holds`` tells, within ten seconds of work. What breaks that is written into the folder, once for each place in the
code, and the run goes on. It ends with a count, and with 1 if something was found.
"""

import argparse
import hashlib
import os
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import atheris  # noqa: E402

with atheris.instrument_imports(include=["loaders", "kg.identity", "kg.ids", "kg.cli_output"]):
    from hostile import holds, inputs

    import loaders.files.html  # noqa: F401 (loaded later, it would not be looked into)

LONGEST = 4096
"""Bytes of an input; what grows with length is the matter of the hostile corpus."""


class Fuzzer:
    """One run: what was tried how often, and what was found."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder, self.until = folder, time.monotonic() + seconds
        self.tried: Counter[str] = Counter()
        self.found: dict[str, str] = {}
        self.vocabulary = {code: inputs.vocabulary(code) for code in holds.CODES}

    def one(self, data: bytes) -> None:
        """Try one input: its first byte says what of, its second in which language or kind of file."""
        if time.monotonic() > self.until:
            self.end()
        if len(data) < 3:
            return
        name, try_it = TRIALS[data[0] % len(TRIALS)]
        self.tried[name] += 1
        try:
            with holds.within():
                try_it(self, data[1], data[2:])
        except Exception as error:  # whatever it is, it is what is looked for
            self.note(name, data, error)

    def note(self, name: str, data: bytes, error: Exception) -> None:
        """Keep the first input that fails at a place."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if str(ROOT) in f.filename]
        place = f"{type(error).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno}"
        if place not in self.found:
            self.found[place] = f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
            (self.folder / self.found[place]).write_bytes(data)
            print(f"FOUND {place} by {name}: {self.found[place]}\n{traceback.format_exc()}", flush=True)

    def end(self) -> None:
        """Tell what was done, and leave."""
        done = ", ".join(f"{name} {count:,}" for name, count in sorted(self.tried.items()))
        print(f"{self.tried.total():,} inputs: {done}; {len(self.found)} found", flush=True)
        os._exit(1 if self.found else 0)

    def text(self, choice: int, data: bytes) -> None:
        """Any text, as an article."""
        holds.everything(_text(data), _code(choice))

    def words(self, choice: int, data: bytes) -> None:
        """Text of the words of a language, as an article that a store takes."""
        code = _code(choice)
        known = self.vocabulary[code]
        pairs = zip(data[::2], data[1::2], strict=False)
        chosen = [known[(high << 8 | low) % len(known)] for high, low in pairs]
        made = holds.reading(" ".join(chosen) or "x", code)
        if choice & 0x80:
            holds.kept(made)

    def dates(self, choice: int, data: bytes) -> None:
        """Any text, as one with dates."""
        holds.dates(_text(data), _code(choice))

    def files(self, choice: int, data: bytes) -> None:
        """A file of any kind."""
        holds.files(data, holds.KINDS[choice % len(holds.KINDS)], self.folder)

    def fields(self, choice: int, data: bytes) -> None:
        """Front matter, or a line of JSON, with any text in each of its fields."""
        parts = (_text(data).split("\x01") + [""] * 7)[:7]
        holds.files(inputs.with_fields(parts, packed=bool(choice & 1)), ".jsonl" if choice & 1 else ".txt", self.folder)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _code(choice: int) -> str:
    return holds.CODES[choice % len(holds.CODES)]


TRIALS = (
    ("text", Fuzzer.text), ("words", Fuzzer.words), ("dates", Fuzzer.dates), ("files", Fuzzer.files),
    ("fields", Fuzzer.fields),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long; 60")
    parser.add_argument("--folder", type=Path, required=True, help="where inputs and what is found are kept")
    parser.add_argument("--seed", type=int, default=1, help="of the first inputs")
    given = parser.parse_args()
    corpus = given.folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(inputs.seeds(LONGEST)):
        (corpus / f"seed-{number:04}").write_bytes(data)
    fuzzer = Fuzzer(given.folder, given.seconds)
    flags = [
        f"-artifact_prefix={given.folder}/",
        f"-max_len={LONGEST}",
        f"-seed={given.seed}",
        "-timeout=60",
        "-verbosity=0",
        "-rss_limit_mb=4096",
    ]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], fuzzer.one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
