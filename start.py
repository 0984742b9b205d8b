#!/usr/bin/env python3
"""Start 督阅 from a bare clone, or test it: the two commands of a newcomer.

python3 start.py              open the window on an example report (without a screen: run the self-test)
python3 start.py --test       run the tests
python3 start.py --test-all   and those that build the program; measure what the tests reach
python3 start.py --lint       check style and types
python3 start.py -- ARGS      run `duyue ARGS`; after --test, hand ARGS to pytest

Standard library only, since nothing is installed yet when it runs. It makes `.venv` from `requirements.lock`,
from the folder `wheelhouse/` without any network where there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import locale
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
WHEELHOUSE = ROOT / "wheelhouse"
VENV = ROOT / ".venv"
STAMP = VENV / "requirements.sha256"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SEED = "seeds/000_7247668ee333bfb4.txt"
OLDEST, NEWEST = (3, 11), (3, 14)

QT_LIBRARIES = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
)
CHINESE_FONT = "fonts-wqy-microhei"
# What PyInstaller reads libraries with, and Python as a library, which the system's own Python keeps apart.
SHARED_PYTHON = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
BUILD_TOOLS = ("binutils", SHARED_PYTHON) if sys.base_prefix == "/usr" else ("binutils",)


class CannotStart(Exception):
    """What is missing and what to do about it, in one Chinese sentence."""


def main(arguments: list[str]) -> int:
    """Prepare the environment and run what was asked; returns the exit code."""
    own, rest = _split(arguments)
    parser = argparse.ArgumentParser(description="督阅：启动程序，或运行测试。", usage="start.py [选项] [-- 参数…]")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--test", action="store_true", help="运行测试")
    chosen.add_argument("--test-all", action="store_true", help="运行全部测试，含打包")
    chosen.add_argument("--lint", action="store_true", help="检查代码风格与类型")
    options = parser.parse_args(own)
    try:
        _check_python()
        _install_system_packages(BUILD_TOOLS if options.test_all else ())
        _install_python_packages()
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    if options.lint:
        return lint()
    if options.test or options.test_all:
        # A file's tests stay together; what builds and measures coverage runs alone.
        together = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
        chosen_tests = ["--cov", "--hypothesis-profile=default"] if options.test_all else ["-m", "not all", *together]
        return _run("-m", "pytest", *chosen_tests, *rest, offscreen=True)
    if rest or "--" in arguments:
        return _run("-m", "desktop", *rest)
    if has_screen():
        return _run("-m", "desktop", SEED)
    print("没有检测到屏幕，改为运行自检：", flush=True)
    code = _run("-m", "desktop", "--selftest", "--out", "out", offscreen=True)
    if code == 0:
        print(f"案卷、评分表（示例）和窗口图片在 {ROOT / 'out'}")
    return code


def lint() -> int:
    """Check style, then types; returns the first exit code that is not 0."""
    for tool in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        code = _run("-m", *tool)
        if code:
            return code
    return 0


def has_screen() -> bool:
    """Tell whether a window can be shown."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def environment(given: dict[str, str]) -> dict[str, str]:
    """Give what is started UTF-8 for its files, its output and its locale, and let it keep its bytecode.

    The tests start Python over and over: compiled anew each time, the program takes a second more.
    """
    made = {**given, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    named = given.get("LC_ALL") or given.get("LC_CTYPE") or given.get("LANG") or "C"
    if os.name != "nt" and not _is_utf8_locale(named):
        made["LC_ALL"] = "C.UTF-8"
    return made


def stamp() -> str:
    """Say what `.venv` has to be made from: the lock's bytes and the kind of Python."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest() + " " + str(sys.implementation.cache_tag)


def missing_packages(wanted: tuple[str, ...]) -> list[str]:
    """List the Debian packages that are neither installed nor provided under another name."""
    query = ["dpkg-query", "-W", "-f=${db:Status-Status}\t${Package}, ${Provides}\n"]
    listed = subprocess.run(query, capture_output=True, check=False, encoding="utf-8", errors="replace").stdout
    there: set[str] = set()
    for line in listed.splitlines():
        status, _, names = line.partition("\t")
        if status == "installed":
            there.update(name.split()[0] for name in names.split(",") if name.strip())
    return [name for name in wanted if name not in there]


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Part our own options from what stands behind ``--``."""
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def _check_python() -> None:
    """Refuse a Python that the locked packages are not made for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
        raise CannotStart(
            f"督阅需要 Python {oldest} 至 {newest}，现在用的是 {sys.version.split()[0]}，请换一个再运行。"
        )


def _install_system_packages(further: tuple[str, ...]) -> None:
    """Install what Qt needs from the system where it is missing; only Debian and its kin are known."""
    if not (sys.platform.startswith("linux") and shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    venv = () if importlib.util.find_spec("ensurepip") else ("python3-venv",)
    missing = missing_packages((*venv, *QT_LIBRARIES, CHINESE_FONT, *further))
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        line = " ".join(["sudo", *install])
        raise CannotStart(f"缺少系统组件，请先运行下面这一行，再重新启动：\n{line}")
    print(f"安装系统组件 {len(missing)} 个…", flush=True)
    quiet = {**environment(dict(os.environ)), "DEBIAN_FRONTEND": "noninteractive"}
    # Without a network the packages may still lie in apt's cache: the installation decides.
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, capture_output=True, check=False)
    # A fresh machine may be busy with its own updates.
    patient = [*install, "-o", "DPkg::Lock::Timeout=120"]
    done = subprocess.run(patient, env=quiet, capture_output=True, check=False, encoding="utf-8", errors="replace")
    if done.returncode:
        raise CannotStart(f"系统组件没有装上，请检查网络后再运行。apt-get 的说明：\n{done.stderr.strip()}")


def _install_python_packages() -> None:
    """Make `.venv` anew unless it was finished from this very lock.

    The stamp is written last, so that an interrupted installation is never taken for a good one.
    """
    if PYTHON.is_file() and STAMP.is_file() and STAMP.read_text(encoding="ascii") == stamp():
        return
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotStart("这个 Python 不带 ensurepip，无法建立 .venv；请安装 python3-venv（或完整的 Python）。")
    offline = WHEELHOUSE.is_dir()
    where = "从 wheelhouse 文件夹" if offline else "从网络，首次要几分钟"
    print(f"安装 Python 组件到 .venv（{where}）…", flush=True)
    STAMP.unlink(missing_ok=True)
    source = ["--no-index", "--find-links", str(WHEELHOUSE)] if offline else []
    # The lock is whole, so nothing is resolved: older pips look past it for a package that is asked for with extras.
    pip = ["-m", "pip", "install", "--quiet", "--no-input", "--no-deps", "--require-hashes", "--use-pep517"]
    # The one that runs may stand in the very folder that is cleared.
    base = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run([base, "-m", "venv", "--clear", str(VENV)], check=False).returncode == 0
    if not made or _run(*pip, *source, "-r", str(LOCK)):
        raise CannotStart("Python 组件没有装上，请按上面的说明检查网络或 wheelhouse 文件夹后再运行。")
    STAMP.write_text(stamp(), encoding="ascii")


def _run(*arguments: str, offscreen: bool = False) -> int:
    """Run `.venv`'s Python in the project's folder; returns its exit code."""
    made = environment(dict(os.environ))
    if offscreen:
        made["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=made, check=False).returncode


def _is_utf8_locale(name: str) -> bool:
    """Tell whether a locale exists on this system and encodes in UTF-8."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
        return locale.nl_langinfo(locale.CODESET).upper() == "UTF-8"
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
