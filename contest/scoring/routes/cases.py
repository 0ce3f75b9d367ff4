"""Disagreements: the council's list and one case, what is done there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Actor, Permission
from contest.foundation.forms import HouseForm
from contest.foundation.pages import Paging, flash_refusal, page, page_number
from contest.foundation.refusal import Refusal
from contest.juries.queries import Standby, barred_entries, instead_at, kept_away, standbys
from contest.scoring import actions, queries
from contest.scoring.forms import AnswerForm, CallForm, ConclusionForm, ReasonForm
from contest.scoring.queries import BlindTo, CaseLine, CasePage, GapLine, ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import acts
from contest.scoring.rules.cases import ANSWER_WORDS, EVENT_WORDS, STEP_WORDS, WAYS, closest_two, ways_of

_CASES = "/<slug>/tien-do/<round_key>/chenh-lech"
_CASE = f"{_CASES}/<int:entry_id>"
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class CasesPage:
    """Everything the list shows; `blind` says whose figures the reader may not see yet."""

    round: ScoredRound
    paging: Paging[CaseLine]
    loose: Sequence[GapLine]
    blind: BlindTo
    # Entries the reader is in conflict with, and who stands in for them there ("" for nobody).
    instead: Mapping[int, str]
    only_open: bool
    acts: bool
    step_words: dict[str, str]
    ways: dict[str, str]
    may_run: bool
    may_key_in: bool


@routes.get(_CASES)
@page(Permission.PROGRESS_READ)
def cases(round_key: str) -> ResponseReturnValue:
    """The disagreements of a round; only those that wait with `cho`."""
    round_ = round_or_404(round_key)
    reach = queries.councils_in_reach(g.actor, g.edition.id)
    only_open = "cho" in request.args
    barred = barred_entries(g.edition.id, g.actor.id)
    paging = queries.case_list(round_, reach, page_number(), only_open=only_open)
    view = CasesPage(
        round_,
        paging,
        queries.loose_gaps(round_, reach),
        queries.blind_to(g.actor, g.edition.id, round_).and_barred(barred),
        instead_at(g.edition.id, g.actor.id or 0, barred.intersection(line.entry_id for line in paging.rows)),
        only_open,
        acts(round_.rules),
        STEP_WORDS,
        WAYS,
        may_run=round_.state == "open" and g.actor.may(Permission.CASE_RUN, g.edition.id),
        may_key_in=g.actor.may(Permission.SCORE_KEY_IN, g.edition.id),
    )
    return render_template("scoring/cases.html", view=view)


@routes.post(_CASES)
@page(Permission.CASE_RUN)
def case_opening(round_key: str) -> ResponseReturnValue:
    """Open the disagreement of one entry by hand."""
    form = ReasonForm()
    entry_id = form.entry_id.data or 0
    try:
        actions.open_case(g.actor, g.edition.id, round_key, entry_id, form.reason.data or "")
    except Refusal as refusal:
        flash_refusal(refusal)
        return redirect(url_for("scoring.cases", round_key=round_key), 303)
    flash("Đã mở việc xem xét; các giám khảo được mời xem lại phiếu của mình.", "done")
    return _to(round_key, entry_id)


@dataclass(frozen=True, slots=True)
class OneCasePage:
    """Everything the page of one case shows; nothing but that it is there to who must stay blind."""

    round: ScoredRound
    case: CasePage
    is_blind: bool
    standbys: Sequence[Standby]
    closest: frozenset[int]
    ways: dict[str, str]
    way_words: dict[str, str]
    step_words: dict[str, str]
    answer_words: dict[str, str]
    event_words: dict[str, str]
    criterion_names: dict[str, str]
    may_run: bool
    may_settle: bool
    may_remind: bool
    may_key_in: bool
    whole_council: bool

    @property
    def proposed(self) -> list[Standby]:
        """Whom the house proposes, with why."""
        return [one for one in self.standbys if one.judge_id in self.case.proposed]


@routes.get(_CASE)
@page(Permission.PROGRESS_READ)
def case(round_key: str, entry_id: int) -> ResponseReturnValue:
    """One case: the sheets, everybody asked, what is to be done now, the history."""
    return _show(round_key, entry_id)


def _show(round_key: str, entry_id: int, form: HouseForm | None = None) -> str:
    round_ = round_or_404(round_key)
    found = queries.case_page(round_, entry_id, queries.reach_at(g.actor, g.edition.id, entry_id), g.actor.id)
    if found is None:
        raise NotFound
    if found.is_apart:
        raise kept_away(g.actor, g.edition.id, entry_id)
    is_blind = queries.blind_to(g.actor, g.edition.id, round_).to(entry_id, found.step)
    may_run = round_.state == "open" and g.actor.may(Permission.CASE_RUN, g.edition.id) and not is_blind
    chooses = may_run and found.step == "choosing"
    could = standbys(g.edition.id, round_.key, entry_id) if chooses else []
    may_settle = round_.state == "open" and g.actor.may(Permission.CASE_SETTLE, g.edition.id) and not is_blind
    if may_settle and found.step in ("closing", "closed"):
        may_settle = queries.leads_case(g.actor, g.edition.id, round_, entry_id)
    limit = round_.rules.disagreement
    view = OneCasePage(
        round_,
        found,
        is_blind,
        could,
        closest_two(found.totals),
        {way: WAYS[way] for way in ways_of(round_.rules)},
        WAYS,
        STEP_WORDS,
        ANSWER_WORDS,
        EVENT_WORDS,
        {criterion.key: criterion.name for criterion in round_.criteria} | {"": "Tổng điểm"},
        may_run=may_run,
        may_settle=may_settle,
        may_remind=may_run and g.actor.may(Permission.JUDGE_REMIND, g.edition.id),
        may_key_in=g.actor.may(Permission.SCORE_KEY_IN, g.edition.id),
        whole_council=limit is not None and limit.then == "whole_council",
    )
    return render_template("scoring/case.html", view=view, form=form)


@routes.post(f"{_CASE}/goi")
@page(Permission.CASE_RUN)
def case_call(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Confirm who is called to score too."""
    form = CallForm()
    chosen = form.judge_id.data or []
    told = f"Đã mời chấm thêm {len(chosen)} người; thư mời không nêu điểm của ai."
    return _done(form, told, actions.call_judges, round_key, entry_id, chosen, form.reason.data or "")


