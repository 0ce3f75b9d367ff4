"""The reconciler: what each list of winners says, and where two of them differ. Who prints asks it before printing.

Each list, certificate, slide and page that names winners brings a Tally of what stands on it. The sealed result's is
the measure; every other is held against it prize by prize, person by person, đồng by đồng.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import number

SEALED, PUBLIC = "sealed", "public"
# What a source may say of a prize beside that it was given: whose it is, to whom by name, with how much money.
Said = Literal["entries", "names", "money"]
EVERYTHING: frozenset[Said] = frozenset({"entries", "names", "money"})
# More than so many differences of one source help nobody: they have one cause.
_MOST_TOLD = 12


class Item(NamedTuple):
    """A prize as a source says it. code: the entry's, or the unit's name; award: as printed ("Giải Nhất").

    names: in the order they stand; author: for which author of the entry, counted from 1, 0 for all of them.
    """

    code: str
    award: str
    names: tuple[str, ...] = ()
    amount_vnd: int | None = None
    author: int = 0

    @property
    def key(self) -> tuple[str, str, int]:
        """Which prize it is: nobody has the same twice."""
        return self.code, self.award, self.author


@dataclass(frozen=True)
class Tally:
    """What one source says of the winners. source: its key; name: how people call it.

    says: what of each prize it tells, the rest is not compared. awards: the prizes it is about, None for all of them.
    version: the sealed version it was made from, where it was made once and kept.
    counts_said, total_said: sub-counts and sum as they are printed, which must be those of its own lines.
    is_current, faults: of the sealed result: whether it still says what stands, and what was found wrong in it.
    """

    source: str
    name: str
    items: Sequence[Item]
    says: frozenset[Said] = EVERYTHING
    awards: frozenset[str] | None = None
    version: int | None = None
    counts_said: Mapping[str, int] | None = None
    total_said: int | None = None
    is_current: bool = True
    faults: Sequence[str] = ()

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many of each award, in the order they come."""
        return Counter(item.award for item in self.items)

    @property
    def people(self) -> int:
        """How many names stand on it: somebody with two prizes twice."""
        return sum(len(item.names) for item in self.items)

    @property
    def money(self) -> int:
        """The sum of its lines in đồng."""
        return sum(item.amount_vnd or 0 for item in self.items)

    @cached_property
    def pairs_digest(self) -> str:
        """The SHA-256 of who has what, in whatever order: two sources with the same give the same prizes."""
        return _digest(sorted(item.key for item in self.items))

    @cached_property
    def names_digest(self) -> str:
        """The SHA-256 of the names, prize by prize, in the order they stand."""
        return _digest(sorted((*item.key, *item.names) for item in self.items))


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()


def why_not_print(tallies: Iterable[Tally]) -> list[Reason]:
    """Why nothing that names winners may be printed: what is wrong with the seal, or where a source differs from it.

    An empty list is a yes. `where` of each reason is the key of the source it is about.
    """
    given = list(tallies)
    sealed = next((tally for tally in given if tally.source == SEALED), None)
    if sealed is None:
        return [Reason("reconcile_unsealed", {}, SEALED)]
    reasons = list(_of_seal(sealed))
    for tally in given:
        own = [*_of_itself(tally), *(_against(tally, sealed) if tally is not sealed else ())]
        reasons += own[:_MOST_TOLD]
        if len(own) > _MOST_TOLD:
            told = {"source": tally.name, "more": len(own) - _MOST_TOLD}
            reasons.append(Reason("reconcile_more", told, tally.source))
    return reasons


def _of_seal(sealed: Tally) -> Iterator[Reason]:
    if sealed.faults:
        yield Reason("reconcile_faulty", {"fault": sealed.faults[0]}, SEALED)
    if not sealed.is_current:
        yield Reason("reconcile_overtaken", {"version": sealed.version or 1}, SEALED)


def _of_itself(tally: Tally) -> Iterator[Reason]:
    """A prize twice, a winner without a name, sub-counts and a sum that are not those of the lines."""
    for (code, award, _), times in Counter(item.key for item in tally.items).items():
        if times > 1 and "entries" in tally.says:
            yield _reason("reconcile_twice", tally, code=code, award=award, times=times)
    if tally.counts_said is not None:
        for award in dict.fromkeys([*tally.counts, *tally.counts_said]):
            said, lines = tally.counts_said.get(award, 0), tally.counts.get(award, 0)
            if said != lines:
                yield _reason("reconcile_subcount", tally, award=award, said=said, lines=lines)
    if tally.total_said is not None and tally.total_said != tally.money:
        sums = {"said": number(tally.total_said), "lines": number(tally.money)}
        yield _reason("reconcile_sum", tally, by=number(abs(tally.total_said - tally.money)), **sums)


