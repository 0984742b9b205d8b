"""What the desk says of its own accord: of jobs, copies and what is in memory alone."""

from collections.abc import Sequence
from pathlib import Path

from desktop.model.backup import Backup

FROZEN = (
    "有一步后台处理超过 30 秒还没有结束；评分照常，每一步照常保存。"
    "请再等一等，若一直不结束，请关闭报告后重新打开，并把日志交给开发者。"
)
BROKEN = "程序内部出错，这一步没有完成；已保存的内容不受影响，请重试或把日志交给开发者。"
UNSAVED = "有改动还只在内存里，案卷没有关闭；请先把案卷另存到别处（Ctrl+Shift+S），或放回原处后写回。"
CANCELLED = "已取消导出，没有写入任何内容。"
REWRITING = "正在重写案卷文件，评分照常；写好以后再关闭报告、另存案卷或改密码。"
REWRITE_DETACHED = "案卷现在没有写入文件，密码和材料都没有改变；请先把案卷写回或另存到别处，再做这一步。"
LOCKED, UNLOCKED = "密码已设置；请记牢，忘记的密码无法找回。", "密码已取消。"
NO_TEMPLATE = "意见模板读不到：{}；请在导出窗口里另选一份，或改用自带的模板。"


def doubted(doubts: Sequence[str]) -> str:
    """Say that a case holds what does not prove itself: the first such thing, and how many more."""
    more = f"（另有 {len(doubts) - 1} 处）" if len(doubts) > 1 else ""
    return f"{doubts[0]}{more}请用 duyue case verify 核对案卷，或对照备份；其余内容照常。"


def copying(path: Path) -> str:
    """Say what is waited for while a case is written to another place."""
    return f"正在把案卷写入 {path.name}…"


def copied(path: Path, *, moved: bool) -> str:
    """Say where the case goes on."""
    return f"案卷已移到 {path.name}。" if moved else f"已另存为 {path.name}，接下来都写入这一份。"


def restored(backup: Backup, path: Path) -> str:
    """Say which state goes on in which case."""
    at = backup.at.replace("T", " ")
    return f"已从 {at} 的备份恢复为新案卷 {path.name}，接下来都写入这一份；原来的案卷没有改动。"


def new_edition(path: Path, kept: int, left: int) -> str:
    """Say in which case a review goes on with a new edition, and how much of it still holds."""
    told = f"已按新版另建案卷 {path.name}，沿用评分 {kept} 条"
    return f"{told}；{left} 条有改动，请重新评。" if left else f"{told}。"


def left(old: Path, path: Path) -> str:
    """Say that the old file of a case that was moved is still there."""
    return f"已移到 {path.name}，但旧文件 {old} 无法删除，请手工删除。"


READ_OTHERWISE = (
    "本版从“{0}”读出的文字与评审时不同（那时由较早的版本读出）。现仍按案卷里保存的文字显示，佐证不受影响；"
    "可查看差别，再决定是否改用本版读出的文字（菜单“佐证”里的“按本版重读报告”）。"
)
REREAD_TAKEN = "按本版重读报告"
RECOGNISED_TAKEN = "识别扫描页"
REREAD_SAME = "本版读出的文字与案卷里的相同，不用重读。"
REREAD_DETACHED = "案卷现在没有写入文件，不能换用新读出的文字；请先把案卷写回或另存到别处，再重读。"
