"""Recognise the words of a page that is a picture, with the models that come inside the package; nothing is fetched.

The only way to rapidocr and what it stands on, which are an extra: without them ``available`` says no.
"""

from collections.abc import Iterator
from functools import cache
from importlib import util
from itertools import pairwise
from typing import Any, TypeAlias

from desktop.model.pages import Box, Picture
from desktop.model.recognition import Recognised, WordLine

Image: TypeAlias = Any
"""An array of numpy's, which comes with the extra alone: bytes by row, column and, in colour, blue, green and red."""

DPI = 200
"""Dots an inch at which pages are drawn for it."""
_THREADS = 2
_DETECTED = 1280
_STEEPEST, _COARSE, _FINE = 3.0, 0.25, 0.05
_SMALL = 700
_STRAIGHT = 0.1
_SEAL = (60.0, 190.0)
_RED = 60
_INK, _FAINT = 140, 0.82
"""How dark ink is, and what share of the paper's light a thin rule still has."""
_SHADES = (0.72, 0.64, 0.55, 0.8)
"""What share of the paper's light ink still has: some shades part digits that touch, some keep thin strokes."""
_UNREAD = 0.35
_LONG_RULE, _BROKEN = 24.0, 3
"""How long a rule is at least, in points, and how many pixels it may lack."""
_BESIDE, _CLEAR = (3, 6), 0.25
"""Between how many pixels beside a rule there is no ink, and what share of it there may be."""


def available() -> bool:
    """Tell whether pages can be recognised on this machine."""
    return all(util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def named() -> str:
    """Name what recognises, with its version."""
    from importlib import metadata

    return f"rapidocr {metadata.version('rapidocr')}"


def recognised(picture: Picture, page: int, scale: float) -> Recognised:
    """Recognise a page; ``scale`` is how many pixels of the picture make a point."""
    import cv2
    import numpy as np

    from desktop.intake.printed.raised import blots, with_calls

    flat = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 4)
    colour = np.ascontiguousarray(flat[:, :, :3])
    skew = _skew(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY))
    if skew:
        colour = _turned(colour, skew)
    clean = _without_seals(colour, scale)
    grey = cv2.cvtColor(clean, cv2.COLOR_BGR2GRAY)
    dark = np.where(grey < _INK, 255, 0).astype(np.uint8)
    rules = tuple(_rules(np.where(grey < _FAINT * np.median(grey), 255, 0).astype(np.uint8), scale))
    inks = [
        blots(_blots(np.where(grey < share * np.median(grey), 255, 0).astype(np.uint8), scale)) for share in _SHADES
    ]
    lines = tuple(with_calls(line, inks) for line in _lines(_engine()(clean), scale))
    return Recognised(page, skew, lines, rules, tuple(_missed(dark, lines, rules, scale)))


@cache
def _engine() -> Any:  # noqa: ANN401
    import logging
    from concurrent.futures import ThreadPoolExecutor

    from rapidocr import RapidOCR
    from rapidocr.ch_ppocr_rec import TextRecOutput

    class ByHalves(RapidOCR):  # type: ignore[misc]  # the extra brings no types
        """Read the lines of a page on two threads: one network spread over two cores waits more than it reads."""

        def recognize_txt(self, img: list[Image]) -> Any:  # noqa: ANN401
            """Read lines, every other of them by width on a thread of its own."""
            order = sorted(range(len(img)), key=lambda at: img[at].shape[1] / img[at].shape[0])
            parts = [part for part in (order[at::_THREADS] for at in range(_THREADS)) if part]
            self._load_rec_model()
            with ThreadPoolExecutor(_THREADS) as pool:
                read = list(pool.map(lambda part: super(ByHalves, self).recognize_txt([img[at] for at in part]), parts))
            back = {at: (each, n) for part, each in zip(parts, read, strict=True) for n, at in enumerate(part)}
            held = [back[at] for at in range(len(img))]
            return TextRecOutput(
                img,
                tuple(each.txts[n] for each, n in held),
                tuple(each.scores[n] for each, n in held),
                tuple(each.word_results[n] for each, n in held),
                max(each.elapse for each in read),
                viser=read[0].viser,
            )

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine = ByHalves(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            # Lines are found as well on a smaller picture, in a third of the time; they are read in full size.
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTED,
            "Global.return_single_char_box": True,
            # Threads that spin burn time waiting for one another; memory that is kept is not asked for anew.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
            # Lines together are as wide as the widest of them, and take memory by their number.
            "Rec.rec_batch_num": 1,
        }
    )
    _spread(engine._load_det_model().session)
    return engine


