"""A package of a contest that was played by the rules alone: what sealing makes, without a database."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from contest.editions.rules import Regulation, Round
from contest.prizes.rules import Allocation
from contest.ranking.rules import Contender, Placed
from contest.results.rules import canonical, checking, computing_rules, recipe_of, recipe_text, scores_of_entry

Judged = tuple[Round, Sequence[Contender], Sequence[Placed]]


def code(entry_id: int) -> str:
    """How entries are called here."""
    return f"HS-{entry_id:03}"


def packed(
    regulation: Regulation,
    rounds: Sequence[Judged],
    allocation: Allocation,
    *,
    changes: Sequence[Sequence[Any]] = (),
    capped: Mapping[int, tuple[int | None, tuple[int, ...]]] | None = None,
    votes: tuple[int | None, int | None] = (10, 10),
) -> dict[str, bytes]:
    """The files, sealed. changes: what the organisers decided, the newest first, laid over the prizes by rule."""
    scores = {}
    for round_, judged, placed in rounds:
        known, is_last = {one.entry_id: one for one in judged}, round_.key == regulation.last_round.key
        scores[round_.key] = {
            code(one.entry_id): scores_of_entry(
                known[one.entry_id], one.derivation, *((capped or {}).get(one.entry_id, (None, ())) if is_last else ())
            )
            for one in placed
        }
    result = {
        "rules": computing_rules(regulation),
        "rounds": [_round(round_, placed) for round_, _, placed in rounds],
        "awards": _awards(regulation, rounds[-1][2], allocation, changes),
        "unit_awards": [],
        "decision": {"changes": [list(each) for each in changes], "votes_for": votes[0], "votes_of": votes[1]},
    }
    files = {f"{checking.SCORES}{key}.json": canonical(found) for key, found in scores.items()}
    return sealed(result, files | {checking.RECIPE: recipe_text(recipe_of(regulation, result, scores))})


def sealed(result: dict[str, Any], files: Mapping[str, str]) -> dict[str, bytes]:
    """A package of these: as sealing makes it, or as somebody would forge it whole."""
    kept = dict(files) | checking.programs()
    digests = {name: checking.sha256(text.encode()) for name, text in kept.items()}
    text = canonical(result | {"files": digests}).encode()
    made = {checking.RESULT: text, checking.SEAL: f"{checking.sha256(text)}\n".encode()}
    return made | {name: text.encode() for name, text in kept.items()}


def opened(files: Mapping[str, bytes]) -> tuple[dict[str, Any], dict[str, str]]:
    """The result of a package, and its other files, to be changed."""
    result = json.loads(files[checking.RESULT])
    others = {name: text.decode() for name, text in files.items() if name not in (checking.RESULT, checking.SEAL)}
    return result, others


def _round(round_: Round, placed: Sequence[Placed]) -> dict[str, Any]:
    lines = [
        [code(one.entry_id), one.rank, _plain(one.points), one.sheets, one.status, one.goes_on, one.grade]
        for one in placed
    ]
    return {"key": round_.key, "name": round_.name, "run": 1, "placings": lines}


def _awards(
    regulation: Regulation, placed: Sequence[Placed], allocation: Allocation, changes: Sequence[Sequence[Any]]
) -> list[dict[str, Any]]:
    scopes = {each.code: each.scope_key for each in allocation.awards}
    tiers = {each.code: each.tier_key for each in allocation.awards}
    tiers |= {whom: tier for whom, award, _, tier, _ in reversed(changes) if award == "tier"}
    by_code = {code(one.entry_id): one for one in placed}
    found = []
    for whom, key in sorted(tiers.items()):
        tier = regulation.tier_of(key)
        if tier is not None:
            amount = tier.amount_by_scope.get(scopes.get(whom, ""), tier.amount)
            found.append(
                {
                    "code": whom,
                    "award": "tier",
                    "tier": key,
                    "name": tier.name,
                    "scope": scopes.get(whom, ""),
                    "rank": by_code[whom].rank,
                    "points": _plain(by_code[whom].points),
                    "amount_vnd": amount,
                }
            )
    return found


def _plain(points: Any) -> str | None:
    return None if points is None else format(points.normalize(), "f")
