"""What decides about entries: how the form is read, what is missing, who may do what until when.

`facts` what is known · `asked` what the regulation asks · `values`, `reading`, `authors` from typed text to facts ·
`completeness` what is missing · `deadlines` until when · `deeds` may it be done now · `codes`, `search`, `receipt`
codes, keys, letters · `register` rows of a spreadsheet · `history` changes as sentences · `words` the sentences.
"""

from contest.entries.rules.asked import Asked, asked_facts, asked_questions, commitments
from contest.entries.rules.authors import birth_window, birth_words, reference_day, shares_fault, window_words
from contest.entries.rules.codes import code_of, plausible_code, series_of
from contest.entries.rules.completeness import (
    FILES,
    consents_needed,
    least_files,
    missing,
    step_of,
    uploaded_parts,
    with_paper,
)
from contest.entries.rules.deadlines import (
    counted_day,
    deadline_for,
    last_paper_day,
    why_not_give_time,
    why_not_take,
    why_not_use_code,
)
from contest.entries.rules.deeds import (
    ACTIVE,
    HALTED,
    OFFICE_STAGES,
    OUT,
    Entrant,
    part_of,
    why_not_attach,
    why_not_edit,
    why_not_remove,
    why_not_submit,
    why_not_withdraw,
)
from contest.entries.rules.facts import AuthorFacts, EntryFacts, FileFacts, Standing, age_on, is_minor
from contest.entries.rules.letters import EVENTS
from contest.entries.rules.masking import HIDDEN, NAMES_FOUND, masked, names_of, told_kinds
from contest.entries.rules.reading import PARTS, Reading, content_of, is_blank, read_content
from contest.entries.rules.receipt import content_digest, digest_groups
from contest.entries.rules.supplements import (
    ITEM_KINDS,
    ITEM_WORDS,
    Item,
    Wanted,
    last_due,
    status_after,
    wanted_of,
    why_not_answer,
    why_not_ask,
)
from contest.entries.rules.supplements import told as supplement_told
from contest.entries.rules.uploads import Room, UploadAsked, allowance, why_not_upload
from contest.entries.rules.values import earliest_day, share_words, shown_answer
from contest.entries.rules.words import (
    ENTRANT_WORDS,
    GENDERS,
    GIVEN_BY,
    PURPOSE_WORDS,
    STATUS_KINDS,
    STATUS_WORDS,
    STEP_WORDS,
    WORDS,
    next_words,
)

__all__ = [
    "ACTIVE",
    "ENTRANT_WORDS",
    "EVENTS",
    "FILES",
    "GENDERS",
    "GIVEN_BY",
    "HALTED",
    "HIDDEN",
    "ITEM_KINDS",
    "ITEM_WORDS",
    "NAMES_FOUND",
    "OFFICE_STAGES",
    "OUT",
    "PARTS",
    "PURPOSE_WORDS",
    "STATUS_KINDS",
    "STATUS_WORDS",
    "STEP_WORDS",
    "WORDS",
    "Asked",
    "AuthorFacts",
    "Entrant",
    "EntryFacts",
    "FileFacts",
    "Item",
    "Reading",
    "Room",
    "Standing",
    "UploadAsked",
    "Wanted",
    "age_on",
    "allowance",
    "asked_facts",
    "asked_questions",
    "birth_window",
    "birth_words",
    "code_of",
    "commitments",
    "consents_needed",
    "content_digest",
    "content_of",
    "counted_day",
    "deadline_for",
    "digest_groups",
    "earliest_day",
    "is_blank",
    "is_minor",
    "last_due",
    "last_paper_day",
    "least_files",
    "masked",
    "missing",
    "names_of",
    "next_words",
    "part_of",
    "plausible_code",
    "read_content",
    "reference_day",
    "series_of",
    "share_words",
    "shares_fault",
    "shown_answer",
    "status_after",
    "step_of",
    "supplement_told",
    "told_kinds",
    "uploaded_parts",
    "wanted_of",
    "why_not_answer",
    "why_not_ask",
    "why_not_attach",
    "why_not_edit",
    "why_not_give_time",
    "why_not_remove",
    "why_not_submit",
    "why_not_take",
    "why_not_upload",
    "why_not_use_code",
    "why_not_withdraw",
    "window_words",
    "with_paper",
]
