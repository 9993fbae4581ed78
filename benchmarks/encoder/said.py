"""Who said what: the heads of attribution and their links, on PolNeAR and, with nesting, on GUM.

`said` joins what the network marks: contents that link to one cue are one attribution, with the source that the cue
links to; a source may have several cues. Links stay in their paragraph. Imports: rows, shared, analyst.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from msgspec import Struct

from benchmarks.encoder.analyst import Analyst, Read
from benchmarks.rows import Row
from benchmarks.shared import file, hashes, lines, scored
from sayso.encoder.analysis import Analysis, Marked

SCORER = "benchmarks/attribution/score.py"
POLNEAR = "benchmarks/attribution/polnear.dev.jsonl"
COFENET = "benchmarks/attribution/polnear.cofenet_dev.jsonl"
GUM = "benchmarks/attribution/gum.{}.jsonl"
HEADS = ("attribution", "attribution_gum", "attribution_inner")
"""The heads that tell of GUM's attributions. What one has found is not told again by the next."""
SAME, HELD = 0.5, 0.8
"""Two contents are one if they share this much of what either has (as the scorer has it); one is in another if that has so much of it."""
REACH = 100
"""Words that a link may span in a paragraph; some texts have but one."""

Fragments = list[tuple[int, int]]


class Said(Struct, frozen=True):
    """One attribution as the scorer has it: characters of the fragments of each role."""

    content: Fragments
    cue: Fragments
    source: Fragments


def said(analysis: Analysis, head: str) -> list[Said]:
    """The attributions that a head marks, in text order of their first contents."""
    contents, cues, sources = (_of(analysis, head, kind) for kind in ("content", "cue", "source"))
    cue_of = _linked(analysis, "cue", contents, cues)
    source_of = _linked(analysis, "source", cues, sources)
    under: dict[Marked, list[Marked]] = {}
    for content, cue in zip(contents, cue_of, strict=True):
        under.setdefault(cue or content, []).append(content)
    source = dict(zip(cues, source_of, strict=True))
    return [
        Said(
            _fragments(analysis, mine),
            _fragments(analysis, [cue] if cue in source else []),
            _fragments(analysis, [found] if (found := source.get(cue)) else []),
        )
        for cue, mine in under.items()
    ]


def _of(analysis: Analysis, head: str, kind: str) -> list[Marked]:
    return [marked for marked in analysis.marked[head] if marked.kind == kind]


def _linked(
    analysis: Analysis, link: Literal["cue", "source"], children: Sequence[Marked], parents: Sequence[Marked]
) -> list[Marked | None]:
    """The most likely parent of each child, if that is any."""
    if not children or not parents:
        return [None] * len(children)
    froms, tos = [one.first for one in children], [one.first for one in parents]
    likely = analysis.parents(link, froms, tos)
    paragraph = np.repeat(
        np.arange(len(analysis.layout.paragraphs)),
        [past - first for first, past in analysis.layout.paragraph_words()],
    )
    apart = np.not_equal.outer(paragraph[froms], paragraph[tos])
    likely[:, :-1][apart | (np.abs(np.subtract.outer(froms, tos)) > REACH)] = 0
    return [parents[at] if at < len(parents) else None for at in likely.argmax(1).tolist()]


def _fragments(analysis: Analysis, marked: Sequence[Marked]) -> Fragments:
    spans = [analysis.span(one) for one in marked]
    return [(span.start, span.end) for span in spans]


def _json(one: Said, nested_in: int | None = None) -> dict[str, Any]:
    return {"content": one.content, "cue": one.cue, "source": one.source, "nested_in": nested_in}


def polnear(analyst: Analyst) -> list[Row]:
    """Spans by CofeNet's protocol, and whole attributions."""
    predictions = [_flat(read) for read in analyst.file(POLNEAR)]
    found = scored(SCORER, POLNEAR, predictions, "--cofenet", str(file(COFENET)), "--json", "out.json")
    data = hashes(POLNEAR, COFENET)

    def row(metric: str, ours: float, goal: float | None, rival: str) -> Row:
        return Row(task="who said what, PolNeAR", metric=metric, ours=ours, data=data, goal=goal, rival=rival)

    exact = {role: 100 * one["exact"][2] for role, one in found["cofenet"].items()}
    best = "CofeNet-BERT {} (test)"
    return [
        row("PolNeAR source exact F1", exact["source"], 82, best.format("83.2")),
        row("PolNeAR cue exact F1", exact["cue"], 74, best.format("75.3")),
        row("PolNeAR content exact F1", exact["content"], 68, best.format("72.9") + ", Citron 48.7"),
        row("PolNeAR content tokens F1", _tokens_f1(lines(COFENET), predictions), 91.5, "–"),
        row("PolNeAR whole attributions F1 (line d)", 100 * found["prf"]["d"][2], None, "Citron 43.5"),
    ]


