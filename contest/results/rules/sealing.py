"""The sealed document: canonical JSON and its SHA-256, so that anybody with the document can check the digest."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# 2: rounds say which scores their places come from, units have awards.
FORMAT = 2
# What a seal says of the moment it was made: two seals of the same result differ in it.
_MOMENT = ("ledger",)
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
