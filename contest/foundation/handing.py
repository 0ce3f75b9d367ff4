"""Handing out files: as attachments, or as pictures and films to be looked at; whole or in part, never as a page.

No thread is held while a slow line takes its bytes: the server gets the open file, also for a part of it.
"""

import io
from pathlib import Path
from typing import IO, cast

from flask import Response, request, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import unquote_etag

from contest.foundation.kinds import KNOWN

_SEALED = "default-src 'none'; sandbox"


class Slice(io.RawIOBase):
    """A part of a file as a file of its own, bounded on both sides."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        self.file, self.start, self.length, self.at = file, start, length, 0
        file.seek(start)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """The server looks how long it is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, never beyond the part."""
        left = self.length - self.at
        content = self.file.read(left if size is None or size < 0 else min(size, left))
        self.at += len(content)
        return content

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Within the part."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.length}[whence]
        self.at = min(max(0, base + offset), self.length)
        self.file.seek(self.start + self.at)
        return self.at

    def tell(self) -> int:
        """Where it is, counted from the beginning of the part."""
        return self.at

    def close(self) -> None:
        """And the file with it."""
        self.file.close()
        super().close()


def handed(
    path: Path, name: str, media_type: str, mark: str, *, attachment: bool = True, keep: bool = False
) -> Response:
    """A file, or the part of it that is asked for (Range, If-Range), or the word that it has not changed.

    `mark` is its ETag: of the content alone, so that it tells nobody when or from whom it came. `keep`: the browser may
    keep it, but asks each time, so that who may see it is looked up anew.
    """
    size = path.stat().st_size
    asked = _asked(size, mark)
    start, length = asked or (0, size)
    answer = send_file(
        cast(IO[bytes], Slice(path.open("rb"), start, length)),
        # A kind that nobody may hand in is bytes, whatever it calls itself.
        mimetype=media_type if media_type in KNOWN else "application/octet-stream",
        as_attachment=attachment,
        download_name=name,
        conditional=False,
        etag=mark,
        max_age=0,
    )
    answer.content_length = length
    answer.headers["Accept-Ranges"] = "bytes"
    if asked:
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    else:
        answer.make_conditional(request)
    answer.headers["Content-Security-Policy"] = _SEALED
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-cache" if keep else "private, no-store"
    return answer


def attached(file: Path | IO[bytes], name: str, media_type: str) -> Response:
    """A file the house made, to be saved and kept nowhere on the way; in pieces if the browser asks for pieces."""
    answer = send_file(file, mimetype=media_type, as_attachment=True, download_name=name, max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _asked(size: int, mark: str) -> tuple[int, int] | None:
    """Start and length of the one part that is asked for; None for the whole. Raises 416 beyond the end."""
    wanted = request.range
    if request.method not in ("GET", "HEAD") or wanted is None or wanted.units != "bytes":
        return None
    condition = request.headers.get("If-Range", "")
    if condition and unquote_etag(condition) != (mark, False):
        return None
    if len(wanted.ranges) != 1:
        return None
    found = wanted.range_for_length(size)
    if found is None:
        raise RequestedRangeNotSatisfiable(length=size)
    return found[0], found[1] - found[0]


def unmade(why: str) -> Response:
    """The answer where a picture could not be made: later again, or not at all."""
    answer = Response(status=503 if why == "busy" else 404)
    if why == "busy":
        answer.headers["Retry-After"] = "5"
    return answer
