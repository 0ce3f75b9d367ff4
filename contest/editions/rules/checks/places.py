"""Fields, divisions and councils fit together: every entry has one council in every round."""

from collections.abc import Iterator

from contest.editions.rules.faults import Fault, Path
from contest.editions.rules.participation import Council
from contest.editions.rules.regulation import Regulation


def _unknown(path: Path, named: tuple[str, ...], known: set[str], what: str) -> Iterator[Fault]:
    """A fault for each name that no such part has, and for each said twice."""
    seen: set[str] = set()
    for number, name in enumerate(named):
        if name not in known:
            yield Fault(f"regulation_unknown_{what}", (*path, number), {"value": name}, ((f"{what}s",),))
        if name in seen:
            yield Fault("regulation_said_twice", (*path, number), {"value": name})
        seen.add(name)


def councils_name_known_places(regulation: Regulation) -> Iterator[Fault]:
    """A council judges fields, divisions and rounds that exist."""
    fields = {field.key for field in regulation.fields}
    divisions = {division.key for division in regulation.divisions}
    rounds = {round_.key for round_ in regulation.rounds}
    for number, council in enumerate(regulation.councils):
        here = ("councils", number)
        yield from _unknown((*here, "fields"), council.fields, fields, "field")
        yield from _unknown((*here, "divisions"), council.divisions, divisions, "division")
        yield from _unknown((*here, "rounds"), council.rounds, rounds, "round")
        yield from _teams(here, council)


def _teams(here: Path, council: Council) -> Iterator[Fault]:
    """Teams score fields of their council, and where there are teams each field has exactly one."""
    seen: dict[str, str] = {}
    for number, team in enumerate(council.teams):
        for place, field in enumerate(team.fields):
            path = (*here, "teams", number, "fields", place)
            if field not in council.fields:
                yield Fault("regulation_team_field_elsewhere", path, {"value": field, "council": council.name})
            elif field in seen:
                yield Fault("regulation_team_field_twice", path, {"value": field, "other": seen[field]})
            seen.setdefault(field, team.name)
    left = [field for field in council.fields if council.teams and field not in seen]
    if left:
        words = {"council": council.name, "fields": ", ".join(left)}
        yield Fault("regulation_team_field_missing", (*here, "teams"), words)


def every_field_has_one_council(regulation: Regulation) -> Iterator[Fault]:
    """In each round not judged by one joint council, each field (and division) has exactly one council."""
    told: set[tuple[str, int]] = set()
    for round_ in regulation.rounds:
        if round_.joint_council:
            continue
        for number, field in enumerate(regulation.fields):
            for division in [division.key for division in regulation.divisions] or [""]:
                councils = _judging(regulation, round_.key, field.key, division)
                fault = _wrong_number(regulation, round_.name, number, division, councils)
                if fault is not None and (fault.code, number) not in told:
                    told.add((fault.code, number))
                    yield fault


def _judging(regulation: Regulation, round_key: str, field: str, division: str) -> list[Council]:
    if division:
        return list(regulation.councils_for(round_key, field, division))
    return [
        council
        for council in regulation.councils
        if field in council.fields and (not council.rounds or round_key in council.rounds)
    ]


def _wrong_number(
    regulation: Regulation, round_name: str, number: int, division: str, councils: list[Council]
) -> Fault | None:
    if len(councils) == 1:
        return None
    field = regulation.fields[number].name
    where = f"{field}, {regulation.division_name(division)}" if division else field
    params = {"field": where, "round": round_name, "councils": " và ".join(c.name for c in councils)}
    hangs_on: tuple[Path, ...] = (("councils",), ("divisions",), ("rounds",))
    code = "regulation_field_in_two_councils" if councils else "regulation_field_without_council"
    return Fault(code, ("fields", number), params, hangs_on)


def levels_stand_in_one_division(regulation: Regulation) -> Iterator[Fault]:
    """A school level or an age belongs to one division only."""
    seen: dict[str, int] = {}
    for number, division in enumerate(regulation.divisions):
        for place, level in enumerate(division.levels):
            if level in seen and seen[level] != number:
                other = regulation.divisions[seen[level]].name
                path = ("divisions", number, "levels", place)
                yield Fault("regulation_level_in_two_divisions", path, {"other": other}, (("divisions", seen[level]),))
            seen.setdefault(level, number)
    yield from _ages_overlap(regulation)


def _ages_overlap(regulation: Regulation) -> Iterator[Fault]:
    for number, division in enumerate(regulation.divisions):
        low, high = division.age_min, division.age_max
        if low is not None and high is not None and low > high:
            yield Fault("regulation_ages_reversed", ("divisions", number, "age_max"), {"least": low, "most": high})
        for earlier in range(number):
            other = regulation.divisions[earlier]
            if None in (low, high, other.age_min, other.age_max) or (division.levels and other.levels):
                continue
            if max(low or 0, other.age_min or 0) <= min(high or 0, other.age_max or 0):
                path = ("divisions", number, "age_min")
                yield Fault("regulation_age_in_two_divisions", path, {"other": other.name}, (("divisions", earlier),))


def divisions_are_within_reach(regulation: Regulation) -> Iterator[Fault]:
    """A division for a school level whose pupils may not enter would stay empty."""
    admitted = set(regulation.entrants.levels)
    for number, division in enumerate(regulation.divisions):
        if admitted and division.levels and not admitted & set(division.levels):
            path = ("divisions", number, "levels")
            yield Fault("regulation_division_unreachable", path, {"name": division.name}, (("entrants", "levels"),))


CHECKS = (
    councils_name_known_places,
    every_field_has_one_council,
    levels_stand_in_one_division,
    divisions_are_within_reach,
)
