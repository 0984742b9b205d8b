import marshal
import subprocess
import sys

import pytest

from desktop import paths
from desktop.lexicon import tokens


def test_names_of_indicators_stay_whole_and_nothing_is_said() -> None:
    # in a process of its own, where a warning is an error and jieba's dictionary leaves with it
    program = (
        "from desktop.lexicon import tokens;print(*tokens.words('乡镇学前三年毛入园率约为88.5%，校车安全。'), sep='/')"
    )
    command = [sys.executable, "-X", "utf8", "-W", "error", "-c", program]
    paths.cache_dir().mkdir(parents=True, exist_ok=True)
    kept = paths.cache_dir() / "words.cache"
    kept.write_bytes(b"damaged")
    for _ in ("built anew", "kept"):
        done = subprocess.run(command, cwd=paths.resource().parent, capture_output=True, check=False, encoding="utf-8")
        assert done.stderr == ""
        words = done.stdout.strip().split("/")
        assert "学前三年毛入园率" in words
        assert "88.5%" in words
        assert "，" not in words
        assert kept.stat().st_size > 1_000_000


class Dictionary:
    """What jieba makes of a dictionary of three words."""

    built = 0

    def get_dict_file(self) -> None:
        """Give nothing."""

    def gen_pfdict(self, _: None) -> tuple[dict[str, int], int]:
        """Count that it was asked."""
        self.built += 1
        return {"教": 2, "教师": 5, "学": 1, "学生": 4}, 12


@pytest.mark.parametrize("kept", [None, b"", b"damaged", marshal.dumps({}), marshal.dumps((1, {}))[:-1]])
def test_the_dictionary_is_kept_by_the_first_signs_of_its_words(kept: bytes | None) -> None:
    if kept is not None:
        paths.cache_dir().mkdir(parents=True, exist_ok=True)
        (paths.cache_dir() / "words.cache").write_bytes(kept)
    jieba = Dictionary()
    for _ in ("built", "kept"):
        total, by_sign = tokens._kept(jieba)
        assert total == 12
        assert {sign: marshal.loads(held) for sign, held in by_sign.items()} == {
            "教": {"教": 2, "教师": 5},
            "学": {"学": 1, "学生": 4},
        }
    assert jieba.built == 1


def test_the_dictionary_stays_out_until_it_is_asked_for() -> None:
    program = "import sys, desktop.lexicon.tokens, desktop.scoring; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=paths.resource().parent, check=False).returncode == 0
