"""Who is who over the example articles, which tell of the same things in two languages."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.cli_build import read_articles, resolved
from kg.identity.settle import prepare
from loaders.extract import extract

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
Rows = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def rows() -> Rows:
    def fail(error: Exception) -> None:
        raise error

    articles = read_articles([str(ROOT / "examples")], fetch=False, strict=True, on_error=fail)
    return {row["article"]: row for row in resolved(prepare(extract(article)) for article in articles)}


def canonical(rows: Rows, article: str, name: str) -> str:
    """The id across articles of what an article names so."""
    (row,) = (row for key, row in rows.items() if key.startswith(article))
    (found,) = {
        one["canonical"]
        for one in row["entities"]
        if name == one["name"] or name in {mention["text"] for mention in one["mentions"]}
    }
    return str(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("d01", "Bệnh viện Bạch Mai"), ("d17", "Bach Mai Hospital")),
        (("d01", "Samsung Medical Center"), ("d17", "Samsung Medical Center")),
        (("d02", "Trường Đại học Y Hà Nội"), ("d16", "Hanoi Medical University")),
        (("d03", "Bệnh_viện Trung_ương Quân_đội 108"), ("d14", "Spitalul Militar Central 108")),
        (("d03", "Vũ_Đình_Thạc"), ("d14", "Vu Dinh Thac")),
        (("d06", "Bệnh viện Đa khoa Thiên Mộc"), ("d18", "Thien Moc General Hospital")),
        (("d09", "Bệnh viện Trung ương Huế"), ("d20", "Hôpital central de Huê")),
        (("d04", "Bộ Y tế"), ("d17", "Ministry of Health")),
    ],
)
def test_one_thing_in_two_articles(rows: Rows, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert canonical(rows, *one) == canonical(rows, *other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("d04", "Bệnh viện E"), ("d04", "Bệnh viện K")),
        (("d03", "Bệnh_viện Trung_ương Quân_đội 108"), ("d03", "Bệnh_viện Quân_y 175")),
        (("d04", "Sở Y tế Hà Nội"), ("d06", "Sở Y tế TP.HCM")),
        (("d07", "Viện Pasteur TP.HCM"), ("d07", "Viện Pasteur Nha Trang")),
        (("d06", "Bệnh viện Đa khoa Thiên Mộc"), ("d06", "Công ty CP Y khoa Thiên Mộc")),
        (("d02", "FPT"), ("d02", "FPT IS")),
    ],
)
def test_two_things_with_names_alike(rows: Rows, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert canonical(rows, *one) != canonical(rows, *other)


@pytest.mark.parametrize("articles", [("d02", "d16"), ("d07", "d08"), ("d09", "d20")])
def test_two_reports_of_one_deal_are_one_agreement(rows: Rows, articles: tuple[str, str]) -> None:
    one, other = (
        {deal["canonical"] for key, row in rows.items() if key.startswith(article) for deal in row["agreements"]}
        for article in articles
    )
    assert len(one & other) == 1


def test_the_figures_keep_their_bounds(rows: Rows, tmp_path: Path) -> None:
    scorer = SHARED / "score_identity.py"
    if not scorer.exists():
        pytest.skip("the annotated articles are not beside the project")
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("".join(json.dumps(row) + "\n" for row in rows.values()), encoding="utf-8")
    dev = SHARED / "dev"
    command = [sys.executable, scorer, predictions, dev / "coreference.json", dev / "gold"]
    bounds = ["--min", "precision=0.995", "recall=0.90"]
    scored = subprocess.run([*command, *bounds], capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout[-2000:] + scored.stderr
