import subprocess
import sys

from desktop import paths


def test_names_of_indicators_stay_whole_and_nothing_is_said() -> None:
    # in a process of its own, where a warning is an error and jieba's dictionary leaves with it
    program = (
        "from desktop.lexicon import tokens;print(*tokens.words('乡镇学前三年毛入园率约为88.5%，校车安全。'), sep='/')"
    )
    command = [sys.executable, "-X", "utf8", "-W", "error", "-c", program]
    paths.cache_dir().mkdir(parents=True, exist_ok=True)
    kept = paths.cache_dir() / "jieba.cache"
    kept.write_bytes(b"damaged")
    for _ in ("built anew", "kept"):
        done = subprocess.run(command, cwd=paths.resource().parent, capture_output=True, check=False, encoding="utf-8")
        assert done.stderr == ""
        words = done.stdout.strip().split("/")
        assert "学前三年毛入园率" in words
        assert "88.5%" in words
        assert "，" not in words
        assert kept.stat().st_size > 1_000_000


def test_the_dictionary_stays_out_until_it_is_asked_for() -> None:
    program = "import sys, desktop.lexicon.tokens, desktop.scoring; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=paths.resource().parent, check=False).returncode == 0
