"""The Chinese sentences of this room: what went wrong with a case file and what to do about it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from desktop.model.errors import BusyCase, CaseError, DamagedCase, LockedCase, NewerCase, UnwritableCase

_FULL = "磁盘空间不足，这一步没有保存，此前的内容都在；请清理磁盘，或把案卷另存到别处后再试。"
_DENIED = "没有写入权限，没有写入任何内容；请检查文件和文件夹是否为只读，或换一个文件夹。"
_BUSY = "案卷正在另一个窗口或程序中使用；请先在那里关闭它，再打开。"
_DAMAGED = "案卷已损坏，文件没有被改动；请用备份或另一份副本打开。"
_BROKEN_OFF = "读写出错（磁盘已满、U 盘或网络盘断开都会如此），这一步没有保存，此前的内容都在；请检查磁盘后再试。"
_CANTOPEN = "无法打开案卷；请检查文件和文件夹的权限，以及文件夹是否可写。"
_SQLITE: dict[type[apsw.Error], tuple[type[CaseError], str]] = {
    apsw.BusyError: (BusyCase, _BUSY),
    apsw.LockedError: (BusyCase, _BUSY),
    apsw.FullError: (CaseError, _FULL),
    apsw.ReadOnlyError: (UnwritableCase, _DENIED),
    apsw.PermissionsError: (UnwritableCase, _DENIED),
    apsw.CantOpenError: (UnwritableCase, _CANTOPEN),
    apsw.CorruptError: (DamagedCase, _DAMAGED),
    apsw.SchemaChangeError: (DamagedCase, _DAMAGED),
    apsw.SQLError: (DamagedCase, _DAMAGED),
    apsw.FormatError: (DamagedCase, _DAMAGED),
    apsw.TooBigError: (CaseError, "材料太大，放不进案卷；请先压缩或拆分这份材料。"),
}
_OURS = (apsw.ConnectionClosedError, apsw.CursorClosedError, apsw.BindingsError, apsw.ThreadingViolationError)
"""A closed case, a wrong number of values: not the file's fault."""
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
    except _OURS:
        raise
    except apsw.NotADBError as error:
        raise foreign(path) from error
    except apsw.Error as error:
        kind, words = _SQLITE.get(type(error), (CaseError, _BROKEN_OFF))
        raise kind(f"{path.name}：{words}") from error
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


def locked(path: Path) -> LockedCase:
    """Ask for the password of a case file."""
    return LockedCase(f"{path.name}：案卷设有密码，请输入密码后打开。")


def wrong_password(path: Path) -> LockedCase:
    """Say that the password does not open a case file."""
    return LockedCase(
        f"{path.name}：密码不对，没有打开（案卷开头损坏时也会如此）；请检查大小写和输入法后重试。忘记的密码无法找回。"
    )


def not_relocked(count: int, folder: Path) -> str:
    """Say that some backups of a case keep the password that they had, or none."""
    return f"有 {count} 份备份没能一起改密码，仍按原样保存在 {folder}；不需要时请手工删除。"


def cannot_relock(path: Path) -> CaseError:
    """Say that the password of a case can only be changed while its file is written."""
    return CaseError(f"{path.name}：改动还只在内存里，密码没有改变；请先写回或另存，再设置密码。")


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
