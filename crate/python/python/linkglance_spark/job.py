"""The job: pieces of archives in, rows out, through ``mapInArrow``."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import linkglance

from linkglance_spark.piece import Piece
from linkglance_spark.plan import plan
from linkglance_spark.source import open_piece, size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa
    from pyspark import Accumulator
    from pyspark.sql import DataFrame, SparkSession

# What Spark calls the types of a row's columns.
SPARK_TYPES = {"string": "string", "bool": "boolean", "double": "double", "int64": "bigint"}
# How many files are asked for their size at once, by the driver.
ASKED_AT_ONCE = 32
COUNTS = ("records", "pages", "inspected", "rows", "cut", "unreadable", "bytes")

_log = logging.getLogger("linkglance")


class Metrics:
    """What was read, as accumulators of Spark: they grow while the job runs.

    A task that Spark runs again after it was complete, because what it had made was lost with its
    executor, is counted again. The rows are not doubled, but these numbers may then be too high.
    """

    def __init__(self, spark: SparkSession) -> None:
        """Begin at zero."""
        context = spark.sparkContext
        self.counts: dict[str, Accumulator[int]] = {name: context.accumulator(0) for name in COUNTS}
        self.missing: Accumulator[int] = context.accumulator(0)

    def values(self) -> dict[str, int]:
        """Say what was counted so far; ``missing`` are files that were left out."""
        values = {name: counter.value for name, counter in self.counts.items()}
        return {**values, "missing": self.missing.value}


def schema() -> str:
    """Describe the columns of the rows as Spark's DDL."""
    return ", ".join(f"`{field.name}` {SPARK_TYPES[str(field.type)]}" for field in linkglance.schema())


def backlinks(
    spark: SparkSession,
    pieces: Iterable[str | Piece] | DataFrame,
    sites: str | Mapping[str, Any] | Sequence[str | Mapping[str, Any]],
    *,
    all_links: bool = False,
    unknown: bool = False,
    first_look: bool = True,
    tasks: int | None = None,
    skip_missing: bool = False,
    metrics: Metrics | None = None,
) -> DataFrame:
    """Find who links to the sites or names them, in archives.

    Args:
        spark: the session.
        pieces: WARC files (paths, ``s3://…``, ``https://…``), pieces of them, or a table with ``path``,
            ``offset`` and ``length`` as ``pieces_of_domains`` makes it.
        sites: domains or profiles, one or many.
        all_links: a row for every outbound link, too.
        unknown: a row for each page that is not all there and in which nothing was found.
        first_look: leave out pages that cannot have a row.
        tasks: how many tasks; by default one for each piece of a list, and for a table as many as Spark's
            default parallelism.
        skip_missing: leave out files that are not there, and count them; else they fail the job. A file that
            breaks off while it is read always fails its task, and Spark tries that again.
        metrics: counts what is read.

    Returns:
        The rows of ``linkglance scan``, with the same columns as its Parquet.
    """
    # Wrong profiles are reported here and not by every task.
    linkglance.inspect_batch([], sites)

    def rows_of(piece: Piece) -> Iterator[pa.RecordBatch]:
        try:
            stream = open_piece(piece)
        except FileNotFoundError:
            if not skip_missing:
                raise
            _log.warning("%s: not there, left out", piece.path)
            if metrics is not None:
                metrics.missing.add(1)
            return
        with stream:
            scan = linkglance.scan_warc(
                stream,
                sites,
                name=piece.path,
                offset=piece.offset,
                all_links=all_links,
                unknown=unknown,
                first_look=first_look,
            )
            yield from scan
        if metrics is not None:
            for name, counter in metrics.counts.items():
                counter.add(scan.counts[name])  # type: ignore[literal-required]

    if not isinstance(pieces, (list, tuple)) and hasattr(pieces, "repartition"):
        return _of_table(pieces, rows_of, tasks or _parallelism(spark))
    listed = [Piece(piece) if isinstance(piece, str) else piece for piece in pieces]
    return _of_list(spark, listed, rows_of, tasks)


def _parallelism(spark: SparkSession) -> int:
    return int(spark.sparkContext.defaultParallelism)


def _of_list(
    spark: SparkSession,
    pieces: list[Piece],
    rows_of: Callable[[Piece], Iterator[pa.RecordBatch]],
    tasks: int | None,
) -> DataFrame:
    """Plan the tasks by the sizes of the pieces; a partition of one number is one task."""
    with ThreadPoolExecutor(ASKED_AT_ONCE) as pool:
        sizes = list(pool.map(_size, pieces))
    planned = plan(list(zip(pieces, sizes, strict=True)), tasks or len(pieces))

    def rows(numbers: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in numbers:
            for number in batch.column(0).to_pylist():
                for piece in planned[number]:
                    yield from rows_of(piece)

    numbers = spark.range(0, len(planned), 1, max(1, len(planned)))
    return numbers.mapInArrow(rows, schema())


def _size(piece: Piece) -> int:
    """Give its size; of a file that can't be asked none, and its task says what is wrong."""
    try:
        return size(piece)
    except OSError as error:
        _log.warning("%s: its size is not known: %s", piece.path, error)
        return 0


def _of_table(
    table: DataFrame,
    rows_of: Callable[[Piece], Iterator[pa.RecordBatch]],
    tasks: int,
) -> DataFrame:
    """Spread records over the tasks, those of a file near each other."""

    def rows(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for row in batch.to_pylist():
                yield from rows_of(Piece(row["path"], row["offset"], row["length"]))

    columns = table.select("path", "offset", "length")
    ordered = columns.repartitionByRange(tasks, "path", "offset").sortWithinPartitions("path", "offset")
    return ordered.mapInArrow(rows, schema())
