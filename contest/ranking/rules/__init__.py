"""From score sheets to an order, exactly: combining, rounding, ties by the ladder, places, who goes on."""

from contest.editions.rules import Round
from contest.foundation.refusal import Reason
from contest.ranking.rules.adjusting import Adjustment, adjustment, why_not_adjust
from contest.ranking.rules.beside import Beside, Other, beside
from contest.ranking.rules.explain import explain, rederive
from contest.ranking.rules.fingerprint import fingerprint
from contest.ranking.rules.meeting import WORDS as MEETING_WORDS
from contest.ranking.rules.public_vote import WORDS as VOTE_WORDS
from contest.ranking.rules.rank import ADJUSTED, OFFERED, own_points, rank_round
from contest.ranking.rules.sheets import RANKED, STATUS_WORDS, Contender, Placed, Sheet, Tie
from contest.ranking.rules.votes import read_votes
from contest.ranking.rules.voting import Built, why_not_revoke, why_not_settle, why_votes_stand

_OWN = {
    "ranking_round_not_prepared": "Vòng {round} chưa được chuẩn bị.",
    "ranking_round_open": "Vòng {round} chưa đóng: hãy đóng vòng chấm rồi mới xếp hạng.",
    "ranking_adjust_few": "Chưa đủ phiếu để biết giám khảo nào chấm chặt hay rộng tay: cần ít nhất hai giám khảo, "
    "hai hồ sơ, và có hồ sơ được từ hai người chấm.",
    "ranking_adjust_apart": "Các giám khảo chia thành {groups} nhóm không cùng chấm hồ sơ nào nên không so được "
    "độ nghiêm giữa các nhóm: nhóm cho điểm thấp có thể vì chặt tay, cũng có thể vì hồ sơ yếu hơn. Muốn hiệu chỉnh, "
    "cần có một số hồ sơ được giám khảo nhóm khác chấm thêm; nếu không, thể lệ phải xếp hạng theo điểm trung bình.",
    "ranking_adjust_loose": "Các giám khảo chấm chung quá ít hồ sơ nên không so được độ nghiêm. Muốn hiệu chỉnh, cần "
    "thêm hồ sơ được giám khảo nhóm khác chấm; nếu không, thể lệ phải xếp hạng theo điểm trung bình.",
    "ranking_adjust_many": "Có hơn {most} giám khảo nên không tính điểm hiệu chỉnh.",
    "ranking_nothing_to_rank": "Vòng {round} chưa có hồ sơ nào để xếp hạng.",
    "ranking_earlier_round_missing": "Điểm của vòng {round} được tính vào vòng này, nhưng vòng đó chưa xếp hạng.",
    "ranking_missing": "Vòng {round} chưa xếp hạng.",
    "ranking_outdated": "Phiếu chấm hoặc thể lệ đã thay đổi sau lần xếp hạng này. Hãy xếp hạng lại trước.",
    "ranking_tie_unknown": "Các hồ sơ này không phải một nhóm đang chờ biểu quyết.",
    "ranking_tie_order": "Hãy cho mỗi hồ sơ trong nhóm một thứ tự riêng, từ 1 trở đi.",
    "ranking_tie_reason_missing": "Hãy ghi lý do và kết quả biểu quyết: nội dung này sẽ vào biên bản.",
    "ranking_vote_unknown": "Vòng này không có lần biểu quyết đó.",
    "ranking_vote_revoked": "Biểu quyết này đã được rút.",
    "ranking_revoke_reason_missing": "Hãy ghi vì sao rút biểu quyết: nội dung này sẽ vào biên bản.",
    "ranking_votes_sealed": "Kết quả đã niêm phong nên thứ tự biểu quyết không đổi được nữa. Muốn đổi giải, hãy mở lại "
    "phần xác nhận giải, đổi giải kèm lý do rồi niêm phong phiên bản mới.",
    "ranking_votes_confirmed": "Giải thưởng đã được xác nhận trên thứ tự này. Hãy mở lại ở trang Xét giải trước.",
    "ranking_votes_not_now": "Biểu quyết chỉ được ghi hoặc rút khi cuộc thi đang chấm hoặc họp xét giải.",
    "ranking_votes_later_round": "Vòng {rounds} đã bắt đầu chấm theo thứ tự này nên biểu quyết không đổi được nữa.",
    "ranking_tie_at_cut": "Còn nhóm bằng điểm ở ranh giới vào vòng sau đang chờ hội đồng biểu quyết.",
    "ranking_choice_missing": "Thể lệ giao hội đồng chọn hồ sơ vào vòng sau: hãy chọn ít nhất một hồ sơ.",
    "ranking_choice_not_allowed": "Hồ sơ {code} không nằm trong số được chọn vào vòng sau.",
    "ranking_nobody_goes_on": "Không có hồ sơ nào vào vòng sau.",
    "ranking_no_next_round": "Vòng {round} là vòng cuối, không có vòng sau.",
    "ranking_next_round_begun": "Vòng sau đã bắt đầu chấm, danh sách vào vòng không đổi được nữa.",
    "ranking_votes_unreadable": "Số phiếu bình chọn của {code} không đọc được: cần một số nguyên từ 0 trở lên.",
    "ranking_votes_line": "Dòng {line} không đọc được: cần mã số hồ sơ rồi đến số phiếu, ví dụ HS-0012 345.",
    "ranking_votes_twice": "Dòng {line}: hồ sơ {code} đã có ở dòng trên.",
    "ranking_quality_open": "Vòng {round} chưa đóng: chất lượng chấm chỉ xem được sau khi đóng vòng, để điểm của "
    "người này không lộ cho người khác.",
    "ranking_quality_no_points": "Vòng {round} không chấm bằng điểm nên không có số liệu về chất lượng chấm.",
    "ranking_votes_apart": "Ông/bà có xung đột lợi ích với hồ sơ {code}. Hãy bỏ dòng này và nhờ người khác ghi.",
    "ranking_votes_unknown": "Không có hồ sơ mã {code} trong vòng này.",
}
WORDS = MEETING_WORDS | VOTE_WORDS | _OWN

__all__ = [
    "ADJUSTED",
    "OFFERED",
    "RANKED",
    "STATUS_WORDS",
    "WORDS",
    "Adjustment",
    "Beside",
    "Built",
    "Contender",
    "Other",
    "Placed",
    "Sheet",
    "Tie",
    "adjustment",
    "beside",
    "explain",
    "fingerprint",
    "own_points",
    "rank_round",
    "read_votes",
    "rederive",
    "why_not_adjust",
    "why_not_rank",
    "why_not_revoke",
    "why_not_settle",
    "why_votes_stand",
]


def why_not_rank(round_: Round, state: str | None, entries: int) -> list[Reason]:
    """Every reason for which the round cannot be ranked; `state` is None while it is not prepared."""
    if state is None:
        return [Reason("ranking_round_not_prepared", {"round": round_.name})]
    reasons = []
    if state != "closed":
        reasons.append(Reason("ranking_round_open", {"round": round_.name}))
    if not entries:
        reasons.append(Reason("ranking_nothing_to_rank", {"round": round_.name}))
    return reasons
