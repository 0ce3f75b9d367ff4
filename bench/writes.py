"""What writes cost over HTTP, one client, durable: saving a score sheet (ledger included), handing in an entry with
a file; beside the least a durable save can do. Milliseconds on the wall, the middle of many.
"""

import io
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from pypdf import PdfWriter

from bench.instances import Instance, make, sign_in, token_of
from bench.pages import open_card
from bench.served import Served, served
from contest.app import create_app
from contest.config import read_settings
from contest.demo.commands.play import SECOND_SLUG
from contest.editions.queries import edition_named
from contest.entries import actions
from contest.foundation.database import writing
from contest.people.queries import actor_by_email

_SAVES, _ENTRIES = 200, 60


class Took(NamedTuple):
    """Milliseconds a turn: on the wall (the middle of many), and of the server's processor (the mean)."""

    wall: float
    busy: float


def measure(folder: Path) -> str:
    """The table in Markdown."""
    scoring = make(folder, 571, "--until-scoring")
    with served(["-m", "bench.yardstick"], {}) as yardstick:
        least = _least(yardstick)
        with served(["-m", "contest", "serve", "--no-worker"], scoring.environment) as server:
            sheet = _save_sheets(server, scoring)
            least = min(least, _least(yardstick))
            entry = _hand_in(server, scoring)
    rows = ["| work | ms | CPU ms | goal, ms | × the least durable save |", "| --- | ---: | ---: | ---: | ---: |"]
    for words, took, goal in (
        ("the least durable save", least, ""),
        ("save a score sheet, with its event in the ledger", sheet, "8"),
        ("hand in an entry with a file (upload, then hand in)", entry, "20"),
    ):
        rows.append(f"| {words} | {took.wall:.1f} | {took.busy:.1f} | {goal} | {took.wall / least.wall:.1f} |")
    return "\n".join(rows)


def _least(yardstick: Served) -> Took:
    def save(turn: int) -> None:
        form = {"entry": str(turn % 571 + 1), "judge": "1", "comment": "", **{f"s{place}": "1" for place in range(4)}}
        yardstick.ask("/save", form)

    return _taken(yardstick, save, _SAVES)


def _taken(server: Served, deed: Callable[[int], None], times: int) -> Took:
    taken, before = [], server.busy
    for turn in range(times):
        began = time.perf_counter()
        deed(turn)
        taken.append((time.perf_counter() - began) * 1000)
    return Took(median(taken), (server.busy - before) / times * 1000)


def _save_sheets(server: Served, instance: Instance) -> Took:
    """One judge saves one card again and again, each time with another figure, as the page's own script does."""
    judge = server.another()
    sign_in(judge, instance, "judge")
    path = open_card(judge, instance)
    page = judge.ask(path)[1]
    token, names = token_of(page), figures_of(page)
    version = [int(value_of(page, "version"))]

    def save(turn: int) -> None:
        form = {name: str(turn % 9 + 1) for name in names}
        form |= {"csrf_token": token, "version": str(version[0]), "save_key": secrets.token_hex(8), "comment": ""}
        status, text = judge.ask(path, {**form, "deed": "luu"}, accept="application/json")
        if status != 200:
            raise RuntimeError(f"the sheet was not saved: {status} {text[:300]}")
        version[0] += 1

    return _taken(server, save, _SAVES)


def figures_of(page: str) -> list[str]:
    """The names of the card's fields for figures."""
    pieces = page.split('inputmode="decimal"')[:-1]
    return [piece.rpartition("<input")[2].partition('name="')[2].partition('"')[0] for piece in pieces]


def value_of(page: str, name: str) -> str:
    return page.partition(f'name="{name}"')[2].partition('value="')[2].partition('"')[0]


def _hand_in(server: Served, instance: Instance) -> Took:
    """An entrant with dossiers typed already adds the description's file to each and hands it in."""
    entries = _drafts(instance)
    entrant = server.another()
    sign_in(entrant, instance, "entrant")
    home = f"/{SECOND_SLUG}/ho-so"
    token = token_of(entrant.ask(f"{home}/{entries[0]}/tep")[1])

    files = [_pdf(place) for place in range(_ENTRIES)]

    def hand_in(turn: int) -> None:
        entry = f"{home}/{entries[turn]}"
        fields = {"csrf_token": token}
        status, text = entrant.send_file(f"{entry}/tep/description", fields, "ban-mo-ta.pdf", files[turn])
        if status != 303:
            raise RuntimeError(f"the file was not taken: {status} {text[:300]}")
        form = {"csrf_token": token, "submission_key": secrets.token_hex(8), "committed": "y"}
        status, text = entrant.ask(f"{entry}/nop", form)
        if status != 303:
            raise RuntimeError(f"the entry was not taken: {status} {text[-3000:]}")

    return _taken(server, hand_in, _ENTRIES)


def _pdf(place: int) -> bytes:
    """A page with nothing on it, another file each time."""
    writer, target = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": f"Ban mo ta {place}"})
    writer.write(target)
    return target.getvalue()


def _drafts(instance: Instance) -> list[int]:
    """Dossiers of the demo's entrant in the edition that takes entries, ready but for their file."""
    app = create_app(read_settings(dict(instance.environment)))
    mark = writing.set(True)
    try:
        with app.app_context():
            edition, entrant = edition_named(SECOND_SLUG), actor_by_email(instance.login("entrant")[0])
            found = []
            for place in range(_ENTRIES):
                entry_id = actions.start_entry(entrant, edition.id)
                actions.save_draft(entrant, edition.id, entry_id, _typed(place))
                found.append(entry_id)
            return found
    finally:
        writing.reset(mark)


def _typed(place: int) -> dict[str, Any]:
    answers = {f"answer_{key}": "Nội dung." for key in ("known", "aim", "content", "novelty", "use", "effect")}
    solution = {
        "title": f"Máy gặt lúa mini kiểu {place}", "field_key": "mech", "entrant_type": "individual",
        "summary": "Máy nhẹ, một người vác được.", "answer_applied_on": "05/2022", "fact_applied_on": "05/2022",
        "fact_created_on": "03/2022", "fact_applied_in": "Hải Phòng", "fact_earlier": "Chưa",
        "unit": "Hợp tác xã Bình Minh", "phone": "0912345678", "email": "tac-gia@example.org", **answers,
    }  # fmt: skip
    author = {
        "name": "Nguyễn Hoàng Nam", "birth_on": "05/03/1990", "gender": "nam", "position_title": "Kỹ sư",
        "unit": "Hợp tác xã Bình Minh", "qualification": "Đại học", "share": "100",
    }  # fmt: skip
    return {"solution": solution, "authors": {"rows": [author], "representative": "0"}}
