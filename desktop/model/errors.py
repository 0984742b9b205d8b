"""Everything that can go wrong because of what came in from outside.

DuyueError                 ``says`` is the one Chinese sentence that a user reads
├── UnreadableFile         missing, empty, binary, undecodable, of a format not yet read
│   └── LockedFile         opens with a password alone
├── BrokenResource         a YAML file of ours or of the office is wrong (file, line, field)
├── CaseError              a case file that cannot be opened, written or trusted
│   ├── BusyCase           another program writes it
│   ├── UnwritableCase     it may be read, not written
│   ├── LockedCase         it asks for a password, or for another one
│   ├── NewerCase          written by a newer version
│   └── DamagedCase        fails its integrity check
├── UnwritableSettings     the settings could not be kept
├── WrongRequest           an item, level or span that does not exist
└── ExportFailed           a paper that could not be written or did not read back
    └── ExportCancelled    the user ended it; nothing was written
"""


class DuyueError(Exception):
    """Carry one Chinese sentence that says what is wrong and what to do."""

    def __init__(self, says: str) -> None:
        """Keep the sentence."""
        super().__init__(says)
        self.says = says


class UnreadableFile(DuyueError):
    """A file that no reader can turn into a report."""


class LockedFile(UnreadableFile):
    """A file that wants a password before anything of it can be read."""


class BrokenResource(DuyueError):
    """A resource or office file that does not validate."""


class CaseError(DuyueError):
    """A case file that cannot be opened, written or trusted."""


class BusyCase(CaseError):
    """A case file that another program writes."""


class UnwritableCase(CaseError):
    """A case file that this user or this medium allows to be read only."""


class LockedCase(CaseError):
    """A case file that the given password, or none, does not open."""


class NewerCase(CaseError):
    """A case file of a newer version."""


class DamagedCase(CaseError):
    """A case file that fails its integrity check."""


class UnwritableSettings(DuyueError):
    """Settings that could not be written."""


class WrongRequest(DuyueError):
    """A request that names something which is not there."""


class ExportFailed(DuyueError):
    """An export that could not be written or read back."""


class ExportCancelled(ExportFailed):
    """An export that the user ended."""
