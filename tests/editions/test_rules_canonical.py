"""A regulation written out anew says the same."""

from pathlib import Path

import pytest

from contest.editions.rules import parse
from contest.editions.rules.canonical import canonical, written
from contest.editions.rules.words.articles import articles
from contest.editions.rules.words.differences import differences

HERE = Path(__file__).parent
FILES = sorted([*HERE.glob("small_*.yaml"), *(HERE / "regulations").glob("*.yaml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_regulation_written_out_anew_is_the_same_regulation(path: Path) -> None:
    regulation = parse(path.read_text(encoding="utf-8"))
    again = parse(written(canonical(regulation)))
    assert again == regulation
    assert differences(regulation, again) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_article_is_said_in_whole_sentences(path: Path) -> None:
    found = articles(parse(path.read_text(encoding="utf-8")))
    assert [article.number for article in found] == list(range(1, len(found) + 1))
    for article in found:
        for clause in article.clauses:
            assert clause == clause.strip()
            assert "  " not in clause
            assert ".." not in clause
            assert "None" not in clause
