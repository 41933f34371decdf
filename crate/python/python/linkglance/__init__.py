"""Who on a web page, or in an archive of pages, links to a site or names it, and from where."""

from linkglance._linkglance import Scan, __version__, inspect, inspect_batch, scan_warc, schema
from linkglance.types import Counts, Site

__all__ = ["Counts", "Scan", "Site", "__version__", "inspect", "inspect_batch", "scan_warc", "schema"]
