"""The meeting itself, live: what is on the table, who must be out, votes; run by the chair, the clerk or the office."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Actor, Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.juries.queries import entries_lent
from contest.ranking.actions import meeting as actions
from contest.ranking.forms import BallotForm, ClosingForm, DecisionForm, ItemForm, OptionForm
from contest.ranking.queries.meeting import TableView, table_view
from contest.ranking.routes.blueprint import routes
from contest.ranking.routes.meetings import meeting_or_404

_AT = "/<slug>/hop/<round_key>/<int:meeting_id>"
P = ParamSpec("P")
SEAT_WORDS = {"chair": "Chủ tịch", "deputy": "Phó Chủ tịch", "clerk": "Thư ký", "member": "Ủy viên"}
KINDS = {"entry": "Hồ sơ", "tie": "Bằng điểm", "case": "Lệch điểm"}


@dataclass(frozen=True, slots=True)
class TablePage:
    """The live part for one reader: runs the meeting, or stands in for its clerk at what is shown; votes; prints its
    minutes; takes down the order of a tie."""

    view: TableView
    runs: bool
    stands_in: bool
    votes: bool
    prints: bool
    settles: bool


@routes.get(_AT)
@page(Permission.MEETING_ATTEND)
def meeting(round_key: str, meeting_id: int) -> ResponseReturnValue:
    """The meeting's page."""
    return _page(round_key, meeting_id, ItemForm(formdata=None))


def _page(round_key: str, meeting_id: int, form: ItemForm) -> str:
    shown = _shown(round_key, meeting_id)
    return render_template(
        "ranking/meeting.html", page=shown, form=form, closing=ClosingForm(formdata=None), seats=SEAT_WORDS, kinds=KINDS
    )


@routes.get(f"{_AT}/hien-tai")
@page(Permission.MEETING_ATTEND)
def meeting_now(round_key: str, meeting_id: int) -> ResponseReturnValue:
    """The live part alone, for pages that ask again and again: nothing is sent while nothing has changed."""
    shown = _shown(round_key, meeting_id)
    mark = hashlib.sha256(repr(shown).encode()).hexdigest()[:32]
    if request.if_none_match.contains(mark):
        answer = Response(status=304)
    else:
        answer = Response(render_template("ranking/_table.html", page=shown, seats=SEAT_WORDS, kinds=KINDS))
    answer.set_etag(mark)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _shown(round_key: str, meeting_id: int) -> TablePage:
    card = meeting_or_404(round_key, meeting_id)
    lent: frozenset[int] | None = None
    view = table_view(card, g.actor.id or 0)
    if not view.is_member and not g.actor.may(Permission.JURY_READ, g.edition.id):
        lent = entries_lent(card.council_id, g.actor.id or 0)
        view = table_view(card, g.actor.id or 0, lent)
    office = g.actor.may(Permission.JURY_MANAGE, g.edition.id)
    runs = g.actor.may(Permission.MEETING_RUN, g.edition.id) and (view.is_member or office)
    stands_in = bool(lent) and g.actor.may(Permission.MEETING_RUN, g.edition.id)
    return TablePage(
        view,
        runs and card.state != "closed",
        stands_in and card.state != "closed",
        g.actor.may(Permission.SCORE_GIVE, g.edition.id),
        runs,
        g.actor.may(Permission.TIE_SETTLE, g.edition.id),
    )