def _flat(read: Read) -> dict[str, Any]:
    """The attributions, and one without content for all cues and sources: CofeNet's protocol has those without links."""
    analysis = read.analysis
    cues, sources = (_fragments(analysis, _of(analysis, "attribution", kind)) for kind in ("cue", "source"))
    found = [*said(analysis, "attribution"), Said([], cues, sources)]
    return {"id": read.line["id"], "attributions": [_json(one) for one in found]}


def _tokens_f1(instances: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> float:
    """Tokens labelled content, where a cue or a source over it wins, as CofeNet has it."""
    roles = {one["id"]: _characters(one["attributions"]) for one in predictions}
    right = marked = gold = 0
    for instance in instances:
        content, other = roles[instance["id"]]
        for label, (start, end) in zip(instance["labels"], instance["offsets"], strict=True):
            token = set(range(start, end)) if start >= 0 else set()
            mine, theirs = bool(token & content) and not token & other, label.endswith("content")
            right, marked, gold = right + (mine and theirs), marked + mine, gold + theirs
    return 200 * right / max(1, marked + gold)


def _characters(attributions: list[dict[str, Any]]) -> tuple[set[int], set[int]]:
    """Those of contents, and those of cues and sources."""
    content, other = (
        {at for one in attributions for role in roles for span in one[role] for at in range(*span)}
        for roles in (("content",), ("cue", "source"))
    )
    return content, other


def gum(analyst: Analyst) -> list[Row]:
    """Contents within contents."""
    gold = GUM.format("dev")
    found, parents = nesting(analyst, gold)
    task, data = "who said what, GUM", hashes(gold)
    rival = "GenderGapTracker 26.7 (all parts)"
    return [
        Row(task=task, metric="GUM inner contents found", ours=found, data=data, goal=60, rival=rival),
        Row(
            task=task,
            metric="GUM inner contents and their parents F1",
            ours=parents,
            data=data,
            goal=50,
            rival="all 0",
        ),
    ]


def nesting(analyst: Analyst, gold: str) -> tuple[float, float]:
    """Share of inner contents found, and F1 of those whose parent is right too."""
    predictions = [nested(read.line["id"], read.analysis) for read in analyst.file(gold)]
    counts = scored(SCORER, gold, predictions, "--json", "out.json")["counts"]
    inner = max(1, counts["nest_g"])
    both = max(1, counts["nest_g"] + counts.get("nest_p", 0))
    return 100 * counts.get("nest_found", 0) / inner, 200 * counts.get("nest_parent", 0) / both


def nested(name: str, analysis: Analysis) -> dict[str, Any]:
    """What all heads say, each content once, in the one found before that holds most of it."""
    found: list[Said] = []
    parents: list[int | None] = []
    held: list[set[int]] = []
    for head in HEADS:
        others = [(one, _content(one)) for one in said(analysis, head)]
        others = [(one, own) for one, own in others if not any(_same(own, other) for other in held)]
        parents += [_holder(own, held) for _, own in others]
        found += [one for one, _ in others]
        held += [own for _, own in others]
    return {
        "id": name,
        "attributions": [_json(one, parent) for one, parent in zip(found, parents, strict=True)],
    }


def _content(one: Said) -> set[int]:
    """The characters of its content."""
    return {at for span in one.content for at in range(*span)}


def _same(one: set[int], other: set[int]) -> bool:
    return len(one & other) >= SAME * len(one | other)


def _holder(own: set[int], held: Sequence[set[int]]) -> int | None:
    """The first of the contents that hold most of one, if any has enough of it and more besides."""
    shared = [len(own & other) if len(other) > len(own) else 0 for other in held]
    most = max(shared, default=0)
    return shared.index(most) if most > HELD * len(own) else None
