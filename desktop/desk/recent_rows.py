"""The recent list in words: what a file is, how far its review is, when it was open."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from desktop.model.value import Value
from desktop.storage.recent import RecentFile


class RecentRow(Value):
    """One line of the recent list; ``share`` of the items is settled, None for a report that has no review."""

    path: Path
    title: str
    about: str
    progress: str
    share: float | None


def recent_rows(files: Iterable[RecentFile], now: datetime) -> tuple[RecentRow, ...]:
    """Write the recent files, the last one first."""
    return tuple(_row(file, now) for file in files)


def _row(file: RecentFile, now: datetime) -> RecentRow:
    path = Path(file.path)
    reviewed = file.count > 0
    return RecentRow(
        path=path,
        title=file.title,
        about=" · ".join(filter(None, (file.detail or path.name, _when(file.at, now)))),
        progress=f"已评 {file.settled} / {file.count}" if reviewed else "",
        share=file.settled / file.count if reviewed else None,
    )


def _when(at: str, now: datetime) -> str:
    """Say when: the time of today and yesterday, else the day; nothing where the list does not tell."""
    try:
        then = datetime.fromisoformat(at).astimezone(now.tzinfo)
    except ValueError:
        return ""
    ago = (now.date() - then.date()).days
    if ago in (0, 1):
        return f"{'昨天' if ago else '今天'} {then:%H:%M}"
    day = f"{then.month} 月 {then.day} 日"
    return day if then.year == now.year else f"{then.year} 年 {day}"
