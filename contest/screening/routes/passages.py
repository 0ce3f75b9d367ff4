"""What two works of the radar have in common, word by word: both works' files are read once more, in the workshop."""

import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from flask import g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries.rules import masked
from contest.foundation import files as store
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.workshop import WorkFailed, ask
from contest.screening import queries
from contest.screening.queries import Told
from contest.screening.routes.blueprint import routes
from contest.screening.routes.radar import must_be_free
from contest.screening.rules.radar import LEAST_WORDS, MOST_TEXTS, Words, made_ready, side_by_side

# A file has so long, all of them together so long, and nobody waits longer for the workshop.
_SECONDS_FOR_A_FILE, _SECONDS_FOR_ALL, _PATIENCE = 10.0, 25.0, 5.0
_UNREAD_WORDS = {
    "content": "không mở được, có thể tệp hỏng hoặc đặt mật khẩu",
    "gone": "không còn trong kho",
    "busy": "chưa đọc vì máy đang bận, xin tải lại trang sau ít phút",
    "late": "chưa kịp đọc, xin tải lại trang sau ít phút",
    "empty": "không có chữ máy đọc được, có thể là bản quét",
    "many": "không đọc vì hồ sơ có quá nhiều tệp văn bản",
}
Nameless = Callable[[str], str]
_TOO_HEAVY = "quá lớn hoặc quá phức tạp để máy đọc"


class _Unread(NamedTuple):
    """A file that could not be compared, and why, in words."""

    label: str
    name: str
    why: str


@routes.get("/<slug>/tham-dinh/nghi-trung/<int:pair_id>/tep")
@page(Permission.SCREENING_DECIDE)
def pair_passages(pair_id: int) -> ResponseReturnValue:
    """The passages the files and descriptions of two works have in common, side by side, without names of persons."""
    must_be_free(pair_id)
    told = queries.pair_texts(g.edition.id, pair_id)
    if told is None:
        raise NotFound
    let_go()
    until = time.monotonic() + _SECONDS_FOR_ALL
    unread: list[_Unread] = []
    first, second = (_read(one, partial(_nameless, told), until, unread) for one in told)
    shas = {file.sha256 for file in told[1].files}
    return render_template(
        "screening/passages.html",
        pair_id=pair_id,
        labels=(told[0].label, told[1].label),
        found=side_by_side(first, second, queries.owners_of),
        unread=unread,
        least=LEAST_WORDS,
        twins=[file.name for file in told[0].files if file.sha256 in shas],
    )


def _nameless(told: tuple[Told, Told], text: str) -> str:
    """The text with the code of the work in the place of its people's names: who is named in both files is one."""
    for one in told:
        text = masked(text, one.names, f"[{one.label}]")
    return text


def _read(told: Told, nameless: Nameless, until: float, unread: list[_Unread]) -> list[Words]:
    """The description and each file of a work, made ready; what could not be read is put down."""
    found = [made_ready("", [nameless(told.text)], has_pages=False)] if told.text else []
    for place, file in enumerate(told.files):
        words, why = None, "many" if place >= MOST_TEXTS else ""
        if not why:
            words, why = _words_of(file, nameless, until)
        if why:
            unread.append(_Unread(told.label, file.name, _UNREAD_WORDS.get(why, _TOO_HEAVY)))
        elif words:
            found.append(words)
    return found


def _words_of(file: queries.TextFile, nameless: Nameless, until: float) -> tuple[Words | None, str]:
    """The words of a file, or why there are none."""
    seconds = min(_SECONDS_FOR_A_FILE, until - time.monotonic())
    if seconds <= 0:
        return None, "late"
    try:
        path = str(store.path_of(file.sha256))
        said = ask("text_of", path=path, seconds=seconds, patience=min(_PATIENCE, seconds))
    except FileNotFoundError:
        return None, "gone"
    except WorkFailed as failed:
        return None, failed.why
    begins = said["begins"] or [0]
    pages = [said["text"][begin:end] for begin, end in zip(begins, [*begins[1:], None], strict=True)]
    nobodys = [nameless(each) for each in pages]
    words = made_ready(file.name, nobodys, has_pages=bool(said["begins"]), sha256=file.sha256)
    return (words, "") if len(words.starts) >= LEAST_WORDS else (None, "empty")
