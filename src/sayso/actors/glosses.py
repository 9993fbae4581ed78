"""Glosses: where a report says itself that two names are one actor's: "the Popular Units [PU], better known as the Hashd".

Pure. Imports: nothing of ours. Imported by: known.
"""

import re

_WAY = r"(?:(?:also|better|commonly|widely|locally|formerly|previously|once|sometimes|otherwise)\s+)?"
_KNOWN = re.compile(
    rf"[)\]]?\s*[,(\[–—]?\s*(?:(?:who|which|that)\s+)?(?:(?:is|are|was|were)\s+)?{_WAY}"
    r"(?:known|called|referred\s+to|abbreviated)(?:\s+(?:in|by|to|locally)\s+(?:its\s+|their\s+|the\s+)?\w+(?:\s+\w+)?)?"
    r"(?:\s+(?:as|simply))*\s+(?:the\s+)?[\"'“‘«]?",
    re.I,
)
_FOR = re.compile(
    r"\s*[(\[–—,]\s*(?:an?\s+|the\s+)?(?:\w+\s+)?(?:Arabic|Persian|Farsi|Hebrew|Russian|Ukrainian|Turkish|Kurdish|Pashto|Urdu|French|"
    r"Spanish|Portuguese|English|Somali|Amharic|Burmese|Hausa|acronym|abbreviation|initials|short|shorthand|name)"
    r"(?:\s+(?:acronym|abbreviation|initials|name|word|term))?(?:\s+(?:for|of|in))?\s+(?:the\s+)?[\"'“‘«]?",
    re.I,
)
_ALIAS = re.compile(
    r"\s*[,(\[]?\s*(?:a\.?k\.?a\.?|alias|nom\s+de\s+guerre|formerly|previously)\s+(?:the\s+)?[\"'“‘«]?", re.I
)
_BRACKET = re.compile(r"(?:\s+[A-Z][\w-]*){0,2}\s*[(\[]\s*(?:the\s+)?[\"'“‘«]?")
_CLOSED = re.compile(r"[\"'”’»]?\s*[)\]]")
_ACRONYM = re.compile(r"(?:[A-Z]\.?-?){2,8}s?|[A-Z][A-Za-z]?(?:[A-Z]|[A-Z][a-z])+")


def is_gloss(between: str, name: str, behind: str) -> bool:
    """Whether a name is another for the one before it. `between`: the text from one to the other; `behind`: what follows.

    An acronym by itself in brackets is one, whatever it stands for: "Kurdistan Workers' Party (PKK)".
    """
    if _KNOWN.fullmatch(between) or _FOR.fullmatch(between) or _ALIAS.fullmatch(between):
        return True
    bracketed = _BRACKET.fullmatch(between) is not None and _CLOSED.match(behind) is not None
    return bracketed and _ACRONYM.fullmatch(name) is not None
