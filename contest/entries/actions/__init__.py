"""The deeds of entrants and of the secretariat with dossiers."""

from contest.entries.actions.consents import (
    answer_consents,
    consent_token,
    link_of,
    record_paper,
    record_sending,
    withdraw_consent,
)
from contest.entries.actions.custody import Checked, check_in, move_thing
from contest.entries.actions.deadlines import (
    LateHandout,
    end_extension,
    end_late_code,
    extend_entry,
    extend_unit,
    give_late_code,
    use_late_code,
)
from contest.entries.actions.drafts import Saved, drop_draft, save_draft, start_entry
from contest.entries.actions.files import attach_file, clear_file, note_names, note_pages, remove_file, restore_file
from contest.entries.actions.foreign import Looked, look_at_register, read_mapped, remember_layout
from contest.entries.actions.handing import change_representative, hand_over
from contest.entries.actions.importing import import_entries
from contest.entries.actions.items import ask_items, close_items
from contest.entries.actions.linking import link_units
from contest.entries.actions.mending import Mend, mend_printed
from contest.entries.actions.merging import merge_units, undo_merge
from contest.entries.actions.office import (
    PaperFacts,
    Settled,
    edit_entry,
    mark_received,
    receive_entry,
    record_consents,
    settle,
)
from contest.entries.actions.outcomes import HEADINGS, ImportOutcome, Outcome, RowOutcome, read_register
from contest.entries.actions.privacy import erase_papers, forget_author, note_reading
from contest.entries.actions.receiving import IncomingFile, renew_dossier, take_dossier
from contest.entries.actions.registering import hand_out_to_author, register_entries
from contest.entries.actions.submission import (
    Receipt,
    submit_entry,
    withdraw_entry,
)
from contest.entries.actions.supplements import accept_item, answer_item, ask_item_again, drop_item
from contest.entries.actions.telling import write_to_entrant, write_to_entrants
from contest.entries.actions.uploads import (
    begin_upload,
    drop_upload,
    finish_upload,
    grow_upload,
    note_digest,
    restart_upload,
    sweep_uploads,
)
from contest.entries.actions.wiping import erase_contacts, erase_files_of, wipe_drafts
from contest.entries.rules.matching import Doubtful
from contest.foundation.sheets import Sheet

__all__ = [
    "HEADINGS",
    "Checked",
    "Doubtful",
    "ImportOutcome",
    "IncomingFile",
    "LateHandout",
    "Looked",
    "Mend",
    "Outcome",
    "PaperFacts",
    "Receipt",
    "RowOutcome",
    "Saved",
    "Settled",
    "Sheet",
    "accept_item",
    "answer_consents",
    "answer_item",
    "ask_item_again",
    "ask_items",
    "attach_file",
    "begin_upload",
    "change_representative",
    "check_in",
    "clear_file",
    "close_items",
    "consent_token",
    "drop_draft",
    "drop_item",
    "drop_upload",
    "edit_entry",
    "end_extension",
    "end_late_code",
    "erase_contacts",
    "erase_files_of",
    "erase_papers",
    "extend_entry",
    "extend_unit",
    "finish_upload",
    "forget_author",
    "give_late_code",
    "grow_upload",
    "hand_out_to_author",
    "hand_over",
    "import_entries",
    "link_of",
    "link_units",
    "look_at_register",
    "mark_received",
    "mend_printed",
    "merge_units",
    "move_thing",
    "note_digest",
    "note_names",
    "note_pages",
    "note_reading",
    "read_mapped",
    "read_register",
    "receive_entry",
    "record_consents",
    "record_paper",
    "record_sending",
    "register_entries",
    "remember_layout",
    "remove_file",
    "renew_dossier",
    "restart_upload",
    "restore_file",
    "save_draft",
    "settle",
    "start_entry",
    "submit_entry",
    "sweep_uploads",
    "take_dossier",
    "undo_merge",
    "use_late_code",
    "wipe_drafts",
    "withdraw_consent",
    "withdraw_entry",
    "write_to_entrant",
    "write_to_entrants",
]
