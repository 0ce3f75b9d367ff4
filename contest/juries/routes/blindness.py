"""Whoever judges an open blind round is a judge first: pages that name authors stay shut to them, whatever else
they are in the edition, until the round is closed. Who has a conflict of interest with an entry opens nothing of it."""

from flask import current_app, g, request

from contest.foundation.access import Permission
from contest.foundation.refusal import refuse_with
from contest.juries.queries import codes_apart, entry_of_letter, in_conflict, kept_away, reads_names
from contest.juries.routes.blueprint import routes

# Rooms and pages that name the authors of entries to whoever may read them all.
_NAMING_ROOMS = frozenset({"entries", "screening", "prizes", "papers", "letters", "ceremony"})
_NAMING_PAGES = frozenset(
    {
        "home.story",
        "people.codes",
        # The code beside the title tells which number it is.
        "juries.stand_in",
        "juries.stand_in_choice",
        "juries.stand_ins",
        # The reason may be the unit they have in common, or what the authors wrote.
        "juries.conflicts",
        "juries.conflict_record",
        "juries.conflict_search",
        "juries.conflict_settlement",
    }
)
# What names somebody in `results` is the office's; its other pages are everybody's, the entrant's or the judge's.
_OPEN_RESULTS = frozenset({Permission.ENTRY_OWN, Permission.SCORE_GIVE})
# Pages that ask for the conflict along with what they show.
_ASKS_ITSELF = frozenset({"scoring.case"})
# How many ticks of a form are read.
_MOST_TICKED = 20_000
_NAMELESS = frozenset({"entries.blank_forms", "entries.blank_form"})


@routes.before_app_request
def judges_first() -> None:
    """Refuse, with what to do. One question more, and only for who has both parts. Raises Refusal: judges_blindly."""
    edition, actor = g.get("edition"), g.get("actor")
    if edition is None or actor is None or not actor.may(Permission.SCORE_GIVE, edition.id):
        return
    if not _names_somebody() or request.endpoint in _NAMELESS:
        return
    if actor.may(Permission.ENTRY_READ_ALL, edition.id) and not reads_names(actor, edition.id):
        raise refuse_with("judges_blindly")


def _names_somebody() -> bool:
    """Whether the page asked for may tell who is behind an entry."""
    if request.blueprint == "results":
        access = getattr(current_app.view_functions.get(request.endpoint or ""), "__contest_access__", None)
        return isinstance(access, Permission) and access not in _OPEN_RESULTS
    return request.blueprint in _NAMING_ROOMS or request.endpoint in _NAMING_PAGES


@routes.before_app_request
def kept_apart() -> None:
    """Refuse whatever somebody of the office or who leads a council would see of an entry they have a conflict with, or
    do about it; one question more where an entry is named. Raises Refusal: see kept_away."""
    edition, actor = g.get("edition"), g.get("actor")
    if edition is None or actor is None or actor.id is None:
        return
    if not (actor.may(Permission.ENTRY_READ_ALL, edition.id) or actor.may(Permission.PROGRESS_READ, edition.id)):
        return
    if request.endpoint in _ASKS_ITSELF:
        return
    entry_id = _entry_asked(edition.id)
    if entry_id is not None and in_conflict(actor.id, entry_id):
        raise kept_away(actor, edition.id, entry_id)
    ticked = _entries_ticked()
    if ticked and (codes := codes_apart(edition.id, actor.id, ticked)):
        raise refuse_with("entries_apart_chosen", codes=", ".join(codes))


def _entries_ticked() -> list[int]:
    """The entries a form of many names."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return []
    given = request.form.getlist("entry") + request.form.getlist("chosen")
    return [int(each) for each in given[:_MOST_TICKED] if each.isdecimal() and len(each) < 10]


def _entry_asked(edition_id: int) -> int | None:
    """The entry an address or a form names, by itself or by a letter about it."""
    given = request.view_args or {}
    if "letter_id" in given:
        return entry_of_letter(edition_id, given["letter_id"])
    entry_id: int | None = given.get("entry_id")
    if entry_id is None and request.mimetype == "application/x-www-form-urlencoded":
        entry_id = request.form.get("entry_id", type=int)
    return entry_id
