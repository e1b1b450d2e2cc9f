"""A text that is longer than any article is read in part, and that is said in one line."""

import json
from pathlib import Path

import pytest

from kg.errors import ArticleError
from loaders.extract import extract
from loaders.files.limit import LONGEST, cut
from loaders.readers import read

LINE = "Springfield Hospital signed an agreement with Hillside University. "


def test_only_the_beginning_of_a_monster_is_read_and_the_others_are_whole(tmp_path: Path) -> None:
    monster, plain = LINE * 20_000, LINE * 3
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(json.dumps({"text": text, "language": "en"}) for text in (plain, monster, plain)), "utf-8"
    )
    wrong: list[ArticleError] = []
    found = list(read([str(path)], on_error=wrong.append))
    assert [article.raw for article in found] == [plain, cut(monster), plain]
    assert [str(one) for one in wrong] == [
        f"{path}: record 2: its text has {len(monster):,} characters, no article has more than 200,000: "
        "only its beginning is read"
    ]
    assert monster.startswith(found[1].raw)
    assert LONGEST - 100 < len(found[1].raw) <= LONGEST


def test_a_strict_run_stops_at_a_monster(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * (LONGEST + 1), "utf-8")
    with pytest.raises(ArticleError, match="only its beginning"):
        list(read([str(path)], strict=True, on_error=lambda error: None))


def test_quotes_of_what_was_cut_stand_where_they_stand_in_the_whole(tmp_path: Path) -> None:
    whole = LINE + "A word or two. " * 20_000
    path = tmp_path / "a.txt"
    path.write_text(whole, "utf-8")
    (article,) = read([str(path)], on_error=lambda error: None)
    (statement, *_) = extract(article).statements
    assert all(whole[one.start : one.end] == one.quote for one in statement.evidence)
