"""Making: the last step of every reader, from what it found to a `Report`."""

import hashlib

from sayso.errors import BadInput
from sayso.model import Reason, Report, Section
from sayso.readers.language import language_of


def make_report(  # the fields of a report are what they are
    *,
    file: str,
    key: bytes,
    text: str,
    id: str | None = None,  # noqa: A002  # the contract's word
    uri: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    dateline: str | None = None,
    published: str | None = None,
    language: str | None = None,
    agencies: tuple[str, ...] = (),
    version: str | None = None,
    notes: tuple[str, ...] = (),
    sections: tuple[Section, ...] | None = None,
) -> Report:
    """The report of `text`, which was read from the bytes `key`.

    `language` is what the input declares; what the text itself shows is believed first. Without `sections`
    the whole text is body. Raises: BadInput, if the text is empty or has characters no text may have.
    """
    if not text or text.isspace():
        raise BadInput(Reason.EMPTY, "there is no text in it")
    if (at := text.find("\0")) >= 0:
        raise BadInput(Reason.UNREADABLE, f"character {at} of the text is NUL; take it out and read again")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadInput(
            Reason.WRONG_ENCODING, f"character {error.start} of the text is half of a pair"
        ) from error
    sha256 = hashlib.sha256(key).hexdigest()
    return Report(
        id=id or sha256[:16],
        file=file,
        sha256=sha256,
        text=text,
        uri=uri,
        outlet=outlet,
        title=title,
        byline=byline,
        dateline=dateline,
        published=published,
        language=language_of(text, language),
        agencies=agencies,
        version=version,
        notes=notes,
        sections=sections if sections is not None else (Section(kind="body", start=0, end=len(text)),),
    )
