"""The door for writes: permission, transaction, audit, and what happens after the commit."""

import functools
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from contest.foundation.access import Actor, Permission
from contest.foundation.audit import forget_pending, record
from contest.foundation.database import db, forget_answers, writing
from contest.foundation.refusal import LONGEST_REASON, Reason, Refusal, refuse_with
from contest.foundation.vietnamese import nfc

P = ParamSpec("P")
R = TypeVar("R")
Deed = Callable[Concatenate[Actor, P], R]

WORDS = {
    "not_permitted": "Tài khoản của bạn không có quyền làm việc này.",
    "disk_full": "Máy chủ đã hết chỗ lưu. Chưa có gì được ghi; xin báo Ban Thư ký rồi thử lại.",
    "changed_meanwhile": (
        "Người khác vừa thay đổi cùng nội dung này, chưa ghi được. Hãy tải lại trang để xem bản mới rồi làm lại."
    ),
    "text_too_long": "Nội dung dài {length} ký tự, nhiều nhất là {limit}. Hãy rút gọn; phần đã nhập vẫn được giữ.",
    "database_busy": "Hệ thống đang bận, chưa ghi được. Xin thử lại sau ít giây; nội dung đã nhập vẫn còn.",
}

_DEPTH = "transaction_depth"
_AFTER = "after_commit"


@contextmanager
def transaction() -> Iterator[None]:
    """One transaction; joins an open one, and only the outermost commits. What waits for the commit runs after it."""
    session = db.session()
    depth = session.info.get(_DEPTH, 0)
    session.info[_DEPTH] = depth + 1
    try:
        yield
        if depth == 0:
            db.session.commit()
    except BaseException as error:
        if depth == 0:
            _abandon()
            if isinstance(error, DBAPIError | StaleDataError) and (reasons := why_unwritten(error)):
                raise Refusal(reasons) from error
        raise
    finally:
        session.info[_DEPTH] = depth
        forget_answers(session)
    if depth == 0:
        _run_after_commit()


def whole(text: str, limit: int, where: str) -> str:
    """What somebody typed, clean and whole: never cut behind their back. Raises Refusal: text_too_long."""
    clean = nfc(text)
    if len(clean) > limit:
        length, most = (f"{many:,}".replace(",", ".") for many in (len(clean), limit))
        raise refuse_with("text_too_long", where, length=length, limit=most)
    return clean


def why_unwritten(error: DBAPIError | StaleDataError) -> list[Reason]:
    """What a person can do about a database that did not take something; nothing when it is a fault of ours."""
    if isinstance(error, StaleDataError):
        return [Reason("changed_meanwhile")]
    words = str(error.orig)
    if any(each in words for each in ("disk is full", "No space left", "disk I/O error")):
        return [Reason("disk_full")]
    if "locked" in words or "lock timeout" in words or "deadlock detected" in words:
        return [Reason("database_busy")]
    return []


def _abandon() -> None:
    db.session.rollback()
    forget_pending()
    db.session.info.pop(_AFTER, None)


def let_go() -> None:
    """End a transaction that has only read, so that slow work (an upload) does not hold the writers' lock."""
    if not db.session().info.get(_DEPTH, 0):
        db.session.rollback()


def after_commit(callback: Callable[[], None]) -> None:
    """Run the callback once the outermost transaction is on disk; never when it fails."""
    db.session.info.setdefault(_AFTER, []).append(callback)


def _run_after_commit() -> None:
    for callback in db.session.info.pop(_AFTER, []):
        callback()


def action(permission: Permission) -> Callable[[Deed[P, R]], Deed[P, R]]:
    """Make a function a deed: `deed(actor, edition_id, …)` asks the permission for that edition, else for the house.

    A deed's `reason` has one limit in the whole house, whatever page or command it comes from.
    """

    def wrap(deed: Deed[P, R]) -> Deed[P, R]:
        parameters = list(inspect.signature(deed).parameters)
        for_edition = len(parameters) > 1 and parameters[1] == "edition_id"
        about_entry = len(parameters) > 2 and parameters[2] == "entry_id"
        why = parameters.index("reason") - 1 if "reason" in parameters else None
        name = _name_of(deed)

        @functools.wraps(deed)
        def door(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            edition_id: Any = None
            if for_edition:
                edition_id = args[0] if args else kwargs["edition_id"]
            if not actor.may(permission, edition_id):
                raise Refusal([Reason("not_permitted", {"permission": str(permission)})])
            if why is not None:
                reason: Any = args[why] if len(args) > why else kwargs.get("reason")
                whole(reason or "", LONGEST_REASON, "reason")
            mark = writing.set(True)
            try:
                with transaction():
                    result = deed(actor, *args, **kwargs)
                    entry_id = (args[1] if len(args) > 1 else kwargs["entry_id"]) if about_entry else None
                    record(actor, name, edition_id, f"entry:{entry_id}" if about_entry else "")
                return result
            finally:
                writing.reset(mark)

        vars(door)["__contest_permission__"] = permission  # read by the doors test
        return door

    return wrap


def _name_of(deed: Callable[..., Any]) -> str:
    """`contest.scoring.actions.hand_in_sheet` is recorded as `scoring.hand_in_sheet`."""
    return re.sub(r"^contest\.|\.actions(?=\.)", "", f"{deed.__module__}.{deed.__qualname__}")
