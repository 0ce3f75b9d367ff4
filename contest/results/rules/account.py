"""The account of one entry: how its result came about, whole for the organisers, without judges for the entrant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from contest.foundation.vietnamese import number

# What became of a sheet, in the words of the account.
USES = {
    "counted": "Có tính",
    "low": "Bỏ: thấp nhất",
    "high": "Bỏ: cao nhất",
    "left_out": "Không tính theo kết luận về điểm chênh lệch",
    "set_aside": "Không tính: giám khảo đã được thay",
    "missing": "Chưa chấm",
    "draft": "Chưa nộp",
    "absent": "Vắng",
    "abstained": "Không chấm",
    "recused": "Tránh xung đột lợi ích",
}
# What the ledger keeps of a sheet, as far as it changed a figure.
DEEDS = {
    "score.handed_in": "nộp phiếu",
    "score.keyed_in": "nhập phiếu giấy",
    "score.imported": "nhập từ bảng điểm",
    "score.reopened": "mở lại phiếu",
    "score.marked": "ghi trạng thái phiếu",
    "score.set_aside": "bỏ phiếu của giám khảo đã thay",
}


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """A sheet: whose it is (or only which, for the entrant), its points by cell, its total, what became of it."""

    label: str
    points: tuple[str, ...]
    total: str
    use: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AccountRound:
    """A round: the names of its cells, the sheets, the sentences from sheets to place; cases and votes in words."""

    name: str
    cells: tuple[str, ...]
    sheets: tuple[AccountSheet, ...]
    how: tuple[str, ...]
    rank: int | None
    ranked: int
    cases: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    # Whether the figure follows from the sheets when it is computed again; None where there is no figure.
    is_rederived: bool | None = None


@dataclass(frozen=True, slots=True)
class AccountAward:
    """A prize: its name, the sentence that says why, and whether the rules give the same sentence again.

    is_rederived: None for what people decided and for awards beside the tiers.
    """

    name: str
    amount_vnd: int | None
    reason: str
    is_rederived: bool | None


@dataclass(frozen=True, slots=True)
class Account:
    """Everything the page and the paper say of one entry."""

    entry_id: int
    code: str
    title: str
    unit: str
    field_name: str
    rounds: tuple[AccountRound, ...]
    # Names of the rounds ranked again since the version that is public: the entrant reads their figures once they are.
    ranked_anew: tuple[str, ...]
    awards: tuple[AccountAward, ...]
    # What the rules say of an entry without a prize, and what passed over it.
    by_rule: tuple[str, ...]
    decisions: tuple[str, ...]
    complaints: tuple[str, ...]
    seal_version: int | None
    seal_digest: str
    sealed_at: datetime | None
    is_full: bool

    @property
    def held_back(self) -> str:
        """Why the figures of a round are not here; nothing where all are."""
        rounds = ", ".join(self.ranked_anew)
        return f"Điểm vòng {rounds} đang được xem lại; cách tính hiện ở đây khi kết quả mới được công bố." * bool(
            rounds
        )

    @property
    def without(self) -> str:
        """Why there is no prize: what the rules say, which people may have decided otherwise."""
        by_rule = " ".join(self.by_rule)
        if not self.decisions:
            return by_rule
        return f"Theo quyết định của Ban Tổ chức, ghi ở dưới.{' Theo quy tắc: ' + by_rule if by_rule else ''}"


def sheets_of_account(
    lines: Sequence[Mapping[str, Any]],
    names: Mapping[int, str],
    points: Mapping[int, Mapping[str, Decimal | None]],
    comments: Mapping[int, str],
    cells: Sequence[str],
) -> tuple[AccountSheet, ...]:
    """The sheets of a derivation; without names they are told apart by number only, from the lowest total."""
    made = []
    for place, line in enumerate(lines, 1):
        judge = line["judge"]
        use = line["use"] if line["use"] != "silent" else line.get("state", "missing")
        own = points.get(judge, {}) if "total" in line or line.get("grade") else {}
        figures = tuple(_figure(own.get(key)) for key in cells)
        total = number(Decimal(line["total"])) if "total" in line else line.get("grade", "")
        label = names.get(judge, "") if names else f"Phiếu {place}"
        # A graded sheet has no total and is not dropped: it counts.
        words = USES["counted"] if use == "submitted" else USES.get(use, use)
        made.append(AccountSheet(label, figures, total, words, comments.get(judge, "") if names else ""))
    return tuple(made)


def _figure(points: Decimal | None) -> str:
    return "" if points is None else number(points)
