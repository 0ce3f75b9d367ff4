"""The radar on a world of planted duplicates: recall by kind of disguise, precision, seconds.

python -m bench.radar            development seeds
python -m bench.radar --held-out the seeds nothing was chosen on
python -m bench.radar --second   the other disguiser's worlds (with --held-out: its held-out seeds)
"""

import argparse
import time
from collections import Counter

from contest.screening.rules.radar import find
from tests.screening.radar_corpus import make_second_world, make_world
from tests.screening.radar_seen import seen

DEVELOPMENT, HELD_OUT = (11, 12), (311, 312, 313, 314, 315, 316, 317, 318)
SECOND_DEVELOPMENT, SECOND_HELD_OUT = (21, 22, 23, 24), (501, 502, 503, 504, 505, 506, 507, 508)


def measure(seed: int, of_each_kind: int, talk: bool, second: bool) -> tuple[float, float]:
    """Recall and precision of one world; prints them."""
    world = (make_second_world if second else make_world)(seed, of_each_kind)
    began, cpu = time.perf_counter(), time.process_time()
    works = seen(world)
    read = time.perf_counter() - began
    matches = find(works)
    seconds, busy = time.perf_counter() - began, time.process_time() - cpu
    wanted = {(original, copy): kind for copy, (original, kind) in world.planted.items()}
    hit = {(match.first, match.second) for match in matches} & set(wanted)
    missed = Counter(kind for pair, kind in wanted.items() if pair not in hit)
    recall, precision = len(hit) / len(wanted), len(hit) / max(1, len(matches))
    print(f"seed {seed}: {len(works)} works, recall {recall:.3f}, precision {precision:.3f}; missed {dict(missed)}")
    print(f"  {seconds:.1f} s, {busy:.1f} s of processor; {read:.1f} s of them reading")
    if talk:
        for pair, kind in wanted.items():
            if pair not in hit:
                print(f"  missed {kind}: {world.works[pair[0]].title!r} → {world.works[pair[1]].title!r}")
        for match in matches:
            if (match.first, match.second) not in wanted:
                kinds = ", ".join(f"{one.kind} {one.likelihood:.2f}" for one in match.evidence)
                print(f"  wrong {kinds}: {world.works[match.first].title!r} / {world.works[match.second].title!r}")
    return recall, precision


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--second", action="store_true", help="duplicates of the second disguiser")
    parser.add_argument("--seeds", type=int, nargs="*", help="these worlds instead")
    parser.add_argument("--talk", action="store_true", help="name every failure")
    parser.add_argument("--each", type=int, default=10, help="duplicates of each kind")
    given = parser.parse_args()
    development, held_out = (SECOND_DEVELOPMENT, SECOND_HELD_OUT) if given.second else (DEVELOPMENT, HELD_OUT)
    seeds = given.seeds or (held_out if given.held_out else development)
    figures = [measure(seed, given.each, given.talk, given.second) for seed in seeds]
    recall, precision = (sum(column) / len(figures) for column in zip(*figures, strict=True))
    print(f"mean recall {recall:.3f}, mean precision {precision:.3f}")


if __name__ == "__main__":
    main()
