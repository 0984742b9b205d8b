"""One reader a format: bytes become a ``Body``; what a reader cannot read it says by ``UnreadableFile``."""

from desktop.intake import says
from desktop.intake.body import Body
from desktop.model.errors import UnreadableFile

UNPACKING = frozenset({"docx", "xlsx", "odt", "doc", "rtf"})
"""The readers that unpack files; they run in the worker process alone."""


def load() -> None:
    """Load the readers that unpack, before the first file comes."""
    from desktop.intake.readers import docx, xlsx  # noqa: F401


def read(reader: str, data: bytes, name: str) -> Body:
    """Read a file in its format; raises ``UnreadableFile``. A reader is loaded when it is first needed."""
    try:
        if reader == "docx":
            from desktop.intake.readers import docx

            return docx.read(data, name)
        if reader == "html":
            from desktop.intake.readers import html

            return html.read(data, name)
        if reader == "xlsx":
            from desktop.intake.readers import xlsx

            return xlsx.read(data, name)
        if reader == "doc":
            from desktop.intake.readers import doc

            return doc.read(data, name)
        if reader == "odt":
            from desktop.intake.readers import odt

            return odt.read(data, name)
        if reader == "rtf":
            from desktop.intake.readers import rtf

            return rtf.read(data, name)
        if reader == "delimited":
            from desktop.intake.readers import delimited

            return delimited.read(data, name)
        if reader == "xls":
            raise UnreadableFile(says.old_workbook(name))
    except (RecursionError, MemoryError) as error:
        raise UnreadableFile(says.crashed(name)) from error
    raise UnreadableFile(says.not_yet(name, reader))
