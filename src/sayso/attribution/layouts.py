"""Layouts: speakers that the form of a text shows: turns of a transcript, headlines, letters and signed pieces.

Imports: found, sheet, model. Imported by: attribution.
"""

import re
from collections.abc import Iterator, Sequence

from sayso.attribution.found import Draft, Piece, Why
from sayso.attribution.sheet import Sheet
from sayso.model import Span

_TURN = re.compile(
    r"[\"“'‘]?(?P<name>(?:Q|A|[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.’'-]+(?:\s+[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.’'-]*){0,5}"
    r"|[^\W\d_a-zß-öø-ÿ][\w.’'-]*(?:\s+(?:[^\W\d_a-zß-öø-ÿ][\w.’'-]*|al-\w+|de|van|bin)){0,4}))\s?:(?=\s|$)"
)
_LABELS = frozenset(
    "warning alert notice opinion live update updates breaking exclusive analysis editorial explainer video watch photos pictures "
    "interview report reports factbox timeline profile feature special review read correction obituary podcast background note "
    "phone fax email e-mail tel address date time place source sources subject re contact by cc ps p.s location when where who "
    "what why how example caption photo image credit".split()
)
_ORGAN = re.compile(
    r"\b(?:News|Times|Post|Herald|Tribune|Gazette|Journal|Mirror|Press|Agency|Today|TV|Radio|Online|Daily|Weekly|Reuters|AFP|AP|BBC|CNN)\b|\.\w{2,4}$"
)
_SALUTATION = re.compile(
    r"\s*(?:[Dd]ear|[Tt]o [Ww]hom)\b[^.!?]{1,60}[:,–—-]?\s*$|\s*(?:Mr|Mrs|Ms|Dr|Prof)\.? \w+[,:]\s*$"
)
_CLOSING = re.compile(
    r"\s*(?:[Yy]ours|[Ss]incerely|[Rr]espectfully|[Kk]ind(?:est)? [Rr]egards|[Bb]est(?: wishes| regards)?|[Rr]egards|[Ww]ith love|[Ll]ove|"
    r"[Ll]uv|[Ww]arm(?:ly| regards)|[Ff]aithfully|[Cc]ordially|[Ss]tay in touch|[Ii]n solidarity)\b.{0,80}$",
    re.S,
)
_BYLINE = re.compile(
    r"[Bb]y\s+(?P<name>[^\W\d_a-zß-öø-ÿ][\w.’'-]*(?:\s+(?:and\s+)?[^\W\d_a-zß-öø-ÿ][\w.’'-]*,?){0,7})\s*$"
)
_AUTHORS = re.compile(
    r"(?P<name>[^\W\d_a-zß-öø-ÿ][\w.’'-]*(?:\s+[^\W\d_a-zß-öø-ÿ][\w.’'-]*){1,4})\s+[\w.-]+@[\w.-]+\b.*", re.S
)
_FIRST = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours", "myself", "ourselves"})
_BEHIND = frozenset({"-", "–", "—", "―", "--", ":"})
_MARKS = frozenset({'"', "“", "'", "‘"})
_DEEP, _LONG, _SHORT = 12, 16, 5
_HEAD = 6
"""Paragraphs at the top of a text in which a byline may stand."""
_PERSONAL = 0.006
"""Share of the words outside quotation marks that are "I", "we", "my" …, from which a signed text is its author's speech."""


def turns(sheet: Sheet) -> list[Draft]:
    """The turns of a transcript: "TALIM: …". A name alone before a colon is one if there are at least two such paragraphs."""
    styles: dict[tuple[str, bool], list[tuple[int, str, int, Piece]]] = {}
    for number in range(len(sheet.paragraphs)):
        if found := _turn(sheet, number):
            mark = sheet.form(sheet.paragraphs[number][0])
            styles.setdefault((mark if mark in _MARKS else "", found[0].isupper()), []).append(
                (number, *found)
            )
    opened = max(styles.values(), key=len, default=[])
    names = [name for _, name, _, _ in opened]
    speakers = len(set(names))
    known = speakers < len(names) or all(name.isupper() for name in names)
    if speakers < 2 or not (known or all(_is_named(sheet, source) for *_, source in opened)):
        return []  # a list of places or of things, not of turns
    drafts = []
    for at, (number, name, colon, source) in enumerate(opened):
        last = opened[at + 1][0] if at + 1 < len(opened) else number + 1 + _going_on(sheet, number)
        pieces = [(colon + 1, sheet.paragraphs[number][1])] if colon + 1 < sheet.paragraphs[number][1] else []
        pieces += [
            sheet.paragraphs[k] for k in range(number + 1, last) if not _aside(sheet, sheet.paragraphs[k])
        ]
        if pieces:
            why = Why("a turn of a transcript", name)
            drafts.append(
                Draft(
                    source=(source,),
                    cue=((colon, colon + 1),),
                    content=tuple(pieces),
                    score=0.9,
                    reasons=(why,),
                    signed=True,
                )
            )
    return drafts


