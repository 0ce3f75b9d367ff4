"""Deeds of results: what is frozen, shown, taken down."""

from contest.results.actions.complaints import (
    Paper,
    answer_complaint,
    assign_complaint,
    file_complaint,
    record_complaint,
    withdraw_complaint,
)
from contest.results.actions.embargo import (
    begin_reveals,
    hold_results,
    lift_embargo,
    open_at_moment,
    reveal_awards,
)
from contest.results.actions.fairness import make_fairness_sheet
from contest.results.actions.nominating import (
    OUTCOME_HEADINGS,
    add_nominee,
    drop_nominee,
    import_outcomes,
    name_fields,
    propose_nominees,
    record_agreement,
    record_outcome,
)
from contest.results.actions.past import PAST_HEADINGS, import_past, read_past
from contest.results.actions.posting import (
    erase_remark_contacts,
    post_results,
    send_remark,
    settle_remark,
    unpost_results,
)
from contest.results.actions.publishing import publish_results, retract_publication
from contest.results.actions.reappraising import ask_looks, decline_look, drop_look, give_look, redress
from contest.results.actions.receiving import ReceivedRow, discard_files, keep_for_a_while, receive_package
from contest.results.actions.revoking import revoke_prize, undo_revocation
from contest.results.actions.sealing import seal_results
from contest.results.actions.sending import make_package
from contest.results.actions.showcase import present_entry, present_first_pictures
from contest.results.actions.unpacking import OpenedPackage, open_package

__all__ = [
    "OUTCOME_HEADINGS",
    "PAST_HEADINGS",
    "OpenedPackage",
    "Paper",
    "ReceivedRow",
    "add_nominee",
    "answer_complaint",
    "ask_looks",
    "assign_complaint",
    "begin_reveals",
    "decline_look",
    "discard_files",
    "drop_look",
    "drop_nominee",
    "erase_remark_contacts",
    "file_complaint",
    "give_look",
    "hold_results",
    "import_outcomes",
    "import_past",
    "keep_for_a_while",
    "lift_embargo",
    "make_fairness_sheet",
    "make_package",
    "name_fields",
    "open_at_moment",
    "open_package",
    "post_results",
    "present_entry",
    "present_first_pictures",
    "propose_nominees",
    "publish_results",
    "read_past",
    "receive_package",
    "record_agreement",
    "record_complaint",
    "record_outcome",
    "redress",
    "retract_publication",
    "reveal_awards",
    "revoke_prize",
    "seal_results",
    "send_remark",
    "settle_remark",
    "undo_revocation",
    "unpost_results",
    "withdraw_complaint",
]
