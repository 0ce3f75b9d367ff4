"""When a prize may be taken back, by what, and when that may be undone."""

from collections.abc import Mapping, Sequence
from datetime import date

from contest.foundation.refusal import Reason

_STAGES = ("decided", "published", "archived")

WORDS = {
    "revocation_not_now": "Giải chỉ thu hồi được sau khi đã có quyết định trao giải; trước đó hãy đổi giải ở trang Xét "
    "giải.",
    "revocation_code_unknown": "Không có hồ sơ mang mã này đang giữ giải đã xác nhận. Xin xem lại mã ở "
    "danh sách đạt giải.",
    "revocation_conflict": "Ông/bà có xung đột lợi ích với hồ sơ này; xin nhờ người khác trong Ban Tổ chức.",
    "revocation_no_prize": "Hồ sơ này không có giải đã xác nhận để thu hồi.",
    "revocation_decision_missing": "Hãy ghi số quyết định thu hồi, ví dụ 15/QĐ-BTC.",
    "revocation_day_missing": "Hãy ghi ngày ký quyết định.",
    "revocation_day_later": "Ngày ký quyết định chưa đến.",
    "revocation_reason_missing": "Hãy ghi lý do: nội dung này vào biên bản và sổ nhật ký.",
    "revocation_no_move_up": "Thể lệ để trống suất của giải bị thu hồi nên không hồ sơ nào được chuyển lên.",
    "revocation_changed": "Danh sách hồ sơ được chuyển lên đã khác so với lúc xem. Xin xem lại rồi xác nhận.",
    "revocation_undone": "Quyết định thu hồi này đã được hủy bỏ.",
    "revocation_moved_on": "Giải của hồ sơ {codes} đã thay đổi sau khi được chuyển lên nên không trả lại như cũ được. "
    "Hãy quyết định về các hồ sơ đó trước.",
}


def why_not_revoke_prize(
    stage: str, decision: str, decided_on: date | None, reason: str, today: date, *, has_prize: bool
) -> list[Reason]:
    """Every reason for which the prize cannot be taken back."""
    reasons = []
    if stage not in _STAGES:
        reasons.append(Reason("revocation_not_now"))
    elif not has_prize:
        reasons.append(Reason("revocation_no_prize"))
    return [*reasons, *faults_of_decision(decision, decided_on, reason, today)]


def faults_of_decision(decision: str, decided_on: date | None, reason: str, today: date) -> list[Reason]:
    """What a decision about a prize lacks: its number, the day, the reason."""
    return [*_faults_of_decision(decision, reason), *_faults_of_day(decided_on, today)]


def why_not_undo(
    decision: str, reason: str, *, is_undone: bool, moved: Sequence[tuple[str, str]], now_held: Mapping[str, str]
) -> list[Reason]:
    """Why a revocation cannot be undone. moved: (code, tier it got); now_held: the tier each has now."""
    if is_undone:
        return [Reason("revocation_undone")]
    changed = [code for code, tier in moved if now_held.get(code, "") != tier]
    reasons = [Reason("revocation_moved_on", {"codes": ", ".join(changed)})] if changed else []
    return [*reasons, *_faults_of_decision(decision, reason)]


def by_decision(decision: str, decided_on: date, reason: str) -> str:
    """How a change says by what it was made."""
    return f"Thu hồi theo Quyết định số {decision.strip()} ngày {decided_on:%d/%m/%Y}: {reason.strip()}"


def _faults_of_decision(decision: str, reason: str) -> list[Reason]:
    faults = []
    if not decision.strip():
        faults.append(Reason("revocation_decision_missing", where="decision"))
    if not reason.strip():
        faults.append(Reason("revocation_reason_missing", where="reason"))
    return faults


def _faults_of_day(decided_on: date | None, today: date) -> list[Reason]:
    if decided_on is None:
        return [Reason("revocation_day_missing", where="decided_on")]
    return [Reason("revocation_day_later", where="decided_on")] if decided_on > today else []
