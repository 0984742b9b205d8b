"""Say, in Chinese, why a file could not be opened and what to do about it, or what its reader wants to tell."""

from collections.abc import Sequence

from desktop.intake import limits

_NOT_YET = "本版暂不支持{kind}；请用原来的程序打开，另存为 Word 文档(.docx)或纯文本(.txt)后再打开。"


def missing(name: str) -> str:
    """Tell that there is no such file."""
    return f"找不到“{name}”，请核对文件名和位置后再打开。"


def folder(name: str) -> str:
    """Tell that the path is a folder."""
    return f"“{name}”是文件夹，请选择其中的一个报告文件。"


def forbidden(name: str) -> str:
    """Tell that the system does not let us read."""
    return f"没有读取“{name}”的权限，请关闭正在使用它的程序，或把它复制到“文档”文件夹后再打开。"


def broken(name: str) -> str:
    """Tell that the system failed while reading."""
    return f"读取“{name}”时出错，请检查磁盘或网络位置，把它复制到本机后再打开。"


def empty(name: str) -> str:
    """Tell that there is nothing to read."""
    return f"“{name}”是空文件，没有可读的文字，请换一份报告。"


def too_large(name: str, limit: int) -> str:
    """Tell that the file is over the limit, given in bytes."""
    return f"“{name}”超过 {limit // (1024 * 1024)} MB，请拆成几份后分别打开。"


def too_long(name: str, pieces: int = limits.PIECES) -> str:
    """Tell that a file holds more than any report does."""
    most = (
        f"{pieces // 10_000} 万段或行、{limits.SIGNS // 10_000} 万字，"
        f"表格共 {limits.CELLS // 10_000} 万格、一行 {limits.ACROSS} 格"
    )
    return f"“{name}”超过一份报告的限度（{most}），请拆成几份后分别打开。"


def binary(name: str) -> str:
    """Tell that the file holds no text."""
    return f"“{name}”不是文本文件，请用原来的程序打开它，另存为纯文本(.txt)后再打开。"


def undecodable(name: str) -> str:
    """Tell that too many bytes fit no encoding."""
    return f"“{name}”的文字编码无法识别或已损坏，请用记事本打开它，另存为 UTF-8 编码的纯文本(.txt)后再打开。"


def not_yet(name: str, kind: str) -> str:
    """Tell that the format will be read by a later version."""
    return f"“{name}”无法打开：{_NOT_YET.format(kind=_apart(kind))}"


def case_file(name: str) -> str:
    """Tell that the file is one of our own case files."""
    return f"“{name}”是案卷文件，不是报告；请改用“打开案卷”。"


def wrong_suffix(name: str, kind: str) -> str:
    """Tell that a file was opened as what it is, not as what its suffix says."""
    return f"“{name}”的内容其实是{_apart(kind)}，已按{_apart(kind)}打开。"


def other_encoding(name: str, encoding: str) -> str:
    """Tell that the file does not fit the encoding that was chosen for it."""
    return f"“{name}”不是按 {encoding} 编码写的，读不通；请换一种编码再试。"


def no_encoding(name: str, kind: str) -> str:
    """Tell that the encoding of such a file is not for the user to choose."""
    return f"“{name}”是{_apart(kind)}，编码由文件自己规定，不用另选；请去掉编码选项后再打开。"


def doubtful_encoding(encoding: str) -> str:
    """Tell that the encoding is a guess."""
    return f"文字编码按 {encoding} 读取，把握不大；如果文字不通顺，请换一种编码再读。"


def garbled() -> str:
    """Tell that the text was spoilt by a wrong conversion."""
    return "文字像是编码转换出错造成的乱码，读出的内容不可靠；请换一种编码再读，仍是乱码就向报送单位要原文件。"


def kept(name: str) -> str:
    """Tell that a document of a case now reads otherwise, and is shown as the case kept it."""
    return f"本版从“{name}”读出的文字与评审时不同，现按案卷里保存的文字显示，佐证不受影响。"


def kept_locked(name: str) -> str:
    """Tell that a document of a case wants a password, and is shown as the case kept it."""
    return f"“{name}”设有打开密码，现按案卷里保存的文字显示，佐证不受影响；要看原页请重新打开原文件。"


