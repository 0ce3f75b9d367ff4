"""Files in pieces by the tus protocol 1.0 (creation, checksum, expiration, termination): a break costs one piece.

Every answer says where the upload stands; a refusal carries its Vietnamese sentence as JSON. A piece is on disk before
it is acknowledged. The browser also sends the SHA-256 of the whole (`Upload-Sha256`), which is compared here.
"""

import base64
import binascii
from collections.abc import Callable
from email.utils import format_datetime
from functools import wraps
from typing import ParamSpec

from flask import Response, flash, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.rules import DossierPart
from contest.entries import actions, queries
from contest.entries.actions.uploads import KEPT_FOR
from contest.entries.queries import UploadCard
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.entries.rules import FILES, UploadAsked, part_of, uploaded_parts
from contest.foundation import cleaning, files, partial
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import PUBLIC, json_refusal, page
from contest.foundation.refusal import Refusal, refuse_with

P = ParamSpec("P")
_VERSION = "1.0.0"
_CAN = "creation,expiration,checksum,termination"
# What the protocol's own numbers say; anything else about the content or the dossier is 422.
_STATUSES = {
    "file_too_large": 413,
    "dossier_full": 413,
    "piece_too_long": 413,
    "upload_elsewhere": 409,
    "upload_gone": 410,
    "piece_damaged": 460,
    "upload_differs": 460,
    "checksum_unknown": 400,
    "store_full": 507,
    "file_unwritable": 507,
    "disk_full": 507,
    "database_busy": 503,
    "not_permitted": 403,
}
# The upload may go on after these; after any other no its bytes are of no use to anybody.
_MENDABLE = frozenset(
    {"store_full", "file_unwritable", "disk_full", "database_busy", "upload_elsewhere", "upload_gone"}
)


