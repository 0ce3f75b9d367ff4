"""Pages of the committee's votes: which there were, a new one, one's own vote by telephone, paper, the count."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.entries.queries import ids_of_codes
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.cleaning import take
from contest.foundation.clock import LOCAL, local, now
from contest.foundation.files import path_of
from contest.foundation.handing import handed
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import nfc
from contest.juries.queries import barred_entries
from contest.prizes import actions, queries
from contest.prizes.forms import NO_PRIZE, BallotForm, PaperVotesForm, ReasonForm, ballot_form
from contest.prizes.queries.ballots import BallotCard, BallotPrize, ballot_card, ballots, committee, voted_list
from contest.prizes.queries.ballots import list_digest as digest_of
from contest.prizes.routes.blueprint import routes
from contest.prizes.rules import DECIDABLE_STAGES
from contest.prizes.rules.ballot import (
    ABSTAIN,
    AGAINST,
    CHOICES,
    FOR,
    PAPER,
    PHONE,
    WAYS,
    needed,
    quorum,
    why_not_cast,
    why_not_close,
)

_SCAN, _LARGEST_MB = ("jpeg", "png", "heic", "pdf"), 20
_AT = "/<slug>/giai-thuong/bieu-quyet/<int:ballot_id>"


@dataclass(frozen=True, slots=True)
class BallotPage:
    """A vote as one reader sees it. why_not: why the reader cannot vote; counts are empty while they are hidden."""

    card: BallotCard
    prizes: tuple[BallotPrize, ...]
    tier: str
    needed: int
    quorum: int
    members: int
    voted: int
    counts: tuple[tuple[str, int], ...]
    why_not: tuple[Reason, ...]
    is_member: bool
    mine: str
    moved: bool
    may_run: bool
    may_count: bool
    why_not_count: tuple[Reason, ...]


@routes.get("/<slug>/giai-thuong/bieu-quyet")
@page(Permission.PRIZE_READ)
def committee_ballots() -> ResponseReturnValue:
    """The votes of the committee, and where one is opened."""
    return _list(_form(formdata=None, code=nfc(request.args.get("ma", ""))))


@routes.post("/<slug>/giai-thuong/bieu-quyet")
@page(Permission.PRIZE_DECIDE)
def committee_ballot_opening() -> ResponseReturnValue:
    """Open a vote."""
    form = _form()
    if form.validate_on_submit():
        try:
            made = actions.open_committee_ballot(g.actor, g.edition.id, _called(form))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã mở biểu quyết và gửi thư mời các thành viên.", "done")
            return redirect(url_for("prizes.committee_ballot", ballot_id=made), 303)
    return _list(form), 422


def _form(**values: object) -> BallotForm:
    members = [(each.person_id, each.name) for each in committee(g.edition.id)]
    return ballot_form(regulation_of(g.edition.id), members, **values)


def _called(form: BallotForm) -> actions.Called:
    """What the form asks for. Raises Refusal: prize_entry_unknown."""
    code, day, hour = nfc(form.code.data or ""), form.closes_on.data, form.closes_time.data
    entry_id = ids_of_codes(g.edition.id).get(code.upper()) if code else None
    if code and entry_id is None:
        raise Refusal([Reason("prize_entry_unknown", where="code")])
    if code and not form.tier.data:
        raise Refusal([Reason("prize_tier_unknown", where="tier")])
    until = datetime.combine(day, hour, LOCAL) if day and hour and form.way.data == "circulation" else None
    return actions.Called(
        form.way.data or "",
        form.by_way(PHONE),
        form.presides.data or None,
        paper=form.by_way(PAPER),
        others=form.others.data or 0,
        closes_at=until,
        is_hidden=form.is_hidden.data,
        is_secret=form.is_secret.data,
        entry_id=entry_id,
        tier_key="" if form.tier.data == NO_PRIZE or not code else form.tier.data,
        reason=form.reason.data or "",
    )


def _list(form: BallotForm) -> str:
    regulation, barred = regulation_of(g.edition.id), barred_entries(g.edition.id, g.actor.id)
    proposal = queries.latest_proposal(g.edition.id)
    open_ = g.edition.stage in DECIDABLE_STAGES and proposal is not None and proposal.confirmed_at is None
    return render_template(
        "prizes/committee_ballots.html",
        rows=[each for each in ballots(g.edition.id) if each.entry_id not in barred],
        ways=WAYS,
        tiers={tier.key: tier.name for tier in regulation.prizes.tiers},
        approval=regulation.prizes.approval,
        form=form,
        may_open=open_ and g.actor.may(Permission.PRIZE_DECIDE, g.edition.id),
    )


@routes.get(_AT)
@page(Permission.PRIZE_READ)
def committee_ballot(ballot_id: int) -> ResponseReturnValue:
    """One vote: what it is on, one's own vote, how it stands."""
    return _one(ballot_id, PaperVotesForm(formdata=None), ReasonForm(formdata=None))


