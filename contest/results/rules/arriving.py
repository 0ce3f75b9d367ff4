"""A dossier from another installation, understood by the regulation of the contest that receives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contest.editions.rules import Division, Regulation
from contest.entries.rules import PURPOSE_WORDS, AuthorFacts, EntryFacts
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold, nfc
from contest.results.rules.nominating import lacking

_GIVERS = ("guardian", "self")
_MOST_AUTHORS, _MOST_FACTS, _MOST_ANSWER = 50, 60, 100_000


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a dossier: where it lies in the package, which part of ours it is ("" for none), its own name."""

    path: str
    part_key: str
    name: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A dossier as this contest would keep it; left_out: what it has no place for, in words."""

    code: str
    facts: EntryFacts
    files: tuple[PackedFile, ...]
    left_out: tuple[str, ...]


def understand(given: Any, number: int, regulation: Regulation) -> tuple[Arrived | None, list[Reason]]:
    """The dossier, and everything that is wrong with it; no dossier when it cannot be read at all."""
    try:
        return _understood(given, regulation)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = "một mục thiếu hoặc sai kiểu" if isinstance(error, KeyError | TypeError | AttributeError) else str(error)
        return None, [Reason("dossier_unreadable", {"number": number, "what": what})]


def _understood(given: Mapping[str, Any], regulation: Regulation) -> tuple[Arrived, list[Reason]]:
    code = _text(given["code"], 40)
    reasons: list[Reason] = []
    field = _field(given["field"], code, regulation, reasons)
    division = _division(given["division"], code, regulation, reasons)
    answers, left_out = _answers(given["answers"], regulation)
    files, unplaced = _files(given["files"], regulation)
    kind = _text(given["entrant_type"], 20)
    facts = EntryFacts(
        title=_text(given["title"], 500),
        short_title=_text(given["short_title"], 120),
        summary=_text(given["summary"], 20_000),
        field_key=field,
        division_key=division,
        entrant_type=kind if kind in regulation.entrants.types else "",
        unit=_text(given["unit"], 300),
        locality=_text(given["locality"], 200),
        mentor=_text(given["mentor"], 300),
        facts=_pairs(given["facts"]),
        answers=answers,
        authors=tuple(_author(one) for one in _list(given["authors"], _MOST_AUTHORS)),
    )
    if not facts.title:
        reasons.append(Reason("dossier_title", {"code": code}))
    if not facts.authors:
        reasons.append(Reason("dossier_authors", {"code": code}))
    reasons += [Reason("dossier_consent", {"code": code, "who": who}) for who in lacking(facts.authors, regulation)]
    return Arrived(code, facts, files, (*left_out, *unplaced)), reasons


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    if len(value) > most:
        raise ValueError(f"một mục dài hơn {most} ký tự")
    return "\n".join(nfc(line) for line in value.split("\n")).strip()


def _list(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    if len(value) > most:
        raise ValueError(f"một danh sách dài hơn {most} mục")
    return value


def _pairs(value: Any) -> dict[str, str]:
    return {_text(key, 60): _text(text, 1_000) for key, text in list(dict(value).items())[:_MOST_FACTS]}


def _field(given: Mapping[str, Any], code: str, regulation: Regulation, reasons: list[Reason]) -> str:
    """The field of this name; what the sender wrote down for this level goes before the sender's own name."""
    above, own = _text(given["above"], 300), _text(given["name"], 300)
    names = {fold(field.name): field.key for field in regulation.fields}
    found = names.get(fold(above)) if above else names.get(fold(own))
    if found is None:
        reasons.append(Reason("dossier_field", {"code": code, "name": above or own}))
    return found or ""


def _division(given: Any, code: str, regulation: Regulation, reasons: list[Reason]) -> str:
    """The division of this name, else the only one with its school levels."""
    if not regulation.divisions:
        return ""
    name, levels = "", set[str]()
    if given is not None:
        name, levels = _text(given["name"], 300), {_text(one, 20) for one in _list(given["levels"], 10)}
    for division in regulation.divisions:
        if name and fold(division.name) == fold(name):
            return division.key
    fitting = [division for division in regulation.divisions if _covers(division, levels)]
    if len(fitting) == 1:
        return fitting[0].key
    reasons.append(Reason("dossier_division", {"code": code, "name": name or "không ghi"}))
    return ""


def _covers(division: Division, levels: set[str]) -> bool:
    return bool(levels) and levels <= set(division.levels)


def _answers(given: Any, regulation: Regulation) -> tuple[dict[str, str], list[str]]:
    """Answers under the question of the same words here; the rest has no place."""
    known = {fold(question.label): question.key for question in regulation.questions}
    answers, left_out = {}, []
    for one in _list(given, 200):
        label, text = _text(one["label"], 500), _text(one["text"], _MOST_ANSWER)
        if fold(label) in known:
            answers[known[fold(label)]] = text
        else:
            left_out.append(f"mục “{label}”")
    return answers, left_out


def _files(given: Any, regulation: Regulation) -> tuple[tuple[PackedFile, ...], list[str]]:
    """Files in the part of the same key or name here; papers with personal data are not taken from a package."""
    taking = [part for part in regulation.dossier if not part.sensitive and not part.physical]
    by_name = {fold(part.name): part.key for part in taking}
    keys = {part.key for part in taking}
    files, left_out = [], []
    for one in _list(given, 1_000):
        key, name = _text(one["part"]["key"], 60), _text(one["part"]["name"], 300)
        file_name = _text(one["name"], 255)
        part = by_name.get(fold(name)) or (key if key in keys else "")
        if not part:
            left_out.append(f"tệp “{file_name}” ({name})")
        files.append(PackedFile(_text(one["path"], 60), part, file_name))
    return tuple(files), left_out


def _author(given: Mapping[str, Any]) -> AuthorFacts:
    consents = {(_text(one[0], 30), _text(one[1], 10)) for one in _list(given["consents"], 40)}
    share, year, born = given["share"], given["birth_year"], given["birth_on"]
    if not all(value is None or (isinstance(value, int) and not isinstance(value, bool)) for value in (share, year)):
        raise TypeError(share)
    name = _text(given["name"], 200)
    if not name:
        raise ValueError("một tác giả không có tên")
    return AuthorFacts(
        name=name,
        birth_on=_day(born) if born is not None else None,
        birth_year=year if year is None or 1900 <= year <= 2100 else None,
        gender=_text(given["gender"], 10),
        share=share if share is None or 0 <= share <= 10_000 else None,
        position_title=_text(given["position_title"], 200),
        unit=_text(given["unit"], 300),
        qualification=_text(given["qualification"], 200),
        is_representative=given["is_representative"] is True,
        consents=frozenset(one for one in consents if one[0] in PURPOSE_WORDS and one[1] in _GIVERS),
    )


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("một ngày sinh không đọc được") from None
