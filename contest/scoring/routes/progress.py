"""How far the council is: by judge, by entry, whom to remind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contest.foundation.access import Permission
from contest.foundation.letters import ASK
from contest.foundation.mail import link as address_of
from contest.foundation.mail import rule_of
from contest.foundation.pages import Paging, flash_refusal, page, page_number
from contest.foundation.refusal import Refusal
from contest.juries.queries import reads_names
from contest.scoring import actions, queries
from contest.scoring.forms import MarkForm, ReasonForm
from contest.scoring.queries import EntryProgress, EntrySheets, JudgeProgress, Noted, ScoredRound
from contest.scoring.routes.blueprint import current_round, round_or_404, routes
from contest.scoring.rules import SHEET_STATE_WORDS, SOURCE_WORDS, readable_paper_code
from contest.scoring.rules.cases import STEP_WORDS

# As the kept part of the page takes them: a part of its key.
_STEP_WORDS = tuple(STEP_WORDS.items())


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """Everything the board shows; scores are not on it."""

    rounds: list[ScoredRound]
    round: ScoredRound | None
    judges: Sequence[JudgeProgress]
    paging: Paging[EntryProgress]
    only_waiting: bool
    words: str
    state_words: dict[str, str]
    shows_codes: bool
    may_remind: bool
    may_key_in: bool
    may_mark: bool
    cases: int
    step_words: tuple[tuple[str, str], ...]

    @property
    def assigned(self) -> int:
        """How many sheets there should be."""
        return sum(judge.assigned for judge in self.judges)

    @property
    def answered(self) -> int:
        """How many sheets say something."""
        return sum(judge.submitted + judge.marked for judge in self.judges)


@routes.get("/<slug>/tien-do", defaults={"round_key": ""})
@routes.get("/<slug>/tien-do/<round_key>")
@page(Permission.PROGRESS_READ)
def progress(round_key: str) -> ResponseReturnValue:
    """The board of a round, the current one when none is named."""
    rounds = queries.scored_rounds(g.edition.id)
    if round_key and all(one.key != round_key for one in rounds):
        round_or_404(round_key)
    round_ = next((one for one in rounds if one.key == round_key), None) or current_round(rounds)
    reach = queries.councils_in_reach(g.actor, g.edition.id)
    only_waiting, words = "thieu" in request.args, request.args.get("tim", "").strip()[:100]
    judges: Sequence[JudgeProgress] = ()
    paging: Paging[EntryProgress] = Paging((), 1, 50, 0)
    if round_ is not None:
        judges = queries.judges_progress(g.edition.id, round_.id, reach)
        paging = queries.entries_progress(
            g.edition.id,
            round_,
            judges,
            page_number(),
            reach=reach,
            only_waiting=only_waiting,
            words=words,
            by_names=not words or reads_names(g.actor, g.edition.id),
        )
    view = ProgressPage(
        rounds,
        round_,
        tuple(sorted(judges, key=lambda judge: -judge.left)),
        paging,
        only_waiting,
        words,
        SHEET_STATE_WORDS,
        shows_codes=reach is None,
        may_remind=g.actor.may(Permission.JUDGE_REMIND, g.edition.id),
        may_key_in=g.actor.may(Permission.SCORE_KEY_IN, g.edition.id),
        may_mark=g.actor.may(Permission.SHEET_MARK, g.edition.id),
        cases=0 if round_ is None else queries.round_progress(g.edition.id, round_.id, reach).cases,
        step_words=_STEP_WORDS,
    )
    return render_template("scoring/progress.html", view=view)


@routes.post("/<slug>/tien-do/<round_key>/nhac")
@page(Permission.JUDGE_REMIND)
def reminder(round_key: str) -> ResponseReturnValue:
    """Write to one judge (`judge_id`) or to all who have sheets left; show what to send to those without an address."""
    round_ = round_or_404(round_key)
    judge_id = request.form.get("judge_id", type=int)
    link = address_of("scoring.tasks")
    chosen = frozenset({judge_id}) if judge_id else None
    try:
        reminded = actions.remind_judges(g.actor, g.edition.id, round_.key, chosen, link)
    except Refusal as refusal:
        flash_refusal(refusal)
        return redirect(url_for("scoring.progress", round_key=round_key), 303)
    written = [judge for judge in reminded if judge.email]
    by_hand = [judge for judge in reminded if not judge.email]
    if written:
        waits = rule_of(g.edition.id, "scoring.remind").mode == ASK
        flash(f"Đã {'viết thư chờ duyệt' if waits else 'gửi thư'} nhắc {len(written)} giám khảo.", "done")
    if not reminded:
        flash("Không còn ai phải nhắc: mọi phiếu đã có.", "notice")
    if not by_hand:
        return redirect(url_for("scoring.progress", round_key=round_key), 303)
    texts = [(judge, actions.reminder(g.edition.id, judge, round_, g.edition.title, link)) for judge in by_hand]
    return render_template("scoring/reminder.html", round=round_, texts=texts)


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything the page of one entry shows; totals only to who keys in paper, or once the round is closed."""

    round: ScoredRound
    entry: EntrySheets
    state_words: dict[str, str]
    source_words: dict[str, str]
    shows_totals: bool
    may_mark: bool
    may_reopen: bool
    may_decide: bool
    may_key_in: bool
    noted: Mapping[int, Noted]


