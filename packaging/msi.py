r"""Make the installer of a built Windows folder: for one user, without an administrator.

    python packaging/msi.py FOLDER OUT.msi

Made with ``wixl`` and ``msibuild`` (Debian: ``wixl msitools``), on Linux, from a folder that was built on Windows or
under Wine. It installs below the user's ``AppData\Local\Programs``, puts 督阅 into the Start menu and ties ``.duyue``
to it. A newer one takes the older one's place. It takes away again what it brought: settings and case files stay.
The same contents give the same bytes.
"""

import argparse
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import UUID, uuid5
from xml.sax.saxutils import quoteattr

import olefile
import record

ROOT = Path(__file__).resolve().parent.parent
# The same for ever: by it Windows knows a newer 督阅 for the same program.
FAMILY = UUID("2f8f3c0e-52d7-4f0b-9c39-5d1c7f0f6a11")
WINDOW = "督阅.exe"
OLDEST_BUILD = 17763
CURRENT = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
OWN_KEY = r"Software\Duyue"
CLASSES = r"Software\Classes"
# The stream that describes a compound file, and the mark of a moment in it.
SUMMARY, MOMENT = "\x05SummaryInformation", 0x40

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="{product}" Name="Duyue" Language="2052" Version="{version}" Manufacturer="Duyue"
         UpgradeCode="{family}">
<Package InstallerVersion="500" Compressed="yes" InstallScope="perUser" Languages="2052"/>
<MajorUpgrade DowngradeErrorMessage="newer"/>
<Property Id="WINDOWSBUILDNUMBER">
<RegistrySearch Id="Build" Root="HKLM" Key="{current}" Name="CurrentBuildNumber" Type="raw" Win64="yes"/>
</Property>
<Condition Message="older">Installed OR WINDOWSBUILDNUMBER &gt;= {oldest}</Condition>
<Media Id="1" Cabinet="duyue.cab" EmbedCab="yes"/>
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramMenuFolder"/>
<Directory Id="LocalAppDataFolder"><Directory Id="Programs" Name="Programs">
"""
TAIL = """</Directory></Directory></Directory>
<Feature Id="Whole" Level="1">
{references}
</Feature>
</Product>
</Wix>
"""
WINDOWS_OWN = """<Component Id="Ties" Guid="{guid}" Win64="yes">
<RegistryValue Root="HKCU" Key="{own}" Name="Folder" Type="string" Value="[INSTALLDIR]" KeyPath="yes"/>
<RegistryValue Root="HKCU" Key="{classes}\\.duyue" Type="string" Value="Duyue.Case"/>
<RegistryValue Root="HKCU" Key="{classes}\\Duyue.Case" Type="string" Value="case"/>
<RegistryValue Root="HKCU" Key="{classes}\\Duyue.Case\\DefaultIcon" Type="string" Value="[#{window}],0"/>
<RegistryValue Root="HKCU" Key="{classes}\\Duyue.Case\\shell\\open\\command" Type="string"
               Value="&quot;[#{window}]&quot; &quot;%1&quot;"/>
