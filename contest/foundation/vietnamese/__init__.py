"""Vietnamese text, numbers and dates: normalised on the way in, ordered, searched, printed on the way out.

Pure standard library. Everything public is importable from here; the files behind it are
`letters` (normal form, search key), `legacy` (old fonts), `order` (collation), `numerals` (figures),
`spoken` (figures in words), `dates`, `names` (people, telephones, files).
A parser that cannot read its value raises Refusal; the sentences of those codes are WORDS.
"""

from contest.foundation.vietnamese.dates import (
    date,
    date_in_words,
    moment,
    moment_in_words,
    parse_date,
    parse_year_or_date,
)
from contest.foundation.vietnamese.legacy import is_legacy_font
from contest.foundation.vietnamese.letters import fold, nfc
from contest.foundation.vietnamese.names import file_name, file_names, parse_phone, plausible_name
from contest.foundation.vietnamese.numerals import money, number, parse_money, parse_points, roman
from contest.foundation.vietnamese.order import name_key, sort_key
from contest.foundation.vietnamese.spoken import HOUSE_STYLE, Wording, money_in_words, number_in_words
from contest.foundation.vietnamese.wordlist import WORDS

__all__ = [
    "HOUSE_STYLE",
    "WORDS",
    "Wording",
    "date",
    "date_in_words",
    "file_name",
    "file_names",
    "fold",
    "is_legacy_font",
    "moment",
    "moment_in_words",
    "money",
    "money_in_words",
    "name_key",
    "nfc",
    "number",
    "number_in_words",
    "parse_date",
    "parse_money",
    "parse_phone",
    "parse_points",
    "parse_year_or_date",
    "plausible_name",
    "roman",
    "sort_key",
]
