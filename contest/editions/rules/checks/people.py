"""Who may enter, and with whom: windows of age, shares, consents."""

from collections.abc import Iterator

from contest.editions.rules.faults import Fault
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.labels import label_of

_NAMING = frozenset({"authors", "unit", "class"})


def ages_are_a_window(regulation: Regulation) -> Iterator[Fault]:
    """The youngest age is not above the oldest, nor the first birth date after the last."""
    age = regulation.entrants.age
    here = ("entrants", "age")
    if age.min is not None and age.max is not None and age.min > age.max:
        yield Fault("regulation_ages_reversed", (*here, "max"), {"least": age.min, "most": age.max}, ((*here, "min"),))
    if age.born_from and age.born_to and age.born_from > age.born_to:
        names = {"what": label_of("Age", "born_to"), "other": label_of("Age", "born_from")}
        params = {"value": age.born_to, "first": age.born_from, **names}
        yield Fault("regulation_days_reversed", (*here, "born_to"), params, ((*here, "born_from"),))


def solutions_have_a_window(regulation: Regulation) -> Iterator[Fault]:
    """Applied until comes after applied since."""
    solution = regulation.entrants.solution
    here = ("entrants", "solution")
    if solution.applied_since and solution.applied_until and solution.applied_since > solution.applied_until:
        names = {"what": label_of("Solution", "applied_until"), "other": label_of("Solution", "applied_since")}
        params = {"value": solution.applied_until, "first": solution.applied_since, **names}
        yield Fault("regulation_days_reversed", (*here, "applied_until"), params, ((*here, "applied_since"),))


def groups_need_room(regulation: Regulation) -> Iterator[Fault]:
    """Groups may enter only where more than one author may stand on the form."""
    if "group" in regulation.entrants.types and regulation.authors.max == 1:
        yield Fault("regulation_group_of_one", ("authors", "max"), {}, (("entrants", "types"),))


def shares_can_add_up(regulation: Regulation) -> Iterator[Fault]:
    """A least share times the authors stays within 100; the largest shares can only be found where shares are asked."""
    authors = regulation.authors
    here = ("authors", "least_share")
    if authors.least_share is not None:
        if authors.shares == "none":
            yield Fault("regulation_share_not_asked", here, {}, (("authors", "shares"),))
        elif authors.least_share > 100:
            yield Fault("regulation_share_too_large", here, {"share": authors.least_share})
        elif authors.least_share * authors.max > 100:
            params = {"share": authors.least_share, "authors": authors.max}
            yield Fault("regulation_shares_exceed", here, params, (("authors", "max"),))
    if authors.when_more == "largest_shares" and authors.shares != "required":
        yield Fault("regulation_share_not_asked", ("authors", "when_more"), {}, (("authors", "shares"),))


def said_once(regulation: Regulation) -> Iterator[Fault]:
    """Nothing is said twice in a list of words."""
    for path, words in (
        (("consents",), regulation.consents),
        (("entrants", "types"), regulation.entrants.types),
        (("entrants", "levels"), regulation.entrants.levels),
        (("entrants", "excludes"), regulation.entrants.excludes),
        (("authors", "asks"), regulation.authors.asks),
        (("privacy", "public_fields"), regulation.privacy.public_fields),
    ):
        for number, word in enumerate(words):
            if word in words[:number]:
                yield Fault("regulation_said_twice", (*path, number), {"value": word})


def names_are_shown_with_consent(regulation: Regulation) -> Iterator[Fault]:
    """Where consents are asked for, names, schools and classes may be shown only with the one for names."""
    if not regulation.consents or "publish_name" in regulation.consents:
        return
    for number, name in enumerate(regulation.privacy.public_fields):
        if name in _NAMING:
            yield Fault("regulation_shown_without_consent", ("privacy", "public_fields", number), {}, (("consents",),))


def quotas_fit(regulation: Regulation) -> Iterator[Fault]:
    """One person may not hand in more than the person's whole unit."""
    quota = regulation.entrants.quota
    if quota.per_unit and quota.per_person and quota.per_person > quota.per_unit:
        here = ("entrants", "quota")
        params = {"person": quota.per_person, "unit": quota.per_unit}
        yield Fault("regulation_quota_reversed", (*here, "per_person"), params, ((*here, "per_unit"),))


CHECKS = (
    ages_are_a_window,
    solutions_have_a_window,
    groups_need_room,
    shares_can_add_up,
    said_once,
    names_are_shown_with_consent,
    quotas_fit,
)
