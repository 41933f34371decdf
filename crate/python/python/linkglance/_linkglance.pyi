"""Types of the module that is written in Rust."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Any, Protocol, final

import pyarrow as pa

from linkglance.types import Counts, Site

__all__ = ["Scan", "__version__", "inspect", "inspect_batch", "scan_warc", "schema"]
__version__: str

class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...

_Site = str | Site | Mapping[str, Any]
_Sites = _Site | Iterable[_Site]
_Headers = Mapping[str, str | Sequence[str]] | Sequence[tuple[str, str]]

@final
class Scan(Iterator[pa.RecordBatch]):
    """The rows of an archive, batch by batch."""

    @property
    def counts(self) -> Counts: ...
    def __iter__(self) -> Scan: ...
    def __next__(self) -> pa.RecordBatch: ...

def inspect(
    html: str | bytes,
    url: str,
    sites: _Sites | None = None,
    headers: _Headers | None = None,
    *,
    today: str | None = None,
) -> dict[str, Any]: ...
def inspect_batch(
    pages: Iterable[Mapping[str, Any]],
    sites: _Sites,
    all_links: bool = False,
    *,
    first_look: bool = True,
) -> pa.RecordBatch: ...
def scan_warc(
    source: str | PathLike[str] | bytes | _Readable,
    sites: _Sites,
    *,
    name: str | None = None,
    offset: int = 0,
    all_links: bool = False,
    unknown: bool = False,
    first_look: bool = True,
    batch_rows: int = 10_000,
) -> Scan: ...
def schema() -> pa.Schema: ...
