"""The job on Spark: the rows of `scan`, whatever happens to servers and executors."""

from __future__ import annotations

import doctest
import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import linkglance
import linkglance_spark.piece
import linkglance_spark.source
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import SITES, Server, key, write
from linkglance_spark import Metrics, Piece, backlinks, pieces_of_domains, split
from linkglance_spark.plan import plan
from linkglance_spark.source import open_piece, size
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyspark.sql import DataFrame

    Scanned = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """Start Spark in this process' own JVM, two tasks at a time."""
    session = settings(SparkSession.builder.master("local[2]")).getOrCreate()
    yield session
    session.stop()


def settings(builder: Any) -> Any:
    return (
        builder.appName("linkglance")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.python.worker.faulthandler.enabled", "true")
    )


def sorted_rows(rows: DataFrame) -> list[dict[str, Any]]:
    return sorted((row.asDict() for row in rows.collect()), key=key)


def test_the_job_gives_the_rows_of_scan(spark: SparkSession, archives: list[Path], scanned: Scanned) -> None:
    paths = [str(path) for path in archives]
    for more, options in [((), {}), (("--all-links", "--unknown"), {"all_links": True, "unknown": True})]:
        expected = sorted(scanned(archives, *more), key=key)
        metrics = Metrics(spark)
        rows = backlinks(spark, paths, SITES, metrics=metrics, **options)
        assert sorted_rows(rows) == expected
        counted = metrics.values()
        assert counted["rows"] == len(expected) > 50
        assert counted["pages"] > counted["unreadable"] > 0
        assert counted["missing"] == 0
    assert sorted_rows(backlinks(spark, paths, SITES, tasks=2)) == sorted(scanned(archives), key=key)


def test_the_columns_are_those_of_scans_parquet(
    spark: SparkSession, archives: list[Path], scanned: Scanned, tmp_path: Path
) -> None:
    expected = scanned(archives[:1])
    out = tmp_path / "rows"
    backlinks(spark, [str(archives[0])], SITES).write.parquet(str(out))
    assert list(pq.read_table(out).to_pylist()[0]) == list(expected[0])


def test_pieces_of_a_file_give_what_the_file_gives(
    spark: SparkSession, tmp_path: Path, scanned: Scanned
) -> None:
    path = tmp_path / "big.warc.gz"
    offsets = write(path, range(200))
    pieces = split(str(path), path.stat().st_size, offsets, 5_000)
    assert len(pieces) > 5
    shuffled = random.Random(1).sample(pieces, len(pieces))
    assert sorted_rows(backlinks(spark, shuffled, SITES, tasks=3)) == sorted(scanned([path]), key=key)


def test_ranges_come_over_http_and_what_breaks_is_asked_for_again(
    spark: SparkSession,
    archives: list[Path],
    scanned: Scanned,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linkglance_spark.source, "WAIT", 0.01)
    # Each file's connection breaks at its first and its third answer, and the second says "busy".
    times: dict[str, int] = {}
    lock = threading.Lock()

    def trouble(path: str) -> tuple[int | None, int | None]:
        with lock:
            times[path] = times.get(path, 0) + 1
        return {1: (100, None), 2: (None, 503), 3: (1_000, None)}.get(times[path], (None, None))

    server.trouble = trouble
    files = archives[:4]
    rows = [row for file in files for row in read_here(Piece(server.url + file.name))]
    expected = [{**row, "file": server.url + Path(row["file"]).name} for row in scanned(files)]
    assert rows == expected
    asked = [place for method, path, place in server.requests if path == files[1].name]
    assert asked[0] == "bytes=0-"
    assert asked[1] == asked[2] == f"bytes=100-{files[1].stat().st_size - 1}"
    server.trouble = lambda _: (None, None)
    urls = [server.url + file.name for file in files]
    assert sorted_rows(backlinks(spark, urls, SITES)) == sorted(expected, key=key)


def read_here(piece: Piece) -> list[dict[str, Any]]:
    with open_piece(piece) as stream:
        scan = linkglance.scan_warc(stream, SITES, name=piece.path, offset=piece.offset)
        return [row for batch in scan for row in batch.to_pylist()]


