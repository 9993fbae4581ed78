"""Reports a second and peak memory of each format, with 1,000 and with 100,000 reports.

Each cell is a process of its own that reads generated files and does nothing else with the reports; its peak memory
is the operating system's figure for the whole process, so it includes Python and all libraries. Memory may not grow
with the number of reports. All of it takes about an hour, mostly for 300,000 web pages.
`python -m benchmarks throughput`
"""

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

SMALL, LARGE = 1_000, 100_000
BY_FILE = 100  # reports in one feed; files in one folder
PAGE = Path(__file__).parent / "pages" / "09-jsonld-articlebody-quake.html"
WORDS = (
    "The provincial council closed the road between the bridge and the old market on Monday, its spokesman said. "
    "“Nobody was hurt,” he told reporters. Drivers had blocked the road since Friday over the price of fuel. "
)


def body(i: int) -> str:
    """A text of some 150 words that no other report has."""
    return f"Report {i} from the bridge. " + WORDS * 4


def text(folder: Path, number: int) -> None:
    """Plain text, one file a report."""
    for i, place in _places(folder, number, "txt"):
        place.write_text(
            f"Road closed, report {i}\n\n8 February 2022\n\nERBIL — {body(i)}\n", encoding="utf-8"
        )


def html(folder: Path, number: int) -> None:
    """Web pages, one file a report."""
    page = PAGE.read_text(encoding="utf-8")
    for i, place in _places(folder, number, "html"):
        place.write_text(page.replace("</body>", f"<p>{i}</p></body>"), encoding="utf-8")


def jsonl(folder: Path, number: int) -> None:
    """JSON Lines."""
    with (folder / "reports.jsonl").open("w", encoding="utf-8") as out:
        for i in range(number):
            out.write(json.dumps({"id": str(i), "text": body(i), "published": "2022-02-08"}) + "\n")


def jsonl_gz(folder: Path, number: int) -> None:
    """JSON Lines in gzip."""
    with gzip.open(folder / "reports.jsonl.gz", "wt", compresslevel=1, encoding="utf-8") as out:
        for i in range(number):
            out.write(json.dumps({"id": str(i), "text": body(i)}) + "\n")


def csv(folder: Path, number: int) -> None:
    """CSV."""
    with (folder / "reports.csv").open("w", encoding="utf-8") as out:
        out.write("id,published,text\n")
        for i in range(number):
            out.write(f'{i},2022-02-08,"{body(i)}"\n')


def feed(folder: Path, number: int) -> None:
    """Atom, a hundred entries a file."""
    for start, place in _batches(folder, number, "xml"):
        entries = "".join(
            f"<entry><id>urn:x:{i}</id><title>Road closed {i}</title><published>2022-02-08T10:00:00Z</published>"
            f'<content type="html">&lt;p>{body(i)}&lt;/p></content></entry>'
            for i in range(start, start + BY_FILE)
        )
        place.write_text(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>{entries}</feed>',
            encoding="utf-8",
        )


def ninjs(folder: Path, number: int) -> None:
    """Items of ninjs, one a line."""
    with (folder / "items.jsonl").open("w", encoding="utf-8") as out:
        for i in range(number):
            item = {"uri": f"urn:x:{i}", "versioncreated": "2022-02-08T10:00:00Z", "headline": "Road closed"}
            out.write(json.dumps(item | {"body_text": body(i)}) + "\n")


def newsml(folder: Path, number: int) -> None:
    """NewsML-G2, a hundred items a message."""
    for start, place in _batches(folder, number, "xml"):
        items = "".join(
            f'<newsItem guid="urn:x:{i}" version="1"><itemMeta><versionCreated>2022-02-08T10:00:00Z</versionCreated>'
            "</itemMeta><contentMeta><headline>Road closed</headline></contentMeta><contentSet><inlineXML>"
            f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{body(i)}</p></body></html>'
            "</inlineXML></contentSet></newsItem>"
            for i in range(start, start + BY_FILE)
        )
        place.write_text(
            f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>',
            encoding="utf-8",
        )


def warc(folder: Path, number: int) -> None:
    """Pages in a WARC file, each record in a gzip member of its own."""
    with (folder / "crawl.warc.gz").open("wb") as out:
        for record in _records(number):
            out.write(gzip.compress(record, 1))


def wacz(folder: Path, number: int) -> None:
    """The same in a WACZ file."""
    with zipfile.ZipFile(folder / "crawl.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        with archive.open("archive/crawl.warc.gz", "w", force_zip64=True) as out:
            for record in _records(number):
                out.write(gzip.compress(record, 1))


FORMATS: dict[str, Callable[[Path, int], None]] = {
    "text": text,
    "html": html,
    "feed": feed,
    "ninjs": ninjs,
    "newsml": newsml,
    "jsonl": jsonl,
    "jsonl.gz": jsonl_gz,
    "csv": csv,
    "warc.gz": warc,
    "wacz": wacz,
}
BY_PAGE = frozenset({"html", "warc.gz", "wacz"})


def _records(number: int) -> Iterator[bytes]:
    page = PAGE.read_bytes()
    for i in range(number):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        http += b"<p>%d</p>" % i
        yield (
            (
                b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/%d\r\n"
                b"WARC-Date: 2022-02-08T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
                b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
                % (i, i, len(http))
            )
            + http
            + b"\r\n\r\n"
        )


def _places(folder: Path, number: int, ending: str) -> Iterator[tuple[int, Path]]:
    for i in range(number):
        inside = folder / str(i // BY_FILE)
        if i % BY_FILE == 0:
            inside.mkdir()
        yield i, inside / f"{i}.{ending}"


def _batches(folder: Path, number: int, ending: str) -> Iterator[tuple[int, Path]]:
    return ((start, folder / f"{start}.{ending}") for start in range(0, number, BY_FILE))


def measure(folder: str) -> dict[str, float]:
    """Read everything in `folder` in this process: reports a second and peak memory in MB."""
    from sayso.model import Report
    from sayso.readers import read_paths
    from sayso.settings import Settings

    answers = read_paths([folder], Settings())
    first = list(islice(answers, 1))  # loading libraries is no part of the rate
    began = time.perf_counter()
    read = sum(isinstance(answer, Report) for answer in answers)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    return {"reports": read + len(first), "rate": read / seconds, "peak_mb": peak}


def cell(name: str, number: int) -> dict[str, float]:
    """One format with one number of reports, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        FORMATS[name](Path(folder), number)
        command = [sys.executable, "-m", "benchmarks.readers.throughput", folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    if found["reports"] != number:
        raise SystemExit(f"{name}: read {found['reports']} reports of {number}")
    return found


def table(large: int = LARGE, pages: int = LARGE) -> str:
    """All formats, as Markdown; `pages` is the larger number for formats of whole pages."""
    rows = ["| format | reports | reports a second | peak memory, MB |", "|---|---|---|---|"]
    for name in FORMATS:
        for number in (SMALL, pages if name in BY_PAGE else large):
            found = cell(name, number)
            rows.append(f"| {name} | {number:,} | {found['rate']:,.0f} | {found['peak_mb']:.0f} |")
            print(rows[-1], file=sys.stderr, flush=True)
    return "\n".join(rows)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
