"""Everything that can be done in the window: one table of words, keys and slots."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.ui.right_side import TITLES


@dataclass(frozen=True)
class Entry:
    """One action: ``slot`` names its method; ``needs`` says when it is enabled (``""`` is always)."""

    id: str
    words: str
    keys: tuple[str, ...]
    slot: str
    menu: str
    needs: str = ""
    repeats: bool = False


PRINTED = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
"""Keys whose names are not what is printed on them."""
FILE, REVIEW, EVIDENCE, RULES, ASIDE, VIEW, HELP = (
    "文件",
    "评分",
    "佐证",
    "评价表",
    "旁注与资料",
    "视图",
    "帮助",
)

TABLE = (
    Entry("open", "打开报告…", ("Ctrl+O",), "ask_report", FILE),
    Entry("open_case", "打开案卷…", ("Ctrl+Shift+O",), "ask_case", FILE),
    Entry("batch", "打开一批报告…", ("Ctrl+Alt+O",), "ask_batch", FILE),
    Entry("next_file", "本批下一份", ("F6",), "next_file", FILE, "batch"),
    Entry("paste", "用剪贴板的文字新建报告", ("Ctrl+Shift+V",), "paste", FILE),
    Entry("recognise", "识别扫描页", (), "recognise", FILE, "pictures"),
    Entry("new_window", "新窗口", ("Ctrl+N",), "new_window", FILE),
    Entry("close", "关闭报告", ("Ctrl+W",), "close_report", FILE, "report"),
    Entry("save_as", "案卷另存为…", ("Ctrl+Shift+S",), "ask_save_as", FILE, "review"),
    Entry("move", "移动案卷…", (), "ask_move", FILE, "review"),
    Entry("write_back", "把改动写回案卷", (), "write_back", FILE, "detached"),
    Entry("info", "案卷信息与密码…", (), "show_case", FILE, "review"),
    Entry("restore", "从备份恢复…", (), "show_backups", FILE),
    Entry("export", "导出和打印…", ("Ctrl+E",), "ask_export", FILE, "review"),
    Entry("read_back", "读回评分表或台账…", ("Ctrl+Shift+E",), "ask_read_back", FILE, "review"),
    Entry("quit", "退出", ("Ctrl+Q",), "close", FILE),
    Entry("undo", "撤销", ("Ctrl+Z",), "undo", REVIEW, "undo", repeats=True),
    Entry("redo", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", REVIEW, "redo", repeats=True),
    Entry("doubt", "存疑", ("D",), "doubt", REVIEW, "item"),
    Entry("na", "不适用", ("N",), "not_applicable", REVIEW, "item"),
    Entry("clear", "清除评分", ("Ctrl+Backspace",), "clear_score", REVIEW, "item"),
    Entry("past", "本项修改记录…", (), "show_past", REVIEW, "item"),
    Entry("next", "下一项", ("J",), "next_item", REVIEW, "look", repeats=True),
    Entry("previous", "上一项", ("K",), "previous_item", REVIEW, "look", repeats=True),
    Entry("topic_next", "下一个评分对象", ("Ctrl+J",), "next_topic", REVIEW, "item", repeats=True),
    Entry("topic_previous", "上一个评分对象", ("Ctrl+Shift+J",), "previous_topic", REVIEW, "item", repeats=True),
    Entry("next_open", "下一未评", ("U",), "next_open", REVIEW, "look"),
    Entry("go_to", "按编号转到…", ("G",), "go_to", REVIEW, "checklist"),
    Entry("search", "筛选评分项", ("/",), "search_items", REVIEW, "checklist"),
    Entry("confirm", "确认并到下一项", ("Ctrl+Return", "Ctrl+Enter"), "confirm", REVIEW, "look"),
    Entry("take", "采用当前建议", ("Return", "Enter"), "take", EVIDENCE, "item"),
    Entry("reject", "不采用当前建议", ("Delete",), "reject", EVIDENCE, "item"),
    Entry("detach", "移除当前佐证", ("X",), "detach", EVIDENCE, "item"),
    Entry("add", "选中文字作佐证", ("E",), "add_selection", EVIDENCE, "item"),
    Entry("add_elsewhere", "选中文字作其他项佐证…", ("Shift+E",), "add_elsewhere", EVIDENCE, "review"),
    Entry("note", "添加记录", ("M",), "add_note", EVIDENCE, "item"),
    Entry("card_next", "下一条佐证", ("Shift+J",), "next_card", EVIDENCE, "look", repeats=True),
    Entry("card_previous", "上一条佐证", ("Shift+K",), "previous_card", EVIDENCE, "look", repeats=True),
    Entry("place_next", "下一处佐证原文", ("]",), "next_place", EVIDENCE, "look", repeats=True),
    Entry("place_previous", "上一处佐证原文", ("[",), "previous_place", EVIDENCE, "look", repeats=True),
    Entry("visit", "看原文", ("V",), "visit", EVIDENCE, "look"),
    Entry("reread", "按本版重读报告…", (), "reread", EVIDENCE, "review"),
    Entry("lost", "未找回的旧版佐证…", (), "show_lost", EVIDENCE, "review"),
    Entry("correct", "更正指标", ("C",), "correct", EVIDENCE, "item"),
    Entry("add_figure", "选中文字记为指标", ("I",), "add_figure", EVIDENCE, "review"),
    Entry("reword", "更正识别的文字…", ("W",), "reword", EVIDENCE, "pages"),
    Entry("shelf", "评价表库…", ("Ctrl+L",), "show_shelf", RULES),
    Entry("tally", "计分过程与试算", ("Ctrl+T",), "turn_tally", RULES, "report"),
    Entry("inspect", "自检…", ("F7",), "show_inspection", RULES, "review"),
    Entry("phrases", "评语库…", ("Ctrl+Shift+M",), "show_phrases", RULES),
    Entry("keep_phrase", "理由记入评语库", ("Ctrl+M",), "keep_phrase", RULES, "item"),
    Entry("palette", "找命令、评分项、标题、指标…", ("Ctrl+K",), "show_palette", VIEW),
    Entry("memo", "写旁注…", ("P",), "write_memo", ASIDE, "review"),
    Entry("memos", "全部旁注…", ("Shift+P",), "show_memos", ASIDE, "review"),
    Entry("margin", "显示、隐藏旁注栏", ("F9",), "turn_margin", ASIDE, "review"),
    Entry("references", "资料架…", ("Ctrl+R",), "show_references", ASIDE),
    Entry("time", "用时…", (), "show_time", ASIDE, "review"),
    *(
        Entry(f"tab_{at}", f"看{title}", (f"Ctrl+{at}",), f"show_tab_{at}", VIEW, "report")
        for at, title in enumerate(TITLES, 1)
    ),
    Entry("charts", "图示…", ("Ctrl+G",), "show_charts", VIEW, "report"),
    Entry("zoom_in", "放大", ("Ctrl+=", "Ctrl++"), "zoom_in", VIEW, "report", repeats=True),
    Entry("zoom_out", "缩小", ("Ctrl+-",), "zoom_out", VIEW, "report", repeats=True),
    Entry("zoom_reset", "原始大小", ("Ctrl+0",), "zoom_reset", VIEW, "report"),
    Entry("mode", "换看文字、原页、并排", ("F8",), "next_mode", VIEW, "pages"),
    Entry("theme_light", "浅色", (), "theme_light", VIEW),
    Entry("theme_dark", "深色", (), "theme_dark", VIEW),
    Entry("theme_system", "跟随系统", (), "theme_system", VIEW),
    Entry("preferences", "设置…", ("Ctrl+,",), "show_preferences", VIEW),
    Entry("escape", "收起", ("Esc",), "escape", VIEW),
    Entry("manual", "使用说明", ("Shift+F1",), "show_manual", HELP),
    Entry("tour", "带我看一遍", (), "show_tour", HELP, "report"),
    Entry("keys", "快捷键", ("F1",), "show_keys", HELP),
    Entry("about", "关于督阅", (), "show_about", HELP),
)
DIGITS = tuple(
    Entry(f"give_{digit}", f"按 {digit} 档评分" if digit != "0" else "不适用", (digit,), "give", REVIEW, "item")
    for digit in "1234567890"
)


def build(window: QMainWindow, commands: Mapping[str, QObject]) -> dict[str, QAction]:
    """Make every action of the table on a window; each calls the method that its slot names, of its menu's commands."""
    made = {}
    for entry in (*TABLE, *DIGITS):
        action = made[entry.id] = _action(window, entry)
        slot = getattr(commands[entry.menu], entry.slot)
        action.triggered.connect(partial(_call, partial(slot, entry.keys[0]) if entry in DIGITS else slot))
    return made


def written(keys: QKeySequence) -> str:
    """Write keys as they are printed on keyboards here: ``Enter``, not ``Return`` or 回车."""
    words = keys.toString(QKeySequence.SequenceFormat.PortableText)
    return "+".join(PRINTED.get(part, part) for part in words.split("+")) if not words.endswith("+") else words


def tell(action: QAction, words: str) -> None:
    """Set an action's tooltip, with its key."""
    keys = written(action.shortcut())
    told = f"{words}（{keys}）" if keys else words
    if action.toolTip() != told:
        action.setToolTip(told)


def _call(slot: Callable[[], object], *_: bool) -> None:
    """Call a slot without the checked state that ``triggered`` carries."""
    slot()


def _action(window: QMainWindow, entry: Entry) -> QAction:
    """Make one action that works anywhere in the window."""
    action = QAction(window.tr(entry.words), window)
    # Read by their own names: what keys are called on screen, Return is Enter there, must not change which they are.
    action.setShortcuts([QKeySequence(key, QKeySequence.SequenceFormat.PortableText) for key in entry.keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setAutoRepeat(entry.repeats)
    tell(action, window.tr(entry.words).removesuffix("…"))
    window.addAction(action)
    return action
