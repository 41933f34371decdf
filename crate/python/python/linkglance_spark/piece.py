"""A piece of an archive: a file, or a range of one that begins and ends with a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A dictionary, which all later records need, may be at the beginning of such a file.
WHOLE_ONLY = (".zst", ".zstd")


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or ``length`` bytes of it from ``offset`` on; ``None`` is up to its end."""

    path: str
    offset: int = 0
    length: int | None = None

    def __post_init__(self) -> None:
        """Refuse ranges that no file has.

        Raises:
            ValueError: if it is none.
        """
        if self.offset < 0 or (self.length is not None and self.length <= 0):
            raise ValueError(f"no range of a file: {self}")
        if (self.offset or self.length is not None) and self.path.lower().endswith(WHOLE_ONLY):
            raise ValueError(f"{self.path}: an archive in Zstandard is read whole, for its dictionary")


def split(path: str, size: int, offsets: Iterable[int], target: int) -> list[Piece]:
    """Split a file at the beginnings of its records, which an index (CDX) lists.

    A piece ends with the first record past ``target`` bytes, so that one file of a gigabyte is work for
    many cores. All bytes of the file are in one piece.

    >>> split("a.warc.gz", 1000, [0, 250, 480, 700], target=400)
    [Piece(path='a.warc.gz', offset=0, length=480), Piece(path='a.warc.gz', offset=480, length=520)]
    """
    starts = [0]
    for offset in sorted(set(offsets)):
        if offset >= size:
            raise ValueError(f"{path}: a record at byte {offset}, and the file has {size}")
        if offset - starts[-1] >= target:
            starts.append(offset)
    ends = [*starts[1:], size]
    return [Piece(path, start, end - start) for start, end in zip(starts, ends, strict=True)]
