"""Every rule of eligibility as evidence: pass, fail or unknown, with the datum it used, in words."""

from contest.editions.rules import Regulation
from contest.entries.rules import EntryFacts, Standing
from contest.screening.rules.around import NOTHING_AROUND, Around, around_checks
from contest.screening.rules.declared import declared
from contest.screening.rules.dossier import answers, parts, place
from contest.screening.rules.findings import Finding
from contest.screening.rules.solution import solution_checks
from contest.screening.rules.taking_part import authors, consents
from contest.screening.rules.timing import on_time


def checks(
    facts: EntryFacts, standing: Standing, regulation: Regulation, around: Around = NOTHING_AROUND
) -> list[Finding]:
    """All findings about one entry, in the order in which a person reads a dossier."""
    return [
        on_time(standing, regulation),
        *place(facts, regulation),
        *authors(facts, regulation),
        *solution_checks(facts, regulation),
        *parts(facts, standing, regulation),
        *answers(facts, standing, regulation),
        *consents(facts, standing, regulation),
        *declared(facts, regulation),
        *around_checks(facts, regulation, around),
    ]
