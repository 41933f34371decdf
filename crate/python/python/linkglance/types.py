"""What dicts hold that the module takes and gives."""

from typing import TypedDict


class Site(TypedDict, total=False):
    """A profile, as the extension exports it; ``name`` and ``domains`` are needed."""

    name: str
    domains: list[str]
    sender: str
    aliases: list[str]
    keywords: list[str]
    pages: list[str]
    competitors: list[str]
    exclude: list[str]
    require: list[str]
    caseSensitive: bool


class Counts(TypedDict):
    """What was read of an archive."""

    records: int
    pages: int
    inspected: int
    rows: int
    cut: int
    unreadable: int
    bytes: int
