"""Doors for pages: every view declares who may enter; refusals become Vietnamese pages."""

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv6Network
from typing import Any, Final, Generic, ParamSpec, TypeVar

from flask import Flask, Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.routing import IntegerConverter

from contest.foundation.access import Actor, Permission
from contest.foundation.action import why_unwritten
from contest.foundation.database import db, writing
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence

P = ParamSpec("P")
T = TypeVar("T")


class Entrance(Enum):
    """Doors that need no permission of a role."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC: Final = Entrance.PUBLIC
SIGNED_IN: Final = Entrance.SIGNED_IN
Access = Permission | Entrance

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


# What a view answers is checked in the view. To compare all that Flask takes with all that it takes, once more at every
# decorator of hundreds of views, was nearly half the work of checking the types of the house.
Answer = Any


def page(access: Access) -> Callable[[Callable[P, Answer]], Callable[P, Answer]]:
    """Declare who may enter a view; put directly under the route decorator. The doors test reads the declaration."""

    def wrap(view: Callable[P, Answer]) -> Callable[P, Answer]:
        @functools.wraps(view)
        def door(*args: P.args, **kwargs: P.kwargs) -> Answer:
            refused = _turned_away(access)
            return refused if refused is not None else view(*args, **kwargs)

        vars(door)["__contest_access__"] = access  # read by the doors test
        return door

    return wrap


def _turned_away(access: Access) -> ResponseReturnValue | None:
    """None when the actor may pass; else the way to sign in, or a 403."""
    if access is PUBLIC:
        return None
    actor: Actor = g.actor
    edition = g.get("edition")
    edition_id = edition.id if edition else None
    if isinstance(access, Permission) and actor.may(access, edition_id):
        return None
    if access is SIGNED_IN and actor.signed_in:
        return None
    if actor.signed_in:
        raise Forbidden
    if wants_json():
        return jsonify(error={"code": "signed_out", "message": "Phiên đăng nhập đã hết. Xin đăng nhập lại."}), 401
    if typed_texts():
        return refused(401, ["Xin chép giữ nội dung vừa nhập, đăng nhập lại rồi gửi lại."])
    back = request.full_path.rstrip("?") if request.method in SAFE_METHODS else request.path
    return redirect(url_for("people.sign_in", next=back), 303)


def wants_json() -> bool:
    """Whether the caller is our own script and wants data, not a page."""
    best = request.accept_mimetypes.best
    return bool(request.is_json or best == "application/json")


@dataclass(frozen=True, slots=True)
class Paging(Generic[T]):
    """One page of a list: its rows, and where in the whole it stands (page numbers from 1)."""

    rows: Sequence[T]
    page: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def page_there_is(page: int, size: int, total: int) -> int:
    """The page asked for, or the last one when the list is shorter: rows are settled while somebody leafs through."""
    return max(1, min(page, -(-total // size)))


def page_number() -> int:
    """The page asked for in the address; anything strange is the first."""
    given = request.args.get("trang", 1, type=int)
    return given if given and 0 < given < 100_000 else 1


# Passwords are never shown again, and what no hand typed is of no use to anybody.
_UNSHOWN = re.compile(r"password|present|token|key|version|seen|base")
_HAND_TYPED = re.compile(r"\S\s+\S|\S{20}")
# A notice travels to the next page in the session's cookie, which must stay small.
_LONGEST_NOTICE = 300


def typed_texts() -> list[str]:
    """What a person typed into the form that was just sent from a page of ours, to be shown where it is refused."""
    if request.method in SAFE_METHODS or not (request.referrer or "").startswith(request.host_url):
        return []
    given = ((name, text.strip()) for name, text in request.form.items(multi=True) if not _UNSHOWN.search(name))
    return list(dict.fromkeys(text for _, text in given if _HAND_TYPED.search(text)))


def flash_refusal(refusal: Refusal) -> None:
    """Show every reason on the next page, and what was typed. Raises the refusal where that is too much for a notice.

    Then it is the page of the refusal that keeps the text.
    """
    typed = " · ".join(typed_texts())
    if len(typed) > _LONGEST_NOTICE:
        raise refusal
    for reason in refusal.reasons:
        flash(sentence(reason), "refused")
    if typed:
        flash(f"Nội dung vừa nhập, chưa được ghi: “{typed}”", "refused")


_TITLES = {
    400: "Yêu cầu không hợp lệ",
    401: "Phiên đăng nhập đã hết",
    403: "Bạn không có quyền xem trang này",
    404: "Không tìm thấy trang",
    405: "Thao tác không được hỗ trợ",
    409: "Chưa thực hiện được",
    413: "Nội dung gửi lên quá lớn",
    429: "Bạn đã thử quá nhiều lần",
    500: "Hệ thống gặp lỗi",
    503: "Hệ thống đang bận",
}
_WORDS = {
    400: "Nội dung gửi lên không đọc được. Xin tải lại trang rồi thử lại.",
    403: "Hãy đăng nhập bằng tài khoản được giao nhiệm vụ, hoặc liên hệ Ban Thư ký.",
    404: "Địa chỉ không đúng, hoặc nội dung này không dành cho tài khoản của bạn.",
    405: "Xin quay lại trang trước và dùng nút trên trang.",
    413: "Tệp hoặc nội dung vượt quá giới hạn cho phép. Hãy giảm dung lượng rồi gửi lại.",
    429: "Vì an toàn, hệ thống tạm dừng nhận thêm. Xin thử lại sau ít phút.",
    500: "Lỗi đã được ghi lại. Những gì đã báo lưu thành công vẫn còn nguyên.",
    503: "Xin thử lại sau ít giây.",
}


def refused(status: int, reasons: Sequence[str] = ()) -> ResponseReturnValue:
    """The page (or the JSON) of a no."""
    title = _TITLES.get(status, _TITLES[500])
    words = list(reasons) or [_WORDS.get(status, _WORDS[500])]
    if wants_json():
        details = [{"where": "", "code": str(status), "message": text} for text in words]
        return jsonify(error={"code": str(status), "message": words[0], "details": details}), status
    # What could not even be read has no parts to show.
    typed = [] if status == 413 or (status == 400 and not reasons) else typed_texts()
    return render_template("_house/error.html", title=title, words=words, status=status, typed=typed), status


# A refusal is a conflict with how things stand, but for these.
_STATUSES = {"not_permitted": 403, "too_many_tries": 429, "disk_full": 503, "database_busy": 503}


class Key(IntegerConverter):
    """A number in an address that may be a key; longer ones are no key of ours, and no database could hold them."""

    regex = r"\d{1,9}"


def install(app: Flask) -> None:
    """Handlers of refusals and errors, security headers, and the writer's mark; before any room's addresses."""
    app.url_map.converters["int"] = Key

    _mark_writers(app)

    @app.errorhandler(Refusal)
    def on_refusal(refusal: Refusal) -> ResponseReturnValue:
        db.session.rollback()
        codes = {reason.code for reason in refusal.reasons}
        status = next((status for code, status in _STATUSES.items() if code in codes), 409)
        return refused(status, [sentence(reason) for reason in refusal.reasons])

    @app.errorhandler(DBAPIError)
    def on_database(error: DBAPIError) -> ResponseReturnValue:
        db.session.rollback()
        if isinstance(error, DataError):
            return refused(400)
        reasons = why_unwritten(error)
        if not reasons:
            raise error
        return refused(503, [sentence(reason) for reason in reasons])

    @app.errorhandler(OverflowError)
    def on_overflow(error: OverflowError) -> ResponseReturnValue:
        """A number in a form or an address that no database could hold."""
        db.session.rollback()
        if "SQLite INTEGER" not in str(error):
            raise error
        return refused(400)

    @app.errorhandler(CSRFError)
    def on_csrf(error: CSRFError) -> ResponseReturnValue:
        return refused(
            400, ["Trang đã mở quá lâu. Xin chép giữ nội dung đã nhập, quay lại, tải lại trang rồi gửi lại."]
        )

    @app.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None or (error.code or 500) < 400:
            return error.get_response()
        return refused(error.code or 500)

    app.after_request(_headers)


def _mark_writers(app: Flask) -> None:
    # Before any room looks up who asks or which edition: SQLite must begin a write with the writers' lock.
    @app.url_value_preprocessor
    def mark_writers(endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.writing_mark = writing.set(request.method not in SAFE_METHODS)

    @app.teardown_request
    def unmark_writers(error: BaseException | None) -> None:
        mark = g.pop("writing_mark", None)
        if mark is not None:
            writing.reset(mark)


_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self' blob:; object-src 'none'; frame-src 'none'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'; worker-src 'self'; manifest-src 'self'"
)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static" and not request.path.startswith("/bootstrap/"):
        headers.setdefault("Cache-Control", "no-store")
    return response


def json_refusal(refusal: Refusal) -> dict[str, Any]:
    """The contract's error document."""
    details = [{"where": reason.where, "code": reason.code, "message": sentence(reason)} for reason in refusal.reasons]
    first = details[0] if details else {"code": "refused", "message": ""}
    return {"error": {"code": first["code"], "message": first["message"], "details": details}}


def whence() -> str:
    """The network address of whoever asks; of the newer kind the part that one household or school shares."""
    given = request.remote_addr or ""
    return str(IPv6Network((given, 64), strict=False)) if ":" in given and "%" not in given else given