def _is_named(sheet: Sheet, piece: Piece) -> bool:
    """Whether the words are a person's or an organisation's name, by the network."""
    return any(
        one.kind in {"PER", "ORG"} and one.first < piece[1] and piece[0] < one.past
        for one in sheet.marked_in("entities", (max(0, piece[0] - 6), piece[1]))
    )


def below(sheet: Sheet) -> list[Draft]:
    """Paragraphs whose speaker signs in the next one: "– Mira Stoll, head of the road agency"."""
    found = []
    for number in range(1, len(sheet.paragraphs)):
        first, past = sheet.paragraphs[number]
        name = (first + 1, past)
        if (
            sheet.form(first) in _BEHIND - {":"}
            and 1 < past - first <= _LONG
            and _is_named(sheet, (first + 1, min(first + 4, past)))
        ):
            verbs = any(sheet.words[word].upos == "VERB" for word in range(*name))
            content = sheet.paragraphs[number - 1]
            if not verbs and sheet.form(past - 1) not in {".", ":"}:
                content = (content[0], content[1] - (sheet.form(content[1] - 1) == "."))
                why = Why("the next line signs it", sheet.of(name))
                found.append(
                    Draft(
                        source=(name,),
                        cue=((first, first + 1),),
                        content=(content,),
                        score=0.8,
                        reasons=(why,),
                        signed=True,
                    )
                )
    return found


def _turn(sheet: Sheet, number: int) -> tuple[str, int, Piece] | None:
    """Name, colon and source of the turn that a paragraph begins."""
    first, past = sheet.paragraphs[number]
    span = sheet.span((first, past))
    match = _TURN.match(sheet.text, span.start, span.end)
    if match is None or match["name"].lower() in _LABELS:
        return None
    inside = [
        word
        for word in range(first, min(past, first + 12))
        if sheet.layout.words[word].start < match.end("name")
    ]
    begin = next((w for w in inside if sheet.layout.words[w].start >= match.start("name")), None)
    colon = inside[-1] + 1
    if begin is None or colon >= past or sheet.form(colon) != ":":
        return None
    return match["name"], colon, (begin, colon)


def _aside(sheet: Sheet, piece: Piece) -> bool:
    """Whether a paragraph only says what is heard or seen: "(CROSSTALK.)"."""
    return bool(re.fullmatch(r"[\"“']?\s*[(\[].*[)\]]\.?[\"”']?", sheet.of(piece).strip(), re.S))


def _going_on(sheet: Sheet, number: int) -> int:
    """How many paragraphs behind the last turn go on with it: those that open with a quotation mark as it does."""
    opening = sheet.form(sheet.paragraphs[number][0])
    count = 0
    if opening in _MARKS:
        for piece in sheet.paragraphs[number + 1 :]:
            if sheet.form(piece[0]) != opening or "@" in sheet.of(piece):
                break
            count += 1
    return count


def signed(sheet: Sheet) -> list[Draft]:
    """The whole of a letter, or of a piece in which the author who signs it speaks of themselves, as their own speech."""
    letter = _letter(sheet)
    if letter is not None:
        return [letter]
    piece = _by_author(sheet)
    return [piece] if piece is not None else []


