"""The Chinese sentences of this room: what went wrong with a case file and what to do about it."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.model.errors import BusyCase, CaseError, DamagedCase, NewerCase, UnwritableCase

_FULL = "磁盘空间不足，这一步没有保存，此前的内容都在；请清理磁盘，或把案卷另存到别处后再试。"
_DENIED = "没有写入权限，没有写入任何内容；请检查文件和文件夹是否为只读，或换一个文件夹。"
_BUSY = "案卷正在另一个窗口或程序中使用；请先在那里关闭它，再打开。"
_DAMAGED = "案卷已损坏，文件没有被改动；请用备份或另一份副本打开。"
_BROKEN_OFF = "读写出错（磁盘已满、U 盘或网络盘断开都会如此），这一步没有保存，此前的内容都在；请检查磁盘后再试。"
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _DENIED,
    sqlite3.SQLITE_PERM: _DENIED,
    sqlite3.SQLITE_CANTOPEN: "无法打开案卷；请检查文件和文件夹的权限，以及文件夹是否可写。",
    sqlite3.SQLITE_IOERR: _BROKEN_OFF,
    sqlite3.SQLITE_TOOBIG: "材料太大，放不进案卷；请先压缩或拆分这份材料。",
}
_KIND: dict[int, type[CaseError]] = {
    sqlite3.SQLITE_BUSY: BusyCase,
    sqlite3.SQLITE_LOCKED: BusyCase,
    sqlite3.SQLITE_READONLY: UnwritableCase,
    sqlite3.SQLITE_PERM: UnwritableCase,
    sqlite3.SQLITE_CANTOPEN: UnwritableCase,
}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_ERROR}
_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: _DENIED,
    errno.ENOTDIR: "路径中有一段不是文件夹；请换一个文件夹。",
    errno.EISDIR: "这是一个文件夹，不是案卷；请指定 .duyue 文件。",
    errno.ENAMETOOLONG: "文件名太长；请换一个短一些的名字。",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise about a case file into ``CaseError``."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a closed case, a wrong number of values: ours, not the file's
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise foreign(path) from error
        if code in _DAMAGE:
            raise damaged(path) from error
        raise _KIND.get(code, CaseError)(f"{path.name}：{_SQLITE.get(code, _BROKEN_OFF)}") from error
    except UnicodeDecodeError as error:
        raise damaged(path) from error  # SQLite names what is damaged by its bytes
    except OSError as error:
        raise CaseError(f"{path.name}：{_SYSTEM.get(error.errno or 0, _BROKEN_OFF)}") from error


def busy(path: Path) -> BusyCase:
    """Say that another program writes a case file."""
    return BusyCase(f"{path.name}：{_BUSY}")


def diverged(path: Path) -> CaseError:
    """Say that a case file is not any more what it was when work went on without it."""
    return CaseError(
        f"{path.name}：案卷这期间在别处被改动，没有写回，也没有覆盖任何内容；请把这里的内容另存为新的案卷。"
    )


def same_report(path: Path) -> CaseError:
    """Say that a newer version is the very file that was reviewed."""
    return CaseError(f"{path.name}：这份报告和案卷里的是同一份，没有另建案卷；请直接打开原来的案卷。")


def damaged(path: Path) -> DamagedCase:
    """Say that a case file fails its check."""
    return DamagedCase(f"{path.name}：{_DAMAGED}")


def unproved(path: Path, fault: str) -> DamagedCase:
    """Say that a case does not verify, so that nothing is to be made of it."""
    return DamagedCase(f"{path.name}：{fault}案卷没有通过核对，没有导出；请用备份或另一份副本对照。")


def rescued(path: Path, documents: int, steps: int, last: str, lost: list[str]) -> str:
    """Say what could be saved of a damaged case file, and what not."""
    until = f"，最后一条是 {last}" if last else ""
    missing = f"没有读回：{'；'.join(lost)}。" if lost else ""
    return (
        f"{path.name}：案卷按损坏处理，读回材料 {documents} 份、修改 {steps} 条{until}。{missing}"
        "原件没有改动；请另存为新的案卷，并对照备份。"
    )


def beyond_rescue(path: Path) -> DamagedCase:
    """Say that nothing of use is left in a case file."""
    return DamagedCase(f"{path.name}：案卷损坏太重，报告或评价表读不回来；文件没有改动，请从备份恢复，或用另一份副本。")


def foreign(path: Path) -> DamagedCase:
    """Say that a file is no case file."""
    return DamagedCase(f"{path.name}：这不是督阅案卷（或开头已损坏），文件没有被改动；请选择 .duyue 案卷或备份。")


def newer(path: Path) -> NewerCase:
    """Say that a newer program wrote a case file."""
    return NewerCase(f"{path.name}：案卷由更新版本的督阅写成，文件没有被改动；请升级督阅后再打开。")


def older(path: Path) -> CaseError:
    """Say that a case file must be brought up to date before it can only be read."""
    return CaseError(f"{path.name}：案卷由旧版本的督阅写成；请先在窗口中打开一次，程序会更新它。")


def missing(path: Path) -> CaseError:
    """Say that there is no such file."""
    return CaseError(f"{path.name}：找不到这个案卷；请检查文件名和所在文件夹。")


def gone(path: Path) -> CaseError:
    """Say that an open case file was taken away."""
    return CaseError(f"{path.name}：案卷文件已被移走或删除，这一步没有保存；请放回原处，或另存为新的案卷。")


def taken(path: Path) -> CaseError:
    """Say that a name is taken."""
    return CaseError(f"{path.name}：已有同名文件，没有覆盖；请换一个名字。")


def repeated(path: Path, name: str) -> CaseError:
    """Say that a case already holds a document or review."""
    return CaseError(f"{path.name}：案卷里已有“{name}”，没有重复加入。")


def unknown_review(path: Path) -> CaseError:
    """Say that a case has no such review."""
    return CaseError(f"{path.name}：案卷里没有这次评审，这一步没有保存；请重新打开案卷。")
