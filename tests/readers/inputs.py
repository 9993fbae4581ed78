"""Inputs for the readers' tests: small files of every format, invented, and a way to read them."""

import gzip
import io
import zipfile

import zstandard

from sayso.model import Refused, Report
from sayso.readers import read_stream
from sayso.readers.streams import Stream
from sayso.settings import Settings

PARAGRAPHS = (
    "TELMAR, Feb 8 (RNA) - Soldiers closed the old bridge at Telmar on Tuesday, the mayor said.",
    "“Nobody was hurt,” she told reporters in front of the town hall, where about forty people had gathered.",
    "The governor of Kovar denied that any order had been given and said that the road would open on Friday.",
    "Traders on both banks of the river told the River News Agency that they had been turned back at dawn.",
)
TEXT = (
    "Soldiers close the bridge at Telmar\n\nBy Ana Belić\n\n8 February 2022\n\n"
    + "\n\n".join(PARAGRAPHS)
    + "\n"
)
JSONL = (
    '{"id": "a1", "text": "The mayor said the bridge was closed.", "published": "2022-02-08", "outlet": "The Courier"}\n'
    '{"id": 2, "text": "The governor denied it.\\r\\nHe gave no reason. ", "title": "A denial"}\n'
)
CSV = 'id,text,published\nr1,"The mayor said\nthe bridge was ""closed"".",2022-02\nr2,The governor denied it.,\n'
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title><link>https://courier.example/</link>'
    "<item><title>Bridge closed</title><link>https://courier.example/1</link>"
    "<description>Soldiers closed the bridge at Telmar, the mayor said.</description></item></channel></rss>"
)
NINJS = '{"uri": "tag:rna.example,2022:1", "headline": "Bridge closed", "body_text": "Soldiers closed the bridge, she said."}'
NEWSML = """<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:rna.example,2022:7" version="1" standard="NewsML-G2">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="RNA"/><versionCreated>2022-02-08T14:30:00Z</versionCreated></itemMeta>
<contentMeta><headline>Bridge closed</headline><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>Soldiers closed the bridge at Telmar on Tuesday, the mayor said.</p></body></html></inlineXML></contentSet></newsItem>"""


def page(head="", body="", *, paragraphs=PARAGRAPHS, title="Soldiers close the bridge at Telmar"):
    """A web page with a report in it; `head` and `body` go before what it has of its own."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body>{body}<article><h1>{title}</h1>{text}</article></body></html>"
    )


PAGE = page('<meta charset="utf-8"><meta property="og:site_name" content="The Courier">')


def response(body, headers="Content-Type: text/html; charset=utf-8", *, status="200 OK"):
    """An HTTP response as an archive keeps it."""
    data = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + data


def record(
    block,
    *,
    uri="https://courier.example/1",
    kind="response",
    mime="application/http; msgtype=response",
    length=None,
):
    """A WARC record; `length` is what it says of its own length, if that is not to be true."""
    data = block.encode() if isinstance(block, str) else block
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {mime}\r\n"
        f"Content-Length: {len(data) if length is None else length}\r\n\r\n"
    )
    return head.encode() + data + b"\r\n\r\n"


def story(number):
    """A web page of its own for each number."""
    return page(title=f"Report number {number} on the bridge at Telmar")


def warc(*numbers):
    """An archive of such pages, one at each address."""
    return b"".join(record(response(story(n)), uri=f"https://courier.example/{n}") for n in numbers)


def zip_of(members, *, method=zipfile.ZIP_DEFLATED):
    """A ZIP archive with these members: pairs of name and bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def wacz(*numbers):
    """A web archive as browsers' crawlers write it, its WARC packed member by member."""
    packed = b"".join(gzip.compress(warc(n)) for n in numbers)
    members = [
        ("datapackage.json", b"{}"),
        ("pages/pages.jsonl", b'{"id": "p"}\n'),
        ("archive/data.warc.gz", packed),
    ]
    return zip_of(members, method=zipfile.ZIP_STORED)


GOOD = {
    "text": TEXT.encode(),
    "markdown": b"---\ntitle: Bridge closed\ndate: 2022-02-08\n---\n\n# Bridge closed\n\n" + TEXT.encode(),
    "html": PAGE.encode(),
    "rss": RSS.encode(),
    "ninjs": NINJS.encode(),
    "newsml": NEWSML.encode(),
    "jsonl": JSONL.encode(),
    "csv": CSV.encode(),
    "warc": warc(1, 2),
    "warc.gz": gzip.compress(warc(1), mtime=0) + gzip.compress(warc(2), mtime=0),
    "wacz": wacz(1, 2),
    "zip": zip_of([("a.txt", TEXT.encode()), ("b.jsonl", JSONL.encode())]),
    "gzip": gzip.compress(TEXT.encode(), mtime=0),
    "zstd": zstandard.compress(JSONL.encode()),
}


def read(data, file="in", settings=None):
    """All answers to one stream of bytes or text."""
    raw = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read_stream(Stream(file, raw), settings or Settings()))


def one(data, settings=None):
    """The one report in it."""
    (answer,) = read(data, settings=settings)
    assert isinstance(answer, Report), answer
    return answer


def refusal(data, settings=None):
    """The one refusal of it: its reason and detail."""
    (answer,) = read(data, settings=settings)
    assert isinstance(answer, Refused), answer
    return answer.refused.reason, answer.refused.detail


def gist(answers):
    """Of each report its title, of each refusal its reason."""
    return [a.title if isinstance(a, Report) else str(a.refused.reason) for a in answers]


def parts(report):
    """The sections as pairs of kind and words."""
    return [(s.kind, report.text[s.start : s.end]) for s in report.sections]
