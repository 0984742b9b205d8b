"""The letters that a Chinese sign can be written with by its sound; the only importer of pypinyin."""

import os
import unicodedata
from functools import cache


@cache
def initials(sign: str) -> frozenset[str]:
    """Give the first letters of every reading of one sign in pinyin (长: c and z), none where it has no reading."""
    readings = _readings().get(ord(sign), "")
    return frozenset(unicodedata.normalize("NFD", reading)[0] for reading in readings.split(",") if reading)


@cache
def _readings() -> dict[int, str]:
    """Load the signs' readings (60 ms), but none of the 47,000 phrases, which nothing here asks for."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT
