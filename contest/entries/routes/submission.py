"""The last step: everything that is missing, the declaration, handing in, and the receipt."""

import secrets
from dataclasses import replace

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.rules import Regulation
from contest.entries import actions, queries
from contest.entries.queries import EntryCard
from contest.entries.routes.blueprint import card_or_404, regulation, routes, shown_deadline, why_not_change
from contest.entries.routes.shown import told
from contest.entries.routes.steps import Difference, reading_of, step_counts
from contest.entries.rules import EntryFacts, commitments, content_digest, digest_groups, missing, step_of
from contest.foundation.access import Permission
from contest.foundation.clock import now
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal


@routes.route("/<slug>/ho-so/<int:entry_id>/nop", methods=["GET", "POST"])
@page(Permission.ENTRY_OWN)
def review(entry_id: int) -> ResponseReturnValue:
    """Fourth step: look through, declare, hand in. A second press of the same form finds the first one's receipt."""
    if request.method == "GET":
        return _shown(card_or_404(entry_id), regulation(), ())
    key = request.form.get("submission_key", "")[:64]
    if not request.form.get("committed"):
        return _shown(card_or_404(entry_id), regulation(), (Reason("not_committed", {}, "committed"),)), 422
    try:
        receipt = actions.submit_entry(g.actor, g.edition.id, entry_id, key, request.form.get("base", "")[:64])
    except Refusal as refusal:
        return _shown(card_or_404(entry_id), regulation(), refusal.reasons), 422
    flash(f"Đã nhận hồ sơ. Mã số: {receipt.code}", "done")
    return redirect(url_for(".receipt", entry_id=entry_id), 303)


def _shown(card: EntryCard, rules: Regulation, refused: tuple[Reason, ...]) -> str:
    reading = reading_of(card, rules)
    facts = replace(reading.facts, files=card.facts.files)
    at_fault = {reason.where for reason in reading.faults}
    lacking = [*reading.faults, *(each for each in missing(facts, rules) if each.where not in at_fault)]
    wheres = {(each.code, each.where) for each in lacking}
    return render_template(
        "entries/review.html",
        card=card,
        rules=rules,
        told=told(facts, rules),
        lacking=[(step_of(each.where), each) for each in lacking],
        # What stands against handing in besides what is missing: the deadline, the account …
        refused=[each for each in refused if (each.code, each.where) not in wheres],
        under_way=queries.uploads_under_way(g.actor, card.id),
        changes=_changes(card, facts, rules),
        commitments=commitments(rules),
        submission_key=secrets.token_urlsafe(24),
        base=content_digest(card.facts),
        steps=step_counts(rules),
        part="review",
        why_not=why_not_change(card, rules),
        deadline=shown_deadline(card, rules),
        is_over=card.status == "draft" and now() > shown_deadline(card, rules),
    )


def _changes(card: EntryCard, facts: EntryFacts, rules: Regulation) -> list[Difference]:
    """An amendment beside the record it would replace."""
    if card.status == "draft" or card.draft is None:
        return []
    before, after = told(card.facts, rules), told(facts, rules)
    pairs = zip(
        [*before.solution, *before.answers, *before.contact],
        [*after.solution, *after.answers, *after.contact],
        strict=True,
    )
    found = [Difference(old[0], old[1], new[1]) for old, new in pairs if old[1] != new[1]]
    if before.authors != after.authors:
        found.append(Difference("Tác giả", _names(before.authors), _names(after.authors)))
    return found


def _names(authors: list[tuple[str, list[tuple[str, str]]]]) -> str:
    return "\n".join(f"{name} ({', '.join(value for _, value in pairs if value)})" for name, pairs in authors)


@routes.get("/<slug>/ho-so/<int:entry_id>/bien-nhan")
@page(Permission.ENTRY_OWN)
def receipt(entry_id: int) -> ResponseReturnValue:
    """The receipt, to be kept or printed."""
    card, rules = card_or_404(entry_id), regulation()
    if not card.code:
        return redirect(url_for(".entry", entry_id=entry_id), 303)
    return render_template(
        "entries/receipt.html",
        card=card,
        rules=rules,
        told=told(card.facts, rules),
        digest=digest_groups(card.receipt_digest),
        at=card.moments.amended_at or card.moments.submitted_at,
    )
