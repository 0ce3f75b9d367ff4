"""The child's side: one task after the other, within bounds; goes home when nobody asks for a minute."""

import errno
import json
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

from contest.foundation.workshop import binding, office, papers, pictures
from contest.foundation.writers.docx import writing
from contest.foundation.writers.templated import checking, filling

if sys.platform != "win32":
    import resource

TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "pages_of": papers.pages_of,
    "page": papers.page,
    "sheet_of": papers.sheet_of,
    "bound": binding.bound,
    "word": writing.word,
    "word_filled": filling.word_filled,
    "template_faults": checking.template_faults,
    "text_of": papers.text_of,
    "without_properties": papers.without_properties,
    "anonymous_office": office.without_properties,
    "pointing_nowhere": office.pointing_nowhere,
    "cleaned_picture": pictures.cleaned,
    "smaller_picture": pictures.smaller,
    "grey_of": pictures.grey_of,
    "size_of": pictures.size_of,
}
_MOST_MEMORY = 1536 << 20
_LARGEST_FILE = 512 << 20
_IDLE_SECONDS = 60.0


def main() -> None:
    """Read tasks as lines of JSON from stdin, answer each with a line on stdout."""
    answers = os.fdopen(os.dup(1), "w")
    # Whatever a library prints must not be taken for an answer.
    os.dup2(2, 1)
    _bound_memory()
    for line in iter(_next_line, ""):
        task = json.loads(line)
        _bound_time(float(task.pop("seconds")))
        answers.write(json.dumps(_done(TASKS[task.pop("task")], task)) + "\n")
        answers.flush()


def _next_line() -> str:
    clock = threading.Timer(_IDLE_SECONDS, lambda: os._exit(0))
    clock.daemon = True
    clock.start()
    line = sys.stdin.readline()
    clock.cancel()
    return line


def _done(task: Callable[..., dict[str, Any]], given: dict[str, Any]) -> dict[str, Any]:
    try:
        return task(**given)
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return {"failed": "full"}
        # Whatever a decoder raises about somebody's file is one answer: it is not what it says.
        return {"failed": "content"}


def _bound_memory() -> None:
    """Address space and size of files; Windows has no such bounds, there the time alone is bounded."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time(seconds: float) -> None:
    """Should the server die meanwhile, the task still ends."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
