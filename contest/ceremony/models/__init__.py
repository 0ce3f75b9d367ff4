"""Tables of the ceremony: its order, how names are said, notes of the doors, its runs."""

from contest.ceremony.models.door import DoorNote
from contest.ceremony.models.live import Called, Run
from contest.ceremony.models.names import StageName
from contest.ceremony.models.order import Call, Ceremony, Segment
from contest.ceremony.models.shows import Screen, Show

__all__ = ["Call", "Called", "Ceremony", "DoorNote", "Run", "Screen", "Segment", "Show", "StageName"]
