"""The settings of the running application, for rooms that may not know Flask."""

from flask import current_app

from contest.config import Settings


def settings() -> Settings:
    """What this installation was told from outside."""
    told: Settings = current_app.config["CONTEST"]
    return told
