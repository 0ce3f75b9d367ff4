"""A server starts without looking through what it loads, and its threads share one heap."""

import gc
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from contest.rooms import loading
from tests.house.tree import ROOT

_START = """
import gc
looked = []
from contest import cli
gc.callbacks.append(lambda phase, facts: looked.append(phase))
cli.assemble()
cli._house()
print(len(looked), gc.get_freeze_count(), gc.isenabled())
"""

# Each of four threads keeps something small, the C library then says how many heaps there are.
_HEAPS = """
import ctypes, sys, threading
from contest.installation.server import keep_one_heap
if KEPT and not keep_one_heap():
    sys.exit("refused")
stay, kept = threading.Barrier(5), []
def keep():
    kept.append([bytes(5000) for _ in range(100)])
    stay.wait()
for _ in range(4):
    threading.Thread(target=keep, daemon=True).start()
stay.wait()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def _said(code: str, instance: Path) -> str:
    environment = {**os.environ, "CONTEST_INSTANCE": str(instance)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout


def test_nothing_is_looked_through_while_the_house_is_loaded(tmp_path):
    looked, set_aside, is_on = _said(_START, tmp_path).split()
    # Once, with its beginning and its end, through what the application added.
    assert (int(looked) <= 2, int(set_aside) > 100_000, is_on) == (True, True, "True")


def test_what_was_looked_through_before_is_again_also_after_a_fault():
    seen = []

    @loading()
    def load() -> None:
        seen.append(gc.isenabled())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load()
    assert [*seen, gc.isenabled()] == [False, True]


def test_who_had_switched_it_off_finds_it_off():
    gc.disable()
    try:
        with loading():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the heaps of glibc")
def test_all_threads_share_one_heap(tmp_path):
    assert _said(f"KEPT = True\n{_HEAPS}", tmp_path).count("<heap nr=") == 1
    assert _said(f"KEPT = False\n{_HEAPS}", tmp_path).count("<heap nr=") > 1