def _spread(finder: Any) -> None:  # noqa: ANN401
    """Run the network that finds lines, one for a whole page, on all threads, which sleep while they wait."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = _THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    finder.session = InferenceSession(finder.session._model_path, options, providers=["CPUExecutionProvider"])


def _skew(grey: Image) -> float:
    """Measure how far a page has to be turned, in degrees clockwise, so that its rows are level."""
    import cv2
    import numpy as np

    shrink = _SMALL / max(grey.shape)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    ink = np.where(small < 170, 255, 0).astype(np.uint8)

    def sharpness(angle: float) -> float:
        rows = _turned(ink, angle, 0).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    count = round(_STEEPEST / _COARSE)
    best = max((at * _COARSE for at in range(-count, count + 1)), key=sharpness)
    best = max((best + at * _FINE for at in range(-5, 6)), key=sharpness)
    return round(best, 2) if abs(best) >= _STRAIGHT and sharpness(best) > 1.02 * sharpness(0.0) else 0.0


def _turned(image: Image, angle: float, ground: int = 255) -> Image:
    """Turn an image clockwise about its middle; what comes in at the corners is ground."""
    import cv2

    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), borderValue=(ground, ground, ground))


def _without_seals(colour: Image, scale: float) -> Image:
    """Take red seals off what they were set on; red words, which are no disc, stay."""
    import cv2
    import numpy as np

    blue, green, red = (colour[:, :, at].astype(np.int16) for at in range(3))
    stamped = np.where(red - np.maximum(blue, green) > _RED, 255, 0).astype(np.uint8)
    if not stamped.any():
        return colour
    reach = max(round(4 * scale), 1)
    grown = cv2.dilate(stamped, np.ones((reach, reach), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(grown)
    clean = colour.copy()
    for left, top, width, height, _ in found[1:]:
        least, most = (length * scale for length in _SEAL)
        if least <= width <= most and least <= height <= most and 0.7 < width / height < 1.4:
            part = clean[top : top + height, left : left + width]
            part[:] = part[:, :, 2:3]
    return clean


def _rules(dark: Image, scale: float) -> list[Box]:
    """Find the straight lines of tables."""
    import cv2
    import numpy as np

    found = []
    length = max(round(_LONG_RULE * scale), 3)
    for shape, whole in (((1, length), (1, _BROKEN)), ((length, 1), (_BROKEN, 1))):
        closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones(whole, np.uint8))
        kept = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        _, _, parts, _ = cv2.connectedComponentsWithStats(kept)
        for left, top, width, height, _ in parts[1:]:
            if min(width, height) <= 4 * scale and _stands_free(dark, left, top, width, height):
                found.append(Box(left / scale, top / scale, (left + width) / scale, (top + height) / scale))
    return found


def _stands_free(dark: Image, left: int, top: int, width: int, height: int) -> bool:
    """Tell a rule from a row of signs, which have ink close above or below."""
    near, far = _BESIDE
    if width > height:
        sides = (dark[max(top - far, 0) : max(top - near, 0)], dark[top + height + near : top + height + far])
        sides = tuple(side[:, left : left + width] for side in sides)
    else:
        beside = (slice(max(left - far, 0), max(left - near, 0)), slice(left + width + near, left + width + far))
        sides = tuple(dark[top : top + height, each] for each in beside)
    return all(side.size == 0 or side.mean() < 255 * _CLEAR for side in sides)


def _blots(dark: Image, scale: float) -> Iterator[Box]:
    """List what is black without a gap."""
    import cv2

    _, _, parts, _ = cv2.connectedComponentsWithStats(dark)
    for left, top, width, height, _ in parts[1:].tolist():
        yield Box(left / scale, top / scale, (left + width) / scale, (top + height) / scale)


def _lines(read: Any, scale: float) -> list[WordLine]:  # noqa: ANN401
    """Give the lines that were read, in points."""
    found = []
    for words in read.word_results or ():
        signs = [(sign, score, quad) for sign, score, quad in words if sign.strip()]
        if not signs:
            continue
        boxes = [(min(x for x, _ in quad), max(x for x, _ in quad)) for *_, quad in signs]
        tops = [min(y for _, y in quad) for *_, quad in signs]
        bottoms = [max(y for _, y in quad) for *_, quad in signs]
        text = "".join(sign for sign, *_ in signs)
        scores = tuple(round(100 * float(score)) for (sign, score, _) in signs for _ in sign)
        top, bottom = _middle(tops) / scale, _middle(bottoms) / scale
        found.append(WordLine(text, float(top), float(bottom), _edges(text, signs, boxes, scale), scores))
    return found


def _edges(text: str, signs: list[Any], boxes: list[tuple[float, float]], scale: float) -> tuple[float, ...]:
    """Let signs stand one right beside the other: their places are near enough, white between them means nothing."""
    edges: list[float] = []
    for (sign, *_), (left, right) in zip(signs, boxes, strict=True):
        edges += [float(left + (right - left) * at / len(sign)) / scale for at in range(len(sign))]
    edges.append(float(boxes[-1][1]) / scale)
    for at, (before, after) in enumerate(pairwise(edges)):
        edges[at + 1] = max(before, after)
    return tuple(edges)


def _missed(dark: Image, lines: tuple[WordLine, ...], rules: tuple[Box, ...], scale: float) -> list[Box]:
    """Find what looks like a line of words and was not read."""
    import cv2
    import numpy as np

    if not lines:
        return []
    left_over = dark.copy()
    high = _middle([line.bottom - line.top for line in lines])
    for line in lines:
        _blank(left_over, Box(line.edges[0] - 4, line.top - 2, line.edges[-1] + 4, line.bottom + 2), scale)
    for rule in rules:
        _blank(left_over, Box(rule.left - 1, rule.top - 1, rule.right + 1, rule.bottom + 1), scale)
    joined = cv2.morphologyEx(left_over, cv2.MORPH_CLOSE, np.ones((1, max(round(high * scale), 1)), np.uint8))
    _, _, parts, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for left, top, width, height, _ in parts[1:]:
        wide, tall = width / scale, height / scale
        filled = left_over[top : top + height, left : left + width].mean() / 255
        if wide >= 2.5 * high and 0.4 * high <= tall <= 2.5 * high and 0.05 < filled < _UNREAD:
            found.append(Box(left / scale, top / scale, left / scale + wide, top / scale + tall))
    return found


def _middle(values: list[float]) -> float:
    """Give the upper one of the middle values; the library's own median takes long to load at every start."""
    return sorted(values)[len(values) // 2]


def _blank(image: Image, box: Box, scale: float) -> None:
    left, top, right, bottom = (max(round(edge * scale), 0) for edge in box)
    image[top:bottom, left:right] = 0
