"""Pages: a web page becomes a report; its furniture stays out.

In: the bytes of a page. Out: a `Report`, or BadInput raised. Imports: the rest of readers. Imported by: readers.

`declared` and `elements` read the tree; `headlines`, `bylines` and `publication` decide one thing each; `head` puts
them together; `maintext` finds the paragraphs; `page` makes the report.
"""

from sayso.readers.pages.page import read_html, read_page

__all__ = ["read_html", "read_page"]
