"""Pages of presentations: the office's timetable, the door's board on the day, everybody's own slots, papers."""

from contest.juries.routes.presenting import door, frame, moving, office, own, papers

__all__ = ["door", "frame", "moving", "office", "own", "papers"]
