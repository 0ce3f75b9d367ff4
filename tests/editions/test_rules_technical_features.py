"""What is peculiar to each technical contest and award is a rule in our form: one check for every peculiarity."""

from fractions import Fraction

import pytest

from tests.editions.features import (
    REGULATIONS,
    Check,
    extra,
    has_fewer_groups_than_fields,
    is_pyramid_per_field,
    of,
    part_of,
    special_stands_above_first,
    tier_of,
)

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
        extra(r, "wipo").by == "best_overall" and not extra(r, "wipo").fields
    ),
    ("award_vifotec_2024", "solutions may be five years old, counted back from the deadline"): lambda r: (
        r.entrants.solution.max_age_years_from_deadline == 5
    ),
    ("tech_binhduong_2023", "a movement prize beside the ranked tiers"): lambda r: (
        (extra(r, "movement").of, extra(r, "movement").amount) == ("units", 2_000_000)
    ),
    ("tech_binhduong_2023", "a form needs the stamp of the workplace or of the locality"): lambda r: (
        "unit_or_locality_stamp" in part_of(r, "form").signed
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
        r.entrants.submitted_by == "unit" and part_of(r, "list").per == "unit"
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
        len(r.rounds) == 2 and not is_pyramid_per_field(r, 1, 2, 3, 3)
    ),
    ("tech_national_2015", "a tier carries certificates of several bodies"): lambda r: (
        len({kind.body for kind in r.certificates if kind.key in tier_of(r, "first").certificates}) == 4
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
        special_stands_above_first(r)
        and tier_of(r, "special").certificates == ("ubnd",)
        and tier_of(r, "first").certificates == ("btc",)
    ),
    ("tech_soctrang_2015", "one, two, three, four for each of six fields"): lambda r: is_pyramid_per_field(
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
    ("tech_sonla_2024", "small fields are judged together"): has_fewer_groups_than_fields,
    ("tech_thainguyen_2022", "a full text and a description"): lambda r: (
        part_of(r, "full_text").required and part_of(r, "description").required
    ),
    ("tech_thainguyen_2022", "the best are visited between scoring and the decision"): lambda r: (
        r.last_round.site_visit_of_top == 6
    ),
    ("tech_thainguyen_2022", "new until the day of handing in"): lambda r: r.entrants.novelty.until == "submission",
    ("tech_thainguyen_2022", "the copy of an identity paper is kept apart and deleted"): lambda r: (
        part_of(r, "identity").sensitive and part_of(r, "identity").delete_after_days is not None
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
}


@pytest.mark.parametrize(("stem", "peculiarity"), _CHECKS)
def test_the_peculiarity_is_a_rule(stem: str, peculiarity: str) -> None:
    assert _CHECKS[stem, peculiarity](of(stem))


def test_no_technical_regulation_is_without_its_peculiarity() -> None:
    assert {stem for stem, _ in _CHECKS} == {
        file.stem for file in REGULATIONS.glob("*.yaml") if not file.stem.startswith("youth")
    }


def test_no_rule_hides_in_the_notes() -> None:
    assert [file.stem for file in REGULATIONS.glob("*.yaml") if of(file.stem).notes] == []
