"""Documents whose text people change: one text of ours becomes a template for Word and, filled, a PDF.

`lines` reads our text and fills it, `laying` makes a Document of it (with its tags, it is the template for Word),
`filling` and `checking` work on Word files in the workshop's child, for a template that was changed comes from outside.
"""

from contest.foundation.writers.templated.asking import Fault, faults, filled, filled_pdf, laid_out, template
from contest.foundation.writers.templated.lines import Item, parse

__all__ = ["Fault", "Item", "faults", "filled", "filled_pdf", "laid_out", "parse", "template"]
