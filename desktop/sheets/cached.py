"""Write computed values into a workbook's formulas, so that a viewer which does not calculate shows them."""

import re
import shutil
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f>[^<]*</f>)\s*<v\s*(?:/>|>[^<]*</v>)')


def put_values(path: Path, values: Mapping[int, Mapping[str, Decimal]]) -> None:
    """Give formulas their values: by sheet number (from 1), then by cell; rewrites the file in place."""
    partial = path.with_suffix(".part")
    try:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                data = old.read(entry)
                number = re.fullmatch(r"xl/worksheets/sheet([0-9]+)\.xml", entry.filename)
                if number and int(number[1]) in values:
                    data = _with_values(data.decode("utf-8"), values[int(number[1])]).encode("utf-8")
                new.writestr(entry, data)
        shutil.move(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def _with_values(xml: str, values: Mapping[str, Decimal]) -> str:
    """Fill in each formula's ``<v>``."""

    def filled(match: re.Match[str]) -> str:
        value = values.get(match[2])
        return match[0] if value is None else f"{match[1]}<v>{value:f}</v>"

    return _FORMULA.sub(filled, xml)
