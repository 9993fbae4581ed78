"""Trees: the learnt chances: which place a name means, whether a naming is of a place, and where what no gazetteer has lies.

Boosted trees as ONNX files, made by training.places.ranker. Reads files. Imports: errors, encoder (weights), globe, ranking, recognition,
elsewhere. Imported by: places, pipeline.
"""

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct

from sayso.encoder.weights import faults
from sayso.errors import BadWeights
from sayso.places import elsewhere, ranking, recognition
from sayso.places.globe import Floats

FEATURES = {
    "which": ranking.FEATURES,
    "whether": recognition.FEATURES,
    "elsewhere": elsewhere.FEATURES,
}
"""Set of trees → the columns that it reads."""


class Trees(Struct, frozen=True):
    """The three sets of trees, as ONNX Runtime holds them."""

    sessions: dict[str, Any]

    def chances(self, name: str, features: Floats) -> Floats:
        """(rows,): how likely each row is right, in [0, 1]. `name`: "which", "whether" or "elsewhere"."""
        if not len(features):
            return features[:, 0]
        found: Floats = self.sessions[name].run(["chance"], {"x": features})[0][:, 0]
        return found


def shipped() -> Path:
    """The folder of the trees that came with the package."""
    return Path(str(files(__package__).joinpath("trees")))


def marks(name: str) -> str:
    """What a file of trees must say of itself, so that no column means another than was learnt."""
    return hashlib.sha256("|".join(FEATURES[name]).encode()).hexdigest()


def load(folder: Path | None = None) -> Trees:
    """Load the trees of a folder. Raises: BadWeights, if one is missing, damaged, or of other columns."""
    folder = folder or shipped()
    return Trees({name: _session(folder, name) for name in FEATURES})


def _session(folder: Path, name: str) -> Any:
    from onnxruntime import InferenceSession, SessionOptions  # here, for it is slow to import

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    file = f"{name}.onnx"
    try:
        data = (folder / file).read_bytes()
    except OSError as error:
        raise BadWeights(str(folder), f"{file} cannot be read ({error.strerror})") from error
    try:
        session = InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except faults() as error:
        raise BadWeights(str(folder), f"{file} cannot be loaded ({error})") from error
    if session.get_modelmeta().custom_metadata_map.get("columns") != marks(name):
        raise BadWeights(str(folder), f"{file} was made for other columns")
    return session
