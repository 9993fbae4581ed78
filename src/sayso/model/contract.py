"""The reading contract as code: JSON in and out, its schema, and the check that a reading keeps it."""

import inspect
import json
from collections.abc import Iterable, Iterator

import msgspec

from sayso.errors import BrokenReading
from sayso.model.reading import Reading
from sayso.model.report import Refused, Report
from sayso.model.spans import Span


def to_json(line: Reading | Refused) -> bytes:
    """One line of `sayso read --jsonl`, without its line end."""
    return msgspec.json.encode(line)


def from_json(line: bytes | str) -> Reading | Refused:
    """What `to_json` wrote. Fields that a later version added are passed over.

    Raises: msgspec.DecodeError, if the line is no JSON; msgspec.ValidationError, if it is no such object.
    """
    fields = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    if "refused" in fields:
        return msgspec.json.decode(line, type=Refused)
    return msgspec.json.decode(line, type=Reading)


def schema() -> str:
    """The JSON Schema (2020-12) of one line, generated from the types, indented."""
    (reading, refused), parts = msgspec.json.schema_components(
        (Reading, Refused), ref_template="#/$defs/{name}"
    )
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of `sayso read --jsonl`: a reading, or a refusal",
        "oneOf": [reading, refused],
        "$defs": parts,
    }
    return json.dumps(_described(whole), indent=1, ensure_ascii=False)


def _described(part: object) -> object:
    """The schema with its docstrings dedented, as Python does by itself from 3.13 on."""
    if isinstance(part, dict):
        return {
            key: inspect.cleandoc(value)
            if key == "description" and isinstance(value, str)
            else _described(value)
            for key, value in part.items()
        }
    return [_described(item) for item in part] if isinstance(part, list) else part


def reading_of(report: Report, **found: object) -> Reading:
    """The reading of `report` with what the stages found in it (`claims=…`), checked.

    Raises: BrokenReading.
    """
    fields: dict[str, object] = {**msgspec.structs.asdict(report), **found}
    reading = Reading(**fields)  # type: ignore[arg-type]  # Report's fields are Reading's; a test holds them equal
    check(reading)
    return reading


def check(reading: Reading) -> None:
    """Sees that every span lies in the text and every reference leads somewhere.

    Raises: BrokenReading, naming the first fault.
    """
    for fault in faults(reading):
        raise BrokenReading(reading.id, fault)


def faults(reading: Reading) -> Iterator[str]:
    """Everything in which `reading` breaks the contract, in words."""
    yield from _span_faults(reading)
    yield from _reference_faults(reading)


def _span_faults(reading: Reading) -> Iterator[str]:
    length = len(reading.text)
    for name in reading.__struct_fields__:
        for span in _spans(getattr(reading, name)):
            if not 0 <= span.start <= span.end <= length:
                yield f"{name}: [{span.start}, {span.end}) is no span of a text of {length} characters"


def _spans(value: object) -> Iterator[Span]:
    """Every span in a value, whether as a `Span` or as the `start` and `end` of a larger one."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif isinstance(value, msgspec.Struct):
        start, end = getattr(value, "start", None), getattr(value, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            yield Span(start, end)
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))


def _reference_faults(reading: Reading) -> Iterator[str]:
    ids: dict[str, set[int]] = {}
    for name in ("entities", "actors", "places", "times", "attributions", "claims", "incidents"):
        items = getattr(reading, name)
        ids[name] = {item.id for item in items}
        if len(ids[name]) < len(items):
            yield f"{name}: an id stands twice"
    for where, to, references in _references(reading):
        for reference in references:
            if reference is not None and reference not in ids[to]:
                yield f"{where}: {reference} is the id of none of the {to}"


def _references(reading: Reading) -> Iterator[tuple[str, str, Iterable[int | None]]]:
    for entity in reading.entities:
        yield "entities.actor", "actors", [entity.actor]
    for actor in reading.actors:
        yield "actors.part_of", "actors", actor.part_of
        yield "actors.roles.of", "actors", [role.of for role in actor.roles]
    for place in reading.places:
        if place.relative:
            yield "places.relative.anchor", "places", [place.relative.anchor]
            yield "places.relative.other", "places", [place.relative.other]
    for attribution in reading.attributions:
        yield "attributions.speaker", "actors", [attribution.speaker]
        yield "attributions.within", "attributions", [attribution.within]
    for claim in reading.claims:
        yield "claims.actors", "actors", claim.actors
        yield "claims.recipients", "actors", claim.recipients
        yield "claims.chain.actor", "actors", [link.actor for link in claim.chain]
        yield "claims.place", "places", [claim.place]
        yield "claims.time", "times", [claim.time]
        yield "claims.attribution", "attributions", [claim.attribution]
        yield "claims.incident", "incidents", [claim.incident]
    for incident in reading.incidents:
        yield "incidents.claims", "claims", incident.claims
        yield "incidents.place", "places", [incident.place]
        for role in ("perpetrators", "organisations", "targets", "victims", "instruments"):
            yield f"incidents.{role}.actor", "actors", [it.actor for it in getattr(incident, role)]
