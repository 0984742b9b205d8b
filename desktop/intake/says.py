"""Say, in Chinese, why a file could not be opened and what to do about it."""

_NOT_YET = "本版暂不支持{kind}，后续版本将支持 Word、WPS、网页、表格和 PDF；现在请另存为纯文本(.txt)后再打开。"


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


def binary(name: str) -> str:
    """Tell that the file holds no text."""
    return f"“{name}”不是文本文件，请用原来的程序打开它，另存为纯文本(.txt)后再打开。"


def undecodable(name: str) -> str:
    """Tell that too many bytes fit no encoding."""
    return f"“{name}”的文字编码无法识别或已损坏，请用记事本打开它，另存为 UTF-8 编码的纯文本(.txt)后再打开。"


def not_yet(name: str, kind: str) -> str:
    """Tell that the format will be read by a later version."""
    return f"“{name}”无法打开：{_NOT_YET.format(kind=kind)}"


def case_file(name: str) -> str:
    """Tell that the file is one of our own case files."""
    return f"“{name}”是案卷文件，不是报告；请改用“打开案卷”。"


def wrong_suffix(name: str, kind: str) -> str:
    """Tell that a file was opened as what it is, not as what its suffix says."""
    return f"“{name}”的内容其实是{kind}，已按{kind}打开。"


def replaced(count: int) -> str:
    """Tell how many characters could not be decoded."""
    return f"有 {count} 处字节无法识别，已用“�”代替，请对照原件核对。"