@routes.get("/<slug>/tien-do/<round_key>/ho-so/<int:entry_id>")
@page(Permission.PROGRESS_READ)
def entry_progress(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Who judges an entry, what each sheet says, and what the office may do about it."""
    round_ = round_or_404(round_key)
    reach = queries.reach_at(g.actor, g.edition.id, entry_id)
    entry = queries.entry_sheets(round_.id, entry_id, reach)
    if entry is None:
        raise NotFound
    judges = g.actor.may(Permission.SCORE_GIVE, g.edition.id)
    keys_in = g.actor.may(Permission.SCORE_KEY_IN, g.edition.id) and not judges
    view = EntryPage(
        round_,
        entry,
        SHEET_STATE_WORDS,
        SOURCE_WORDS,
        shows_totals=(keys_in or round_.state == "closed") and not round_.grades,
        may_mark=g.actor.may(Permission.SHEET_MARK, g.edition.id),
        may_reopen=g.actor.may(Permission.SHEET_REOPEN, g.edition.id),
        may_decide=g.actor.may(Permission.JURY_ASSIGN, g.edition.id),
        may_key_in=keys_in,
        noted=queries.noted_by_all(round_, entry_id),
    )
    return render_template("scoring/entry_progress.html", view=view, readable_paper_code=readable_paper_code)


@routes.post("/<slug>/tien-do/<round_key>/ghi")
@page(Permission.SHEET_MARK)
def mark(round_key: str) -> ResponseReturnValue:
    """Record that a judge was absent, abstained or was recused: on one entry, or (absent) on all that are left."""
    form = MarkForm()
    back = _back(round_key, form.entry_id.data)
    reason = form.reason.data or ""
    try:
        if form.entry_id.data:
            actions.mark_sheet(
                g.actor,
                g.edition.id,
                round_key,
                form.entry_id.data,
                form.judge_id.data or 0,
                form.state.data or "",
                reason,
            )
            flash("Đã ghi.", "done")
        else:
            count = actions.mark_judge_absent(g.actor, g.edition.id, round_key, form.judge_id.data or 0, reason)
            flash(f"Đã ghi vắng {count} phiếu.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return back


@routes.post("/<slug>/tien-do/<round_key>/mo-phieu")
@page(Permission.SHEET_REOPEN)
def sheet_reopening(round_key: str) -> ResponseReturnValue:
    """Open a judge's sheet again, with a reason."""
    form = ReasonForm()
    try:
        actions.reopen_sheet(
            g.actor,
            g.edition.id,
            round_key,
            form.entry_id.data or 0,
            form.judge_id.data or 0,
            form.reason.data or "",
        )
        flash("Phiếu đã mở lại, giám khảo sửa và nộp lại được.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return _back(round_key, form.entry_id.data)


def _back(round_key: str, entry_id: int | None) -> Response:
    """To the entry the deed was about, else to the page of closing."""
    if entry_id:
        return redirect(url_for("scoring.entry_progress", round_key=round_key, entry_id=entry_id), 303)
    return redirect(url_for("scoring.closing", round_key=round_key), 303)