def test_only_the_records_of_chosen_domains_are_asked_for(
    spark: SparkSession, tmp_path: Path, scanned: Scanned
) -> None:
    folder = tmp_path / "crawl"
    folder.mkdir()
    table: list[dict[str, Any]] = []
    for name in ("x", "y"):
        path = folder / f"{name}.warc.gz"
        offsets = write(path, range(60))
        ends = [*offsets[1:], path.stat().st_size]
        table += [
            {
                "url_host_registered_domain": f"blog{number % 5}.example",
                "fetch_status": 404 if number % 17 == 5 else 200,
                "content_mime_detected": "image/png" if number % 13 == 4 else "text/html",
                "warc_filename": path.name,
                "warc_record_offset": offset,
                "warc_record_length": end - offset,
            }
            for number, (offset, end) in enumerate(zip(offsets, ends, strict=True))
        ]
    index = tmp_path / "index"
    index.mkdir()
    pq.write_table(pa.Table.from_pylist(table), index / "part-0.parquet")
    server = Server(folder)
    try:
        pieces = pieces_of_domains(spark, str(index), ["blog1.example", "BLOG3.example"], base=server.url)
        assert pieces.count() < len(table) / 2
        found = sorted_rows(backlinks(spark, pieces, SITES))
    finally:
        server.server.shutdown()
        server.server.server_close()
    wanted = {"blog1.example", "blog3.example"}
    expected = [
        {**row, "file": server.url + Path(row["file"]).name}
        for row in scanned([folder / "x.warc.gz", folder / "y.warc.gz"])
        if row["host"] in wanted
    ]
    assert found == sorted(expected, key=key)
    assert len(found) > 5
    assert all(place.startswith("bytes=") and not place.endswith("-") for _, _, place in server.requests)


def test_an_object_store_is_read_by_ranges(
    archives: list[Path], scanned: Scanned, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    bucket = archives[0].parent.name
    server.folder = archives[0].parent.parent
    place = server.url.removeprefix("http://").rstrip("/")
    end = f"?scheme=http&endpoint_override={place}&region=us-east-1"
    file = archives[1]
    path = f"s3://{bucket}/{file.name}{end}"
    assert size(Piece(path)) == file.stat().st_size
    expected = [{**row, "file": path} for row in scanned([file])]
    assert read_here(Piece(path)) == expected
    middle = expected[5]["offset"]
    rest = [row for row in expected if row["offset"] >= middle]
    assert read_here(Piece(path, middle, file.stat().st_size - middle)) == rest
    with pytest.raises(FileNotFoundError):
        open_piece(Piece(f"s3://{bucket}/none{end}"))


def test_a_missing_file_fails_the_job_or_is_counted(
    spark: SparkSession, archives: list[Path], scanned: Scanned
) -> None:
    paths = [str(archives[0]), str(archives[0].with_name("none.warc.gz"))]
    with pytest.raises(PySparkException, match=r"none\.warc\.gz"):
        backlinks(spark, paths, SITES).collect()
    metrics = Metrics(spark)
    rows = backlinks(spark, paths, SITES, skip_missing=True, metrics=metrics)
    assert sorted_rows(rows) == sorted(scanned(archives[:1]), key=key)
    assert metrics.values()["missing"] == 1


def test_wrong_profiles_are_reported_before_the_job(spark: SparkSession) -> None:
    with pytest.raises(ValueError, match="public suffix"):
        backlinks(spark, [], "co.uk")


def test_no_archive_gives_no_row(spark: SparkSession) -> None:
    assert backlinks(spark, [], SITES).collect() == []


def test_a_range_past_the_end_is_an_error(archives: list[Path], server: Server) -> None:
    length = archives[0].stat().st_size
    for path in (str(archives[0]), server.url + archives[0].name):
        with pytest.raises((EOFError, OSError), match=r"end(s|ed) "):
            read_here(Piece(path, 10, length))


@pytest.fixture(autouse=True)
def _no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkglance_spark.source, "WAIT", 0.01)


def test_the_examples_do_what_they_say() -> None:
    for module in (linkglance_spark.piece, linkglance_spark.source):
        done = doctest.testmod(module)
        assert done.attempted > 0
        assert done.failed == 0


def test_pieces_are_all_of_a_file_and_long_ones_come_first() -> None:
    dice = random.Random(7)
    for _ in range(300):
        length = dice.randrange(1, 5_000)
        offsets = [dice.randrange(length) for _ in range(dice.randrange(20))]
        pieces = split("a.warc.gz", length, offsets, dice.randrange(1, 3_000))
        assert pieces[0].offset == 0
        ends = [piece.offset + (piece.length or 0) for piece in pieces]
        assert [piece.offset for piece in pieces[1:]] == ends[:-1]
        assert ends[-1] == length
        assert {piece.offset for piece in pieces} <= {0, *offsets}
        sized = [(Piece(f"{number}"), dice.randrange(1_000)) for number in range(dice.randrange(1, 60))]
        tasks = plan(sized, dice.randrange(1, 20))
        planned = [piece for task in tasks for piece in task]
        assert sorted(planned, key=str) == sorted((piece for piece, _ in sized), key=str)
        by_path = {piece.path: length for piece, length in sized}
        loads = [sum(max(1, by_path[piece.path]) for piece in task) for task in tasks]
        assert loads == sorted(loads, reverse=True)
        average = sum(loads) / len(loads)
        assert loads[0] <= average + max(max(1, length) for length in by_path.values())
    with pytest.raises(ValueError, match="Zstandard"):
        Piece("a.warc.zst", 10)


