"""Words, as Universal Dependencies cuts English text: clitics, hyphens and punctuation marks are words of their own.

In: a text and where to look. Out: spans, in which every character but white space stands once. Linear in time.
Pure. Imports: nothing of ours. Imported by: layout; training cuts its corpora with it.
"""

import re

_MARK = (  # combining marks, joiners and invisible signs: `\w` leaves them out, a word does not
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d"
    "\u0859-\u085b\u0898-\u0963\u0971-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u0f86"
    "\u0f87\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u1082-\u108d\u17b4-\u17d3\u180b-\u180f\u1ab0-\u1ace\u1b00-\u1b44"
    "\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ua8e0-\ua8f1\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff"
)
_W = rf"[\w{_MARK}]"
_QUOTE = "['’‘`]"
_PREFIXES = (
    "anti arch co counter cross e ex extra inter intra mega micro mid mini multi neo non over para post pre pro proto "
    "pseudo psycho quasi re semi socio sub super trans ultra un".split()
)
_UNITS = "[ap]m|[AP]M|[kcm]m|[kmM]?g|[kMG]?Hz|[kKMGT]B|[gmk]b|mph|ft|lbs?|hrs?|mins?|secs?"
_PICTURE = r"[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
_TINT = r"[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
_PATTERN = re.compile(
    rf"""
      [A-Za-z]+(?=[ \n,])                                              # most words; the order of the rest matters
    | ({_W}+(?:{_QUOTE}{_W}+)+)                                        # 1: don't, Qa'ida
    | (?:https?://|www\.)\S*[^\s.,;:!?)\]}}>”»’"']                     # addresses
    | [^\W_][\w.+\-]{{0,64}}@[^\W_][\w\-]*(?:\.[^\W_][\w\-]*)+ | [@\#][^\W\d]\w*
    | [^\W_][\w\-]{{0,40}}(?:\.[^\W_][\w\-]{{0,40}}){{0,4}}\.(?:com|org|net|gov|edu|info|co\.uk|iq|doc|xls|pdf|html?|jpe?g)(?!\w)(?:/[\w/\-.]*\w)?
    | Ph\.D\.? | [^\W\d_]\.(?:[^\W\d_]\.)*[^\W\d_](?!{_W})\.?          # U.S., a.m
    | \d{{3}}-(?:\d{{3}}-)?\d{{4}}(?![\w-]) | \d{{4}}-\d\d-\d\d(?![\w-])
    | \d+(?:,\d{{3}}(?!\d))*(?:[.:/]\d+)*(?:['’]s(?!{_W})|(?=(?:{_UNITS})(?!{_W}))|{_W}*) | (?<![\w.])\.\d+ | ['’‘]\d\ds?(?!{_W})
    | (?:{"|".join(f"[{p[0].upper()}{p[0]}]{p[1:]}" for p in _PREFIXES)})-(?:{_W}+|(?=\s)) | [^\W\d_]{{1,2}}-(?=\s)
    | (?:[A-Z]{{1,4}}&[A-Z]{{1,4}}|[a-z]&[a-z]|[A-Za-z]/[A-Za-z]{{1,3}})(?!{_W})
    | ({_W}+\.(?!{_W}|\.))                                             # 2: Gen. or the end of a sentence
    | (?:US|[A-Z])\$ | {_W}+
    | …\.* | \.\.+ | [!?]+ | --+ | ––+ | \*\*+ | ==+ | \+\++ | ~~+ | \#\#+ | '' | `` | ’’ | ‘’ | <<+ | >>+
    | (?<![^\s])(?::-?[)(DP]|;-?\)|=\))(?!{_W})
    | {_QUOTE}(?:ll|re|ve|s|m|d|S|em|n)(?![\w\-])                      # “Hamlet”'s
    | [\U0001f1e6-\U0001f1ff]{{2}} | {_PICTURE}{_TINT}*(?:\u200d{_PICTURE}{_TINT}*)*[{_MARK}]*
    | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?:[nN]['’‘`][tT]|['’‘`](?:ll|re|ve|[smd]|LL|RE|VE|[SMD]))$")
_JOINED = {  # two words written as one: where the second begins
    **dict.fromkeys("cannot gonna wanna gotta gimme lemme lotta outta youre".split(), 3),
    **dict.fromkeys("thats whats theyre".split(), 4),
    "theres": 5,
    **{
        f"{verb}nt": len(verb)
        for verb in "do ca wo did does is was could would should have has are were".split()
    },
}
CAPITALISED = frozenset(
    "mr mrs ms mlle mme dr prof messrs st ft mt gen lt col maj capt sgt cpl cmdr adm brig pte pvt spc rev hon gov sen rep "
    "reps sens pres supt insp det amb sec dep asst attn ext".split()
)
"""Abbreviated titles and the like, by their lower case: with a capital and a full stop they never end a sentence."""
_DATES = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
SHORTENED = frozenset(
    "vs approx ca cf ed eds fig figs vol vols pp viz op cit yr yrs hr hrs mins lb lbs oz esp incl excl div dept est".split()
)
"""Other words whose full stop belongs to them, unless a sentence ends there."""
ENDING = frozenset("etc al inc ltd co corp jr sr bros ave blvd".split())
"""Words whose full stop belongs to them even where a sentence ends there too."""


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words between `start` and `end`, in text order: they hold every character there but white space, once.

    Best given a sentence: the full stop at its end is then seldom taken for an abbreviation's.
    """
    found: list[tuple[int, int]] = []
    for match in _PATTERN.finditer(text, start, end):
        kind = match.lastindex
        at, to = span = match.span()
        if kind == 1:
            found += _without_clitics(text, at, to)
        elif kind == 2 and not _keeps_stop(text, at, to, end):
            if not found and to < end and to - at < 4 and text[at : to - 1].isdigit():
                found.append(span)  # 1. Introduction
            else:
                found += [*_halves(text, at, to - 1), (to - 1, to)]
        elif 3 < to - at < 9:
            found += _halves(text, at, to)
        else:
            found.append(span)
    return found


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after `word` belongs to it where no sentence ends."""
    low = word.lower()
    return low in SHORTENED or low in ENDING or (low != word and (low in CAPITALISED or low in _DATES))


def _halves(text: str, at: int, to: int) -> list[tuple[int, int]]:
    """Two words where they are written as one: cannot."""
    second = at + _JOINED.get(text[at:to].lower(), 0)
    return [(at, second), (second, to)] if second > at else [(at, to)]


def _without_clitics(text: str, at: int, to: int) -> list[tuple[int, int]]:
    """A word with apostrophes, and the clitics at its end: couldn't've has two."""
    clitics: list[tuple[int, int]] = []
    while match := _CLITIC.search(text, max(at + 1, to - 3), to):
        clitics.append((match.start(), to))
        to = match.start()
    return [(at, to), *reversed(clitics)]


def _keeps_stop(text: str, at: int, to: int, end: int) -> bool:
    """Whether the word at `at` is an abbreviation, which its full stop, the character before `to`, belongs to."""
    if to - at > 8:
        return False
    word = text[at : to - 1]
    if to == end:
        return word.lower() in ENDING
    if word.lower() in {"no", "nos"}:
        return text[to : min(to + 2, end)].strip().isdigit()
    return is_abbreviation(word) or (len(word) == 1 and word.isalpha() and word != "I")
