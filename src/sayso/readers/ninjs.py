"""ninjs: IPTC's news in JSON, generations 1 to 3.

One shape for all of them: generation 1 names fields in lower case and puts formats into names
(`body_xhtml`), 2 has lists of bodies, 3 writes names in camel case. What is not named here is passed over.

Three choices, as the schemas (iptc/newsinjson) leave them to the reader:
- `published` is `versionCreated`, "when this version of the object was created": it is this version that is
  read, and a correction says what was known then. Without it `firstCreated`, then `contentCreated`.
- `outlet` is the party in `infoSources` whose role is publisher, else `copyrightHolder`, who in items as
  agencies send them is their publisher, else who originated the content. The other parties are `agencies`.
- `dateline` is the one the text opens with, else `located`, "the location from which the content originates".
"""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Raw, Struct

from sayso.errors import BadInput
from sayso.model import Reason, Report
from sayso.readers.assembling import Piece, assemble
from sayso.readers.credits import agencies_of, byline_of, host_of, last_part, refuse_withdrawn
from sayso.readers.dates import iso_prefix
from sayso.readers.making import make_report
from sayso.readers.markup import HTML, PLAIN, line_of, pieces_of
from sayso.readers.nitf import Nitf, parse_nitf

NITF = "nitf"
_SIGNS = ("body_", "bodies", "headline", "description", "versioncreated", "firstcreated", "pubstatus", "infosource", "standard", "$standard", "representationtype", "associations", "renditions")  # fmt: skip
# Parties that had a part in a report but did not supply it; IPTC's content production party roles.
_NO_AGENCIES = {"author", "cameraoperator", "contenteditor", "editor", "infooriginator", "interviewee", "photographer", "reporter", "translator", "writer"}  # fmt: skip
_MAIN = {"", "main", "body", "text", "html", "xhtml", "nitf", "full"}


class _Passage(Struct, frozen=True, kw_only=True):
    """A body, headline or description, with what its words are for and which markup they are in."""

    value: str | None = None
    role: str | None = None
    contentType: str | None = None  # noqa: N815  # generation 3 and 2.1 up
    contenttype: str | None = None  # generation 2.0

    @property
    def kind(self) -> str:
        """HTML, PLAIN or NITF, from the media type, else from the role, else from how the words look."""
        told = f"{self.contentType or self.contenttype or ''} {self.role or ''}".lower()
        if "nitf" in told:
            return NITF
        if "html" in told or "xml" in told:
            return HTML
        return PLAIN if "plain" in told or "</" not in (self.value or "") else HTML


class _Party(Struct, frozen=True, kw_only=True):
    name: str | None = None
    literal: str | None = None
    role: str | None = None
    rel: str | None = None

    @property
    def part(self) -> str:
        """Its role without scheme and capitals: "publisher"."""
        return last_part(self.role or self.rel).lower()


class Item(Struct, frozen=True, kw_only=True):
    """A ninjs item of any generation, as far as it bears on a report."""

    uri: str | None = None
    version: str | int | float | None = None
    versioncreated: str | None = None
    firstcreated: str | None = None
    contentcreated: str | None = None
    embargoed: str | None = None
    embargoeduntil: str | None = None
    pubstatus: str | None = None
    representationtype: str | None = None
    language: str | None = None
    copyrightholder: str | None = None
    title: str | None = None
    headline: str | None = None
    headlines: list[_Passage] | None = None
    bodies: list[_Passage] | None = None
    descriptions: list[_Passage] | None = None
    by: str | None = None
    byline: str | None = None
    located: str | None = None
    infosource: list[_Party] | _Party | str | None = None
    infosources: list[_Party] | None = None


def read_item(line: bytes, file: str, where: str) -> Report:
    """The report in one ninjs item.

    Raises: BadInput; if the item has been canceled or withheld, naming its uri and version.
    """
    item = _parse(line, where)
    uri, version = item.uri, None if item.version is None else str(item.version)
    refuse_withdrawn(item.pubstatus, uri, version)
    body, story = _main_body(item.bodies or [])
    pieces, notes = _pieces(item, body, story)
    title = _title(item) or (story.title if story else None)
    if not pieces and not title:
        raise BadInput(Reason.EMPTY, f"{where} is a ninjs item without text")
    assembled = assemble(title, pieces)
    parties = _parties(item)
    outlet = _outlet(item, parties)
    published = item.versioncreated or item.firstcreated or item.contentcreated
    return make_report(
        file=file,
        key=line,
        text=assembled.text,
        uri=uri,
        outlet=outlet,
        title=title,
        byline=byline_of([item.by or item.byline or (story.byline if story else None)], item.language),
        dateline=assembled.dateline or (story.dateline if story else None) or line_of(item.located, PLAIN),
        published=iso_prefix(published) if published else None,
        language=item.language,
        agencies=agencies_of((_name(party) for party in parties if party.part not in _NO_AGENCIES), outlet),
        version=version,
        notes=notes,
        sections=assembled.sections,
    )


