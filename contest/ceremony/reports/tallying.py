"""What script and slides say of the winners, for the reconciler: what differs from the sealed result is not shown."""

from collections.abc import Sequence

from contest.ceremony.queries.script import Line, Part, Script, script_of
from contest.ceremony.queries.slides import award_of, evening_from, unnamed
from contest.ceremony.rules.awards import key_of
from contest.ceremony.rules.slides import Card, in_full
from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts
from contest.papers.queries.tallies import brings_tally
from contest.papers.queries.winners import Winners
from contest.papers.rules.reconciling import Item, Said, Tally
from contest.results.rules import may_name

NAME, SLIDES = "Kịch bản lễ trao giải", "Trang chiếu của lễ trao giải"


@brings_tally("script", NAME)
def _script(given: Winners) -> Sequence[Tally]:
    """Every line of the script, absent winners too; its version is the one it was last brought up to."""
    script = script_of(given.edition_id)
    return [tally_of(script)] if script is not None else ()


def tally_of(script: Script) -> Tally:
    """The lines as they would be read: each with the prize that its group is announced for."""
    items = [_item(script, part, line) for part in script.parts for line in part.lines]
    version = script.order.card.seal_version
    return Tally("script", NAME, items, says=frozenset({"entries", "names"}), version=version)


def _item(script: Script, part: Part, line: Line) -> Item:
    """Whose name may not be said stands with the dossier's: that it is left out is meant."""
    authors = [author.name for author in script.sealed.authors_of(line.winner).values()]
    names = tuple(
        known if name.is_unnamed else name.name for known, name in zip(authors, line.spoken.names, strict=True)
    )
    prize = script.prizes.get(part.segment.award, "")
    return Item(line.code or line.winner.named, prize, names, None, line.winner.author)


@brings_tally("slides", SLIDES)
def _slides(given: Winners) -> Sequence[Tally]:
    """Whom the slides of one winner show, every prize once, and each name on them beside the dossier's."""
    if given.seal is None:
        return ()
    cards = [card for slide in evening_from(given).slides if slide.kind == "winner" for card in slide.cards]
    people = {key_of(award_of(each)): [one.facts for one in each.people] for each in given.entries}
    items = [
        Item(card.code, card.prize, _names(card, people.get(card.key, []), given.regulation), None, card.author)
        for card in cards
    ]
    says: frozenset[Said] = frozenset({"entries", "names"})
    return [Tally("slides", SLIDES, items, says=says, version=given.seal.version)]


def _names(card: Card, authors: Sequence[AuthorFacts], regulation: Regulation) -> tuple[str, ...]:
    """The names on a card; who is left out by consent stands with the dossier's, as in the script."""
    return in_full(
        card.names, [(each.name, may_name(each, regulation)) for each in authors], unnamed(authors, regulation)
    )
