"""Pydantic's complaints as faults: the same places, but in words an organiser understands."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from contest.editions.rules.expected import expected_at, keys_of, nearest
from contest.editions.rules.faults import Fault, Path, quoted

Complaint = Mapping[str, Any]

_CODES = {
    "missing": "regulation_missing",
    "extra_forbidden": "regulation_unknown_key",
    "literal_error": "regulation_not_a_choice",
    "tuple_type": "regulation_list_wanted",
    "dict_type": "regulation_group_wanted",
    "model_type": "regulation_group_wanted",
    "model_attributes_type": "regulation_group_wanted",
    "too_short": "regulation_list_empty",
    "string_type": "regulation_text_wanted",
    "string_too_short": "regulation_text_empty",
    "string_too_long": "regulation_text_long",
    "string_pattern_mismatch": "regulation_key_form",
    "bool_type": "regulation_truth_wanted",
    "bool_parsing": "regulation_truth_wanted",
    "int_type": "regulation_whole_wanted",
    "int_parsing": "regulation_whole_wanted",
    "int_from_float": "regulation_whole_wanted",
    "whole_wanted": "regulation_whole_wanted",
    "number_wanted": "regulation_number_wanted",
    "decimal_type": "regulation_number_wanted",
    "decimal_parsing": "regulation_number_wanted",
    "decimal_max_digits": "regulation_number_too_long",
    "decimal_max_places": "regulation_number_too_fine",
    "decimal_whole_digits": "regulation_number_too_long",
    "greater_than": "regulation_must_exceed",
    "greater_than_equal": "regulation_too_small",
    "less_than": "regulation_too_big",
    "less_than_equal": "regulation_too_big",
    "date_wanted": "regulation_date_wanted",
    "moment_wanted": "regulation_moment_wanted",
    "fraction_wanted": "regulation_fraction_wanted",
    "judges_wanted": "regulation_judges_wanted",
}


_PERHAPS = {
    "regulation_unknown_key": "regulation_unknown_key_perhaps",
    "regulation_not_a_choice": "regulation_not_a_choice_perhaps",
}


def as_fault(root: type[BaseModel], document: Any, complaint: Complaint) -> Fault:
    """The fault of one complaint, at its place in the file (pydantic's own steps, as of unions, are left out)."""
    kind = str(complaint["type"])
    path = written_path(document, complaint["loc"], missing=kind == "missing")
    code = _CODES.get(kind) or _code_of_family(kind)
    params = _PARAMS.get(code, _no_params)(root, path, complaint)
    if params.get("perhaps"):
        code = _PERHAPS[code]
    if code == "regulation_unknown_key" and complaint.get("input") is None and " " in str(path[-1]):
        code = "regulation_comma"
    if code == "regulation_key_form" and path[-1:] == ("series",):
        code = "regulation_series_form"
    return Fault(code, path, params)


def written_path(document: Any, loc: tuple[str | int, ...], *, missing: bool = False) -> Path:
    """Only those steps that the file has itself; a missing key is the one step that may be absent."""
    path: Path = ()
    current: Any = document
    steps = list(loc)
    for index, step in enumerate(steps):
        if _has(current, step):
            current = current[step]
        elif missing and index == len(steps) - 1:
            return (*path, step)
        else:
            continue
        path = (*path, step)
    return path


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def _code_of_family(kind: str) -> str:
    for family, code in (("date_", "date"), ("datetime_", "moment"), ("time", "moment")):
        if kind.startswith(family):
            return f"regulation_{code}_wanted"
    return "regulation_value_wrong"


def _no_params(root: type[BaseModel], path: Path, complaint: Complaint) -> dict[str, Any]:
    return {"value": quoted(complaint.get("input"))}


def _unknown(root: type[BaseModel], path: Path, complaint: Complaint) -> dict[str, Any]:
    parent = expected_at(root, path[:-1])
    known = keys_of(parent) if isinstance(parent, type) and issubclass(parent, BaseModel) else {}
    return {"key": quoted(path[-1] if path else ""), "perhaps": nearest(str(path[-1] if path else ""), known)}


def _choice(root: type[BaseModel], path: Path, complaint: Complaint) -> dict[str, Any]:
    kind = expected_at(root, path)
    choices = [str(each) for each in get_args(kind)] if get_origin(kind) is Literal else []
    if not choices:
        choices = re.findall(r"'([^']+)'", str(complaint.get("ctx", {}).get("expected", "")))
    wrong = str(complaint.get("input"))
    return {"value": quoted(wrong), "choices": ", ".join(choices), "perhaps": nearest(wrong, choices)}


def _limit(root: type[BaseModel], path: Path, complaint: Complaint) -> dict[str, Any]:
    context = complaint.get("ctx", {})
    for name in ("ge", "gt", "le", "lt", "max_length", "min_length", "max_digits", "decimal_places", "whole_digits"):
        if name in context:
            return {"value": quoted(complaint.get("input")), "limit": context[name]}
    return {"value": quoted(complaint.get("input")), "limit": ""}


_PARAMS: dict[str, Callable[[type[BaseModel], Path, Complaint], dict[str, Any]]] = {
    "regulation_missing": lambda root, path, complaint: {"key": path[-1] if path else ""},
    "regulation_unknown_key": _unknown,
    "regulation_not_a_choice": _choice,
    "regulation_must_exceed": _limit,
    "regulation_too_small": _limit,
    "regulation_too_big": _limit,
    "regulation_text_long": _limit,
    "regulation_number_too_long": _limit,
    "regulation_number_too_fine": _limit,
    "regulation_list_empty": lambda root, path, complaint: {"key": path[-1] if path else ""},
}