def replaced(count: int) -> str:
    """Tell how many characters could not be decoded."""
    return f"有 {count} 处字节无法识别，已用“�”代替，请对照原件核对。"


def damaged(name: str) -> str:
    """Tell that the file is broken or cut off."""
    return f"“{name}”已损坏或不完整，请重新复制一份，或用原来的程序打开并另存后再打开。"


def locked(name: str) -> str:
    """Tell that the file is encrypted."""
    return f"“{name}”设有打开密码，请用 Word 或 WPS 输入密码打开，取消密码另存后再打开。"


def bomb(name: str) -> str:
    """Tell that the file would unpack to more than is reasonable."""
    return f"“{name}”展开后过大，不像正常的报告，已停止打开；请核对来源，或另存为纯文本(.txt)后再打开。"


def unsafe(name: str) -> str:
    """Tell that the file declares entities, which no office program writes."""
    return f"“{name}”含有不安全的声明（外部实体），已停止打开；请核对来源，用 Word 或 WPS 另存后再打开。"


def too_slow(name: str) -> str:
    """Tell that reading took too long and was stopped."""
    return f"“{name}”读取时间过长，已停止；请拆成几份，或另存为纯文本(.txt)后再打开。"


def crashed(name: str) -> str:
    """Tell that the reader gave up on the file."""
    return f"“{name}”的内容超出了本程序能读的范围，请用原来的程序另存为纯文本(.txt)后再打开。"


def no_words(name: str) -> str:
    """Tell that a file opened, but holds no text."""
    return f"“{name}”里没有可读的文字，可能只有图片；请换成带文字的文件后再打开。"


def partly_damaged() -> str:
    """Tell that parts of the file were broken and read as far as they go."""
    return "文件有损坏之处，只读出了能读的部分，请对照原件核对。"


def revisions() -> str:
    """Tell that tracked changes were read as accepted."""
    return "文件带有修订痕迹，已按全部接受后的样子读取：插入的计入正文，删除的不计。"


def struck() -> str:
    """Tell that words struck through in a web page were left out."""
    return "网页里有划去的文字，没有计入正文，请对照原件核对。"


def comments(made: Sequence[tuple[str, str]]) -> str:
    """Tell the comments in the margin, each as (author, words); they are no part of the text."""
    shown = [f"{author or '批注'}：{words[:60]}{'…' if len(words) > 60 else ''}" for author, words in made[:20]]
    more = " 等" if len(made) > len(shown) else ""
    return f"文件有 {len(made)} 条批注，未计入正文：{'；'.join(shown).rstrip('。')}{more}。"


def embedded(pictures: int, objects: int) -> str:
    """Tell how many pictures and embedded objects there are, whose words are not read."""
    counted = [f"{pictures} 张图片" if pictures else "", f"{objects} 个图表或嵌入对象" if objects else ""]
    return f"文件内有 {'、'.join(filter(None, counted))}，其中的文字没有读出，请对照原件查看。"


def hidden_sheets(names: Sequence[str]) -> str:
    """Tell which sheets of a workbook are hidden and were not read."""
    return f"工作表“{'”“'.join(names[:20])}”是隐藏的，没有读入；需要时请在表格程序里取消隐藏后再打开。"


def hidden_cells(count: int) -> str:
    """Tell that hidden rows and columns were not read."""
    return f"隐藏的行列里有 {count} 个单元格，没有读入；需要时请取消隐藏或筛选后再打开。"


def uncalculated(count: int) -> str:
    """Tell that formulas have no stored result."""
    return f"有 {count} 个公式没有保存计算结果，显示为空白；请在表格程序里打开并另存后再打开。"


def too_old(name: str) -> str:
    """Tell that a file is of a Word before 97."""
    return f"“{name}”是 Word 97 以前的旧格式，请用 Word 或 WPS 打开，另存为 .docx 后再打开。"


def converted() -> str:
    """Tell that a Word-97 file was read through LibreOffice."""
    return "这是旧版 Word 或 WPS 格式，由本机的 LibreOffice 转换后读取；图片里的文字没有读出，请对照原件核对。"


