"""Documents: one JSON document that is a JSON Feed, a list of reports, a ninjs package, or one report."""

from collections.abc import Iterator
from functools import partial
from typing import TypeVar

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from sayso.boundary import attempt
from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report
from sayso.readers.decoding import to_utf8
from sayso.readers.feeds import JSON_FEED, read_json_feed
from sayso.readers.records import noted, read_object
from sayso.readers.streams import Stream
from sayso.settings import Settings

T = TypeVar("T")


class _Shape(Struct, frozen=True):
    """What of an object tells which kind it is."""

    version: Raw | UnsetType = UNSET
    items: Raw | UnsetType = UNSET
    text: Raw | UnsetType = UNSET
    bodies: Raw | UnsetType = UNSET
    associations: Raw | UnsetType = UNSET


def read_json(stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """A report or refusal for each report, item or entry in the one JSON document of `stream`.

    Raises: BadInput, if it is no JSON or holds none of these.
    """
    data, notes = to_utf8(stream.whole(settings))
    for answer in _read_data(data, stream, settings):
        yield noted(answer, notes) if isinstance(answer, Report) else answer


def _read_data(data: bytes, stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    kind = data.lstrip()[:1]
    if kind == b"[":
        yield from _each(_decoded(data, list[Raw]), stream, settings)
    elif kind == b"{":
        yield from _read_object(data, stream, settings)
    else:
        raise BadInput(Reason.BAD_RECORD, "it is JSON, but neither an object nor a list")


def _read_object(data: bytes, stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    shape = _decoded(data, _Shape)
    if isinstance(shape.version, Raw) and bytes(shape.version).strip(b'"').replace(b"\\/", b"/").startswith(
        JSON_FEED.encode()
    ):
        yield from read_json_feed(data, stream, settings)
    elif isinstance(shape.items, Raw) and shape.text is UNSET:
        yield from _each(_members(shape.items), stream, settings)
    elif parts := _parts(data, shape):
        yield from _each(parts, stream, settings)
    else:
        yield read_object(stream, data, "the document")


def _parts(data: bytes, shape: _Shape) -> list[Raw]:
    """The items of a ninjs package; none, if it has a text of its own, which then is the report."""
    if not isinstance(shape.associations, Raw) or shape.text is not UNSET or shape.bodies is not UNSET:
        return []
    if any(name.lower().startswith("body_") for name in _decoded(data, dict[str, Raw])):
        return []
    return _members(shape.associations)


def _members(raw: Raw) -> list[Raw]:
    """What is in a list, or, as ninjs 1 has it, under the names of an object."""
    if bytes(raw).startswith(b"{"):
        return list(_decoded(bytes(raw), dict[str, Raw]).values())
    return _decoded(bytes(raw), list[Raw]) if bytes(raw).startswith(b"[") else []


def _each(objects: list[Raw], stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    if not objects:
        raise BadInput(Reason.EMPTY, "there is no report in the list")
    for number, raw in enumerate(objects, start=1):
        work = partial(read_object, stream, bytes(raw), f"item {number}")
        yield attempt(work, stage="reading", file=stream.file, seconds=settings.max_seconds)


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadInput(Reason.BAD_RECORD, f"it is no JSON that can be read: {error}") from error
    except RecursionError as error:
        raise BadInput(Reason.TOO_DEEP, "its lists or objects are nested too deeply to be read") from error
