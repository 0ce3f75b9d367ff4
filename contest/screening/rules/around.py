"""Checks that need to know of other entries and of the people of the edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from contest.editions.rules import Regulation
from contest.entries.rules import EntryFacts
from contest.foundation.vietnamese import fold
from contest.screening.rules.findings import Finding, finding

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_NO_ROLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one entry.

    same_title: codes of others with the same folded title; of_person: for each author's name the codes of that
    person's other entries; of_unit: how many entries of the unit are in, this one too; insiders: who holds a role
    that bars from entering, by folded name.
    """

    same_title: tuple[str, ...] = ()
    of_person: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    of_unit: int = 0
    insiders: Mapping[str, str] = field(default_factory=lambda: _NO_ROLES)


NOTHING_AROUND = Around()


def around_checks(facts: EntryFacts, regulation: Regulation, around: Around) -> Iterator[Finding]:
    """Ceilings on entries of one person and one unit, people who may not enter, entries of the same title."""
    quota = regulation.entrants.quota
    if quota.per_person is not None:
        for place, author in enumerate(facts.authors, 1):
            others = around.of_person.get(author.name, ())
            count = len(others) + 1
            more = f": hồ sơ này và {', '.join(others[:5])}" if others else ""
            datum = f"Tác giả {author.name} có {count} hồ sơ{more}"
            words = f"Mỗi người nhiều nhất {quota.per_person} hồ sơ"
            yield finding("per_person", count <= quota.per_person, datum, words, f"author:{place}")
    if quota.per_unit is not None and facts.unit:
        datum = f"{facts.unit} có {around.of_unit} hồ sơ"
        words = f"Mỗi đơn vị nhiều nhất {quota.per_unit} hồ sơ"
        yield finding("per_unit", around.of_unit <= quota.per_unit, datum, words)
    for place, author in enumerate(facts.authors, 1):
        role = around.insiders.get(fold(author.name))
        if role:
            datum = f"Tác giả {author.name} trùng tên với một người là {role}"
            words = "Giám khảo, người tổ chức của kỳ này không dự thi"
            yield finding("insider", None, datum, words, f"author:{place}")
    if around.same_title:
        datum = f"Cùng tên với {', '.join(around.same_title[:5])}"
        yield finding("same_title", None, datum, "Có hồ sơ khác cùng tên; hãy so hai hồ sơ")
