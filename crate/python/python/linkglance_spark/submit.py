"""``spark-submit`` this file: lists of archives in, Parquet partitioned by site out.

    spark-submit submit.py --paths warc.paths --base https://data.commoncrawl.org/ \
        --site acme.json --output s3a://bucket/rows

``--domains FILE`` with ``--index`` reads only the records of the domains in FILE, which Common Crawl's
columnar index names. Metrics are printed as JSON at the end.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkglance_spark import Metrics, backlinks, pieces_of_domains
from linkglance_spark.index import COMMON_CRAWL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import DataFrame, SparkSession


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read what was typed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--paths", type=Path, help="a file with one archive per line, also packed (.gz)")
    what.add_argument("--domains", type=Path, help="a file with one registrable domain per line")
    parser.add_argument("--index", help="the columnar index of a crawl, for --domains")
    parser.add_argument("--base", help="what the names of archives are below: an address or a folder")
    parser.add_argument("--site", type=Path, action="append", default=[], help="a site profile (JSON)")
    parser.add_argument("--domain", action="append", default=[], help="a site's domain, instead of a profile")
    parser.add_argument("--output", required=True, help="where the rows are written, as Parquet")
    parser.add_argument("--mode", choices=("error", "overwrite", "append"), default="error")
    parser.add_argument("--tasks", type=int, help="how many tasks; by default one for each archive")
    parser.add_argument("--all-links", action="store_true", help="a row for every outbound link, too")
    parser.add_argument("--unknown", action="store_true", help="a row for pages that are not all there")
    parser.add_argument("--skip-missing", action="store_true", help="leave out archives that are not there")
    given = parser.parse_args(words)
    if given.domains and not given.index:
        parser.error("--domains needs --index")
    if not given.site and not given.domain and not given.all_links:
        parser.error("name a site (--site or --domain), or ask for --all-links")
    return given


def lines(path: Path) -> list[str]:
    """Read a list, one per line; what follows # is a remark."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    written = (line.partition("#")[0].strip() for line in data.decode().splitlines())
    return [line for line in written if line]


def profiles(paths: Sequence[Path], domains: Sequence[str]) -> list[str | dict[str, Any]]:
    """Read profiles; a file holds one or a list of them."""
    found: list[str | dict[str, Any]] = list(domains)
    for path in paths:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
        found.extend(read if isinstance(read, list) else [read])
    return found


def run(spark: SparkSession, given: argparse.Namespace) -> dict[str, int]:
    """Read the archives and write the rows; a folder for each site."""
    pieces: DataFrame | list[str]
    if given.domains:
        pieces = pieces_of_domains(spark, given.index, lines(given.domains), base=given.base or COMMON_CRAWL)
    else:
        base = given.base or ""
        base += "/" if base and not base.endswith("/") else ""
        pieces = [base + line for line in lines(given.paths)]
    metrics = Metrics(spark)
    rows = backlinks(
        spark,
        pieces,
        profiles(given.site, given.domain),
        all_links=given.all_links,
        unknown=given.unknown,
        tasks=given.tasks,
        skip_missing=given.skip_missing,
        metrics=metrics,
    )
    # One task writes a site, else each of many tasks would write a small file for each.
    rows.repartition("site").write.mode(given.mode).partitionBy("site").parquet(given.output)
    return metrics.values()


def main() -> None:
    """Run the job."""
    from pyspark.sql import SparkSession

    given = arguments()
    spark = SparkSession.builder.appName("linkglance").getOrCreate()
    try:
        counted = run(spark, given)
    finally:
        spark.stop()
    sys.stdout.write(json.dumps(counted) + "\n")


if __name__ == "__main__":
    main()
