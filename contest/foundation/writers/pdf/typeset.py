"""A typst template and its data become a PDF or a picture, in a child process with a limit of time and of memory."""

import json
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from contest.foundation.paths import TEMPLATES
from contest.foundation.refusal import refuse_with
from contest.foundation.writers import FONTS
from contest.foundation.writers.letters import Letters

_CHILD = Path(__file__).with_name("child.py")
_log = logging.getLogger(__name__)
# Each child takes up to a few hundred megabytes: two at once are enough for a page, and a queue is better than a crash.
_AT_ONCE = threading.BoundedSemaphore(2)
_PATIENCE = 30.0


def render(
    template: str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    *,
    kind: Literal["pdf", "svg", "png"] = "pdf",
    dots: int = 144,
    seconds: float = 60,
    megabytes: int = 2048,
) -> bytes:
    """The PDF (or the picture) that a template of `templates/` ("entries/labels.typ") makes of the data.

    The template reads the data from "/data.json", the files by their names from "/", and may import what the house
    shares ("/paper.typ"). A character that the font lacks is printed as a box. It sees nothing else: no other file, no
    font of the system, no network. A picture (svg, png with so many dots an inch) is of a template of one page.
    Raises Refusal: pdf_too_much (the limit of time or memory, or no place to work in); RuntimeError for a fault of the
    template.
    """
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise refuse_with("pdf_too_much")
    try:
        with tempfile.TemporaryDirectory(prefix="paper-") as name:
            folder = Path(name)
            _furnish(folder, template, data, files or {})
            out = folder / f"out.{kind}"
            _run(folder, template, out.name, dots, seconds, megabytes)
            return out.read_bytes()
    finally:
        _AT_ONCE.release()


def _furnish(folder: Path, template: str, data: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        if "/" in name or name.startswith(".") or name.endswith(".typ"):
            raise ValueError(f"not a name for a file of a paper: {name}")
        (folder / name).write_bytes(content)
    for shared in (TEMPLATES / "_house").glob("*.typ"):
        (folder / shared.name).write_bytes(shared.read_bytes())
    (folder / "main.typ").write_bytes((TEMPLATES / template).read_bytes())
    (folder / "data.json").write_text(json.dumps(Letters().of(data), ensure_ascii=False), encoding="utf-8")


def _run(folder: Path, template: str, out: str, dots: int, seconds: float, megabytes: int) -> None:
    command = [sys.executable, "-P", str(_CHILD), str(folder), str(megabytes), str(FONTS), out, str(dots)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, text=True)
    except subprocess.TimeoutExpired:
        _log.warning("%s took longer than %s s", template, seconds)
        raise refuse_with("pdf_too_much") from None
    if done.returncode == 1:
        raise RuntimeError(f"{template}: {done.stderr[-2000:]}")
    if done.returncode != 0:
        _log.warning("%s ended with %s: %s", template, done.returncode, done.stderr[-500:])
        raise refuse_with("pdf_too_much")
