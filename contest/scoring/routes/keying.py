"""Paper sheets keyed in: a grid for one judge, or a workbook for many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.foundation.sheets import read_sheet
from contest.foundation.words import sentence
from contest.scoring import actions, queries
from contest.scoring.actions import ImportOutcome, PaperSheet
from contest.scoring.forms import ImportForm, shown_cell, typed_cells
from contest.scoring.queries import JudgeProgress, ScoredRound
from contest.scoring.queries.importing import score_headings
from contest.scoring.queries.keying import GridRow, grid_rows
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import SHEET_STATE_WORDS


@dataclass(frozen=True, slots=True)
class KeyInPage:
    """Everything the grid shows: what was typed stands over what is saved."""

    round: ScoredRound
    judges: Sequence[JudgeProgress]
    judge_id: int | None
    rows: Sequence[GridRow]
    typed: Mapping[str, str]
    wrong: Mapping[str, str]
    faults: Sequence[str]
    state_words: Mapping[str, str]
    form: ImportForm
    outcome: ImportOutcome | None = None
    unknown: Sequence[str] = field(default=())
    is_hidden: bool = False

    def shown(self, row: GridRow, key: str) -> str:
        """What stands in a cell."""
        name = f"{row.entry_id}:{key}"
        if name in self.typed:
            return self.typed[name]
        return shown_cell(row.states.get(key, ""), row.points.get(key), self.round.grades)

    def shown_comment(self, row: GridRow) -> str:
        """The remark of a line."""
        return self.typed.get(f"{row.entry_id}:comment", row.comment)


@routes.get("/<slug>/tien-do/<round_key>/nhap-phieu")
@page(Permission.SCORE_KEY_IN)
def key_in(round_key: str) -> ResponseReturnValue:
    """The grid of one judge's sheets, chosen by `giam_khao`."""
    return _grid(round_or_404(round_key), request.args.get("giam_khao", type=int), {}, {}, ())


def _grid(
    round_: ScoredRound,
    judge_id: int | None,
    typed: Mapping[str, str],
    wrong: Mapping[str, str],
    faults: Sequence[str],
    form: ImportForm | None = None,
    outcome: ImportOutcome | None = None,
    unknown: Sequence[str] = (),
) -> str:
    reach = queries.councils_in_reach(g.actor, g.edition.id)
    judges = queries.judges_progress(g.edition.id, round_.id, reach)
    # Who scores here too must not read other judges' sheets before the round is closed.
    is_judge = g.actor.may(Permission.SCORE_GIVE, g.edition.id) and round_.state == "open"
    hidden = is_judge and judge_id is not None and judge_id != g.actor.id
    rows = grid_rows(round_.id, judge_id, reach, g.actor.id) if judge_id and not hidden else []
    view = KeyInPage(
        round_,
        judges,
        judge_id,
        rows,
        typed,
        wrong,
        faults,
        SHEET_STATE_WORDS,
        form or ImportForm(formdata=None),
        outcome,
        unknown,
        hidden,
    )
    return render_template("scoring/key_in.html", view=view)


@routes.post("/<slug>/tien-do/<round_key>/nhap-phieu")
@page(Permission.SCORE_KEY_IN)
def keyed_in(round_key: str) -> ResponseReturnValue:
    """Take the lines of the grid that say something, all or none."""
    round_ = round_or_404(round_key)
    judge_id = request.form.get("judge_id", type=int) or 0
    typed = {name: words.strip() for name, words in request.form.items() if ":" in name}
    sheets, wrong = _papers(round_, judge_id, typed)
    faults: list[str] = []
    if not wrong:
        try:
            saved = actions.key_in(g.actor, g.edition.id, round_.key, sheets)
        except Refusal as refusal:
            wrong = {reason.where: sentence(reason) for reason in reversed(refusal.reasons)}
        else:
            done = sum(one.state != "draft" for one in saved)
            flash(f"Đã ghi: {done} phiếu xong, {len(saved) - done} phiếu còn thiếu điểm.", "done")
            return redirect(url_for("scoring.key_in", round_key=round_key, giam_khao=judge_id), 303)
    return _grid(round_, judge_id, typed, wrong, faults), 422


def _papers(round_: ScoredRound, judge_id: int, typed: Mapping[str, str]) -> tuple[list[PaperSheet], dict[str, str]]:
    lines: dict[int, dict[str, str]] = {}
    for name, words in typed.items():
        entry, _, key = name.partition(":")
        if entry.isdecimal():
            lines.setdefault(int(entry), {})[key] = words
    sheets, wrong = [], {}
    for entry_id, line in lines.items():
        read, bad = typed_cells(round_, line)
        wrong.update({f"{entry_id}:{key}": words for key, words in bad.items()})
        version = line.get("version", "")
        if not bad and line.get("state") != "submitted":
            sheets.append(
                PaperSheet(
                    entry_id,
                    judge_id,
                    read,
                    line.get("comment", ""),
                    int(version) if version.isdecimal() else 0,
                    zero_is_meant=line.get("zero") == "y",
                )
            )
    return sheets, wrong


@routes.post("/<slug>/tien-do/<round_key>/nhap-tep")
@page(Permission.SCORE_KEY_IN)
def score_import(round_key: str) -> ResponseReturnValue:
    """Read a workbook of typed sheets: looked at only, or taken whole."""
    round_ = round_or_404(round_key)
    form = ImportForm()
    if not form.file.data:
        return _grid(round_, None, {}, {}, ["Chưa chọn tệp."], form), 422
    dry_run = bool(form.dry_run.data)
    try:
        let_go()
        sheet = read_sheet(form.file.data.stream, score_headings(round_))
        outcome = actions.import_scores(g.actor, g.edition.id, round_.key, sheet.rows, dry_run)
    except Refusal as refusal:
        faults = [
            f"{reason.where}: {sentence(reason)}" if reason.where else sentence(reason) for reason in refusal.reasons
        ]
        return _grid(round_, None, {}, {}, faults, form), 422
    if not dry_run:
        flash(f"Đã nhập {outcome.new + outcome.completed} phiếu; {outcome.unchanged} phiếu đã có từ trước.", "done")
    return _grid(round_, None, {}, {}, (), form, outcome, sheet.unknown)