@routes.post(f"{_CASE}/khong-cho")
@page(Permission.CASE_RUN)
def case_unwaiting(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Go on without those who have not answered."""
    form = ReasonForm()
    told = "Đã ghi; việc xem xét sang bước tiếp theo."
    return _done(form, told, actions.stop_waiting, round_key, entry_id, form.reason.data or "")


@routes.post(f"{_CASE}/tra-loi-ho")
@page(Permission.CASE_RUN)
def case_recording(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Write down what a judge answered on paper or by telephone."""
    form = AnswerForm()
    judge_id, answer = form.judge_id.data or 0, form.answer.data or ""
    told = "Đã ghi câu trả lời." if answer == "kept" else "Phiếu đã mở lại để nhập điểm mới."
    return _done(form, told, actions.record_answer, round_key, entry_id, judge_id, answer, form.reason.data or "")


@routes.post(f"{_CASE}/nhac")
@page(Permission.JUDGE_REMIND)
def case_reminder(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Write again to those a case waits for."""
    try:
        written = actions.remind_asked(g.actor, g.edition.id, round_key, entry_id)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        words = (
            f"Đã viết {written} thư nhắc."
            if written
            else "Không có thư mới: đã nhắc trong giờ này hoặc chưa có địa chỉ."
        )
        flash(words, "done" if written else "notice")
    return _to(round_key, entry_id)


@routes.post(f"{_CASE}/ket-luan")
@page(Permission.CASE_SETTLE)
def case_conclusion(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Say which sheets count, with the reason for the minutes."""
    form = ConclusionForm()
    way, left_out = form.way.data or "", form.left_out.data or []
    told = "Đã ghi kết luận; biên bản sẽ nêu lý do này."
    return _done(form, told, actions.conclude_case, round_key, entry_id, way, form.reason.data or "", left_out)


@routes.post(f"{_CASE}/mo-lai")
@page(Permission.CASE_SETTLE)
def case_reopening(round_key: str, entry_id: int) -> ResponseReturnValue:
    """Take a conclusion back, to conclude otherwise."""
    form = ReasonForm()
    told = "Kết luận đã mở lại; mọi phiếu lại được tính cho đến khi có kết luận khác."
    return _done(form, told, actions.reopen_case, round_key, entry_id, form.reason.data or "")


def _done(
    form: HouseForm,
    told: str,
    deed: Callable[Concatenate[Actor, int, str, int, P], object],
    round_key: str,
    entry_id: int,
    *given: P.args,
    **more: P.kwargs,
) -> ResponseReturnValue:
    """Do something about a case and say so; refused, the page again with what was typed and why not."""
    try:
        deed(g.actor, g.edition.id, round_key, entry_id, *given, **more)
    except Refusal as refusal:
        form.blame(refusal)
        return _show(round_key, entry_id, form), 422
    flash(told, "done")
    return _to(round_key, entry_id)


def _to(round_key: str, entry_id: int) -> ResponseReturnValue:
    return redirect(url_for("scoring.case", round_key=round_key, entry_id=entry_id), 303)
