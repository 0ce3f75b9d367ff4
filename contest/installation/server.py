"""The production server: waitress, with a worker for jobs beside it in the same process."""

import ctypes
import gc
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask

from contest.foundation.jobs import plan_periodic, work_all, work_forever
from contest.foundation.refusal import refuse_with

_THREADS = 8
# Bodies beyond this are spooled to disk before a thread is taken, so slow uploads hold up nobody.
_IN_MEMORY = 512 * 1024
# Large files come in pieces of 16 MB; a form brings 64 MB at most, and what is somewhat more hears so in Vietnamese.
_LARGEST_BODY = 96 << 20
_log = logging.getLogger(__name__)
# glibc's name for "how many heaps" (malloc.h).
_M_ARENA_MAX = -8


def keep_one_heap() -> bool:
    """Let all threads allocate from one heap, where the C library is glibc; whether it took it.

    By itself it gives each thread a heap, so that they need not wait for one another. Python's lock lets one thread run
    at a time anyway, and what eight heaps keep for later is held eight times: 10 MiB after a few pages.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return mallopt is not None and mallopt(_M_ARENA_MAX, 1) == 1


def check_port(host: str, port: int) -> None:
    """Say kindly that a port is taken. Raises Refusal: port_taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise refuse_with("port_taken", port=port) from error


def serve(app: Flask, host: str, port: int, *, with_worker: bool = True, ready: Callable[[], object] = bool) -> None:
    """Serve until the process is asked to stop; requests under way are finished first."""
    from waitress import create_server  # noqa: PLC0415 - heavy

    check_port(host, port)
    keep_one_heap()
    server: Any = create_server(
        app,
        host=host,
        port=port,
        threads=_THREADS,
        ident="contest",
        inbuf_overflow=_IN_MEMORY,
        max_request_body_size=_LARGEST_BODY,
        channel_timeout=120,
        cleanup_interval=10,
        # Who asks is told by the proxies of CONTEST_PROXIES, and by nobody else.
        clear_untrusted_proxy_headers=not app.config["CONTEST"].proxies,
    )
    stop = threading.Event()
    worker = threading.Thread(target=work_forever, args=(app, stop), name="worker", daemon=True)
    if with_worker:
        worker.start()
    _on_signals(stop, server)
    # What stands now stands to the end: it need not be looked through for circles again and again, nor now.
    _watch_memory()
    gc.freeze()
    ready()
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        _log.info("stopping")
    finally:
        stop.set()
        server.task_dispatcher.shutdown(timeout=20)
        if with_worker:
            worker.join(timeout=10)
        server.close()


def work(app: Flask, *, once: bool) -> int:
    """A worker by itself: until asked to stop, or (once) until nothing is due; returns how much was done once."""
    stop = threading.Event()
    if once:
        with app.app_context():
            plan_periodic()
            return work_all()
    _on_signals(stop, None)
    _watch_memory()
    work_forever(app, stop)
    return 0


def _watch_memory() -> None:
    """Who stays looks for circles five times as often as a command, which soon gives all its memory back."""
    gc.set_threshold(50_000, 100, 20)


def _on_signals(stop: threading.Event, server: Any) -> None:
    def ask(number: int, frame: Any) -> None:
        stop.set()
        if server is not None:
            raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), ask)
