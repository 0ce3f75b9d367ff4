"""Changes on record as a reader understands them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from contest.editions.rules import Regulation
from contest.entries.rules.asked import asked_facts, asked_questions
from contest.entries.rules.differences import Piece, difference
from contest.entries.rules.supplements import ITEM_WORDS
from contest.entries.rules.values import share_words, shown_answer
from contest.entries.rules.words import ENTRANT_WORDS, GIVEN_BY, PURPOSE_WORDS, STATUS_WORDS
from contest.foundation.vietnamese import date as day

VERDICTS = {"pass": "Đạt", "fail": "Không đạt"}

_DEEDS = {
    "start_entry": "Bắt đầu soạn hồ sơ",
    "save_draft": "Lưu bản nháp",
    "attach_file": "Thêm tệp",
    "remove_file": "Bỏ tệp",
    "restore_file": "Lấy lại tệp",
    "finish_upload": "Thêm tệp",
    "submit_entry": "Nộp hồ sơ",
    "withdraw_entry": "Rút hồ sơ",
    "edit_entry": "Ban Thư ký sửa hồ sơ",
    "receive_entry": "Tiếp nhận hồ sơ giấy",
    "record_consents": "Ghi nhận giấy đồng ý công bố",
    "record_paper": "Ghi nhận sự đồng ý trên giấy",
    "withdraw_consent": "Rút sự đồng ý",
    "answer_consents": "Người có quyền đồng ý trả lời qua đường dẫn riêng",
    "forget_author": "Xóa dữ liệu của một tác giả theo yêu cầu",
    "change_representative": "Đổi tác giả đại diện",
    "hand_over": "Chuyển hồ sơ cho người khác phụ trách",
    "erase_papers": "Xóa giấy tờ theo lịch",
    "mark_received": "Xác nhận đã tiếp nhận",
    "decide": "Quyết định thẩm định",
    "answer_item": "Bổ sung một mục",
    "accept_item": "Chấp nhận mục bổ sung",
    "drop_item": "Bỏ yêu cầu một mục",
    "ask_item_again": "Yêu cầu bổ sung lại",
    "ask_supplement": "Yêu cầu bổ sung từng mục",
    "extend_entry": "Gia hạn nộp",
    "use_late_code": "Dùng mã nộp muộn",
    "look": "Ghi nhận người thẩm định đã xem",
    "declare_conflict": "Giám khảo khai xung đột lợi ích",
    "choose_stand_in": "Đổi người xử lý thay vì xung đột lợi ích",
    "see_to_stand_in": "Chuyển cho người xử lý thay vì xung đột lợi ích",
}
_COLUMNS = {
    "code": "Mã số",
    "status": "Trạng thái",
    "title": "Tên",
    "short_title": "Tên ngắn",
    "summary": "Tóm tắt",
    "field_key": "Lĩnh vực",
    "division_key": "Bảng",
    "entrant_type": "Loại tác giả",
    "unit": "Đơn vị",
    "locality": "Địa phương",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "mentor": "Giáo viên hướng dẫn",
    "facts": "Thông tin về giải pháp",
    "answers": "Nội dung mô tả",
    "status_reason": "Lời nhắn cho tác giả",
    "supplement_by": "Hạn bổ sung",
    "withdrawn_reason": "Lý do rút",
    "late_reason": "Lý do nhận muộn",
    "sent_on": "Ngày gửi",
    "name": "Họ tên",
    "birth_on": "Ngày sinh",
    "birth_year": "Năm sinh",
    "gender": "Giới tính",
    "share": "Tỷ lệ đóng góp",
    "position_title": "Chức danh, lớp",
    "qualification": "Trình độ",
    "guardian": "Người giám hộ",
    "is_representative": "Đại diện nhóm",
    "note": "Ghi chú",
    "verdict": "Kết luận",
    "words": "Nội dung",
    "due_on": "Hạn",
    "state": "Tình trạng",
    "answer": "Trả lời",
    "until": "Đến",
    "reason": "Lý do",
}
_HIDDEN = "•"
# What of an author's line is told in one breath when the author is added.
_TOLD_OF_AUTHOR = ("name", "position_title", "unit")
# Rows of other kinds that are about the entry, and what their values are called by.
_AROUND = {
    "screening_decision": "",
    "screening_look": "Người xem: ",
    "supplement_item": "Mục bổ sung: ",
    "entry_extension": "Gia hạn: ",
}


class Change(NamedTuple):
    """One value: what it is, what it was, what it became; `pieces` compares the two word by word."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of an entry are called, also of rows that are gone: authors and files by key, consents as words."""

    authors: Mapping[int, str]
    files: Mapping[int, str]
    consents: Mapping[int, str]
    # Who stands, or stood, in for a secretary in conflict, by the row that says so.
    stand_ins: Mapping[int, str] = field(default_factory=dict)