def legacy(*, unnumbered: bool) -> str:
    """Tell what a Word-97 file does not give away."""
    lost = "其中有自动编号没有读出，" if unnumbered else ""
    return f"这是旧版 Word 或 WPS 格式，{lost}图片和嵌入对象里的文字也没有读出；要读全请另存为 .docx 后再打开。"


def wants_password(name: str) -> str:
    """Tell that a file opens with a password alone."""
    return f"“{name}”设有打开密码，请输入密码后再打开；密码只用于这一次，不会保存。"


def wrong_password(name: str) -> str:
    """Tell that the password does not fit."""
    return f"“{name}”的打开密码不对，请核对大小写后重新输入。"


def too_many_pages(name: str, most: int) -> str:
    """Tell that a file has more pages than are read."""
    return f"“{name}”超过 {most} 页，请拆成几份后分别打开。"


def broken_pages(pages: Sequence[int]) -> str:
    """Tell which pages could not be read."""
    return f"{_pages(pages)}已损坏，没有读出，请对照原件核对。"


def scanned(pages: Sequence[int], count: int) -> str:
    """Tell which pages are pictures, so that nothing on them was read."""
    which = "全部页面" if len(pages) == count else _pages(pages)
    return f"{which}是扫描图片，其中的文字没有读出；请对照原页查看。"


def recognised(pages: Sequence[int], count: int, doubts: int, missed: int) -> str:
    """Tell which pages were recognised, of how many signs that is not sure, how many lines were not read."""
    which = "全部页面" if len(pages) == count else _pages(pages)
    doubtful = f"，把握不大的 {doubts} 个字已用点线标出" if doubts else ""
    lost = f"，有 {missed} 处字迹没有读出" if missed else ""
    return f"{which}的文字由程序从扫描图片识别，可能有错{doubtful}{lost}；引用前请对照原页。"


def missed_line(page: int) -> str:
    """Stand in the place of a line that was seen and not read."""
    return f"〔第 {page} 页此处有字迹没有读出〕"


def no_recogniser() -> str:
    """Tell that scans cannot be recognised here, and how they can."""
    return "本机没有安装扫描识别组件，扫描页只能看图；要读出文字，请改用带扫描识别的安装包，或向报送单位要 Word 原件。"


def picture_page(page: int) -> str:
    """Stand in the place of a page whose words were not read."""
    return f"〔第 {page} 页是扫描图片，文字没有读出〕"


def unknown_signs(count: int) -> str:
    """Tell that a file's fonts do not say what some of its signs are."""
    return f"文件的字体没有说明 {count} 个字是什么，这些字没有读出，请对照原页核对。"


def ofd(pictures: int, drawn: int, remarks: int, seals: int) -> str:
    """Tell what our own reader of OFD does not show; ``drawn`` shapes may be words that were turned into outlines."""
    kinds = ((pictures, "张图片"), (drawn, "个可能是字的图形"), (remarks, "页批注"), (seals, "处电子签章"))
    counted = [f"{count} {kind}" for count, kind in kinds if count]
    held = "和 ".join(["、".join(counted[:-1]), counted[-1]] if len(counted) > 1 else counted)
    unseen = f"文件里的 {held}没有显示" if held else "图片、底纹和签章不显示"
    unseen += "，签章也没有验证" if seals else ""
    return f"这是 OFD 版式文件，原页按文字位置重排，{unseen}；要看原样请用 OFD 阅读器打开。"


def hidden_words(pages: Sequence[int]) -> str:
    """Tell that a file holds words that its pages do not show."""
    return f"{_pages(pages)}里有页面上看不见的文字，没有计入正文。"


def _pages(pages: Sequence[int]) -> str:
    """Name pages: 第 3、5 页."""
    return f"第 {'、'.join(map(str, pages[:20]))}{' 等' if len(pages) > 20 else ''} 页"


def _apart(kind: str) -> str:
    """Set what begins with Latin letters apart from the Chinese before it."""
    return f" {kind}" if kind[:1].isascii() else kind