def _against(tally: Tally, sealed: Tally) -> Iterator[Reason]:
    if tally.version is not None and sealed.version is not None and tally.version != sealed.version:
        words = "reconcile_public_older" if tally.source == PUBLIC else "reconcile_older"
        yield _reason(words, tally, version=tally.version, newest=sealed.version)
    meant = [item for item in sealed.items if tally.awards is None or item.award in tally.awards]
    measure = Tally(SEALED, sealed.name, meant)
    yield from _counts(tally, measure)
    if "entries" in tally.says:
        ours, theirs = _by_key(tally.items), _by_key(meant)
        if tally.pairs_digest != measure.pairs_digest:
            yield from _pairs(tally, ours, theirs)
        shared = [(item, ours[key]) for key, item in theirs.items() if key in ours]
        if "names" in tally.says and tally.names_digest != measure.names_digest:
            for right, item in shared:
                yield from _names(tally, item, right)
        if "money" in tally.says:
            yield from _amounts(tally, shared)
    if "money" in tally.says and tally.money != measure.money:
        by = number(abs(tally.money - measure.money))
        yield _reason("reconcile_total", tally, here=number(tally.money), there=number(measure.money), by=by)


def _by_key(items: Iterable[Item]) -> dict[tuple[str, str, int], Item]:
    return {item.key: item for item in items}


def _counts(tally: Tally, measure: Tally) -> Iterator[Reason]:
    for award in dict.fromkeys([*measure.counts, *tally.counts]):
        here, there = tally.counts.get(award, 0), measure.counts.get(award, 0)
        if here != there:
            yield _reason("reconcile_count", tally, award=award, here=here, there=there, by=abs(here - there))


def _pairs(
    tally: Tally, ours: Mapping[tuple[str, str, int], Item], theirs: Mapping[tuple[str, str, int], Item]
) -> Iterator[Reason]:
    """Who is missing, who should not be there, whose prize is another."""
    missing = [item for key, item in theirs.items() if key not in ours]
    beyond = {(item.code, item.author): item for key, item in ours.items() if key not in theirs}
    for item in missing:
        other = beyond.pop((item.code, item.author), None)
        if other is None:
            yield _reason("reconcile_missing", tally, code=item.code, award=item.award)
        else:
            yield _reason("reconcile_award", tally, code=item.code, here=other.award, there=item.award)
    for item in beyond.values():
        yield _reason("reconcile_beyond", tally, code=item.code, award=item.award)


def _names(tally: Tally, item: Item, right: Item) -> Iterator[Reason]:
    """Which person is missing or too many; a name that is written otherwise is both."""
    here, there = Counter(item.names), Counter(right.names)
    told = {"code": item.code, "award": item.award}
    for name in there - here:
        yield _reason("reconcile_person_missing", tally, person=name, **told)
    for name in here - there:
        yield _reason("reconcile_person_beyond", tally, person=name, **told)
    if here == there and item.names != right.names:
        yield _reason("reconcile_order", tally, here=", ".join(item.names), there=", ".join(right.names), **told)


def _amounts(tally: Tally, shared: Iterable[tuple[Item, Item]]) -> Iterator[Reason]:
    for right, item in shared:
        here, there = item.amount_vnd or 0, right.amount_vnd or 0
        if here != there:
            figures = {"here": number(here), "there": number(there), "by": number(abs(here - there))}
            yield _reason("reconcile_amount", tally, code=item.code, award=item.award, **figures)


def nameless(sealed: Tally, units: frozenset[str]) -> list[Reason]:
    """Winners of which no author is on record, or one without a name; `units` have none."""
    return [
        _reason("reconcile_nameless", sealed, code=item.code, award=item.award)
        for item in sealed.items
        if item.code not in units and not (item.names and all(name.strip() for name in item.names))
    ]


def _reason(words: str, tally: Tally, /, **told: Any) -> Reason:
    return Reason(words, {"source": tally.name, **told}, tally.source)
