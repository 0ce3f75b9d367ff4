"""The sealed document: canonical JSON and its SHA-256, so that anybody with the document can check the digest."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from contest.editions.rules import Regulation
from contest.ranking.rules import Contender

# 3: the regulation's part that computes and the digest of every file of the package are sealed, too.
FORMAT = 3
# What a seal says of the moment it was made: two seals of the same result differ in it. The scores are among the files;
# the fingerprints of the rankings say whether they are the same.
_MOMENT = ("ledger", "files", "eligible")
# What people have written of an awarded entry: a seal has it without names.
WRITTEN = ("title", "reason")


def canonical(document: Any) -> str:
    """JSON with sorted keys, no spaces, letters as they are."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(document: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def same_content(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two documents seal the same result, whenever they were made."""
    return canonical(_content(one)) == canonical(_content(other))


def mark(brief: Mapping[str, Any]) -> str:
    """The digest of a result told in brief, by which a page sees whether it is still the sealed one."""
    return digest(_content(brief))


def _content(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _MOMENT}


def computing_rules(regulation: Regulation) -> dict[str, Any]:
    """What of a regulation points, ranks and tiers are computed by; each round with its criteria."""
    rounds = [
        each.model_dump(mode="json")
        | {"criteria": [one.model_dump(mode="json") for one in regulation.criteria_of(each.key)]}
        for each in regulation.rounds
    ]
    prizes = regulation.prizes.model_dump(mode="json")
    caps = regulation.prizes.caps
    if caps.per_unit is not None or caps.per_author is not None:
        # A ceiling is filled field by field: who comes first counts.
        prizes["order"] = {
            "field": [each.key for each in regulation.fields],
            "division": [each.key for each in regulation.divisions],
            "council": [each.key for each in regulation.councils],
        }
    return {"rounds": rounds, "prizes": prizes}


def scores_of_entry(
    contender: Contender, derivation: Mapping[str, Any], unit: int | None = None, authors: Sequence[int] = ()
) -> dict[str, Any]:
    """What an entry's figure, place and tier are computed from, without saying whose sheet is whose.

    derivation: how the ranking came to its figure. unit, authors: numbers that stand for them where prizes are capped.
    """
    points = {sheet.judge_id: sheet.points for sheet in contender.sheets}
    sheets = []
    for line in derivation["sheets"]:
        own = {key: format(value, "f") for key, value in points.get(line["judge"], {}).items() if value is not None}
        kept = {key: value for key, value in line.items() if key != "judge"}
        sheets.append(kept | ({"points": own} if own and "total" in line else {}))
    found = {**derivation, "sheets": sheets}
    found |= {scope: contender.scope(scope) for scope in ("field", "division", "council")}
    found |= {} if contender.votes is None else {"votes": contender.votes}
    found |= {} if unit is None else {"unit": unit}
    return found | ({"authors": list(authors)} if authors else {})
