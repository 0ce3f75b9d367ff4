"""How tests are dealt to several workers: none is lost, and the long ones begin."""

from typing import Any

import pytest

from tests.conftest import dealt

LONG = {"slow", "browser", "office"}


def _is_long(item: pytest.Item) -> bool:
    return bool(LONG & {mark.name for mark in item.iter_markers()})


def _reads_the_house(item: pytest.Item) -> bool:
    return item.path.parent.name == "house"


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 7])
def test_every_test_is_dealt_once_and_each_worker_begins_with_a_long_file(request: Any, workers: int) -> None:
    items = request.session.items
    order = dealt(items, workers)
    assert sorted(map(id, order)) == sorted(map(id, items))
    # What reads the house is one long file.
    files = [item.path.parent if _reads_the_house(item) else item.path for item in order]
    long = {file for item, file in zip(order, files, strict=True) if _is_long(item) or _reads_the_house(item)}
    if workers > 1 and len(long) >= workers:
        cuts = [files[len(items) * place // workers] for place in range(workers)]
        assert all(file in long for file in cuts)


@pytest.mark.parametrize("workers", [2, 3, 4])
def test_what_reads_the_house_goes_to_one_worker(request: Any, workers: int) -> None:
    order = dealt(request.session.items, workers)
    share = -(-len(order) // workers)
    places = [place for place, item in enumerate(order) if _reads_the_house(item)]
    assert len(places) == places[-1] - places[0] + 1
    if len(places) < share:
        assert places[0] // share == places[-1] // share


def test_one_worker_goes_in_the_order_of_the_folders(request: Any) -> None:
    assert dealt(request.session.items, 1) == request.session.items
