"""Prizes by rule: tiers, places, thresholds, caps, ties; each with the sentence that re-derives it."""

from contest.prizes.rules.allocate import allocate
from contest.prizes.rules.ballot_words import BALLOT_WORDS
from contest.prizes.rules.changes.deeds import CHANGE_WORDS
from contest.prizes.rules.deeds import (
    DECIDABLE_STAGES,
    move_warnings,
    why_not_confirm,
    why_not_extra,
    why_not_move,
    why_not_propose,
)
from contest.prizes.rules.extras import ExtraLine, computed_awards, extra_lines, undecided_extras
from contest.prizes.rules.letters import EVENTS
from contest.prizes.rules.moving_up import Held, MovedUp, moving_up
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
from contest.prizes.rules.recommending import why_not_recommend
from contest.prizes.rules.table import Box, Line, TableRow, drawn
from contest.prizes.rules.units import (
    UnitDecision,
    UnitLine,
    awards_of_units,
    canonical_units,
    places_of_units,
    undecided_units,
    unit_lines,
    unit_warnings,
    why_not_unit,
)

_PRIZE_WORDS = {
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
    "prize_extra_unknown": "Thể lệ không có giải này.",
    "prize_extra_does_not_stack": "{award} không trao thêm cho hồ sơ đã có giải.",
    "prize_extra_not_given": "Hồ sơ này không có giải đó.",
    "prize_extra_given_already": "Hồ sơ này đã được trao giải đó.",
    "prize_unit_unknown": "Cuộc thi này không có hồ sơ của đơn vị đó. Hãy chọn một đơn vị trong danh sách.",
    "prize_unit_unchanged": "Giải này của đơn vị đang đúng như vậy.",
    "prize_extra_waits": "{awards}: còn những người bằng nhau chưa có quyết định trao cho ai.",
    "prize_recommend_not_yours": "Có hồ sơ không thuộc hội đồng của bạn, hoặc bạn có liên quan đến hồ sơ đó.",
    "prize_recommend_nothing": "Chưa có hồ sơ nào được đổi đề nghị.",
    "prize_recommend_none": "Không còn đề nghị nào của hội đồng khác với giải đang dự kiến.",
    "prize_author_unknown": "Hồ sơ này không có tác giả đó. Hãy chọn trong danh sách.",
    "prize_extra_of_author": "{award} trao cho một tác giả: hãy chọn tác giả.",
    "prize_extra_of_entry": "{award} trao cho cả hồ sơ: hãy chọn cả nhóm tác giả.",
    "prize_unit_waits": "{awards}: còn các đơn vị bằng nhau chưa có quyết định trao cho đơn vị nào.",
    "prize_entry_unknown": "Cuộc thi này không có hồ sơ đó.",
    "prize_confirm_by_name": "Người vận hành không tự xác nhận giải được: hai người của Ban Tổ chức xác nhận, trên "
    "trang Xét giải hoặc bằng lệnh này, mỗi người một lần với --as và địa chỉ thư của mình.",
    "prize_all_confirmed": "Giải thưởng đã được xác nhận. Muốn thay đổi, hãy mở lại kèm lý do.",
    "prize_not_confirmed": "Giải thưởng chưa được xác nhận.",
}
WORDS = BALLOT_WORDS | CHANGE_WORDS | _PRIZE_WORDS

__all__ = [
    "DECIDABLE_STAGES",
    "EVENTS",
    "TIER_AWARD",
    "WORDS",
    "Allocation",
    "Box",
    "Candidate",
    "ExtraLine",
    "Held",
    "Line",
    "MovedUp",
    "PassedOver",
    "Plan",
    "ProposedAward",
    "StandingTie",
    "TableRow",
    "Unfilled",
    "UnitDecision",
    "UnitLine",
    "allocate",
    "awards_of_units",
    "canonical_units",
    "computed_awards",
    "drawn",
    "extra_lines",
    "in_calling_order",
    "is_left_to_people",
    "move_warnings",
    "moving_up",
    "places_of",
    "places_of_units",
    "plan_of",
    "threshold_words",
    "tiers_in_order",
    "undecided_extras",
    "undecided_units",
    "unit_lines",
    "unit_warnings",
    "why_not_confirm",
    "why_not_extra",
    "why_not_move",
    "why_not_propose",
    "why_not_recommend",
    "why_not_unit",
]
