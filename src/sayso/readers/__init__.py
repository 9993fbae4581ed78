"""Readers: bytes of any kind become reports, one after the other.

In: paths as the user gave them. Out: an iterator of `Report` and `Refused`, in input order; every file is
answered by at least one of them. Streams: nothing larger than one report (or one feed) is held. Reads files and
standard input, never the network. Imports: model, boundary, settings. Imported by: cli, engines, casebook.

`formats` tells what a stream holds; each format has its module; `making` finishes every report.
"""

from sayso.readers.finding import size_of
from sayso.readers.reading import read_paths, read_stream

__all__ = ["read_paths", "read_stream", "size_of"]
