"""Attribution: who says what, in which words.

In: the layout. Out: `Found` attributions: source, cue and content as spans, not yet resolved to actors. So far
by rules that would rather be silent than wrong: quotations with "X said" beside them, sentences that open or close
with it, and speakers before or behind a headline. Pure. Imports: model, encoder. Imported by: actors, claims, pipeline.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.encoder import Layout
from sayso.model import Section, Span, Voice, meeting, trim

_SAID = {
    "said": "say says said saying",
    "added": "adds added adding",
    "told": "tells told telling",
    "stated": "states stated noted notes noting stressed stresses explained explains declared declares announced "
    "announces remarked recalled recalls continued insisted insists argued argues emphasised emphasized wrote writes "
    "maintained reiterated underlined observed replied responded answered tweeted concluded commented",
    "denied": "denies denied",
    "confirmed": "confirms confirmed acknowledged acknowledges admitted admits conceded concedes",
    "claimed": "claims claimed alleges alleged asserted asserts",
    "warned": "warns warned",
    "believed": "believes believed thinks",
    "reported": "reports reported",
    "asked": "asked asks",
    "promised": "pledged promised vowed vows",
}
ACTS = {verb: act for act, verbs in _SAID.items() for verb in verbs.split()}
_SAME_ACT = {"added": "said", "told": "said", "stated": "said"}
_VERBS = "|".join(sorted(ACTS, key=len, reverse=True))
_ADVERB = r"(?:(?:also|further|later|then|however|has|have|had|is|was|were|being|been|quoted|as|reportedly)\s+){0,3}"
CUE = re.compile(
    rf"\b(?:{_VERBS}|accus(?:e|es|ed|ing)|alleg\w+|according\s+to|reportedly|blam(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|"
    r"condemn(?:s|ed|ing)?|statements?|remarks?|claims?|say|add|tell|state|note|stress|explain|declare|announce|insist|"
    r"argue|deny|confirm|acknowledge|admit|concede|claim|allege|assert|warn|believe|think|report|ask|suspect(?:s|ed)?|"
    r"untrue|false|rumou?rs?|rumou?red|novel|film)\b",
    re.I | re.A,
)
"""Words by which a sentence shows that it passes on what somebody says."""
_CUE = rf"{_ADVERB}(?:{_VERBS})\b"

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*|(?:al|el|ash|an|ad|ar|as)-[A-Z][\w’'-]*"
_SMALL = r"(?:of|for|the|in|at|from|de|del|la|van|von|bin|ibn|abu|and|d[eu]|der|den|’s|'s)"
_DETERMINER = r"(?:The|the|A|An|a|an|His|her|Her|his|Its|its|Their|their|One|one|Another|another|Some|some|Several|several|Two|two|Three|three|Other|other|Many|many|Both|both|Iraqi|Local|local|Senior|senior)"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)"
_LOWER = r"[a-zß-ÿ][\w’'-]*"
_NP = (
    rf"(?:{_PRONOUN}"
    rf"|(?:{_DETERMINER}\s+)?(?:[\w’'.-]+\s+){{0,5}}?(?:{_NAME})(?:\s+(?:{_SMALL}\s+){{0,2}}(?:\[?(?:{_NAME})\]?))*"
    rf"|{_DETERMINER}(?:\s+{_LOWER}){{1,5}}"
    rf"|(?:[Oo]fficials|[Pp]olice|[Ww]itnesses|[Aa]uthorities|[Rr]esidents|[Ss]ources|[Mm]edics|[Aa]nalysts|[Rr]escuers)(?:\s+{_SMALL}(?:\s+[\w’'-]+){{1,4}})?)"
)
_APPOSITION = r"(?:\s*\([^()]{1,40}\))?(?:\s*,\s*(?![“\"])[^,“”\"]{2,120}(?:,[^,“”\"]{2,80}){0,2}?\s*,)??"
_TAIL = r"(?:\s+(?:on|in|at|to|late|early|during|by|earlier|from|through|after|before|via)\s+[^.“”\"]{1,100}?|\s+(?:reporters|journalists|him|her|us|them|me|Reuters|AFP|AP|[Tt]he\s+[\w’ -]{2,50}?)(?:\s+(?:on|in|at|by)\s+[^.“”\"]{1,80}?)?|\s+(?:today|yesterday))?"
_AFTER = re.compile(
    rf"\s*,?\s*(?:(?P<source>{_NP})(?P<apposition>{_APPOSITION})\s+(?P<cue>{_CUE})(?={_TAIL}\s*(?:[.,:;]|$|[“\"«])|,?\s+\w+ing\b|\s+(?:that|and|while|as)\b)"
    rf"|(?P<cue2>{_CUE})\s+(?P<source2>{_NP})(?=\s*(?:[.,:;(]|$|[“\"«])|\s+(?:of|from|in|at|who|on|told|after|during)\b))"
)
_BEFORE = re.compile(
    rf"(?:^|[.!?;,]\s+|[”\"]\s+|\b(?:but|and|while|when|as)\s+)(?:\w+\s+)?(?P<source>{_NP})(?P<apposition>{_APPOSITION})\s+(?P<cue>{_CUE})(?P<tail>{_TAIL})\s*(?:that)?\s*[,:]?\s*$"
)
_LEADING = re.compile(
    rf"(?P<source>{_NP})(?P<apposition>{_APPOSITION})\s+(?P<cue>{_ADVERB}(?:said|says|added|adds|noted|stated|stressed|announced|confirmed|claimed|claims|denied|denies|warned|insisted|argued|explained|declared|acknowledged|admitted|alleged|believes|believed|reported|reports|reiterated|maintained))\s+(?:(?P<that>that\s+)|(?:on|in|late|earlier|to|at)\s+[^,.“]{{2,60}}?\s+(?P<that2>that\s+)|(?:(?:late|early)\s+)?(?:\w+day|today|tonight|last\s+\w+)\s+(?P<that3>that\s+)?|(?!(?:on|in|late|earlier|to|at)\s))(?=[^\s,.;:])"
)
_TRAILING = re.compile(
    rf",\s+(?:(?P<source>{_NP})\s+(?P<cue>{_CUE})|(?P<cue3>according\s+to)\s+(?P<source3>[^,.;“”\"]{{3,120}}))(?P<tail>{_TAIL})\s*\.?\s*$"
)
_ACCORDING = re.compile(r"(?P<cue>According to)\s+(?P<source>[^,.;“”\"]{3,120}),\s+(?=\S)")
_QUOTE_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "``": "''"}
_DAY = re.compile(r"\s+(?:on|late|early)(?:\s+\w+)?\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_NEGATED = re.compile(
    r"\b(?:never|not|nobody|none|neither|no|nothing)\b|n[’']t\b", re.I
)  # "nobody said" says nothing
_SHORTEST = 15  # characters; below it what looks like a content is mostly an object ("denied reports")
_PUNCTUATED = re.compile(r"[.,!?…—–-][”»\"“]?$")
_ORGAN = re.compile(
    r"\b(?:News|Times|Post|Herald|Tribune|Gazette|Journal|Mirror|Press|Agency|Today|TV|Radio|Online|Daily|Weekly|Reuters|AFP|AP|BBC|CNN)\b|\.\w{2,4}$"
)
_LABELS = frozenset(
    "warning alert notice opinion live update updates breaking exclusive analysis opinion explainer video watch photos pictures interview report "
    "reports factbox timeline editorial profile feature special review read correction obituary podcast background".split()
)


class Found(Struct, frozen=True, kw_only=True):
    """An attribution as it stands in the text. `about` is the apposition that says what the source is."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    voice: Voice
    act: str
    about: Span | None = None


