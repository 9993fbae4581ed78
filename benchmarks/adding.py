"""Rows a second and peak memory of `sayso gazetteer add`, with 100,000 and with 1,000,000 rows.

The dump is made up, with names, other names in three scripts and bytes a row (about 150) as GeoNames has them. Each run is a
process of its own, with one thread; its peak memory is the operating system's figure for the whole process. Reading, sorting
and the index are all in the figure. `python -m benchmarks adding`
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SMALL, LARGE = 100_000, 1_000_000
FIRST = 20_000_000  # numbers that no place of the gazetteer that ships has
SYLLABLES = "ba ko ri mu ten dal sha vor é lu pen zü nik tar mo ghi ran est ul qa wol fir san ñe hab".split()
ARABIC = "با كو ري مو تن دال شا فور لو بن".split()
CYRILLIC = "ба ко ри му тен дал ша вор лу пен".split()
CODES = [
    ("P", "PPL", 40),
    ("H", "STM", 20),
    ("T", "MT", 10),
    ("S", "FRM", 15),
    ("A", "ADM3", 5),
    ("S", "SCH", 10),
]


def rows(count: int) -> Iterator[str]:
    """Rows of a dump, always the same; first the regions of 20 countries."""
    chance = random.Random(0)
    kinds = [(one, code) for one, code, weight in CODES for _ in range(weight)]
    for i in range(count):
        country = f"{chr(65 + i % 4)}{chr(65 + i % 5)}"
        region = i // 20
        kind = ("A", "ADM1") if region < 10 else ("A", "ADM2") if region < 200 else chance.choice(kinds)
        first, second = (str(region), "") if region < 10 else (str(region % 10), str(region % 200))
        yield row(FIRST + i, chance, kind, country, first, second)


def row(
    number: int, chance: random.Random, kind: tuple[str, str], country: str, first: str, second: str
) -> str:
    """A row, with as many other names as chance has it."""
    name = word(chance, SYLLABLES) + chance.choice(["", "", " " + word(chance, SYLLABLES)])
    plain = name.replace("É", "E").replace("é", "e").replace("ü", "u").replace("ñ", "n").replace("Ñ", "N")
    other = [
        word(chance, chance.choice([SYLLABLES, SYLLABLES, ARABIC, CYRILLIC]))
        for _ in range(chance.choice([0, 0, 1, 2, 6]))
    ]
    lat, lon = chance.uniform(-60, 70), chance.uniform(-180, 180)
    people = chance.choice([0, 0, 0, chance.randrange(100_000)])
    cells = [
        number,
        name,
        plain,
        ",".join(other),
        f"{lat:.5f}",
        f"{lon:.5f}",
        *kind,
        country,
        "",
        first,
        second,
        "",
        "",
    ]
    return "\t".join(map(str, [*cells, people, "", "112", "Etc/Nowhere", "2024-01-31"]))


def word(chance: random.Random, syllables: list[str]) -> str:
    """A made-up name."""
    return "".join(chance.choice(syllables) for _ in range(chance.randrange(2, 5))).capitalize()


def measured(count: int, folder: Path) -> str:
    """A line of the table."""
    dump, target = folder / f"dump{count}.txt", folder / f"made{count}.db"
    with dump.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{one}\n" for one in rows(count))
    code = f"from benchmarks.adding import child; child({str(dump)!r}, {str(target)!r})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, peak = map(float, done.stdout.split())
    size = target.stat().st_size / 1e6
    return f"| {count:,} | {dump.stat().st_size / 1e6:,.0f} MB | {seconds:.1f} s | {count / seconds:,.0f} | {peak:.0f} MB | {size:.0f} MB |"


def child(dump: str, target: str) -> None:
    """Adds the dump; prints seconds and peak megabytes."""
    from sayso.places.adding import Job, add
    from sayso.places.gazetteer import shipped_file

    begin = time.perf_counter()
    add(Job(file=Path(dump), target=Path(target), shipped=shipped_file()))
    seconds = time.perf_counter() - begin
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def table() -> str:
    """The report."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [measured(count, Path(folder)) for count in (SMALL, LARGE)]
    head = "| rows | dump | time | rows/s | peak memory | gazetteer |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(lines)
