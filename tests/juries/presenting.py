"""A final round with presentations, its frame and its timetable, for tests; all invented."""

from datetime import date, time
from typing import Any

from contest.foundation.access import OPERATOR
from contest.juries import actions, queries
from contest.juries.actions import presenting
from contest.juries.queries.presenting import FrameCard, open_draft
from contest.juries.rules.timetable import Day, Frame, Room
from tests.editions.makers import make_edition
from tests.juries.makers import make_entry, make_judges

ROUND = "final"
DAY = date(2026, 6, 12)


def make_final(entries: int = 6, *, slug: str = "thu-nghiem", text: str | None = None) -> Any:
    """An edition in judging whose final has entries in two councils, three judges each; frame set, nothing placed."""
    edition = make_edition(stage="judging", slug=slug, text=text)
    councils = actions.ensure_councils(OPERATOR, edition.id)
    made = [
        make_entry(
            edition, f"KT-{place:03}", field=("agri", "ict")[place % 2], unit=f"Trường số {place % 3}",
            author=f"Tác giả {place}", title=f"Giải pháp thứ {place}",
        )
        for place in range(1, entries + 1)
    ]  # fmt: skip
    more = "" if slug == "thu-nghiem" else slug
    make_judges(edition, councils["c1"], 3, prefix=f"{more}mot")
    make_judges(edition, councils["c2"], 3, prefix=f"{more}hai")
    actions.prepare_round(OPERATOR, edition.id, "preliminary")
    actions.prepare_round(OPERATOR, edition.id, ROUND, [entry.id for entry in made])
    presenting.set_frame(OPERATOR, edition.id, ROUND, frame_of(councils))
    return edition


def frame_of(councils: dict[str, int], **changes: Any) -> FrameCard:
    """Two rooms, one for each council; one morning of seven slots."""
    rooms = (Room("Phòng 1", (councils["c1"],)), Room("Phòng 2", (councils["c2"],)))
    frame = Frame((Day(DAY, time(8), time(11, 30)),), rooms, 15, 5, 10)
    return FrameCard(frame, changes.get("call_order", "lot"), changes.get("units_together", True))


def make_timetable(edition: Any, seed: int = 1) -> int:
    """Build and accept; the round's key in the database."""
    draft = presenting.propose_timetable(OPERATOR, edition.id, ROUND, seed)
    presenting.accept_timetable(OPERATOR, edition.id, ROUND, draft)
    card = queries.round_of(edition.id, ROUND)
    assert card is not None
    assert open_draft(card.id) is None
    return card.id
