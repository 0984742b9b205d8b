"""Write down what a built folder holds: BUILD.json for its self-test, SBOM.json, a CycloneDX list of its parts."""

import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD, SBOM = "BUILD.json", "SBOM.json"
# What the spec hands on: the places that were left out, the versions of what comes from Debian.
NOTED = "noted.json"
# What the metadata of these says loosely, as their licence files say it.
LICENCES = {
    "apsw-sqlite3mc": "Zlib AND MIT",
    "olefile": "BSD-2-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pypdfium2": "(Apache-2.0 OR BSD-3-Clause) AND LicenseRef-PdfiumThirdParty",
    "xlrd": "BSD-3-Clause",
}
# The oldest date that a zip can hold.
OLDEST_DATE = 315532800


def write(folder: Path, left_out: dict[str, int] | None = None, system: dict[str, str] | None = None) -> None:
    """Write both into a built folder, BUILD.json last and among its parts, with the hash of every other file.

    ``left_out`` names the places that were kept out of the build, with their bytes, ``system`` the packages whose
    libraries come from the system, with their versions.
    """
    found = parts()
    number = metadata_version()
    components = [_component("platform", "python", platform.python_version(), "PSF-2.0")]
    for name, version in found.items():
        components.append(_component("library", name, version, licence(name), f"pkg:pypi/{name}@{version}"))
    for name, version in (system or {}).items():
        purl = f"pkg:deb/debian/{name}@{version}"
        components.append(_component("library", name, version, f"LicenseRef-{name}", purl))
    head = {"type": "application", "name": "duyue", "version": number}
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": head}}
    _write(folder / SBOM, {**bill, "components": components})
    written = of(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != written)
    made = {
        "version": number,
        "commit": commit(),
        "date": date(),
        "system": sys.platform,
        "python": platform.python_version(),
        "parts": found,
        "left_out": left_out or {},
        "files": {path.relative_to(folder).as_posix(): digest(path) for path in files},
    }
    _write(written, made)


def of(folder: Path) -> Path:
    """Name the record of a built folder: among its parts."""
    (parts,) = folder.glob("parts-*/")
    return parts / BUILD


def inner_folder() -> str:
    """Name the folder beside the program that holds its parts, one for each build.

    So a newer build that is copied over an older one shares no file with it but the programs and the records.
    """
    return "-".join(filter(None, ("parts", metadata_version(), commit()[:7])))


def metadata_version() -> str:
    """Read the program's version."""
    text = (ROOT / "desktop" / "__init__.py").read_text(encoding="utf-8")
    return text.split('__version__ = "')[1].split('"')[0]


def date() -> int:
    """Give the commit's date in seconds, which stands for the time of building: same commit, same bytes."""
    told = os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct")
    return max(int(told or 0), OLDEST_DATE)


def commit() -> str:
    """Name the commit, as the one who builds without git tells it."""
    return os.environ.get("DUYUE_COMMIT") or _git("rev-parse", "HEAD")


def parts() -> dict[str, str]:
    """Give the version of every distribution that goes into the program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names: set[str] = {"pyinstaller"}
    for requirement in project["dependencies"]:
        names |= required(requirement)
    return {name: metadata.version(name) for name in sorted(names)}


def required(requirement: str) -> set[str]:
    """Name a distribution and all that it requires on this system."""
    named = re.match(r"[\w.-]+", requirement)
    if named is None:
        raise ValueError(f"{requirement}: not a requirement")
    # Names are spelt in several ways: here as the index does.
    found = {re.sub(r"[-_.]+", "-", named[0]).lower()}
    for further in metadata.requires(named[0]) or []:
        text, _, marker = further.partition(";")
        if "extra" in marker:
            continue
        try:
            found |= required(text.strip())
        except metadata.PackageNotFoundError:
            continue
    return found


def licence(name: str) -> str:
    """Give the licence of a distribution as an SPDX expression."""
    said = metadata.metadata(name).json
    return LICENCES.get(name) or str(said.get("license_expression") or said.get("license") or "")


def notes(number: str) -> str:
    """Take the release notes of one version out of the changelog."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(number)}\n+(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"CHANGELOG.md says nothing of {number}")
    return found[1].strip() + "\n"


def digest(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _component(kind: str, name: str, version: str, licence: str, purl: str = "") -> dict[str, object]:
    """Describe a part as CycloneDX does; ``licence`` is an SPDX expression, a reference for the folder of that name."""
    told: dict[str, object] = {"type": kind, "name": name, "version": version, "licenses": [{"expression": licence}]}
    return {**told, "purl": purl} if purl else told


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _git(*words: str) -> str:
    """Ask git, which may be missing; gives nothing then."""
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


if __name__ == "__main__":
    print(notes(metadata_version()), end="")
