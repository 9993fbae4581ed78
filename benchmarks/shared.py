"""The shared folder beside the checkout: its files, their hashes, its scorers. Imports: nothing of ours."""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
SKIPPED = "skipped: ../shared is not beside this checkout"


class NotMeasured(Exception):
    """Something could not be measured; the message says why."""


def there() -> bool:
    """Whether there is a shared folder with data to measure on."""
    return (SHARED / "benchmarks").is_dir() or (SHARED / "corpora").is_dir()


def file(name: str) -> Path:
    """Where a file of the shared folder is. Raises: NotMeasured, if it is not there."""
    path = SHARED / name
    if not path.is_file():
        raise NotMeasured(f"../shared/{name} is missing; the benchmarks need it")
    return path


@cache
def sha256(name: str) -> str:
    """The hash of a file of the shared folder."""
    return hashlib.sha256(file(name).read_bytes()).hexdigest()


def hashes(*names: str) -> dict[str, str]:
    """File → its SHA-256."""
    return {name: sha256(name) for name in names}


def lines(name: str) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file, as its scorer knows them."""
    return [json.loads(line) for line in file(name).read_text(encoding="utf-8").splitlines() if line]


def scored(scorer: str, gold: str, predictions: Iterable[dict[str, Any]], *options: str) -> Any:
    """What a scorer says of `predictions`: the JSON that it prints, or writes to "out.json" if `options` tell it to."""
    with tempfile.TemporaryDirectory() as folder:
        predicted, out = Path(folder) / "predicted.jsonl", Path(folder) / "out.json"
        predicted.write_text("".join(json.dumps(one) + "\n" for one in predictions), encoding="utf-8")
        text = printed(scorer, file(gold), predicted, *options)
        return json.loads(out.read_text(encoding="utf-8") if out.exists() else text)


def printed(scorer: str, gold: Path, predicted: Path, *options: str) -> str:
    """What a scorer prints; it runs in the folder of `predicted`. Raises: NotMeasured, with its complaint if it fails."""
    command = [sys.executable, str(file(scorer)), str(gold), str(predicted), *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=predicted.parent)
    if done.returncode:
        raise NotMeasured(f"{scorer} failed with status {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout
