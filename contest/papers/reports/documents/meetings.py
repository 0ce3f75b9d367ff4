"""Minutes: of a council's meeting, with who was there, matters, votes and reasons; of the meeting on prizes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from contest.foundation.clock import now
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import moment_in_words, number
from contest.juries.rules.seating import SEAT_WORDS
from contest.papers.queries.winners import Winners
from contest.papers.reports.documents.frame import Making, committee, number_text
from contest.prizes.queries import changes, latest_proposal
from contest.prizes.queries.ballots import counted_ballots
from contest.prizes.rules import TIER_AWARD
from contest.prizes.rules.ballot import count_of
from contest.ranking.queries.meeting import ItemView, MeetingCard, attended, meeting_card, minutes_meetings, table_view
from contest.ranking.reports.meeting import votes_in_words
from contest.ranking.rules.meeting import Member
from contest.results.queries import sealed_result
from contest.scoring.rules.cases import WAYS

_MEETING = "meeting:"


def closed_meetings(edition_id: int) -> list[MeetingCard]:
    """The meetings that are over: each has its minutes."""
    return minutes_meetings(edition_id, now())


def about_meeting(card: MeetingCard) -> str:
    """What the register calls the minutes of a meeting."""
    return f"{_MEETING}{card.id}"


def meeting_of(of: Making) -> MeetingCard:
    """The meeting a paper is about. Raises Refusal: document_unknown, document_meeting_open."""
    key = of.about.removeprefix(_MEETING)
    card = meeting_card(of.edition.id, int(key)) if of.about.startswith(_MEETING) and key.isdecimal() else None
    if card is None:
        raise refuse_with("document_unknown")
    if card.state != "closed" or card.closed_at is None:
        raise refuse_with("document_meeting_open")
    return card


def council_minutes_facts(of: Making) -> dict[str, Any]:
    """One meeting as it was held. Raises Refusal as above."""
    card = meeting_of(of)
    assert card.closed_at is not None
    view, came = table_view(card, 0), attended(card.id)
    absent = sum(one.person_id not in came for one in view.members)
    return {
        "ten_hoi_dong": card.council or "Hội đồng chung",
        "ten_vong": card.round_name,
        "lan_hop": str(card.number),
        "bat_dau": moment_in_words(card.opened_at) if card.opened_at else "",
        "dia_diem": card.place or "................................",
        "so_co_mat": number_text(len(view.members) - absent),
        "so_thanh_vien": number_text(len(view.members)),
        "so_vang": number_text(absent) if absent else "",
        "thanh_vien": [_member(place, one, came) for place, one in enumerate(view.members, 1)],
        "cac_viec": [_matter(place, item) for place, item in enumerate(view.done, 1)],
        "chenh_lech": _cases(of, card),
        "y_kien_khac": card.remarks or "Không có.",
        "ket_thuc": (
            f"Cuộc họp kết thúc lúc {moment_in_words(card.closed_at)}. Biên bản đã được đọc lại và thông qua."
        ),
    }


def _member(place: int, one: Member, came: frozenset[int]) -> dict[str, str]:
    role = SEAT_WORDS[one.role]
    return {
        "tt": str(place),
        "ho_ten": one.name,
        "vai_tro": f"{role}, {one.team}" if one.team else role,
        "co_mat": "Có mặt" if one.person_id in came else "Vắng",
    }


def _matter(place: int, item: ItemView) -> dict[str, Any]:
    return {
        "tt": str(place),
        "noi_dung": item.words,
        "ho_so": "; ".join(f"{entry.label} ({entry.title})" for entry in item.entries),
        "ra_khoi_phong": ", ".join(item.out),
        "thu_ky_thay": ", ".join(item.clerks),
        "bieu_quyet": [votes_in_words(ballot) for ballot in item.ballots],
        "ket_luan": item.decision or "Chưa kết luận.",
    }


def _cases(of: Making, card: MeetingCard) -> list[dict[str, str]]:
    """How disagreements of the round were concluded, as sealed; before the seal they stand in no minutes yet."""
    sealed = sealed_result(of.edition.id)
    rounds = sealed.document["rounds"] if sealed else ()
    return [
        {
            "ho_so": code,
            "muc_lech": number(Decimal(spread)),
            "ket_luan": WAYS.get(way, way) + (f" ({left_out} phiếu không tính)" if left_out else ""),
            "ly_do": reason,
        }
        for judged in rounds
        if judged["key"] == card.round_key
        for code, spread, way, reason, left_out in judged.get("cases", ())
    ]


def prize_minutes_facts(of: Making, won: Winners) -> dict[str, Any]:
    """The meeting on prizes beside its winners: how it was voted, every change with its reason."""
    proposal = latest_proposal(of.edition.id)
    voted = proposal if proposal and proposal.votes_of else None
    names = {tier.key: tier.name for tier in of.regulation.prizes.tiers}
    extras = {award.key: award.name for award in (*of.regulation.extra_awards, *of.regulation.topic_awards)}
    unfilled = [
        f"{each['count']} {names.get(each['tier'], each['tier'])}" for each in (proposal.unfilled if proposal else ())
    ]
    return {
        **committee(of.regulation),
        "hop_tai": "",
        "bieu_quyet": f"{voted.votes_for}/{voted.votes_of} thành viên biểu quyết đồng ý." if voted else "",
        "cac_lan_bieu_quyet": [_ballot(ballot, names) for ballot in counted_ballots(of.edition.id)],
        "chua_trao": "; ".join(unfilled),
        "thay_doi": [
            {
                "ho_so": change.whom,
                "quyet_dinh": _change(names, extras, change.award_key, change.from_tier, change.to_tier),
                "ly_do": change.reason,
            }
            for change in reversed(changes(of.edition.id))
        ],
    }


def _ballot(ballot: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A vote of the committee as it was counted."""
    found = count_of(ballot["result"])
    about = (
        f"hồ sơ {ballot['code']}, {names.get(ballot['tier'], ballot['tier'])}" if ballot["code"] else "danh sách giải"
    )
    how = "bỏ phiếu kín" if ballot["secret"] else "biểu quyết công khai"
    votes = f"{found.agree} đồng ý, {found.against} không đồng ý, {found.abstained} không ý kiến"
    end = "Được thông qua." if ballot["result"]["carried"] else "Không đủ phiếu."
    reason = f" Lý do đưa ra biểu quyết: {ballot['reason'].rstrip('.')}." if ballot["reason"] else ""
    return f"Lần {ballot['number']} ({about}, {how}): {found.members} thành viên, {votes}. {end}{reason}"


def _change(names: Mapping[str, str], extras: Mapping[str, str], award: str, before: str, after: str) -> str:
    if award != TIER_AWARD:
        return f"{'Trao' if after else 'Không trao'} {extras.get(award, award)}"
    if not after:
        return "Không trao giải"
    return f"{names.get(after, after)} (trước đó: {names.get(before, 'không có giải')})"
