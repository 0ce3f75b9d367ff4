"""A section of the regulation as a tree of boxes, ready to be drawn: inputs, groups, lists with rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from contest.editions.rules.canonical import plain
from contest.editions.rules.checks.passage import TIE_STEPS
from contest.editions.rules.schema import Choice, Spot, spot_of, spots
from contest.editions.rules.words.choices import choice_word

Document = dict[str, Any]
Errors = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Box:
    """One place of the form. kind: an input's kind, `group` (with `boxes`) or `rows` (each of `boxes` a group).

    is_on: whether a group that may be left out is there; None for a group that always is.
    """

    kind: str
    name: str
    label: str
    value: Any = ""
    help: str = ""
    is_needed: bool = False
    choices: tuple[Choice, ...] = ()
    errors: tuple[str, ...] = ()
    boxes: tuple["Box", ...] = ()
    is_on: bool | None = None


_HELP = {
    ("Round", "judges_per_entry"): "Để trống nếu cả hội đồng chấm.",
    ("Round", "quorum"): "Để trống nếu cần đủ phiếu.",
    ("Regulation", "series"): "Chữ thường không dấu, số và gạch nối; các lần cùng loạt viết giống nhau.",
    ("Regulation", "entry_code"): "{n} là số thứ tự, {n:03} là ba chữ số, {field} là lĩnh vực.",
    ("Certificate", "numbering"): "{n} là số thứ tự, {n:04} là bốn chữ số.",
    ("Submission", "shown_deadline"): "Hạn mà mọi người nhìn thấy.",
    ("Submission", "enforced_deadline"): "Giờ máy chủ thôi nhận; có thể muộn hơn hạn công bố.",
    ("Field", "maps_to_nation"): "Khi tên lĩnh vực ở cấp toàn quốc khác.",
    ("Approval", "share"): "Ví dụ 2/3.",
    ("Vote", "majority"): "Ví dụ 1/2.",
    ("Quantity", "open"): "Thể lệ ghi “một số giải”, không định số.",
    ("Criterion", "weight"): "Nhân với điểm khi cộng; thường là 1.",
    ("Round", "ties"): "Xét lần lượt từ trên xuống.",
}
_KEY_HELP = "Mã nội bộ: chữ thường không dấu, số, gạch dưới. Để trống thì tự đặt theo tên."
_MOST_TIES = 8


class Drawer:
    """Draws boxes of a document; keeps the names of what can be referred to, and the errors by place."""

    def __init__(self, document: Document, errors: Errors) -> None:
        self.errors = errors
        self.named: dict[str, list[Choice]] = {
            "field": _named(document.get("fields")),
            "division": _named(document.get("divisions")),
            "council": _named(document.get("councils")),
            "round": _named(document.get("rounds")),
            "tier": _named((document.get("prizes") or {}).get("tiers")),
            "certificate": _named(document.get("certificates")),
            "criterion": _criteria(document),
        }

    def section(self, document: Document, keys: Sequence[str]) -> tuple[Box, ...]:
        """The boxes of some top-level keys."""
        return tuple(self.box(spot_of("Regulation", key), key, document.get(key)) for key in keys)

    def box(self, spot: Spot, name: str, value: Any) -> Box:
        """One key with its value in the document (None: not said)."""
        box = Box(
            spot.kind,
            name,
            spot.label,
            help=_KEY_HELP if spot.key == "key" else _HELP.get((spot.part, spot.key), ""),
            is_needed=spot.is_needed and spot.key != "key",
            errors=tuple(self.errors.get(name, ())),
        )
        if spot.kind == "group":
            return self._group(spot, box, value)
        if spot.kind == "rows":
            rows = value if isinstance(value, list) else []
            return replace(box, boxes=tuple(self._row(spot, f"{name}.{place}", row) for place, row in enumerate(rows)))
        if value is None:
            value = plain(spot.default)
        return replace(box, value=self._shown(spot, value), choices=self._choices(spot, value))

    def _group(self, spot: Spot, box: Box, value: Any) -> Box:
        may_be_out = not spot.is_needed and spot.default is None
        inner = value if isinstance(value, dict) else {}
        boxes = tuple(self.box(each, f"{box.name}.{each.key}", inner.get(each.key)) for each in spots(spot.inner))
        return replace(box, boxes=boxes, is_on=isinstance(value, dict) if may_be_out else None)

    def _row(self, spot: Spot, name: str, row: Any) -> Box:
        inner = row if isinstance(row, dict) else {}
        boxes = tuple(self.box(each, f"{name}.{each.key}", inner.get(each.key)) for each in spots(spot.inner))
        title = inner.get("name") or inner.get("label") or inner.get("question") or inner.get("to") or ""
        return Box("group", name, str(title), boxes=boxes, errors=tuple(self.errors.get(name, ())))

    def _choices(self, spot: Spot, value: Any) -> tuple[Choice, ...]:
        choices = list(spot.choices)
        for kind in spot.refers:
            choices += self.named[kind]
        if spot.kind == "ladder":
            choices += [(step, choice_word("Round", "ties", step)) for step in TIE_STEPS]
        known = {choice for choice, _ in choices}
        given = value if isinstance(value, (list, dict)) else [value] if value else []
        if spot.kind in ("ticks", "choice", "ladder", "pairs"):
            choices += [(str(each), str(each)) for each in given if str(each) not in known]
        if spot.kind == "ticks":
            # What is ticked stands first, in its own order, so that saving does not change the order.
            order = [str(each) for each in given]
            choices.sort(key=lambda choice: order.index(choice[0]) if choice[0] in order else len(order))
        return tuple(choices)

    def _shown(self, spot: Spot, value: Any) -> Any:
        if spot.kind == "ticks":
            return tuple(str(each) for each in value or ())
        if spot.kind == "lines":
            return "\n".join(str(each) for each in value or ()) if isinstance(value, list) else str(value or "")
        if spot.kind == "ladder":
            given = [str(each) for each in value or ()]
            return tuple((given + [""] * _MOST_TIES)[: max(_MOST_TIES, len(given))])
        if spot.kind == "pairs":
            return {str(key): _text(each) for key, each in (value or {}).items()}
        if spot.kind == "truth":
            return bool(value)
        return "" if value == "all_of_council" else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return str(value)


def _named(items: Any) -> list[Choice]:
    rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [(str(row["key"]), str(row.get("name") or row["key"])) for row in rows if row.get("key")]


def _criteria(document: Document) -> list[Choice]:
    rounds = document.get("rounds")
    rows = [row for row in rounds if isinstance(row, dict)] if isinstance(rounds, list) else []
    found = {key: name for row in rows for key, name in _named(row.get("criteria"))}
    return [(f"criterion:{key}", f"điểm {name}") for key, name in found.items()]