@routes.get(f"{_AT}/hien-tai")
@page(Permission.PRIZE_READ)
def committee_ballot_now(ballot_id: int) -> ResponseReturnValue:
    """How it stands alone, for pages that ask again and again: nothing is sent while nothing has changed."""
    shown = _shown(ballot_id)
    mark = hashlib.sha256(repr(shown).encode()).hexdigest()[:32]
    if request.if_none_match.contains(mark):
        answer = Response(status=304)
    else:
        answer = Response(render_template("prizes/_ballot.html", page=shown, choices=CHOICES))
    answer.set_etag(mark)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@routes.post(f"{_AT}/phieu")
@page(Permission.PRIZE_DECIDE)
def committee_vote(ballot_id: int) -> ResponseReturnValue:
    """One's own vote."""
    _shown(ballot_id)
    try:
        actions.cast_committee_vote(g.actor, g.edition.id, ballot_id, request.form.get("choice", ""))
        flash("Đã ghi phiếu của ông/bà.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("prizes.committee_ballot", ballot_id=ballot_id), 303)


@routes.post(f"{_AT}/phieu-giay")
@page(Permission.PRIZE_DECIDE)
def committee_paper(ballot_id: int) -> ResponseReturnValue:
    """Totals counted on paper."""
    _shown(ballot_id)
    form = PaperVotesForm()
    if form.validate_on_submit():
        votes = {FOR: form.agree.data, AGAINST: form.against.data, ABSTAIN: form.abstain.data}
        upload = request.files.get("scan")
        try:
            sha256 = kind = ""
            if upload is not None and upload.filename:
                let_go()
                kept = take(upload.stream, upload.filename, formats=_SCAN, max_mb=_LARGEST_MB, max_pages=None)
                sha256, kind = kept.sha256, kept.media_type
            actions.enter_paper_votes(
                g.actor, g.edition.id, ballot_id, votes, form.paper_reason.data or "", sha256, kind
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi số phiếu giấy.", "done")
            return redirect(url_for("prizes.committee_ballot", ballot_id=ballot_id), 303)
    return _one(ballot_id, form, ReasonForm(formdata=None)), 422


@routes.post(f"{_AT}/thanh-vien/<int:person_id>/phieu-giay")
@page(Permission.PRIZE_DECIDE)
def committee_member_paper(ballot_id: int, person_id: int) -> ResponseReturnValue:
    """A member votes on paper instead."""
    _shown(ballot_id)
    try:
        actions.put_on_paper(g.actor, g.edition.id, ballot_id, person_id)
        flash("Đã chuyển sang phiếu giấy.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("prizes.committee_ballot", ballot_id=ballot_id, _anchor="thanh-vien"), 303)


@routes.post(f"{_AT}/kiem-phieu")
@page(Permission.PRIZE_DECIDE)
def committee_count(ballot_id: int) -> ResponseReturnValue:
    """Count the votes."""
    _shown(ballot_id)
    try:
        carried = actions.close_committee_ballot(g.actor, g.edition.id, ballot_id)
        flash("Đã kiểm phiếu: đủ phiếu đồng ý." if carried else "Đã kiểm phiếu: không đủ phiếu đồng ý.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("prizes.committee_ballot", ballot_id=ballot_id), 303)


@routes.post(f"{_AT}/huy")
@page(Permission.PRIZE_DECIDE)
def committee_cancelling(ballot_id: int) -> ResponseReturnValue:
    """Give the vote up."""
    _shown(ballot_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            actions.cancel_committee_ballot(g.actor, g.edition.id, ballot_id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã hủy lần biểu quyết.", "done")
            return redirect(url_for("prizes.committee_ballots"), 303)
    return _one(ballot_id, PaperVotesForm(formdata=None), form), 422


@routes.get(f"{_AT}/ban-quet")
@page(Permission.PRIZE_READ)
def committee_scan(ballot_id: int) -> ResponseReturnValue:
    """The photograph or scan of the votes on paper."""
    card = _shown(ballot_id).card
    if not card.paper_sha256:
        abort(404)
    try:
        path = path_of(card.paper_sha256)
    except FileNotFoundError:
        abort(404)
    let_go()
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(card.paper_type, "jpg")
    return handed(path, f"phiếu giấy {card.number}.{ending}", card.paper_type, card.paper_sha256[:32])


def _one(ballot_id: int, paper: PaperVotesForm, cancelling: ReasonForm) -> str:
    return render_template(
        "prizes/committee_ballot.html",
        page=_shown(ballot_id),
        paper_form=paper,
        cancelling=cancelling,
        choices=CHOICES,
        ways=WAYS,
    )


def _shown(ballot_id: int) -> BallotPage:
    """The vote for this reader. Raises NotFound for one about an entry the reader is in conflict with."""
    card, barred = ballot_card(g.edition.id, ballot_id), barred_entries(g.edition.id, g.actor.id)
    if card is None or card.entry_id in barred:
        abort(404)
    regulation = regulation_of(g.edition.id)
    lines = queries.award_lines(g.edition.id, regulation)
    moved = card.state == "open" and digest_of(lines) != card.list_digest
    running, count = card.running(moved=moved), card.count
    is_open, is_shown = card.state == "open", card.state == "closed" or not card.is_hidden
    until = f"{local(card.closes_at):%H:%M %d/%m/%Y}" if card.closes_at else ""
    mine = card.of(g.actor.id)
    may_run = is_open and g.actor.may(Permission.PRIZE_DECIDE, g.edition.id)
    tiers = {tier.key: tier.name for tier in regulation.prizes.tiers}
    return BallotPage(
        card=card if is_shown else _without_votes(card),
        prizes=tuple(voted_list(regulation, lines, barred)) if is_open and card.entry_id is None else (),
        tier=tiers.get(card.tier_key, "không trao giải") if card.entry_id is not None else "",
        needed=needed(count.members, card.terms),
        quorum=quorum(count.members, card.terms),
        members=count.members,
        voted=count.voted if card.result else len(running.voted) + sum(card.paper.values()),
        counts=((FOR, count.agree), (AGAINST, count.against), (ABSTAIN, count.abstained)) if is_shown else (),
        why_not=tuple(why_not_cast(running, g.actor.id, FOR, now(), until)),
        is_member=mine is not None,
        mine=CHOICES.get(mine.choice, "") if mine and mine.voted_at else "",
        moved=moved,
        may_run=may_run,
        may_count=may_run and card.presides_id == g.actor.id,
        why_not_count=tuple(why_not_close(running, g.actor.id, now())) if may_run else (),
    )


def _without_votes(card: BallotCard) -> BallotCard:
    """The vote while nobody may see what was chosen."""
    return replace(card, cast=(), paper={}, roll=tuple(line._replace(choice="") for line in card.roll))
