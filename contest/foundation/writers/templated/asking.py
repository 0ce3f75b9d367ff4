"""The server's side: make the template, have it filled, have somebody's own template checked."""

import json
import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from contest.foundation import office
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.workshop import WorkFailed, ask
from contest.foundation.writers import docx, pdf
from contest.foundation.writers.stamping import stamp_now
from contest.foundation.writers.templated.laying import document_of
from contest.foundation.writers.templated.lines import cleaned, fill, parse

_SECONDS = 60.0
_CHECK_SECONDS = 20.0
_log = logging.getLogger(__name__)


class Fault(NamedTuple):
    """Something wrong with a template: a code, what its sentence needs, the words it stands in."""

    code: str
    what: str
    where: str


def template(name: str, text: str) -> bytes:
    """The Word file with its tags that people take, change and bring back; the same text gives the same file."""
    return docx.write(document_of(name, parse(text)), is_template=True)


def filled(
    name: str, given: bytes, facts: Mapping[str, Any], stamp: str = "", pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The template filled; a text of the facts that is a picture's name becomes the picture (PNG).

    Raises Refusal: docx_too_much (time or memory gave out), docx_unfilled (the template).
    """
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        paths = _laid(Path(folder), given, facts)
        out, drawn = Path(folder) / "out.docx", {}
        for place, (key, content) in enumerate((pictures or {}).items()):
            path = Path(folder) / f"picture{place}.png"
            path.write_bytes(content)
            drawn[key] = str(path)
        try:
            ask(
                "word_filled", seconds=_SECONDS, path=paths["path"], facts=paths["facts"], out=str(out),
                stamp=stamp_now(stamp),
                name=name, pictures=drawn,
            )  # fmt: skip
        except WorkFailed as error:
            _log.warning("a template ended with %s", error.why)
            raise _refused(error) from error
        return out.read_bytes()


def filled_pdf(
    name: str, text: str, facts: Mapping[str, Any], stamp: str = "", pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Our own text filled and set as PDF, without any program for Word. Raises Refusal: pdf_too_much."""
    return pdf.write(document_of(name, fill(parse(text), facts), stamp, pictures))


def laid_out(word: bytes) -> bytes:
    """A Word file as LibreOffice sets it. Raises WorkFailed; `why` "missing" where it is not installed."""
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        path = Path(folder) / "given.docx"
        path.write_bytes(word)
        return office.as_pdf(path)


class Looked(NamedTuple):
    """What was found in a template: everything wrong with it in the order of its text, the fields it shows."""

    faults: list[Fault]
    names: frozenset[str]


def looked_at(given: bytes, fields: Mapping[str, Any], sample: Mapping[str, Any]) -> Looked:
    """Somebody's template, read through. fields: what there is (see checking).

    Raises Refusal: docx_too_much when looking at it takes more than it may.
    """
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        paths = _laid(Path(folder), given, sample)
        known = Path(folder) / "fields.json"
        known.write_text(json.dumps(fields), encoding="utf-8")
        try:
            answer = ask(
                "template_faults", seconds=_CHECK_SECONDS, path=paths["path"], facts=paths["facts"], fields=str(known)
            )
        except WorkFailed as error:
            raise _refused(error) from error
    return Looked([Fault(*fault) for fault in answer["faults"]], frozenset(answer["names"]))


def _laid(folder: Path, given: bytes, facts: Mapping[str, Any]) -> dict[str, str]:
    template_path, facts_path = folder / "template.docx", folder / "facts.json"
    template_path.write_bytes(given)
    facts_path.write_text(json.dumps(cleaned(facts), ensure_ascii=False), encoding="utf-8")
    return {"path": str(template_path), "facts": str(facts_path)}


def _refused(error: WorkFailed) -> Refusal:
    return refuse_with("docx_unfilled" if error.why in ("content", "crash") else "docx_too_much")
