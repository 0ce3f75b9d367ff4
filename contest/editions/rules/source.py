"""From the text of a file to plain values, each with its line: a careful reading of YAML, event by event.

Scalars are read the way YAML 1.2 does, and exactly: `on` and `no` are words, 0912345678 is text, 0.5 is a Decimal.
Anchors, aliases and tags are refused, so that a small file cannot grow large or become something else than data.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from contest.editions.rules.faults import Fault, Path, quoted
from contest.foundation.vietnamese import is_legacy_font, nfc

LARGEST = 256 * 1024
DEEPEST = 12

_BAD_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False, "True": True, "False": False}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Source:
    """What stands in the file: its values, the line of each, and what was wrong with the writing itself."""

    document: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read, and the key whose value comes next."""

    path: Path
    container: Any
    key: str | None = None
    # The key stood there before: its second value is read, but kept nowhere.
    again: bool = False


class _Stop(Exception):
    """Reading further makes no sense."""


def read_source(text: str) -> Source:
    """Read the file; `document` is None when it cannot be read at all, and `faults` says why."""
    source = Source()
    content = text.removeprefix("\ufeff")
    fault = _unreadable(content)
    if fault is not None:
        source.faults.append(fault)
        return source
    try:
        _Builder(source).build(content)
    except yaml.YAMLError as error:
        source.document = None
        source.faults.append(_broken(error, content))
    except _Stop:
        source.document = None
    return source


def _unreadable(text: str) -> Fault | None:
    if len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        return Fault("regulation_too_large", (), {"kilobytes": LARGEST // 1024}, line=1)
    if bad := _BAD_LETTER.search(text):
        return Fault("regulation_bad_letter", (), line=text.count("\n", 0, bad.start()) + 1)
    if not text.strip():
        return Fault("regulation_empty", (), line=1)
    return None


def _broken(error: yaml.YAMLError, text: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    line = mark.line + 1 if mark else 1
    code = "regulation_not_yaml"
    if tab := next((number for number in (line, line - 1) if _starts_with_tab(text, number)), 0):
        code, line = "regulation_tab", tab
    elif "mapping values are not allowed" in problem:
        code = "regulation_colon"
    return Fault(code, (), line=line)


def _starts_with_tab(text: str, number: int) -> bool:
    lines = text.splitlines()
    if not 0 < number <= len(lines):
        return False
    return "\t" in lines[number - 1][: len(lines[number - 1]) - len(lines[number - 1].lstrip())]


class _Builder:
    """Puts values together from the parser's events, with a stack of its own, so that depth cannot hurt."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.stack: list[_Open] = []
        self.documents = 0

    def build(self, text: str) -> None:
        """Go through the events. Raises YAMLError, _Stop."""
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self._stop("regulation_second_document", event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)

    def _node(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._stop("regulation_alias", event)
        if event.tag is not None and event.tag != "!":
            self._stop("regulation_tag", event)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.container, dict) and top.key is None:
            self._take_key(top, event)
        elif isinstance(event, yaml.ScalarEvent):
            path = self._place(top, event)
            self._put(top, self._scalar(event, path))
        else:
            self._open(top, event)

    def _open(self, top: _Open | None, event: Any) -> None:
        if len(self.stack) >= DEEPEST:
            self._stop("regulation_too_deep", event)
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(top, event)
        self._put(top, container)
        self.stack.append(_Open(path, container))

    def _take_key(self, top: _Open, event: Any) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop("regulation_strange_key", event)
        key, line = nfc(event.value), event.start_mark.line + 1
        path = (*top.path, key)
        top.key, top.again = key, key in top.container
        if top.again:
            params = {"key": quoted(key), "first": self.source.lines[path]}
            self.source.faults.append(Fault("regulation_repeated_key", path, params, line=line))
        self.source.lines.setdefault(path, line)

    def _place(self, top: _Open | None, event: Any) -> Path:
        if top is None:
            path: Path = ()
        elif top.key is not None:
            path = (*top.path, top.key)
        else:
            path = (*top.path, len(top.container))
        self.source.lines.setdefault(path, event.start_mark.line + 1)
        return path

    def _put(self, top: _Open | None, value: Any) -> None:
        if top is None:
            self.source.document = value
        elif top.key is None:
            top.container.append(value)
        else:
            if not top.again:
                top.container[top.key] = value
            top.key = None

    def _scalar(self, event: Any, path: Path) -> Any:
        text: str = event.value
        value = plain_value(text) if not event.style and event.implicit[0] else text
        if not isinstance(value, str):
            return value
        if is_legacy_font(text):
            self.source.faults.append(Fault("regulation_old_font", path, {"value": quoted(text)}))
        return nfc(text)

    def _stop(self, code: str, event: Any) -> None:
        self.source.faults.append(Fault(code, (), line=event.start_mark.line + 1))
        raise _Stop


def plain_value(text: str) -> Any:
    """What a word without quotes stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
