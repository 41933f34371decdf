"""Pages per second on one core: ``linkglance`` beside what a user would write.

    python bench/throughput.py --data DIR [--records 5000]

DIR holds pages as ``*.html.gz``, which are repeated under other addresses in a WARC file. The others are
those that are installed of: warcio and FastWARC with Resiliparse (its links, its text), and warcio with
readability-lxml (its main content). They look for a link to the domain and for the name, and say neither
whether a link is followed, nor where on the page it is, nor what is around it.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import linkglance
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SITE = {"name": "Acme", "domains": ["acme.com"]}


def write(data: Path, records: int, path: Path) -> None:
    """Write the archive."""
    pages = [gzip.decompress(file.read_bytes()) for file in sorted(data.glob("*.html.gz"))]
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number, page in enumerate(islice(cycle(pages), records)):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            url = f"https://site{number}.example/page"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(page), http_headers=head)
            )


def of_warcio(path: Path) -> Iterator[bytes]:
    """Read pages with warcio."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                yield record.content_stream().read()


def of_fastwarc(path: Path) -> Iterator[bytes]:
    """Read pages with FastWARC."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            yield record.reader.read()


def resiliparse(pages: Iterator[bytes]) -> int:
    """Look for links and names with Resiliparse."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    found = 0
    for page in pages:
        tree = HTMLTree.parse_from_bytes(page, detect_encoding(page))
        # Not by a selector: to go through what it finds takes time by the square of its length.
        links = [node.getattr("href") or "" for node in tree.document if node.tag == "a"]
        found += any("acme.com" in link for link in links)
        found += "acme" in extract_plain_text(tree, main_content=True).lower()
    return found


def readability(pages: Iterator[bytes]) -> int:
    """Look for links and names in the main content of Readability."""
    from lxml import html
    from lxml.etree import ParserError
    from readability import Document

    found = 0
    for page in pages:
        try:
            main = html.fromstring(Document(page.decode(errors="replace")).summary())
        except ParserError:
            continue
        found += any("acme.com" in link for link in main.xpath("//a/@href"))
        found += "acme" in main.text_content().lower()
    return found


def ours(path: Path, **options: bool) -> int:
    """Read the archive as the job does."""
    return sum(batch.num_rows for batch in linkglance.scan_warc(path, SITE, **options))


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--records", type=int, default=5_000)
    parser.add_argument("--slow", type=int, default=500, help="how many records the slow ones read")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder) / "many.warc.gz", Path(folder) / "few.warc.gz"
        write(given.data, given.records, many)
        write(given.data, given.slow, few)
        lines: list[tuple[str, int, Callable[[], Any]]] = [
            ("linkglance, with its first look", given.records, lambda: ours(many)),
            ("linkglance, every page inspected", given.slow, lambda: ours(few, first_look=False)),
            ("linkglance, every link a row", given.slow, lambda: ours(few, all_links=True)),
            ("warcio, reading alone", given.records, lambda: sum(map(len, of_warcio(many)))),
            ("warcio + Resiliparse", given.slow, lambda: resiliparse(of_warcio(few))),
            ("FastWARC + Resiliparse", given.slow, lambda: resiliparse(of_fastwarc(few))),
            ("warcio + readability-lxml", given.slow, lambda: readability(of_warcio(few))),
        ]
        for name, records, work in lines:
            start, used = time.perf_counter(), time.process_time()
            try:
                found = work()
            except ImportError as error:
                sys.stdout.write(f"{name:<34} not installed: {error.name}\n")
                continue
            seconds, used = time.perf_counter() - start, time.process_time() - used
            rate = records / used
            sys.stdout.write(f"{name:<34} {rate:7.0f} pages a core-second ({seconds:.1f} s, found {found})\n")


if __name__ == "__main__":
    main()
