"""The public's votes: the page everybody votes on, and what the office sees of it and brings in from elsewhere."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.clock import now
from contest.foundation.mail import link
from contest.foundation.pages import PUBLIC, Paging, page, page_number, page_there_is, whence
from contest.foundation.refusal import Refusal
from contest.foundation.sheets import Heading, read_sheet
from contest.foundation.vietnamese import fold, nfc
from contest.people.actions import note_try
from contest.ranking import actions
from contest.ranking.forms import AsideForm, VoteForm, VotesForm
from contest.ranking.queries.public_vote import Votable, Vote, vote_of, vote_office
from contest.ranking.routes.blueprint import routes
from contest.ranking.rules import read_votes
from contest.ranking.rules.public_vote import KEPT, KIND_WORDS, mailbox, why_not_vote
from contest.ranking.rules.votes import votes_of_rows

_SIZE = 50
_HEADINGS = (
    Heading("code", ("Mã số", "Mã số hồ sơ", "Mã hồ sơ")),
    Heading("votes", ("Số phiếu", "Số phiếu bình chọn", "Phiếu bình chọn", "Lượt bình chọn")),
)


def _vote_or_404() -> Vote:
    return vote_of(g.edition.id) or abort(404)


def _entry_or_404(vote: Vote, entry_id: int) -> Votable:
    return vote.entries.get(entry_id) or abort(404)


@routes.get("/<slug>/binh-chon")
@page(PUBLIC)
def public_vote() -> ResponseReturnValue:
    """What can be voted for, with words or all; no numbers before the end, and none here after it either."""
    vote = _vote_or_404()
    words = nfc(request.args.get("tim", ""))[:200]
    found = [one for one in vote.entries.values() if fold(words) in fold(f"{one.code} {one.title} {one.field_name}")]
    number = page_there_is(page_number(), _SIZE, len(found))
    rows = found[(number - 1) * _SIZE : number * _SIZE]
    return render_template(
        "ranking/public_vote.html",
        vote=vote,
        paging=Paging(rows, number, _SIZE, len(found)),
        words=words,
        why_not=why_not_vote(vote.window, now()),
    )


@routes.route("/<slug>/binh-chon/<int:entry_id>", methods=["GET", "POST"])
@page(PUBLIC)
def vote_for(entry_id: int) -> ResponseReturnValue:
    """Vote for an entry: the link that confirms it goes to a mailbox."""
    vote = _vote_or_404()
    entry = _entry_or_404(vote, entry_id)
    form = VoteForm()
    if form.validate_on_submit():
        email = form.email.data or ""
        try:
            note_try(g.actor, "vote", mailbox(email), whence())
            actions.ask_for_vote(
                g.actor, g.edition.id, entry_id, email, whence(), lambda token: link(".vote_confirmation", token=token)
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return render_template("ranking/vote_sent.html", entry=entry, email=email)
    why_not = why_not_vote(vote.window, now())
    shown = render_template("ranking/vote_for.html", entry=entry, form=form, why_not=why_not, kept=KEPT.days)
    return shown, 422 if request.method == "POST" else 200


@routes.route("/<slug>/binh-chon/xac-nhan/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def vote_confirmation(token: str) -> ResponseReturnValue:
    """Confirm a vote: by a button, so that no mail scanner can press it."""
    vote, entry_id = actions.asked(g.edition.id, token)
    if request.method == "POST":
        actions.cast_vote(g.actor, g.edition.id, token)
    is_cast = request.method == "POST"
    return render_template("ranking/vote_confirmation.html", entry=vote.entries[entry_id], token=token, is_cast=is_cast)


@routes.get("/<slug>/xep-hang/<round_key>/binh-chon")
@page(Permission.RANKING_READ)
def votes(round_key: str) -> ResponseReturnValue:
    """How the public's vote stands; votes from elsewhere are brought in here."""
    return _office(round_key, VotesForm(formdata=None), AsideForm(formdata=None))


@routes.post("/<slug>/xep-hang/<round_key>/binh-chon")
@page(Permission.RANKING_RUN)
def votes_import(round_key: str) -> ResponseReturnValue:
    """Votes from elsewhere, as lines of code and number or as a workbook."""
    form = VotesForm()
    if form.validate_on_submit():
        try:
            count = actions.record_votes(g.actor, g.edition.id, round_key, _given(form))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã ghi số phiếu bình chọn của {count} hồ sơ.", "done")
            return redirect(url_for(".votes", round_key=round_key), 303)
    return _office(round_key, form, AsideForm(formdata=None)), 422


def _given(form: VotesForm) -> dict[str, int]:
    """The numbers typed, or those of the workbook. Raises Refusal."""
    if not form.file.data:
        return read_votes(form.votes.data or "")
    let_go()
    sheet = read_sheet(form.file.data.stream, _HEADINGS)
    return votes_of_rows((row.number, row.text("code"), row.value("votes")) for row in sheet.rows)


@routes.post("/<slug>/xep-hang/<round_key>/binh-chon/kiem-phieu")
@page(Permission.RANKING_RUN)
def vote_count(round_key: str) -> ResponseReturnValue:
    """Count the ballots after the end."""
    count = actions.count_votes(g.actor, g.edition.id)
    flash(f"Đã kiểm {count} phiếu hợp lệ. Hãy xếp hạng lại để số phiếu được tính.", "done")
    return redirect(url_for(".votes", round_key=round_key), 303)


@routes.post("/<slug>/xep-hang/<round_key>/binh-chon/gac-phieu")
@page(Permission.RANKING_RUN)
def votes_aside(round_key: str) -> ResponseReturnValue:
    """Set a suspicious group aside, or count it again, with the reason."""
    form = AsideForm()
    if form.validate_on_submit():
        group, reason = form.group.data or "", form.reason.data or ""
        try:
            if group.isdecimal():
                count = actions.restore_votes(g.actor, g.edition.id, int(group), reason)
                flash(f"Đã tính lại {count} phiếu.", "done")
            else:
                count = actions.set_votes_aside(g.actor, g.edition.id, group, reason)
                flash(f"Đã gác {count} phiếu, không tính.", "done")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return redirect(url_for(".votes", round_key=round_key), 303)
    return _office(round_key, VotesForm(formdata=None), form), 422


def _office(round_key: str, form: VotesForm, aside: AsideForm) -> str:
    rules = regulation_of(g.edition.id).round_of(round_key)
    if rules is None or not any(part.from_ == "votes" for part in rules.parts):
        abort(404)
    vote = vote_of(g.edition.id)
    view = vote_office(vote) if vote is not None and vote.round_key == round_key else None
    return render_template(
        "ranking/votes.html",
        rules=rules,
        vote=vote if view else None,
        view=view,
        form=form,
        aside=aside,
        kinds=KIND_WORDS,
        kept=KEPT.days,
        may_run=g.actor.may(Permission.RANKING_RUN, g.edition.id),
    )
