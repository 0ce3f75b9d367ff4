"""From the text of a regulation file to a Regulation, with every fault at its place."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from contest.editions.rules.checks import check_all
from contest.editions.rules.complaints import as_fault
from contest.editions.rules.expected import expected_at, is_needed, standin
from contest.editions.rules.faults import Fault, Path, as_reasons, touches
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.source import read_source
from contest.foundation.refusal import Reason, Refusal

MOST_FAULTS = 100
_MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a text came to: the regulation when nothing is wrong, and every fault when something is."""

    regulation: Regulation | None
    faults: tuple[Reason, ...]
    document: Any = None


def parse(text: str) -> Regulation:
    """The regulation of a text. Raises Refusal with every fault; `where` is its path (rounds[0].criteria[1].max)."""
    reading = read(text)
    if reading.regulation is None:
        raise Refusal(reading.faults)
    return reading.regulation


def read(text: str) -> Reading:
    """The regulation of a text, or every fault of it."""
    source = read_source(text)
    if source.document is None and not source.faults:
        source.faults.append(Fault("regulation_empty", (), line=1))
    regulation, found = check(source.document) if source.document is not None else (None, [])
    faults = [*source.faults, *found]
    if faults:
        return Reading(None, tuple(as_reasons(faults, source.lines, MOST_FAULTS)), source.document)
    return Reading(regulation, (), source.document)


def check(document: Any) -> tuple[Regulation | None, list[Fault]]:
    """The regulation of plain values, and all their faults: shape first, then sense.

    Where the shape is wrong a stand-in takes the place, so that the sense of all the rest is checked as well;
    what hangs on a stand-in is not complained about.
    """
    if not isinstance(document, dict):
        return None, [Fault("regulation_not_a_group", ())]
    faults: list[Fault] = []
    doubtful: list[Path] = []
    mended = document
    for _ in range(_MOST_ROUNDS):
        try:
            regulation = Regulation.model_validate(mended)
        except ValidationError as error:
            mended = deepcopy(document) if mended is document else mended
            found = [as_fault(Regulation, mended, each) for each in error.errors(include_url=False)]
            faults += [fault for fault in found if not any(touches(fault.path, path) for path in doubtful)]
            for fault in sorted(found, key=lambda each: len(each.path), reverse=True):
                _mend(mended, fault, doubtful)
        else:
            return regulation, faults + [fault for fault in check_all(regulation) if _is_sure(fault, doubtful)]
    return None, faults


def _is_sure(fault: Fault, doubtful: list[Path]) -> bool:
    return not any(touches(path, place) for path in (fault.path, *fault.hangs_on) for place in doubtful)


def _mend(document: Any, fault: Fault, doubtful: list[Path]) -> None:
    """Take an unknown key out; put a stand-in where something is needed; leave out what may be left out."""
    path = fault.path
    if not path:
        return
    parent = document
    for step in path[:-1]:
        try:
            parent = parent[step]
        except (KeyError, IndexError, TypeError):
            return
    if fault.code.startswith(("regulation_unknown_key", "regulation_comma")):
        parent.pop(path[-1], None)
        return
    doubtful.append(path)
    if is_needed(Regulation, path):
        parent[path[-1]] = standin(expected_at(Regulation, path))
    elif isinstance(parent, dict):
        parent.pop(path[-1], None)
