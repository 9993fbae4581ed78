"""A reading: everything Sayso found in one report, in the fields of the reading contract (docs/contract.md).

Ids are integers, unique in their list; a reference to one is that integer. `None` and the empty tuple mean
"not known" or "not said"; nothing is filled in to look complete.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from sayso.model.report import IsoPrefix, Section
from sayso.model.spans import Span

Score = Annotated[float, Meta(ge=0, le=1, description="higher is surer")]
Certainty = Annotated[
    float, Meta(ge=-3, le=3, description="3: certainly so; 0: nothing said; -3: certainly not so")
]

EntityKind = Literal[
    "person", "organisation", "place", "nationality", "weapon", "vehicle", "facility",
    "time", "money", "quantity", "law", "document", "other",
]  # fmt: skip

PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
"""The sixteen event types of PLOVER (Open Event Data Alliance)."""

Status = Literal["happened", "ongoing", "planned", "possible", "denied"]
Voice = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "said", "claimed", "denied", "accused", "condemned", "praised", "confirmed", "reported", "believed", "predicted",
    "asked", "demanded", "promised", "threatened", "warned", "claimed responsibility", "denied responsibility",
]  # fmt: skip
"""What kind of saying an attribution is; docs/attribution.md has cues for each."""
BasisKind = Literal["witnessed", "received", "document", "inferred", "hearsay"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Stage = Literal["accomplished", "attempted", "threatened"]
Responsibility = Literal[
    "reported as fact",
    "suspected or accused",
    "suspected or accused by authorities",
    "claimed or admitted",
    "possible",
]


class Entity(Struct, frozen=True, kw_only=True):
    """One mention of a person, place, weapon … in the text, and the actor it means, if it means one."""

    id: int
    start: int
    end: int
    kind: EntityKind
    actor: int | None = None


class Role(Struct, frozen=True, kw_only=True):
    """What an actor is said to be ("spokesman") and of whom (an actor's id), with the words that say it."""

    role: str
    of: int | None
    start: int
    end: int


class Actor(Struct, frozen=True, kw_only=True):
    """Who is meant: a person, armed group, ministry, state …, under all the names the report uses.

    `named` is false for "a security source". `known_as` is the id in Sayso's own list of actors. `count` is how many
    people an actor without a name is said to be.
    """

    id: int
    name: str
    names: tuple[str, ...]
    kind: EntityKind | None = None
    country: str | None = None
    """ISO 3166-1, three letters."""
    sector: str | None = None
    """PLOVER sector."""
    roles: tuple[Role, ...] = ()
    part_of: tuple[int, ...] = ()
    known_as: str | None = None
    named: bool = True
    count: int | None = None


class Relative(Struct, frozen=True, kw_only=True):
    """A place told from another: "400 km northwest of Baghdad", and how that agrees with the map.

    `other` is the second place it is told from: "between Tikrit and Baiji", "the border between Iraq and Syria".
    """

    anchor: int | None
    other: int | None = None
    distance_km: float | None
    direction: str | None
    measured_km: float | None = None
    measured_deg: float | None = None
    consistent: bool | None = None


class Place(Struct, frozen=True, kw_only=True):
    """A toponym and the gazetteer's entry for it, with an honest precision; refused, it has no coordinates."""

    id: int
    start: int
    end: int
    name: str
    kind: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    country: str | None = None
    """ISO 3166-1, two letters."""
    geonameid: int | None = None
    inside: str | None = None
    score: Score | None = None
    demonym: bool = False
    relative: Relative | None = None


class Interval(Struct, frozen=True):
    """The days in which something is said to happen; an end that is not known is `None`."""

    first: IsoPrefix | None
    last: IsoPrefix | None


class Time(Struct, frozen=True, kw_only=True):
    """A time expression with its TIMEX3 type and value, and the interval it denotes.

    `anchor` says what it was counted from: "published", or the words of another time or of a happening; `None` if its own
    words suffice.
    """

    id: int
    start: int
    end: int
    type: TimeType
    value: str
    from_: IsoPrefix | None = field(default=None, name="from")
    to: IsoPrefix | None = None
    anchor: str | None = None


class Basis(Struct, frozen=True, kw_only=True):
    """On what a source rests what it says: "we have received information", "footage shows"."""

    kind: BasisKind
    start: int
    end: int


class Attribution(Struct, frozen=True, kw_only=True):
    """A source, a cue and a content: who says, the words that make it saying, what is said.

    Each is a list of spans, for a cue may interrupt a content. `speaker` is the actor the source means;
    `within` is the attribution this one stands in ("media reported that the spokesman said …").
    """

    id: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    voice: Voice
    act: Act
    negated: bool = False
    speaker: int | None = None
    within: int | None = None
    basis: Basis | None = None
    score: Score | None = None


class Count(Struct, frozen=True, kw_only=True):
    """A number a claim gives: how many killed, wounded, detained …, as a range where the words leave one."""

    of: str
    low: int | None
    best: int | None
    high: int | None
    start: int
    end: int


class Link(Struct, frozen=True, kw_only=True):
    """One step of a claim's chain: who passed it on, by which act, and the words it was read from.

    `start` and `end` are `None` where the report's metadata, not its text, names them; `name` is `None`
    where it is not known who (a report without an outlet).
    """

    name: str | None
    actor: int | None = None
    act: str
    start: int | None = None
    end: int | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """One thing a report says happened, is happening, will, may, or did not, and on whose word.

    `start`, `end` are the trigger's; `content` is the stretch that states it. `attribution` is the innermost
    one it stands in, `None` for the outlet's own voice. `chain` runs from the outlet to the origin.
    """

    id: int
    start: int
    end: int
    content: Span
    type: PloverType | None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    place: int | None = None
    place_score: Score | None = None
    time: int | None = None
    from_: IsoPrefix | None = field(default=None, name="from")
    to: IsoPrefix | None = None
    status: Status
    certainty: Certainty | None = None
    numbers: tuple[Count, ...] = ()
    attribution: int | None = None
    chain: Annotated[tuple[Link, ...], Meta(min_length=1)]
    background: bool = False
    framing: tuple[Span, ...] = ()
    incident: int | None = None
    score: Score | None = None

    @property
    def trigger(self) -> Span:
        """The words that name the event."""
        return Span(self.start, self.end)

    @property
    def when(self) -> Interval | None:
        """The interval in which it is said to happen; `None`: the report does not say."""
        return Interval(self.from_, self.to) if self.from_ or self.to else None


class Filler(Struct, frozen=True, kw_only=True):
    """Who or what fills a role of an incident, in the report's words."""

    text: str
    start: int
    end: int
    actor: int | None = None


class Incident(Struct, frozen=True, kw_only=True):
    """Claims of one report about one happening."""

    id: int
    kind: str
    claims: tuple[int, ...]
    perpetrators: tuple[Filler, ...] = ()
    organisations: tuple[Filler, ...] = ()
    targets: tuple[Filler, ...] = ()
    victims: tuple[Filler, ...] = ()
    instruments: tuple[Filler, ...] = ()
    place: int | None = None
    from_: IsoPrefix | None = field(default=None, name="from")
    to: IsoPrefix | None = None
    stage: Stage | None = None
    responsibility: Responsibility | None = None


class Reading(Struct, frozen=True, kw_only=True):
    """A report and everything read from it: one line of `sayso read --jsonl`."""

    sayso: Literal["1"] = "1"
    id: str
    uri: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    dateline: str | None
    file: str
    sha256: str
    published: IsoPrefix | None
    language: str | None
    agencies: tuple[str, ...] = ()
    version: str | None = None
    notes: tuple[str, ...] = ()
    text: str
    sections: tuple[Section, ...]
    entities: tuple[Entity, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
