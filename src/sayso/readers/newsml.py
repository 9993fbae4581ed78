"""NewsML-G2: the XML in which agencies send items; one report a newsItem, alone or in a newsMessage.

Namespaces are passed over, so every version of the standard is read alike. Choices as for ninjs (which is the
same model): `published` is versionCreated, `outlet` the provider, `agencies` the parties in infoSource, or
the creditline where there are none. Outside help is never fetched: no DTD, no entity, no catalog.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sayso.boundary import attempt
from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report, refuse
from sayso.readers.assembling import Piece, assemble
from sayso.readers.credits import agencies_of, byline_of, host_of, last_part, refuse_withdrawn
from sayso.readers.dates import iso_prefix
from sayso.readers.fragments import tree_paragraphs
from sayso.readers.making import make_report
from sayso.readers.markup import HTML, PLAIN, pieces_of
from sayso.readers.nitf import Nitf, read_nitf, words_in
from sayso.readers.streams import Stream
from sayso.readers.xml import CHUNK, clean, refuse_deep, refuse_entities
from sayso.settings import Settings

_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """A report or refusal for each item of a NewsML-G2 document.

    Where it is not well-formed, the items before that place are read, and the rest is one refusal.
    Raises: BadInput, if it could do harm or holds no item.
    """
    data, notes = clean(stream.whole(settings))
    refuse_entities(data)
    refuse_deep(data, settings)
    parser = _parser()
    found = 0
    for at in range(0, len(data) + 1, CHUNK):
        fault = _feed(parser, data[at : at + CHUNK], last=at + CHUNK > len(data))
        for _, item in parser.read_events():
            found += 1
            work = partial(_read_item, item, stream.file, notes)
            uri = item.get("guid")
            yield attempt(work, stage="reading", file=stream.file, seconds=settings.max_seconds, uri=uri)
            item.clear(keep_tail=True)
        if fault:
            rest = f"; items read before that: {found}" if found else ""
            yield refuse(stream.file, Reason.UNREADABLE, f"not well-formed XML: {fault}{rest}")
            return
    if not found:
        raise BadInput(Reason.EMPTY, "there is no item in it")


def _parser() -> Any:
    from lxml import etree

    return etree.XMLPullParser(
        events=("end",), tag=tuple(f"{{*}}{name}" for name in _ITEMS), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _feed(parser: Any, piece: bytes, *, last: bool) -> str | None:
    """What is wrong with the document up to the end of `piece`, if something is."""
    from lxml import etree

    try:
        parser.feed(piece)
        if last:
            parser.close()
    except etree.XMLSyntaxError as error:
        return str(error.msg)
    return None


def _read_item(item: Any, file: str, notes: tuple[str, ...]) -> Report:
    from lxml import etree

    uri, version = item.get("guid"), item.get("version")
    key = etree.tostring(item, encoding="utf-8", with_tail=False)
    _refuse_useless(item, uri, version)
    language = _language(item)
    title, story = _story(item)
    if not story.pieces:
        raise BadInput(Reason.EMPTY, f"{uri or 'the item'} has no text in it")
    assembled = assemble(title, story.pieces)
    outlet = _outlet(item, uri)
    sources = [_party(party) for party in item.iterfind("{*}contentMeta/{*}infoSource")]
    suppliers = sources or [_words(item, "contentMeta/creditline")]
    return make_report(
        file=file,
        key=key,
        text=assembled.text,
        uri=uri,
        outlet=outlet,
        title=title,
        byline=_byline(item, story, language),
        dateline=assembled.dateline
        or story.dateline
        or _words(item, "contentMeta/dateline", "contentMeta/located/name"),
        published=_published(item),
        language=language,
        agencies=agencies_of(suppliers, outlet),
        version=version,
        notes=(*notes, *_notes(item)),
        sections=assembled.sections,
    )


def _refuse_useless(item: Any, uri: str | None, version: str | None) -> None:
    """Raise BadInput for items that were taken back, and for kinds of items that are no reports."""
    for mark in (*item.iterfind("{*}itemMeta/{*}pubStatus"), *item.iterfind("{*}itemMeta/{*}signal")):
        refuse_withdrawn(_code(mark), uri, version)
    kind = item.tag.rpartition("}")[2]
    if kind != "newsItem":
        raise BadInput(Reason.EMPTY, f"{uri or 'the item'} is a {kind}: it points to reports but holds none")


def _story(item: Any) -> tuple[str | None, Nitf]:
    """The item's headline, and its content in the first form of it that has text."""
    story = Nitf(title=None, byline=None, dateline=None, pieces=())
    for content in item.iterfind("{*}contentSet/{*}*"):
        kind = content.tag.rpartition("}")[2]
        if kind == "inlineXML":
            story = _inline_xml(content)
        elif kind == "inlineData" and not content.get("encoding"):
            story = _inline_data(content)
        if story.pieces:
            break
    return _headline(item) or story.title or _words(item, "itemMeta/title"), story


