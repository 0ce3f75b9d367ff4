"""Where a smooth function of two figures is lowest, without its slopes."""

from collections.abc import Callable

# Logarithms of ratios of variances are searched between -9 and 9: beyond, an effect is nought or all there is.
EDGE = 9.0

Point = tuple[float, float]


def lowest(function: Callable[[Point], float], start: Point, step: float = 1.0) -> Point:
    """Where a smooth function of two figures is lowest (Nelder and Mead 1965), within the edges; always the same."""

    def at(point: Point) -> tuple[float, Point]:
        held = (max(-EDGE, min(EDGE, point[0])), max(-EDGE, min(EDGE, point[1])))
        return function(held), held

    def toward(middle: Point, far: Point, reach: float) -> tuple[float, Point]:
        return at((middle[0] + reach * (far[0] - middle[0]), middle[1] + reach * (far[1] - middle[1])))

    corners = [at(start), at((start[0] + step, start[1])), at((start[0], start[1] + step))]
    for _ in range(300):
        corners.sort(key=lambda corner: corner[0])
        best, good, worst = corners
        size = max(abs(best[1][0] - each[1][0]) + abs(best[1][1] - each[1][1]) for each in corners)
        if size < 1e-7:
            break
        middle = ((best[1][0] + good[1][0]) / 2, (best[1][1] + good[1][1]) / 2)
        mirrored = toward(middle, worst[1], -1)
        if mirrored[0] < best[0]:
            corners[2] = min(mirrored, toward(middle, worst[1], -2), key=lambda corner: corner[0])
        elif mirrored[0] < good[0]:
            corners[2] = mirrored
        else:
            inside = toward(middle, worst[1], 0.5 if mirrored[0] >= worst[0] else -0.5)
            if inside[0] < min(worst[0], mirrored[0]):
                corners[2] = inside
            else:
                corners[1:] = [toward(best[1], each[1], 0.5) for each in corners[1:]]
    return min(corners, key=lambda corner: corner[0])[1]
