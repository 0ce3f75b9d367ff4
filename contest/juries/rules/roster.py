"""The spreadsheet of judges: each line read, every fault at its cell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold, nfc, plausible_name
from contest.juries.rules.seating import seat_role

_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_APART = re.compile(r"[;\n]+")
_APART_CODES = re.compile(r"[;,\n]+")
_LONGEST_ADDRESS = 254


class Line(Protocol):
    """A row of a spreadsheet as foundation.sheets hands it out."""

    @property
    def number(self) -> int:
        """The line in the file."""

    def text(self, key: str) -> str:
        """The cell as text."""

    def fault(self, code: str, key: str, **params: Any) -> Reason:
        """A reason about one cell."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a line may refer to: councils by key with their names, fields by key with their names, entries by code."""

    councils: Mapping[str, str]
    fields: Mapping[str, str]
    codes: Mapping[str, int]
    # By council: its expert teams with their names.
    teams: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """One line understood: who sits where, and which entries are not for them."""

    number: int
    name: str
    email: str
    unit: str
    council_key: str
    role: str
    expertise: tuple[str, ...]
    conflicts: tuple[int, ...]
    team_key: str = ""


def read_roster(lines: Iterable[Line], known: Known) -> tuple[list[JudgeLine], list[Reason]]:
    """The lines understood, and every fault of all lines at once."""
    found: list[JudgeLine] = []
    faults: list[Reason] = []
    seen: dict[tuple[str, str], JudgeLine] = {}
    chairs: dict[str, JudgeLine] = {}
    for line in lines:
        one = _line(line, known, faults)
        if one is None:
            continue
        earlier = seen.setdefault((one.council_key, one.email), one)
        if earlier.role != one.role:
            faults.append(line.fault("judge_twice", "role", email=one.email, line=earlier.number))
        if one.role == "chair":
            other = chairs.setdefault(one.council_key, one)
            if other.email != one.email:
                name = known.councils[one.council_key]
                faults.append(line.fault("chair_twice", "role", council=name, line=other.number))
        found.append(one)
    return found, faults


def _line(line: Line, known: Known, faults: list[Reason]) -> JudgeLine | None:
    before = len(faults)
    name, email = " ".join(nfc(line.text("name")).split()), nfc(line.text("email")).lower()
    if not name:
        faults.append(line.fault("judge_name_missing", "name"))
    elif not plausible_name(name):
        faults.append(line.fault("judge_name_odd", "name", value=name[:60]))
    if not email:
        faults.append(line.fault("judge_email_missing", "email"))
    elif not _ADDRESS.fullmatch(email) or len(email) > _LONGEST_ADDRESS:
        faults.append(line.fault("judge_email_odd", "email", value=email[:60]))
    council_key = _council(line, known, faults)
    role = seat_role(line.text("role"))
    if role is None:
        faults.append(line.fault("seat_role_unknown", "role", role=line.text("role")[:40]))
    conflicts = _conflicts(line, known, faults)
    team = _team(line, known.teams.get(council_key or "", {}), faults)
    if len(faults) > before or role is None or council_key is None:
        return None
    unit = " ".join(nfc(line.text("unit")).split())[:300]
    expertise = tuple(expertise_of(line.text("expertise"), known.fields))
    return JudgeLine(line.number, name, email, unit, council_key, role, expertise, conflicts, team)


def _council(line: Line, known: Known, faults: list[Reason]) -> str | None:
    text = fold(line.text("council"))
    if not text and len(known.councils) == 1:
        return next(iter(known.councils))
    for key, name in known.councils.items():
        if text and text in (fold(name), key):
            return key
    if text:
        shown = "; ".join(known.councils.values())
        faults.append(line.fault("council_unknown", "council", council=line.text("council")[:80], known=shown))
    else:
        faults.append(line.fault("council_needed", "council"))
    return None


def _team(line: Line, teams: Mapping[str, str], faults: list[Reason]) -> str:
    """The team of the council a line names; none for who sits on the council as a whole."""
    text = fold(line.text("team"))
    for key, name in teams.items():
        if text and text in (fold(name), key):
            return key
    if text:
        shown = "; ".join(teams.values()) or "không chia tổ"
        faults.append(line.fault("team_unknown", "team", team=line.text("team")[:80], known=shown))
    return ""


def _conflicts(line: Line, known: Known, faults: list[Reason]) -> tuple[int, ...]:
    by_code = {fold(code): entry_id for code, entry_id in known.codes.items()} if line.text("conflicts") else {}
    found = []
    for code in _APART_CODES.split(line.text("conflicts")):
        if code.strip():
            if fold(code) in by_code:
                found.append(by_code[fold(code)])
            else:
                faults.append(line.fault("conflict_code_unknown", "conflicts", entry=nfc(code)[:40]))
    return tuple(dict.fromkeys(found))


def expertise_of(text: str, fields: Mapping[str, str]) -> list[str]:
    by_name = {fold(name): key for key, name in fields.items()} | {key: key for key in fields}
    words = [" ".join(nfc(word).split()) for word in _APART.split(text)]
    return list(dict.fromkeys(by_name.get(fold(word), word)[:120] for word in words if word))
