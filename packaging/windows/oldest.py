"""Say in one sentence that Windows is too old, before Qt fails for want of what it lacks; a runtime hook."""

import sys

OLDEST_BUILD = 17763

if sys.platform == "win32" and sys.getwindowsversion().build < OLDEST_BUILD:
    said = "督阅需要 Windows 10 1809 或更新的系统，这台电脑的系统较旧。"
    if sys.stderr is None:  # the program with a window has no console
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, said, "督阅", 0x10)
    else:
        sys.stderr.reconfigure(encoding="utf-8")
        print(said, file=sys.stderr)
    sys.exit(1)