def test_the_script_writes_parquet_by_site(archives: list[Path], scanned: Scanned, tmp_path: Path) -> None:
    (tmp_path / "warc.paths").write_text("# all\n" + "\n".join(path.name for path in archives) + "\n")
    profile = tmp_path / "acme.json"
    profile.write_text(json.dumps(SITES[0]))
    out = tmp_path / "rows"
    script = Path(linkglance_spark.__file__).with_name("submit.py")
    command = [sys.executable, "-m", "pyspark.find_spark_home"]
    home = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    submit = [
        str(Path(home) / "bin/spark-submit"),
        "--master",
        "local[2]",
        "--conf",
        "spark.ui.enabled=false",
        "--conf",
        "spark.sql.shuffle.partitions=4",
    ]
    words = ["--paths", str(tmp_path / "warc.paths"), "--base", str(archives[0].parent), "--output", str(out)]
    sites = ["--site", str(profile), "--domain", "rival.example"]
    done = subprocess.run([*submit, str(script), *words, *sites], check=True, capture_output=True, text=True)
    counted = json.loads(done.stdout.strip().splitlines()[-1])
    rows = pq.read_table(out).to_pylist()
    assert {path.name for path in out.iterdir() if path.is_dir()} == {"site=Acme", "site=Rival"}
    assert counted["rows"] == len(rows)
    columns = list(rows[0])
    in_order = [{name: row[name] for name in columns} for row in scanned(archives)]
    assert sorted(rows, key=key) == sorted(in_order, key=key)


def children(parent: int, word: str) -> list[int]:
    """Find processes below one whose command has this word."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            line = (folder / "cmdline").read_bytes().decode(errors="replace")
            above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if above == parent and word in line:
            found.append(int(folder.name))
    return found


CLUSTER = """
import json, os, sys
from pathlib import Path
from conftest import SITES
from linkglance_spark import backlinks
from pyspark.sql import SparkSession
from test_spark import settings

urls, out, pid = json.loads(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
builder = settings(SparkSession.builder.master("local-cluster[2,1,1024]"))
spark = builder.config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"]).getOrCreate()
jvm = spark.sparkContext._jvm.java.lang.ProcessHandle.current().pid()
pid.write_text(str(jvm))
backlinks(spark, urls, SITES).repartition("site").write.partitionBy("site").parquet(out)
spark.stop()
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="executors are found in /proc")
@pytest.mark.parametrize("which", [0, 1])
def test_a_killed_executor_loses_and_doubles_nothing(
    archives: list[Path], scanned: Scanned, server: Server, tmp_path: Path, which: int
) -> None:
    # The last file is answered only once an executor was killed, while other files are done: their rows
    # are lost with it, or not, as it happens.
    slow = archives[2].name
    waits, killed = threading.Event(), threading.Event()

    def trouble(path: str) -> tuple[int | None, int | None]:
        if path == slow and any(p == slow and place for _, p, place in server.requests[len(archives) :]):
            waits.set()
            killed.wait(120)
        return None, None

    server.trouble = trouble
    urls = [server.url + path.name for path in archives]
    out, pid = tmp_path / "rows", tmp_path / "pid"
    script = tmp_path / "job.py"
    script.write_text(CLUSTER)
    # The package may be installed for this Python alone, so executors get its place.
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    home = subprocess.run(
        [sys.executable, "-m", "pyspark.find_spark_home"], check=True, capture_output=True, text=True
    ).stdout.strip()
    environment = {**os.environ, "PYTHONPATH": paths, "SPARK_HOME": home}
    command = [sys.executable, str(script), json.dumps(urls), str(out), str(pid)]
    log = tmp_path / "log"
    with log.open("wb") as said:
        job = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=said)
    try:
        assert waits.wait(180), "no executor has asked for the file"
        executors = children(int(pid.read_text()), "CoarseGrainedExecutorBackend")
        assert len(executors) == 2
        os.kill(sorted(executors)[which], signal.SIGKILL)
        killed.set()
        assert job.wait(240) == 0, log.read_text(errors="replace")[-4_000:]
    finally:
        killed.set()
        job.kill()
    assert "Lost executor" in log.read_text(errors="replace")
    rows = pq.read_table(out).to_pylist()
    columns = list(rows[0])
    expected = [
        {**{name: row[name] for name in columns}, "file": server.url + Path(row["file"]).name}
        for row in scanned(archives)
    ]
    assert sorted(rows, key=key) == sorted(expected, key=key)
