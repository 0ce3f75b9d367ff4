"""The entrant's road and the secretariat's register."""

from contest.entries.routes.blueprint import routes
from contest.entries.routes.clearing import clearing, unseen_files
from contest.entries.routes.consents import (
    consent_answer,
    consent_paper,
    consent_sheets,
    consent_withdrawal,
    consents,
    consents_lacking,
)
from contest.entries.routes.counts import counts, counts_file, unit_linking
from contest.entries.routes.custody import thing, thing_in, thing_label, thing_photo, thing_picture, thing_slip, things
from contest.entries.routes.deadlines import (
    deadlines,
    entry_extension,
    extension_end,
    late,
    late_code,
    late_code_end,
    unit_extension,
)
from contest.entries.routes.doubles import unit_doubles, unit_merge, unit_merged, unit_parting
from contest.entries.routes.files import attach, download, files, handed_out, removal, restoration
from contest.entries.routes.handing import handing, keepers, representative
from contest.entries.routes.intake import blank_register, intake, intake_columns, intake_confirmed
from contest.entries.routes.labels import by_code, label_choice, labels
from contest.entries.routes.office import agreement, correction, paper, reception, record, register
from contest.entries.routes.own import dropping, entry, mine, start, withdrawal
from contest.entries.routes.paper import quick_paper
from contest.entries.routes.previews import film, picture, preview
from contest.entries.routes.printing import blank_form, blank_forms, printed
from contest.entries.routes.privacy import forgetting
from contest.entries.routes.steps import authors, autosave, solution
from contest.entries.routes.submission import receipt, review
from contest.entries.routes.supplements import supplement, supplements
from contest.entries.routes.unit import author_codes, unit_columns, unit_desk, unit_intake, unit_intake_confirmed
from contest.entries.routes.uploads import (
    upload_begin,
    upload_dropped,
    upload_end,
    upload_piece,
    upload_powers,
    upload_state,
)

__all__ = [
    "agreement",
    "attach",
    "author_codes",
    "authors",
    "autosave",
    "blank_form",
    "blank_forms",
    "blank_register",
    "by_code",
    "clearing",
    "consent_answer",
    "consent_paper",
    "consent_sheets",
    "consent_withdrawal",
    "consents",
    "consents_lacking",
    "correction",
    "counts",
    "counts_file",
    "deadlines",
    "download",
    "dropping",
    "entry",
    "entry_extension",
    "extension_end",
    "files",
    "film",
    "forgetting",
    "handed_out",
    "handing",
    "intake",
    "intake_columns",
    "intake_confirmed",
    "keepers",
    "label_choice",
    "labels",
    "late",
    "late_code",
    "late_code_end",
    "mine",
    "paper",
    "picture",
    "preview",
    "printed",
    "quick_paper",
    "receipt",
    "reception",
    "record",
    "register",
    "removal",
    "representative",
    "restoration",
    "review",
    "routes",
    "solution",
    "start",
    "supplement",
    "supplements",
    "thing",
    "thing_in",
    "thing_label",
    "thing_photo",
    "thing_picture",
    "thing_slip",
    "things",
    "unit_columns",
    "unit_desk",
    "unit_doubles",
    "unit_extension",
    "unit_intake",
    "unit_intake_confirmed",
    "unit_linking",
    "unit_merge",
    "unit_merged",
    "unit_parting",
    "unseen_files",
    "upload_begin",
    "upload_dropped",
    "upload_end",
    "upload_piece",
    "upload_powers",
    "upload_state",
    "withdrawal",
]
