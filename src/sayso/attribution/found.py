"""What attribution finds, whole and in the making. Imports: model. Imported by: attribution, actors, claims."""

from msgspec import Struct

from sayso.model import Act, Basis, Span, Voice

Piece = tuple[int, int]
"""Words [first, past) by their numbers in the layout."""
Pieces = tuple[Piece, ...]


class Why(Struct, frozen=True):
    """Why something was decided: by which head or rule, on what, how surely. `score` is None for a rule."""

    rule: str
    detail: str = ""
    score: float | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """An attribution in the making. Pieces stand in text order and do not overlap."""

    source: Pieces = ()
    cue: Pieces = ()
    content: Pieces
    score: float
    reasons: tuple[Why, ...] = ()
    signed: bool = False
    """Whether its words are the speaker's own though no quotation marks say so: a turn of a transcript, a letter."""

    follows: Pieces = ()
    """The content of the attribution whose speaker goes on here, if nothing in it names one."""

    @property
    def first(self) -> int:
        """The first word of its content."""
        return self.content[0][0]

    def words(self) -> set[int]:
        """The words of its content."""
        return {word for first, past in self.content for word in range(first, past)}

    def cued(self) -> set[int]:
        """The words of its cue."""
        return {word for first, past in self.cue for word in range(first, past)}

    def told(self) -> set[int]:
        """The words of its source and cue."""
        return {word for first, past in (*self.source, *self.cue) for word in range(first, past)}


class Found(Struct, frozen=True, kw_only=True):
    """An attribution as it stands in the text, not yet resolved to an actor."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    voice: Voice
    act: Act
    negated: bool = False
    within: int | None = None
    """The number, in the list it stands in, of the attribution that it is nested in."""
    continues: int | None = None
    """The number of the attribution whose speaker goes on here without a source of its own."""
    basis: Basis | None = None
    score: float = 1.0
    reasons: tuple[Why, ...] = ()
