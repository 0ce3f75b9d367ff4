"""The package of dossiers that goes from one installation to another: what is in it, what of it may go, what is taken.

docs/nomination-package.md describes the format for others. A package is a stranger's file: its paths, its sizes and its
digests are looked at before anything of it is used.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts, EntryFacts, FileFacts
from contest.foundation.refusal import Reason
from contest.results.rules.showing import agreed_by

FORMAT, VERSION = "contest-nomination", 1
MANIFEST, DOSSIERS, FILES = "manifest.json", "dossiers.json", "files/"
MOST_ENTRIES, MOST_FILES = 500, 5_000
MOST_JSON = 32 << 20
MOST_INFLATED = 8 << 30
# Deflated text shrinks some twentyfold; what shrinks two hundred times is made to burst.
_MOST_RATIO, _SMALL = 200, 1 << 20
_PATH = re.compile(r"files/\d{1,4}/\d{1,3}\.[a-z0-9]{1,5}")
_SHA = re.compile(r"[0-9a-f]{64}")

ENVELOPE_WORDS = {
    "package_not_chosen": "Hãy chọn gói hồ sơ (.zip).",
    "package_gone": "Trang đã mở quá lâu. Hãy chọn lại gói hồ sơ.",
    "package_not_zip": "Tệp này không phải gói hồ sơ đề cử (ZIP).",
    "package_not_ours": "Tệp ZIP này không có tờ khai của gói hồ sơ đề cử.",
    "package_version": "Gói ghi định dạng phiên bản {version}; máy này đọc phiên bản {known}. Hãy cập nhật phần mềm.",
    "package_damaged": "Gói bị hỏng: {what}.",
    "package_path": "Gói có đường dẫn không được phép: “{name}”.",
    "package_bomb": "Gói giải nén ra quá lớn ({name}). Không mở.",
    "package_too_many": "Gói có quá nhiều tệp hoặc hồ sơ.",
    "package_digest": "Tệp “{name}” trong gói đã bị thay đổi hoặc hỏng: mã kiểm tra không khớp.",
    "package_missing": "Gói thiếu tệp “{name}” mà tờ khai có ghi.",
    "package_extra": "Gói có tệp “{name}” mà tờ khai không ghi.",
    "package_empty": "Gói không có hồ sơ nào.",
    "package_file_gone": "Tệp “{name}” của hồ sơ {code} không còn trong kho. Hãy bỏ tệp khỏi hồ sơ hoặc tải lên lại.",
    "package_own": "Đây là gói do chính cuộc thi này gửi đi.",
    "dossier_unreadable": "Hồ sơ thứ {number} trong gói không đúng định dạng: {what}.",
    "dossier_field": "Hồ sơ {code}: cuộc thi này không có lĩnh vực “{name}”. Đơn vị gửi cần sửa bảng tên lĩnh vực.",
    "dossier_division": "Hồ sơ {code}: không biết xếp bảng “{name}” vào bảng nào của cuộc thi này.",
    "dossier_title": "Hồ sơ {code} không có tên.",
    "dossier_authors": "Hồ sơ {code} không có tác giả.",
    "dossier_consent": "Hồ sơ {code}: thiếu đồng ý gửi lên cấp trên của {who}.",
    "dossier_known": "Hồ sơ {code} giống hồ sơ {here} đã có (cùng tên, đơn vị và tác giả). Hãy xem lại trước khi nhận.",
    "dossier_judged": "Hồ sơ {code} đã được nhận là {here} và đã thẩm định; bản gửi lại khác nội dung nên không nhận.",
    "dossier_twice": "Mã số {code} có hai lần trong gói.",
    "dossier_file_kind": "Hồ sơ {code}, tệp “{name}”: {why}",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a ZIP as its directory announces it; nothing of it is read yet."""

    name: str
    size: int
    packed: int
    is_plain: bool


