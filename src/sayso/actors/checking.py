"""Checking: what is wrong with files of actors, each fault with its file and line.

In: the bytes of files. Out: their actors, and all faults. Imports: errors, listed, periods, nations. Imported by: directory, cli.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from sayso.actors import nations
from sayso.actors.listed import KINDS, SECTORS, Listed, Source, own_source, packaged
from sayso.actors.periods import days_of
from sayso.errors import BadActors

_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*actor[ \t]*\]\]", re.M)
_ID = re.compile(r"^[ \t]*id[ \t]*=", re.M)
_AT = re.compile(r"\(at line (\d+), column \d+\)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Fault(Struct, frozen=True):
    """What is wrong, and where."""

    file: str
    line: int
    cause: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.cause}"


class Placed(Struct, frozen=True):
    """An actor and where it stands."""

    actor: Listed
    file: str
    line: int

    def fault(self, cause: str) -> Fault:
        """A fault of this actor."""
        return Fault(self.file, self.line, f"{self.actor.id}: {cause}")


def check(sources: Sequence[Source], known: Sequence[Listed] = ()) -> tuple[tuple[Listed, ...], list[Fault]]:
    """The actors of some files, and all that is wrong with them, in the order of files and lines.

    `known`: actors that are there already, which may be parents and whose ids are taken.
    """
    placed: list[Placed] = []
    faults: list[Fault] = []
    for source in sources:
        found, wrong = _parsed(source)
        placed += found
        faults += wrong
    for one in placed:
        faults += map(one.fault, _causes(one.actor))
    faults += _between(placed, known)
    order = {source.name: i for i, source in enumerate(sources)}
    faults.sort(key=lambda fault: (order[fault.file], fault.line))
    return tuple(one.actor for one in placed), faults


def load(paths: Sequence[str] = ()) -> tuple[Listed, ...]:
    """The packaged list and behind it the users' own files. Raises: BadRequest, BadActors."""
    own, faults = check([own_source(path) for path in paths], packaged() if paths else ())
    if faults:
        raise BadActors(tuple(map(str, faults)))
    return (*packaged(), *own)


def _parsed(source: Source) -> tuple[list[Placed], list[Fault]]:
    """The entries that can be read at all, and what is wrong with the others."""
    try:
        text = source.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.content.count(b"\n", 0, error.start) + 1
        byte = f"0x{source.content[error.start]:02x}"
        return [], [Fault(source.name, line, f"the byte {byte} is no UTF-8; save the file as UTF-8")]
    text = text.replace("\r\n", "\n")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        return [], [Fault(source.name, line, f"this is no TOML: {_AT.sub('', str(error)).strip()}")]
    return _converted(source.name, text, table)


def _converted(file: str, text: str, table: dict[str, Any]) -> tuple[list[Placed], list[Fault]]:
    faults = [
        Fault(file, _line_of_key(text, key), f"unknown table {key!r}") for key in table if key != "actor"
    ]
    entries = table.get("actor", [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        return [], [*faults, Fault(file, _line_of_key(text, "actor"), "actors begin with [[actor]]")]
    placed = []
    for line, entry in zip(_lines(text, len(entries)), entries, strict=True):
        try:
            placed.append(Placed(msgspec.convert(entry, Listed), file, line))
        except msgspec.ValidationError as error:
            name = entry.get("id")
            whose = f"{name}: " if isinstance(name, str) else ""
            faults.append(Fault(file, line, f"{whose}{_in_words(error)}"))
    return placed, faults


def _in_words(error: msgspec.ValidationError) -> str:
    """What msgspec complains of, without its words for objects."""
    words = str(error).replace("Object contains unknown field", "unknown key")
    words = words.replace("Object missing required field", "missing key").replace(" | null`", "`")
    return re.sub(r" - at `\$\.?(.*?)`", lambda at: f" in {at[1]}" if at[1] else "", words)


def _lines(text: str, count: int) -> list[int]:
    """The line of the id of each entry, or of its head if it has none."""
    heads = [match.start() for match in _HEAD.finditer(text)]
    if len(heads) != count:
        return [1] * count
    found = []
    for begin, past in zip(heads, [*heads[1:], len(text)], strict=True):
        at = _ID.search(text, begin, past)
        found.append(text.count("\n", 0, at.start() if at else begin) + 1)
    return found


def _line_of_key(text: str, key: str) -> int:
    at = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", text, re.M)
    return text.count("\n", 0, at.start()) + 1 if at else 1


def _causes(actor: Listed) -> Iterator[str]:
    """What is wrong with an entry by itself."""
    if not _SLUG.fullmatch(actor.id):
        yield f"the id {actor.id!r} is not of small letters, digits and hyphens"
    if actor.kind not in KINDS:
        yield f"unknown kind {actor.kind!r}"
    if actor.country is not None and actor.country not in nations.codes():
        yield f"unknown country {actor.country!r}; countries are ISO 3166-1 codes of three letters"
    yield from (f"its {key} is empty" for key in ("name", "basis") if not getattr(actor, key).strip())
    if not all(name.strip() for name in actor.names):
        yield "one of its names is empty"
    sectors = {actor.sector, *(one.sector for one in actor.periods)} - {None, *SECTORS}
    yield from (f"unknown sector {sector!r}" for sector in sectors)
    if actor.sector is not None and actor.periods:
        yield "it has a sector and periods; periods alone say what it was when"
    yield from _span_causes(actor.begin, actor.end)
    for period in actor.periods:
        yield from _span_causes(period.begin, period.end)


def _span_causes(begin: str | None, end: str | None) -> Iterator[str]:
    """What is wrong with a span of time."""
    wrong = [date for date in (begin, end) if date is not None and not _is_date(date)]
    for date in wrong:
        yield f"{date!r} is no date; dates are a year, a month or a day: 2014, 2014-06, 2014-06-29"
    if not wrong and begin and end and days_of(end)[1] < days_of(begin)[0]:
        yield f"it ends in {end}, before it begins in {begin}"


def _is_date(words: str) -> bool:
    try:
        days_of(words)
    except ValueError:
        return False
    return True


def _between(placed: Sequence[Placed], known: Sequence[Listed]) -> Iterator[Fault]:
    """What is wrong between entries: ids that are there twice, parents that are missing or go in a circle."""
    first: dict[str, str] = {one.id: "Sayso's own list" for one in known}
    parents = {one.id: one.parents for one in known}
    for one in placed:
        if one.actor.id in first:
            yield one.fault(f"the id is taken already, in {first[one.actor.id]}")
            continue
        first[one.actor.id] = f"{one.file}:{one.line}"
        parents[one.actor.id] = one.actor.parents
    for one in placed:
        for parent in one.actor.parents:
            if parent not in parents:
                yield one.fault(f"its parent {parent!r} is in no list")
        twice = [parent for parent, count in Counter(one.actor.parents).items() if count > 1]
        if twice:
            yield one.fault(f"its parent {twice[0]!r} is named twice")
        if (circle := _circle(one.actor.id, parents)) is not None:
            yield one.fault(f"its parents go in a circle: {' → '.join(circle)}")


def _circle(begin: str, parents: dict[str, tuple[str, ...]]) -> list[str] | None:
    """A way up from an actor that comes back to it."""
    seen: set[str] = set()
    ways = [[begin]]
    while ways:
        way = ways.pop()
        for parent in parents.get(way[-1], ()):
            if parent == begin:
                return [*way, begin]
            if parent not in seen:
                seen.add(parent)
                ways.append([*way, parent])
    return None
