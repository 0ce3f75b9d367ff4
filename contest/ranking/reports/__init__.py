"""The score tabulation on paper: a sheet for each council, and one with every cell of every score sheet."""

from collections.abc import Mapping, Sequence

from contest.editions.queries import edition_by_id
from contest.editions.reports import letterhead
from contest.entries.queries import briefs
from contest.foundation.report import Report
from contest.foundation.vietnamese import name_key, number
from contest.juries.queries import clerks_instead, councils, round_entries, seats
from contest.people.queries import PersonCard, people_cards
from contest.ranking.queries import Inputs, inputs_of, places_of
from contest.ranking.reports.council import Line, Tabulated, council_report
from contest.ranking.rules import ADJUSTED, Beside, Contender, Placed, beside, why_not_adjust
from contest.scoring.queries import ScoredRound, concluded, lowered_quorums
from contest.scoring.reports import score_sheets
from contest.scoring.rules.cases import WAYS

__all__ = ["tabulation"]

_WITHOUT_COUNCIL = "Hội đồng giám khảo"


def tabulation(edition_id: int, round_key: str) -> list[Report]:
    """Judge × entry for each council with live formulas, then judge × criterion for all.

    Empty while nothing has been judged. Raises Refusal: scoring_round_unknown, scoring_round_unprepared.
    """
    inputs = inputs_of(edition_id, round_key)
    round_ = inputs.round
    if not any(sheet.state != "missing" for contender in inputs.contenders for sheet in contender.sheets):
        return []
    title, head = edition_by_id(edition_id).title, letterhead(round_.regulation)
    numbers = {row.entry_id: row.number for row in round_entries(round_.id)}
    cards = _judges(inputs.contenders)
    people = {card.id: card.name for card in cards}
    units = {card.id: card.unit for card in cards}
    offers = not round_.grades and _is_offered(inputs)
    lines, other = _lines(edition_id, inputs, numbers, offers=offers)
    heads = _heads(edition_id)
    reports = []
    for key, name, own in _by_council(edition_id, round_, inputs.contenders):
        judges = _of_council(own, people)
        chair, clerk = heads.get(key, ("", ""))
        council = [lines[contender.entry_id] for contender in own]
        council.sort(key=lambda line: line.number)
        table = Tabulated(round_, title, name, head, council, judges, chair, clerk, offers, units, other)
        reports.append(council_report(table))
    return [*reports, score_sheets(edition_id, round_, inputs.sheets)]


def _judges(contenders: Sequence[Contender]) -> list[PersonCard]:
    """Everybody who has a sheet or was asked for one, in the order of Vietnamese lists."""
    cards = people_cards({sheet.judge_id for contender in contenders for sheet in contender.sheets})
    return sorted(cards.values(), key=lambda card: (name_key(card.name), card.id))


def _of_council(contenders: Sequence[Contender], people: Mapping[int, str]) -> dict[int, str]:
    here = {sheet.judge_id for contender in contenders for sheet in contender.sheets}
    return {judge_id: name for judge_id, name in people.items() if judge_id in here}


def _is_offered(inputs: Inputs) -> bool:
    """Whether the figures the regulation asks for can be found from these sheets."""
    return inputs.rules.combine.method != ADJUSTED or not why_not_adjust(inputs.contenders)


def _lines(edition_id: int, inputs: Inputs, numbers: Mapping[int, str], *, offers: bool) -> tuple[dict[int, Line], str]:
    """A line for every entry, and which other ranking stands beside; none while the round is open."""
    placed = _placed(inputs, offers=offers)
    other = _beside(inputs, list(placed.values())) if offers and inputs.round.state == "closed" else Beside()
    known = briefs(edition_id, list(placed))
    notes = _notes(inputs)
    for stood in clerks_instead(None, list(placed)):
        if stood.ended_at is None:
            notes.setdefault(stood.entry_id, []).append(f"Thư ký thay: {stood.name}")
    found = {
        contender.entry_id: Line(
            numbers.get(contender.entry_id, ""),
            known[contender.entry_id],
            contender.sheets,
            placed[contender.entry_id],
            notes.get(contender.entry_id, ()),
            other.others.get(contender.entry_id),
        )
        for contender in inputs.contenders
    }
    return found, other.kind


def _beside(inputs: Inputs, placed: Sequence[Placed]) -> Beside:
    return beside(inputs.rules, inputs.criteria, inputs.contenders, inputs.settlements, placed)


def _placed(inputs: Inputs, *, offers: bool) -> dict[int, Placed]:
    """The places as the ranking gives them; raw scores only where judges cannot be compared as the regulation asks."""
    if inputs.rules.kind == "scores" and not offers:
        unranked = (
            Placed(contender.entry_id, None, None, 0, "ranked", None, "", "", {}) for contender in inputs.contenders
        )
        return {placed.entry_id: placed for placed in unranked}
    placed, _ = places_of(inputs)
    return {one.entry_id: one for one in placed}


def _notes(inputs: Inputs) -> dict[int, list[str]]:
    """What was decided about an entry: a lowered quorum, a settled disagreement."""
    found: dict[int, list[str]] = {}
    for entry_id, quorum in lowered_quorums(inputs.round.id).items():
        if entry_id:
            found.setdefault(entry_id, []).append(f"Quyết định: đủ {quorum} phiếu")
    for case in concluded(inputs.round):
        words = f"Lệch {number(case.spread)} điểm: {WAYS[case.way].lower()}. Lý do: {case.reason}"
        found.setdefault(case.entry_id, []).append(words)
    return found


def _by_council(
    edition_id: int, round_: ScoredRound, contenders: Sequence[Contender]
) -> list[tuple[str, str, list[Contender]]]:
    """Key, name and entries of each council that has any, in the regulation's order."""
    names = {council.key: council.name for council in councils(edition_id)}
    if round_.rules.joint_council:
        return [("", _WITHOUT_COUNCIL, list(contenders))]
    groups: dict[str, list[Contender]] = {key: [] for key in names}
    for contender in contenders:
        groups.setdefault(contender.council_key, []).append(contender)
    return [(key, names.get(key, _WITHOUT_COUNCIL), own) for key, own in groups.items() if own]


def _heads(edition_id: int) -> dict[str, tuple[str, str]]:
    """The names of chair and clerk of each council."""
    keys = {council.id: council.key for council in councils(edition_id)}
    sitting = [seat for seat in seats(edition_id) if seat.role in ("chair", "clerk")]
    cards = people_cards({seat.person_id for seat in sitting})
    found: dict[str, dict[str, str]] = {}
    for seat in sitting:
        found.setdefault(keys[seat.council_id], {}).setdefault(seat.role, cards[seat.person_id].name)
    return {key: (own.get("chair", ""), own.get("clerk", "")) for key, own in found.items()}
