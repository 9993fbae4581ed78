"""The nouns of Sayso, one type each: frozen values that know their JSON and nothing else.

In: nothing. Out: types, and `contract`, which turns them into JSON lines and back. Imported by every room.

report, outlet   `Report`, `Outlet`, `Section`; what could not be read: `Refused`
span             `Span`
attribution      `Attribution`, with its `Basis`
actor            `Actor`, with its `Role`s; a mention of one: `Entity`
place, time      `Place`, `Relative`; `Time`, `Interval`
claim, incident  `Claim`, with `Count`, `Link`; `Incident`, with `Filler`
the whole        `Reading`
across reports   `Group`, `Cell`, `Story`, `Origin`, `ClaimRef`, `Casebook`
"""

from sayso.model.across import Casebook, Cell, ClaimRef, Group, Origin, Story
from sayso.model.contract import check, from_json, reading_of, schema, to_json
from sayso.model.reading import (
    Act,
    Actor,
    Attribution,
    Basis,
    BasisKind,
    Claim,
    Count,
    Entity,
    EntityKind,
    Filler,
    Incident,
    Interval,
    Link,
    Place,
    PloverType,
    Reading,
    Relative,
    Role,
    Status,
    Time,
    TimeType,
    Voice,
)
from sayso.model.report import (
    ISO_PREFIX,
    Cause,
    IsoPrefix,
    Outlet,
    Reason,
    Refused,
    Report,
    Section,
    SectionKind,
    refuse,
)
from sayso.model.spans import Span, meeting, trim, words_of

__all__ = [
    "ISO_PREFIX",
    "Act",
    "Actor",
    "Attribution",
    "Basis",
    "BasisKind",
    "Casebook",
    "Cause",
    "Cell",
    "Claim",
    "ClaimRef",
    "Count",
    "Entity",
    "EntityKind",
    "Filler",
    "Group",
    "Incident",
    "Interval",
    "IsoPrefix",
    "Link",
    "Origin",
    "Outlet",
    "Place",
    "PloverType",
    "Reading",
    "Reason",
    "Refused",
    "Relative",
    "Report",
    "Role",
    "Section",
    "SectionKind",
    "Span",
    "Status",
    "Story",
    "Time",
    "TimeType",
    "Voice",
    "check",
    "from_json",
    "meeting",
    "reading_of",
    "refuse",
    "schema",
    "to_json",
    "trim",
    "words_of",
]