class Quotation(Struct, frozen=True):
    """Words between quotation marks, marks included; `closed` is false where a paragraph ends before the mark."""

    span: Span
    closed: bool


def attribute(layout: Layout, sections: tuple[Section, ...]) -> tuple[Found, ...]:
    """All attributions, in the order of their contents, none overlapping another's content."""
    titles = [section.span for section in sections if section.kind == "title"]
    bodies = [paragraph for paragraph in layout.paragraphs if meeting(paragraph, titles) is None]
    found = [head for title in titles for head in _headline(layout, title, bodies)]
    found += _direct(layout, bodies)
    taken = sorted((*titles, *(span for one in found if one.voice != "indirect" for span in one.content)))
    for sentence in layout.sentences:
        if meeting(sentence, taken) is None:
            found.extend(_indirect(layout.text, sentence))
    said = (one for one in found if not any(_NEGATED.search(span.of(layout.text)) for span in one.source))
    return tuple(sorted(said, key=lambda one: one.content[0]))


def quotations(text: str, paragraph: Span) -> list[Quotation]:
    """The quotations in a paragraph. A mark without a partner opens one to the paragraph's end at most."""
    found: list[Quotation] = []
    at = paragraph.start
    opening = re.compile("|".join(map(re.escape, _QUOTE_PAIRS)))
    while match := opening.search(text, at, paragraph.end):
        marks = _QUOTE_PAIRS[match[0]]
        straight = marks == match[0]
        if straight and match.start() > paragraph.start and text[match.start() - 1].isalnum():
            at = match.end()  # inches, or a closing mark that lost its partner
            continue
        ends = [
            end
            for mark in ([marks] if marks == "''" else marks)
            if (end := text.find(mark, match.end(), paragraph.end)) >= 0
        ]
        if not ends:
            if not straight:
                found.append(Quotation(Span(match.start(), paragraph.end), closed=False))
            break
        end = min(ends) + (2 if marks == "''" else 1)
        found.append(Quotation(Span(match.start(), end), closed=True))
        at = end
    return found


