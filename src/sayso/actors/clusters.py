"""Clusters: which mentions of a report refer to the same, of all that it speaks of: actors, things, places, happenings.

In: what is known of the report's actors, and whom its sources mean. Out: `Clusters`. The network says how likely two mentions
refer to the same; names and repeated words decide where it does not reach or errs, and whom sources mean is never
put in question. Imports: known, wording, pronouns, references, genders. Imported by: mentions, actors.
"""

from collections.abc import Mapping

from msgspec import Struct

from sayso.actors.genders import gender_of
from sayso.actors.known import Known
from sayso.actors.pronouns import PRONOUNS, fits
from sayso.actors.references import apposed
from sayso.actors.wording import times, wording

WEAK = 0.05
"""Odds against being new, by the network, below which a mention before counts for nothing: it would hardly ever decide."""


class Clusters(Struct, frozen=True):
    """`of`: head word of each mention → its cluster, the head word of the first; `actors`: cluster → whom it means, where that is known."""

    of: dict[int, int]
    actors: dict[int, int]


def gather(known: Known, meant: Mapping[int, int]) -> Clusters:
    """What refers to the same. `meant`: head words of sources → whom they mean."""
    gathering = _Gathering(known, meant)
    for i in range(len(known.order)):
        gathering.add(i)
    return Clusters(gathering.of, {cluster: actor for actor, cluster in gathering.of_actor.items()})


class _Gathering:
    """Clusters while a report is gone through, in text order."""

    def __init__(self, known: Known, meant: Mapping[int, int]) -> None:
        self._known, self._meant = known, meant
        self._words = [wording(known, one) for one in known.order]
        self._named = _heads_of_names(known)
        self._said: dict[int, dict[str, str | int]] = {}
        """What has been said of each cluster, as in `Wording`."""
        self._members: dict[int, list[int]] = {}
        self.of: dict[int, int] = {}
        self.of_actor: dict[int, int] = {}
        self._actor_of: dict[int, int] = {}
        self._last: dict[tuple[object, ...], int] = {}
        """Names, and nouns with what tells them apart → the cluster of the last of them."""

    def add(self, i: int) -> None:
        """Put one mention where it belongs."""
        head, words = self._known.order[i].head, self._words[i]
        actor = self._actor(i)
        cluster = self.of_actor.get(actor) if actor is not None else None
        if cluster is None:
            cluster = self._found(i, actor)
        self.of[head] = cluster
        self._members.setdefault(cluster, []).append(i)
        if actor is not None:
            self.of_actor.setdefault(actor, cluster)
            self._actor_of.setdefault(cluster, actor)
        if words.key:
            self._last[words.key] = cluster
        self._said.setdefault(cluster, {}).update(words.said)

    def _actor(self, i: int) -> int | None:
        """Whom a mention means by the rules alone: as a source, by its name, or by the name beside it."""
        head = self._known.order[i].head
        if head in self._meant:
            return self._meant[head]
        if head in self._named or head in self._known.of_word:
            return self._named.get(head)
        beside = apposed(self._known, head)
        return beside if beside is not None and self._suits(i, beside) else None

    def _found(self, i: int, actor: int | None) -> int:
        """The cluster that names, words or the network find for a mention; its own, if none does."""
        words, likely = self._words[i], self._likely(i)
        last = self._last.get(words.key) if words.key else None
        if words.name and last is not None and self._is_free(last, actor):
            return last
        for cluster, odds in sorted(likely.items(), key=lambda one: -one[1]):
            if odds <= 1:
                break
            if self._may_be(i, actor, cluster):
                return cluster
        if words.may_recall and last is not None and self._is_free(last, actor):
            return last
        return self._known.order[i].head

    def _is_free(self, cluster: int, actor: int | None) -> bool:
        """Whether a cluster may mean an actor: it means nobody else."""
        return actor is None or self._actor_of.get(cluster, actor) == actor

    def _may_be(self, i: int, actor: int | None, cluster: int) -> bool:
        """Whether a mention, who is known to mean an actor or not, may refer to the same as those of a cluster."""
        said, theirs = self._said[cluster], self._actor_of.get(cluster)
        if any(said.get(key, value) != value for key, value in self._words[i].said.items()):
            return False
        if actor is None:
            return theirs is None or self._suits(i, theirs)
        return theirs in {None, actor} and all(self._suits(k, actor) for k in self._members[cluster])

    def _suits(self, i: int, actor: int) -> bool:
        """Whether a mention's words may be said of an actor: a pronoun or noun of their number, gender and kind."""
        words, kind = self._words[i], self._known.order[i].kind
        if words.form in PRONOUNS:
            return fits(self._known, actor, words.form)
        entry = self._known.registry.entries[actor]
        if not words.noun or entry.kind is None:
            return not (words.noun and words.plural and entry.count == 1)
        if entry.kind != "person":
            return kind != "person"
        return (
            kind == "person" and not words.plural and {gender_of(words.noun), entry.gender} != {"he", "she"}
        )

    def _likely(self, i: int) -> dict[int, float]:
        """The odds of each cluster before a mention against its being new."""
        near, words = self._known.near(i), self._words[i]
        weak, told, found = WEAK * near.none, words.key is not None, dict[int, float]()
        for k, share in zip(near.mentions, near.shares, strict=True):
            if share > weak:
                cluster = self.of[self._known.heads[k]]
                factor = times(words, self._words[k]) if told else 1.0
                found[cluster] = found.get(cluster, 0.0) + share * factor
        return {cluster: share / max(near.none, 1e-12) for cluster, share in found.items()}


def _heads_of_names(known: Known) -> dict[int, int]:
    """The word of each name that stands above its others in the tree, and whom it names."""
    found: dict[int, int] = {}
    for (first, past), actor in known.mentions:
        words = range(first, past)
        top = next((i for i in words if known.sheet.words[i].head not in set(words) - {i}), first)
        found[top] = actor
    return found
