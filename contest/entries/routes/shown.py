"""A dossier as pairs of words for pages, the same for its entrant and for the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.editions.rules import DossierPart, Regulation
from contest.entries.rules import (
    ENTRANT_WORDS,
    GENDERS,
    GIVEN_BY,
    PURPOSE_WORDS,
    Asked,
    AuthorFacts,
    EntryFacts,
    FileFacts,
    asked_facts,
    asked_questions,
    birth_words,
    share_words,
    shown_answer,
    uploaded_parts,
)

_OF_ORGANISATION = ("organisation", "legal_representative")


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the dossier with its files."""

    key: str
    name: str
    files: tuple[FileFacts, ...]
    none: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything of a dossier in the order in which it is read."""

    solution: list[tuple[str, str]]
    answers: list[tuple[str, str]]
    contact: list[tuple[str, str]]
    authors: list[tuple[str, list[tuple[str, str]]]]
    parts: list[PartShown]


def told(facts: EntryFacts, rules: Regulation) -> Told:
    """A dossier in words."""
    solution = [
        (f"Tên {rules.entry_word}", facts.title),
        ("Tên ngắn", facts.short_title),
        ("Lĩnh vực", rules.field_name(facts.field_key) if facts.field_key else ""),
    ]
    if rules.divisions:
        solution.append(("Bảng", rules.division_name(facts.division_key) if facts.division_key else ""))
    solution += [("Dự thi với tư cách", ENTRANT_WORDS.get(facts.entrant_type, "")), ("Tóm tắt", facts.summary)]
    organised = facts.entrant_type == "organisation"
    asked = [one for one in asked_facts(rules) if organised or one.key not in _OF_ORGANISATION]
    solution += _answered(asked, facts.facts)
    contact = [
        ("Đơn vị gửi hồ sơ", facts.unit),
        ("Địa phương", facts.locality),
        ("Điện thoại", facts.phone),
        ("Thư điện tử", facts.email),
    ]
    if rules.authors.mentor != "none" or facts.mentor:
        contact.append(("Giáo viên hướng dẫn", facts.mentor))
    return Told(
        solution=solution,
        answers=_answered(asked_questions(rules), facts.answers),
        contact=contact,
        authors=[(author.name, _author(author, rules, len(facts.authors))) for author in facts.authors],
        parts=parts_of(facts.files, rules),
    )


def _answered(asked: Sequence[Asked], given: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(one.label, shown_answer(one.kind, given.get(one.key, ""))) for one in asked]


def _author(author: AuthorFacts, rules: Regulation, of: int) -> list[tuple[str, str]]:
    asks, youth = rules.authors.asks, rules.kind == "youth"
    pairs = []
    if "birth_on" in asks:
        pairs.append(("Ngày sinh", birth_words(author)))
    if "gender" in asks:
        pairs.append(("Giới tính", GENDERS.get(author.gender, "")))
    pairs += [("Lớp" if youth else "Chức danh", author.position_title), ("Trường" if youth else "Đơn vị", author.unit)]
    if "qualification" in asks:
        pairs.append(("Trình độ chuyên môn", author.qualification))
    if rules.authors.shares != "none":
        pairs.append(("Tỷ lệ đóng góp", f"{share_words(author.share)} %" if author.share is not None else ""))
    # Who is alone represents nobody else.
    if author.is_representative and of > 1:
        pairs.append(("Vai trò", "Đại diện nhóm tác giả"))
    if author.guardian:
        pairs.append(("Người giám hộ", author.guardian))
    if rules.consents:
        given = [
            f"{PURPOSE_WORDS[purpose]}: {', '.join(_who(author, purpose)) or 'chưa đồng ý'}"
            for purpose in rules.consents
        ]
        pairs.append(("Sự đồng ý", "\n".join(given)))
    return pairs


def _who(author: AuthorFacts, purpose: str) -> list[str]:
    return [words.lower() for given_by, words in GIVEN_BY.items() if (purpose, given_by) in author.consents]


def parts_of(files: tuple[FileFacts, ...], rules: Regulation) -> list[PartShown]:
    """The parts that are uploaded, with what is there."""
    return [
        PartShown(part.key, part.name, tuple(file for file in files if file.part_key == part.key), _none_of(part))
        for part in uploaded_parts(rules)
    ]


def _none_of(part: DossierPart) -> str:
    """The words where a part has no file."""
    if part.made_from_entry:
        return "Ký trên giấy, nộp sau"
    return "Còn thiếu" if part.required else "Không có"
