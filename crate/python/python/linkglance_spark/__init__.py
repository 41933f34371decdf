"""The rows of ``linkglance scan`` for as many archives as there are, on Spark."""

from linkglance_spark.index import pieces_of_domains
from linkglance_spark.job import Metrics, backlinks
from linkglance_spark.piece import Piece, split

__all__ = ["Metrics", "Piece", "backlinks", "pieces_of_domains", "split"]
