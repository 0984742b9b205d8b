"""What the desk tells, shown on the window: report, marks, offer, checklist, suggestions, changes."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.desk.files import ReadAnew
from desktop.desk.filters import contradicted_items
from desktop.desk.progress import progress
from desktop.desk.reading import Offer
from desktop.desk.words import review_title
from desktop.model.carry import Carried, Known
from desktop.model.checklist import Checklist
from desktop.model.examination import Examination
from desktop.model.report import Report
from desktop.model.review import Review
from desktop.ui.dialogs.rereading import show_anew

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class Follower(QObject):
    """Follow the desk of one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        desk = window.desk
        desk.opened.connect(self._on_opened)
        desk.closed.connect(partial(window.messages.retract, "wait"))
        desk.text_ready.connect(self._on_text_ready)
        desk.part_shown.connect(self._on_part_shown)
        desk.known.connect(self._on_known)
        desk.carried_over.connect(self._on_carried_over)
        desk.rereader.compared.connect(self._on_compared)
        desk.examined.connect(self._on_examined)
        desk.recogniser.went.connect(self._on_recognising)
        desk.recogniser.ended.connect(self._on_recognised)
        desk.offered.connect(self._on_offered)
        desk.checklist_shown.connect(self._on_checklist_shown)
        desk.started.connect(self._on_started)
        desk.suggested.connect(self._on_suggested)
        desk.changed.connect(self._on_changed)
        desk.stepped.connect(self._on_stepped)
        desk.detached.connect(self._on_detached)
        desk.item_chosen.connect(self._on_item_chosen)

    def _on_opened(self) -> None:
        """Clear the table for what was opened."""
        detached = self._desk.ledger is not None and bool(self._desk.ledger.file.detached)
        for passing in ("wait", "step", "info") if detached else ("wait", "step", "info", "error"):
            self._window.messages.retract(passing)  # what was said of what lay here before
        self._show_title()
        self._window.topbar.show_reading(True)
        self._window.show_desk()
        self._window.take_focus()
        self._window.start_bar.setVisible(self._desk.ledger is None)
        self._window.make_room(scoring=self._desk.ledger is not None)
        self._window.start_bar.wait()
        self._window.start_bar.show_folder(str(self._desk.settings.cases))
        self._window.status.clear_all()

    def _on_text_ready(self, report: Report) -> None:
        self._window.reader.show_report(report)
        self._window.topbar.chips.set_counts({})
        self._window.items.show(None, None)
        self._window.panel.refresh()
        self._window.enable_actions()
        self._offer_parts(report)
        self._window.status.show_encoding(report, changeable=self._desk.ledger is None)
        told = [notice.says for notice in report.notices if notice.code != "comments"]
        if report.comments:
            told.append(self.tr("文件有 {0} 条批注，没有计入正文，列在左下方。").format(len(report.comments)))
        if self._desk.rereader.offered:
            self._window.messages.say("\n".join(told), "info", self.tr("查看差别…"), self._desk.rereader.compare)
        elif self._desk.recogniser.offered:
            self._offer_recognition("\n".join(told))
        elif told:
            self._window.say("info", "\n".join(told))

    def _on_recognising(self, done: int, count: int, seconds: int) -> None:
        """Say how far the recognition is, and offer to stop it."""
        left = self.tr("，约剩 {0} 秒").format(seconds) if seconds >= 0 else ""
        told = self.tr("正在识别扫描页：第 {0} 页，共 {1} 页{2}").format(done + 1, count, left)
        self._window.messages.say(told, "wait", self.tr("停止"), self._on_stop)

    def _on_stop(self) -> None:
        """Stop recognising; where no page is done yet, offer it again."""
        if not self._desk.recogniser.stop():
            self._offer_recognition(self.tr("已停止识别，还没有识别好的页；扫描页仍按图片显示。"))

    def _offer_recognition(self, told: str) -> None:
        offer = self.tr("识别 {0} 页").format(self._desk.recogniser.offered)
        self._window.messages.say(told, "info", offer, self._desk.recogniser.start)

    def _on_recognised(self) -> None:
        self._window.messages.retract("wait")

    def _on_part_shown(self, report: Report) -> None:
        """Show one document of the file, or all of it."""
        self._window.reader.show_report(report)
        self._window.topbar.chips.set_counts({})
        if self._desk.ledger is None:
            self._window.items.show(None, None)
            self._window.start_bar.wait()

    def _offer_parts(self, report: Report) -> None:
        """Offer the documents of a file that holds several."""
        whole = self._desk.report or report
        titles = [self._part_title(whole, number) for number in range(len(whole.parts))]
        self._window.reader.parts.offer(titles, self._desk.part)

    def _part_title(self, report: Report, number: int) -> str:
        """Name one document by its title."""
        heads = report.part(number).headings()
        title = next((" ".join(head.quote.split()) for head in heads if head.level == 0), "")
        return title or self.tr("第 {0} 份").format(number + 1)

    def _on_known(self, known: Known) -> None:
        self._window.start_bar.show_known(known)

    def _on_carried_over(self, carried: Carried) -> None:
        """Tell what became of an older version's review, and list what was not found again."""
        told = self.tr("已沿用旧版的评审：佐证找回 {0} 条，没有找回 {1} 条，所属评分项已标为存疑。").format(
            carried.kept, len(carried.lost)
        )
        if carried.lost:
            self._window.messages.say(told, "error", self.tr("查看清单"), self._window.evidence.show_lost)
        else:
            self._window.say("done", told)

    def _on_compared(self, anew: ReadAnew) -> None:
        """Show what another reading of the report would change, for the inspector to decide."""
        if self._desk.checklist is not None:
            show_anew(self._window, anew, self._desk.checklist, self._desk.rereader.take, self._desk.rereader.leave)

    def _on_examined(self, examination: Examination) -> None:
        self._window.reader.show_marks(examination)
        self._window.topbar.chips.set_counts(self._window.reader.layer_counts())
        self._show_status()

    def _on_offered(self, offer: Offer) -> None:
        self._window.start_bar.show_offer(offer, self._desk.settings.reviewer)

    def _on_checklist_shown(self, checklist: Checklist) -> None:
        self._window.items.show(checklist, self._desk.review)
        self._window.checklist.count()
        self._show_title()
        self._window.enable_actions()

    def _on_started(self) -> None:
        """Begin to score, where one left off if the case is an old one."""
        self._window.messages.retract("wait")
        self._window.start_bar.hide()
        self._window.make_room(scoring=True)
        if self._desk.report is not None:
            self._window.status.show_encoding(self._desk.report, changeable=False)
        self._show_title()
        self._window.keeper.restore()
        self._window.panel.refresh()
        self._show_status()
        self._window.enable_actions()
        self._window.take_focus()
        came_back, self._window.came_back = self._window.came_back, None
        if came_back is not None and came_back == self._desk.path:
            told = self.tr("上次没有正常退出，已回到原来的案卷；写下的内容都在。")
            self._window.messages.say(told, "info", self.tr("打开文件夹"), self._window.files.show_folder)

    def _on_suggested(self) -> None:
        self._window.items.suggest(self._desk.suggestions)
        self._count_items()
        self._window.panel.refresh()
        self._show_status()

    def _on_stepped(self, kind: str, words: str) -> None:
        """Tell what was just done, with the way back."""
        told = {"edit": "{0}", "undo": self.tr("已撤销：{0}"), "redo": self.tr("已重做：{0}")}[kind].format(words)
        back, go = (self.tr("重做"), self._desk.redo) if kind == "undo" else (self.tr("撤销"), self._desk.undo)
        self._window.messages.say(told, "step", back, go)

    def _on_detached(self, why: str) -> None:
        """Say loudly that work goes on in memory, and how it is kept; nothing moves for it."""
        self._window.status.show_unsaved(bool(why))
        self._window.enable_actions()
        if why:
            told = self.tr("{0}\n可以继续工作，但改动暂时只在内存里：请另存到别处，或在原处可写后点下方的“写回”。")
            self._window.messages.say(told.format(why), "error", self.tr("另存到别处…"), self._window.files.ask_save_as)
        else:
            self._window.messages.retract("error")

    def _on_changed(self, _: Review, new: Review) -> None:
        self._window.messages.retract("step")
        self._window.items.change(new)
        self._count_items()
        self._window.panel.refresh()
        self._show_status()
        self._window.enable_actions()

    def _on_item_chosen(self, item: str) -> None:
        self._window.checklist.choose(item)
        self._window.panel.show_item()

    def _show_title(self) -> None:
        """Name the report, or the review of it."""
        checklist, review = self._desk.checklist, self._desk.review
        title, detail = self._desk.title, ""
        if review is not None and checklist is not None:
            title, detail = review_title(review.about) or title, checklist.title
            if review.about.example:
                title = f"{title}（示例，非评审结论）"
        self._window.topbar.show_title(title, detail)
        self._window.setWindowTitle(f"{title} - 督阅")

    def _show_status(self) -> None:
        """Say how far the review is."""
        checklist, review = self._desk.checklist, self._desk.review
        if self._desk.examination is not None and checklist is not None:
            self._window.status.show_unused(self._desk.answers.unused_figures())
        if checklist is not None and review is not None and self._desk.path is not None:
            self._window.status.show_progress(progress(checklist, review))
            self._window.status.show_case(self._desk.path, review.about.reviewer)

    def _count_items(self) -> None:
        """Bring the filters' counts up to date."""
        desk = self._desk
        self._window.items.contradict(contradicted_items(desk.examination, desk.suggestions, desk.review))
        self._window.checklist.count()
