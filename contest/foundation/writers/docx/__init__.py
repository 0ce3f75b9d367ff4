"""Documents and Reports as Word files, in the layout of Nghị định 30/2020/NĐ-CP, to be changed by whoever gets them.

Written in the workshop, not in the server: python-docx takes a hundred megabytes and gives few of them back.
`writing` is what the child does; `page` sets margins, type and page numbers; `blocks` lays what a Document consists of;
`table` its tables; `parts` what Word's format needs said in its own words.
"""

from contest.foundation.writers.docx.asking import write

__all__ = ["write"]