def _direct(layout: Layout, paragraphs: list[Span]) -> list[Found]:
    found: list[Found] = []
    running: Found | None = None  # a quotation that the paragraph before left open
    for paragraph in paragraphs:
        quoted = quotations(layout.text, paragraph)
        last: Found | None = None
        for i, quotation in enumerate(quoted):
            before = quoted[i - 1].span.end if i else paragraph.start
            after = quoted[i + 1].span.start if i + 1 < len(quoted) else paragraph.end
            one = _cued(layout.text, quotation.span, before, after)
            if one is None and running and quotation.span.start == paragraph.start:
                one = last = _extended(running, quotation.span, found)
            elif one is None and last and _continues(layout.text, last, quotation.span):
                one = last = _extended(last, quotation.span, found)
            elif one is not None:
                last = one
                found.append(one)
            running = one if one and not quotation.closed else None
    return found


def _extended(one: Found, more: Span, found: list[Found]) -> Found:
    """`one` with a further piece of content, put in its own place in `found`."""
    longer = Found(
        source=one.source,
        cue=one.cue,
        content=(*one.content, more),
        voice=one.voice,
        act=one.act,
        about=one.about,
    )
    at = next(i for i in range(len(found) - 1, -1, -1) if found[i] is one)
    found[at] = longer
    return longer


def _continues(text: str, last: Found, quotation: Span) -> bool:
    """Whether nothing but the cue stands between a quotation and the one before it."""
    between = Span(last.content[-1].end, quotation.start)
    cue_inside = bool(last.cue) and between.holds(last.cue[0])
    length = between.end - between.start
    return length <= 3 or (cue_inside and text[between.start : between.end].count(".") <= 1 and length < 160)


def _cued(text: str, span: Span, before: int, after: int) -> Found | None:
    """The attribution of a quotation whose cue stands right behind or before it."""
    words = len(re.findall(r"\w+", span.of(text)))
    behind = _AFTER.match(text, span.end, min(after, span.end + 260))
    punctuated = _PUNCTUATED.search(span.of(text)) or text.startswith(",", span.end)
    if behind and punctuated and words >= 2:
        return _found(text, behind, span)
    window = text[max(before, span.start - 300) : span.start]
    ahead = list(_BEFORE.finditer(window))
    if ahead and words >= 2:
        return _found(text, ahead[-1], span, offset=span.start - len(window))
    return None


