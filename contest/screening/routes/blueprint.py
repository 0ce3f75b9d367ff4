"""The room's blueprint."""

from pathlib import Path

from flask import Blueprint, request

from contest.foundation import files as store
from contest.foundation.action import let_go
from contest.foundation.files import StoredFile
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.words import sentence

routes = Blueprint("screening", __name__)

_MOST_AT_ONCE = 20_000
_LARGEST_MB = 20


def ids_given(name: str = "entry") -> list[int]:
    """Keys of entries that were ticked; anything strange is left out."""
    given = request.form.getlist(name)[:_MOST_AT_ONCE]
    return [int(value) for value in given if value.isdecimal() and len(value) < 10]


def chosen_sheet() -> tuple[StoredFile, Path]:
    """The spreadsheet that was chosen in the form, kept, and where it lies. Raises Refusal: file_not_chosen …"""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise refuse_with("file_not_chosen")
    let_go()
    kept = store.keep(upload.stream, upload.filename, max_mb=_LARGEST_MB)
    return kept, store.path_of(kept.sha256)


def faults_of(refusal: Refusal) -> list[tuple[str, str]]:
    """Every fault of a spreadsheet as the page says it: its place, and the sentence."""
    return [(reason.where, sentence(reason)) for reason in refusal.reasons]
