"""The lists that are made of the winners alone: annexes of the decision, money, certificates, the ceremony's lists."""

from contest.papers.reports.winning.annexes import annexes
from contest.papers.reports.winning.guests import guests, invitation_list, name_cards
from contest.papers.reports.winning.merging import merge_lists
from contest.papers.reports.winning.packing import packing_lists
from contest.papers.reports.winning.places import booth_list, seating_list
from contest.papers.reports.winning.receipts import paid_prizes, receipts, receipts_by_author

__all__ = [
    "annexes",
    "booth_list",
    "guests",
    "invitation_list",
    "merge_lists",
    "name_cards",
    "packing_lists",
    "paid_prizes",
    "receipts",
    "receipts_by_author",
    "seating_list",
]
