"""Which pieces are read in which task, so that no task lasts much longer than the others."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkglance_spark.piece import Piece


def plan(pieces: Sequence[tuple[Piece, int]], tasks: int) -> list[list[Piece]]:
    """Give each task pieces, by their sizes in bytes; the first task has the most to do.

    The longest piece goes to the task that has least so far (Graham 1969: at most a third longer than the
    best plan). Spark starts tasks in their order, so what lasts longest begins first. Within a task pieces
    are in the order of their places, so that what is near in a file is read together.
    """
    most = max(1, min(tasks, len(pieces)))
    heap: list[tuple[int, int]] = [(0, number) for number in range(most)]
    given: list[list[Piece]] = [[] for _ in range(most)]
    load = [0] * most
    for piece, size in sorted(pieces, key=lambda sized: (-sized[1], sized[0].path, sized[0].offset)):
        _, number = heapq.heappop(heap)
        given[number].append(piece)
        load[number] += max(size, 1)
        heapq.heappush(heap, (load[number], number))
    order = sorted(range(most), key=lambda number: (-load[number], number))
    return [
        sorted(given[number], key=lambda piece: (piece.path, piece.offset))
        for number in order
        if given[number]
    ]
