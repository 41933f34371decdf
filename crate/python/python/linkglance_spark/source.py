"""Pieces of archives as streams of bytes: local files, object stores, HTTP.

Object stores are read by ``pyarrow.fs``, which is there already: S3, Google Cloud Storage, Azure and
HDFS, with ranges, retries and the credentials of each. Spark's own ``binaryFile`` gives a file as one value
of a row, which has to fit into memory and into the 2 GB of an array, and archives have a gigabyte each.
``pyarrow.fs`` does not know HTTP: ``_Http`` does, with ranges, and goes on where a connection broke.
"""

from __future__ import annotations

import http.client
import logging
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pyarrow import fs

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from linkglance_spark.piece import Piece

# How much is asked of an object store at once: each time is a request.
BLOCK = 8 << 20
# How often a request is tried, and how long is waited before the second time, in seconds; then twice as long.
TRIES = 6
WAIT = 1.0
# How long a server may say nothing, in seconds.
TIMEOUT = 60
# Answers after which a second try may help (RFC 9110, 15; RFC 6585).
BUSY = {408, 425, 429, 500, 502, 503, 504}
# Answers that say that there is no such file.
GONE = {404, 410}
TOTAL_UNKNOWN = "*"

_T = TypeVar("_T")
_log = logging.getLogger("linkglance")


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


def _is_http(path: str) -> bool:
    return path.startswith(("http://", "https://"))


def _file_system(path: str) -> tuple[Any, str]:
    if "://" in path:
        found: tuple[Any, str] = fs.FileSystem.from_uri(path)
        return found
    return fs.LocalFileSystem(), str(Path(path).absolute())


def size(piece: Piece) -> int:
    """Ask how many bytes a piece has.

    Raises:
        FileNotFoundError: if there is no such file.
    """
    if piece.length is not None:
        return piece.length
    if _is_http(piece.path):
        # Of one byte, so that the answer says how long the whole is and holds hardly any of it.
        with _Http(piece.path, 0, 1) as stream:
            return max(0, stream.total() - piece.offset)
    system, path = _file_system(piece.path)
    info = system.get_file_info(path)
    if info.type != fs.FileType.File:
        raise FileNotFoundError(piece.path)
    return max(0, int(info.size) - piece.offset)


def open_piece(piece: Piece) -> Stream:
    """Open a piece. Its bytes come with ``read(size)``.

    Raises:
        FileNotFoundError: if there is no such file.
    """
    if _is_http(piece.path):
        return Stream(_Http(piece.path, piece.offset, piece.length), piece)
    system, path = _file_system(piece.path)
    if piece.offset == 0 and piece.length is None:
        # Files whose names end as packed ones do would be unpacked.
        return Stream(system.open_input_stream(path, compression=None, buffer_size=BLOCK), piece)
    whole = system.open_input_file(path)
    length = whole.size() - piece.offset if piece.length is None else piece.length
    if piece.offset + length > whole.size():
        whole.close()
        raise EOFError(f"{piece.path} ends before byte {piece.offset + length}")
    return Stream(_Range(whole, piece.offset, length), piece)


class Stream:
    """The bytes of a piece; one that ends too early is an error, never a shorter piece."""

    def __init__(self, source: _Readable, piece: Piece) -> None:
        """Wrap what gives the bytes."""
        self._source = source
        self._piece = piece
        self._read = 0

    def read(self, size: int) -> bytes:
        """Give up to ``size`` bytes, none at the end.

        Raises:
            EOFError: if the file ends within the piece.
        """
        length = self._piece.length
        if length is not None:
            size = min(size, length - self._read)
        if size == 0:
            return b""
        data = bytes(self._source.read(size))
        self._read += len(data)
        if not data and length is not None:
            raise EOFError(f"{self._piece.path} ends at byte {self._piece.offset + self._read}")
        return data

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._source.close()

    def __enter__(self) -> Stream:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


