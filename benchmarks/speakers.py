"""Whom sources mean that name nobody: pronouns, roles and other phrases, on GUM's attributions and coreference.

`python -m benchmarks speakers`; it needs `../shared`, and says so where that is not at hand. What goes wrong is
listed by `python -m benchmarks.speakers --errors N`. A case is "named" if what its source means is named anywhere in
the text, "unnamed" if not. The network has learnt on the training half, so the lines of the development half stand
apart. Cases whose attribution was not found are in no rate.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from benchmarks import shared
from sayso.model import Actor, Reading, Refused, Report, Span
from sayso.pipeline import Tools, read
from sayso.readers.plain import read_head
from sayso.settings import Settings
from training.corpora import treebanks
from training.document import Document
from training.document import Mention as Marked

TREEBANK = "corpora/ud_gum.{}.conllu"
SAID = "benchmarks/attribution/gum.{}.jsonl"
HALVES = ("train", "dev")
NOT_THIRD = frozenset(
    "i me my mine myself we us our ours ourselves 's you your yours yourself yourselves ya y'all thou thee thy "
    "thyself ye".split()
)
"""Pronouns of the first and second person: who they mean depends on who speaks, not on what was said before."""
POINTERS = frozenset("this that these those it which".split())
INDEFINITE = frozenset("a an one some someone somebody anyone anybody another".split())
"""Words that bring up somebody new, whom no name before can mean."""
HAPPENINGS = frozenset({"abstract", "event"})
"""Kinds of mentions that are no speaker where a bare pronoun points to them: "This means that …"."""
TITLES = frozenset(
    "mom mum mommy mama mother dad daddy father gram grandma grandmother grandpa grandfather sir madam lord lady dame "
    "vice prime president minister secretary senator congressman congresswoman congressmen representative speaker "
    "judge justice counsel honor honour director chairman chair prince princess king queen regent doctor professor "
    "co general guest senate americans republicans democrats christians".split()
)
"""The treebank has them as proper names too, but they are roles, kin and groups; alone they name nobody."""

Kind = Literal["named", "unnamed"]
KINDS: tuple[Kind, ...] = ("named", "unnamed")
Excluded = Literal[
    "no source",
    "no mention",
    "the same source again",
    "first or second person",
    "a happening",
    "expletive",
    "a name",
    "a stranger who is named later",
]


class Mention(Struct, frozen=True, kw_only=True):
    """One of the mentions of the gold standard."""

    span: Span
    head: Span
    """The head word."""
    name: Span | None
    """The proper name it is or holds, without what else belongs to it: "Nadia Verin" of "the minister Nadia Verin of Brod"."""


class Case(Struct, frozen=True, kw_only=True):
    """A source that names nobody, and what else in the text means the same as it."""

    document: str
    half: str
    genre: str
    text: str
    source: Span
    head: Span
    """The head word of the source."""
    pronoun: bool
    chain: tuple[Mention, ...]
    """All other mentions of what the source means, in text order."""

    @property
    def kind(self) -> Kind:
        """Whether there is a name to be found."""
        return "named" if any(mention.name for mention in self.chain) else "unnamed"


class Speaker(Struct, frozen=True, kw_only=True):
    """The actor that was chosen."""

    name: str
    names: tuple[Span, ...]
    """Where the fullest of its names stands in the text."""
    mentions: tuple[Span, ...]
    """Everything in the text that is said to mean it, names too."""
    named: bool


class Answer(Struct, frozen=True):
    """What is said of a source that was found; no speaker: it is left open whom it means."""

    speaker: Speaker | None


Resolve = Callable[[Case], Answer | None]
"""What a source means; None: no attribution with this source was found."""


class Outcome(Struct, frozen=True, kw_only=True):
    """An answer and whether it is right."""

    case: Case
    answer: Answer | None
    right: bool


class Result(Struct, frozen=True):
    """All answers, in the order of their cases."""

    outcomes: tuple[Outcome, ...]

    def of(self, wanted: Callable[[Case], bool]) -> "Result":
        """The answers to some cases alone."""
        return Result(tuple(one for one in self.outcomes if wanted(one.case)))

    def line(self, title: str) -> str:
        """How many cases there are, were found, were left without a speaker, are right; and the rate of those found."""
        found = [one for one in self.outcomes if one.answer]
        silent = sum(one.answer == Answer(None) for one in found)
        right = sum(one.right for one in found)
        rate = f"{100 * right / len(found):.1f}" if found else "–"
        return f"{title:<14}{len(self.outcomes):>7}{len(found):>7}{silent:>12}{right:>7}{rate:>7}"


def judge(cases: Sequence[Case], resolve: Resolve) -> Result:
    """Ask for each case, and say what is right."""
    answers = [resolve(case) for case in cases]
    return Result(
        tuple(
            Outcome(case=case, answer=answer, right=answer is not None and _is_right(case, answer.speaker))
            for case, answer in zip(cases, answers, strict=True)
        )
    )


def _is_right(case: Case, speaker: Speaker | None) -> bool:
    """Named: the name is one of the gold names. Unnamed: nobody's name, or another mention of the same; a pronoun may stay open."""
    if speaker is None:
        return case.kind == "unnamed" and case.pronoun
    if case.kind == "named":
        return speaker.named and _meet(speaker.names, [one.name for one in case.chain if one.name])
    return not speaker.named or _meet(speaker.mentions, [one.head for one in case.chain])


