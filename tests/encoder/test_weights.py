import hashlib
import pickle
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from sayso.encoder.encoder import Encoder
from sayso.encoder.weights import FILES, shipped
from sayso.errors import BadWeights
from tests.encoder.doubles import body


@pytest.fixture
def folder(tmp_path):
    """A folder with the weights as they ship."""
    for name in (*FILES, "manifest.json"):
        (tmp_path / name).symlink_to(shipped() / name)
    return tmp_path


def put(folder, name, data):
    (folder / name).unlink()
    (folder / name).write_bytes(data)


def put_with_its_hash(folder, name, data):
    """A file that is not damaged, but wrong: the manifest agrees with it."""
    manifest = msgspec.json.decode((folder / "manifest.json").read_bytes())
    manifest["files"][name] = hashlib.sha256(data).hexdigest()
    put(folder, name, data)
    put(folder, "manifest.json", msgspec.json.encode(manifest))


def complaint(folder):
    """What is said of the weights in `folder`: always where they are, and what to do."""
    with pytest.raises(BadWeights) as caught:
        Encoder(folder).load()
    message = str(caught.value)
    assert str(folder) in message
    assert "pip install --force-reinstall ." in message
    return message


def test_weights_in_another_folder_serve_as_well(folder):
    analysis = Encoder(folder).analyse("It rained.", body("It rained."))

    assert len(analysis.words) == 3


def test_a_missing_folder_is_told(tmp_path):
    assert "manifest.json" in complaint(tmp_path / "nowhere")


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()

    assert f"{name} cannot be read" in complaint(folder)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("where", [0, 0.5, 1])
def test_one_changed_byte_is_noticed(folder, name, where):
    data = bytearray((folder / name).read_bytes())
    data[int(where * (len(data) - 1))] ^= 1
    put(folder, name, data)

    assert f"{name} is not the file that was shipped" in complaint(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_noticed(folder, name):
    put(folder, name, (folder / name).read_bytes()[:-1])

    assert f"{name} is not the file that was shipped" in complaint(folder)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut short"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b'{"version": 1, "files": {"\xff": ""}, "labels": {}}', id="not UTF-8 inside"),
        pytest.param(b"[]", id="another shape"),
        pytest.param(b'{"version": 1}', id="fields missing"),
        pytest.param(b'{"version": "one", "files": {}, "labels": {}}', id="another type"),
    ],
)
def test_a_manifest_that_is_none_is_told(folder, data):
    put(folder, "manifest.json", data)

    assert "manifest.json is no manifest" in complaint(folder)


def test_a_manifest_that_leaves_a_file_out_is_told(folder):
    put(folder, "manifest.json", b'{"version": 2, "files": {}, "labels": {}}')

    assert "is not the file that was shipped" in complaint(folder)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"", b"garbage", b"PK\x03\x04garbage", b"\xff" * 1000])
def test_a_file_of_something_else_is_told_though_its_hash_be_right(folder, name, data):
    put_with_its_hash(folder, name, data)

    assert "cannot be loaded" in complaint(folder)


def test_a_manifest_without_a_head_s_labels_is_told(folder):
    manifest = msgspec.json.decode((folder / "manifest.json").read_bytes())
    del manifest["labels"]["tense"]
    put(folder, "manifest.json", msgspec.json.encode(manifest))

    assert "tense" in complaint(folder)


def test_weights_that_were_mended_load_at_the_next_call(folder):
    encoder = Encoder(folder)
    (folder / "vocabulary.txt").rename(folder / "away")
    with pytest.raises(BadWeights):
        encoder.load()
    (folder / "away").rename(folder / "vocabulary.txt")

    assert encoder.load() is encoder.load()


def test_the_error_survives_a_trip_between_processes():
    error = BadWeights("/there", "encoder.onnx cannot be read")

    twin = pickle.loads(pickle.dumps(error))

    assert (twin.args, str(twin)) == (error.args, str(error))


def test_an_encoder_that_reads_nothing_needs_no_weights(tmp_path):
    Encoder(tmp_path / "nowhere")


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux says what a process held at most"
)
def test_weights_load_at_once_and_take_little_memory():
    """Measured: 0.3 s of processor time and 145 MB, libraries and all."""
    watch = """
import re, time
from sayso.encoder.encoder import Encoder
from sayso.model import Section
began = time.process_time()
encoder = Encoder()
encoder.load()
spent = time.process_time() - began
text = "The bridge is closed, the mayor of Harrow said on Friday. " * 100
encoder.analyse(text, (Section(kind="body", start=0, end=len(text)),))
held = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]
print(spent, int(held) / 1000)
"""
    result = subprocess.run(
        [sys.executable, "-c", watch], capture_output=True, text=True, check=True, timeout=60
    )

    seconds, megabytes = map(float, result.stdout.split())
    assert seconds < 3
    assert megabytes < 400
