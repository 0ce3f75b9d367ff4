"""Somebody has looked at letters and says what becomes of them; the letter keeps who and when."""

from collections.abc import Collection

from sqlalchemy import select

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.letters import LONGEST_SUBJECT, LONGEST_TEXT
from contest.foundation.mail import Letter, let_leave
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.juries.queries import barred_entries
from contest.letters.queries import texts
from contest.letters.rules import digest_of, why_not_change

_STATES = {"hold": "held", "cancel": "cancelled"}


@action(Permission.LETTER_SEND)
def change_letters(actor: Actor, edition_id: int, ids: Collection[int], deed: str, seen: str = "") -> int:
    """Let letters go ("approve", "again"), keep them back ("hold") or "cancel" them, all or none; returns how many.

    `seen`: the digest of the words that were looked at, for one letter: what leaves is what was seen.
    """
    letters = _locked(edition_id, ids)
    if not letters:
        raise refuse_with("letters_none_chosen")
    apart = {f"entry:{entry_id}" for entry_id in barred_entries(edition_id, actor.id)}
    if any(letter.about in apart for letter in letters):
        raise refuse_with("letters_apart")
    for letter in letters:
        refuse(why_not_change(letter.state, deed))
        if seen and seen != digest_of(letter.subject, letter.text):
            raise refuse_with("letters_changed")
        letter.decided_at, letter.decided_by = now(), actor.name
        if deed in _STATES:
            letter.state = _STATES[deed]
    if deed not in _STATES:
        let_leave(*letters)
    return len(letters)


@action(Permission.LETTER_SEND)
def edit_letter(actor: Actor, edition_id: int, letter_id: int, subject: str, text: str, seen: str) -> None:
    """Other words for one letter that has not left; whoever decides later sees who changed them."""
    letter = _one(edition_id, letter_id)
    refuse(why_not_change(letter.state, "edit"))
    if letter.is_secret:
        raise refuse_with("letters_secret")
    if seen != digest_of(letter.subject, letter.text):
        raise refuse_with("letters_changed", "text")
    refuse(_why_not_words(subject, text))
    letter.subject, letter.text, letter.edited_by = " ".join(subject.split()), text.strip() + "\n", actor.name


def _why_not_words(subject: str, text: str) -> list[Reason]:
    reasons = []
    for where, words, most in (("subject", subject, LONGEST_SUBJECT), ("text", text, 2 * LONGEST_TEXT)):
        if not words.strip():
            reasons.append(Reason(f"letter_{where}_missing", {}, where))
        if len(words) > most:
            reasons.append(Reason(f"letter_{where}_long", {"most": most}, where))
    return reasons


@action(Permission.CODE_HAND_OUT)
def tick_text(actor: Actor, edition_id: int, letter_id: int, done: bool) -> None:
    """Somebody has copied a text into a telephone (or has not, after all). Raises Refusal for another's text."""
    mine = {card.id for card in texts(actor, edition_id, done=not done)}
    letter = _one(edition_id, letter_id)
    refuse(why_not_change(letter.state, "tick" if done else "untick"))
    if letter_id not in mine:
        raise Refusal([Reason("not_permitted")])
    letter.state, letter.sent_at = ("copied", now()) if done else ("to_copy", None)
    letter.decided_at, letter.decided_by = now(), actor.name


def _one(edition_id: int, letter_id: int) -> Letter:
    """One letter of the edition, held. Raises Refusal: letters_unknown."""
    found = _locked(edition_id, [letter_id])
    if not found:
        raise refuse_with("letters_unknown")
    return found[0]


def _locked(edition_id: int, ids: Collection[int]) -> list[Letter]:
    return list(
        db.session.scalars(
            select(Letter)
            .where(Letter.edition_id == edition_id, Letter.id.in_(set(ids)))
            .order_by(Letter.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
