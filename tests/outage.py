"""A line between a browser and the house that a test can cut and mend: what a telephone meets in a hall."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Line:
    """Carries bytes to the house while it is whole; once cut, every connection ends and new ones are refused."""

    def __init__(self, far: str) -> None:
        parts = urlsplit(far)
        self._far = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._whole = threading.Event()
        self._whole.set()
        self._answering = threading.Event()
        self._answering.set()
        self._open: set[socket.socket] = set()
        self._near = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._near.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """No signal from now on."""
        self._whole.clear()
        for each in list(self._open):
            _end(each)

    def deafen(self) -> None:
        """What is sent still arrives, no answer comes back: the connection ends instead."""
        self._answering.clear()

    def mend(self) -> None:
        """The signal is back."""
        self._answering.set()
        self._whole.set()

    def close(self) -> None:
        """Nobody uses the line any more."""
        self.cut()
        _end(self._near)

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._near.accept()
            except OSError:
                return
            if not self._whole.is_set():
                _end(near)
                continue
            try:
                far = socket.create_connection(self._far)
            except OSError:
                _end(near)
                continue
            self._open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other, one is far), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, is_answer: bool) -> None:
        with suppress(OSError):
            while piece := one.recv(65536):
                if is_answer and not self._answering.is_set():
                    break
                other.sendall(piece)
        for each in (one, other):
            self._open.discard(each)
            _end(each)


def _end(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()


@contextmanager
def line_to(far: str) -> Iterator[Line]:
    """A line to the house at this address."""
    line = Line(far)
    try:
        yield line
    finally:
        line.close()
