"""What must hold of any input: tried on inputs made by chance, and for some seconds by a fuzzer."""

import subprocess
import sys
from pathlib import Path

import pytest
from hostile import holds, inputs
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent.parent
CODES = st.sampled_from(holds.CODES)
SIGNS = (
    st.characters(codec="utf-8") | st.sampled_from("".join(inputs.SPOILERS)) | st.sampled_from("".join(inputs.MARKS))
)
TEXTS = st.text(SIGNS, max_size=300)
MANY = settings(max_examples=50, suppress_health_check=list(HealthCheck))
SECONDS = 15
"""How long the fuzzer runs here; ``make fuzz`` lets it run for longer."""


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and a text made of its words, names and marks in any order."""
    code = draw(CODES)
    return code, " ".join(draw(st.lists(st.sampled_from(inputs.vocabulary(code)), min_size=1, max_size=60)))


@MANY
@given(TEXTS, CODES)
def test_cleaning_and_dates(text: str, code: str) -> None:
    holds.cleaning(text, code)
    holds.dates(text, code)
    holds.words(text)


@MANY
@example(("en", "Aldous, Jsc"))
@given(sentences())
def test_reading_any_words_of_a_language(told: tuple[str, str]) -> None:
    code, text = told
    holds.kept(holds.reading(text, code))


@st.composite
def pieces(draw: st.DrawFn) -> tuple[str, str]:
    """Parts of lines of articles, one word of each another's, one behind the other on one line or on two."""
    code = draw(CODES)
    found = []
    for line in draw(st.lists(st.sampled_from(inputs.passages(code)), min_size=1, max_size=3)):
        words = line.split()
        first = draw(st.integers(0, len(words) - 1))
        words = words[first : draw(st.integers(first + 1, len(words)))]
        words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(inputs.vocabulary(code)))
        found.append(" ".join(words))
    return code, draw(st.sampled_from([" ", "\n", "\n\n"])).join(found)


@MANY
@example(("fr", "Le CHU de Lyon et le CHU de Lille prolongent leur jumelage\n\n2025"))
@example(("ro", "parteneriat cu Consiliul Județean Vaslui și compania"))
@example(("vi", "Thử nghiệm sẽ do Viện Vắc xin Quốc tế ( )"))
@given(pieces())
def test_reading_pieces_of_articles(told: tuple[str, str]) -> None:
    code, text = told
    holds.kept(holds.reading(text, code))


@MANY
@given(TEXTS.filter(str.strip), CODES)
def test_reading_any_text(text: str, code: str) -> None:
    holds.reading(text, code)


@MANY
@given(st.binary(max_size=300), st.sampled_from(holds.KINDS), st.sampled_from(list(inputs.files_in_short())))
def test_files_cut_and_mixed(tmp_path: Path, data: bytes, kind: str, sound: bytes) -> None:
    cut = len(sound) * len(data) // 300
    holds.files(sound[:cut] + data + sound[cut + 1 :], kind, tmp_path)


@MANY
@given(st.lists(TEXTS, min_size=7, max_size=7), st.booleans())
def test_any_text_in_any_field(tmp_path: Path, parts: list[str], packed: bool) -> None:
    holds.files(inputs.with_fields(parts, packed=packed), ".jsonl" if packed else ".txt", tmp_path)


@pytest.mark.parametrize("name", inputs.texts("found"))
def test_what_the_fuzzer_found_stays_mended(name: str) -> None:
    for code in holds.CODES:
        holds.everything(text := inputs.texts("found")[name], code)
        holds.kept(holds.reading(text, code))


def test_fuzzing_finds_nothing(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="no fuzzer: the package atheris is not installed")
    done = subprocess.run(
        [sys.executable, ROOT / "tests/hostile/fuzz.py", "--seconds", str(SECONDS), "--folder", tmp_path],
        capture_output=True,
        check=False,
    )
    told = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert told[-1].endswith("; 0 found")
