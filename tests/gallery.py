"""Pictures of every page for every role, on a phone and a desk, light and dark: `python -m tests.gallery out/`.

--only WORDS takes the addresses that contain the words; --role R one role; --axe also asks axe what is wrong.
"""

import argparse
import functools
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from sqlalchemy import select

from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Role
from contest.foundation.database import db
from contest.foundation.mail import Letter
from contest.juries.models import Assignment, Council, JudgingRound, Seat
from contest.people.models import Unit
from tests.home.stage_set import StageSet, furnish
from tests.live import Live, cookie_of, open_house, served
from tests.looking import FLAGS, WINDOW, program, too_wide

ALL = ((390, "light"), (390, "dark"), (1280, "light"), (1280, "dark"))
QUICK = ((390, "light"), (1280, "dark"))
VISITOR = "visitor"
# Long pages are cut here; what matters stands above.
_TALLEST = 3000
_UNWANTED = ("static", "bootstrap.static")


def addresses(live: Live, stage: StageSet) -> Iterator[str]:
    """Every page that can be got, with each edition and something in each place of its address."""
    with live.app.app_context():
        filling = {slug: _filling(edition_id) for slug, edition_id in stage.slugs.items()}
    for rule in sorted(live.app.url_map.iter_rules(), key=str):
        if "GET" not in (rule.methods or ()) or rule.endpoint in _UNWANTED:
            continue
        if "slug" not in rule.arguments:
            if not rule.arguments:
                yield str(rule)
            continue
        for slug, values in filling.items():
            if rule.arguments - {"slug"} <= values.keys():
                address = str(rule)
                for name, value in {"slug": slug, **values}.items():
                    address = re.sub(rf"<(?:\w+:)?{name}>", str(value), address)
                yield address


def _filling(edition_id: int) -> dict[str, str | int]:
    values: dict[str, str | int] = {"number": 1, "word": "lich", "key": "register_template"}
    council = db.session.scalar(select(Council.id).where(Council.edition_id == edition_id))
    if council:
        seat = db.session.scalar(select(Seat.id).where(Seat.council_id == council))
        values |= {"council_id": council, **({"seat_id": seat} if seat else {})}
    unit = db.session.scalars(select(Unit.id).order_by(Unit.id).limit(2)).all()
    values |= {"unit_id": unit[0], "kept_id": unit[0], "gone_id": unit[-1]} if unit else {}
    entry = db.session.scalar(select(Entry.id).where(Entry.edition_id == edition_id).order_by(Entry.id))
    if entry:
        values["entry_id"] = entry
    values |= _people_and_letters(edition_id)
    round_ = db.session.execute(
        select(JudgingRound.id, JudgingRound.key).where(JudgingRound.edition_id == edition_id)
    ).first()
    if round_:
        values["round_key"] = round_.key
        judge = db.session.scalar(select(Assignment.judge_id).where(Assignment.round_id == round_.id))
        values |= {"judge_id": judge} if judge else {}
    return values


def _people_and_letters(edition_id: int) -> dict[str, str | int]:
    """A letter, an author and somebody who looks after entries, where there are any."""
    found: dict[str, str | int] = {"event": "screening.needs_supplement"}
    letter = db.session.scalar(select(Letter.id).where(Letter.edition_id == edition_id).order_by(Letter.id))
    owner = db.session.scalar(select(Entry.owner_id).where(Entry.edition_id == edition_id, Entry.owner_id.is_not(None)))
    entry = select(Entry.id).where(Entry.edition_id == edition_id).order_by(Entry.id).limit(1).scalar_subquery()
    author = db.session.scalar(select(EntryAuthor.id).where(EntryAuthor.entry_id == entry))
    for name, value in (("letter_id", letter), ("person_id", owner), ("author_id", author)):
        found |= {name: value} if value else {}
    return found


def name_of(address: str) -> str:
    """A file name for an address."""
    return re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "trang-chu"


