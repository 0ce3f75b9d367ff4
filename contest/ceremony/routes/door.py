"""The door: who is awaited, who came; on however many telephones, with or without a line."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import doors as actions
from contest.ceremony.queries.doors import awaited, doors_say
from contest.ceremony.queries.order import CeremonyCard, ceremony_of
from contest.ceremony.routes.blueprint import routes
from contest.ceremony.rules.attendance import Attendance, Note
from contest.ceremony.rules.kinds import DOOR_WORDS
from contest.ceremony.rules.notes import read_note
from contest.foundation import installable
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.clock import local
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.squares import MOST_PIXELS, read_square
from contest.foundation.words import sentence

_MOST_AT_ONCE = 500


@routes.get("/<slug>/le-trao-giai/diem-danh")
@page(Permission.CEREMONY_DOOR)
def door() -> ResponseReturnValue:
    """The page of a door; who is awaited comes to it as data and stays on the telephone."""
    may_clear = g.actor.may(Permission.CEREMONY_PREPARE, g.edition.id)
    return render_template("ceremony/door.html", card=ceremony_of(g.edition.id), words=DOOR_WORDS, may_clear=may_clear)


@routes.get("/<slug>/le-trao-giai/diem-danh/ung-dung.webmanifest")
@page(Permission.CEREMONY_DOOR)
def door_manifest() -> ResponseReturnValue:
    """The door as an application."""
    return installable.manifest(f"Điểm danh – {g.edition.title}", "Điểm danh", url_for("ceremony.door"))


@routes.get("/<slug>/le-trao-giai/diem-danh/danh-sach")
@page(Permission.CEREMONY_DOOR)
def door_list() -> ResponseReturnValue:
    """Everybody awaited and what holds of them."""
    return _list([])


@routes.post("/<slug>/le-trao-giai/diem-danh/ghi")
@page(Permission.CEREMONY_DOOR)
def door_notes() -> ResponseReturnValue:
    """Notes of a telephone, {notes: […]}; answers what became of each and the list as it stands then."""
    sent = request.get_json(silent=True)
    given = sent.get("notes") if isinstance(sent, dict) else None
    if not isinstance(given, list) or len(given) > _MOST_AT_ONCE:
        raise refuse_with("door_note_unreadable")
    notes = [note for note in map(read_note, given) if note is not None]
    if len(notes) < len(given):
        raise refuse_with("door_note_unreadable")
    taken = actions.note_guests(g.actor, g.edition.id, notes)
    return _list([{"key": one.key, "refused": [sentence(reason) for reason in one.reasons]} for one in taken])


@routes.post("/<slug>/le-trao-giai/diem-danh/doc-ma")
@page(Permission.CEREMONY_DOOR)
def door_square() -> ResponseReturnValue:
    """What the square before a telephone's camera says: {words}; for browsers that cannot read it. Nothing is kept."""
    let_go()
    grey = request.get_data(cache=False) if (request.content_length or 0) <= MOST_PIXELS else b""
    answer = jsonify(words=read_square(grey, request.args.get("rong", 0, type=int)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@routes.post("/<slug>/le-trao-giai/diem-danh/dem-lai")
@page(Permission.CEREMONY_PREPARE)
def door_anew() -> ResponseReturnValue:
    """What was noted so far was a trial."""
    try:
        actions.count_anew(g.actor, g.edition.id)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã bỏ các ghi nhận thử. Từ bây giờ mới tính.", "done")
    return redirect(url_for("ceremony.door"), 303)


def _list(taken: list[dict[str, Any]]) -> Response:
    card = ceremony_of(g.edition.id)
    guests = _guests(card) if card is not None else []
    mark = hashlib.sha256(repr(guests).encode()).hexdigest()[:32]
    if not taken and request.if_none_match.contains(mark):
        answer = Response(status=304)
    else:
        answer = jsonify(guests=guests, taken=taken)
    answer.set_etag(mark)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _guests(card: CeremonyCard) -> list[dict[str, Any]]:
    rows = awaited(g.edition.id, card.goes_up)
    standing = doors_say(card, {row.guest: row.people for row in rows})
    return [
        {
            "key": row.guest.key,
            "name": row.name,
            "unit": row.unit,
            "codes": row.codes,
            "people": row.people,
            **_standing(standing.get(row.guest)),
        }
        for row in rows
    ]


def _standing(found: Attendance | None) -> Mapping[str, Any]:
    if found is None:
        return {"state": "awaited", "last": None}
    told = {"last": found.last, **_note(found.note), "came": found.people}
    return told if found.against is None else told | {"against": _note(found.against)}


def _note(note: Note) -> dict[str, Any]:
    return {
        "state": note.state,
        "stand_in": note.stand_in,
        "door": note.door,
        "at": _hour(note.noted_at),
        "came": note.people,
    }


def _hour(at: datetime) -> str:
    return f"{local(at):%H:%M}"
