"""Those who go on are put into the next round."""

from collections.abc import Sequence
from dataclasses import dataclass

from contest.entries.queries import briefs
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.juries.actions import prepare_round
from contest.juries.queries import round_of
from contest.ranking.queries import (
    Inputs,
    PlacingRow,
    RunCard,
    inputs_of,
    latest_run,
    mark_of,
    placings,
    waiting_groups,
)
from contest.ranking.rules.cut import Going, stands_at_cut


@dataclass(frozen=True, slots=True)
class Advance:
    """What was done: the next round, and how many entries are in it."""

    round_key: str
    round_name: str
    entries: int


@action(Permission.RANKING_RUN)
def advance_entries(actor: Actor, edition_id: int, round_key: str, chosen: Sequence[int] = ()) -> Advance:
    """Put those who go on by rule, and whom the council chose among the undecided, into the next round."""
    inputs = inputs_of(edition_id, round_key, "share")
    run = latest_run(edition_id, round_key)
    if run is None:
        raise refuse_with("ranking_missing", round=inputs.rules.name)
    if mark_of(inputs) != run.fingerprint:
        raise refuse_with("ranking_outdated")
    rounds = inputs.round.regulation.rounds
    place = [each.key for each in rounds].index(round_key)
    if inputs.is_last:
        raise refuse_with("ranking_no_next_round", round=inputs.rules.name)
    following = rounds[place + 1]
    rows = placings(run.id)
    going = sorted({row.entry_id for row in rows if row.goes_on} | set(chosen))
    refuse(_why_not(edition_id, inputs, run, rows, following.key, chosen, going))
    prepare_round(actor, edition_id, following.key, going)
    payload = {"next": following.key, "run": run.number, "entries": going, "chosen": sorted(chosen)}
    ledger.note(actor, edition_id, "ranking.advanced", f"round:{round_key}", payload)
    return Advance(following.key, following.name, len(going))


def _why_not(
    edition_id: int,
    inputs: Inputs,
    run: RunCard,
    rows: Sequence[PlacingRow],
    next_key: str,
    chosen: Sequence[int],
    going: Sequence[int],
) -> list[Reason]:
    reasons = []
    undecided = {row.entry_id for row in rows if row.goes_on is None}
    strangers = [entry_id for entry_id in chosen if entry_id not in undecided]
    if strangers:
        codes = briefs(edition_id, strangers)
        reasons += [
            Reason("ranking_choice_not_allowed", {"code": codes[i].code if i in codes else "?"}) for i in strangers
        ]
    if undecided and not chosen:
        reasons.append(Reason("ranking_choice_missing"))
    if stands_at_cut(inputs.rules.goes_on, _going(inputs, run, rows)):
        reasons.append(Reason("ranking_tie_at_cut"))
    if not going and not reasons:
        reasons.append(Reason("ranking_nobody_goes_on"))
    following = round_of(edition_id, next_key)
    if following is not None and following.state != "preparing":
        reasons.append(Reason("ranking_next_round_begun"))
    return reasons


def _going(inputs: Inputs, run: RunCard, rows: Sequence[PlacingRow]) -> list[Going]:
    scope = inputs.rules.goes_on.per if inputs.rules.goes_on else "edition"
    pool_of = {contender.entry_id: contender.scope(scope) for contender in inputs.contenders}
    waiting = {entry_id for group in waiting_groups(run.id) for entry_id in group}
    return [
        Going(row.entry_id, row.rank, row.goes_on, pool_of.get(row.entry_id, ""), row.entry_id in waiting)
        for row in rows
        if row.rank is not None
    ]
