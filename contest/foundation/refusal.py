"""A no that carries its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# A page of paper: a reason is read by those who approve, and stands in the minutes.
LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a deed is refused: a snake-case code, the values its sentence needs, and the field or cell it is about."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""


class Refusal(Exception):
    """Raised at a door; every reason at once, so that nobody has to try again to learn the next one."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons: tuple[Reason, ...] = tuple(reasons)
        super().__init__(", ".join(reason.code for reason in self.reasons))


def refuse(reasons: Iterable[Reason]) -> None:
    """Raise a Refusal when there is at least one reason."""
    collected = tuple(reasons)
    if collected:
        raise Refusal(collected)


def refuse_with(code: str, where: str = "", **params: Any) -> Refusal:
    """One refusal with one reason, to be raised by the caller."""
    return Refusal([Reason(code, params, where)])
