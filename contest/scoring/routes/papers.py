"""Sheets of paper of a round: how far the keying is, what waits for a third look, and printing."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.handing import attached
from contest.foundation.mail import link
from contest.foundation.pages import Paging, page, page_number
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import docx, pdf
from contest.scoring import actions, queries, reports
from contest.scoring.actions.printing import MOST_SPARES
from contest.scoring.forms import PrintForm
from contest.scoring.queries import JudgeProgress, PaperCounts, PaperLine, PrintPair, ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import PAPER_KINDS, PAPER_STATES, PAPER_WORDS, readable_paper_code

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class PapersPage:
    """Everything the board of sheets shows."""

    round: ScoredRound
    counts: PaperCounts
    paging: Paging[PaperLine]
    state: str
    form: PrintForm
    judges: Sequence[JudgeProgress]
    state_words: Mapping[str, str]
    state_kinds: Mapping[str, str]

    def readable(self, line: PaperLine) -> str:
        """The code as it stands on the paper."""
        return readable_paper_code(line.code)


@routes.get("/<slug>/tien-do/<round_key>/phieu-giay")
@page(Permission.SCORE_KEY_IN)
def papers(round_key: str) -> ResponseReturnValue:
    """The board: the code to type first, then what waits, then the list and printing."""
    return _board(round_or_404(round_key), PrintForm(formdata=None))


def _board(round_: ScoredRound, form: PrintForm) -> str:
    reach = queries.councils_in_reach(g.actor, g.edition.id)
    counts = queries.paper_counts(round_.id, reach)
    state = request.args.get("trang_thai", "differs" if counts.by_state.get("differs") else "")
    state = state if state in PAPER_STATES else ""
    judges = queries.judges_progress(g.edition.id, round_.id, reach)
    councils = queries.council_names(g.edition.id, reach)
    every = [("", "Mọi hội đồng")] if reach is None or len(councils) > 1 else []
    form.council_id.choices = [*every, *((str(key), name) for key, name in councils.items())]
    form.judge_id.choices = [("", "Mọi giám khảo"), *((str(one.judge_id), one.name) for one in judges)]
    view = PapersPage(
        round=round_,
        counts=counts,
        paging=queries.paper_list(round_.id, state, page_number(), counts, reach),
        state=state,
        form=form,
        judges=judges,
        state_words=PAPER_WORDS,
        state_kinds=PAPER_KINDS,
    )
    return render_template("scoring/papers.html", view=view)


@routes.post("/<slug>/tien-do/<round_key>/phieu-giay")
@page(Permission.SCORE_KEY_IN)
def papers_printed(round_key: str) -> ResponseReturnValue:
    """Sheets as PDF or Word: of a council, of a judge, or (`deed=trong`) so many blank ones."""
    round_, form = round_or_404(round_key), PrintForm()
    ending = form.ending.data if form.ending.data in _MEDIA else "pdf"
    try:
        pairs = _pairs(round_, form)
        document = reports.paper_sheets(g.edition.id, round_.key, pairs, _address, word=ending == "docx")
        # Setting the pages takes a while: nobody waits for the database meanwhile.
        let_go()
        made = docx.write(document) if ending == "docx" else pdf.write(document)
    except Refusal as refusal:
        form.blame(refusal)
        return _board(round_, form), 422
    name = file_name(
        "phieu-cham", f"{round_.name} {pairs[0].judge if form.judge_id.data else pairs[0].council}", ending
    )
    return attached(io.BytesIO(made), name, _MEDIA[ending])


def _pairs(round_: ScoredRound, form: PrintForm) -> list[PrintPair]:
    council, judge = form.council_id.data or "", form.judge_id.data or ""
    council_id = int(council) if council.isdecimal() else None
    if request.form.get("deed") == "trong":
        count = min(form.spares.data or 1, MOST_SPARES)
        return actions.print_spares(g.actor, g.edition.id, round_.key, count, council_id)
    judge_id = int(judge) if judge.isdecimal() else None
    return actions.print_paper(g.actor, g.edition.id, round_.key, council_id=council_id, judge_id=judge_id)


def _address(code: str) -> str:
    return link("scoring.paper", code=code)
