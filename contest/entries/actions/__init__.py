"""The deeds of entrants and of the secretariat with dossiers."""

from contest.entries.actions.drafts import Saved, drop_draft, save_draft, start_entry
from contest.entries.actions.files import attach_file, remove_file
from contest.entries.actions.importing import (
    HEADINGS,
    Doubtful,
    ImportOutcome,
    RowOutcome,
    import_entries,
    read_register,
)
from contest.entries.actions.office import PaperFacts, edit_entry, mark_received, receive_entry, record_consents, settle
from contest.entries.actions.submission import Receipt, submit_entry, withdraw_entry, write_to_entrant
from contest.foundation.sheets import Sheet

__all__ = [
    "HEADINGS",
    "Doubtful",
    "ImportOutcome",
    "PaperFacts",
    "Receipt",
    "RowOutcome",
    "Saved",
    "Sheet",
    "attach_file",
    "drop_draft",
    "edit_entry",
    "import_entries",
    "mark_received",
    "read_register",
    "receive_entry",
    "record_consents",
    "remove_file",
    "save_draft",
    "settle",
    "start_entry",
    "submit_entry",
    "withdraw_entry",
    "write_to_entrant",
]
