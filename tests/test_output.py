"""Tables in four formats, and text that no terminal, spreadsheet or Markdown reader obeys."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli_output import FORMATS, Row, defused, harmless, to_json, write_rows, writing

ACTIVE = {chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F))}
ACTIVE |= {chr(code) for code in range(0x2066, 0x206A)}
TEXTS = st.text(st.characters(exclude_categories=()), max_size=40)


def written(form: str, columns: list[str], rows: list[Row]) -> str:
    out = io.StringIO()
    write_rows(columns, rows, form, out)
    return out.getvalue()


@given(TEXTS)
def test_harmless_text_is_one_line_that_nothing_obeys(text: str) -> None:
    shown = harmless(text)
    assert not ACTIVE & set(shown)
    shown.encode()
    assert len(shown.splitlines()) <= 1


@given(TEXTS)
def test_json_keeps_every_character_and_nothing_obeys_it(text: str) -> None:
    line = to_json({"text": text})
    assert json.loads(line) == {"text": text}
    assert not ACTIVE & set(line)
    line.encode()


@given(st.sampled_from(sorted(FORMATS)), st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_every_row_is_one_line_in_every_format(form: str, rows: list[tuple[str, str]]) -> None:
    lines = written(form, ["a", "b"], list(rows)).removesuffix("\n").split("\n")
    header = {"table": 1, "csv": 1, "md": 2, "jsonl": 0}[form]
    assert len([line for line in lines if line or form != "jsonl"]) == header + len(rows)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "＋1", "－1", "＠a", "\n=1"]
)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    cell = next(csv.reader(io.StringIO(written("csv", ["a"], [[text]]).split("\n", 1)[1])))[0]
    assert cell.startswith("'")


@given(TEXTS)
def test_a_csv_gives_back_its_cells(text: str) -> None:
    rows = list(csv.reader(io.StringIO(written("csv", ["a", "b"], [[text, 0.123456789]]))))
    assert rows == [["a", "b"], [defused(harmless(text)), "0.123456789"]]


def test_markdown_shows_markup_as_text() -> None:
    line = written("md", ["first_date"], [["a|b <b>*c*</b> [x](y) `z` _e_ f_g"]]).splitlines()
    assert line[0] == "| first_date |"
    assert line[2] == r"| a\|b \<b\>\*c\*\</b\> \[x\](y) \`z\` \_e\_ f_g |"


def test_a_table_lines_up_under_letters_with_marks_and_wide_ones() -> None:
    lines = written("table", ["name", "n"], [["Bệnh viện", 1], ["e\u0323\u0302", 2], ["病院", None]]).splitlines()
    assert lines == ["name       n", "Bệnh viện  1", "e\u0323\u0302          2", "病院"]


def test_values_of_each_kind() -> None:
    assert written("csv", ["a", "b", "c", "d"], [[None, True, 2, 0.5]]) == "a,b,c,d\n,True,2,0.5\n"
    assert (
        written("jsonl", ["a", "b", "c", "d"], [[None, True, 2, 0.5]]) == '{"a": null, "b": true, "c": 2, "d": 0.5}\n'
    )
    assert written("table", ["a", "b", "c", "d"], [[None, True, 2, 0.56789]]).splitlines()[1] == "   yes  2  0.5679"


def test_a_file_takes_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)

    def fail() -> None:
        with writing(str(target)) as stream:
            stream.write("half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert target.read_text(encoding="utf-8") == "old"
    with writing(str(target)) as stream:
        stream.write("Bệnh viện\n")
    assert target.read_bytes() == "Bệnh viện\n".encode()
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with writing(str(pipe)) as stream:
        stream.write("text")
    assert os.read(reader, 10) == b"text"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_minus_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with writing("-") as stream:
        stream.write("text")
    assert capsys.readouterr().out == "text"
