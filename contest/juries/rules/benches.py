"""Who is asked about an entry in a round: a council that judges the round, and inside it a team where it has any.

For the assignment a team is a bench of its own: its members score the fields of the team, whoever sits on the council
without a team sits on every bench of it. A bench goes by the council's key in the database, or one made for the team.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contest.juries.rules.planning import PlanSeat

# Above every key a database gives.
_TEAMS = 10**9
_MOST_TEAMS = 100


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """An expert team of a council."""

    key: str
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Who judges a round: teams by council, and councils that do not judge it; by the regulation's keys."""

    teams: Mapping[str, Sequence[TeamFacts]] = field(default_factory=dict)
    idle: frozenset[str] = frozenset()

    def bench_of(self, council_id: int | None, council_key: str, field_key: str) -> int | None:
        """The bench that scores an entry of this council and field."""
        for place, team in enumerate(self.teams.get(council_key, ())):
            if council_id is not None and field_key in team.fields:
                return _bench(council_id, place)
        return council_id

    def benches(self, council_id: int | None, council_key: str) -> list[int | None]:
        """Every bench of a council."""
        teams = range(len(self.teams.get(council_key, ())))
        return [_bench(council_id, place) for place in teams] if council_id is not None and teams else [council_id]

    def seats(self, council_id: int, council_key: str, role: str, expertise: Sequence[str], team_key: str,
              fields: int) -> list[PlanSeat]:  # fmt: skip
        """The seats somebody has for the assignment; none on a council that does not judge the round.

        fields: how many the council has. A team that the regulation no longer names counts as none.
        """
        if council_key in self.idle:
            return []
        teams = self.teams.get(council_key, ())
        own = [place for place, team in enumerate(teams) if team.key == team_key] or range(len(teams))
        if not teams:
            return [PlanSeat(council_id, role, tuple(expertise), fields)]
        return [PlanSeat(_bench(council_id, place), role, tuple(expertise), len(teams[place].fields)) for place in own]

    def names(self, council_id: int, council_key: str, name: str) -> dict[int, str]:
        """What the benches of a council are called."""
        teams = self.teams.get(council_key, ())
        if not teams:
            return {council_id: name}
        return {_bench(council_id, place): f"{name}, {team.name}" for place, team in enumerate(teams)}


def _bench(council_id: int, place: int) -> int:
    return _TEAMS + council_id * _MOST_TEAMS + place
