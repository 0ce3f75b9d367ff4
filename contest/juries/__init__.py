"""Who judges what, and who must not: councils, seats, conflicts, rounds, the assignment by a solver."""
