"""A prize shared among those it is for: whole đồng, nothing lost and nothing added."""

from collections.abc import Sequence


def shares_of(amount: int, weights: Sequence[int | None]) -> tuple[int, ...]:
    """What each gets of `amount` đồng, by weights (shares of the work), equally where one has none.

    Each gets the whole đồng of the own share; what is left over goes one by one to the largest remainders, of equals
    to the first. The parts add up to the amount.
    """
    if not weights:
        return ()
    known = [weight for weight in weights if weight]
    own = known if len(known) == len(weights) else [1] * len(weights)
    whole = sum(own)
    parts = [amount * weight // whole for weight in own]
    order = sorted(range(len(own)), key=lambda place: (-(amount * own[place] % whole), place))
    for place in order[: amount - sum(parts)]:
        parts[place] += 1
    return tuple(parts)
