"""Wordings: the patterns of the ways in which reports tell a place from another, over a text in which places are marked.

Each is found by its words, read by its groups: `anchor`, `other`, `length`, `ways` (or `toward`) and `link`. Pure. Imports: lengths,
marking. Imported by: relations.
"""

import re
from functools import cache
from typing import Literal

from sayso.places.lengths import LENGTH
from sayso.places.marking import BORDER, DEMONYM, LAND, NAMED, spaced

How = Literal[
    "from", "part", "near", "edge", "outside", "inside", "coast", "between", "road", "border", "travel"
]
"""How a place lies to its anchor: away from it, in a part of it, near it, at its edge, anywhere outside it but near, inside its
borders, off its coast, between two, on the road of two, on a border, or so long a drive, walk or flight from it."""
_WAY = r"(?:north|south|east|west)"
_TURN = rf"{_WAY}(?:[ -]?{_WAY}){{0,2}}"
_DIRECTION = rf"(?:{_TURN}(?:ern|erly)?|(?-i:[NS](?:NE|NW|SE|SW)|[EW](?:NE|NW|SE|SW)|[NS][EW]|[NSEW]))"
_DIRECTIONS = rf"\b{_DIRECTION}(?:(?:, and |, or |, | and | or | to |/)(?:the )?{_DIRECTION}){{0,3}}"
_TOWARDS = rf"\b{_TURN}(?:ern|erly)?"
_KINDS = (
    "city|town|village|hamlet|port|capital|stronghold|district|province|governorate|region|county|sub-?district|municipality|quarter"
    "|neighbou?rhood|suburb|area|camp|settlement|air ?base|base|airport|dam|island|mountain|mount|lake|crossing|oil ?field|refinery"
    "|junction|commune|enclave|bastion|resort|outpost|valley|metropolis|township|locality|community|hub|state|mountains|peninsula"
)
_OPEN = "(?!(?:of|in|and|or|from|to|at|by|with|on|for|than|near|the|that|which|who)\\b)"
_BEFORE = (
    rf"(?:(?:the|a|an|its|central|downtown|besieged|embattled|neighbou?ring|rural|[a-z]+-held|[a-z]+-controlled"
    rf"|(?:{_TURN})ern|{DEMONYM}|{NAMED}[’']s) ){{0,3}}"
)
_CALLED = rf"(?:(?:(?:{DEMONYM}|{NAMED}|{_OPEN}[^\W\d_][\w’'-]*),? ){{0,4}}?(?:{_KINDS})(?:,| of| called| named)? )?"
_ENDED = r"(?![\w-])"


def _anchor(name: str, of: str = NAMED) -> str:
    return rf"(?P<fill_{name}>{_BEFORE}{_CALLED}(?:the )?)(?P<{name}>{of}){_ENDED}"


_PLACED = _anchor("anchor", f"(?:{NAMED}|{BORDER})")
_ANCHOR, _OTHER = _anchor("anchor"), _anchor("other")
_MUCH = (
    "(?:(?:just|due|immediately|directly|slightly|well|far|further|farther|straight|somewhere|right) ){0,2}"
)
_ROADS = (
    "(?:(?:main|coastal|desert|international|old|strategic|key|supply|mountain|dirt|national|coast) )?(?:roads?|highways?|motorways?"
    "|expressways?|freeways?|routes?|railways?|rail lines?|railroads?|train lines?|corridor|pipelines?|turnpike|interstate)"
)
_BORDERS = "(?:land |common |shared |disputed |porous |international |maritime )?(?:borders?|frontiers?|borderlands?|borderline)"
_BORDER_ENDED = (
    r"(?: (?:areas?|regions?|zones?))?(?! (?:towns?|city|cities|villages?|crossings?|guards?|police|posts?|gates?|provinces?|districts?|county"
    r"|patrols?|fences?|walls?|controls?|security|forces?|officials?|force|agents?|agency|state|states|disputes?|wars?|conflicts?|clashes"
    r"|incidents?|trade|checks?|checkpoints?|officers?|point|station|services?|ministry|authorit\w+|troops|tensions?|talks|deal))[\w-]*"
)
_COASTS = "(?:coasts?|shores?|coastline|seaboard)"
_TIME = (
    r"(?:(?:about|around|roughly|some|nearly|almost|more than|less than|just|under|over|only) ){0,2}"
    r"(?:half an|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}(?:\.\d)?|several|a few|a couple of|twenty|thirty|forty)"
    r"(?:[ -]and[ -]a[ -]half)?)[ -](?:hour|minute|day)s?[’']?s?"
)
_RIDE = r"(?:drive|walk|ride|flight|march|hike|journey|trip|bus ride|train ride|boat ride|car ride|helicopter ride)"
_NOWHERE_ELSE = r"(?! (?:to|until|before|after)\b)"


