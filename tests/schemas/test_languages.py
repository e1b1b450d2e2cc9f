"""Language files: what is read, and what is refused."""

import pytest

from kg.errors import DataError
from schemas.languages import language, languages, parse


def test_every_language_has_a_file_that_reads() -> None:
    assert set(languages()) >= {"en", "fr", "ro", "vi"}
    for code in languages():
        assert language(code).code == code
        assert language(code) is language(code)
        assert language(code).section("layout")


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(DataError, match=r"'xx'.*vi"):
        language("xx")


@pytest.mark.parametrize("text", ["code = ", 'label = "X"', 'code = 5\nlabel = "X"', 'code = "xx"'])
def test_a_broken_file_is_a_data_error(text: str) -> None:
    with pytest.raises(DataError, match=r"^xx\.toml: "):
        parse(text, "xx.toml")


def test_a_section_must_be_a_table() -> None:
    found = parse('code = "xx"\nlabel = "X"\nlayout = 3', "xx.toml")
    assert found.section("dates") == {}
    with pytest.raises(DataError, match="must be a table"):
        found.section("layout")
