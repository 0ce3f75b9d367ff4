"""The meeting itself, live: what is on the table, who must be out, votes; run by the chair, the clerk or the office."""

import hashlib
from dataclasses import dataclass

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.ranking.actions import meeting as actions
from contest.ranking.forms import BallotForm, ClosingForm, DecisionForm, ItemForm, OptionForm
from contest.ranking.queries.meeting import TableView, table_view
from contest.ranking.routes.blueprint import routes
from contest.ranking.routes.meetings import meeting_or_404

_AT = "/<slug>/hop/<round_key>/<int:meeting_id>"
SEAT_WORDS = {"chair": "Chủ tịch", "deputy": "Phó Chủ tịch", "clerk": "Thư ký", "member": "Ủy viên"}
KINDS = {"entry": "Hồ sơ", "tie": "Bằng điểm", "case": "Lệch điểm"}


@dataclass(frozen=True, slots=True)
class TablePage:
    """The live part for one reader: runs the meeting, votes, prints its minutes, takes down the order of a tie."""

    view: TableView
    runs: bool
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
    view = table_view(card, g.actor.id or 0)
    office = g.actor.may(Permission.JURY_MANAGE, g.edition.id)
    runs = g.actor.may(Permission.MEETING_RUN, g.edition.id) and (view.is_member or office)
    return TablePage(
        view,
        runs and card.state != "closed",
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
    meeting_or_404(round_key, meeting_id)
    try:
        actions.mark_presence(g.actor, g.edition.id, meeting_id, person_id, present=deed == "den")
    except Refusal as refusal:
        flash_refusal(refusal)
    return _back(round_key, meeting_id)


@routes.post(f"{_AT}/muc/<int:item_id>/<any(ban, bo):deed>")
@page(Permission.MEETING_RUN)
def meeting_item_deed(round_key: str, meeting_id: int, item_id: int, deed: str) -> ResponseReturnValue:
    """Put an item on the table, or take it off the agenda."""
    meeting_or_404(round_key, meeting_id)
    try:
        do = actions.put_on_table if deed == "ban" else actions.drop_item
        do(g.actor, g.edition.id, meeting_id, item_id)
    except Refusal as refusal:
        flash_refusal(refusal)
    return _back(round_key, meeting_id)


@routes.post(f"{_AT}/muc/<int:item_id>/ket-luan")
@page(Permission.MEETING_RUN)
def meeting_decision(round_key: str, meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take down what was decided."""
    meeting_or_404(round_key, meeting_id)
    try:
        actions.decide_item(g.actor, g.edition.id, meeting_id, item_id, DecisionForm().decision.data or "")
    except Refusal as refusal:
        flash_refusal(refusal)
    return _back(round_key, meeting_id)


@routes.post(f"{_AT}/muc/<int:item_id>/bo-phieu")
@page(Permission.MEETING_RUN)
def meeting_ballot(round_key: str, meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Let the members vote."""
    meeting_or_404(round_key, meeting_id)
    form = BallotForm()
    try:
        actions.open_ballot(
            g.actor, g.edition.id, meeting_id, item_id, form.question.data or "", between=form.between.data
        )
    except Refusal as refusal:
        flash_refusal(refusal)
    return _back(round_key, meeting_id)


@routes.post(f"{_AT}/phieu/<int:ballot_id>/kiem")
@page(Permission.MEETING_RUN)
def meeting_count(round_key: str, meeting_id: int, ballot_id: int) -> ResponseReturnValue:
    """Count the votes."""
    meeting_or_404(round_key, meeting_id)
    try:
        actions.close_ballot(g.actor, g.edition.id, meeting_id, ballot_id)
    except Refusal as refusal:
        flash_refusal(refusal)
    return _back(round_key, meeting_id)


@routes.post(f"{_AT}/phieu/<int:ballot_id>/<any('chon', 'quyet-dinh'):deed>")
@page(Permission.SCORE_GIVE)
def meeting_vote(round_key: str, meeting_id: int, ballot_id: int, deed: str) -> ResponseReturnValue:
    """Cast one's vote, or the deciding one of who presides."""
    meeting_or_404(round_key, meeting_id)
    form = OptionForm()
    option = -1 if form.option.data is None else form.option.data
    try:
        do = actions.cast_vote if deed == "chon" else actions.cast_casting_vote
        do(g.actor, g.edition.id, meeting_id, ballot_id, option)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã ghi phiếu của ông/bà.", "done")
    return _back(round_key, meeting_id)


def _back(round_key: str, meeting_id: int) -> ResponseReturnValue:
    return redirect(url_for(".meeting", round_key=round_key, meeting_id=meeting_id), 303)
