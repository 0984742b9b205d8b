"""Say in one sentence that Windows is too old, before Qt fails for want of what it lacks; a runtime hook."""

import sys

if sys.platform == "win32" and sys.getwindowsversion().build < 17763:
    import ctypes

    ctypes.windll.user32.MessageBoxW(None, "督阅需要 Windows 10 1809 或更新的系统，这台电脑的系统较旧。", "督阅", 0x10)
    sys.exit(1)