class Photographer:
    """Goes through the pages as one role and keeps count of what is wrong."""

    def __init__(
        self, browser: Browser, live: Live, out: Path, asks_axe: bool, views: Sequence[tuple[int, str]]
    ) -> None:
        self.browser, self.live, self.out, self.views = browser, live, out, views
        self.faults: list[str] = []
        self.pictures = 0
        self.axe: Any = None
        if asks_axe:
            from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - heavy

            self.axe = Axe()

    def visit(self, role: str, key: str | None, pages: list[str]) -> None:
        """Every page this role may see, in every view."""
        for width, theme in self.views:
            context = self.browser.new_context(
                viewport=ViewportSize(width=width, height=844 if width < 500 else 900),
                color_scheme=theme,
                **WINDOW,
            )
            if key:
                cookie = {"name": "session", "value": cookie_of(self.live.app, key), "url": self.live.url}
                context.add_cookies([cookie])
            page = context.new_page()
            page.on("console", functools.partial(self._heard, page, role))
            for address in pages:
                self._picture(page, role, address, f"{width}-{theme}")
            context.close()

    def _heard(self, page: Page, role: str, message: Any) -> None:
        if message.type in ("error", "warning") and "status of" not in message.text:
            self.faults.append(f"{role} {page.url}: {message.text}")

    def _picture(self, page: Page, role: str, address: str, variant: str) -> None:
        try:
            answer = page.goto(self.live.url + address, wait_until="load")
        except Exception as error:  # a download is no page
            if "Download is starting" not in str(error):
                self.faults.append(f"{role} {address}: {error}")
            return
        if answer is None or answer.status in (403, 404):
            return
        where = f"{role} {address} [{variant}]"
        if answer.status != 200:
            self.faults.append(f"{where}: {answer.status}")
            return
        if page.url.split("?")[0] != self.live.url + address or "html" not in (
            answer.headers.get("content-type") or ""
        ):
            return
        self._look(page, where)
        folder = self.out / role
        folder.mkdir(parents=True, exist_ok=True)
        height = min(page.evaluate("document.documentElement.scrollHeight"), _TALLEST)
        width = page.viewport_size["width"] if page.viewport_size else 390
        page.screenshot(
            path=folder / f"{name_of(address)}-{variant}.png",
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": height},
        )
        self.pictures += 1

    def _look(self, page: Page, where: str) -> None:
        over = too_wide(page)
        if over > 0:
            self.faults.append(f"{where}: {over} px too wide")
        if self.axe is not None:
            for found in self.axe.run(page).response["violations"]:
                nodes = "; ".join(node["html"][:120] for node in found["nodes"][:3])
                self.faults.append(f"{where}: axe {found['id']}: {nodes}")


def main(arguments: list[str] | None = None) -> int:
    """Build the made-up instance, serve it, take the pictures, say what is wrong; 1 when something is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="a regular expression for addresses")
    parser.add_argument("--role", default="", choices=["", VISITOR, *map(str, Role)])
    parser.add_argument("--axe", action="store_true")
    parser.add_argument("--quick", action="store_true", help="only the light phone and the dark desk")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        house = open_house(Path(folder), f"sqlite:///{folder}/gallery.sqlite")
        with served(house) as live:
            with live.writing():
                stage = furnish()
            for words in stage.left_out:
                print(f"left out: {words}")
            pages = [address for address in addresses(live, stage) if re.search(given.only, address)]
            browser = play.chromium.launch(executable_path=program(), args=FLAGS)
            photographer = Photographer(browser, live, given.out, given.axe, QUICK if given.quick else ALL)
            for role in [given.role] if given.role else [VISITOR, *map(str, Role)]:
                photographer.visit(role, stage.players.get(role), pages)
            browser.close()
    for fault in dict.fromkeys(re.sub(r" \[[\d\w-]+\]", "", fault) for fault in photographer.faults):
        print(fault)
    print(f"{photographer.pictures} pictures, {len(photographer.faults)} faults")
    return 1 if photographer.faults else 0


if __name__ == "__main__":
    sys.exit(main())
