"""What the entrant gets in hand: the digest of what was handed in."""

import hashlib
import json
from dataclasses import asdict, replace

from contest.entries.rules.facts import EntryFacts


def content_digest(facts: EntryFacts) -> str:
    """SHA-256 of everything typed and of every file's hash: two dossiers with one digest are one and the same."""
    content = asdict(replace(facts, facts=dict(facts.facts), answers=dict(facts.answers)))
    content["files"] = sorted((file.part_key, file.sha256) for file in facts.files)
    for author in content["authors"]:
        author["consents"] = sorted(author["consents"])
        del author["refused"], author["forgotten_at"]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_groups(digest: str) -> str:
    """The digest as it is printed: eight groups that can be read aloud."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
