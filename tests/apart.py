"""Processes of their own, to be killed: forked from one that waits with the whole house loaded.

A start of the program takes seconds of a core, and a test that kills it again and again is not about how it loads;
`contest serve` itself is started by tests/installation/test_server.py and tests/life/test_demo.py.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any

_WAY = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_STARTER: Any = multiprocessing.get_context(_WAY)
_STARTER.set_forkserver_preload(["tests.loaded"])


@contextmanager
def apart(work: Callable[..., None], *given: object) -> Iterator[BaseProcess]:
    """A process that does `work(*given)`, killed at the end: also when the test fails nobody waits for it."""
    process = _STARTER.Process(target=work, args=given, daemon=True)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


@contextmanager
def answering(work: Callable[..., None], *given: object) -> Iterator[tuple[BaseProcess, int]]:
    """As `apart`, of work that takes one end of a pipe last and sends its port there: the process and the port.

    Raises EOFError when it ends without a word.
    """
    mine, theirs = _STARTER.Pipe(duplex=False)
    with mine, apart(work, *given, theirs) as process:
        # Held here as well, it would never end.
        theirs.close()
        yield process, mine.recv()
