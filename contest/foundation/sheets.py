"""Spreadsheets that people send in, read within limits."""

WORDS: dict[str, str] = {}