def why_not_open(members: Sequence[Member]) -> list[Reason]:
    """Why the ZIP is not opened at all."""
    names = [member.name for member in members]
    if MANIFEST not in names:
        return [Reason("package_not_ours")]
    if len(names) > MOST_FILES + 2:
        return [Reason("package_too_many")]
    if len(set(names)) < len(names):
        return [Reason("package_damaged", {"what": "một tên tệp có hai lần"})]
    reasons = []
    for member in members:
        if member.name not in (MANIFEST, DOSSIERS) and not _PATH.fullmatch(member.name):
            reasons.append(Reason("package_path", {"name": member.name[:100]}))
        elif not member.is_plain:
            reasons.append(Reason("package_damaged", {"what": f"“{member.name}” bị khóa hoặc là liên kết"}))
        elif _bursts(member):
            reasons.append(Reason("package_bomb", {"name": member.name}))
    if sum(member.size for member in members) > MOST_INFLATED:
        reasons.append(Reason("package_bomb", {"name": "cả gói"}))
    return reasons


def _bursts(member: Member) -> bool:
    is_squeezed = member.size > _SMALL and member.size > _MOST_RATIO * max(member.packed, 1)
    return is_squeezed or (not member.name.startswith(FILES) and member.size > MOST_JSON)


def why_not_manifest(manifest: Any, names: Sequence[str]) -> list[Reason]:
    """Why the manifest is not one of ours, or does not speak of exactly what is there."""
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return [Reason("package_not_ours")]
    if manifest.get("version") != VERSION:
        return [Reason("package_version", {"version": str(manifest.get("version"))[:20], "known": VERSION})]
    sender, files = manifest.get("sender"), manifest.get("files")
    if not isinstance(sender, dict) or not all(_is_text(sender.get(key)) for key in ("series", "slug", "title")):
        return [Reason("package_damaged", {"what": "tờ khai không nói ai gửi"})]
    if not isinstance(files, dict) or not all(isinstance(d, str) and _SHA.fullmatch(d) for d in files.values()):
        return [Reason("package_damaged", {"what": "tờ khai không có mã kiểm tra"})]
    here = set(names) - {MANIFEST}
    reasons = [Reason("package_missing", {"name": name}) for name in sorted(files.keys() - here)]
    return reasons + [Reason("package_extra", {"name": name}) for name in sorted(here - files.keys())]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 500


def told(code: str, facts: EntryFacts, regulation: Regulation, above: Mapping[str, str]) -> dict[str, Any]:
    """A dossier as it travels. Contacts, guardians' names, ethnicity and what was taken back stay at home."""
    division = next((one for one in regulation.divisions if one.key == facts.division_key), None)
    labels = {question.key: question.label for question in regulation.questions}
    return {
        "code": code,
        "title": facts.title,
        "short_title": facts.short_title,
        "summary": facts.summary,
        "field": {"name": regulation.field_name(facts.field_key), "above": above.get(facts.field_key, "")},
        "division": {"name": division.name, "levels": list(division.levels)} if division else None,
        "entrant_type": facts.entrant_type,
        "unit": facts.unit,
        "locality": facts.locality,
        "mentor": facts.mentor,
        "facts": dict(facts.facts),
        "answers": [{"label": labels.get(key, key), "text": text} for key, text in facts.answers.items() if text],
        "authors": [_author(author) for author in facts.authors],
    }


_OF_AUTHOR = ("name", "birth_year", "gender", "share", "position_title", "unit", "qualification", "is_representative")


def _author(author: AuthorFacts) -> dict[str, Any]:
    return {
        **{name: getattr(author, name) for name in _OF_AUTHOR},
        "birth_on": author.birth_on.isoformat() if author.birth_on else None,
        "consents": sorted([purpose, by] for purpose, by in author.consents),
    }


def travels(file: FileFacts, facts: EntryFacts, regulation: Regulation) -> bool:
    """Whether a file of the dossier goes with it.

    Identity papers never do. Pictures and films of a dossier with a child do when everybody who has to has agreed to
    photographs, where the regulation asks for that.
    """
    part = next((one for one in regulation.dossier if one.key == file.part_key), None)
    if part is None or part.sensitive or part.physical:
        return False
    if not file.media_type.startswith(("image/", "video/")) or "photographs" not in regulation.consents:
        return True
    return all(
        ("photographs", by) in author.consents
        for author in facts.authors
        if (asked := agreed_by(author, regulation)) != ("self",)
        for by in asked
    )
