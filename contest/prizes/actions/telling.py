"""Letters about prizes: to members who vote, and to those who may approve a change."""

from collections.abc import Collection
from datetime import datetime

from contest.editions.queries import edition_by_id
from contest.foundation.clock import local
from contest.foundation.mail import Outgoing, Recipient, link, post_all
from contest.foundation.vietnamese import moment
from contest.people.queries import people_cards
from contest.prizes.queries.ballots import committee
from contest.prizes.rules.changes import KIND_WORDS


def invite_to_vote(edition_id: int, ballot_id: int, closes_at: datetime | None, people: Collection[int]) -> None:
    """Ask each of these to vote, by the page on which they do."""
    until = f", hạn trả lời {moment(local(closes_at))}" if closes_at else ""
    values = {"hạn trả lời": until}
    _write("prizes.ballot", edition_id, people, values, "prizes.committee_ballot", ballot_id=ballot_id)


def tell_approvers(edition_id: int, change_id: int, kind: str, by: str, until: datetime, but: int | None) -> None:
    """Tell everybody of the committee but the proposer that a change waits for two of them."""
    people = {each.person_id for each in committee(edition_id)} - {but}
    values = {"việc": KIND_WORDS[kind], "người đề nghị": by, "hạn duyệt": moment(local(until))}
    _write("prizes.change", edition_id, people, values, "prizes.proposed", change_id=change_id)


def _write(
    event: str, edition_id: int, people: Collection[int], values: dict[str, str], endpoint: str, **at: int
) -> None:
    edition = edition_by_id(edition_id)
    cards = people_cards(people)
    if not cards:
        return
    same = {"hội thi": edition.title, "đường dẫn": link(endpoint, slug=edition.slug, **at)} | values
    letters = [
        Outgoing(Recipient(card.name, card.email or "", card.phone or "", card.id), same | {"họ tên": card.name})
        for card in (cards[key] for key in sorted(cards))
    ]
    post_all(event, edition_id, letters)
