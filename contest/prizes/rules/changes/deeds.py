"""When a change may be proposed, approved, withdrawn: two different people, the same preview, in time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.foundation.refusal import Reason
from contest.prizes.rules.changes.plain import PLAIN_WORDS
from contest.prizes.rules.deeds import DECIDABLE_STAGES

# A proposal nobody has approved in that time is made again, on what stands then.
CHANGE_LASTS = timedelta(days=7)
APPROVERS = 2

KIND_WORDS = {
    "score": "Sửa điểm của một phiếu",
    "entry": "Loại một hồ sơ",
    "judge": "Bỏ phiếu của một giám khảo",
    "regulation": "Sửa thể lệ",
    **PLAIN_WORDS,
}
STATE_WORDS = {
    "waiting": "Chờ duyệt",
    "made": "Đã thực hiện",
    "withdrawn": "Đã rút",
    "expired": "Hết hạn duyệt",
}

CHANGE_WORDS = {
    "change_not_now": "Thay đổi sau khi đóng vòng chỉ được đề nghị khi cuộc thi đang chấm hoặc họp xét giải. Sau khi "
    "đã có quyết định, hãy đưa cuộc thi về bước họp xét giải kèm lý do.",
    "change_not_ranked": "Chưa có vòng nào được xếp hạng nên chưa so được trước và sau. Vòng đang chấm thì sửa "
    "ngay tại trang chấm.",
    "change_outdated": "Phiếu chấm hoặc thể lệ đã thay đổi sau lần xếp hạng vòng {round}. Hãy xếp hạng lại "
    "rồi đề nghị.",
    "change_is_ranked": "Đã có vòng được xếp hạng: sửa đổi này cần xem trước ảnh hưởng đến thứ hạng và giải.",
    "change_reason_missing": "Hãy ghi lý do: người duyệt và biên bản cần biết vì sao.",
    "change_round_unknown": "Vòng này chưa xếp hạng.",
    "change_entry_unknown": "Không có hồ sơ mã này đang được chấm. Hãy xem lại mã số.",
    "change_sheet_unknown": "Giám khảo này không có phiếu đang được tính trên hồ sơ đó.",
    "change_judge_unknown": "Giám khảo này không có phiếu nào được tính ở vòng đó.",
    "change_nothing": "Các điểm đang đúng như vậy, không có gì để sửa.",
    "change_no_sheet_left": "Bỏ giám khảo này thì hồ sơ {codes} không còn phiếu nào. Hãy có thêm phiếu cho các "
    "hồ sơ ấy trước.",
    "change_figure": "Cần một số, ví dụ 1,5.",
    "change_unknown": "Không có đề nghị này.",
    "change_over": "Đề nghị này đã khép lại ({state}).",
    "change_expired": "Đề nghị này hết hạn lúc {until}. Hãy đề nghị lại.",
    "change_moved": "Dữ liệu đã thay đổi sau lần xem trước này nên chưa duyệt được. Hãy xem trước lại.",
    "change_seen_other": "Có bản xem trước mới hơn bản bạn đang xem. Hãy đọc bản mới rồi duyệt.",
    "change_approved_already": "Bạn đã duyệt đề nghị này. Cần thêm một người khác.",
    "change_conflict": "Bạn có xung đột lợi ích với hồ sơ này nên không đề nghị hay duyệt được.",
    "change_needs_person": "Người duyệt phải đăng nhập bằng tài khoản của chính mình.",
    "change_not_yours": "Chỉ người đề nghị hoặc Ban Tổ chức mới rút được đề nghị.",
    "change_differs": "Kết quả sau thay đổi khác với bản xem trước nên không có gì được ghi. Hãy xem trước lại.",
    "sureness_nothing": "Vòng này không có ranh giới nào: không có giải và không chọn hồ sơ vào vòng sau.",
    "change_is_current": "Dữ liệu chưa thay đổi: bản xem trước này vẫn đúng.",
}


@dataclass(frozen=True, slots=True)
class ChangeStanding:
    """How a proposal stands: its state, until when, the newest preview's fingerprint, who approved that one."""

    state: str
    expires_at: datetime
    fingerprint: str
    approved_by: Collection[int]

    @property
    def needed(self) -> int:
        """How many approvals are still missing."""
        return max(0, APPROVERS - len(set(self.approved_by)))


def why_not_propose_change(stage: str, reason: str, *, ranked: bool, outdated: str = "") -> list[Reason]:
    """Why nothing can be proposed; `outdated`: the name of a round whose ranking no longer follows from its sheets."""
    reasons = []
    if stage not in DECIDABLE_STAGES:
        reasons.append(Reason("change_not_now"))
    if not ranked:
        reasons.append(Reason("change_not_ranked"))
    elif outdated:
        reasons.append(Reason("change_outdated", {"round": outdated}))
    if not reason.strip():
        reasons.append(Reason("change_reason_missing", where="reason"))
    return reasons


def _why_over(change: ChangeStanding, at: datetime, until: str) -> list[Reason]:
    if change.state != "waiting":
        return [Reason("change_over", {"state": STATE_WORDS[change.state].lower()})]
    return [Reason("change_expired", {"until": until})] if at >= change.expires_at else []


def why_not_approve_change(
    change: ChangeStanding, person_id: int | None, at: datetime, seen: str, now_is: str, until: str
) -> list[Reason]:
    """Why somebody cannot approve it. seen: the preview they looked at; now_is: the fingerprint of what stands now."""
    reasons = _why_over(change, at, until)
    if reasons:
        return reasons
    if person_id is None:
        return [Reason("change_needs_person")]
    if person_id in change.approved_by:
        reasons.append(Reason("change_approved_already"))
    if now_is != change.fingerprint:
        reasons.append(Reason("change_moved"))
    elif seen != change.fingerprint:
        reasons.append(Reason("change_seen_other"))
    return reasons


def why_not_look_again(change: ChangeStanding, at: datetime, now_is: str, until: str) -> list[Reason]:
    """Why there is no newer preview to be made."""
    reasons = _why_over(change, at, until)
    if not reasons and now_is == change.fingerprint:
        reasons.append(Reason("change_is_current"))
    return reasons


def why_not_withdraw_change(change: ChangeStanding, reason: str, *, may: bool) -> list[Reason]:
    """Why it cannot be withdrawn; `may`: the actor proposed it, or may approve."""
    reasons = []
    if change.state != "waiting":
        reasons.append(Reason("change_over", {"state": STATE_WORDS[change.state].lower()}))
    if not may:
        reasons.append(Reason("change_not_yours"))
    if not reason.strip():
        reasons.append(Reason("change_reason_missing", where="reason"))
    return reasons
