"""Aliases: whether two names are one name in two spellings, on pairs from Sayso's own list of actors.

Which pairs are spellings of one name is told by a rule that does not ask `same_name`: two names of one actor, of as many words
(joints such as "of" apart), not the same but for capitals, accents, hyphens and apostrophes, where each word shares with its
counterpart all letters but vowels, h, y, w and doubled ones, or has such for them as writers exchange: k, q, c, g; z, s, c; d, z; f, p;
j, g. Plurals ("Force", "Forces"), translations, acronyms, short forms and changes of name fail that. Added are the pairs that only
capitals, accents, hyphens or apostrophes tell apart. The negatives are the names of two actors that are most alike.

The pairs stand in alias_pairs.jsonl, so that the figures do not move with every actor that is added; `python -m benchmarks.aliases`
makes them anew from the list as it is, and then the floors are to be pinned anew.
Imports: rows; the actors' room. Imported by: actors.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from msgspec import Struct
from rapidfuzz import fuzz, process

from benchmarks.rows import Row
from sayso.actors.listed import Listed, packaged
from sayso.actors.spelling import same_name

FILE = Path(__file__).parent / "alias_pairs.jsonl"
TASK = "who actors are"
HARD = 1000
"""How many negatives there are: so many of the most alike pairs, by rapidfuzz."""
_JOINTS = frozenset("the of and for al el de del la le du des in".split())
_EXCHANGED = [set("kqcg"), set("zsc"), set("dz"), set("fp"), set("jg"), set("vf")]


class Pair(Struct, frozen=True):
    """Two names, and whether they are one."""

    one: str
    other: str
    same: bool


def pairs(actors: Sequence[Listed]) -> list[Pair]:
    """All positives, and the hardest negatives."""
    return [*_positives(actors), *_negatives(actors)]


def _positives(actors: Sequence[Listed]) -> Iterator[Pair]:
    for actor in actors:
        names = [name for name in dict.fromkeys((actor.name, *actor.names)) if _is_latin(name)]
        for one, other in combinations(names, 2):
            if _respelt(one, other):
                yield Pair(one, other, same=True)


def _negatives(actors: Sequence[Listed]) -> list[Pair]:
    """Names of two actors that share none, the most alike first."""
    owners: dict[str, set[str]] = {}
    for actor in actors:
        for name in (actor.name, *actor.names):
            if _is_latin(name):
                owners.setdefault(name, set()).add(actor.id)
    plain = {name: " ".join(_words(name)) for name in owners}
    ids: dict[str, set[str]] = {}
    for name, words in plain.items():
        ids.setdefault(words, set()).update(owners[name])
    names = list(owners)
    texts = [plain[name] for name in names]
    found: list[tuple[float, Pair]] = []
    for i, name in enumerate(names):
        near = process.extract(texts[i], texts[i + 1 :], scorer=fuzz.ratio, limit=5, score_cutoff=70)
        for text, score, k in near:
            other = names[i + 1 + k]
            if not ids[text] & ids[texts[i]]:
                found.append((score, Pair(name, other, same=False)))
    found.sort(key=lambda one: (-one[0], one[1].one, one[1].other))
    return [pair for _, pair in found[:HARD]]


def _is_latin(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    if not letters or not all("LATIN" in unicodedata.name(char, "") for char in letters):
        return False
    return len(letters) >= 4 and not all(char.isupper() for char in letters)


def _words(name: str) -> list[str]:
    low = unicodedata.normalize("NFKD", name.casefold())
    low = "".join(char for char in low if not unicodedata.combining(char))
    low = re.sub(r"['’‘`ʿʾ.]", "", low)
    return [word for word in re.split(r"[\W_]+", low) if word and word not in _JOINTS]


def _respelt(one: str, other: str) -> bool:
    ours, theirs = _words(one), _words(other)
    if "".join(ours) == "".join(theirs):
        return True
    return len(ours) == len(theirs) and all(map(_counterparts, ours, theirs))


def _counterparts(one: str, other: str) -> bool:
    """Whether one word may be another's spelling, as the head of this module says."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or one.isdigit() or other.isdigit():
        return False
    ours, theirs = _consonants(one), _consonants(other)
    return len(ours) == len(theirs) and all(map(_may_stand_for, ours, theirs)) and not _is_plural(one, other)


def _may_stand_for(one: str, other: str) -> bool:
    return one == other or any({one, other} <= those for those in _EXCHANGED)


def _is_plural(one: str, other: str) -> bool:
    return one in {f"{other}s", f"{other}es"} or other in {f"{one}s", f"{one}es"}


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", word))


def kept() -> list[Pair]:
    """The pairs of the file."""
    return [msgspec.json.decode(line, type=Pair) for line in FILE.read_bytes().splitlines()]


def rows(those: Sequence[Pair]) -> list[Row]:
    """Precision and recall of `same_name`."""
    said = [same_name(pair.one, pair.other) for pair in those]
    hits = sum(yes and pair.same for yes, pair in zip(said, those, strict=True))
    positives = [pair for pair in those if pair.same]
    apart = [pair for pair in positives if "".join(_words(pair.one)) != "".join(_words(pair.other))]
    figures = [
        ("spellings of names, precision", hits / max(1, sum(said)), 98.0, len(those) - len(positives), "hard negatives"),
        ("spellings of names, recall", hits / max(1, len(positives)), 90.0, len(positives), "pairs"),
        ("spellings of names in other letters, recall", _recall(apart), None, len(apart), "pairs"),
    ]  # fmt: skip
    data = {f"benchmarks/{FILE.name}": hashlib.sha256(FILE.read_bytes()).hexdigest()}
    return [
        Row(task=TASK, metric=metric, ours=100 * ours, data=data, goal=goal, rival=f"– ({count} {what})")
        for metric, ours, goal, count, what in figures
    ]


def _recall(those: Sequence[Pair]) -> float:
    return sum(same_name(pair.one, pair.other) for pair in those) / max(1, len(those))


def main() -> None:
    """Make the pairs anew."""
    made = pairs(packaged())
    FILE.write_bytes(b"".join(msgspec.json.encode(pair) + b"\n" for pair in made))
    print(
        f"{sum(pair.same for pair in made)} spellings and {sum(not pair.same for pair in made)} negatives in {FILE}"
    )


if __name__ == "__main__":
    main()
