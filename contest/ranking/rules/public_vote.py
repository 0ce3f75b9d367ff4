"""The public's vote: when, one for each mailbox, what looks like more than one hand behind many."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from contest.editions.rules import Round
from contest.foundation.refusal import Reason

# Ballots are kept so long after the vote, for complaints; then only the counts are.
KEPT = timedelta(days=60)
LINK_LIVES = timedelta(hours=24)
# What looks like one hand: so many for one entry from one network within so long, from one unusual provider, from
# addresses that differ in digits only.
_CROWD, _WITHIN, _MANY = 8, timedelta(minutes=10), 5
# Providers half the country writes from: many votes from there mean nothing.
_COMMON = frozenset(
    {"gmail.com", "googlemail.com", "yahoo.com", "yahoo.com.vn", "ymail.com", "outlook.com", "outlook.com.vn"}
    | {"hotmail.com", "live.com", "icloud.com", "me.com", "msn.com", "proton.me", "zoho.com"}
)
_FOLDED = frozenset({"gmail.com", "googlemail.com"})
KIND_WORDS = {
    "network": "cùng một mạng, trong 10 phút",
    "provider": "cùng một nhà cung cấp thư ít gặp",
    "alike": "địa chỉ thư chỉ khác nhau chữ số",
}

WORDS = {
    "vote_none": "Cuộc thi này không bình chọn trên trang.",
    "vote_not_yet": "Bình chọn mở lúc {opens}. Xin quay lại sau.",
    "vote_over": "Bình chọn đã kết thúc lúc {closes}.",
    "vote_entry_unknown": "Hồ sơ này không có trong danh sách bình chọn. Xin chọn trong danh sách.",
    "vote_given": "Địa chỉ thư này đã bình chọn; mỗi địa chỉ bình chọn một lần.",
    "vote_link_dead": "Đường dẫn không còn hiệu lực. Xin bình chọn lại để nhận thư mới.",
    "vote_running": "Bình chọn chưa kết thúc: số phiếu chỉ được kiểm sau {closes}.",
    "vote_gone": "Các phiếu bình chọn đã được xóa theo lịch nên không kiểm lại được.",
    "vote_group_unknown": "Nhóm phiếu này không còn. Hãy tải lại trang.",
    "vote_reason_missing": "Hãy ghi lý do: nội dung này vào sổ nhật ký.",
    "vote_restored": "Nhóm phiếu này đã được tính lại.",
}


class Window(NamedTuple):
    """From when to when the public votes on the page."""

    opens: datetime
    closes: datetime


def window_of(round_: Round) -> Window | None:
    """The round's window, None where the public does not vote on the page."""
    found = ((part.opens, part.closes) for part in round_.parts)
    return next((Window(opens, closes) for opens, closes in found if opens and closes), None)


def why_not_vote(window: Window | None, at: datetime) -> list[Reason]:
    """Why nobody can vote now."""
    if window is None:
        return [Reason("vote_none")]
    if at < window.opens:
        return [Reason("vote_not_yet", {"opens": window.opens})]
    return [Reason("vote_over", {"closes": window.closes})] if at >= window.closes else []


def why_not_count(window: Window | None, at: datetime) -> list[Reason]:
    """Why the votes cannot be counted: totals are seen by nobody before the end, and ballots are not kept for ever."""
    if window is None:
        return [Reason("vote_none")]
    if at < window.closes:
        return [Reason("vote_running", {"closes": window.closes})]
    return [Reason("vote_gone")] if at >= window.closes + KEPT else []


def mailbox(email: str) -> str:
    """One name for one mailbox: without what providers ignore (a + and what follows, dots at Gmail)."""
    name, _, provider = email.casefold().strip().rpartition("@")
    name = name.partition("+")[0] or name
    if provider in _FOLDED:
        name, provider = name.replace(".", ""), "gmail.com"
    return f"{name}@{provider}"


def likeness(email: str) -> str:
    """What addresses of a series have in common: the mailbox without its digits; "" for one without any."""
    box = mailbox(email)
    bare = re.sub(r"\d+", "#", box)
    return bare if bare != box else ""


class Cast(NamedTuple):
    """A ballot as the search for fraud sees it; network and likeness are keyed hashes, provider a name."""

    id: int
    entry_id: int
    network: str
    provider: str
    likeness: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Ballots for one entry that may come from one hand; key names the group as long as its ballots stand."""

    key: str
    kind: str
    entry_id: int
    ballots: tuple[int, ...]
    first: datetime
    last: datetime
    provider: str = ""


def suspicions(ballots: Iterable[Cast]) -> list[Suspicion]:
    """Groups a person should look at, the largest first; the order ballots come in does not matter."""
    by: dict[tuple[str, int, str], list[Cast]] = {}
    for each in ballots:
        by.setdefault(("network", each.entry_id, each.network), []).append(each)
        if each.provider not in _COMMON:
            by.setdefault(("provider", each.entry_id, each.provider), []).append(each)
        if each.likeness:
            by.setdefault(("alike", each.entry_id, each.likeness), []).append(each)
    found = []
    for (kind, entry_id, _), own in by.items():
        own.sort(key=lambda each: (each.at, each.id))
        group = _crowded(own) if kind == "network" else own if len(own) >= _MANY else []
        if group:
            ids = tuple(sorted(each.id for each in group))
            provider = group[0].provider if kind == "provider" else ""
            key = f"{kind}-{entry_id}-{ids[0]}"
            found.append(Suspicion(key, kind, entry_id, ids, group[0].at, group[-1].at, provider))
    return sorted(found, key=lambda each: (-len(each.ballots), each.key))


def _crowded(own: Sequence[Cast]) -> list[Cast]:
    """Those that stand in some span of _WITHIN with at least _CROWD of them; `own` in the order of time."""
    marked: set[int] = set()
    begin = 0
    for end, each in enumerate(own):
        while each.at - own[begin].at > _WITHIN:
            begin += 1
        if end - begin + 1 >= _CROWD:
            marked.update(range(begin, end + 1))
    return [own[place] for place in sorted(marked)]
