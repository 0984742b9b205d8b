"""Read an OpenDocument file that is one XML (fodt, fods; ODF 1.3, part 3, section 3.1.2)."""

from desktop.intake import says
from desktop.intake.body import Body
from desktop.intake.package import packed, parse
from desktop.intake.readers import ods, odt
from desktop.intake.readers.docx_styles import child
from desktop.model.errors import UnreadableFile


def read(data: bytes, name: str) -> Body:
    """Read it as the same document in a package; raises ``UnreadableFile``."""
    root, _ = parse(data, name)
    if root is None:
        raise UnreadableFile(says.damaged(name))
    package = packed({"content.xml": data})
    return ods.read(package, name) if child(root, "body", "spreadsheet") is not None else odt.read(package, name)
