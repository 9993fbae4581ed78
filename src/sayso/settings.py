"""Settings: the limits that keep one bad report from harming the rest.

Built once at the edge (the command line, later the pages) and passed as an argument. Imports: msgspec.
Every field here is an option of `sayso read` (`max_bytes` is `--max-bytes`), and messages name it so.
"""

from typing import Annotated

from msgspec import Meta, Struct


class Settings(Struct, frozen=True, kw_only=True):
    """Limits on one report, each with its default."""

    max_bytes: Annotated[int, Meta(gt=0, description="bytes a report or feed may have, unpacked")] = (
        32_000_000
    )
    max_depth: Annotated[int, Meta(gt=0, description="how deeply its elements or archives may be nested")] = (
        250
    )
    max_seconds: Annotated[float, Meta(gt=0, description="seconds that reading one report may take")] = 30.0
    max_words: Annotated[int, Meta(gt=0, description="words that a report may have")] = 100_000
    max_expansion: Annotated[
        int, Meta(gt=0, description="how many times its size a compressed file may grow when unpacked")
    ] = 200