@cache
def wordings() -> tuple[tuple[How, re.Pattern[str], re.Pattern[str]], ...]:
    """For each wording its kind, words without which it cannot be there, and the pattern."""
    turn = r"(?:north|south|east|west)|\b(?:[NS][EW]|[NSEW]|[NSEW][NS][EW])\b"
    unit = r"km|mile|met(?:er|re)|klick|yard|feet|foot|mi\b|m\b|ft\b"
    border = "border|frontier"
    listed: list[tuple[How, str, str]] = [
        ("from", turn, (rf"(?:(?P<length>{LENGTH}) (?:away |by road |by air |as the crow flies |drive |or so ){{0,2}})?{_MUCH}"
                       rf"(?:(?:(?:to|on|in|of|at) )?the )?(?P<ways>{_DIRECTIONS}) (?P<link>of|from|off|outside(?: of)?) {_PLACED}")),
        ("part", turn, (rf"(?P<ways>{_TOWARDS}) (?:parts?|side|end|tip|corner|half|districts?|bank|sector|section|area|areas|quarters?"
                       rf"|countryside|flank|neighbou?rhoods?) of {_ANCHOR}")),
        ("edge", "outskirt|fringe|edge|periphery|suburb|gates|approach|entrance|perimeter|outlying",
                 (rf"(?:(?P<ways>{_TOWARDS}) )?\b(?:outskirts|outlying \w+|fringes?|edges?|periphery|suburbs|gates|approaches|entrances?|perimeter)"
                 rf" (?:of|to) {_ANCHOR}")),
        ("edge", "outskirt|fringe|periphery|suburb", rf"{_ANCHOR}(?:[’']s)? (?:(?P<ways>{_TOWARDS}) )?(?:outskirts|fringes|periphery|suburbs)\b"),
        ("near", "vicinity|environs|surroundings", rf"\b(?:(?:immediate|close|general) )?(?:vicinity|environs|surroundings) of {_ANCHOR}"),
        ("from", unit, (rf"(?P<length>{LENGTH}) (?:away |by road |by air |as the crow flies |or so ){{0,2}}"
                       rf"(?P<link>from|outside(?: of)?|off|short of|beyond|past|of|up the road from|down the road from) {_PLACED}")),
        ("inside", unit, rf"(?P<length>{LENGTH}) (?:deep )?(?P<link>inside|into|within) {_ANCHOR}"),
        ("travel", "hour|minute|day|short", (rf"(?:(?P<time>{_TIME})(?: (?:{_RIDE}|away|by (?:car|road|train|bus|boat|air|plane)))?|(?:an? )?short {_RIDE})"
                   rf" (?:(?P<ways>{_DIRECTIONS}) of|away from|from|outside(?: of)?|(?P<toward>{_DIRECTIONS}) from) {_PLACED}{_NOWHERE_ELSE}")),
        ("near", "near|close to|far from|next to|adjacent|around", rf"\b{_MUCH}(?:near to|near|close to|not far from|next to|adjacent to|around) {_PLACED}"),
        ("outside", "outside", rf"\b{_MUCH}outside(?: of)? {_ANCHOR}"),
        ("coast", _COASTS, rf"(?:(?P<length>{LENGTH}) )?\b{_MUCH}off (?:the )?(?:(?P<ways>{_TOWARDS}) )?(?:\w+ )?{_COASTS} (?:of|near) {_ANCHOR}"),
        ("coast", _COASTS, rf"(?:(?P<length>{LENGTH}) )?\b{_MUCH}off (?:the )?(?P<anchor>{LAND})(?:[’']s)? (?:(?:\w+ ){{0,2}}?(?P<ways>{_TOWARDS}) )?(?:\w+ )?{_COASTS}"),
        ("coast", "off", rf"(?:(?P<length>{LENGTH}) )?(?P<link>\boff) {_ANCHOR}"),
        ("between", "between", rf"\b(?:(?:half-?way|mid-?way|somewhere) )?between {_ANCHOR} and {_OTHER}"),
        ("road", "", (rf"\b(?:{_ROADS}|(?:half-?way|mid-?way|way|en route)) (?:(?:running|leading|that runs|which runs|stretching|going) )?"
                     rf"(?:from|between|linking|connecting|that links|that connects|which links|which connects|joining) {_ANCHOR} (?:to|and|with|towards?) {_OTHER}")),
        ("road", "", rf"(?P<anchor>{NAMED})(?:[-–—/]| to |-to-)(?P<other>{NAMED}) {_ROADS}\b"),
        ("border", border, rf"(?P<anchor>{LAND})(?:[-–—/]| and )(?P<other>{LAND}) {_BORDERS}\b{_BORDER_ENDED}"),
        ("border", border, rf"(?P<anchor>{LAND})(?:[’']s)? (?:\w+ern )?{_BORDERS} (?:with|to|from) (?P<fill_other>(?:the |neighbou?ring )?)(?P<other>{LAND}){_ENDED}"),
        ("border", border, rf"\b{_BORDERS} (?:areas? |region )?(?:between|of|separating|dividing|shared by) (?:the )?(?P<anchor>{LAND}) and (?:the |neighbou?ring )?(?P<other>{LAND}){_ENDED}"),
        ("border", border, rf"\b{_BORDERS} (?:with|of) (?:the |neighbou?ring )?(?P<anchor>{LAND}){_ENDED}"),
        ("border", border, rf"(?P<anchor>{LAND})(?:[’']s)? (?:(?:{_TURN})ern )?{_BORDERS}\b{_BORDER_ENDED}"),
    ]  # fmt: skip
    return tuple(
        (how, re.compile(cue, re.I), re.compile(spaced(pattern), re.I)) for how, cue, pattern in listed
    )