def deed_words(deed: str) -> str:
    """The deed as the office says it."""
    return _DEEDS.get(deed.rsplit(".", 1)[-1], "Cập nhật hồ sơ")


def of_bulk(
    changes: Sequence[Sequence[Any]], entry_id: int, authors: Collection[int], files: Collection[int]
) -> list[Sequence[Any]]:
    """What a deed on many entries changed of this one: whole rows (see audit.insert_rows) come apart into columns."""
    own = {"entry": {entry_id}, "entry_author": set(authors), "entry_file": set(files)}
    found: list[Sequence[Any]] = []
    for table, key, column, before, after in changes:
        row = after if column == "row" and isinstance(after, dict) else {}
        if row.get("entry_id") == entry_id or row.get("author_id") in own["entry_author"] or key in own.get(table, ()):
            found += _apart(table, key, row) if row else [[table, key, column, before, after]]
    return found


def _apart(table: str, key: Any, row: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
    # A row whose key nobody looked up is one by what it holds.
    known = key if key is not None else tuple(sorted((name, str(value)) for name, value in row.items()))
    for name, value in row.items():
        inside = value.items() if isinstance(value, dict) else [("", value)]
        for inner, one in inside:
            yield [table, known, f"{name}.{inner}" if inner else name, None, one]


def readable(changes: Sequence[Sequence[Any]], known: Known, regulation: Regulation) -> tuple[Change, ...]:
    """The changes a person cares about; keys, versions and search texts are left out."""
    rows: dict[tuple[str, Any], list[tuple[str, Any, Any]]] = {}
    for table, key, column, before, after in changes:
        rows.setdefault((table, key), []).append((column, before, after))
    found: list[Change] = []
    for (table, key), values in rows.items():
        match table:
            case "entry":
                found += _values(values, "", regulation)
            case "entry_author":
                found += _of_author(key, values, known, regulation)
            case "entry_file":
                found += _of_file(key, values, known)
            case "consent":
                found += _of_consent(key, values, known)
            case "stand_in":
                found += _of_stand_in(key, values, known)
            case _ if table in _AROUND:
                found += _values(values, _AROUND[table], regulation)
    return tuple(found)


def _values(values: Sequence[tuple[str, Any, Any]], prefix: str, regulation: Regulation) -> Iterator[Change]:
    for column, before, after in values:
        label = label_of(column, regulation)
        old, new = (_shown(column, value, regulation) for value in (before, after))
        if label and (old or new):
            full = f"{prefix}{label[0].lower()}{label[1:]}" if prefix else label
            yield Change(full, old, new, difference(old, new))


def _of_author(
    key: Any, values: Sequence[tuple[str, Any, Any]], known: Known, regulation: Regulation
) -> Iterator[Change]:
    name = known.authors.get(key, "(đã xóa tên)")
    kinds = {column: (before, after) for column, before, after in values}
    if "" in kinds:
        yield _one("Bỏ tác giả", name, "")
    elif "position" in kinds and kinds["position"][0] is None:
        told = [str(kinds[column][1]) for column in _TOLD_OF_AUTHOR if column in kinds and kinds[column][1] != _HIDDEN]
        yield _one("Thêm tác giả", "", ", ".join(told) or name)
    else:
        yield from _values(values, f"Tác giả {name}: ", regulation)


def _of_file(key: Any, values: Sequence[tuple[str, Any, Any]], known: Known) -> Iterator[Change]:
    name = known.files.get(key, "(tệp đã xóa)")
    kinds = {column: (before, after) for column, before, after in values}
    if "sha256" in kinds and kinds["sha256"][0] is None:
        yield _one("Thêm tệp", "", name)
    elif "erased_at" in kinds:
        yield _one("Xóa nội dung tệp", name, "")
    elif "removed_at" in kinds:
        away = kinds["removed_at"][1] is not None
        yield _one("Bỏ tệp", name, "") if away else _one("Lấy lại tệp", "", name)


def _of_consent(key: Any, values: Sequence[tuple[str, Any, Any]], known: Known) -> Iterator[Change]:
    words = known.consents.get(key, "một sự đồng ý")
    kinds = {column: (before, after) for column, before, after in values}
    if "purpose" in kinds and kinds["purpose"][0] is None:
        yield _one("Đồng ý", "", words)
    elif "" in kinds:
        yield _one("Bỏ ghi nhận đồng ý", words, "")
    elif "withdrawn_at" in kinds:
        away = kinds["withdrawn_at"][1] is not None
        yield _one("Rút sự đồng ý", words, "") if away else _one("Đồng ý trở lại", "", words)


def _of_stand_in(key: Any, values: Sequence[tuple[str, Any, Any]], known: Known) -> Iterator[Change]:
    name = known.stand_ins.get(key, "(tài khoản đã gộp hoặc xóa)")
    kinds = {column: (before, after) for column, before, after in values}
    if "person_id" in kinds and kinds["person_id"][0] is None:
        yield _one("Người xử lý thay", "", name)
    elif "ended_at" in kinds:
        yield _one("Người xử lý thay", name, "")
    if "reason" in kinds:
        yield _one("Lý do", "", str(kinds["reason"][1] or ""))


def _one(label: str, before: str, after: str) -> Change:
    return Change(label, before, after, difference(before, after))


def label_of(column: str, regulation: Regulation) -> str:
    """What a column is called on the form; "" for what nobody typed. Answers are called as the regulation asks."""
    group, _, key = column.partition(".")
    if not key:
        return _COLUMNS.get(group, "")
    asked = asked_facts(regulation) if group == "facts" else asked_questions(regulation)
    return next((one.label for one in asked if one.key == key), _COLUMNS.get(group, ""))


def consent_words(purpose: str, given_by: str, author: str) -> str:
    """A consent in words: whose, for what, given by whom."""
    return f"{PURPOSE_WORDS.get(purpose, purpose)} – {author} ({GIVEN_BY.get(given_by, given_by).lower()})"


def _shown(column: str, value: Any, regulation: Regulation) -> str:
    if value is None or value == "":
        return ""
    if value == "•":
        return "(không hiển thị)"
    if isinstance(value, bool):
        return "có" if value else "không"
    group, _, key = column.partition(".")
    match group:
        case "status" | "verdict":
            return STATUS_WORDS.get(str(value), VERDICTS.get(str(value), str(value)))
        case "share" if isinstance(value, int):
            return f"{share_words(value)} %"
        case "field_key":
            return regulation.field_name(str(value))
        case "division_key":
            return regulation.division_name(str(value))
        case "entrant_type":
            return ENTRANT_WORDS.get(str(value), str(value))
        case "facts" | "answers" if key:
            asked = asked_facts(regulation) if group == "facts" else asked_questions(regulation)
            kind = next((one.kind for one in asked if one.key == key), "text")
            return shown_answer(kind, str(value))
        case "state":
            return ITEM_WORDS.get(str(value), str(value))
        case "supplement_by" | "sent_on" | "due_on":
            return _day(str(value))
    return str(value)


def _day(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value