<Shortcut Id="Menu" Directory="ProgramMenuFolder" Name="Duyue" Target="[#{window}]" \
WorkingDirectory="INSTALLDIR"/>
</Component>
"""
# ``wixl`` lets no build take the place of another of the same version, which 512 says.
UPGRADE, SAME_TOO = b"\t1\t\tWIX_UPGRADE_DETECTED", b"\t513\t\tWIX_UPGRADE_DETECTED"
# ``wixl`` loses every sign that is not ASCII: what is Chinese is written in afterwards, in the code page of Chinese
# Windows, as (table, column, value, where).
CODE_PAGE = "\r\n\r\n936\t_ForceCodepage\r\n"
CHINESE = (
    ("Property", "Value", "督阅", "`Property`='ProductName'"),
    ("Registry", "Value", "督阅案卷", "`Value`='case'"),
    ("Shortcut", "Name", "督阅", "`Shortcut`='Menu'"),
    ("File", "FileName", f"DUYUEWIN.EXE|{WINDOW}", "`File`='{window}'"),
    (
        "LaunchCondition",
        "Description",
        "这台电脑上的督阅更新，请先卸载再装旧版；卸载不动案卷。",
        "`Description`='newer'",
    ),
    (
        "LaunchCondition",
        "Description",
        "督阅需要 Windows 10 1809 或更新的系统，这台电脑的系统较旧。",
        "`Description`='older'",
    ),
)


def main() -> int:
    """Make the installer; returns 0 or raises ``CalledProcessError``."""
    parser = argparse.ArgumentParser(description="Make the Windows installer.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    wanted = parser.parse_args()
    make(wanted.folder, wanted.out)
    print(f"{wanted.out}: {wanted.out.stat().st_size / 1e6:.1f} MB")
    return 0


def make(folder: Path, out: Path) -> None:
    """Pack a built folder, whose files all take the date of the commit, into an installer."""
    made = record.date()
    for path in folder.rglob("*"):
        os.utime(path, (made, made))
    build = record.digest(record.of(folder))
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "duyue.wxs")
        source.write_text(product(folder.resolve(), record.metadata_version(), build), encoding="utf-8")
        # It takes sources by their place below the current folder alone.
        pack = ["wixl", "--arch", "x64", "-D", "Win64=yes", "--output", str(out.resolve()), str(source)]
        subprocess.run(pack, cwd=folder, check=True, env={**os.environ, "TZ": "UTC"})
        told = subprocess.run(["msiinfo", "export", str(out), "Upgrade"], capture_output=True, check=True).stdout
        for name, rows in (("page", CODE_PAGE.encode()), ("upgrade", told.replace(UPGRADE, SAME_TOO))):
            listed = Path(scratch, f"{name}.idt")
            listed.write_bytes(rows)
            subprocess.run(["msibuild", str(out), "-i", str(listed)], check=True)
    for table, column, value, where in CHINESE:
        change = f"UPDATE `{table}` SET `{column}`='{value}' WHERE {where.format(window=_file(WINDOW))}"
        subprocess.run(["msibuild", str(out), "-q", change], check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    settle(out, _guid("package", build))


def settle(installer: Path, package: str) -> None:
    """Give an installer a code and dates that come from what it holds, not from the clock."""
    named = ["Installation Database", "Duyue", "x64;2052", f"{{{package}}}"]
    subprocess.run(["msibuild", str(installer), "-s", *named], check=True)
    # Windows counts tenths of microseconds from 1601 on.
    moment = struct.pack("<Q", (record.date() + 11_644_473_600) * 10_000_000)
    with olefile.OleFileIO(installer, write_mode=True) as container:
        stream = bytearray(container.openstream(SUMMARY).read())
        (section,) = struct.unpack_from("<I", stream, 44)
        (count,) = struct.unpack_from("<I", stream, section + 4)
        for number in range(count):
            _, place = struct.unpack_from("<II", stream, section + 8 + 8 * number)
            if struct.unpack_from("<I", stream, section + place) == (MOMENT,):
                stream[section + place + 4 : section + place + 12] = moment
        container.write_stream(SUMMARY, bytes(stream))


def product(folder: Path, number: str, build: str) -> str:
    """Describe the installation of a built folder; ``build`` tells builds of one version apart."""
    ids: list[str] = ["Ties"]
    parts = [
        HEAD.format(product=_guid(number, build), version=number, family=_guid(), current=CURRENT, oldest=OLDEST_BUILD)
    ]
    parts += ['<Directory Id="INSTALLDIR" Name="Duyue">\n', _ties(), *_folder(folder, folder, ids), "</Directory>\n"]
    references = "\n".join(f'<ComponentRef Id="{name}"/>' for name in ids)
    return "".join(parts) + TAIL.format(references=references)


def _ties() -> str:
    """Describe what Windows is told of the program, under the user's own keys."""
    return WINDOWS_OWN.format(guid=_guid("ties"), own=OWN_KEY, classes=CLASSES, window=_file(WINDOW))


def _folder(folder: Path, top: Path, ids: list[str]) -> list[str]:
    """Describe what lies in a folder, one component a file, and note the components' names."""
    parts = []
    for path in sorted(folder.iterdir()):
        inside = path.relative_to(top).as_posix()
        name = _file(inside)
        if path.is_dir():
            parts += [f'<Directory Id="{name}" Name={quoteattr(path.name)}>\n', *_folder(path, top, ids)]
            parts.append("</Directory>\n")
            continue
        ids.append(f"c{name}")
        plain = path.name if path.name.isascii() else "window.exe"
        parts.append(
            f'<Component Id="c{name}" Guid="{_guid(inside)}" Win64="yes">'
            f'<File Id="{name}" Name={quoteattr(plain)} Source={quoteattr(inside)} KeyPath="yes"/></Component>\n'
        )
    return parts


def _file(inside: str) -> str:
    """Name a file or folder inside the installation as Windows' tables can: no sign but letters and digits.

    References go by this name as well, since ``wixl`` breaks down over one that spells out a Chinese file name.
    """
    return "i" + _guid(inside).replace("-", "")


def _guid(*words: str) -> str:
    """Name a thing by its place, the same in every build."""
    return str(uuid5(FAMILY, "/".join(words)) if words else FAMILY).upper()


if __name__ == "__main__":
    sys.exit(main())
