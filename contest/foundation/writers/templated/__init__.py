"""Documents whose text people change: one text of ours becomes a template for Word and, filled, a PDF.

`lines` reads our text and fills it, `laying` makes a Document of it (with its tags, it is the template for Word),
`filling` and `checking` work on Word files in the workshop's child, for a template that was changed comes from outside;
`tidying` reads one as Word left it.
"""

from contest.foundation.writers.templated.asking import Fault, Looked, filled, filled_pdf, laid_out, looked_at, template
from contest.foundation.writers.templated.lines import Item, parse

__all__ = ["Fault", "Item", "Looked", "filled", "filled_pdf", "laid_out", "looked_at", "parse", "template"]
