"""The fingerprint of a ranking: a digest over everything that goes in, so that equal inputs are seen to be equal."""

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from contest.editions.rules import Criterion, Round
from contest.ranking.rules.sheets import Contender, Sheet

# Raised when the way of computing changes, so that old and new runs are never taken for the same.
ENGINE = 1


def fingerprint(
    round_: Round, criteria: Sequence[Criterion], contenders: Sequence[Contender], settlements: Sequence[Sequence[int]]
) -> str:
    """SHA-256 over the canonical JSON of the inputs; the order they are given in does not matter."""
    content = [
        ENGINE,
        round_.model_dump(mode="json"),
        [criterion.model_dump(mode="json") for criterion in criteria],
        [_contender(contender) for contender in sorted(contenders, key=lambda each: each.entry_id)],
        [list(order) for order in settlements],
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _contender(contender: Contender) -> list[Any]:
    sheets = sorted(contender.sheets, key=lambda sheet: sheet.judge_id)
    return [
        contender.entry_id,
        contender.field_key,
        contender.division_key,
        contender.council_key,
        contender.status,
        contender.submitted_at.isoformat() if contender.submitted_at else None,
        contender.youngest_born.toordinal() if contender.youngest_born else None,
        {key: _plain(points) for key, points in contender.earlier.items()},
        _plain(contender.previous),
        contender.votes,
        contender.needed,
        [_sheet(sheet) for sheet in sheets],
    ]


def _sheet(sheet: Sheet) -> list[Any]:
    points = {key: _plain(value) for key, value in sheet.points.items()}
    return [sheet.judge_id, sheet.state, _plain(sheet.total), points, sheet.seat, sheet.grade]


@lru_cache(maxsize=1 << 14)
def _plain(value: Any) -> str | None:
    """A figure without trailing zeros: 80 and 80.000 are the same figure."""
    return None if value is None else format(value.normalize(), "f")
