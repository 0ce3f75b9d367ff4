"""Word files laid out as pages by LibreOffice, where it is installed: strangers' to be counted, ours to be printed.

The program gets a copy that points at nothing outside, a profile that runs nothing, an environment that tells nothing,
and bounds of time and memory. Where it is missing nobody can count, and a person looks.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from contest.foundation.kinds import DOC_FILES, DOCX
from contest.foundation.workshop import WorkFailed, ask

_SECONDS = 120.0
_MOST_MEMORY, _LARGEST_FILE = 4 << 30, 512 << 20
_PROGRAMS = ("soffice", "libreoffice")
# No macros, nothing fetched: https://wiki.documentfoundation.org/UserProfile, registrymodifications.xcu
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
# The bounds are set in the child itself, before it becomes the program.
_BOUNDED = """import os, sys
if sys.platform != "win32":
    import resource
    memory, size = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execv(sys.argv[3], sys.argv[3:])
"""


@cache
def program() -> str:
    """Where LibreOffice is; "" where it is not."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), "")


def pages(path: Path, media_type: str) -> int:
    """How many pages a Word file has as LibreOffice lays it out. Raises WorkFailed; `why` "missing" without it."""
    if not program():
        raise WorkFailed("missing")
    with tempfile.TemporaryDirectory(prefix="contest-word-") as name:
        folder = Path(name)
        given = folder / ("given.docx" if media_type == DOCX else "given.doc")
        if media_type in DOC_FILES:
            shutil.copyfile(path, given)
        else:
            ask("pointing_nowhere", path=str(path), out=str(given), seconds=_SECONDS)
        made = _converted(folder, given)
        return int(ask("pages_of", path=str(made), seconds=_SECONDS)["pages"])


def as_pdf(path: Path) -> bytes:
    """A Word file of ours as LibreOffice lays it out. Raises WorkFailed; `why` "missing" without it."""
    if not program():
        raise WorkFailed("missing")
    with tempfile.TemporaryDirectory(prefix="contest-word-") as name:
        folder = Path(name)
        given = folder / "given.docx"
        # An organiser's template may point at a picture somewhere: nothing is fetched.
        ask("pointing_nowhere", path=str(path), out=str(given), seconds=_SECONDS)
        return _converted(folder, given).read_bytes()


def _converted(folder: Path, given: Path) -> Path:
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        sys.executable, "-I", "-c", _BOUNDED, str(_MOST_MEMORY), str(_LARGEST_FILE), program(),
        f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore", "--nologo",
        "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(given),
    ]  # fmt: skip
    environment = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    child = subprocess.Popen(
        command, env=environment, cwd=folder, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        child.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise WorkFailed("time") from error
    finally:
        _end(child)
    made = given.with_suffix(".pdf")
    if not made.is_file():
        raise WorkFailed("content")
    return made


def _end(child: "subprocess.Popen[bytes]") -> None:
    """The program begins another one under its own name: all of them go."""
    if sys.platform == "win32":
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
