"""How much may still be sent: of one file by its part, of all files of a dossier by the sum of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contest.editions.rules import Regulation
from contest.entries.rules.completeness import FILES, uploaded_parts
from contest.entries.rules.deeds import part_of
from contest.foundation.refusal import Reason

_MB = 1 << 20
# What was replaced or taken out stays on record, so a dossier may fill more than its parts hold, but not without end.
_TIMES = 3


@dataclass(frozen=True, slots=True)
class UploadAsked:
    """A file somebody wants to send: its name, its size in bytes, and what their browser knows it by."""

    name: str
    size: int
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """What a dossier holds already, in bytes, with files taken out and files on their way; and how many are on it."""

    used: int = 0
    on_the_way: Mapping[str, int] = field(default_factory=dict)


def allowance(regulation: Regulation) -> int:
    """The bytes that all files of one dossier may take, those replaced or taken out included."""
    return sum(part.max_mb * part.max_files for part in uploaded_parts(regulation)) * _MB * _TIMES


def why_not_upload(asked: UploadAsked, part_key: str, regulation: Regulation, room: Room) -> list[Reason]:
    """Why a file of this size cannot be sent into this part: every reason."""
    part, where = part_of(regulation, part_key), f"{FILES}{part_key}"
    if part is None:
        return [Reason("part_unknown", {}, where)]
    reasons = []
    if asked.size < 1:
        reasons.append(Reason("file_empty", {"name": asked.name}, where))
    if asked.size > part.max_mb * _MB:
        reasons.append(Reason("file_too_large", {"name": asked.name, "limit": part.max_mb}, where))
    most = allowance(regulation)
    if room.used + asked.size > most:
        reasons.append(Reason("dossier_full", {"used": room.used // _MB, "limit": most // _MB}, where))
    if room.on_the_way.get(part_key, 0) >= part.max_files + 2:
        reasons.append(Reason("uploads_too_many", {"part": part.name}, where))
    return reasons
