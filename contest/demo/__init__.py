"""A demonstration: a whole contest of real titles and invented people, carried from import to prizes."""