def _found(text: str, match: re.Match[str], content: Span, offset: int = 0) -> Found | None:
    groups = match.groupdict()
    names = ("source", "cue") if groups.get("source") else ("source2", "cue2")
    source, cue = (Span(offset + match.start(n), offset + match.end(n)) for n in names)
    about = None
    if groups.get("apposition"):
        about = trim(text, offset + match.start("apposition"), offset + match.end("apposition"))
    return _made(text, source, cue, (content,), about)


def _made(text: str, source: Span, cue: Span, content: tuple[Span, ...], about: Span | None = None) -> Found:
    if day := _DAY.search(source.of(text)):
        source = Span(source.start, source.start + day.start())
    if re.search(r"[^\W\d_]{3,}\.$", source.of(text)):
        source = Span(source.start, source.end - 1)
    verb = re.split(r"\s+", cue.of(text).lower())[-1]
    act = ACTS.get(verb, "said")
    return Found(
        source=(source,),
        cue=(cue,),
        content=content,
        voice=voice_of(text, content),
        act=_SAME_ACT.get(act, act),
        about=about,
    )


def voice_of(text: str, content: tuple[Span, ...]) -> Voice:
    """Direct if nine tenths of the letters stand in quotation marks, indirect if none do, else mixed."""
    quoted = total = 0
    for span in content:
        marks = [q.span for q in quotations(text, span)]
        total += sum(char.isalnum() for char in span.of(text))
        quoted += sum(char.isalnum() for mark in marks for char in mark.of(text))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"


def _indirect(text: str, sentence: Span) -> Iterator[Found]:
    end = sentence.end - len(text[sentence.start : sentence.end]) + len(sentence.of(text).rstrip(".!?… "))
    if match := _LEADING.match(text, sentence.start, sentence.end):
        that = next((name for name in ("that", "that2", "that3") if match[name]), None)
        start = match.start(that) if that else match.end()
        if end - start > _SHORTEST:
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            about = trim(text, *match.span("apposition")) if match["apposition"] else None
            yield _made(text, source, cue, (Span(start, end),), about)
            return
    if match := _ACCORDING.match(text, sentence.start, sentence.end):
        yield _made(
            text,
            Span(*match.span("source")),
            Span(*match.span("cue")),
            (Span(match.end(), end),),
        )
        return
    match = _TRAILING.search(text, sentence.start, sentence.end)
    if match and match.start() - sentence.start > _SHORTEST:
        names = ("source", "cue") if match["source"] else ("source3", "cue3")
        source, cue = (Span(*match.span(n)) for n in names)
        content = Span(sentence.start, match.start())
        yield _made(text, trim(text, source.start, source.end), cue, (content,))


def _headline(layout: Layout, title: Span, bodies: list[Span]) -> Iterator[Found]:
    """The speaker before or behind a headline ("Minister: …", "… - Hezbollah Brigades"), if the body knows it too."""
    text = layout.text
    words = title.of(text)
    if match := re.match(r"([^:“”\"]{2,50}):\s+(?=\S{2})", words):
        named = match[1]
        if (
            named.lower() not in _LABELS
            and named[0].isupper()
            and not named.isdigit()
            and _known(named, bodies, layout)
        ):
            source = Span(title.start, title.start + match.end(1))
            cue = Span(source.end, source.end + 1)
            yield _made(text, source, cue, (Span(title.start + match.end(), title.end),))
            return
    if match := re.search(r"\s+([-–—])\s+(\S[^-–—:“”\"]{1,60})$", words):
        named = match[2]
        if (
            named[0].isupper()
            and len(named.split()) <= 6
            and not _ORGAN.search(named)
            and _known(named, bodies, layout)
        ):
            source = Span(title.start + match.start(2), title.end)
            cue = Span(title.start + match.start(1), title.start + match.end(1))
            yield _made(text, source, cue, (Span(title.start, title.start + match.start()),))


def _known(name: str, bodies: list[Span], layout: Layout) -> bool:
    """Whether the body names them too, by their last two words or their one word, in a sentence where one speaks."""
    tail = re.compile(rf"\b{re.escape(' '.join(name.split()[-2:]))}\b", re.I)
    return any(
        tail.search(sentence.of(layout.text)) and CUE.search(sentence.of(layout.text))
        for body in bodies
        for sentence in layout.sentences_in(body)
    )
