"""What leaves the program: tables in four formats, text made harmless, files written whole or not at all."""

import csv
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from kg.files import replacing

F = TypeVar("F", bound=Callable[..., Any])
Value = str | int | float | bool | None
Row = Sequence[Value]

# What a terminal obeys or what turns the order of letters around: control characters, bidirectional controls,
# line separators, tag characters, halves of surrogate pairs.
_ACTIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")
_FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")
_MARKDOWN = re.compile(r"([\\`*\[\]<>&|~]|(?<!\w)_|_(?!\w))")


def open_streams() -> None:
    """Make standard output and error take any text: UTF-8 in a pipe, a terminal's own encoding with escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def store_option(required: bool = True) -> Callable[[F], F]:
    """The option that tells where the graph is."""
    return click.option(
        *("--store", "-s"),
        required=required,
        envvar="KG_STORE",
        show_envvar=True,
        metavar="STORE",
        help="Where the graph is: a folder, or 'neo4j:' for a Neo4j server.",
    )


def check_place(out: str | None) -> None:
    """Fail before the work rather than after it when a result could not be written."""
    if out in (None, "-"):
        return
    target = Path(str(out)).absolute()
    if target.exists() and not target.is_file() and not target.is_dir():
        return  # a device or a pipe
    folder = next(place for place in target.parents if place.exists())
    closed = target.exists() and not target.stat().st_mode & 0o222  # no mark of these stops a rename, or the root user
    if target.is_dir() or closed or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise click.UsageError(f"--out {out}: expected a file in a folder that can be written to")


def harmless(text: str) -> str:
    r"""One line of text that a terminal only shows: line breaks become spaces, active characters their escapes.

    >>> harmless("a\nb \x1b[31mred\u202e")
    'a b \\x1b[31mred\\u202e'
    """
    return _ACTIVE.sub(_escape, _BREAKS.sub(" ", text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def to_json(value: object) -> str:
    r"""One line of JSON that keeps its text exactly, with active characters written as JSON escapes.

    >>> to_json({"name": "Bệnh viện \u202e"})
    '{"name": "Bệnh viện \\u202e"}'
    """
    return _ACTIVE.sub(_json_escape, json.dumps(value, ensure_ascii=False))


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1] if match.group() != "\x7f" else "\\u007f"


def defused(text: str) -> str:
    """A CSV cell that no spreadsheet runs: what looks like a formula gets an apostrophe in front.

    >>> defused("=1+1"), defused("Bach Mai")
    ("'=1+1", 'Bach Mai')
    """
    return "'" + text if _FORMULA.match(text) else text


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4g}" if isinstance(value, float) else harmless(str(value))


def _csv(columns: Sequence[str], rows: Sequence[Row], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defused(harmless(v)) if isinstance(v, str) else v for v in row])


def _jsonl(columns: Sequence[str], rows: Sequence[Row], out: TextIO) -> None:
    for row in rows:
        out.write(to_json(dict(zip(columns, row, strict=True))) + "\n")


def _markdown(columns: Sequence[str], rows: Sequence[Row], out: TextIO) -> None:
    for cells in (columns, ["---"] * len(columns), *rows):
        shown = [c if c == "---" else _MARKDOWN.sub(r"\\\1", _shown(c)) for c in cells]
        out.write("| " + " | ".join(shown) + " |\n")


def _table(columns: Sequence[str], rows: Sequence[Row], out: TextIO) -> None:
    from rich.cells import cell_len

    lines = [list(columns), *([_shown(v) for v in row] for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    if out.isatty() and sum(widths) + 2 * len(widths) > shutil.get_terminal_size().columns:
        _records(lines, out)
        return
    for line in lines:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        out.write("  ".join(padded).rstrip() + "\n")


def _records(lines: Sequence[Sequence[str]], out: TextIO) -> None:
    """A table that is too wide for the terminal: one block a row, one line a value, long ones wrapped."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns, *rows = lines
    console = Console(file=out)
    for number, row in enumerate(rows):
        block = Table.grid(padding=(0, 2))
        block.add_column(style="dim", no_wrap=True)
        block.add_column(overflow="fold")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                block.add_row(Text(column), Text(cell))
        console.print(*([] if number == 0 else [""]), block, sep="\n")


FORMATS: dict[str, Callable[[Sequence[str], Sequence[Row], TextIO], None]] = {
    "table": _table,
    "csv": _csv,
    "jsonl": _jsonl,
    "md": _markdown,
}


class Day(click.DateTime):
    """A day, or a time where one of the forms has one, that is given as an option."""

    name = "day"

    def __init__(self, *forms: str) -> None:
        super().__init__(forms)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The time that a text tells."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            shown = " or ".join(datetime(2026, 1, 31, 18).strftime(form) for form in self.formats)
            self.fail(f"expected a day such as {shown}, got {value!r}", param, ctx)


def format_option(verb: F) -> F:
    """The option that tells how rows are written."""
    return click.option(
        *("--format", "-f", "form"),
        type=click.Choice(list(FORMATS)),
        default="table",
        show_default=True,
        help="How rows are written.",
    )(verb)


def write_rows(columns: Sequence[str], rows: Sequence[Row], form: str, out: TextIO) -> None:
    """Write a table as one of ``FORMATS``. Only ``jsonl`` keeps every character; the others make text harmless.

    >>> import sys
    >>> write_rows(["partner", "sources"], [["Spitalul Luceafărul", 2]], "csv", sys.stdout)
    partner,sources
    Spitalul Luceafărul,2
    """
    FORMATS[form](columns, rows, out)


@contextmanager
def writing(path: str) -> Iterator[TextIO]:
    """A text file that takes the place of ``path`` only once it is written whole; ``-`` is standard output."""
    if path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    with replacing(path) as stream:
        yield stream