def is_item(names: set[str]) -> bool:
    """Whether an object with fields of these `names` is a ninjs item: it has a field that only such items have."""
    return any(name.lower().startswith(_SIGNS) for name in names)


def _parse(line: bytes, where: str) -> Item:
    """The item in `line`: names folded to lower case, generation 1's `body_xhtml` made a body of generation 3."""
    try:
        fields = msgspec.json.decode(line, type=dict[str, Raw])
        if not is_item(set(fields)):
            raise BadInput(Reason.BAD_RECORD, f"{where} has no field text and is no ninjs item")
        known = {name.lower(): raw for name, raw in fields.items() if name.lower() in Item.__struct_fields__}
        found: dict[str, Any] = {name: msgspec.json.decode(raw) for name, raw in known.items()}
        for old, new in (("body_", "bodies"), ("description_", "descriptions"), ("headline_", "headlines")):
            passages = [
                _passage(name, old, raw) for name, raw in fields.items() if name.lower().startswith(old)
            ]
            if passages:
                found[new] = [*(found.get(new) or []), *passages]
        return msgspec.convert(found, Item)
    except msgspec.ValidationError as error:
        raise BadInput(Reason.BAD_RECORD, f"{where} is no ninjs item: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(Reason.BAD_RECORD, f"{where} is no JSON: {error}") from error


def _passage(name: str, prefix: str, raw: Raw) -> dict[str, Any]:
    told = name[len(prefix) :].lower()
    kind = "text/plain" if told == "text" else f"text/{told}"
    return {"role": told, "contentType": kind, "value": msgspec.json.decode(raw)}


def _main_body(bodies: list[_Passage]) -> tuple[_Passage | None, Nitf | None]:
    """The body to read: HTML before NITF before plain text, the story itself before its other parts; the longest."""
    given = [body for body in bodies if body.value and body.value.strip()]
    if not given:
        return None, None
    rank: Callable[[_Passage], tuple[bool, int, int]] = lambda body: (  # noqa: E731
        (body.role or "").lower() in _MAIN,
        [PLAIN, NITF, HTML].index(body.kind),
        len(body.value or ""),
    )
    body = max(given, key=rank)
    return body, parse_nitf(body.value or "") if body.kind == NITF else None


def _pieces(item: Item, body: _Passage | None, story: Nitf | None) -> tuple[list[Piece], tuple[str, ...]]:
    """The item's paragraphs, and notes on what is missing from them."""
    notes = [f"under embargo until {embargo}"] if (embargo := item.embargoeduntil or item.embargoed) else []
    if (item.representationtype or "").lower() in {"partial", "incomplete", "associated"}:
        notes.append("its publisher says that the item is not complete")
    if body:
        pieces = list(story.pieces) if story else pieces_of(body.value or "", body.kind)
        left = {other.role or "unnamed" for other in item.bodies or [] if other.kind == body.kind} - {
            body.role or "unnamed"
        }
        if left:
            notes.append(f"other bodies of the item were not read: {', '.join(sorted(left))}")
        if pieces:
            return pieces, tuple(notes)
    short, _ = _main_body(item.descriptions or [])
    pieces = pieces_of(short.value or "", short.kind) if short else []
    notes.append("the item gives only a summary" if pieces else "the item gives only a headline")
    return pieces, tuple(notes)


def _title(item: Item) -> str | None:
    """The main headline; `title`, which is metadata and not for print, only where there is none."""
    headlines = sorted(item.headlines or [], key=lambda line: (line.role or "").lower() not in _MAIN)
    lines = (line_of(line.value, HTML if line.kind == HTML else PLAIN) for line in headlines)
    return (
        line_of(item.headline) or next((line for line in lines if line), None) or line_of(item.title, PLAIN)
    )


def _parties(item: Item) -> list[_Party]:
    given = item.infosources or item.infosource or []
    given = [_Party(name=given)] if isinstance(given, str) else given
    return [given] if isinstance(given, _Party) else list(given)


def _outlet(item: Item, parties: list[_Party]) -> str | None:
    publishers = [_name(party) for party in parties if party.part == "publisher"]
    originators = [_name(party) for party in parties if party.part in {"originator", "contentoriginator"}]
    named = (*publishers, item.copyrightholder, *originators, host_of(item.uri))
    return next((name for given in named if (name := line_of(given, PLAIN))), None)


def _name(party: _Party) -> str | None:
    return party.name or party.literal
