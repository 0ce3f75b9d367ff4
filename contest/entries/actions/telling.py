"""Letters about a dossier to whoever answers for it."""

from collections.abc import Mapping, Sequence

from contest.entries.models import Entry
from contest.foundation.mail import Outgoing, Recipient, RuleCard, post, post_all
from contest.people.queries import PersonCard, people_cards


def write_to_entrant(
    entry: Entry, contest: str, event: str, more: dict[str, str] | None = None, *, rule: RuleCard | None = None
) -> None:
    """The letter of an event to the address of the dossier, or to the account's; else a text to the telephone.

    contest: what the edition is called. more: what fills the event's own places. rule: for whoever writes many.
    """
    cards = people_cards([entry.owner_id]) if not entry.email and entry.owner_id is not None else {}
    letter = _outgoing(entry, contest, more or {}, cards)
    post(event, entry.edition_id, letter.to, letter.values, about=letter.about, rule=rule)


def write_to_entrants(
    edition_id: int, contest: str, event: str, entries: Sequence[Entry], more: Mapping[int, dict[str, str]]
) -> None:
    """The same letter of an event about many entries, at one go; `more` fills the event's own places, by entry."""
    owners = [entry.owner_id for entry in entries if not entry.email and entry.owner_id is not None]
    cards = people_cards(owners) if owners else {}
    post_all(event, edition_id, (_outgoing(entry, contest, more.get(entry.id, {}), cards) for entry in entries))


def _outgoing(entry: Entry, contest: str, more: Mapping[str, str], cards: Mapping[int, PersonCard]) -> Outgoing:
    to = Recipient(email=entry.email, phone=entry.phone, person_id=entry.owner_id)
    card = cards.get(entry.owner_id) if entry.owner_id is not None else None
    if not entry.email and card:
        to = Recipient(card.name, card.email or "", card.phone or entry.phone, card.id)
    values = {"hội thi": contest, "mã số": entry.code or "", "tên hồ sơ": entry.title} | dict(more)
    return Outgoing(to, values, f"entry:{entry.id}")
