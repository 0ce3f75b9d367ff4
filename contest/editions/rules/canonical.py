"""A regulation written out anew: only what differs from the defaults, in the order of the schema."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml
from pydantic import BaseModel

from contest.editions.rules.regulation import Regulation


def canonical(regulation: Regulation) -> dict[str, Any]:
    """The regulation as plain values."""
    return _part(regulation)


def _part(part: BaseModel) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if info.is_required() or value != info.get_default(call_default_factory=True):
            said[info.alias or name] = plain(value)
    return said


def plain(value: Any) -> Any:
    """Any value of a regulation as the file would hold it."""
    if isinstance(value, BaseModel):
        return _part(value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="minutes")
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    return value


class _Writer(yaml.SafeDumper):
    """Writes what `source` reads: figures exactly, everything doubtful in quotes, no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Equal values are written twice."""
        return True


def _write_decimal(writer: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")


def _write_text(writer: yaml.SafeDumper, value: str) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


def _write_day(writer: yaml.SafeDumper, value: date) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


_Writer.add_representer(Decimal, _write_decimal)
_Writer.add_representer(str, _write_text)
_Writer.add_representer(date, _write_day)


def written(document: dict[str, Any]) -> str:
    """Plain values as the text of a regulation file."""
    text: str = yaml.dump(
        document, Dumper=_Writer, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110
    )
    return text
