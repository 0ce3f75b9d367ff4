"""Tables of dossiers, and of what the office does around them."""

from contest.entries.models.custody import CustodyItem, CustodyMove
from contest.entries.models.dossier import (
    STATUSES,
    CodeCounter,
    Consent,
    Entry,
    EntryAuthor,
    EntryDraft,
    EntryFile,
    EntryStep,
    EntryUpload,
    FileReading,
    RegisterMapping,
)
from contest.entries.models.office import EntryExtension, LateCode
from contest.entries.models.supplements import SupplementItem

__all__ = [
    "STATUSES",
    "CodeCounter",
    "Consent",
    "CustodyItem",
    "CustodyMove",
    "Entry",
    "EntryAuthor",
    "EntryDraft",
    "EntryExtension",
    "EntryFile",
    "EntryStep",
    "EntryUpload",
    "FileReading",
    "LateCode",
    "RegisterMapping",
    "SupplementItem",
]
