"""How many files each part of a dossier needs: once, for every author, or never from a single entry."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contest.editions.rules import Regulation, parse
from contest.entries.rules.completeness import missing_parts
from contest.entries.rules.facts import AuthorFacts, EntryFacts, FileFacts

_REGULATIONS = Path(__file__).parents[1] / "editions" / "regulations"


def _regulation(stem: str) -> Regulation:
    return parse((_REGULATIONS / f"{stem}.yaml").read_text(encoding="utf-8"))


def _file(part_key: str) -> FileFacts:
    day = datetime(2025, 7, 1, tzinfo=UTC)
    return FileFacts(1, part_key, "tep.pdf", "0" * 64, 1000, "application/pdf", day)


def _facts(authors: int, **files: int) -> EntryFacts:
    return EntryFacts(
        authors=tuple(AuthorFacts(name=f"Nguyễn Văn {letter}") for letter in "ABCDE"[:authors]),
        files=tuple(_file(key) for key, count in files.items() for _ in range(count)),
    )


@pytest.mark.parametrize(
    ("authors", "certificates", "enough"), [(1, 1, True), (3, 1, False), (3, 3, True), (0, 0, False)]
)
def test_every_author_needs_a_file_where_the_regulation_asks_for_one(
    authors: int, certificates: int, enough: bool
) -> None:
    facts = _facts(authors, explanation=1, portraits=max(authors, 1), birth_certificate=certificates)
    reasons = missing_parts(facts, _regulation("youth_national_2025"))
    assert (reasons == []) is enough


def test_it_says_how_many_are_wanted() -> None:
    facts = _facts(3, explanation=1, portraits=3, birth_certificate=1)
    (reason,) = missing_parts(facts, _regulation("youth_national_2025"))
    assert (reason.code, reason.params["least"], reason.params["count"]) == ("part_too_few", 3, 1)


def test_the_list_of_a_unit_is_not_asked_of_an_entry() -> None:
    assert missing_parts(_facts(1, description=1, photos=1), _regulation("tech_daklak_2021")) == []
