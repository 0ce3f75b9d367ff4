"""What is written to people in a disagreement: to judges without any figure or name, to the chair that it waits."""

from collections.abc import Collection

from sqlalchemy import select

from contest.editions.queries import edition_by_id
from contest.foundation.database import db
from contest.foundation.mail import Recipient, link, post, rule_of
from contest.foundation.refusal import Refusal
from contest.juries.models import RoundEntry
from contest.juries.queries import leaders_of
from contest.people.queries import people_cards
from contest.scoring.models import DisagreementCase
from contest.scoring.queries import ScoredRound


def tell_asked(
    edition_id: int, round_: ScoredRound, case: DisagreementCase, judge_ids: Collection[int], kind: str, again: str = ""
) -> int:
    """Letters to those asked to look again, or called to score; `again` makes a reminder a letter of its own."""
    event = "case.look_again" if kind == "again" else "case.called"
    number, _ = _entry(case)
    page = _page(edition_id, "scoring.sheet", round_key=round_.key, number=number)
    return _write(edition_id, round_, case, event, judge_ids, number, page, again)


def tell_chairs(edition_id: int, round_: ScoredRound, case: DisagreementCase) -> int:
    """A letter to who leads the entry's council, that the case waits for a conclusion; not to who has a conflict."""
    number, council_id = _entry(case)
    chairs = sorted(leaders_of(council_id, case.entry_id))
    page = _page(edition_id, "scoring.case", round_key=round_.key, entry_id=case.entry_id)
    return _write(edition_id, round_, case, "case.to_conclude", chairs, number, page, "")


def _entry(case: DisagreementCase) -> tuple[str, int | None]:
    row = db.session.execute(
        select(RoundEntry.number, RoundEntry.council_id).where(
            RoundEntry.round_id == case.round_id, RoundEntry.entry_id == case.entry_id
        )
    ).one()
    return row[0], row[1]


def _page(edition_id: int, endpoint: str, **values: str | int) -> str:
    """The page's address; none where the server has no public one: a sheet is handed in all the same."""
    try:
        return link(endpoint, slug=edition_by_id(edition_id).slug, **values)
    except Refusal:
        return ""


def _write(
    edition_id: int,
    round_: ScoredRound,
    case: DisagreementCase,
    event: str,
    person_ids: Collection[int],
    number: str,
    page: str,
    again: str,
) -> int:
    if not person_ids:
        return 0
    title, rule, written = edition_by_id(edition_id).title, rule_of(edition_id, event), 0
    for card in people_cards(set(person_ids)).values():
        values = {
            "hội thi": title,
            "họ tên": card.name,
            "vòng chấm": round_.name,
            "hồ sơ": number,
            "đường dẫn": page,
        }
        to = Recipient(card.name, card.email or "", card.phone or "", card.id)
        once = f"{event}:{case.id}:{card.id}:{case.step}:{again}"
        written += post(event, edition_id, to, values, about=f"case:{case.id}", once=once, rule=rule)
    return written
