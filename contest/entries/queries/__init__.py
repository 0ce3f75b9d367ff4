"""Reads of entries: one's own, the register, the office's record, what judges may see."""

from contest.entries.queries.cards import EntryCard, MyEntry, Step, entry_card, my_entries, owned_by, visible_to
from contest.entries.queries.consents import AuthorConsents, ConsentCell, authors_left, consents_of, readings
from contest.entries.queries.files import (
    BlindFile,
    Dossier,
    Download,
    dossier,
    download_for,
    file_for,
    owns,
)
from contest.entries.queries.handing import Keeper, Kept, keepers, kept_by
from contest.entries.queries.held import Held, authors_of, codes, files_of, held, known, removed_files
from contest.entries.queries.history import HistoryLine, history
from contest.entries.queries.lists import (
    SORTS,
    Counts,
    EntryBrief,
    RegisterFilter,
    RegisterRow,
    briefs,
    counts,
    eligible_ids,
    id_of_code,
    ids_of_codes,
    register,
    status_counts,
)
from contest.entries.queries.search import matching
from contest.entries.queries.uploads import UploadCard, room_of, upload_card, uploads_under_way

__all__ = [
    "SORTS",
    "AuthorConsents",
    "BlindFile",
    "ConsentCell",
    "Counts",
    "Dossier",
    "Download",
    "EntryBrief",
    "EntryCard",
    "Held",
    "HistoryLine",
    "Keeper",
    "Kept",
    "MyEntry",
    "RegisterFilter",
    "RegisterRow",
    "Step",
    "UploadCard",
    "authors_left",
    "authors_of",
    "briefs",
    "codes",
    "consents_of",
    "counts",
    "dossier",
    "download_for",
    "eligible_ids",
    "entry_card",
    "file_for",
    "files_of",
    "held",
    "history",
    "id_of_code",
    "ids_of_codes",
    "keepers",
    "kept_by",
    "known",
    "matching",
    "my_entries",
    "owned_by",
    "owns",
    "readings",
    "register",
    "removed_files",
    "room_of",
    "status_counts",
    "upload_card",
    "uploads_under_way",
    "visible_to",
]
