"""What follows a published result in the demo: its workbooks, and the ceremony made ready."""

from pathlib import Path

from contest.ceremony.actions import order as ceremony
from contest.demo.commands.play import Play
from contest.foundation.access import OPERATOR
from contest.foundation.database import reading
from contest.foundation.shell import write_whole
from contest.papers.actions import hand_out
from contest.papers.actions.certificates import issue_certificates
from contest.papers.actions.places import set_fees
from contest.papers.queries.tallies import check_winners
from contest.papers.reports import workbook
from contest.papers.rules import KINDS

STAGE_HOLDS = 12
# What a judge is paid for a sheet.
_FEE_VND = 50_000
# The contract's four and those the public and the press ask for; `contest package` makes them all.
_WRITTEN = ("prize-list", "posted-list", "press-list", "photograph-list", "tabulation", "register", "workload")


def write_papers(done: Play, folder: Path) -> dict[str, str]:
    """The workbooks, held against each other once before the first; returns kind → path."""
    with reading():
        check_winners(done.edition_id)
        made = [workbook(done.edition_id, kind.key, is_agreed=True) for kind in KINDS if kind.key in _WRITTEN]
    for kind, content in made:
        hand_out(OPERATOR, done.edition_id, kind.key, content)
        write_whole(folder / kind.file_name, content)
    return {kind.key: str(folder / kind.file_name) for kind, _ in made}


def prepare_ceremony(done: Play) -> None:
    """What follows the published result: the order of the evening, numbers of certificates, what a sheet is paid."""
    with done.step("ceremony", "Lập kịch bản lễ trao giải"):
        rules = done.regulation.prizes
        settings = ceremony.Settings(None, "", rules.calling_order, STAGE_HOLDS, "authors")
        ceremony.open_ceremony(OPERATOR, done.edition_id, settings)
    with done.step("certificates", "Cấp số giấy chứng nhận"):
        issue_certificates(OPERATOR, done.edition_id)
        set_fees(OPERATOR, done.edition_id, {done.regulation.last_round.key: _FEE_VND})