def _meet(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(span.meets(other) for span in spans for other in others)


def load(treebank: Path, said: Path, half: str) -> Iterator[Case | Excluded]:
    """The sources of a file of attributions, by the coreference of a treebank with the same documents."""
    documents = {document.id: document for document in treebanks.load(treebank, "gum")}
    for line in said.read_text(encoding="utf-8").splitlines():
        if line:
            one = json.loads(line)
            yield from Gold(documents[one["id"]], one, half).cases()


class Gold:
    """A document of the treebank, its words put where the text of the attributions has them."""

    def __init__(self, document: Document, line: dict[str, Any], half: str) -> None:
        self._line = line
        self._half = half
        self._text: str = line["text"]
        self._words = _moved(document, self._text)
        self._heads = [i if head is None else head for i, head in enumerate(document.heads or ())]
        self._children: list[list[int]] = [[] for _ in self._heads]
        for i, head in enumerate(self._heads):
            if head != i:
                self._children[head].append(i)
        self._relations = [relation or "" for relation in document.relations or ()]
        self._upos = document.tags["upos"]
        self._kinds = document.tags.get("mention", [None] * len(self._words))
        self._marked = document.mentions or []

    def cases(self) -> Iterator[Case | Excluded]:
        """For each attribution its source as a case, or why it is none."""
        seen: set[int] = set()
        for attribution in self._line["attributions"]:
            source = [Span(*span) for span in attribution["source"]]
            head = self._head(source[0]) if source else None
            if head is None:
                yield "no source"
            elif head in seen:
                yield "the same source again"
            else:
                seen.add(head)
                yield self._case(source[0], head)

    def _head(self, source: Span) -> int | None:
        """The first word of a source whose own head stands outside it or is itself."""
        inside = [i for i, word in enumerate(self._words) if word.meets(source)]
        return next((i for i in inside if self._heads[i] == i or self._heads[i] not in inside), None)

    def _case(self, source: Span, head: int) -> Case | Excluded:
        own = [marked for marked in self._marked if marked.head == head]
        if why := self._unfit(head):
            return why
        if not own:
            return "no mention"
        fits = self._fitting(own, source)
        chain = self._chain(fits)
        names = [one.name for one in chain if one.name]
        if self._name(fits) or _meet([source, self._span(fits)], names):
            return "a name"
        if names and self._is_indefinite(head):
            return "a stranger who is named later"
        return Case(
            document=self._line["id"],
            half=self._half,
            genre=self._line["meta"]["genre"],
            text=self._text,
            source=source,
            head=self._words[head],
            pronoun=self._upos[head] == "PRON",
            chain=chain,
        )

    def _unfit(self, head: int) -> Excluded | None:
        """Why a source with this head word is no case, whatever it means."""
        if any(self._word(i) in NOT_THIRD for i in (head, *self._partners(head))):
            return "first or second person"
        if self._relations[head].startswith("expl"):
            return "expletive"
        if self._word(head) in POINTERS and self._kinds[head] in HAPPENINGS:
            return "a happening"
        return None

    def _is_indefinite(self, head: int) -> bool:
        """Whether the source brings up somebody new: "someone", "one poster"."""
        words = [
            self._word(i)
            for i in (head, *self._children[head])
            if self._relations[i] in {"det", "nummod"} or i == head
        ]
        return any(word in INDEFINITE for word in words)

    def _partners(self, head: int) -> list[int]:
        """The "you" of "you guys", the "us" of "few of us"."""
        return [
            i
            for i in self._children[head]
            if self._relations[i] in {"det", "nmod", "dep"} and self._upos[i] in {"DET", "PRON"}
        ]

    def _fitting(self, own: Sequence[Marked], source: Span) -> Marked:
        """The largest mention inside the source; the smallest, if all reach out of it."""
        inside = [marked for marked in own if source.holds(self._span(marked))]
        if inside:
            return max(inside, key=lambda marked: marked.last - marked.first)
        return min(own, key=lambda marked: marked.last - marked.first)

    def _chain(self, fits: Marked) -> tuple[Mention, ...]:
        """All mentions of the same, but for those of the same head word."""
        return tuple(
            Mention(span=self._span(one), head=self._words[one.head], name=self._name(one))
            for one in self._marked
            if one.cluster == fits.cluster and one.head != fits.head
        )

    def _name(self, marked: Marked) -> Span | None:
        """The head, if it is a proper name, or the proper name that stands by it, with all that is flat on either."""
        inside = [i for i in self._children[marked.head] if marked.first <= i <= marked.last]
        proper = [i for i in (marked.head, *inside) if self._upos[i] == "PROPN"]
        near = [i for i in proper if i == marked.head or self._relations[i].startswith(("flat", "appos"))]
        if self._kinds[marked.head] == "organization" and not self._word(marked.head).endswith("s"):
            # "Sarda news agency", but neither "Sarda officials" nor "Sarda's government"
            near += [i for i in proper if self._relations[i] == "compound"]
        first = next((i for i in near if self._word(i) not in TITLES), None)
        if first is None:
            return None
        last = first
        while last < marked.last and self._is_flat(last + 1, {first, marked.head}):
            last += 1
        return Span(self._words[first].start, self._words[last].end)

    def _is_flat(self, word: int, heads: set[int]) -> bool:
        return self._heads[word] in heads and self._relations[word].startswith("flat")

    def _word(self, word: int) -> str:
        return self._words[word].of(self._text).lower()

    def _span(self, marked: Marked) -> Span:
        return Span(self._words[marked.first].start, self._words[marked.last].end)


def _moved(document: Document, text: str) -> list[Span]:
    """Where the words of a document stand in a text that differs from its own in white space alone."""
    places = [i for i, character in enumerate(text) if not character.isspace()]
    own = [i for i, character in enumerate(document.text) if not character.isspace()]
    assert len(own) == len(places), document.id
    back = dict(zip(own, places, strict=True))
    return [Span(back[start], back[end - 1] + 1) for start, end in document.words]


def answer_of(reading: Reading, case: Case) -> Answer | None:
    """What a reading says of the source of a case; None: it has no attribution with this source."""
    meeting = [one for one in reading.attributions if any(span.meets(case.head) for span in one.source)]
    if not meeting:
        return None
    closest = min(
        meeting, key=lambda one: (sum(span.end - span.start for span in one.source), one.speaker is None)
    )
    actor = next((one for one in reading.actors if one.id == closest.speaker), None)
    return Answer(_speaker(reading, actor) if actor else None)


def _speaker(reading: Reading, actor: Actor) -> Speaker:
    said = [_places(reading.text, name) for name in (actor.name, *sorted(actor.names, key=len, reverse=True))]
    mentions = {Span(one.start, one.end) for one in reading.entities if one.actor == actor.id}
    return Speaker(
        name=actor.name,
        names=next((places for places in said if places), ()),
        mentions=tuple(sorted(mentions.union(*said))),
        named=actor.named,
    )


def _places(text: str, name: str) -> tuple[Span, ...]:
    """Where a name stands, as whole words."""
    words = r"\s+".join(map(re.escape, name.split()))
    return (
        tuple(Span(*found.span()) for found in re.finditer(rf"(?<!\w){words}(?!\w)", text)) if words else ()
    )


def pipeline(tools: Tools) -> Resolve:
    """What the pipeline says; it reads each text once."""

    @cache
    def reading_of(document: str, text: str) -> Reading | Refused:
        sections = read_head(text).sections
        report = Report(id=document, file="-", sha256="0", text=text, language="en", sections=sections)
        return read(report, tools)

    def resolve(case: Case) -> Answer | None:
        reading = reading_of(case.document, case.text)
        return answer_of(reading, case) if isinstance(reading, Reading) else None

    return resolve


def shown(outcome: Outcome) -> str:
    """A case for the eye: the source where it stands, the gold names or else mentions, the answer."""
    case = outcome.case
    before, after = case.text[: case.source.start][-300:], case.text[case.source.end :][:100]
    gold = [one.name or one.span for one in case.chain if one.name or case.kind == "unnamed"]
    words = dict.fromkeys(" ".join(span.of(case.text).split()) for span in gold)
    return "\n".join(
        (
            f"{case.document}, {case.kind}, character {case.source.start}",
            "  … " + " ".join(f"{before}[[{case.source.of(case.text)}]]{after} …".split()),
            f"  gold:   {', '.join(words) or 'nothing else'}",
            f"  answer: {_told(outcome.answer)}",
        )
    )


def _told(answer: Answer | None) -> str:
    if answer is None:
        return "not found"
    if answer.speaker is None:
        return "no speaker"
    speaker = answer.speaker
    return f"{speaker.name}{'' if speaker.named else ' (not a name)'}, {len(speaker.mentions)} mentions"


def outcomes() -> tuple[Result, Counter[Excluded]]:
    """What the pipeline says of all cases, and how many sources are none. Raises: BadWeights, NotMeasured."""
    files = [(shared.file(TREEBANK.format(half)), shared.file(SAID.format(half)), half) for half in HALVES]
    found = [one for paths in files for one in load(*paths)]
    cases = [one for one in found if isinstance(one, Case)]
    return judge(cases, pipeline(Tools.load(Settings()))), Counter(
        one for one in found if not isinstance(one, Case)
    )


def lines(result: Result) -> str:
    """One line a kind: of all texts, of news, and of the half that nothing was trained on."""
    sets = {
        "": result,
        ", news": result.of(lambda case: case.genre == "news"),
        ", dev": result.of(lambda case: case.half == "dev"),
    }
    rows = [_of_kind(kind, these).line(f"{kind}{title}") for title, these in sets.items() for kind in KINDS]
    return "\n".join(
        (f"{'kind':<14}{'cases':>7}{'found':>7}{'no speaker':>12}{'right':>7}{'rate':>7}", *rows)
    )


def _of_kind(kind: Kind, result: Result) -> Result:
    return result.of(lambda case: case.kind == kind)


def table() -> str:
    """The lines of all kinds, and why other sources are no cases."""
    if not shared.there():
        return shared.SKIPPED
    result, excluded = outcomes()
    why = ", ".join(f"{count} {reason}" for reason, count in excluded.most_common())
    return f"{lines(result)}\n\nno cases: {why}"


def main(arguments: Sequence[str]) -> int:
    """Print the table, or what goes wrong."""
    parser = argparse.ArgumentParser("python -m benchmarks.speakers", description=__doc__)
    parser.add_argument(
        "--errors", type=int, metavar="N", help="list the first N cases that are found and wrong"
    )
    parser.add_argument("--kind", choices=KINDS, help="with --errors: of this kind alone")
    parser.add_argument("--genre", help="with --errors: of this genre alone, such as news")
    options = parser.parse_args(arguments)
    if options.errors is None or not shared.there():
        print(table())
        return 0
    result, _ = outcomes()
    wrong = [one for one in result.outcomes if one.answer and not one.right]
    wrong = [one for one in wrong if options.kind in {None, one.case.kind}]
    wrong = [one for one in wrong if options.genre in {None, one.case.genre}]
    print("\n\n".join(shown(one) for one in wrong[: options.errors]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
