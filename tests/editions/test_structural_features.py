"""What is peculiar to each real regulation is a rule in our form, not a remark: one check for every peculiarity."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from contest.editions.rules import Regulation, parse
from contest.editions.rules.awards import ExtraAward, Tier
from contest.editions.rules.participation import DossierPart

_HERE = Path(__file__).parent / "regulations"
Check = Callable[[Regulation], bool]


@cache
def _of(stem: str) -> Regulation:
    return parse((_HERE / f"{stem}.yaml").read_text(encoding="utf-8"))


def _tier(regulation: Regulation, key: str) -> Tier:
    tier = regulation.tier_of(key)
    assert tier is not None
    return tier


def _extra(regulation: Regulation, key: str) -> ExtraAward:
    return next(award for award in regulation.extra_awards if award.key == key)


def _part(regulation: Regulation, key: str) -> DossierPart:
    return next(part for part in regulation.dossier if part.key == key)


def _is_pyramid_per_field(regulation: Regulation, *each: int) -> bool:
    """The special prize apart, every tier is so many times the number of fields."""
    tiers = [tier for tier in regulation.prizes.tiers if tier.key != "special"]
    totals = [tier.quantity.exact or tier.quantity.at_most for tier in tiers]
    return totals == [number * len(regulation.fields) for number in each]


def _special_stands_above_first(regulation: Regulation) -> bool:
    return [tier.key for tier in regulation.prizes.tiers][:2] == ["special", "first"]


def _judges_groups_fewer_than_fields(regulation: Regulation) -> bool:
    in_groups = sorted(key for council in regulation.councils for key in council.fields)
    return len(regulation.councils) < len(regulation.fields) and in_groups == sorted(f.key for f in regulation.fields)


def _decision(regulation: Regulation, key: str) -> bool:
    return any(paper.key == key for paper in regulation.decisions)


_CHECKS: dict[tuple[str, str], Check] = {
    ("award_thainguyen_2025", "public votes count against the highest number of votes"): lambda r: (
        (r.last_round.parts[1].from_, r.last_round.parts[1].scaled_to) == ("votes", "highest")
    ),
    ("award_thainguyen_2025", "the public part is rounded to one decimal"): lambda r: (
        r.last_round.parts[1].rounding is not None and r.last_round.parts[1].rounding.places == 1
    ),
    ("award_thainguyen_2025", "two thirds of the organisers must agree besides the rank"): lambda r: (
        r.prizes.approval.share == Fraction(2, 3)
    ),
    ("award_vifotec_2024", "ceilings hold for each field"): lambda r: (
        r.prizes.scope == "field" and all(tier.quantity.at_most for tier in r.prizes.tiers)
    ),
    ("award_vifotec_2024", "one award goes across all fields"): lambda r: (
        _extra(r, "wipo").by == "best_overall" and not _extra(r, "wipo").fields
    ),
    ("award_vifotec_2024", "solutions may be five years old, counted back from the deadline"): lambda r: (
        r.entrants.solution.max_age_years_from_deadline == 5
    ),
    ("tech_binhduong_2023", "a movement prize beside the ranked tiers"): lambda r: (
        (_extra(r, "movement").of, _extra(r, "movement").amount) == ("units", 2_000_000)
    ),
    ("tech_binhduong_2023", "a form needs the stamp of the workplace or of the locality"): lambda r: (
        "unit_or_locality_stamp" in _part(r, "form").signed
    ),
    ("tech_binhphuoc_2017", "prizes for persons, not for entries"): lambda r: (
        {award.of for award in r.extra_awards} == {"authors_of_finalists"}
    ),
    ("tech_binhphuoc_2017", "quotas are ceilings"): lambda r: (
        [tier.quantity.at_most for tier in r.prizes.tiers] == [7, 7, 14, 21]
    ),
    ("tech_binhphuoc_2017", "a seventh field of administration and management"): lambda r: (
        r.fields[6].name == "Cải cách thủ tục hành chính, quản lý kinh tế, văn hóa, xã hội"
    ),
    ("tech_binhphuoc_2017", "members of the union are considered for another body's diploma"): lambda r: (
        "union_member" in r.authors.asks and any(kind.body == "Liên đoàn Lao động" for kind in r.certificates)
    ),
    ("tech_camau_2017", "an hour for handing in, the postmark for sending"): lambda r: (
        r.timeline.submission.paper == "either"
        and r.timeline.submission.channels == ("in_person", "post")
        and r.timeline.submission.enforced_deadline.hour == 17
    ),
    ("tech_camau_2017", "management solutions are taken"): lambda r: (
        "giải pháp tổ chức quản lý" in r.entrants.topics_accepted
    ),
    ("tech_daklak_2021", "units send a list with the dossiers"): lambda r: (
        r.entrants.submitted_by == "unit" and _part(r, "list").per == "unit"
    ),
    ("tech_daklak_2021", "an organisation may enter what others made"): lambda r: "organisation" in r.entrants.types,
    ("tech_dongnai_2024", "every year"): lambda r: r.rhythm == "annual" and r.edition.number is None,
    ("tech_dongnai_2024", "a department of the province stands behind it"): lambda r: (
        r.bodies.standing == "Sở Khoa học và Công nghệ"
    ),
    ("tech_dongnai_2024", "the prize of an organisation is the organisation's"): lambda r: (
        r.prizes.paid_to == "organisation"
    ),
    ("tech_haiduong_2025", "other fields hang on the field of materials"): lambda r: (
        r.fields[5].name == "Vật liệu, hoá chất, năng lượng và các lĩnh vực khác"
    ),
    ("tech_dongnai_2024", "other fields hang on the field of education"): lambda r: (
        r.fields[5].name == "giáo dục đào tạo và các lĩnh vực khác"
    ),
    ("tech_haiduong_2025", "the province belongs to another one since"): lambda r: r.locality_now == "Hải Phòng",
    ("tech_haiphong_2022", "a council for each field proposes the tiers"): lambda r: (
        len(r.councils) == len(r.fields) and r.prizes.proposed_by == "field_council" and r.last_round.asks_tier
    ),
    ("tech_haiphong_2022", "an old entry must never have won and must have been improved"): lambda r: (
        r.entrants.earlier_entry == "never_won_and_improved"
    ),
    ("tech_haiphong_2022", "no year since which it was applied"): lambda r: r.entrants.solution.applied_since is None,
    ("tech_haiphong_2022", "some authors are heard, some places visited"): lambda r: (
        r.last_round.evidence_of_some == ("presentation", "site_visit")
    ),
    ("tech_haiphong_2022", "the city decides"): lambda r: r.prizes.approval.by == "issuing",
    ("tech_hanoi_2025", "two rounds, numbers of prizes that are no multiples of the fields"): lambda r: (
        len(r.rounds) == 2 and not _is_pyramid_per_field(r, 1, 2, 3, 3)
    ),
    ("tech_national_2015", "a tier carries certificates of several bodies"): lambda r: (
        len({kind.body for kind in r.certificates if kind.key in _tier(r, "first").certificates}) == 4
    ),
    ("tech_national_2015", "provinces send entries"): lambda r: r.entrants.submitted_by == "unit",
    ("tech_phuyen_2022", "three bodies give certificates, each to a list of its own"): lambda r: (
        len({award.certificates for award in r.extra_awards}) == 4
        and {kind.body for kind in r.certificates}
        >= {"UBND tỉnh Phú Yên", "Liên đoàn Lao động tỉnh", "Tỉnh đoàn Phú Yên"}
    ),
    ("tech_quangbinh_2023", "the final is one council that votes on what is disputed"): lambda r: (
        r.last_round.joint_council and r.last_round.vote is not None and r.last_round.vote.on == "disputed"
    ),
    ("tech_quangbinh_2023", "the council hands over three papers"): lambda r: (
        r.last_round.hands_over == ("prize_list", "nomination_list", "judging_report")
    ),
    ("tech_quangtri_2025", "nobody under eighteen"): lambda r: (r.entrants.age.min, r.entrants.age.max) == (18, None),
    ("tech_soctrang_2015", "the special prize has a higher certificate than the others"): lambda r: (
        _special_stands_above_first(r)
        and _tier(r, "special").certificates == ("ubnd",)
        and _tier(r, "first").certificates == ("btc",)
    ),
    ("tech_soctrang_2015", "one, two, three, four for each of six fields"): lambda r: _is_pyramid_per_field(
        r, 1, 2, 3, 4
    ),
    ("tech_soctrang_2015", "a planned tier may stay empty"): lambda r: (
        r.prizes.unfilled == "leave" and all(tier.quantity.at_most for tier in r.prizes.tiers)
    ),
    ("tech_soctrang_2015", "rounds with different evidence"): lambda r: (
        (r.rounds[0].evidence_of_some, r.rounds[1].evidence) == (("site_visit",), ("presentation",))
    ),
    ("tech_sonla_2024", "the scoring regulation comes just before judging"): lambda r: (
        [paper.due_before for paper in r.decisions if paper.key == "scoring"] == ["judging"]
    ),
    ("tech_sonla_2024", "small fields are judged together"): _judges_groups_fewer_than_fields,
    ("tech_thainguyen_2022", "a full text and a description"): lambda r: (
        _part(r, "full_text").required and _part(r, "description").required
    ),
    ("tech_thainguyen_2022", "the best are visited between scoring and the decision"): lambda r: (
        r.last_round.site_visit_of_top == 6
    ),
    ("tech_thainguyen_2022", "new until the day of handing in"): lambda r: r.entrants.novelty.until == "submission",
    ("tech_thainguyen_2022", "the copy of an identity paper is kept apart and deleted"): lambda r: (
        _part(r, "identity").sensitive and _part(r, "identity").delete_after_days is not None
    ),
    ("tech_thanhhoa_2023", "at most twenty are sent on"): lambda r: r.nomination[0].at_most == 20,
    ("tech_thanhhoa_2023", "the postmark or the organisers' receipt counts"): lambda r: (
        r.timeline.submission.paper == "either"
    ),
    ("tech_thanhhoa_2023", "new in the province and in the country"): lambda r: (
        r.entrants.novelty.compared_in == ("Thanh Hóa", "Việt Nam")
    ),
    ("tech_travinh_2021", "several entries of one person"): lambda r: r.entrants.quota.per_person is None,
    ("tech_travinh_2021", "it rests on the national regulation of the cycle"): lambda r: any(
        paper.legal_base and paper.number == "349/QĐ-LHHVN" for paper in r.decisions
    ),
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
        _part(r, "model").required and _part(r, "model").physical
    ),
    ("youth_dienbien_2022", "only what districts registered"): lambda r: r.entrants.lower_level == "required",
    ("youth_dienbien_2022", "new against past winners and what was published"): lambda r: (
        {"past_winners", "mass_media"} <= set(r.entrants.novelty.against) and r.entrants.earlier_entry == "never_won"
    ),
    ("youth_hagiang_2021", "money by a decision that stands for years"): lambda r: (
        [paper.number for paper in r.decisions if paper.legal_base] == ["27/2018/TT-BTC", "30/2018/QĐ-UBND"]
    ),
    ("youth_hagiang_2021", "special above first"): _special_stands_above_first,
    ("youth_hagiang_2021", "an amount that is not round"): lambda r: _tier(r, "third").amount == 6_400_000,
    ("youth_haiphong_2021", "the Youth Union stands behind it"): lambda r: r.bodies.standing.startswith("Đoàn TNCS"),
    ("youth_haiphong_2021", "an exhibition is a step"): lambda r: r.timeline.exhibition is not None,
    ("youth_haiphong_2021", "the ceremony launches the next edition"): lambda r: r.timeline.launches_next,
    ("youth_haiphong_2021", "every prize may go on to the national contest"): lambda r: (
        (r.nomination[0].by, len(r.nomination[0].from_tiers)) == ("prize", 4)
    ),
    ("youth_hanoi_2025", "special above first, over the whole edition"): lambda r: (
        _special_stands_above_first(r) and _tier(r, "special").scope == "edition"
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
        _tier(r, "first").quantity.by_scope == {"study": 3, "toys": 2}
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
        _tier(r, "special").quantity.at_most == 1 and _tier(r, "special").quantity.exact is None
    ),
    ("youth_phuyen_2025", "the committee is a list with days and decisions"): lambda r: (
        {seat.decision for seat in r.bodies.committee} == {"committee", "committee_change"}
        and any(seat.until for seat in r.bodies.committee)
        and all(_decision(r, seat.decision or "") for seat in r.bodies.committee)
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
        _special_stands_above_first(r) and _is_pyramid_per_field(r, 1, 2, 3, 4)
    ),
    ("youth_soctrang_2017", "an amount of four hundred thousand"): lambda r: _tier(r, "consolation").amount == 400_000,
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
    ("youth_vinhphuc_2020", "five fields in three groups"): _judges_groups_fewer_than_fields,
    ("youth_vinhphuc_2020", "by the mean alone, down to the quota"): lambda r: (
        r.last_round.combine.method == "mean" and all(tier.threshold is None for tier in r.prizes.tiers)
    ),
    ("youth_vinhphuc_2020", "the jury has clerks of its own"): lambda r: (
        r.bodies.jury_secretariat == "Ban thư ký hội đồng giám khảo"
    ),
}


@pytest.mark.parametrize(("stem", "peculiarity"), _CHECKS)
def test_the_peculiarity_is_a_rule(stem: str, peculiarity: str) -> None:
    assert _CHECKS[stem, peculiarity](_of(stem))


def test_no_regulation_is_without_its_peculiarity() -> None:
    assert {stem for stem, _ in _CHECKS} == {file.stem for file in _HERE.glob("*.yaml")}


def test_no_rule_hides_in_the_notes() -> None:
    assert [file.stem for file in _HERE.glob("*.yaml") if _of(file.stem).notes] == []
