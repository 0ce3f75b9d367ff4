"""Documents and templates as PDF: `write` for a Document or a Report, `render` for a template of one's own.

Pages are set by typst in a child process; `typeset` runs it, `child` is it, `templates/_house/*.typ` is how the
house's papers look.
"""

from contest.foundation.writers.pdf.typeset import render
from contest.foundation.writers.pdf.writing import write

__all__ = ["render", "write"]