@routes.post(f"{_AT}/muc")
@page(Permission.MEETING_RUN)
def meeting_item(round_key: str, meeting_id: int) -> ResponseReturnValue:
    """Put entries on the agenda."""
    meeting_or_404(round_key, meeting_id)
    form = ItemForm()
    if form.validate_on_submit():
        try:
            actions.add_item(g.actor, g.edition.id, meeting_id, form.codes.data or "", form.words.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return _back(round_key, meeting_id)
    return _page(round_key, meeting_id, form), 422


@routes.post(f"{_AT}/<any('tu-ket-qua', 'xep-thu-tu', 'bat-dau', 'ket-thuc'):deed>")
@page(Permission.MEETING_RUN)
def meeting_deed(round_key: str, meeting_id: int, deed: str) -> ResponseReturnValue:
    """Bring in what waits for the council, order the agenda, begin, end."""
    meeting_or_404(round_key, meeting_id)
    try:
        if deed == "tu-ket-qua":
            count = actions.add_disputed(g.actor, g.edition.id, meeting_id)
            flash(f"Đã thêm {count} nội dung đang chờ hội đồng.", "done")
        elif deed == "xep-thu-tu":
            actions.order_agenda(g.actor, g.edition.id, meeting_id)
            flash("Đã xếp chương trình để ít lượt ra khỏi phòng nhất.", "done")
        elif deed == "bat-dau":
            actions.open_meeting(g.actor, g.edition.id, meeting_id)
        else:
            actions.close_meeting(g.actor, g.edition.id, meeting_id, ClosingForm().remarks.data or "")
            flash("Cuộc họp đã kết thúc. Biên bản đã sẵn sàng để in và ký.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return _back(round_key, meeting_id)


@routes.post(f"{_AT}/co-mat/<int:person_id>/<any(den, ve):deed>")
@page(Permission.MEETING_ATTEND)
def meeting_presence(round_key: str, meeting_id: int, person_id: int, deed: str) -> ResponseReturnValue:
    """Somebody is there, or leaves."""
    return _done("", actions.mark_presence, round_key, meeting_id, person_id, present=deed == "den")


@routes.post(f"{_AT}/muc/<int:item_id>/<any(ban, bo):deed>")
@page(Permission.MEETING_RUN)
def meeting_item_deed(round_key: str, meeting_id: int, item_id: int, deed: str) -> ResponseReturnValue:
    """Put an item on the table, or take it off the agenda."""
    do = actions.put_on_table if deed == "ban" else actions.drop_item
    return _done("", do, round_key, meeting_id, item_id)


@routes.post(f"{_AT}/muc/<int:item_id>/ket-luan")
@page(Permission.MEETING_RUN)
def meeting_decision(round_key: str, meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take down what was decided."""
    return _done("", actions.decide_item, round_key, meeting_id, item_id, DecisionForm().decision.data or "")


@routes.post(f"{_AT}/muc/<int:item_id>/bo-phieu")
@page(Permission.MEETING_RUN)
def meeting_ballot(round_key: str, meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Let the members vote."""
    form = BallotForm()
    question = form.question.data or ""
    return _done("", actions.open_ballot, round_key, meeting_id, item_id, question, between=form.between.data)


@routes.post(f"{_AT}/phieu/<int:ballot_id>/kiem")
@page(Permission.MEETING_RUN)
def meeting_count(round_key: str, meeting_id: int, ballot_id: int) -> ResponseReturnValue:
    """Count the votes."""
    return _done("", actions.close_ballot, round_key, meeting_id, ballot_id)


@routes.post(f"{_AT}/phieu/<int:ballot_id>/<any('chon', 'quyet-dinh'):deed>")
@page(Permission.SCORE_GIVE)
def meeting_vote(round_key: str, meeting_id: int, ballot_id: int, deed: str) -> ResponseReturnValue:
    """Cast one's vote, or the deciding one of who presides."""
    chosen = OptionForm().option.data
    do = actions.cast_vote if deed == "chon" else actions.cast_casting_vote
    told = "Đã ghi phiếu của ông/bà."
    return _done(told, do, round_key, meeting_id, ballot_id, -1 if chosen is None else chosen)


def _done(
    told: str,
    deed: Callable[Concatenate[Actor, int, int, P], object],
    round_key: str,
    meeting_id: int,
    *given: P.args,
    **more: P.kwargs,
) -> ResponseReturnValue:
    """Do something in a meeting the reader may see; the page says why not, else `told` ("": it is seen)."""
    meeting_or_404(round_key, meeting_id)
    try:
        deed(g.actor, g.edition.id, meeting_id, *given, **more)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        if told:
            flash(told, "done")
    return _back(round_key, meeting_id)


def _back(round_key: str, meeting_id: int) -> ResponseReturnValue:
    return redirect(url_for(".meeting", round_key=round_key, meeting_id=meeting_id), 303)
