"""Tell what states a shortage, in one clause or in a list, and cut it to the words that state it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desktop.extraction.topics import APART, topics_of
from desktop.lexicon import Lexicon, numerals, segment
from desktop.lexicon.patterns import regex

Span = tuple[int, int]

_HAN = "一二三四五六七八九十"
_LIST_MARK = regex(
    rf"""
    (?:(?<=[。；;：:，,、！\s”’）)])|^)
    (?:
        (?P<han>[{_HAN}]{{1,2}})[是要]
      | 第(?P<counted>[{_HAN}])(?=[，,、：:])、?
      | [(（](?P<brackets>\d{{1,2}}|[{_HAN}]{{1,2}})[)）]
      | (?P<arabic>\d{{1,2}})[.．、](?!\d)
      | (?P<circled>[①-⑳])
      | (?P<order>首先|其次|再次|再者|最后)(?=[，,是])
    )
    [：:，,]?
    """,
    re.VERBOSE,
)
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 0}
_JUDGING_FORMS = (
    (
        "有差难缺失不提需拥落挤参单陈简狭破漏荒萎",
        r"有待|差距|难(?![忘得度点题])|缺(?!席)|失衡|不相|提升空间|需提速|不多|拥挤|落后|挤占|参差|单一|陈旧|简陋|狭[小窄]|破[旧损]|漏雨|荒废|萎缩",
    ),
    (
        "不偏较过",
        r"不[到住足够高强齐全平均稳深实优畅力细严多便]|偏[低少小弱大高慢重紧长窄差]|较[差弱少慢低重]|过[大多于]",
    ),
    (
        "未没",
        r"未能?(?:彻底|及时|严格|真正|充分|完全|足额)*(?:达|完|配|落|建|按|纳|解|得|形|全|有效|开[齐足全设展]|设|移交|签|公[开示]|取得|足额|及时|做到)"
        r"|没有(?:达|完|配|落|建|按|纳|形)",
    ),
    (
        "不时屡流走脱老失缺空松粗淡乏随同隐重",
        r"不(?:尽[合如人]|甚|太|力|牢|清|良|当|顺|及时|彻底|深入|扎实|稳定|愿|敢)|时有发生|屡[禁有]|流于形式|走过场|脱节|老旧|失修|缺位"
        r"|空编|松[散懈]|粗放|淡薄|乏力|随意性|同质化|隐形变异|重[^，,。；;、]{1,6}轻",
    ),
    (
        "率占比待效程层水质能",
        r"(?:(?<!辍学)(?<!近视)(?<!流失)(?<!发案)率|占比|比例|待遇|效益|程度|层次|水平|质量|能力)低(?=$|[，,。；;、])",
    ),
    (
        "力能基意作底吸组管领党工功",
        r"(?:力量|能力|基础|意识|作用|底子|吸引力)(?:还|仍|较为?|比较|相对)?(?:薄?弱|小)(?=$|[，,。；;、])|(?:组织|管理|领导|党建|工作|作用|功能)(?:有所)?弱化",
    ),
    (
        "负任压进拨推更",
        r"(?:(?<!减轻)(?<!减)负担|任务|压力)(?:还|仍|很|较|较为|比较|十分|依然)?[重大](?=$|[，,。；;、])|(?:进度|拨付|推进|更新|进展)(?:较|偏)?慢",
    ),
    (
        "来渠覆活机次数总岗实教布",
        r"(?:来源|渠道|覆盖面)(?:较|偏|过)?窄|(?:活动|机会|次数|数量|总量|岗位|实验|教研)[^，,。；;、]{0,4}少(?=$|[，,。；;、])|布[点局](?:散|分散)",
    ),
    (
        "小大隐缺债遗流",
        r"(?:小规模学校|大班额|隐患|缺口|债务|遗留问题)(?:较|偏|还|仍)?多(?=$|[，,。；;、])|流动(?:性)?(?:过于|较|过|偏|比较)?(?:频繁|大)",
    ),
    (
        "问现流",
        r"(?:问题|现象|流失)(?:较为?|比较|日益|依然|仍然?|十分|更加?|还|相当)*(?:突出|严重|明显|普遍)(?=$|[，,。；;、])",
    ),
    (
        "存有出被引招聘派调留沉下",
        r"存在[^，,。；;]{1,16}(?:现象|行为|倾向)|(?:有|出现)(?:所)?反弹|有偏差|被(?:占用|挤占|挪)|(?:[引招聘派调留沉下]不[进来到去了])",
    ),
    (
        "欠无超设器许证食药反违",
        r"欠[拨发缴薪]|无证(?:办学|上岗|经营)|超员|超范围|(?:设施|器材|许可证?|证照|食品|药品)[^，,。；;、]{0,3}(?:过期|到期)|反映(?:较为?|比较)?强烈"
        r"|违规(?:占用|收取|使用|聘用|发放|设置|开设)",
    ),
)
"""What judges in no fixed words, each form with the characters that it can begin with."""
_EASED = regex(r"得到(?:了)?(?:有效|明显|初步|基本|根本)?(?:缓解|解决|改善|化解|遏制|扭转)")
_ANNOUNCES = regex(
    r"(?:存在|面临|[还仍也]有|有(?=一些|不少|以下|如下|许多))(?![^。；;]{0,16}(?:解决|化解|整改))"
    r"[^。；;]{0,16}(?:问题|困难|不足|短板|差距|薄弱环节)(?:[^。；;：:]{0,8}?|。)"
    r"(?:主要是|主要有|主要表现[在为]|主要体现在|具体表现[在为]|表现[在为]|[:：])[：:，,]?"
    r"|清醒地?(?:看到|认识到|意识到)(?![^。；;：:]{0,30}(?:问题|困难|不足|短板|差距)[^。；;，,]{0,6}[：:])[：:，,]",
    begins="存面还仍也有清",
)
_GENERAL = regex(
    r"问题|困难|难题|难点|重点|热点|重大|急难愁盼|不足|短板|差距|薄弱环节|弱项|存在|主要|突出|表现"
    r"|一些|不少|许多|很多|一定|以下|如下|几个?方面|方面|依然|仍然|仍|还|目前|当前|从目前来看|但是?|同时|必须"
    r"|与|和|及|的|着|了|有|是|也|在|我[区县市州校省]|我们|人民群众|群众|期盼|期待|要求|相比|上级|工作|教育"
    r"|先进(?:区县|县市|地区|省市)?|发达地区|较大|不小|较?为?明显|看到|清醒地?|认识到|[，,。；;：:、…]",
    begins="问困难重热急不短差薄弱存主突表一许很以如几方依仍还目当从但同必与和及的着了有是也在我人群期要相上工教先发较为明看清认，,。；;：:、…",
)
_PROMISES = regex(
    r"(?:(?:进一步|切实|着力|持续|继续|全面|大力|积极|加快|逐步|不断)*"
    r"(?:补[充齐足强]|加[快大强]|优化|化解|消除|解决|破解|缓解|改[善进造]|扩[大充]|增[加强配]|提[高升]|完善|健全|强化|推[进动]|整[治改]"
    r"|规范|落实|配[齐足]|缩小|引进|招聘|新建|建[立设]|深化|盘活|弥补))"
)
_STANDING = regex(r"\d+[项个条]问题中?[，,]?(?:还|仍|尚|目前)?有\d+[项个条][^，,。；;]{0,12}[。；;，,]?$")
"""How many of the problems are mended, which names none of them."""
_CONCEDES = regex(r"(?:但是?|然而|不过|可是)")
_TURNED = regex(r"(?<=[，,])(?:但是?|然而|不过|可是)")
_TURN = regex(r"(?:针对(?:以上|上述)|下一步|为此|我[区县市州校省]将|我们将|今后|对此|以上问题|这些问题|上述)")
ANSWERING = regex(
    r"(?:一是|二是|三是|四是|五是|[(（]?[一二三四五六七八九\d]{1,2}[)）、.．])?(?:针对|围绕|对于|为(?:解决|破解|化解|缓解))(?!性)[^，,。；;]{2,36}[，,]"
)
"""How a paragraph begins that answers a problem named before it."""
_WILL = regex(r"将|拟|计划|力争|继续|进一步|加快|加大|加强|推进|落实|措施|要")
_SEEN = regex(r"[^。；;]{0,30}(?:看到|发现|认识到|意识到|存在|反映出|[是在])[：:]")
_SEVERAL = regex(r"以下|如下|几个?方面|[二三四五六]个方面")
_CONTINUES = regex(
    r"(?:不能|不足以|难以|无法|导致|致使|造成|影响|制约|以致|从而|使|与此|与|和|且|并|也|又|就|仍|还|尚|甚至|尤其|特别|其中"
    r"|无|没有|未|距|均|都|只|仅)"
)
_LEAD = regex(
    r"(?:但是?|然而|不过|可是|同时|此外|另外|而且|主要是|主要有|(?:主要|突出)?表现[在为]|主要体现在|比如|例如|如(?=[：:，,]))"
    r"[：:，,]?"
)
_TAIL = regex(r"(?:等(?:问题|现象|情况|方面)?|的问题)?[。；;，,、.…]*$")
_TITLE_LONGEST = 36
_PREDICATE = 7
"""A clause ends with so many characters that judge, its full stop among them."""


@lru_cache(maxsize=4)
def _judging(lexicon: Lexicon) -> re.Pattern[str]:
    words = {*lexicon.cues.problem.strong, *lexicon.cues.problem.weak}
    ordered = sorted((re.escape(word).replace("…", ".{1,8}") for word in words), key=len, reverse=True)
    begins = {word[0] for word in words}.union(*(signs for signs, _ in _JUDGING_FORMS))
    forms = (form for _, form in _JUDGING_FORMS)
    return regex("|".join((*ordered, *forms)), begins="".join(sorted(begins)))


@lru_cache(maxsize=4)
def _governing(lexicon: Lexicon) -> re.Pattern[str]:
    words = (word for word in lexicon.cues.problem.negated if len(word) > 1 and word != "没有")
    return regex("|".join(map(re.escape, words)))


def judges(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a run of text says that something is wrong, missing or short."""
    return _judging(lexicon).search(text) is not None


