"""Files of a dossier: what is asked and what is there, upload by form, removal and its undoing, downloads."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from contest.editions.rules import DossierPart, Regulation
from contest.entries import actions, queries
from contest.entries.queries import Download, EntryCard, UploadCard
from contest.entries.routes.blueprint import (
    LARGEST_FORM,
    card_or_404,
    regulation,
    routes,
    shown_deadline,
    why_not_change,
)
from contest.entries.routes.printing import papers_of
from contest.entries.routes.steps import step_counts
from contest.entries.rules import FILES, FileFacts, least_files, uploaded_parts, why_not_attach
from contest.foundation import files as store
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.cleaning import take
from contest.foundation.handing import handed
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.words import sentence


@dataclass(frozen=True, slots=True)
class PartOnPage:
    """A part of the dossier as its entrant sees it: what is asked, what is there, what is on its way, what was."""

    asked: DossierPart
    least: int
    files: tuple[FileFacts, ...]
    under_way: tuple[UploadCard, ...]
    removed: tuple[FileFacts, ...]
    faults: tuple[str, ...]

    @property
    def lacks(self) -> int:
        """How many files are still wanted; a form to be signed may come later on paper."""
        return 0 if self.asked.made_from_entry else max(0, self.least - len(self.files))

    @property
    def takes_more(self) -> bool:
        """Whether a file may be added, or take the place of the one that is there."""
        return self.asked.max_files == 1 or len(self.files) < self.asked.max_files


@routes.get("/<slug>/ho-so/<int:entry_id>/tep")
@page(Permission.ENTRY_OWN)
def files(entry_id: int) -> ResponseReturnValue:
    """Third step: the files, part by part, as the regulation lists them."""
    return _shown(card_or_404(entry_id), regulation(), {})


def _shown(card: EntryCard, rules: Regulation, faults: dict[str, list[str]]) -> str:
    return render_template(
        "entries/files.html",
        card=card,
        rules=rules,
        parts=_parts(card, rules, faults),
        by_hand=[part for part in rules.dossier if part not in uploaded_parts(rules)],
        faults=faults,
        steps=step_counts(rules),
        part="files",
        most_by_form=LARGEST_FORM >> 20,
        why_not=why_not_change(card, rules),
        papers=papers_of(card, rules, typed=True),
        typed=card.status != "draft" and card.draft is not None,
        deadline=shown_deadline(card, rules),
    )


def _parts(card: EntryCard, rules: Regulation, faults: dict[str, list[str]]) -> list[PartOnPage]:
    under_way = queries.uploads_under_way(g.actor, card.id)
    removed = queries.removed_files(card.id)
    there = {(file.part_key, file.sha256) for file in card.facts.files}
    gone = [file for file in removed if (file.part_key, file.sha256) not in there]
    return [
        PartOnPage(
            asked=part,
            least=least_files(part, len(card.facts.authors)),
            files=tuple(file for file in card.facts.files if file.part_key == part.key),
            under_way=tuple(upload for upload in under_way if upload.part_key == part.key),
            removed=tuple(_once(file for file in gone if file.part_key == part.key)),
            faults=tuple(faults.get(part.key, ())),
        )
        for part in uploaded_parts(rules)
    ]


def _once(files: Iterable[FileFacts]) -> list[FileFacts]:
    return list({file.sha256: file for file in files}.values())


@routes.post("/<slug>/ho-so/<int:entry_id>/tep/<part_key>")
@page(Permission.ENTRY_OWN)
def attach(entry_id: int, part_key: str) -> ResponseReturnValue:
    """Take files into a part. The bytes are stored before the database is asked for its lock."""
    card, rules = card_or_404(entry_id), regulation()
    part = next((part for part in uploaded_parts(rules) if part.key == part_key), None)
    if part is None:
        raise NotFound
    chosen = [upload for upload in request.files.getlist("file") if upload.filename]
    faults = [] if chosen else [sentence(Reason("file_not_chosen"))]
    stored = 0
    for upload in chosen:
        try:
            _take(card, rules, part, upload)
            stored += 1
        except Refusal as refusal:
            faults += [sentence(reason) for reason in refusal.reasons]
    if faults:
        return _shown(card_or_404(entry_id), rules, {part_key: faults}), 422
    flash(f"Đã lưu {stored} tệp vào phần {part.name}.", "done")
    return redirect(url_for(".files", entry_id=entry_id, _anchor=f"{FILES}{part_key}"), 303)


def _take(card: EntryCard, rules: Regulation, part: DossierPart, upload: FileStorage) -> None:
    name = upload.filename or ""
    if not upload.stream.read(1):
        raise refuse_with("file_empty", name=name)
    upload.stream.seek(0)
    refuse(why_not_change(card, rules) if not g.actor.may(Permission.ENTRY_MANAGE, g.edition.id) else ())
    refuse(why_not_attach(card.facts.files, part.key, rules))
    let_go()
    kept = take(upload.stream, name, formats=part.formats, max_mb=part.max_mb, max_pages=part.max_pages)
    actions.attach_file(g.actor, g.edition.id, card.id, part.key, kept)


@routes.post("/<slug>/ho-so/<int:entry_id>/tep/<int:file_id>/bo")
@page(Permission.ENTRY_OWN)
def removal(entry_id: int, file_id: int) -> ResponseReturnValue:
    """Take a file out of the dossier; it can be had back below its part."""
    card, rules = card_or_404(entry_id), regulation()
    gone = next((file for file in card.facts.files if file.id == file_id), None)
    part_key = gone.part_key if gone else ""
    try:
        actions.remove_file(g.actor, g.edition.id, entry_id, file_id)
    except Refusal as refusal:
        words = [sentence(reason) for reason in refusal.reasons]
        return _shown(card_or_404(entry_id), rules, {part_key: words}), 422
    flash("Đã bỏ tệp khỏi hồ sơ. Có thể lấy lại ở mục Tệp đã bỏ.", "done")
    return redirect(url_for(".files", entry_id=entry_id, _anchor=f"{FILES}{part_key}"), 303)


@routes.post("/<slug>/ho-so/<int:entry_id>/tep/<int:file_id>/lay-lai")
@page(Permission.ENTRY_OWN)
def restoration(entry_id: int, file_id: int) -> ResponseReturnValue:
    """Put back a file that was taken out or replaced."""
    card_or_404(entry_id)
    gone = next((file for file in queries.removed_files(entry_id) if file.id == file_id), None)
    if gone is None:
        raise NotFound
    try:
        actions.restore_file(g.actor, g.edition.id, entry_id, file_id)
    except Refusal as refusal:
        words = [sentence(reason) for reason in refusal.reasons]
        return _shown(card_or_404(entry_id), regulation(), {gone.part_key: words}), 422
    flash(f"Đã lấy lại tệp “{gone.name}”.", "done")
    return redirect(url_for(".files", entry_id=entry_id, _anchor=f"{FILES}{gone.part_key}"), 303)


@routes.get("/<slug>/ho-so/<int:entry_id>/tep/<int:file_id>/tai-ve")
@page(Permission.ENTRY_OWN)
def download(entry_id: int, file_id: int) -> ResponseReturnValue:
    """One file for somebody who may have it."""
    return handed_out(authorised(entry_id, file_id))


def authorised(entry_id: int, file_id: int) -> Download:
    """The file, if the one who asks may have it; that an identity paper was opened is on record before it is seen."""
    found = queries.download_for(g.actor, g.edition.id, entry_id, file_id)
    if found is None:
        raise NotFound
    if found.is_noted:
        let_go()
        actions.note_reading(g.actor, g.edition.id, entry_id, file_id)
    return found


def handed_out(found: Download) -> Response:
    """The bytes as an attachment: saved by the browser, never shown as a page of ours. Parts of it by Range."""
    try:
        path = store.path_of(found.sha256)
    except FileNotFoundError:
        raise NotFound from None
    let_go()
    return handed(path, found.name, found.media_type, found.sha256[:32])
