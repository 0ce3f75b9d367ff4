"""What the real regulations make a screener look at."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contest.editions.rules import parse
from contest.entries.rules import AuthorFacts, EntryFacts, FileFacts, Standing
from contest.screening.rules.checks import checks
from contest.screening.rules.findings import Finding

_REGULATIONS = Path(__file__).parents[1] / "editions" / "regulations"


def _findings(stem: str, facts: EntryFacts) -> dict[str, Finding]:
    regulation = parse((_REGULATIONS / f"{stem}.yaml").read_text(encoding="utf-8"))
    standing = Standing(status="received", submitted_at=datetime(2021, 1, 1, tzinfo=UTC))
    return {one.rule: one for one in checks(facts, standing, regulation)}


@pytest.mark.parametrize(
    ("stem", "rule", "words"),
    [
        ("tech_haiphong_2022", "earlier_entry", "Chưa từng đạt giải và đã cải tiến"),
        ("youth_dienbien_2022", "earlier_entry", "Chưa từng đạt giải"),
        ("youth_dienbien_2022", "lower_level", "Qua vòng thi cấp dưới: bắt buộc"),
        ("youth_soctrang_2017", "lower_level", "Qua vòng thi cấp dưới: bắt buộc, trừ sản phẩm mới cải tiến"),
        ("tech_thanhhoa_2023", "novelty", "Tính mới so với: Thanh Hóa và Việt Nam"),
        ("youth_thainguyen_2021", "parallel", "Không đồng thời dự thi: Sáng tạo kỹ thuật tỉnh Thái Nguyên"),
    ],
)
def test_a_rule_only_people_can_judge_is_said_as_the_regulation_says_it(stem: str, rule: str, words: str) -> None:
    found = _findings(stem, EntryFacts(title="Máy gặt"))[rule]
    assert (found.verdict, found.words) == ("unknown", words)


def test_a_birth_certificate_for_every_author_is_counted() -> None:
    day = datetime(2025, 7, 1, tzinfo=UTC)
    facts = EntryFacts(
        authors=(AuthorFacts(name="Nguyễn An"), AuthorFacts(name="Trần Bình")),
        files=(FileFacts(1, "birth_certificate", "a.pdf", "0" * 64, 10, "application/pdf", day),),
    )
    assert _findings("youth_national_2025", facts)["part:birth_certificate"].verdict == "fail"


def test_the_list_a_unit_hands_in_is_not_looked_for_in_an_entry() -> None:
    assert "part:list" not in _findings("tech_daklak_2021", EntryFacts())
