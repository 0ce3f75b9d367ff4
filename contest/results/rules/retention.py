"""When identity papers have served: so many days after the result was published, as the regulation says."""

from datetime import date, timedelta

from contest.editions.rules import Regulation


def due_parts(regulation: Regulation, published_on: date, today: date) -> list[str]:
    """The sensitive parts of the dossier whose files are to be destroyed by now, by key.

    A part without days of its own is kept as long as the regulation keeps personal data at all.
    """
    return [
        part.key
        for part in regulation.dossier
        if part.sensitive
        and today >= published_on + timedelta(days=part.delete_after_days or regulation.privacy.retention_days)
    ]
