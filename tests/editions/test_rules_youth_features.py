"""What is peculiar to each youth contest is a rule in our form: one check for every peculiarity."""

from datetime import date

import pytest

from tests.editions.features import (
    REGULATIONS,
    Check,
    has_fewer_groups_than_fields,
    is_pyramid_per_field,
    of,
    part_of,
    special_stands_above_first,
    tier_of,
)

_CHECKS: dict[tuple[str, str], Check] = {
    ("youth_binhdinh_2021", "two judges, and the whole council when they differ"): lambda r: (
        r.rounds[0].judges_per_entry == 2
        and r.rounds[0].disagreement is not None
        and r.rounds[0].disagreement.then == "whole_council"
    ),
    ("youth_binhdinh_2021", "judged on dossiers, asking by telephone"): lambda r: (
        (r.rounds[0].evidence, "interview" in r.rounds[0].evidence_of_some) == (("dossier",), True)
    ),
    ("youth_binhdinh_2021", "every sheet carries a comment"): lambda r: r.rounds[0].comment == "required",
    ("youth_daklak_2024", "births by years"): lambda r: r.entrants.age.precision == "year",
    ("youth_daklak_2024", "a list of topics that are not taken"): lambda r: len(r.entrants.topics_excluded) == 4,
    ("youth_dateh_2019", "a contest of a district"): lambda r: r.level == "district",
    ("youth_dateh_2019", "no entry without a model"): lambda r: (
        part_of(r, "model").required and part_of(r, "model").physical
    ),
    ("youth_dienbien_2022", "only what districts registered"): lambda r: r.entrants.lower_level == "required",
    ("youth_dienbien_2022", "new against past winners and what was published"): lambda r: (
        {"past_winners", "mass_media"} <= set(r.entrants.novelty.against) and r.entrants.earlier_entry == "never_won"
    ),
    ("youth_hagiang_2021", "money by a decision that stands for years"): lambda r: (
        [paper.number for paper in r.decisions if paper.legal_base] == ["27/2018/TT-BTC", "30/2018/QĐ-UBND"]
    ),
    ("youth_hagiang_2021", "special above first"): special_stands_above_first,
    ("youth_hagiang_2021", "an amount that is not round"): lambda r: tier_of(r, "third").amount == 6_400_000,
    ("youth_haiphong_2021", "the Youth Union stands behind it"): lambda r: r.bodies.standing.startswith("Đoàn TNCS"),
    ("youth_haiphong_2021", "an exhibition is a step"): lambda r: r.timeline.exhibition is not None,
    ("youth_haiphong_2021", "the ceremony launches the next edition"): lambda r: r.timeline.launches_next,
    ("youth_haiphong_2021", "every prize may go on to the national contest"): lambda r: (
        (r.nomination[0].by, len(r.nomination[0].from_tiers)) == ("prize", 4)
    ),
    ("youth_hanoi_2025", "special above first, over the whole edition"): lambda r: (
        special_stands_above_first(r) and tier_of(r, "special").scope == "edition"
    ),
    ("youth_hanoi_2025", "one, two, four, ten in every field"): lambda r: (
        r.prizes.scope == "field" and [tier.quantity.exact for tier in r.prizes.tiers[1:]] == [1, 2, 4, 10]
    ),
    ("youth_hanoi_2025", "authors of one entry from several schools"): lambda r: r.authors.units_may_differ,
    ("youth_hanoi_2025", "a level below the city"): lambda r: r.entrants.lower_level == "required",
    ("youth_hue_center_2023", "no more than five authors"): lambda r: r.authors.max == 5,
    ("youth_hue_center_2023", "two fields"): lambda r: len(r.fields) == 2,
    ("youth_hue_center_2023", "by school level, not by birth"): lambda r: (
        r.entrants.levels == ("thcs",) and r.entrants.age.born_from is None
    ),
    ("youth_hue_center_2023", "three first prizes in one field, two in the other"): lambda r: (
        tier_of(r, "first").quantity.by_scope == {"study": 3, "toys": 2}
    ),
    ("youth_lamdong_2025", "a day on which the lower level hands over"): lambda r: (
        r.timeline.submission.by_unit_until == date(2025, 6, 9)
    ),
    ("youth_lamdong_2025", "no special prize"): lambda r: r.tier_of("special") is None,
    ("youth_lamdong_2025", "sent on before the ceremony"): lambda r: (
        r.nomination[0].deadline == date(2025, 7, 30) and r.timeline.expected["ceremony"] == "tháng 10/2025"
    ),
    ("youth_national_2025", "a birth certificate and two photographs of every author"): lambda r: (
        [(part.per, part.copies, part.sensitive) for part in r.dossier[3:]]
        == [("author", 2, True), ("author", 1, True)]
    ),
    ("youth_national_2025", "the special prize need not be given"): lambda r: (
        tier_of(r, "special").quantity.at_most == 1 and tier_of(r, "special").quantity.exact is None
    ),
    ("youth_phuyen_2025", "the committee is a list with days and decisions"): lambda r: (
        {seat.decision for seat in r.bodies.committee} == {"committee", "committee_change"}
        and any(seat.until for seat in r.bodies.committee)
        and {seat.decision for seat in r.bodies.committee} <= {paper.key for paper in r.decisions}
    ),
    ("youth_phuyen_2025", "the province became a part of another"): lambda r: r.locality_now == "Đắk Lắk",
    ("youth_phuyen_2025", "the head sets up the jury and the secretariat"): lambda r: (
        set(r.bodies.appointed_by) == {"jury", "secretariat"}
    ),
    ("youth_quangngai_2023", "decided in the year before"): lambda r: (
        r.edition.years == "2023" and r.decisions[0].date == date(2022, 10, 31)
    ),
    ("youth_soctrang_2017", "the district's choice, unless improved later"): lambda r: (
        r.entrants.lower_level == "required_unless_improved"
    ),
    ("youth_soctrang_2017", "special above first, one, two, three, four for each field"): lambda r: (
        special_stands_above_first(r) and is_pyramid_per_field(r, 1, 2, 3, 4)
    ),
    ("youth_soctrang_2017", "an amount of four hundred thousand"): lambda r: (
        tier_of(r, "consolation").amount == 400_000
    ),
    ("youth_sonla_2023", "every entry gets a grade, whatever the prizes"): lambda r: (
        r.rounds[0].kind == "grades"
        and r.rounds[0].goes_on is not None
        and set(r.rounds[0].goes_on.grades) == set(r.rounds[0].grades)
    ),
    ("youth_sonla_2023", "the jury agrees as one"): lambda r: (
        r.last_round.vote is not None and (r.last_round.vote.on, r.last_round.vote.majority) == ("all", 1)
    ),
    ("youth_sonla_2023", "twelve years of births with both ends in"): lambda r: (
        r.entrants.age.born_from == date(2005, 7, 31) and r.entrants.age.born_to == date(2017, 7, 31)
    ),
    ("youth_thainguyen_2021", "five authors, those with the largest shares"): lambda r: (
        (r.authors.max, r.authors.when_more, r.authors.shares) == (5, "largest_shares", "required")
    ),
    ("youth_thainguyen_2021", "help with making is allowed, with software not"): lambda r: (
        (r.authors.help_allowed.making, r.authors.help_allowed.software) == ("allowed", "forbidden")
    ),
    ("youth_thainguyen_2021", "not in two contests of the province at a time"): lambda r: (
        r.entrants.not_in_parallel_with == ("Sáng tạo kỹ thuật tỉnh Thái Nguyên",)
    ),
    ("youth_thanhhoa_2025", "one, two, three and as many consolations as said"): lambda r: (
        [tier.quantity.exact for tier in r.prizes.tiers] == [1, 2, 3, 11]
    ),
    ("youth_thanhhoa_2025", "the ceremony falls in the next year"): lambda r: (
        r.timeline.ceremony is not None and r.timeline.ceremony.year == int(r.edition.years) + 1
    ),
    ("youth_travinh_2018", "sixty points lead into the final, sixty themselves too"): lambda r: (
        r.rounds[0].goes_on is not None
        and r.rounds[0].goes_on.threshold is not None
        and r.rounds[0].goes_on.threshold.at_least == 60
    ),
    ("youth_travinh_2018", "six weeks of judging"): lambda r: (
        r.rounds[0].starts is not None
        and r.rounds[0].ends is not None
        and (r.rounds[0].ends - r.rounds[0].starts).days > 40
    ),
    ("youth_vinhphuc_2020", "five fields in three groups"): has_fewer_groups_than_fields,
    ("youth_vinhphuc_2020", "by the mean alone, down to the quota"): lambda r: (
        r.last_round.combine.method == "mean" and all(tier.threshold is None for tier in r.prizes.tiers)
    ),
    ("youth_vinhphuc_2020", "the jury has clerks of its own"): lambda r: (
        r.bodies.jury_secretariat == "Ban thư ký hội đồng giám khảo"
    ),
}


@pytest.mark.parametrize(("stem", "peculiarity"), _CHECKS)
def test_the_peculiarity_is_a_rule(stem: str, peculiarity: str) -> None:
    assert _CHECKS[stem, peculiarity](of(stem))


def test_no_youth_regulation_is_without_its_peculiarity() -> None:
    assert {stem for stem, _ in _CHECKS} == {
        file.stem for file in REGULATIONS.glob("*.yaml") if file.stem.startswith("youth")
    }
