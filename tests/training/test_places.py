"""The gazetteer's file as it is built, on made-up places, and the trees as they are written."""

import numpy as np
import pytest

from sayso.places import trees
from sayso.places.gazetteer import Gazetteer
from sayso.places.store import Store
from training.places import gazetteer

REGION = {
    "id": 7, "name": "Zarq Governorate", "kind": "province", "lat": 10.0, "lon": 20.0, "km": 80, "country": "IQ", "inside": 0,
    "population": 900, "names": ["Muhafazat Zarq"], "codes": ["ZQ"], "demonyms": ["Zarqi"],
}  # fmt: skip
TOWN = {
    "id": 9, "name": "Al Qamtal", "kind": "town", "lat": 10.12345, "lon": -20.5, "km": 2, "country": "IQ", "inside": 7,
    "population": 900, "names": ["Qumtal"],
}  # fmt: skip


def test_a_built_file_is_read_as_it_was_written(tmp_path):
    gazetteer.write([REGION, TOWN], tmp_path / "g.db")

    store = Store(tmp_path / "g.db")
    ((match, town),) = store.look_up("qamtal")
    assert (match, town.name, town.lat, town.lon, town.inside) == ("bare", "Al Qamtal", 10.1234, -20.5, 7)
    assert {store.look_up(key)[0][0] for key in ("zarq",)} == {"loose"}
    assert [store.look_up(key)[0][0] for key in ("zarq governorate", "muhafazat zarq", "zarqi", "zq")] == [
        "name",
        "other",
        "demonym",
        "code",
    ]
    assert Gazetteer([store]).above(town) == (7,)


def test_the_same_places_give_the_same_file(tmp_path):
    gazetteer.write([REGION, TOWN], tmp_path / "a.db")
    gazetteer.write([TOWN, REGION], tmp_path / "b.db")

    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_trees_as_they_ship_say_what_was_learnt(tmp_path):
    lightgbm = pytest.importorskip("lightgbm")
    pytest.importorskip("onnx")
    from training.places import ranker

    draw = np.random.default_rng(5)
    models, rows = {}, {}
    for name, columns in trees.FEATURES.items():
        rows[name] = draw.normal(size=(400, len(columns))).astype(np.float32)
        wanted = (rows[name][:, 0] + rows[name][:, 1] ** 2 > 0.5).astype(int)
        options = {
            "objective": "binary",
            "num_leaves": 7,
            "num_iterations": 20,
            "verbosity": -1,
            "num_threads": 1,
        }
        models[name] = lightgbm.train(options, lightgbm.Dataset(rows[name], wanted))
    learnt = ranker.Learnt(models)

    ranker.write(learnt, tmp_path)

    shipped = trees.load(tmp_path)
    for name, some in rows.items():
        assert np.allclose(shipped.chances(name, some), learnt.chances(name, some), atol=1e-5)
