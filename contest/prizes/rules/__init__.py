"""Prizes by rule: tiers, places, thresholds, caps, ties; each with the sentence that re-derives it."""

from contest.prizes.rules.allocate import allocate
from contest.prizes.rules.deeds import (
    DECIDABLE_STAGES,
    move_warnings,
    why_not_approved,
    why_not_confirm,
    why_not_extra,
    why_not_move,
    why_not_propose,
)
from contest.prizes.rules.order import TIER_AWARD, in_calling_order, tiers_in_order
from contest.prizes.rules.plan import (
    Allocation,
    Candidate,
    PassedOver,
    Plan,
    ProposedAward,
    StandingTie,
    Unfilled,
    is_left_to_people,
    places_of,
    plan_of,
)
from contest.prizes.rules.reasons import threshold_words
from contest.prizes.rules.table import Box, Line, TableRow, drawn

WORDS = {
    "prize_not_now": "Giải thưởng chỉ được đề xuất và thay đổi khi cuộc thi đang ở giai đoạn chấm hoặc họp xét giải.",
    "prize_needs_ranking": "Vòng {round} chưa xếp hạng nên chưa đề xuất được giải.",
    "prize_ranking_outdated": "Phiếu chấm hoặc thể lệ đã thay đổi sau lần xếp hạng vòng {round}. Hãy xếp hạng lại.",
    "prize_tier_unknown": "Thể lệ không có giải này.",
    "prize_needs_rank": "Hồ sơ này chưa được xếp hạng ở vòng cuối nên chưa xét giải được.",
    "prize_unchanged": "Hồ sơ này đang ở đúng mức giải đó.",
    "prize_reason_missing": "Hãy ghi lý do: nội dung này sẽ vào biên bản.",
    "prize_beyond_plan": "{tier} có {planned} giải theo thể lệ; sau thay đổi này sẽ là {given}.",
    "prize_below_threshold": "Hồ sơ này chưa đạt mức điểm của {tier}.",
    "prize_unit_full": "Đơn vị này đã có đủ {most} giải theo mức cao nhất của thể lệ.",
    "prize_author_full": "Một tác giả của hồ sơ này đã có đủ {most} giải theo mức cao nhất của thể lệ.",
    "prize_none_to_confirm": "Chưa có giải nào để xác nhận.",
    "prize_proposal_outdated": "Xếp hạng đã thay đổi sau lần đề xuất này. Hãy đề xuất lại rồi mới xác nhận.",
    "prize_tie_undecided": "Các hồ sơ {codes} bằng nhau ở ranh giới giải và chưa có quyết định của hội đồng.",
    "prize_approval_missing": "Thể lệ cần ít nhất {share} thành viên đồng ý: hãy ghi số phiếu đồng ý và không đồng ý.",
    "prize_approval_short": "Có {votes_for}/{members} phiếu đồng ý, chưa đạt {share} theo thể lệ.",
    "prize_extra_unknown": "Thể lệ không có giải này.",
    "prize_extra_does_not_stack": "{award} không trao thêm cho hồ sơ đã có giải.",
    "prize_extra_not_given": "Hồ sơ này không có giải đó.",
    "prize_extra_given_already": "Hồ sơ này đã được trao giải đó.",
    "prize_entry_unknown": "Cuộc thi này không có hồ sơ đó.",
    "prize_all_confirmed": "Giải thưởng đã được xác nhận. Muốn thay đổi, hãy mở lại kèm lý do.",
    "prize_not_confirmed": "Giải thưởng chưa được xác nhận.",
}

__all__ = [
    "DECIDABLE_STAGES",
    "TIER_AWARD",
    "WORDS",
    "Allocation",
    "Box",
    "Candidate",
    "Line",
    "PassedOver",
    "Plan",
    "ProposedAward",
    "StandingTie",
    "TableRow",
    "Unfilled",
    "allocate",
    "drawn",
    "in_calling_order",
    "is_left_to_people",
    "move_warnings",
    "places_of",
    "plan_of",
    "threshold_words",
    "tiers_in_order",
    "why_not_approved",
    "why_not_confirm",
    "why_not_extra",
    "why_not_move",
    "why_not_propose",
]
