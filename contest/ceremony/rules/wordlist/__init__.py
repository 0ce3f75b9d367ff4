"""The sentences of the room's reasons, a file for each subject."""

from contest.ceremony.rules.wordlist import items, live, money, order, payees, slides

WORDS: dict[str, str] = {
    **order.WORDS,
    **live.WORDS,
    **slides.WORDS,
    **items.WORDS,
    **money.WORDS,
    **payees.WORDS,
}
