"""What the pages of results ask."""

from contest.results.forms.publication import RetractForm

__all__ = ["RetractForm"]
