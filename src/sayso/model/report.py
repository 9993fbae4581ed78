"""Reports as readers hand them on, and refusals of what could not be read."""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from sayso.model.spans import Span

ISO_PREFIX = r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$"

IsoPrefix = Annotated[
    str,
    Meta(
        pattern=ISO_PREFIX,
        description='An ISO 8601 date as far as it is known: "2022", "2022-02", "2022-02-08", "2022-02-08T14:30+03:00"',
    ),
]
"""A date exactly as precise as it is known. Two of them compare as text down to the day."""

Outlet = str
"""Who published the report, by name; where the report does not say, its host; never called "source"."""

SectionKind = Literal["title", "dateline", "body", "caption", "furniture"]


class Section(Struct, frozen=True, kw_only=True):
    """A part of the report's text. Furniture (a byline, a log-in line, "read also") makes no claims."""

    kind: SectionKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Report(Struct, frozen=True, kw_only=True):
    """One published text, with who published it and when, as far as it says so.

    `id` is the publisher's own where the input carries one (JSON Lines, CSV), else the first 16 hexadecimal
    digits of `sha256`, the hash of the bytes this report was read from: same bytes, same id.
    """

    id: str
    file: str
    sha256: str
    text: str
    uri: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: IsoPrefix | None = None
    language: str | None = None
    agencies: tuple[str, ...] = ()
    """Who supplied the report to its outlet, as its metadata says (ninjs `infoSources`, NewsML-G2 `infoSource`)."""
    version: str | None = None
    """The publisher's version of the item, where it numbers them."""
    notes: tuple[str, ...] = ()
    """What was repaired or guessed while reading, in plain words."""
    sections: tuple[Section, ...] = ()


class Reason(StrEnum):
    """Why something was refused."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"
    TOO_DEEP = "too deep"
    TOO_SLOW = "too slow"
    UNSUPPORTED_FORMAT = "unsupported format"
    UNSUPPORTED_LANGUAGE = "unsupported language"
    WRONG_ENCODING = "wrong encoding"
    BAD_RECORD = "bad record"
    BAD_DATE = "bad date"
    DUPLICATE = "duplicate id"
    UNSAFE = "unsafe"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


class Cause(Struct, frozen=True):
    """Why, as a kind and in words; the words name the value at fault and what to do."""

    reason: Reason
    detail: str


class Refused(Struct, frozen=True, kw_only=True):
    """What could not be read: never dropped in silence, and never a reason to stop."""

    sayso: Literal["1"] = "1"
    file: str
    uri: str | None = None
    refused: Cause


def refuse(file: str, reason: Reason, detail: str, *, uri: str | None = None) -> Refused:
    """A refusal of `file`."""
    return Refused(file=file, uri=uri, refused=Cause(reason, detail))
