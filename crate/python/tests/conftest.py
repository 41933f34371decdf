"""What the tests share: archives by an independent writer, the command line, a server with ranges, Spark."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[3]
SITES: list[str | dict[str, Any]] = [
    {"name": "Acme", "domains": ["acme.com"], "aliases": ["Acme Tea"]},
    "rival.example",
]


def page(number: int) -> str:
    """Make a page; one in three links to a site or names it."""
    link = {
        0: f'<a rel="nofollow" href="https://acme.com/tea/{number}">the tea</a>',
        3: "what Acme Tea sells",
        6: '<a href="https://www.rival.example/?a=1&amp;b=2">a rival</a> and <a href="https://acme.com">Acme</a>',
    }.get(number % 9, f'<a href="https://other{number}.example/">others</a>')
    filler = "Water is boiled, and leaves are left in it for a while. " * (number % 7 + 1)
    return (
        f"<!doctype html><html lang=en><title>Page {number}: ü</title><nav><a href=/>Home</a></nav>"
        f"<article><h1>Tea {number}</h1><p>{filler}</p><p>Here is {link}, as we found. {filler}</p></article>"
    )


def write(path: Path, numbers: range, *, gzip: bool = True) -> list[int]:
    """Write an archive as crawlers do: requests beside responses, and what is no page. Gives the places."""
    offsets = []
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=gzip)
        out.flush()
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for number in numbers:
            url = f"https://blog{number % 5}.example/{path.stem}/{number}"
            headers = [("Content-Type", "text/html; charset=utf-8")]
            status = "200 OK"
            if number % 10 == 0:
                headers.append(("X-Robots-Tag", "noindex, nofollow"))
            if number % 17 == 5:
                status = "404 Not Found"
            if number % 13 == 4:
                headers = [("Content-Type", "image/png")]
            asked = StatusAndHeaders(
                f"GET /{number} HTTP/1.1", [("Host", "blog.example")], is_http_request=True
            )
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
            offsets.append(out.tell())
            answered = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            body = io.BytesIO(page(number).encode())
            date = {"WARC-Date": f"2026-11-{number % 28 + 1:02}T00:00:00Z"}
            record = writer.create_warc_record(
                url, "response", payload=body, http_headers=answered, warc_headers_dict=date
            )
            writer.write_record(record)
    return offsets


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write archives of unequal sizes; one is plain, and one is damaged in the middle and cut."""
    folder = tmp_path_factory.mktemp("archives")
    paths = [folder / f"{name}.warc.gz" for name in "abcd"]
    for path, many in zip(paths, (9, 120, 40, 60), strict=True):
        write(path, range(many))
    plain = folder / "plain.warc"
    write(plain, range(300, 330), gzip=False)
    damaged = folder / "damaged.warc.gz"
    whole = paths[1].read_bytes()
    half = len(whole) // 2
    damaged.write_bytes(whole[:half] + b"\0" * 64 + whole[half + 64 : -100])
    return [*paths, plain, damaged]


def key(row: dict[str, Any]) -> tuple[str, ...]:
    """Order rows by all they say."""
    return tuple(str(value) for value in row.values())


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[dict[str, Any]]]:
    """Rows of `linkglance scan` on the same files, read from its Parquet by Arrow's own reader."""
    program = os.environ.get("LINKGLANCE_PROGRAM")
    if not program:
        pytest.fail("LINKGLANCE_PROGRAM names no program: cargo xtask scale runs these tests")
    folder = tmp_path_factory.mktemp("scanned")
    profiles = folder / "acme.json"
    profiles.write_text('{"name": "Acme", "domains": ["acme.com"], "aliases": ["Acme Tea"]}')
    rival = folder / "rival.json"
    rival.write_text('{"name": "Rival", "domains": ["rival.example"]}')

    def scan(paths: list[Path], *more: str) -> list[dict[str, Any]]:
        out = folder / "rows.parquet"
        command = [program, "scan", *map(str, paths), "--format", "parquet", "--output", str(out), *more]
        subprocess.run([*command, "--site", str(profiles), "--site", str(rival)], check=True)
        rows: list[dict[str, Any]] = pq.read_table(out).to_pylist()
        return rows

    return scan


class Server:
    """An HTTP server that gives ranges of the files of a folder, and fails as it is asked to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: list[tuple[str, str, str]] = []
        # Called before an answer, with the path; gives how many bytes to send before the connection breaks,
        # a status to answer with instead, or neither.
        self.trouble: Callable[[str], tuple[int | None, int | None]] = lambda _: (None, None)
        handler = type("Handler", (_Handler,), {"server_of": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    server_of: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        server = self.server_of
        path = self.path.partition("?")[0].lstrip("/")
        asked = self.headers.get("Range", "")
        server.requests.append((self.command, path, asked))
        most, status = server.trouble(path)
        file = server.folder / path
        if status is not None or not file.is_file():
            self._head(status or 404, 0)
            return
        data = file.read_bytes()
        found = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
        if found:
            first = int(found[1])
            last = min(int(found[2] or len(data) - 1), len(data) - 1)
            part = data[first : last + 1]
            self._head(206, len(part), f"bytes {first}-{last}/{len(data)}")
        else:
            part = data
            self._head(200, len(part))
        if body:
            self.wfile.write(part if most is None else part[:most])
        if most is not None:
            self.close_connection = True

    def _head(self, status: int, length: int, place: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", '"one"')
        self.send_header("Last-Modified", "Tue, 01 Dec 2026 00:00:00 GMT")
        if place:
            self.send_header("Content-Range", place)
        self.end_headers()


@pytest.fixture
def server(archives: list[Path]) -> Iterator[Server]:
    """Serve the archives."""
    server = Server(archives[0].parent)
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture(scope="session", autouse=True)
def _python_of_executors() -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
