"""Which records of Common Crawl hold the pages of chosen domains, by its columnar index.

The index is a table in Parquet, a row for each page that was fetched
(https://commoncrawl.org/columnar-index): its host's registrable domain, and in which file, from which byte on
and how long its record is. A few domains of a crawl are found in minutes, and only their records are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyspark.sql import DataFrame, SparkSession

# Where the files that the index names are.
COMMON_CRAWL = "https://data.commoncrawl.org/"
# Pages that were there, as the index says it.
FOUND = 200
PAGES = ("text/html", "application/xhtml+xml")


def pieces_of_domains(
    spark: SparkSession,
    index: str,
    domains: Iterable[str],
    *,
    base: str = COMMON_CRAWL,
) -> DataFrame:
    """Find the records of all pages of these registrable domains.

    Args:
        spark: the session.
        index: where the index of one crawl is, such as
            ``s3a://commoncrawl/cc-index/table/cc-main/warc/crawl=CC-MAIN-2026-48/subset=warc``.
        domains: registrable domains, such as ``example.co.uk``.
        base: what the names of files are below: an address or a folder.

    Returns:
        A table with ``path``, ``offset`` and ``length``, which ``backlinks`` takes.
    """
    from pyspark.sql import functions as f

    if not base.endswith("/"):
        base += "/"
    wanted = [domain.lower().strip(".") for domain in domains]
    table = spark.read.parquet(index)
    return (
        table.where(f.col("url_host_registered_domain").isin(wanted))
        .where(f.col("fetch_status") == FOUND)
        .where(f.col("content_mime_detected").isin(*PAGES))
        .select(
            f.concat(f.lit(base), f.col("warc_filename")).alias("path"),
            f.col("warc_record_offset").cast("bigint").alias("offset"),
            f.col("warc_record_length").cast("bigint").alias("length"),
        )
        .distinct()
    )
