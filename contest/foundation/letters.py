"""What a contest writes to people, event by event: default words with named places, and filling them in. Pure.

Each room declares the events it writes about in its rules (`EVENTS`). The words are plain Vietnamese; a name in braces
is a place that is filled in: "Đã nhận hồ sơ {mã số}". An organiser may replace them without code.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

WORDS = {
    "letter_place_unknown": "“{name}” không phải là một chỗ điền. Chỉ dùng các chỗ điền: {known}.",
    "letter_place_missing": "Thư này phải có chỗ điền “{name}”, vì thiếu nó người nhận không biết phải làm gì.",
    "letter_brace_open": "Dấu ngoặc nhọn ở “{near}” chưa khép hoặc thừa; mỗi chỗ điền nằm trong một cặp.",
    "letter_subject_missing": "Hãy ghi tiêu đề của thư.",
    "letter_text_missing": "Hãy ghi nội dung của thư.",
    "letter_subject_long": "Tiêu đề dài quá {most} ký tự.",
    "letter_text_long": "Nội dung dài quá {most} ký tự.",
    "letter_subject_place": "Chỗ điền “{name}” dài nhiều dòng nên không dùng trong tiêu đề được.",
}
# At once; when somebody has looked at it; never.
NOW, ASK, OFF = "now", "ask", "off"
MODES = {NOW: "Gửi ngay", ASK: "Chờ duyệt", OFF: "Không gửi"}
LONGEST_SUBJECT, LONGEST_TEXT = 200, 8_000
_PLACE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place to be filled in: its name, an example, whether the letter is worthless without it, or it has lines."""

    name: str
    sample: str
    needed: bool = False
    many_lines: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is written about: to whom, in which words unless others are given, and when it leaves.

    mode: what holds for an edition that has said nothing. times: hours before a date at which a reminder is written;
    empty for what is no reminder.
    """

    key: str
    words: str
    whom: str
    mode: str
    subject: str
    text: str
    places: tuple[Place, ...]
    times: tuple[int, ...] = ()

    @property
    def samples(self) -> dict[str, str]:
        """Every place filled with its example."""
        return {place.name: place.sample for place in self.places}


_EVENTS: dict[str, Event] = {}


def learn(events: Iterable[Event]) -> None:
    """Add a room's events; a default that is itself at fault is refused. Raises ValueError."""
    for event in events:
        if _EVENTS.get(event.key, event) != event:
            raise ValueError(f"two events {event.key}")
        faults = why_not_words(event, event.subject, event.text)
        if faults:
            raise ValueError(f"the words of {event.key}: {[fault.code for fault in faults]}")
        _EVENTS[event.key] = event


def event_of(key: str) -> Event | None:
    """The event of this key; None for a letter that belongs to no event (of accounts, say)."""
    return _EVENTS.get(key)


def events() -> tuple[Event, ...]:
    """All events, in the order of a contest's life."""
    return tuple(_EVENTS.values())


def why_not_words(event: Event, subject: str, text: str) -> list[Reason]:
    """Everything that is wrong with the words somebody wrote for an event, each at its field."""
    reasons = []
    for where, words, most in (("subject", subject, LONGEST_SUBJECT), ("text", text, LONGEST_TEXT)):
        if not words.strip():
            reasons.append(Reason(f"letter_{where}_missing", {}, where))
        if len(words) > most:
            reasons.append(Reason(f"letter_{where}_long", {"most": most}, where))
        reasons += _faults_of_places(event, words, where)
    used = {fold(name) for name in _PLACE.findall(subject + "\n" + text)}
    reasons += [
        Reason("letter_place_missing", {"name": place.name}, "text")
        for place in event.places
        if place.needed and fold(place.name) not in used and text.strip()
    ]
    return reasons


def _faults_of_places(event: Event, words: str, where: str) -> list[Reason]:
    known = {fold(place.name): place for place in event.places}
    reasons = []
    for name in dict.fromkeys(_PLACE.findall(words)):
        place = known.get(fold(name))
        if place is None:
            listed = ", ".join(f"{{{each.name}}}" for each in event.places)
            reasons.append(Reason("letter_place_unknown", {"name": f"{{{name}}}", "known": listed}, where))
        elif place.many_lines and where == "subject":
            reasons.append(Reason("letter_subject_place", {"name": name}, where))
    rest = _PLACE.sub("", words)
    stray = re.search(r"[{}]", rest)
    if stray:
        near = " ".join(rest[max(0, stray.start() - 15) : stray.start() + 20].split())
        reasons.append(Reason("letter_brace_open", {"near": near}, where))
    return reasons


def filled(words: str, values: Mapping[str, str]) -> str:
    """The words with their places filled in; a line that has places and nothing to fill them with is left out.

    Names are compared without marks and capitals. Braces that no value is known for stay as they are.
    """
    known = {fold(name): value for name, value in values.items()}
    lines: list[str] = []
    for line in words.replace("\r\n", "\n").split("\n"):
        names = [fold(name) for name in _PLACE.findall(line)]
        if names and all(known.get(name, "x") == "" for name in names):
            continue
        lines.append(_PLACE.sub(lambda found: known.get(fold(found[1]), found[0]), line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
