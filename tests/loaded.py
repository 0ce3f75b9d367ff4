"""All of the house, loaded by importing this: what processes of tests are forked from (tests/apart.py)."""

from contest.rooms import floor, learn_words, load_models, loading

with loading():
    learn_words()
    load_models()
    for name in ("routes", "jobs"):
        for _ in floor(name):
            pass