class _Range:
    """A range of a file that can be read at any place, a block at a time."""

    def __init__(self, file: Any, offset: int, length: int) -> None:
        self._file = file
        self._at = offset
        self._end = offset + length
        self._block = b""
        self._taken = 0

    def read(self, size: int) -> bytes:
        if self._taken == len(self._block):
            self._block = self._file.read_at(min(BLOCK, self._end - self._at), self._at)
            self._at += len(self._block)
            self._taken = 0
        data = self._block[self._taken : self._taken + size]
        self._taken += len(data)
        return data

    def close(self) -> None:
        self._file.close()


class _Http:
    """A range of what an address gives. Where the connection breaks, it is asked for the rest."""

    def __init__(self, url: str, offset: int, length: int | None) -> None:
        self._url = url
        self._at = offset
        self._end = None if length is None else offset + length
        self._total: int | None = None
        self._tag: str | None = None
        self._answer: http.client.HTTPResponse | None = None
        self._patiently(self._ask)

    def __enter__(self) -> _Http:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def total(self) -> int:
        """Say how many bytes the whole has.

        Raises:
            OSError: if the server does not say.
        """
        if self._total is None:
            raise OSError(f"{self._url}: the server does not say how long it is")
        return self._total

    def read(self, size: int) -> bytes:
        return self._patiently(lambda: self._read(size))

    def close(self) -> None:
        if self._answer is not None:
            self._answer.close()
            self._answer = None

    def _patiently(self, work: Callable[[], _T]) -> _T:
        """Try again what may succeed the next time."""
        wait = WAIT
        for _ in range(TRIES - 1):
            try:
                return work()
            except _FinalError:
                raise
            except (http.client.HTTPException, OSError) as error:
                self.close()
                _log.warning("%s, byte %d: %s; asked again in %g s", self._url, self._at, error, wait)
                time.sleep(wait)
                wait *= 2
        return work()

    def _read(self, size: int) -> bytes:
        if self._end is not None and self._at >= self._end:
            return b""
        answer = self._answer or self._ask()
        data = answer.read(size)
        if not data and self._end is not None:
            raise ConnectionError(f"the connection ended before byte {self._end}")
        self._at += len(data)
        return data

    def _ask(self) -> http.client.HTTPResponse:
        """Ask for all that is left."""
        last = "" if self._end is None else str(self._end - 1)
        headers = {"Range": f"bytes={self._at}-{last}", "Accept-Encoding": "identity"}
        if self._tag is not None:
            # Else the rest of another file could follow (RFC 9110, 13.1.5).
            headers["If-Range"] = self._tag
        request = urllib.request.Request(self._url, headers=headers)
        try:
            answer: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=TIMEOUT)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in GONE:
                raise MissingError(f"{self._url}: {error.code}") from error
            if error.code not in BUSY:
                raise _FinalError(f"{self._url}: {error.code}") from error
            raise
        self._answer = answer
        self._tag = self._tag or answer.headers.get("ETag")
        first, self._total = _place(answer)
        if first != self._at:
            raise _FinalError(f"{self._url}: it has changed, or its server gives no ranges")
        if self._end is None:
            self._end = self._total
        elif self._total is not None and self._total < self._end:
            raise _FinalError(f"{self._url} ends before byte {self._end}")
        return answer


class _FinalError(OSError):
    """An error that another try does not change."""


class MissingError(_FinalError, FileNotFoundError):
    """There is no such file."""


def _place(answer: http.client.HTTPResponse) -> tuple[int, int | None]:
    """Where an answer begins, and how long the whole is, if that is known."""
    if answer.status == http.HTTPStatus.PARTIAL_CONTENT:
        return _content_range(answer.headers.get("Content-Range", ""))
    length = answer.headers.get("Content-Length")
    return 0, int(length) if length else None


def _content_range(value: str) -> tuple[int, int | None]:
    """Read ``bytes 0-99/1234``.

    >>> _content_range("bytes 100-199/1234")
    (100, 1234)
    """
    unit, _, rest = value.partition(" ")
    places, _, total = rest.partition("/")
    first, _, _ = places.partition("-")
    if unit != "bytes" or not first.isdigit():
        return -1, None
    return int(first), int(total) if total != TOTAL_UNKNOWN else None
