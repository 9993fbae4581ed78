"""What the encoder says, against the development halves: weights in, rows out.

attributions          said          syntax       syntax
words, sentences      splitting     entities     entities
certainty             certainty     times        times
antecedents           coreference   sentences    vectors
"""

from collections.abc import Callable

from benchmarks.encoder import certainty, coreference, entities, said, splitting, syntax, times, vectors
from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row

TASKS: dict[str, Callable[[Analyst], list[Row]]] = {
    "polnear": said.polnear,
    "syntax": syntax.rows,
    "splitting": splitting.rows,
    "entities": entities.rows,
    "certainty": certainty.rows,
    "times": times.rows,
    "vectors": vectors.rows,
    "antecedents": coreference.rows,
}
