"""Tables of the ceremony: its order, how names are said, notes of the doors, its runs; things and money."""

from contest.ceremony.models.door import DoorNote
from contest.ceremony.models.items import CeremonyItem, ItemMove, ItemRule
from contest.ceremony.models.live import Called, Run, StepTaken
from contest.ceremony.models.money import MoneyRule, PayeeAsking, PrizePayee, PrizePayment, PrizeReceipt
from contest.ceremony.models.names import StageName
from contest.ceremony.models.order import Call, Ceremony, Segment
from contest.ceremony.models.shows import Screen, Show

__all__ = [
    "Call",
    "Called",
    "Ceremony",
    "CeremonyItem",
    "DoorNote",
    "ItemMove",
    "ItemRule",
    "MoneyRule",
    "PayeeAsking",
    "PrizePayee",
    "PrizePayment",
    "PrizeReceipt",
    "Run",
    "Screen",
    "Segment",
    "Show",
    "StageName",
    "StepTaken",
]
