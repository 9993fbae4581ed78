"""What holds of every analysis, whoever made it and of whatever text; and all that is in one, to compare."""

import msgspec
import numpy as np


def contents(analysis):
    """Everything in an analysis, arrays by their bytes: two are equal to the bit if this is equal."""
    fields = msgspec.structs.asdict(analysis)
    scores = msgspec.structs.asdict(fields.pop("scores"))
    arrays = {**scores.pop("chains"), **scores, "named": fields.pop("named")}
    return fields, {name: (array.dtype, array.shape, array.tobytes()) for name, array in arrays.items()}


def faults(analysis):
    """What is wrong with an analysis: characters left out, trees that are none, scores that are no numbers."""
    layout, scores = analysis.layout, analysis.scores
    held = [i for word in analysis.words for i in range(word.span.start, word.span.end)]
    if held != [i for i, character in enumerate(layout.text) if not character.isspace()]:
        yield "its words do not hold every character once"
    for first, past in layout.sentence_words():
        if not is_tree([word.head - first for word in analysis.words[first:past]]):
            yield f"words {first} to {past} are no tree with one root"
    for name, array in msgspec.structs.asdict(scores).items():
        if name != "chains" and not np.isfinite(array).all():
            yield f"{name} are not all numbers"
    if not np.allclose(np.linalg.norm(analysis.sentence_vectors(), axis=1), 1, atol=1e-4):
        yield "a sentence vector has not the length 1"
    for name, marked in analysis.marked.items():
        if any(not (0 <= one.score <= 1 and one.first < one.past <= len(analysis.words)) for one in marked):
            yield f"{name} are not in the text, or not sure by something in [0, 1]"


def is_tree(heads):
    """Whether one word is its own head and every other comes to it by its heads."""
    roots = [i for i, head in enumerate(heads) if head == i]
    if len(roots) != 1 or any(not 0 <= head < len(heads) for head in heads):
        return False
    reached = {*roots}
    for word in range(len(heads)):
        path = []
        while word not in reached and len(path) < len(heads):
            path.append(word)
            word = heads[word]  # noqa: PLW2901
        if word not in reached:
            return False
        reached.update(path)
    return True
