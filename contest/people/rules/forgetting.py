"""An account is deleted on request: what stands against it, and what of it stays by law."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from contest.foundation.access import ROLE_WORDS, Role
from contest.foundation.refusal import Reason
from contest.people.rules.joining import AccountFacts
from contest.people.rules.roles import OFFICIALS

STATE_WORDS = {
    "asked": "Chờ xử lý",
    "done": "Đã xóa",
    "declined": "Chưa thực hiện được",
    "taken_back": "Người yêu cầu đã rút lại",
}
STATE_KINDS = {"asked": "attention", "done": "done", "declined": "refused", "taken_back": "neutral"}

WORDS = {
    "forget_own_account": "Không tự xóa tài khoản đang dùng để quản trị. Hãy nhờ một người quản trị khác.",
    "forget_official": (
        "Người này còn giữ vai trò {role}. Hãy thu hồi vai trò ở trang Thành viên trước, để biết ai làm thay."
    ),
    "forget_over": "Tài khoản này đã đóng hoặc đã được xóa.",
    "forget_unsure": "Hãy đánh dấu vào ô xác nhận: tài khoản đã xóa không lấy lại được.",
    "forget_no_answer": "Hãy ghi lý do chưa xóa, để người yêu cầu đọc và biết phải làm gì.",
    "forget_settled": "Yêu cầu này đã được xử lý.",
    "forget_asked_before": "Bạn đã gửi yêu cầu rồi. Người quản trị sẽ xử lý; bạn có thể rút lại yêu cầu.",
    "forget_how_missing": "Hãy ghi yêu cầu đến bằng cách nào, ví dụ: Đơn ngày 12/05/2026.",
}


@dataclass(frozen=True, slots=True)
class Remaining:
    """What stays of an account. keeps_name: it judged or decided, and records must say who did."""

    keeps_name: bool = False
    bound: Mapping[str, int] = field(default_factory=dict)


def why_not_forget(account: AccountFacts, actor_id: int | None) -> list[Reason]:
    """Why an account cannot be deleted now."""
    reasons = [] if account.is_open else [Reason("forget_over")]
    if account.id == actor_id:
        reasons.append(Reason("forget_own_account"))
    held: Collection[Role] = {role for roles in account.roles.values() for role in roles}
    reasons += [
        Reason("forget_official", {"role": ROLE_WORDS[role]}) for role in (Role.ADMIN, *OFFICIALS) if role in held
    ]
    return reasons
