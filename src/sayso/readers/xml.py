"""XML from strangers: made readable, and refused where it could do harm.

In: the bytes of a feed or an agency item. Out: UTF-8 that any parser takes, or BadInput.
"""

import codecs
import html.entities
import re
import sys
from xml.parsers import expat

from sayso.errors import BadInput
from sayso.model import Reason
from sayso.readers.decoding import decode
from sayso.settings import Settings

CHUNK = 1 << 16
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,39})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml\s[^>]*\?>\s*")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML 1.0, section 2.2
_MOST_DIGITS = 7  # 1114111 is the last character
_TORN = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{0,2}\Z")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))(?:;|(?![0-9a-fA-F]))")


def clean(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """`data` as UTF-8 without an XML declaration, and notes on what was guessed or mended.

    HTML's named entities become their characters, for XML knows but five; what XML forbids is taken out.
    Raises: BadInput (wrong encoding).
    """
    text, notes = _decoded(data)
    text = _DECLARATION.sub("", text, count=1)
    text = _NAMED.sub(_character, text)
    text, wrong = _FORBIDDEN.subn("", text)
    checked = _NUMBERED.sub(_checked, text)
    if wrong or checked != text:
        notes = (*notes, "characters that XML forbids were taken out")
    return checked.encode(), notes


def refuse_entities(data: bytes) -> None:
    """Raise BadInput (unsafe), if the document's DOCTYPE declares entities, as "entity bombs" do.

    `data` is UTF-8 or UTF-16. What stands behind the first start tag is not looked at.
    """
    parser = expat.ParserCreate()
    begun: list[str] = []
    parser.EntityDeclHandler = _refuse_entity
    parser.StartElementHandler = lambda name, _: begun.append(name)
    for at in range(0, len(data), CHUNK):
        try:
            parser.Parse(data[at : at + CHUNK])
        except expat.ExpatError:
            return  # malformed from here on: what to do about it is the reader's business
        if begun:
            return


def refuse_deep(data: bytes, settings: Settings) -> None:
    """Raise BadInput (too deep), if more than `settings.max_depth` elements stand inside one another.

    Takes the same memory however deep they are; looks as far as the document is well-formed.
    """
    depth = 0

    def enter(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > settings.max_depth:
            raise BadInput(
                Reason.TOO_DEEP,
                f"more than {settings.max_depth} elements stand inside one another; "
                "if that is meant so, raise the limit with --max-depth",
            )

    def leave(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    parser.EntityDeclHandler = _refuse_entity
    for at in range(0, len(data), CHUNK):
        try:
            parser.Parse(data[at : at + CHUNK])
        except expat.ExpatError:
            return


def _refuse_entity(name: str, *_: object) -> None:
    raise BadInput(
        Reason.UNSAFE,
        f"its DOCTYPE declares the entity {name!r}; entities can be made to swell without end, so none are "
        "taken: replace them by what they stand for and read again",
    )


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith(b"<\0"):
        data = codecs.BOM_UTF16_LE + data
    elif data.startswith(b"\0<"):
        data = codecs.BOM_UTF16_BE + data
    elif not data.rstrip().endswith(b">"):
        data = data[:-4] + _TORN.sub(b"", data[-4:])  # cut off, perhaps in the middle of a character
    found = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    declared = found[1].decode() if found else None
    if declared and declared.lower().startswith(("iso-2022", "hz")):  # these look like ASCII
        try:
            return data.decode(declared), ()
        except (LookupError, ValueError):
            pass
    return decode(data, declared)


def _character(found: re.Match[str]) -> str:
    character = html.entities.html5.get(f"{found[1]};", found[0])
    return found[0] if set(character) & set("<>&\"'") else character


def _checked(found: re.Match[str]) -> str:
    """A numbered character, or U+FFFD if there is none of that number or XML forbids it."""
    digits = (found[1] or found[2]).lstrip("0")
    number = int(digits, 16 if found[1] else 10) if 0 < len(digits) <= _MOST_DIGITS else 0
    stands = number <= sys.maxunicode and not _FORBIDDEN.match(chr(number))
    return found[0] if stands else "\ufffd"
