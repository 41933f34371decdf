"""The module itself: pages, lists of pages and archives."""

from __future__ import annotations

import doctest
import io
import logging
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import linkglance
import pyarrow as pa
import pytest
from conftest import SITES, key, page, write
from warcio.archiveiterator import ArchiveIterator

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "https://blog.example/tea"
HTML = "<title>Tea</title><article><p>We like <a href='https://acme.com/'>the tea</a> of Acme.</p></article>"


def rows_of(batches: Any) -> list[dict[str, Any]]:
    return [row for batch in batches for row in batch.to_pylist()]


def test_the_examples_do_what_they_say() -> None:
    module = linkglance._linkglance
    examples = [getattr(module, name).__doc__ for name in ("inspect", "inspect_batch", "scan_warc", "schema")]
    runner = doctest.DocTestRunner()
    for text in examples:
        test = doctest.DocTestParser().get_doctest(text, {}, "example", None, 0)
        assert test.examples
        assert runner.run(test).failed == 0
    readme = Path(__file__).parents[1] / "README.md"
    done = doctest.testfile(str(readme), module_relative=False)
    assert done.attempted > 5
    assert done.failed == 0


def test_the_types_are_those_of_the_module() -> None:
    command = [sys.executable, "-m", "mypy.stubtest", "linkglance", "--mypy-config-file", "pyproject.toml"]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_report_is_that_of_the_command_line() -> None:
    report = linkglance.inspect(HTML, URL, sites="acme.com", headers={"X-Robots-Tag": ["nofollow"]})
    assert report["version"] == 2
    assert report["page"]["headersKnown"] is True
    assert report["links"][0]["follow"]["followed"] is False
    assert [mention["text"] for mention in report["mentions"]] == ["Acme"]
    unknown = linkglance.inspect(HTML, URL)
    assert unknown["page"]["headersKnown"] is False
    assert unknown["backlinks"] == []


def test_bytes_are_decoded_as_a_browser_does_it() -> None:
    html = "<meta charset=windows-1251><title>Чай</title>".encode("windows-1251")
    assert linkglance.inspect(html, URL)["page"]["title"] == "Чай"
    declared = [("content-type", "text/html; charset=shift_jis")]
    assert (
        linkglance.inspect("<title>茶</title>".encode("shift_jis"), URL, headers=declared)["page"]["title"]
        == "茶"
    )


