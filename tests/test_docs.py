"""What the documents show is what the program does. ``make docs`` writes the outputs in the README anew."""

import os
import pty
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import notebook
import pytest

from kg.cli import cli
from loaders.deals.frameset import KINDS
from schemas.languages import language
from schemas.vocabulary import page

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")]
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_SETTING_UP = ("make ", "source ")
_COUNTS = re.compile(r"^(Articles|Entities|Statements|Refused|Left out|Store|Time|confidence) .*|^ +\d.*")
"""Lines with figures that change with every better rule; only their labels are compared."""
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
WIDTH = 100


def tour(text: str) -> Iterator[tuple[str, list[str]]]:
    """The commands that a document shows, each with the lines of output shown below it."""
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            if not command.startswith(_SETTING_UP):
                yield command, shown


def run(command: str, folder: Path) -> tuple[int, list[str]]:
    """Run a command as a person would, on a terminal: its exit code and the lines that it showed."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environment |= {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "COLUMNS": str(WIDTH), "KG_HOME": os.devnull}
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(
            ["bash", "-c", command], cwd=folder, env=environment, stdout=theirs, stderr=errors
        ) as process:
            os.close(theirs)
            shown = b""
            try:
                while piece := os.read(ours, 65536):
                    shown += piece
            except OSError:  # what Linux says when the other end is closed
                pass
        errors.seek(0)
        messages = errors.read()
    os.close(ours)
    lines = _COLOUR.sub("", (messages + shown).decode()).splitlines()
    return process.returncode, [line.rstrip() for line in lines]


def prepared(folder: Path) -> Path:
    """A folder with the examples in it and a ``kg`` that runs this source tree."""
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "bin").mkdir()
    for name, arguments in (("kg", "-m kg"), ("python", "")):
        script = folder / "bin" / name
        script.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} {arguments} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return folder


def as_shown(lines: list[str], shown: list[str]) -> list[str]:
    """Output cut like what is shown: after as many lines as stand before an ellipsis."""
    return [*lines[: len(shown) - 1], "..."] if shown[-1] == "..." else lines


def test_the_tour_of_the_readme_works_and_shows_what_is_shown(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    commands = list(tour(README.read_text(encoding="utf-8")))
    assert len(commands) >= 6
    for command, shown in commands:
        code, lines = run(command, folder)
        assert code == 0, (command, lines)
        if shown:
            wanted = [_COUNTS.sub(r"\1", line) for line in shown]
            assert [_COUNTS.sub(r"\1", line) for line in as_shown(lines, shown)] == wanted, command


def rewrite() -> None:
    """Write the outputs that the tour of the README shows anew, where it shows any, and the page of the vocabulary."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder = prepared(Path(place))
        for command, shown in tour(text):
            code, lines = run(command, folder)
            assert code == 0, (command, lines)
            if shown:
                old, new = ("\n".join([f"$ {command}", *output, ""]) for output in (shown, as_shown(lines, shown)))
                text = text.replace(old, new)
    README.write_text(text, encoding="utf-8")
    if find_spec("pandas") is None:
        print("docs/walking.ipynb is left as it is: pandas is not installed")
    else:
        with tempfile.TemporaryDirectory() as place:
            folder = prepared(Path(place))
            assert run("kg build examples --store graph", folder)[0] == 0
            notebook.write(ROOT / "docs" / "walking.ipynb", folder)
    (ROOT / "docs" / "vocabulary.md").write_text(page(), encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """The parts of the reference by verb."""
    parts = re.split(r"^## kg (\w+)$", text, flags=re.MULTILINE)
    return {
        verb: re.split(r"^## ", part, flags=re.MULTILINE)[0]
        for verb, part in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    return sections((ROOT / "docs" / "usage.md").read_text(encoding="utf-8"))


def test_the_reference_has_every_verb_and_no_other(reference: dict[str, str]) -> None:
    assert sorted(reference) == sorted(cli.commands)


@pytest.mark.parametrize("verb", sorted(cli.commands))
def test_the_reference_has_every_option_of_a_verb_and_no_other(reference: dict[str, str], verb: str) -> None:
    options = {name for option in cli.commands[verb].params if isinstance(option, click.Option) for name in option.opts}
    told = set(re.findall(r"`(--?[a-z][a-z-]*)`", reference[verb]))
    assert options <= told
    assert told <= options


def test_options_anywhere_in_the_documents_exist() -> None:
    known = {name for verb in cli.commands.values() for option in verb.params for name in option.opts}
    known |= {"--help", "--version", "--strict", "--quiet", "--no-ensure-ascii"}
    for path in [*DOCUMENTS, *(ROOT / "docs").glob("*.md")]:
        told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", path.read_text(encoding="utf-8")))
        assert told <= known, path.name


def test_contributing_shows_a_rule_that_there_is_and_every_kind_of_frame() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = [tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL)]
    rows = [row for block in shown for row in block.get("relations", [])]
    assert rows
    assert all(row in language("en").data["relations"] for row in rows)
    assert [kind for kind in KINDS if f"`{kind}` (" not in " ".join(text.split())] == []


def test_the_page_of_the_vocabulary_is_that_of_the_ontology() -> None:
    assert (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8") == page()


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*DOCUMENTS, *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (path.parent / target).exists(), f"{path.name}: {target}"


if __name__ == "__main__":
    rewrite()
