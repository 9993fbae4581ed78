"""Contents within contents that nobody marked: PolNeAR's own head reads each gold content as if it stood alone.

PolNeAR marks the outermost attributions alone, GUM has but two hundred inner ones. Read by itself, a content shows what is
said in it to the head that PolNeAR taught; what it finds there is taught to "attribution_inner", which reads whole
windows. So one pass learns what else would take two.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import torch

from sayso.encoder.decoding import best_labels, spans
from sayso.encoder.windows import LIMIT
from training.batches import Piece, Prepared, batch
from training.model import MIX_OF, Model

HEAD, INNER = "attribution", "attribution_inner"
KNOWN = 0.4
"""How much of the time a word must stand in PolNeAR's cues for it to be believed as a cue here: read alone, a content is
searched for a statement more eagerly than it should be."""
SHORTEST = 8
"""Words of a content that may hold another."""
AT_ONCE = 32


def mark(model: Model, documents: Sequence[Prepared]) -> int:
    """Give the documents, which have gold tags of `HEAD`, tags of `INNER`, in place. How many inner contents that are."""
    found: dict[int, list[str | None]] = {
        i: ["O"] * len(one.document.words) for i, one in enumerate(documents)
    }
    inner = 0
    cues = _cues(documents)
    alone = [(i, first, past) for i, one in enumerate(documents) for first, past in _contents(one)]
    alone.sort(key=lambda it: it[2] - it[1])
    chain = [part.detach().numpy() for part in model.chains[HEAD].scores()]
    labels = model.labels[HEAD]
    model.eval()
    for start in range(0, len(alone), AT_ONCE):
        some = alone[start : start + AT_ONCE]
        pieces = [Piece(documents[i], first, past) for i, first, past in some]
        one = batch(pieces, {name: {} for name in documents[0].document.tags})
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            mixed, _ = model.encode(one.ids, one.types, one.mask, one.units, one.places, (MIX_OF[HEAD],))
            scores = model.scores(HEAD, mixed).float().numpy()
        for row, (i, first, past) in enumerate(some):
            said = [labels[k] for k in best_labels(scores[row, : past - first], *chain)]
            kept = _kept(said, [cues.get(word, 0.0) for word in _words(documents[i], first, past)])
            inner += kept.count("B-content")
            found[i][first:past] = kept
    model.train()
    for i, tags in found.items():
        documents[i].document.tags[INNER] = tags
    return inner


def _contents(one: Prepared) -> Iterator[tuple[int, int]]:
    """Those that a window holds whole."""
    costs = one.strip.costs
    for kind, first, past in spans([tag or "O" for tag in one.document.tags[HEAD]]):
        if kind == "content" and past - first >= SHORTEST and costs[first:past].sum() <= LIMIT - 2:
            yield first, past


def _words(one: Prepared, first: int, past: int) -> list[str]:
    return [one.document.text[start:end].lower() for start, end in one.document.words[first:past]]


def _cues(documents: Sequence[Prepared]) -> dict[str, float]:
    """Word → how much of the time it stands in a cue."""
    seen: Counter[str] = Counter()
    cued: Counter[str] = Counter()
    for one in documents:
        words = _words(one, 0, len(one.document.words))
        seen.update(words)
        cued.update(
            word for word, tag in zip(words, one.document.tags[HEAD], strict=True) if tag and tag[2:] == "cue"
        )
    return {word: count / seen[word] for word, count in cued.items()}


def _kept(labels: list[str], known: list[float]) -> list[str]:
    """What is said in a content if it has a cue that is known and a content of its own, shorter than the whole; else nothing."""
    held = [past - first for kind, first, past in spans(labels) if kind == "content"]
    cue = max((rate for label, rate in zip(labels, known, strict=True) if label[2:] == "cue"), default=0.0)
    whole = cue >= KNOWN and held and max(held) < 0.9 * len(labels)
    return labels if whole else ["O"] * len(labels)
