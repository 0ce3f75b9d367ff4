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
    """One place of the form. kind: an input's kind, `group` or `more` (with `boxes`), `rows` (each of `boxes` a group).

    is_on: whether a group that may be left out is there (None for one that always is), or a row stands open.
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
    add: str = ""


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
    ("Approval", "quorum"): "Ví dụ 2/3. Để trống nếu thể lệ không nói.",
    ("Vote", "majority"): "Ví dụ 1/2.",
    ("Quantity", "open"): "Thể lệ ghi “một số giải”, không định số.",
    ("Criterion", "weight"): "Nhân với điểm khi cộng; thường là 1.",
    ("Round", "ties"): "Xét lần lượt từ trên xuống.",
}
# What most regulations say of a part; the rest is folded away until it is used.
_MAIN: dict[str, frozenset[str]] = {
    "Round": frozenset(
        {
            "name",
            "kind",
            "blind",
            "evidence",
            "starts",
            "ends",
            "judges_per_entry",
            "quorum",
            "criteria",
            "same_as",
            "combine",
            "ties",
            "goes_on",
        }
    ),
    "Criterion": frozenset({"name", "max", "step", "note"}),
    "Tier": frozenset({"name", "quantity", "threshold", "amount", "certificates"}),
    "Quantity": frozenset({"exact", "at_most", "percent", "open"}),
    "DossierPart": frozenset({"name", "required", "note", "formats", "max_mb", "max_files", "physical"}),
    "Question": frozenset({"label", "kind", "choices", "max_words", "required"}),
    "ExtraAward": frozenset({"name", "of", "by", "quantity", "amount", "stacks"}),
    "Field": frozenset({"name", "note"}),
    "Division": frozenset({"name", "levels"}),
    "Council": frozenset({"name", "fields"}),
    "Team": frozenset({"name", "fields"}),
    "Paper": frozenset({"kind", "number", "date", "by", "about"}),
    "Certificate": frozenset({"name", "body", "for", "numbering"}),
    "Bodies": frozenset({"issuing", "organiser", "standing", "partners", "head", "place"}),
    "Timeline": frozenset({"launch", "submission", "screening_ends", "judging_ends", "ceremony", "publication_days"}),
    "Entrants": frozenset({"types", "who", "residence", "age", "levels", "solution", "submitted_by", "earlier_entry"}),
    "FormToDownload": frozenset({"name", "made"}),
}
# What the button adds.
_ONE = {
    "committee": "Thêm thành viên",
    "councils": "Thêm hội đồng",
    "criteria": "Thêm tiêu chí",
    "certificates": "Thêm loại giấy",
    "decisions": "Thêm văn bản",
    "divisions": "Thêm bảng",
    "dossier": "Thêm thành phần",
    "extra_awards": "Thêm giải",
    "faq": "Thêm câu hỏi",
    "fields": "Thêm lĩnh vực",
    "forms": "Thêm biểu mẫu",
    "grade_bands": "Thêm mức",
    "levels": "Thêm mức",
    "nomination": "Thêm nơi đề cử",
    "parts": "Thêm phần",
    "questions": "Thêm câu hỏi",
    "rounds": "Thêm vòng chấm",
    "teams": "Thêm tổ",
    "tiers": "Thêm giải",
    "topic_awards": "Thêm giải",
}
# By which a row is called, the first that it has.
_TITLES = ("name", "label", "question", "to", "number", "about", "office", "text")
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
            box = replace(box, add=_ONE.get(spot.key, "Thêm mục"))
            return replace(box, boxes=tuple(self._row(spot, f"{name}.{place}", row) for place, row in enumerate(rows)))
        if value is None:
            value = plain(spot.default)
        return replace(box, value=self._shown(spot, value), choices=self._choices(spot, value))

    def _group(self, spot: Spot, box: Box, value: Any) -> Box:
        may_be_out = not spot.is_needed and spot.default is None
        inner = value if isinstance(value, dict) else {}
        return replace(
            box, boxes=self._inner(spot.inner, box.name, inner), is_on=isinstance(value, dict) if may_be_out else None
        )

    def _inner(self, part: str, name: str, inner: Document) -> tuple[Box, ...]:
        """The boxes of a part: what is often said first, the rest folded (open where it says or lacks something)."""
        main = _MAIN.get(part)
        drawn = {each.key: self.box(each, f"{name}.{each.key}", inner.get(each.key)) for each in spots(part)}
        if main is None:
            return tuple(drawn.values())
        rest = [key for key in drawn if key not in main and drawn[key].kind != "fixed"]
        is_open = any(self._has_error(f"{name}.{key}") for key in rest) or any(
            key in inner and key != "key" for key in rest
        )
        folded = Box("more", f"{name}.more", "Tùy chọn khác", boxes=tuple(drawn[key] for key in rest), is_on=is_open)
        return (*(box for key, box in drawn.items() if key in main), *((folded,) if rest else ()))

    def _has_error(self, name: str) -> bool:
        return any(each == name or each.startswith(f"{name}.") for each in self.errors)

    def _row(self, spot: Spot, name: str, row: Any) -> Box:
        inner = row if isinstance(row, dict) else {}
        boxes = self._inner(spot.inner, name, inner)
        title = next((inner[key] for key in _TITLES if inner.get(key)), "")
        is_open = not title or self._has_error(name)
        return Box("group", name, str(title), boxes=boxes, errors=tuple(self.errors.get(name, ())), is_on=is_open)

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
