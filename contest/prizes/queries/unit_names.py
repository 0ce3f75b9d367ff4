"""How units with an award are printed: each page, list and paper reads it here, as it reads names from dossiers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, exists, select

from contest.foundation.audit import until_a_change
from contest.foundation.database import ask
from contest.prizes.models import UnitName


def unit_names(edition_id: int) -> Mapping[str, str]:
    """The units that are printed otherwise than their award says, by the award's name for them."""
    wanted = select(UnitName.unit, UnitName.printed_as).where(UnitName.edition_id == edition_id)
    return until_a_change(("unit names", edition_id), lambda: {row[0]: row[1] for row in ask(wanted)})


# Whether there are any: a column that another statement asks for along, so that hardly any page asks for names.
HAS_UNIT_NAMES = exists().where(UnitName.edition_id == bindparam("edition_id"))


def with_names(
    edition_id: int, awards: Sequence[Mapping[str, Any]], *, has_names: bool = True
) -> tuple[Mapping[str, Any], ...]:
    """Sealed or posted awards of units, each with `named`: how it is printed today; `unit` still says whose it is.

    has_names: what HAS_UNIT_NAMES answered, where it was asked.
    """
    names = unit_names(edition_id) if awards and has_names else {}
    return tuple({**award, "named": names.get(award["unit"], award["unit"])} for award in awards)