def promises(title: str, lexicon: Lexicon) -> bool:
    """Tell whether a title begins with what is to be done (补充紧缺学科教师) and does not end with what is wanting."""
    wanting = [found.end() for found in _judging(lexicon).finditer(title)]
    return _PROMISES.match(title) is not None and not (wanting and wanting[-1] >= len(title) - 1)


def negated(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a clause says that a shortage was or is to be removed."""
    found = _judging(lexicon).search(text)
    governs = _governing(lexicon).search(text, 0, found.start() if found else len(text))
    return governs is not None or _EASED.search(text) is not None


def sets_the_scene(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a sentence only announces that there are problems."""
    if text.rstrip().endswith(("：", ":")) or _STANDING.search(text):
        return True
    turned = _TURNED.split(text)[-1]
    bare = _GENERAL.sub("", turned)
    return (any(phrase in text for phrase in lexicon.cues.problem.scene_setting) and len(bare) < 12) or len(bare) < 2


def specific(text: str) -> bool:
    """Tell whether a clause says what is short, not only that something is."""
    return len(_GENERAL.sub("", text)) >= 2


def announced(text: str, start: int, end: int) -> Span | None:
    """Find the run of text that 存在一些问题，主要是 announces; None where nothing is announced."""
    match = _ANNOUNCES.search(text, start, end)
    if match is None or match.end() >= end:
        return None
    if listed(text, match.end(), end):
        return match.end(), end
    stop = text.find("。", match.end(), end)
    return match.end(), end if stop < 0 else stop + 1


def listed(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Cut a paragraph's run-in list (一是…；二是…) into its items without marks; () where there is none."""
    marks: list[tuple[int, int]] = []
    expected = 1
    for match in _LIST_MARK.finditer(text, start, end):
        number = _number(match)
        if number == expected or (number == 0 and expected > 1):
            marks.append((match.start(), match.end()))
            expected += 1
    if len(marks) < 2:
        return ()
    stops = [mark[0] for mark in marks[1:]] + [end]
    spans = []
    for (_, begin), stop in zip(marks, stops, strict=True):
        last = stop == end
        spans.append(trimmed(text, begin, _item_end(text, begin, stop) if last else stop))
    return tuple(span for span in spans if span[0] < span[1])


def split_item(text: str, span: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    """Part a list item that states several shortages of several things in one sentence."""
    start, end = span
    if "。" in text[start : end - 1]:
        return (span,)
    clauses = _without_concession(text, segment.clauses(text, start, end), lexicon)
    if len(clauses) < 2 or not all(judges(text[a:b], lexicon) for a, b in clauses):
        return (span,)
    if any(_CONTINUES.match(text, a, b) for a, b in clauses[1:]):
        return (span,)
    if len(clauses) > 2:
        return clauses if all(judges(text[max(a, b - _PREDICATE) : b], lexicon) for a, b in clauses) else (span,)
    one, other = (topics_of(text[a:b]) & APART for a, b in clauses)
    return clauses if one and other and not one & other else (span,)


def _without_concession(text: str, clauses: Sequence[Span], lexicon: Lexicon) -> tuple[Span, ...]:
    """Leave out what a sentence concedes before 但 and how many problems it counts, where three clauses stay."""
    turned = next((at for at, (a, b) in enumerate(clauses) if _CONCEDES.match(text, a, b)), 0)
    if any(judges(text[a:b], lexicon) for a, b in clauses[:turned]):
        return tuple(clauses)
    left = tuple(trimmed(text, a, b) for a, b in clauses[turned:] if not _STANDING.search(text, a, b))
    return left if len(left) > 2 else tuple(clauses)


def trimmed(text: str, start: int, end: int) -> Span:
    """Leave out connectives before a statement and 等, ； and a lone 。 after it."""
    while start < end and text[start].isspace():
        start += 1
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    tail = _TAIL.search(text, max(start, end - 12), end)
    whole_sentences = "。" in text[start : tail.start()] if tail else False
    if tail and not whole_sentences:
        end = tail.start()
    while start < end and (text[start].isspace() or text[start] in "，,、：:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "；;，,、"):
        end -= 1
    return start, end


def statements(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """Cut a paragraph of a problem section into its statements.

    A run-in list gives its items; a short judging first sentence makes the whole paragraph one record; else every
    judging sentence is one.
    """
    told_of = announced(text, start, end)
    if told_of:
        start, end = told_of
    items = listed(text, start, end)
    if items:
        for item in items:
            yield from split_item(text, item, lexicon)
        return
    points = _points(text, start, end, lexicon)
    if points:
        yield from points
        return
    told = [
        span for span in segment.sentences(text, start, end) if not sets_the_scene(text[span[0] : span[1]], lexicon)
    ]
    if len(told) > 1 and _is_title(text, start, told[0], lexicon):
        yield trimmed(text, start, answer) if (answer := turn(text, start, end)) else (start, end)
        return
    for first, last in told:
        if not (_TURN.match(text, first, last) or ANSWERING.match(text, first, last)) and judges(
            text[first:last], lexicon
        ):
            yield from split_item(text, trimmed(text, first, last), lexicon)


def _points(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Span, ...]:
    """Cut one sentence of three or more points (…；…；…。) into them, where most of them judge; () elsewhere."""
    stop = text.find("。", start, end)
    if stop < 0 or text[stop + 1 : end].strip():
        return ()
    lead = _SEEN.match(text, start, stop)
    spans = []
    at = lead.end() if lead else start
    for part in re.split("[；;]", text[at:stop]):
        spans.append(trimmed(text, at, at + len(part)))
        at += len(part) + 1
    judged = sum(judges(text[first:last], lexicon) for first, last in spans)
    told = [span for span in spans if not (_TURN.match(text, *span) or ANSWERING.match(text, *span))]
    return tuple(told) if len(spans) >= 3 and len(told) == len(spans) and judged * 3 >= len(spans) * 2 else ()


def _is_title(text: str, start: int, sentence: Span, lexicon: Lexicon) -> bool:
    """Tell whether a paragraph's first sentence is short and judges, so that the rest explains it."""
    first, last = sentence
    short = first == start and last - first <= _TITLE_LONGEST and text[last - 1] == "。"
    return short and judges(text[first:last], lexicon)


def turn(text: str, start: int, end: int) -> int | None:
    """Find where a paragraph about a problem turns to what will be done about it, at a sentence's head."""
    if not _TURN.search(text, start, end):
        return None
    for first, last in segment.sentences(text, start, end):
        if _TURN.match(text, first, last) and _WILL.search(text, first, last):
            return None if _SEVERAL.search(text, first, last) else first
    return None


def _item_end(text: str, start: int, stop: int) -> int:
    """Find where a list's last item ends: before the sentence that turns to what is to be done."""
    for first, last in segment.sentences(text, start, stop)[1:]:
        if _TURN.match(text, first, last):
            return first
    return stop


def _number(match: re.Match[str]) -> int:
    """Read a list mark's number: 0 for 最后, -1 for none."""
    if match["order"]:
        return _ORDER[match["order"]]
    return (
        numerals.ordinal(match["brackets"] or match["arabic"] or match["han"] or match["counted"] or match["circled"])
        or -1
    )
