"""The meetings on a round: which there are, a new one called; entries side by side; the minutes."""

import io
from dataclasses import dataclass

from flask import g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.editions.rules import Round
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import docx, pdf
from contest.juries.queries import councils, councils_of_stand_in, entries_lent, round_of, seats
from contest.ranking.actions import meeting as actions
from contest.ranking.forms import CallForm
from contest.ranking.queries.meeting import (
    MeetingCard,
    compared,
    entry_ids_of,
    items_of,
    meeting_card,
    meetings,
    members_of,
    outs_of,
)
from contest.ranking.queries.meeting.cards import ItemCard
from contest.ranking.reports.meeting import meeting_minutes
from contest.ranking.routes.blueprint import routes

FEWEST, MOST = 2, 4
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings a reader may enter."""

    round: Round
    meetings: tuple[MeetingCard, ...]
    may_call: bool


def rules_or_404(round_key: str) -> Round:
    """The regulation's round of this address. Raises NotFound."""
    found = regulation_of(g.edition.id).round_of(round_key)
    if found is None:
        raise NotFound
    return found


def meeting_or_404(round_key: str, meeting_id: int) -> MeetingCard:
    """A meeting the reader belongs to: a member's own, any for the office and observers, one with an entry at which
    the reader stands in for the council's clerk. Raises NotFound."""
    card = meeting_card(g.edition.id, meeting_id)
    if card is None or card.round_key != round_key or not _belongs(card):
        raise NotFound
    return card


def _lent_councils() -> frozenset[int]:
    """The councils at whose meetings the reader takes down some item. One query, none for who runs no meetings."""
    if not g.actor.may(Permission.MEETING_RUN, g.edition.id):
        return frozenset()
    return councils_of_stand_in(g.edition.id, g.actor.id or 0)


def _is_seated(card: MeetingCard) -> bool:
    return any(one.person_id == g.actor.id for one in members_of(card))


def _whole_or_404(round_key: str, meeting_id: int) -> MeetingCard:
    """The same for what tells of all its entries: not for who only stands in at some. Raises NotFound."""
    card = meeting_or_404(round_key, meeting_id)
    if not g.actor.may(Permission.JURY_READ, g.edition.id) and not _is_seated(card):
        raise NotFound
    return card


def _belongs(card: MeetingCard) -> bool:
    if g.actor.may(Permission.JURY_READ, g.edition.id):
        return True
    if _is_seated(card):
        return True
    lent = entries_lent(card.council_id, g.actor.id or 0)
    return bool(lent) and any(lent & set(item.entry_ids) for item in items_of(card.id))


@routes.get("/<slug>/hop/<round_key>")
@page(Permission.MEETING_ATTEND)
def council_meetings(round_key: str) -> ResponseReturnValue:
    """The meetings one may enter."""
    return _list(rules_or_404(round_key), CallForm(formdata=None))


@routes.post("/<slug>/hop/<round_key>")
@page(Permission.MEETING_RUN)
def meeting_call(round_key: str) -> ResponseReturnValue:
    """Call a meeting."""
    rules = rules_or_404(round_key)
    form = CallForm()
    form.offer(_offered(rules))
    if form.validate_on_submit():
        try:
            council_id = form.council_id.data or None
            made = actions.call_meeting(g.actor, g.edition.id, round_key, council_id, form.place.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return redirect(url_for(".meeting", round_key=round_key, meeting_id=made), 303)
    return _list(rules, form), 422


def _offered(rules: Round) -> list[tuple[int, str]]:
    """The councils the reader may call together."""
    if rules.joint_council:
        return [(0, "Hội đồng chung")]
    office = g.actor.may(Permission.JURY_MANAGE, g.edition.id)
    own = {seat.council_id for seat in seats(g.edition.id) if seat.person_id == g.actor.id}
    return [(row.id, row.name) for row in councils(g.edition.id) if office or row.id in own]


def _list(rules: Round, form: CallForm) -> str:
    offered = _offered(rules)
    form.offer(offered)
    found = meetings(g.edition.id, rules.key)
    if not g.actor.may(Permission.JURY_READ, g.edition.id):
        known = {key for key, _ in offered}
        lent = _lent_councils()
        found = [
            card for card in found if (card.council_id or 0) in known or (card.council_id in lent and _belongs(card))
        ]
    prepared = round_of(g.edition.id, rules.key) is not None
    may_call = prepared and bool(offered) and g.actor.may(Permission.MEETING_RUN, g.edition.id)
    return render_template("ranking/meetings.html", view=MeetingsPage(rules, tuple(found), may_call), form=form)


@routes.get("/<slug>/hop/<round_key>/<int:meeting_id>/so-sanh")
@page(Permission.MEETING_ATTEND)
def meeting_compare(round_key: str, meeting_id: int) -> ResponseReturnValue:
    """Two to four entries side by side; nobody sees what they are in conflict with."""
    card = _whole_or_404(round_key, meeting_id)
    known = entry_ids_of(card)
    asked = [part.upper() for part in request.args.get("ho-so", "").replace(",", " ").split()]
    ids = list(dict.fromkeys(known[code] for code in asked if code in known))
    reasons = []
    if not FEWEST <= len(ids) <= MOST:
        ids, reasons = [], [] if not asked else ["meeting_compare_few"]
    members = members_of(card)
    item = ItemCard(0, 0, "entry", "", tuple(ids), "waiting", "", None)
    if g.actor.id in outs_of(g.edition.id, [item], members)[0]:
        raise refuse_with("meeting_compare_conflict")
    rows, columns = compared(card, ids, g.actor.id or 0) if ids else ([], [])
    return render_template(
        "ranking/compare.html", card=card, rows=rows, columns=columns, asked=" ".join(asked), reasons=reasons
    )


@routes.get("/<slug>/hop/<round_key>/<int:meeting_id>/bien-ban.<any(pdf, docx):ending>")
@page(Permission.MEETING_RUN)
def meeting_paper(round_key: str, meeting_id: int, ending: str) -> ResponseReturnValue:
    """The minutes of a meeting, a draft until it is over."""
    card = _whole_or_404(round_key, meeting_id)
    document = meeting_minutes(card, g.actor.id or 0)
    let_go()
    content = pdf.write(document) if ending == "pdf" else docx.write(document)
    media = "application/pdf" if ending == "pdf" else f"{_OFFICE}wordprocessingml.document"
    name = file_name(g.edition.slug, f"biên bản họp {card.council} {card.round_name} lần {card.number}", ending)
    return send_file(io.BytesIO(content), mimetype=media, as_attachment=True, download_name=name)
