"""What is written to who stands in for a secretary in conflict, and to who does no more; one letter each for a deed."""

from collections.abc import Mapping, Sequence

from contest.editions.queries import edition_by_id
from contest.foundation.mail import Outgoing, Recipient, link, post_all
from contest.foundation.refusal import Refusal
from contest.juries.queries.councils import councils
from contest.juries.queries.standing_in import labels
from contest.juries.rules.standing_in import Need
from contest.people.queries import people_cards

# So many entries are named in a letter, the others counted: the page has them all.
_MOST_NAMED = 20


def tell(edition_id: int, begun: Mapping[int, Sequence[Need]], ended: Mapping[int, Sequence[Need]]) -> None:
    """Letters to who begins and who ends; by person, the parts of entries. None says who is in conflict."""
    named = labels(edition_id, [need for parts in (*begun.values(), *ended.values()) for need in parts])
    people = people_cards({*begun, *ended})
    names = {council.id: council.name for council in councils(edition_id)}
    title, page = edition_by_id(edition_id).title, _page(edition_id)
    for event, told in (("conflict.stand_in", begun), ("conflict.stand_in_ended", ended)):
        letters = []
        for person_id, parts in told.items():
            card = people[person_id]
            values = {
                "hội thi": title,
                "họ tên": card.name,
                "số hồ sơ": str(len({need.entry_id for need in parts})),
                "hồ sơ": _listed([named[need] for need in parts]),
                "phần việc": "; ".join(dict.fromkeys(_part(need, names) for need in parts)),
                "đường dẫn": page,
            }
            about = f"entry:{parts[0].entry_id}" if len(parts) == 1 else ""
            letters.append(Outgoing(Recipient(card.name, card.email or "", card.phone or "", card.id), values, about))
        if letters:
            post_all(event, edition_id, letters)


def _part(need: Need, names: Mapping[int, str]) -> str:
    return f"thư ký {names[need.council_id]}" if need.council_id else "Ban Thư ký"


def _listed(codes: Sequence[str]) -> str:
    known = list(dict.fromkeys(code for code in codes if code))
    more = f" và {len(known) - _MOST_NAMED} hồ sơ khác" if len(known) > _MOST_NAMED else ""
    return ", ".join(known[:_MOST_NAMED]) + more


def _page(edition_id: int) -> str:
    """The address of the desk of who stands in; none where the server has no public one."""
    try:
        return link("juries.standing_in", slug=edition_by_id(edition_id).slug)
    except Refusal:
        return ""
