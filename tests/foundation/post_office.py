"""A post office for tests: real SMTP on this machine, which can be told to refuse, to stammer, or to hang up."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Desk(socketserver.StreamRequestHandler):
    """One conversation; what the office does at a word is told by `office.answers` ("": hang up)."""

    server: "PostOffice"

    def handle(self) -> None:
        """Speak SMTP until the other side goes, or the office hangs up."""
        self._say("220 buu-dien")
        while line := self.rfile.readline():
            word = line[:4].upper().strip().decode("ascii")
            self.server.heard.append(line.decode("ascii").strip())
            answer = self.server.answers.get(word, _USUAL.get(word, "250 ok"))
            if not answer:
                return
            self._say(answer)
            if word == "QUIT":
                return
            if answer.startswith("354") and not self._take_letter():
                return

    def _take_letter(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.letters.append(b"".join(lines))
        if len(self.server.letters) == self.server.hold_at:
            self.server.reached.set()
            self.server.release.wait(60)
            return False
        answer = self.server.answers.get("END", "250 taken")
        if answer:
            self._say(answer)
        return bool(answer)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode("ascii"))


_USUAL = {"DATA": "354 go on", "QUIT": "221 bye"}


class PostOffice(socketserver.ThreadingTCPServer):
    """Keeps what it was given; `answers` by SMTP word, END for the answer after the letter's last line."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Desk)
        self.letters: list[bytes] = []
        self.heard: list[str] = []
        self.answers: dict[str, str] = {}
        # After taking so many letters the office keeps silent, until it is released; `reached` says that it does.
        self.hold_at = 0
        self.reached, self.release = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        """What CONTEST_MAIL_URL says."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def open_office() -> Iterator[PostOffice]:
    """The office, open for a test."""
    with PostOffice() as office:
        threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield office
        office.shutdown()
