"""Rows of any table as lines of JSON and back, exactly, whatever the engine."""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Date, LargeBinary, select
from sqlalchemy import Table as AnyTable

from contest.foundation.database import Moment, Points

_BATCH = 1_000


def lines_of(connection: Connection, table: AnyTable) -> Iterator[bytes]:
    """Every row of a table as one line of JSON, in the order of its key."""
    query = select(table).order_by(*table.primary_key.columns)
    rows = connection.execution_options(yield_per=_BATCH).execute(query)
    names = list(table.columns.keys())
    for row in rows:
        document = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        yield json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_of(line: bytes, table: AnyTable) -> dict[str, Any]:
    """A row as the table takes it. Raises ValueError (also KeyError) for a line that is not of this table."""
    document: Mapping[str, Any] = json.loads(line)
    return {name: _typed(table.columns[name].type, value) for name, value in document.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(kind, Points) else value
