"""What strangers send is opened in a process of its own: with little memory, little time, and nothing to lose.

`ask("pages_of", path=…)` hands a task to a child that stays for the next one; a child that takes too long is ended, one
that dies is replaced. Decoders of pictures and PDF are written in C: what kills them or makes them eat memory must not
take the server along.
"""

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from typing import Any

from contest.foundation.paths import PACKAGE

_MOST_HANDS = 2
_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from contest.foundation.workshop.bench import main; main()"


class WorkFailed(Exception):
    """The task was not done.

    `why`: "content" (the file is not what it says), "time", "memory", "crash", "full" (the disk), "busy", or "missing"
    (a program that is not installed).
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class _Gone(Exception):
    """The child had ended before the task."""


class _Hand:
    """One child and its pipes; used by one thread at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-c", _BOOT, str(PACKAGE.parent)]
        self.child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.is_new = True

    def do(self, task: dict[str, Any], seconds: float) -> dict[str, Any]:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        late = threading.Event()

        def too_late() -> None:
            late.set()
            self.child.kill()

        clock = threading.Timer(seconds, too_late)
        clock.start()
        try:
            self.child.stdin.write(json.dumps(task) + "\n")
            self.child.stdin.flush()
            line = self.child.stdout.readline()
        except OSError:
            line = ""
        finally:
            clock.cancel()
        if not line:
            if late.is_set():
                raise WorkFailed("time")
            raise WorkFailed("crash") if self.is_new else _Gone
        self.is_new = False
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> None:
        self.child.kill()
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.child.wait()


_idle: list[_Hand] = []
_lock = threading.Lock()
_places = threading.BoundedSemaphore(_MOST_HANDS)


def ask(task: str, *, seconds: float = 20.0, patience: float = 30.0, **given: Any) -> dict[str, Any]:
    """Have a task done; returns what it found. Raises WorkFailed.

    At most two run at a time. Others wait, but only so long: a thread of the server is worth more than a picture.
    """
    if not _places.acquire(timeout=patience):
        raise WorkFailed("busy")
    try:
        for _ in range(_MOST_HANDS + 1):
            hand = _taken()
            try:
                answer = hand.do({"task": task, "seconds": seconds, **given}, seconds)
            except _Gone:
                hand.end()
                continue
            except BaseException:
                hand.end()
                raise
            if answer.get("failed") == "memory":
                hand.end()
            else:
                with _lock:
                    _idle.append(hand)
            if "failed" in answer:
                raise WorkFailed(answer["failed"])
            return answer
        raise WorkFailed("crash")
    finally:
        _places.release()


def _taken() -> _Hand:
    with _lock:
        return _idle.pop() if _idle else _Hand()


@atexit.register
def close() -> None:
    """Send the children home."""
    with _lock:
        while _idle:
            _idle.pop().end()