@pytest.mark.parametrize(
    "call",
    [
        lambda: linkglance.inspect(HTML, "no address"),
        lambda: linkglance.inspect(b"%PDF-1.7\n", URL),
        lambda: linkglance.inspect(HTML, URL, sites="co.uk"),
        lambda: linkglance.inspect(HTML, URL, sites={"name": "Acme"}),
        lambda: linkglance.inspect(HTML, URL, sites={"name": "Acme", "domain": ["acme.com"]}),
        lambda: linkglance.inspect(HTML, URL, today="tomorrow"),
        lambda: linkglance.inspect(HTML, URL, headers=3),  # type: ignore[arg-type]
        lambda: linkglance.scan_warc(b"", []),
    ],
)
def test_what_cannot_be_used_is_a_value_error(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        call()


def test_a_batch_has_typed_columns_and_null_for_unknown() -> None:
    pages = [
        {"url": URL, "html": HTML, "fetched": "2026-11-30T00:00:00Z"},
        {"url": URL, "html": "<p>nothing"},
        {"url": URL, "html": HTML.encode(), "headers": None},
    ]
    batch = linkglance.inspect_batch(iter(pages), "acme.com")
    assert isinstance(batch, pa.RecordBatch)
    assert batch.schema == linkglance.schema()
    assert batch["row"].to_pylist() == ["backlink", "mention"] * 2
    assert batch["offset"].to_pylist() == [0, 0, 2, 2]
    assert batch["followed"].type == pa.bool_()
    assert batch["followed"].to_pylist() == [True, None, True, None]
    assert batch["confidence"].type == pa.float64()
    assert batch["fetched"].to_pylist() == ["2026-11-30T00:00:00Z"] * 2 + [None] * 2
    batch.validate(full=True)
    with pytest.warns(RuntimeWarning, match="page 1"):
        rows = linkglance.inspect_batch([pages[0], {"url": "no address", "html": HTML}], "acme.com")
    assert rows.num_rows == 2
    assert linkglance.inspect_batch([], "acme.com").num_rows == 0


def test_an_archive_is_read_as_scan_reads_it(
    archives: list[Path], scanned: Callable[..., list[dict[str, Any]]]
) -> None:
    for more, options in [
        ((), {}),
        (("--all-links",), {"all_links": True}),
        (("--unknown",), {"unknown": True}),
    ]:
        expected = scanned(archives, *more)
        found = [row for path in archives for row in rows_of(linkglance.scan_warc(path, SITES, **options))]
        assert len(found) > 50
        assert found == expected


def test_a_path_bytes_and_an_object_give_the_same(archives: list[Path]) -> None:
    path = archives[1]
    whole = rows_of(linkglance.scan_warc(str(path), SITES))
    assert rows_of(linkglance.scan_warc(path.read_bytes(), SITES, name=str(path))) == whole
    with path.open("rb") as file:
        assert rows_of(linkglance.scan_warc(file, SITES, name=str(path), batch_rows=1)) == whole


def test_pages_and_rows_are_those_that_another_reader_finds(archives: list[Path]) -> None:
    scan = linkglance.scan_warc(archives[1], SITES)
    rows = rows_of(scan)
    expected, pages, places = set(), 0, {}
    with archives[1].open("rb") as file:
        reader = ArchiveIterator(file)
        for record in reader:
            if record.rec_type != "response":
                continue
            url = record.rec_headers.get_header("WARC-Target-URI")
            places[url] = reader.offset
            html = record.http_headers.get_header("Content-Type").startswith("text/html")
            if record.http_headers.get_statuscode() == "200" and html:
                pages += 1
                if b"acme" in record.content_stream().read().lower():
                    expected.add(url)
    assert scan.counts["pages"] == pages
    assert scan.counts["rows"] == len(rows)
    assert {row["page"] for row in rows if row["site"] == "Acme"} - expected == set()
    assert all(row["offset"] == places[row["page"]] for row in rows)


def test_a_range_of_records_has_their_places(tmp_path: Path) -> None:
    path = tmp_path / "e.warc.gz"
    offsets = write(path, range(30))
    data = path.read_bytes()
    whole = rows_of(linkglance.scan_warc(path, SITES))
    middle = offsets[15]
    parts = [
        linkglance.scan_warc(data[:middle], SITES, name=str(path)),
        linkglance.scan_warc(data[middle:], SITES, name=str(path), offset=middle),
    ]
    assert [row for part in parts for row in rows_of(part)] == whole


class Breaking(io.RawIOBase):
    """Gives the first bytes, then breaks."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data

    def read(self, size: int = -1) -> bytes:
        if not self.data:
            raise ConnectionResetError("the line is dead")
        given, self.data = self.data[:size], self.data[size:]
        return given


def test_a_source_that_breaks_is_an_error_and_never_fewer_rows(archives: list[Path]) -> None:
    scan = linkglance.scan_warc(Breaking(archives[1].read_bytes()[:4000]), SITES)
    with pytest.raises(ConnectionResetError, match="dead"):
        list(scan)
    assert list(scan) == []
    with pytest.raises(FileNotFoundError):
        linkglance.scan_warc("/no/such/file", SITES)
    with pytest.raises(ConnectionResetError):
        linkglance.scan_warc(Breaking(b""), SITES)


def test_what_cannot_be_read_is_logged_and_counted(
    archives: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="linkglance"):
        scan = linkglance.scan_warc(archives[-1], SITES)
        rows = rows_of(scan)
    assert scan.counts["unreadable"] == len(caplog.messages) > 0
    assert all(f"{archives[-1]}, byte " in line for line in caplog.messages)
    assert any("X-Robots" not in row["before"] for row in rows)


def test_other_threads_run_meanwhile() -> None:
    html = "".join(page(number) for number in range(4_000))
    done = threading.Event()
    thread = threading.Thread(target=lambda: (linkglance.inspect(html, URL, sites=SITES), done.set()))
    ticks = 0
    thread.start()
    while not done.is_set():
        time.sleep(0.005)
        ticks += 1
    thread.join()
    assert ticks > 10


def test_rows_of_a_batch_do_not_depend_on_its_size(archives: list[Path]) -> None:
    small = list(linkglance.scan_warc(archives[1], SITES, batch_rows=3))
    assert len(small) > 5
    assert sorted(rows_of(small), key=key) == sorted(
        rows_of(linkglance.scan_warc(archives[1], SITES)), key=key
    )
