"""Where the reconciler gets its tallies: each room that holds a list of winners brings its own.

A room brings it when its module is imported, as it does what it forgets: so the reconciler asks the rooms behind it
(ceremony) without knowing them.

    @brings_tally("slides", "Trang chiếu")
    def _slides(given: Winners) -> Sequence[Tally]: ...

The maker is given the winners, read once for all; it returns nothing while it has nothing that could differ, and more
than one where its list falls into several (one for each kind of certificate), each with a key and a name of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contest.foundation.refusal import Reason, refuse
from contest.papers.queries.certificates import kinds_citing
from contest.papers.queries.documents import Decided, decided
from contest.papers.queries.winners import Winners, sealed_tally, stated, winners, without_names
from contest.papers.rules.certificates import kinds_of
from contest.papers.rules.decided import SOURCE, why_not_as_decided, why_not_cite
from contest.papers.rules.reconciling import Tally, why_not_print

Bring = Callable[[Winners], Sequence[Tally]]
_BRINGS: dict[str, tuple[str, Bring]] = {}


def brings_tally(source: str, name: str) -> Callable[[Bring], Bring]:
    """Have the reconciler ask this for what a source says. source: its key; name: what people call it.

    Raises ValueError for a key that another list has: one of the two would not be compared.
    """

    def kept(bring: Bring) -> Bring:
        if source in _BRINGS:
            raise ValueError(f"two lists are called {source}")
        _BRINGS[source] = (name, bring)
        return bring

    return kept


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Every source beside the sealed result: what each says, which have nothing to compare yet, where they differ."""

    winners: Winners
    tallies: tuple[Tally, ...]
    waiting: tuple[str, ...]
    reasons: tuple[Reason, ...]
    # Number of the decision in force that names the winners; "" while none has one.
    decision: str = ""

    @property
    def is_sealed(self) -> bool:
        """Whether there is a sealed version, current or not."""
        return self.winners.seal is not None


def reconciled(edition_id: int, *, but: str = "") -> Reconciled:
    """All sources side by side, and where they differ. but: a source that is not asked, since it is made anew."""
    given = winners(edition_id)
    sealed = sealed_tally(given)
    tallies, waiting = [sealed] if sealed else [], []
    for name, bring in _BRINGS.values():
        brought = bring(given) if sealed else ()
        tallies += brought
        waiting += [] if brought else [name]
    decision = decided(edition_id) if sealed and but != SOURCE else Decided()
    otherwise = why_not_as_decided(decision.label, decision.lines, stated(given))
    cited = why_not_cite(decision.label, _citing(given, decision))
    reasons = (*why_not_print(tallies), *without_names(given), *otherwise, *cited)
    return Reconciled(given, tuple(tallies), tuple(waiting), reasons, decision.label if decision.lines else "")


def _citing(given: Winners, decision: Decided) -> list[tuple[str, str]]:
    """The kinds of certificates by name that cite a decision which was replaced."""
    names = {kind.key: kind.name for kind in kinds_of(given.regulation)}
    return [(names.get(key, key), was) for key, was in kinds_citing(given.edition_id, decision.replaced)]


def check_winners(edition_id: int, *, but: str = "") -> Reconciled:
    """The door of everything that prints winners for good. Raises Refusal with every difference (reconcile_…)."""
    found = reconciled(edition_id, but=but)
    refuse(found.reasons)
    return found
