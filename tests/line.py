"""A bad line: a relay in front of a server that cuts connections, and a client that goes on by the tus protocol."""

import base64
import contextlib
import hashlib
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_BLOCK = 1 << 16
VERSION = {"Tus-Resumable": "1.0.0"}


class BadLine:
    """Relays to a port and cuts the line each time so many bytes have gone up; then nobody gets through for a while."""

    def __init__(self, port: int, cuts: list[int], dark: float, pace: float) -> None:
        self.target, self.cuts, self.made, self.up = port, list(cuts), 0, 0
        self.dark, self.dark_until, self.pace = dark, 0.0, pace
        self.lock = threading.Lock()
        self.open: list[socket.socket] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        while True:
            try:
                near, _ = self.door.accept()
            except OSError:
                return
            if time.monotonic() < self.dark_until:
                near.close()
                continue
            threading.Thread(target=self._relay, args=(near,), daemon=True).start()

    def _relay(self, near: socket.socket) -> None:
        with near, socket.create_connection(("127.0.0.1", self.target)) as far:
            self.open += [near, far]
            down = threading.Thread(target=self._pump, args=(far, near, lambda _: False), daemon=True)
            down.start()
            self._pump(near, far, self._breaks)
            for end in (near, far):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            down.join(10)

    def _breaks(self, count: int) -> bool:
        time.sleep(self.pace)
        with self.lock:
            self.up += count
            if self.cuts and self.up >= self.cuts[0]:
                self.cuts.pop(0)
                self.made += 1
                self.dark_until = time.monotonic() + self.dark
                return True
        return False

    @staticmethod
    def _pump(source: socket.socket, target: socket.socket, breaks: Callable[[int], bool]) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(_BLOCK):
                # What was under way when the line broke may arrive or not.
                if breaks(len(block)):
                    target.sendall(block[: len(block) // 2])
                    return
                target.sendall(block)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Take no more calls, and end those under way."""
        self.door.close()
        for end in self.open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def bad_line(port: int, cuts: list[int], dark: float = 0.0, pace: float = 0.0) -> Iterator[BadLine]:
    """A relay to the port that cuts after so many bytes each, then stays dark; `pace`: seconds for each 64 KB up."""
    line = BadLine(port, cuts, dark, pace)
    try:
        yield line
    finally:
        line.close()


@dataclass
class Uploader:
    """Sends a file in pieces over whatever line there is; asks the server where it stands after each break."""

    port: int
    cookie: str
    piece: int = 4 << 20
    token: str = ""
    breaks: int = 0
    connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def __enter__(self) -> "Uploader":
        return self

    def __exit__(self, *what: object) -> None:
        if self.connection is not None:
            self.connection.close()

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Any:
        """One request on a connection that is kept; returns the answer with its content read into `.told`."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Cookie": f"session={self.cookie}", "Accept": "application/json", "X-CSRFToken": self.token, **VERSION}
        self.connection.request(method, path, body, sent | headers)
        answer: Any = self.connection.getresponse()
        answer.told = answer.read()
        return answer

    def again(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Any:
        """The same until it is answered."""
        for _ in range(30):
            try:
                return self.ask(method, path, headers, body)
            except (OSError, http.client.HTTPException):
                self.broken()
        raise AssertionError("the line never came back")

    def broken(self) -> None:
        """The line broke: a new one."""
        self.breaks += 1
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def where_is_the_page(self, path: str) -> None:
        """Look at a page once, so that the server has everything loaded."""
        assert self.again("GET", path, {"Accept": "text/html"}).status == 200

    def begin(self, path: str, file: Path, fingerprint: str = "x") -> str:
        """Begin the upload; returns its address."""
        pairs = {"filename": file.name, "fingerprint": fingerprint}
        told = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in pairs.items())
        answer = self.again("POST", path, {"Upload-Length": str(file.stat().st_size), "Upload-Metadata": told})
        assert answer.status == 201, (answer.status, answer.told)
        return urlsplit(answer.headers["Location"]).path

    def where(self, address: str) -> tuple[int, str]:
        """How much is there, and the SHA-256 once it is a file of the dossier."""
        answer = self.again("HEAD", address, {})
        assert answer.status == 200, answer.status
        return int(answer.headers["Upload-Offset"]), answer.headers.get("Upload-Sha256", "")

    def send(self, address: str, file: Path) -> str:
        """Send all of it, through every break; returns the SHA-256 that the server found."""
        whole = hashlib.sha256()
        with file.open("rb") as content:
            while block := content.read(1 << 20):
                whole.update(block)
            size = content.tell()
            while True:
                offset, digest = self.where(address)
                if digest:
                    return digest
                with contextlib.suppress(OSError, http.client.HTTPException):
                    while offset <= size:
                        answer = self.piece_of(address, content, offset, whole.hexdigest())
                        assert answer.status in (204, 409), (answer.status, answer.told)
                        if answer.status == 409 or "Upload-Sha256" in answer.headers:
                            break
                        offset = int(answer.headers["Upload-Offset"])
                    continue
                self.broken()

    def piece_of(self, address: str, content: Any, offset: int, whole: str) -> Any:
        """One piece with its sum."""
        content.seek(offset)
        block = content.read(self.piece)
        checksum = base64.b64encode(hashlib.sha256(block).digest()).decode()
        return self.ask(
            "PATCH",
            address,
            {
                "Content-Type": "application/offset+octet-stream",
                "Upload-Offset": str(offset),
                "Upload-Checksum": f"sha256 {checksum}",
                "Upload-Sha256": whole,
            },
            block,
        )
