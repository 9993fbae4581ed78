"""Nouns that reach across reports: groups, stories, origins, and the casebook that keeps them."""

from msgspec import Struct


class ClaimRef(Struct, frozen=True, order=True):
    """A claim named from outside its report: the report's id and the claim's id in it."""

    report: str
    claim: int


class Origin(Struct, frozen=True, kw_only=True):
    """The far end of chains after copies and shared speakers are folded: who first said it, and which claims."""

    name: str | None
    claims: tuple[ClaimRef, ...]


class Cell(Struct, frozen=True, kw_only=True):
    """One field of a group as its claims give it: each value with the claims that give it, disagreement kept."""

    field: str
    value: str | None
    claims: tuple[ClaimRef, ...]


class Group(Struct, frozen=True, kw_only=True):
    """Claims of many reports about one happening: how many outlets, how many origins, who denies it."""

    group: int
    claims: tuple[ClaimRef, ...]
    outlets: tuple[str, ...]
    origins: tuple[Origin, ...]
    cells: tuple[Cell, ...] = ()
    denied_by: tuple[ClaimRef, ...] = ()


class Story(Struct, frozen=True, kw_only=True):
    """A report's place among reports whose main happening is the same, and the report it copies, if any."""

    report: str
    story: int
    copy_of: str | None = None


class Casebook(Struct, frozen=True, kw_only=True):
    """The one file that holds a user's reports, claims, groups, decisions and log; here, only which file."""

    path: str
