"""Build the program as it is shipped: a folder that needs neither Python nor a network.

    python packaging/build.py             into dist/duyue
    python packaging/build.py --out DIR   into DIR/duyue
    python packaging/build.py --archive   and pack it: a zip on Windows, a tar.xz on Linux
    python packaging/build.py --ocr       with what recognises scans (requirements-ocr.lock has to be installed, too)

It is built for the system that it is built on, and tested before it counts as built. The same commit built twice with
the same parts gives the same bytes.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import record

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "packaging" / "duyue.spec"
MARKER = "portable.txt"
MARKED = """有这个文件时，督阅把设置、日志和案卷都放在同一文件夹的“督阅数据”里，可以整个带走。
要放到自己的用户文件夹和“文档”里，删除这个文件即可。
更新时先关闭督阅，把新版本的文件复制到这里覆盖旧的；“督阅数据”不受影响。
旧版本留下的 parts- 文件夹，新版本的窗口打开后会自行清理，不属于督阅的文件不动。
"""


def main() -> int:
    """Build, test and say how large it is; returns the exit code of the self-test."""
    parser = argparse.ArgumentParser(description="Build the program folder.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--archive", action="store_true", help="pack the folder, too")
    parser.add_argument("--ocr", action="store_true", help="with what recognises scans, a build apart")
    wanted = parser.parse_args()
    program = build(wanted.out, ocr=wanted.ocr)
    files = [path for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{program.parent}: {len(files)} files, {size:.0f} MB", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        code = selftest(program, Path(scratch))
    if code == 0 and wanted.archive:
        packed = archive(program.parent, wanted.out)
        print(f"{packed}: {packed.stat().st_size / 1e6:.1f} MB", flush=True)
    return code


def build(into: Path, *, ocr: bool = False) -> Path:
    """Build the folder ``duyue`` below ``into``, ``ocr`` with what recognises scans; returns the program in it."""
    with tempfile.TemporaryDirectory() as scratch:
        clean = {**os.environ, "PYINSTALLER_CONFIG_DIR": scratch, "PYTHONUTF8": "1"}
        # The order of sets and the date would otherwise differ from build to build.
        clean |= {"DUYUE_OCR": "1" if ocr else "", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(record.date())}
        folders = ["--distpath", str(into), "--workpath", str(Path(scratch, "work"))]
        freeze = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
        subprocess.run([*freeze, *folders, str(SPEC)], cwd=ROOT, env=clean, check=True)
        noted = json.loads(Path(scratch, "work", "duyue", record.NOTED).read_text(encoding="utf-8"))
    record.write(into / "duyue", **noted)
    return into / "duyue" / ("duyue.exe" if sys.platform == "win32" else "duyue")


def selftest(program: Path, out: Path) -> int:
    """Run the built program's own test in an environment that holds nothing; returns its exit code."""
    bare = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if sys.platform == "win32"}
    command = [str(program), "--selftest", "--out", str(out / "out")]
    return subprocess.run(command, cwd=out, env=bare, check=False).returncode


def archive(folder: Path, into: Path) -> Path:
    """Pack a built folder with the marker that keeps its data beside it; returns the archive.

    Names in order, one date, no owner: the same folder gives the same bytes.
    """
    name = f"duyue-{record.metadata_version()}-{'windows' if sys.platform == 'win32' else 'linux'}"
    paths = sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return (_zip if sys.platform == "win32" else _tar)(folder, paths, into / name)


def _zip(folder: Path, paths: list[Path], stem: Path) -> Path:
    """Pack a zip."""
    made = stem.with_name(f"{stem.name}.zip")
    with zipfile.ZipFile(made, "w") as packed:
        contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        for inside, data in {**contents, MARKER: MARKED.encode("utf-8-sig")}.items():
            entry = zipfile.ZipInfo(f"duyue/{inside}", date_time=(1980, 1, 1, 0, 0, 0))
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=9)
    return made


def _tar(folder: Path, paths: list[Path], stem: Path) -> Path:
    """Pack a tar.xz."""
    made = stem.with_name(f"{stem.name}.tar.xz")

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = record.OLDEST_DATE
        entry.mode = 0o755 if entry.mode & 0o100 else 0o644
        return entry

    with tarfile.open(made, "w:xz") as packed:
        for path in paths:
            packed.add(path, f"duyue/{path.relative_to(folder).as_posix()}", filter=plain)
        marker = tarfile.TarInfo(f"duyue/{MARKER}")
        marker.size = len(MARKED.encode())
        packed.addfile(plain(marker), io.BytesIO(MARKED.encode()))
    return made


if __name__ == "__main__":
    sys.exit(main())
