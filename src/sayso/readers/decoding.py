"""Decoding: bytes become text, with a note on everything that had to be guessed or mended."""

import codecs
import re

from sayso.errors import BadInput
from sayso.model import Reason
from sayso.readers.language import language_of

Decoded = tuple[str, tuple[str, ...]]
"""A text, and notes on what was guessed or mended in it."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(  # one character of UTF-8 beyond ASCII, as RFC 3629 draws it
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_MOJIBAKE = re.compile("[ÂÃâØÙÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SAME = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
_SIGN_INSIDE = re.compile("[a-zß-ÿ](?:[À-Þ]|[‚„†‡¡-¶¸-¿][a-z])")  # "itÕs", "caf‚s": of old Macs and DOS
_USUAL = (  # of the encodings that the web knows (encoding.spec.whatwg.org) those with a language of their own
    "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp866 koi8_r koi8_u iso8859_2 iso8859_5 iso8859_6 iso8859_7 mac_roman "
    "gb18030 big5 shift_jis euc_jp euc_kr"
).split()
_WRITTEN_IN = {  # the languages of those that the share of common letters alone does not tell
    encoding: frozenset(codes.split())
    for encoding, codes in {
        "cp1250": "bs cs hr hu pl ro sk sl sq",
        "iso8859_2": "bs cs hr hu pl ro sk sl sq",
        "cp1254": "az ku tr",
        "mac_roman": "ca da de en es fi fr is it nl no pt sv",
        "gb18030": "zh",
        "big5": "zh",
        "shift_jis": "ja",
        "euc_jp": "ja",
        "euc_kr": "ko",
    }.items()
}
_NOT_GIVEN = "its encoding is not given; read as"
_LOOKS_ASCII = ("iso-2022", "hz")
_WESTERN = frozenset("af ca da de en es eu fi fr ga gl id is it ms nl no nb nn pt sv sw".split())
_SAMPLE = 1 << 12
MOST_CHAOS = 0.2  # charset-normalizer's own measure; its default threshold
LEAST_COHERENCE = 0.2  # the same; a sentence in any of _USUAL has more, if read in the right one


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text in `data` and notes. A byte order mark decides, then UTF-8, then `declared`, then the bytes.

    Raises: BadInput (wrong encoding), if no encoding fits well enough to be sure of.
    """
    name = _codec(declared)
    western = name == "cp1252"  # which takes nearly any bytes, so others are tried before
    return (
        _marked(data)
        or (name and name.startswith(_LOOKS_ASCII) and _as_declared(data, name))
        or _as_utf8(data)
        or (name and not western and _as_declared(data, name))
        or _mixed(data)
        or (name and western and _as_declared(data, name))
        or _guessed(data, declared)
    )


def _as_utf8(data: bytes) -> Decoded | None:
    if (whole := _up_to_the_cut(data, "utf-8")) is None:
        return None
    text, notes = _unmixed(whole[0])
    return text, (*whole[1], *notes)


def _as_declared(data: bytes, name: str) -> Decoded | None:
    text = _strictly(data, name)
    return None if text is None else _unmixed(text)


def to_utf8(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """`data` itself, if it is UTF-8; else what it says, as UTF-8, and notes. Raises: BadInput (wrong encoding)."""
    try:
        data.decode()
    except UnicodeDecodeError:
        text, notes = decode(data)
        return text.encode(), notes
    return data.removeprefix(codecs.BOM_UTF8), ()


def wide(data: bytes) -> str | None:
    """Which encoding of two or four bytes a character `data` is in: as its mark says, or its NULs show clearly."""
    for mark, name in _BOMS[1:]:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half >= 4 and max(even, odd) * 10 >= half * 9 and not min(even, odd):
        return "utf-16-be" if even else "utf-16-le"
    return None


def _marked(data: bytes) -> Decoded | None:
    name = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else wide(data)
    if not name or (found := _up_to_the_cut(data, name)) is None:
        return None
    text, notes = found
    guessed = (f"{_NOT_GIVEN} {name}",) if name.endswith(("-le", "-be")) else ()
    return text.lstrip("\ufeff"), (*guessed, *notes)


def _up_to_the_cut(data: bytes, name: str) -> Decoded | None:
    """The text, without a last character of which only the first bytes are there; None if it is in another encoding."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    torn = decoder.getstate()[0]
    if torn and text.isascii():
        return None  # one strange byte behind ASCII may be a letter of any encoding
    return text, ("its last character is cut off and was left out",) if torn else ()


def _unmixed(text: str) -> Decoded:
    """`text` with mojibake ("â€œ" for “) undone in the lines that show clear signs of it."""
    if not _MOJIBAKE.search(text):
        return text, ()
    import ftfy

    mended = "".join(
        ftfy.fix_encoding(line) if _MOJIBAKE.search(line) else line for line in _LINE.findall(text)
    )
    if mended == text:
        return text, ()
    return mended, ("characters that had been decoded wrongly before (mojibake) were mended",)


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with some bytes of Windows-1252 between, as pasted quotation marks make it."""
    good = len(_MULTIBYTE.findall(data))
    bad = len(_HIGH.findall(_MULTIBYTE.sub(b"", data)))
    if not good or bad > max(good, 3):
        return None
    pieces: list[str] = []
    at = 0
    try:
        for found in _MULTIBYTE.finditer(data):
            pieces += data[at : found.start()].decode("cp1252"), found[0].decode()
            at = found.end()
        pieces.append(data[at:].decode("cp1252"))
    except UnicodeDecodeError:
        return None
    stand = "1 byte that is" if bad == 1 else f"{bad} bytes that are"
    return "".join(pieces), (f"{stand} not UTF-8 read as windows-1252",)


def _codec(declared: str | None) -> str | None:
    """The name Python knows a declared encoding by; web pages that say Latin-1 mean windows-1252."""
    name = (declared or "").strip().strip("\"'").lower()
    try:
        name = _SAME.get(name, name)
        "".encode(name)  # "hex" and "zip" are codecs too, but not of text
    except (LookupError, ValueError):
        return None
    return name


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except ValueError:
        return None


def _guessed(data: bytes, declared: str | None) -> Decoded:
    from charset_normalizer import from_bytes

    if (text := _western(data)) is not None:
        return text, (f"{_NOT_GIVEN} windows-1252",)
    for match in from_bytes(data, threshold=MOST_CHAOS, cp_isolation=_USUAL):
        text = str(match).lstrip("\ufeff")
        if _is_sure(text, match.encoding, match.coherence):
            mended, notes = _unmixed(text)
            return mended, (f"{_NOT_GIVEN} {match.encoding}", *notes)
    said = f" (it says {declared!r})" if declared else ""
    raise BadInput(
        Reason.WRONG_ENCODING, f"its bytes fit no encoding surely{said}; save it as UTF-8 and read again"
    )


def _is_sure(text: str, encoding: str, coherence: float) -> bool:
    if encoding in _WRITTEN_IN:
        return language_of(text) in _WRITTEN_IN[encoding] and not _SIGN_INSIDE.search(text)
    return coherence >= LEAST_COHERENCE


def _western(data: bytes) -> str | None:
    """The text as windows-1252, if that makes sense in a language that is written in it.

    charset-normalizer finds other code pages as good as this one wherever a text has few letters beyond ASCII.
    """
    text = _strictly(data, "cp1252")
    if text is None or _SIGN_INSIDE.search(text):
        return None
    return text if language_of(text) in _WESTERN else None