def _tus(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Speak the protocol: its version in every answer, refusals as JSON under its numbers."""

    @wraps(view)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if request.headers.get("Tus-Resumable") != _VERSION:
            answer = Response(status=412)
            answer.headers["Tus-Version"] = _VERSION
            return answer
        try:
            given = view(*args, **kwargs)
        except Refusal as refusal:
            status = next((_STATUSES[one.code] for one in refusal.reasons if one.code in _STATUSES), 422)
            given = jsonify(json_refusal(refusal))
            given.status_code = status
        assert isinstance(given, Response)
        given.headers["Tus-Resumable"] = _VERSION
        given.headers["Cache-Control"] = "no-store"
        return given

    return spoken


@routes.route("/<slug>/ho-so/tai-len", methods=["OPTIONS"], provide_automatic_options=False)
@page(PUBLIC)
def upload_powers() -> ResponseReturnValue:
    """What this server can do, for clients that ask first."""
    answer = Response(status=204)
    answer.headers["Tus-Resumable"] = answer.headers["Tus-Version"] = _VERSION
    answer.headers["Tus-Extension"] = _CAN
    answer.headers["Tus-Checksum-Algorithm"] = "sha256"
    answer.headers["Tus-Max-Size"] = str(max((part.max_mb for part in uploaded_parts(regulation())), default=0) << 20)
    return answer


@routes.post("/<slug>/ho-so/<int:entry_id>/tep/<part_key>/tai-len")
@page(Permission.ENTRY_OWN)
@_tus
def upload_begin(entry_id: int, part_key: str) -> ResponseReturnValue:
    """Begin an upload into a part, or find the one begun before with the same file."""
    card_or_404(entry_id)
    if part_key not in {part.key for part in uploaded_parts(regulation())}:
        raise NotFound
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    length = request.headers.get("Upload-Length", "")
    if not length.isascii() or not length.isdecimal() or len(length) > 15:
        raise refuse_with("checksum_unknown")
    asked = UploadAsked(files.plain_name(told.get("filename", "")), int(length), told.get("fingerprint", "")[:64])
    key = actions.begin_upload(g.actor, g.edition.id, entry_id, part_key, asked)
    answer = Response(status=201)
    answer.headers["Location"] = url_for(".upload_piece", entry_id=entry_id, key=key)
    return answer


def _metadata(header: str) -> dict[str, str]:
    """tus: pairs separated by commas, each a key and its value in base64. What cannot be read is left out."""
    found = {}
    for pair in header.split(",")[:10]:
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


@routes.route("/<slug>/ho-so/<int:entry_id>/tai-len/<key>", methods=["HEAD"])
@page(Permission.ENTRY_OWN)
@_tus
def upload_state(entry_id: int, key: str) -> ResponseReturnValue:
    """How much is safely here."""
    upload = _upload(entry_id, key)
    return _where(upload, upload.received, 200)


@routes.patch("/<slug>/ho-so/<int:entry_id>/tai-len/<key>")
@page(Permission.ENTRY_OWN)
@_tus
def upload_piece(entry_id: int, key: str) -> ResponseReturnValue:
    """A piece at its place; with the last one the file becomes part of the dossier. An empty piece asks once more."""
    card_or_404(entry_id)
    upload = _upload(entry_id, key)
    if request.mimetype != "application/offset+octet-stream":
        return Response(status=415)
    offset = request.headers.get("Upload-Offset", "")
    if upload.file_id is not None:
        return _where(upload, upload.size, 204)
    if offset != str(upload.received):
        raise refuse_with("upload_elsewhere")
    received = upload.received
    if received < upload.size:
        let_go()
        room, checksum = upload.size - received, request.headers.get("Upload-Checksum", "")
        length = partial.write(key, received, request.stream, room, checksum, upload.name)
        received = actions.grow_upload(g.actor, g.edition.id, entry_id, key, received, length)
    if received == upload.size:
        _finish(entry_id, upload)
        upload = _upload(entry_id, key)
    return _where(upload, received, 204)


def _finish(entry_id: int, upload: UploadCard) -> None:
    """The whole is here: compare, clean, store, attach. Every step may be done again after a kill."""
    part = part_of(regulation(), upload.part_key)
    if part is None:
        raise refuse_with("part_unknown")
    let_go()
    try:
        _compare(entry_id, upload)
        stored = _taken(upload, part)
        actions.finish_upload(g.actor, g.edition.id, entry_id, upload.key, stored)
    except Refusal as refusal:
        if not {reason.code for reason in refusal.reasons} & (_MENDABLE | {"upload_differs"}):
            actions.drop_upload(g.actor, g.edition.id, entry_id, upload.key)
        raise


def _compare(entry_id: int, upload: UploadCard) -> None:
    """Whether what came is what the browser read from its disk; told once, before the file is cleaned."""
    path = partial.trim(upload.key, upload.size, upload.name)
    if upload.digest:
        return
    digest, wanted = files.digest_of(path), request.headers.get("Upload-Sha256", "").lower()
    if wanted and wanted != digest:
        actions.restart_upload(g.actor, g.edition.id, entry_id, upload.key)
        raise refuse_with("upload_differs")
    actions.note_digest(g.actor, g.edition.id, entry_id, upload.key, digest)
    let_go()


def _taken(upload: UploadCard, part: DossierPart) -> files.StoredFile:
    path = partial.path_of_part(upload.key)
    return cleaning.take_file(path, upload.name, formats=part.formats, max_pages=part.max_pages)


@routes.delete("/<slug>/ho-so/<int:entry_id>/tai-len/<key>")
@page(Permission.ENTRY_OWN)
@_tus
def upload_end(entry_id: int, key: str) -> ResponseReturnValue:
    """Forget an upload."""
    _upload(entry_id, key)
    actions.drop_upload(g.actor, g.edition.id, entry_id, key)
    return Response(status=204)


@routes.post("/<slug>/ho-so/<int:entry_id>/tai-len/<key>/bo")
@page(Permission.ENTRY_OWN)
def upload_dropped(entry_id: int, key: str) -> ResponseReturnValue:
    """Forget an upload, by a button that needs no script."""
    upload = _upload(entry_id, key)
    actions.drop_upload(g.actor, g.edition.id, entry_id, key)
    flash(f"Đã bỏ phần gửi dở của tệp “{upload.name}”.", "done")
    return redirect(url_for(".files", entry_id=entry_id, _anchor=f"{FILES}{upload.part_key}"), 303)


def _upload(entry_id: int, key: str) -> UploadCard:
    found = queries.upload_card(g.actor, g.edition.id, entry_id, key)
    if found is None:
        raise NotFound
    return found


def _where(upload: UploadCard, received: int, status: int) -> Response:
    answer = Response(status=status)
    answer.headers["Upload-Offset"] = str(received)
    answer.headers["Upload-Length"] = str(upload.size)
    answer.headers["Upload-Expires"] = format_datetime(upload.touched_at + KEPT_FOR, usegmt=True)
    if upload.file_id is not None:
        answer.headers["Upload-File"], answer.headers["Upload-Sha256"] = str(upload.file_id), upload.digest
    return answer