def _letter(sheet: Sheet) -> Draft | None:
    """What stands between "Dear …" and "Yours, …"; the name below it is the source."""
    count = len(sheet.paragraphs)
    opening = [k for k in range(min(count, _DEEP)) if _SALUTATION.fullmatch(sheet.of(sheet.paragraphs[k]))]
    closing = [k for k in range(max(0, count - _DEEP), count) if _is_closing(sheet, sheet.paragraphs[k])]
    if not closing or (not opening and not _personal(sheet, 0, sheet.paragraphs[closing[0]][0])):
        return None
    first, last = (opening[0] if opening else 0), closing[-1]
    if last - first < 1:
        return None
    begin, past = sheet.paragraphs[last]
    cue = (begin, past)
    comma = next((w for w in range(begin, past) if sheet.form(w) == ","), None)
    if comma is not None and comma + 1 < past:
        cue, name = (begin, comma), (comma + 1, past)
    elif last + 1 < count and past - begin <= _SHORT:
        name = sheet.paragraphs[last + 1]
        cue = (begin, past - (sheet.form(past - 1) in {",", "."}))
    else:
        return None
    why = Why("a letter, with its salutation and its end", sheet.of(cue))
    content = tuple(sheet.paragraphs[first:last])
    return Draft(source=(name,), cue=(cue,), content=content, score=0.9, reasons=(why,), signed=True)


def _is_closing(sheet: Sheet, piece: Piece) -> bool:
    return piece[1] - piece[0] <= _LONG and bool(_CLOSING.match(sheet.of(piece)))


def _by_author(sheet: Sheet) -> Draft | None:
    """A text with "By …" at its top whose own words say "I" or "we"."""
    for number in range(min(len(sheet.paragraphs), _HEAD)):
        first, past = sheet.paragraphs[number]
        line = sheet.of((first, past))
        match = _BYLINE.fullmatch(line) or _AUTHORS.fullmatch(line)
        if match and past < len(sheet.words) and _personal(sheet, past, len(sheet.words)):
            why = Why("a signed piece whose author speaks of themselves", line)
            begin, end = (sheet.span((first, past)).start + edge for edge in match.span("name"))
            name = [word for word in range(first, past) if begin <= sheet.layout.words[word].start < end]
            cue = ((first, name[0]),) if name[0] > first else ()
            content = tuple(sheet.paragraphs[number + 1 :])
            return Draft(
                source=((name[0], name[-1] + 1),),
                cue=cue,
                content=content,
                score=0.7,
                reasons=(why,),
                signed=True,
            )
    return None


def _personal(sheet: Sheet, first: int, past: int) -> bool:
    own = [word for word in range(first, past) if not sheet.quoted[word]]
    said = sum(sheet.form(word).lower() in _FIRST for word in own)
    return said >= _PERSONAL * max(1, len(own)) and said > 1


def headlines(sheet: Sheet, titles: Sequence[Span]) -> list[Draft]:
    """The speaker before or behind a headline ("Minister: …", "… - Hezbollah Brigades"), if the body knows them too."""
    return [draft for title in titles for draft in _headline(sheet, title)]


def _headline(sheet: Sheet, title: Span) -> Iterator[Draft]:
    words = [i for i, span in enumerate(sheet.layout.words) if title.holds(span)]
    if len(words) < 4:
        return
    first, past = words[0], words[-1] + 1
    body = sheet.text[title.end :]
    for word in range(first + 1, min(first + 8, past - 2)):
        if (
            sheet.form(word) == ":"
            and not any(sheet.quoted[first:word])
            and _speaks(sheet.of((first, word)), body)
        ):
            yield _shown(
                sheet, (first, word), word, (word + 1, past), "a headline with its speaker before a colon"
            )
            return
    for word in range(past - 2, max(first + 2, past - 8), -1):
        form, name = sheet.form(word), (word + 1, past)
        if (
            form in _BEHIND
            and not any(sheet.quoted[word:past])
            and _speaks(sheet.of(name), body, behind=True)
        ):
            yield _shown(sheet, name, word, (first, word), "a headline with its speaker behind a dash")
            return


def _shown(sheet: Sheet, source: Piece, mark: int, content: Piece, rule: str) -> Draft:
    why = Why(rule, sheet.of(source))
    return Draft(source=(source,), cue=((mark, mark + 1),), content=(content,), score=0.8, reasons=(why,))


def _speaks(name: str, body: str, *, behind: bool = False) -> bool:
    """Whether the words beside a headline's mark are somebody whom the body has too, and no label or outlet."""
    if name.lower() in _LABELS or name.isdigit() or len(name.split()) > 6 or (behind and _ORGAN.search(name)):
        return False
    last = re.sub(r"[’']s?$", "", name.rsplit(maxsplit=1)[-1])
    return bool(re.search(rf"(?<![\w-]){re.escape(last)}s?(?![\w-])", body, re.I)) and (
        behind or name[0].isupper()
    )
