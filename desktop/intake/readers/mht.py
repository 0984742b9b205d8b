"""Read a web page that was saved as one file (mht, RFC 2557): the page among the parts of the message."""

import email

from desktop.intake import says
from desktop.intake.body import Body
from desktop.intake.readers import html
from desktop.model.errors import UnreadableFile

_PARTS = 20_000
"""The most parts of a message; a page has hundreds."""


def read(data: bytes, name: str) -> Body:
    """Read the first page in the message; raises ``UnreadableFile`` where it holds none."""
    if data.count(b"\n--") > _PARTS:
        raise UnreadableFile(says.crashed(name))
    for part in email.message_from_bytes(data.lstrip()).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                # The encoding is the page's own affair: what is chosen for a text would spoil the message around it.
                return html.read(page, name)._replace(encoding="", certainty=None)
    raise UnreadableFile(says.no_words(name))
