"""How units with an award are printed: each page, list and paper reads it here, as it reads names from dossiers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from contest.foundation.audit import until_a_change
from contest.foundation.database import ask
from contest.prizes.models import UnitName


def unit_names(edition_id: int) -> Mapping[str, str]:
    """The units that are printed otherwise than their award says, by the award's name for them."""
    wanted = select(UnitName.unit, UnitName.printed_as).where(UnitName.edition_id == edition_id)
    return until_a_change(("unit names", edition_id), lambda: {row[0]: row[1] for row in ask(wanted)})


def with_names(edition_id: int, awards: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Sealed or posted awards of units, each with `named`: how it is printed today; `unit` still says whose it is."""
    names = unit_names(edition_id) if awards else {}
    return tuple({**award, "named": names.get(award["unit"], award["unit"])} for award in awards)
