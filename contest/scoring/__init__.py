"""Scores, sheet by sheet: drafts, submissions, paper sheets keyed in, the council's progress, closing a round."""
