"""What was made from files is cleared once no row names them; whatever is needed again is made again."""

import io
import os
from typing import Any

from contest.entries.models import CustodyItem, CustodyMove, EntryFile
from contest.foundation import derived
from contest.foundation import files as store
from contest.foundation.clock import now
from contest.foundation.pruning import named_files, sweep_store
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry, picture


def test_what_was_made_from_files_nobody_names_is_pruned_and_a_running_upload_is_left_alone(db: Any) -> None:
    kept, gone, young = (store.keep(io.BytesIO(picture() + bytes([place])), "a.jpg") for place in range(3))
    for file in (kept, gone, young):
        derived.picture(file.sha256, derived.THUMB)
    week_ago = now().timestamp() - 7 * 86_400
    for file in (kept, gone):
        os.utime(store.made_from(file.sha256), (week_ago, week_ago))
    assert derived.prune({kept.sha256}) == 1
    assert [store.made_from(file.sha256).is_dir() for file in (kept, gone, young)] == [True, False, True]
    # It is made again for whoever asks.
    assert derived.picture(gone.sha256, derived.THUMB).is_file()


def test_a_file_that_no_row_names_is_swept_once_nobody_brings_it_any_more(db: Any) -> None:
    named, refused, again, young = (store.keep(io.BytesIO(bytes([place]) * 9), "a.bin") for place in range(4))
    for file in (named, refused, again):
        os.utime(store.path_of(file.sha256), (0, 0))
    # Brought again it is young once more: its row may be about to be written.
    store.keep(io.BytesIO(bytes([2]) * 9), "b.bin")
    edition = make_edition()
    entry = make_entry(edition)
    facts = {"part_key": "x", "name": "x", "size": 9, "media_type": "x", "uploaded_at": now()}
    db.session.add(EntryFile(entry_id=entry.id, sha256=named.sha256, **facts))
    db.session.flush()
    sweep_store(lambda done, total: None)
    there = {path.name for path in store.store().glob("??/*")}
    assert there >= {named.sha256, again.sha256, young.sha256}
    assert refused.sha256 not in there


def test_every_row_that_names_a_file_keeps_what_was_made_from_it(db: Any) -> None:
    edition = make_edition()
    entry = make_entry(edition)
    db.session.add(
        EntryFile(entry_id=entry.id, part_key="x", name="x", sha256="a" * 64, size=1, media_type="x", uploaded_at=now())
    )
    item = CustodyItem(edition_id=edition.id, entry_id=entry.id, kind="model", short_code="AAAAAA", updated_at=now())
    db.session.add(item)
    db.session.flush()
    db.session.add(CustodyMove(item_id=item.id, state="received", at=now(), by_name="Ái", photo_sha256="b" * 64))
    db.session.flush()
    assert named_files() == {"a" * 64, "b" * 64}