def _inline_xml(content: Any) -> Nitf:
    if content.find(".//{*}body.content") is not None or content.find("{*}nitf") is not None:
        return read_nitf(content)
    body = content.find(".//{*}body")
    return _plain_story(tree_paragraphs(content if body is None else body))


def _inline_data(content: Any) -> Nitf:
    kind = (content.get("contenttype") or PLAIN).lower()
    words = "".join(content.itertext())
    return _plain_story(pieces_of(words, HTML if "html" in kind or "xml" in kind else PLAIN))


def _plain_story(pieces: list[Piece]) -> Nitf:
    return Nitf(title=None, byline=None, dateline=None, pieces=tuple(pieces))


def _headline(item: Any) -> str | None:
    lines = item.findall("{*}contentMeta/{*}headline")
    main = [line for line in lines if last_part(line.get("role")).lower() in {"", "main", "headline"}]
    return next((words for line in (*main, *lines) if (words := words_in(line))), None)


def _byline(item: Any, story: Nitf, language: str | None) -> str | None:
    written = _words(item, "contentMeta/by") or story.byline
    creators = [_words(creator, "name") for creator in item.iterfind("{*}contentMeta/{*}creator")]
    return byline_of([written] if written else creators, language)


def _outlet(item: Any, uri: str | None) -> str | None:
    provider = item.find("{*}itemMeta/{*}provider")
    named = _party(provider) if provider is not None else None
    code = _code(provider) if provider is not None else None
    return named or last_part(code) or _words(item, "rightsInfo/copyrightHolder/name") or host_of(uri)


def _party(party: Any) -> str | None:
    return _words(party, "name") or _attribute(party, "literal")


def _code(element: Any) -> str | None:
    return _attribute(element, "qcode") or _attribute(element, "uri") or _attribute(element, "literal")


def _attribute(element: Any, name: str) -> str | None:
    given = element.get(name)
    return str(given) if given else None


def _language(item: Any) -> str | None:
    named = item.find("{*}contentMeta/{*}language")
    inner = item.find(f"{{*}}contentSet/{{*}}*[@{_LANG}]")
    told = [_attribute(named, "tag") if named is not None else None]
    told += [_attribute(element, _LANG) for element in (inner, item) if element is not None]
    return next((tag for tag in told if tag), None)


def _published(item: Any) -> str | None:
    written = _words(item, "itemMeta/versionCreated", "itemMeta/firstCreated", "contentMeta/contentCreated")
    return iso_prefix(written) if written else None


def _notes(item: Any) -> Iterator[str]:
    for signal in item.iterfind("{*}itemMeta/{*}signal"):
        if last_part(_code(signal)).lower() in {"correction", "corrected", "corr"}:
            yield "sent as a correction of an earlier version"
    if embargo := _words(item, "itemMeta/embargoed"):
        yield f"under embargo until {embargo}"


def _words(element: Any, *paths: str) -> str | None:
    """The text of the first element on one of the paths (below `element`, of any namespace) that has text."""
    for path in paths:
        wild = "/".join(f"{{*}}{name}" for name in path.split("/"))
        for found in element.iterfind(wild):
            if words := words_in(found):
                return words
    return None
