"""What stands before a number, and whether it tells a change: 增长|50%, 同比降|3%, 每票加了|4毛钱, 减少推理成本|40%."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kaoju.frozen import unguarded
from kaoju.language.glance import closing
from kaoju.language.grammar import (
    ADVERBS,
    CHANGE,
    CHANGE_COMPOUNDS,
    CHANGE_IF_PURE,
    COMPOSED,
    FILL,
    HEADS,
    MODIFIERS,
    OUTLOOK,
    TIME,
    measure_at_end,
    verbs,
)
from kaoju.language.vocabulary import PURE, is_money
from kaoju.records import Quantity
from kaoju.text.lexis import closes_with_noun, closing_adverb, closing_word, inside_noun, is_boundary, words

EDGE = FILL + " ，,：:"
_PURE = PURE | {"1"}
_SOFT = re.compile(
    rf"(?:约|近|超过?|逾|高达|达到?|仅|不足|不到|了|已|也|就|还|则|均|都|共|接近|将近|大约|(?<!华)为|[{FILL}])+$"
)
_SOFT_ENDS = closing(_SOFT.pattern)
_ADJECTIVES = frozenset(
    "折让 折价 溢价 高出 多出 领先 落后 大 小 高 低 快 慢 长 短 重 轻 多 少 贵 便宜 强 弱".split()
)


@unguarded
@dataclass(frozen=True, slots=True)
class Predicate:
    """`kind` of the clause, what stands before (`topic`), its verb, 同比 or 环比 (`since`) and what is compared with."""

    kind: str
    topic: str
    verb: str = ""
    since: str = ""
    standard: str = ""
    each: str = ""
    bare: bool = False  # no verb at all: 美洲|30.1%


@unguarded
@dataclass(frozen=True, slots=True)
class Before:
    """The words before a quantity, as they stand (`left`) and without what only softens or times the number."""

    q: Quantity
    left: str
    bare: str  # without adverbs and verbs of reaching: 下载量已突破 -> 下载量
    soft: str  # without approximators: 比甲高出约 -> 比甲高出
    raw: str  # the whole clause up to the number, with its dates
    follows: bool  # 的 and another number stand behind
    pure: bool  # a ratio, no amount of anything
    money: bool
    cues: frozenset[str]  # the characters of `left` that some rule looks for

    def lacks(self, cues: frozenset[str]) -> bool:
        """Can a pattern that needs one of these characters be spared?"""
        return self.cues.isdisjoint(cues)

    @property
    def without_about(self) -> str:
        """What stands before the number, with 约 and 近 off but no adverb: 每票加了约|4毛钱 -> 每票加了."""
        return self.left.rstrip(FILL + "约近")


def look_before(q: Quantity, left: str, whole: str, follows: bool, raw: str, cues: frozenset[str]) -> Before:
    """Prepare what the rules of a predicate look at; `cues` are the characters that any of them looks for."""
    bare = chop(left.removesuffix("相当于"))
    if whole and _says_nothing(bare):
        left = whole + left  # 较2024年的5万亿级|增长100%
        bare = chop(left)
    if bare.endswith("的") and bare[-3:-1] in verbs()["all"] and q.unit == "count":
        bare = bare[:-1]  # 7月发布的|1509个大模型
    soft = _SOFT.sub("", left) if left[-1:] in _SOFT_ENDS else left
    found = cues.intersection(left)
    return Before(q, left, bare, soft, raw, follows, q.unit in _PURE, is_money(q.unit), found)


def _says_nothing(bare: str) -> bool:
    """Is there no subject between the last number and this one, so that the whole clause has to say it? 5万亿级|增长."""
    words = bare.strip(EDGE + "级")
    return words in ("", "的") or words in CHANGE or bare.strip(EDGE) in _ADJECTIVES


def chop(left: str) -> str:
    """Drop adverbs, approximators and verbs of reaching from the end: 下载量已突破 -> 下载量, 市占跌破 -> 市占."""
    while left:
        if left[-1] in EDGE:
            left = left[:-1]
            continue
        if (
            left[-1] in _REACH
            and left[-3:] not in ADVERBS
            and (m := _REACHING.search(left))
            and measure_at_end(left) < 2
        ):
            left = left[: m.start() + _within_word(left, m.start(), m.end())]
            continue
        if left[-1] in _COMPLEMENTS and (n := _state_at_end(left)):
            left = left[:-n]
            continue
        if left[-1] not in _ENDS:
            n = closing_adverb(left)
            if not n or left[-2:] in _KEEP or measure_at_end(left) >= n:
                return left
            left = left[:-n]
            continue
        for n in (5, 4, 3, 2, 1):
            if len(left) >= n and left[-n:] in ADVERBS and not (n > 1 and _ends_before(left, n)):
                if (n == 1 and _is_syllable(left)) or measure_at_end(left) > n:
                    return left  # 目标价 is no 标价
                left = left[: -_whole_word(left, n)]
                break
        else:
            return left
    return left


def _is_syllable(left: str) -> bool:
    """Is the last character, an adverb by itself, only a syllable of a word there: 抬|高, 规|则, but not 营收|报, 呎租|约?"""
    if left[-2:] in _KEEP or (left[-1] in "高低" and left[-2:] in CHANGE):
        return True
    return closes_with_noun(left) and not (left[-1] in "报约" and left[-3:-1] in HEADS)


_COMPLEMENTS = frozenset("为至到在于成")


def _state_at_end(left: str) -> int:
    """Length of the verb with its complement that tells what state a measure is in: 房价|锁定在, 增速|修正为; else 0."""
    if measure_at_end(left[:-1]) > 1:
        return 0
    for n in (2, 3):
        verb = left[-n:-1]
        if (
            measure_at_end(left[:-n]) > 1
            and verb not in HEADS
            and verb not in MODIFIERS
            and verb not in OUTLOOK
        ):
            found = words(verb)
            known = left[-1] in "至到在于" or found[0].tag[0] == "v" or verb in verbs()["all"]
            return n if known and len(found) == 1 and not closes_with_noun(left[: 1 - n]) else 0
    return 0


def _ends_before(left: str, n: int) -> bool:
    """Does a noun or measure end within the last `n` characters, so that they are no word: 目|标价, 营|收报?"""
    if n > 2 and measure_at_end(left[:-1]) >= n:
        return True  # 排放量|为
    if n == 3 and left[-3:-1] in COMPOSED and measure_at_end(left[:-3]) < 2 and closing_word(left[:-2]):
        return True  # 持续|增至
    return closes_with_noun(left[: 1 - n]) or (n == 2 and left[-3:-1] in HEADS and left[-2] != "高")


_RESULTS = frozenset("为到于近在至达有过以是")


def _whole_word(left: str, n: int) -> int:
    """Length of the adverb or verb of several syllables that the last `n` of the text end: 营收|早已, 营收|属于."""
    if n > 1 or not (word := closing_word(left)) or word.text[:-1] in CHANGE:
        return n
    before = left[: -len(word.text)]
    adverb = word.tag in ("d", "c") or (word.tag == "v" and left[-1] in _RESULTS)
    return len(word.text) if adverb and len(before) > 1 and measure_at_end(before) else n


def _within_word(left: str, start: int, end: int) -> bool:
    """Does a verb of reaching take a piece of the noun before it? 营收|增至, 血压|升至, 线上|降至."""
    if end - start < 3 or (measure_at_end(left[:start]) and not closes_with_noun(left[: start + 1])):
        return False
    if measure_at_end(left[: start + 1]) or closes_with_noun(left[: start + 1]):
        return True
    near = left[-8:]
    at = start - len(left) + len(near)
    return at > 0 and not is_boundary(near, at)


_REACH = frozenset("至到上破穿过回了")
# Verbs that bring a figure to its value: 冲上, 爬到, 跌破, 迈过, 上修至, 翻番至, 能到.
_REACHING = re.compile(
    r"(?:(?<![之以地年晚])(?:上|下|调|扩|缩|压|拉|抬|提|推|增|减|升|降|涨|跌|滑|掉|翻|削|砍|加|放|收|拔|跳|急|攀|飙|窜|跃|回|锐|骤|剧|激|暴|猛|陡)?"
    r"(?:修|调|番|高|低|缩|窄|阔|冲|爬|升|降|涨|跌|滑|掉|挫|跳|飙|攀|窜|跃|摸|顶|撑|落|定格|跨|迈|越|站|挤|触|探|逼|抬|拉|推|压|扩|增|减|加|砍|削|走|逼|击)"
    r"(?:至|到|上|破|穿|过|回)|[能可会](?:到|达到))了?$"
)
_ENDS = frozenset(w[-1] for w in ADVERBS)
_KEEP = frozenset(
    "调高 拉高 推高 垫高 调低 拉低 压低 天才 人才 奇才 经过 透过 不过 跨过 通过 可能 超过 华为 占比 行为 因为 作为 以为 认为 成为 相当于 评估 高估 低估 存在 现在 内在 潜在 所有 国有 央有 私有 自有 公有 固有 衣着 持有 拥有 享有 具有 含有 特有 共有 新高 走高 提高 跌破 打破 可达 到达 直达 通达 英伟达 伟达 马达 雷达 创新 更新 全新 理想 均均 人均 平均".split()
) - {"可达"}

# A character that each of the patterns cannot do without: most clauses have few of them, and are spared the search.
_SUMMED = frozenset("多少加减省掉缩降增")
_HELD = frozenset(word[0] for word in CHANGE_COMPOUNDS)
_MOVED = frozenset("提增扩减降缩节压拉推放")
_SINCE_WHEN = frozenset("同环年月YyQqMm")
_COMPARATIVE = frozenset("快慢贵便轻薄重")
_DEAR = frozenset("贵便")
CUES = _SUMMED | _HELD | _MOVED | _SINCE_WHEN | _COMPARATIVE | _DEAR | {"省"}


def read_change(b: Before) -> Predicate | None:
    """How a quantity changed, or by how much more or less it is: 增长|50%, 多出|1.23亿人次, 高配|贵1500元."""
    return _changed(b) or _more_or_less(b) or _held_or_saved(b) or _without_verb(b)


BESIDE = r"(?<![占环同性价对相百])比(?!率|例|重|值|特|赛|亚迪|利时)"
_STANDARD = re.compile(
    rf"(?:与|和|同|跟)[^，]{{1,20}}?(?:相比|比较|(?<![同环占类])比)$|(?:与|和|同)?(?:{BESIDE}|相?较于?|相比于?|对比)[^，]{{0,20}}?(?:相比)?$"
)


def _find_standard(text: str) -> re.Match[str] | None:
    """What a change is measured against; 比 is no syllable of a name there: 利比亚|较2023年."""
    m = _STANDARD.search(text)
    while m and m[0][0] == "比" and inside_noun(text, m.start(), m.start() + 1):
        m = _STANDARD.search(text, m.start() + 1)
    return m


_SINCE_THEN = re.compile(
    rf"(?:相?较|比|与|同|相比)于?[{TIME}]+(?:的?(?:同期|水平|相比|比较)){{0,2}}(?=[^{FILL}]{{4}})"
)
_SINCE = re.compile(r"(同比|环比|按年|按月|按季|同店|年均复合|年复合|复合|年|季|月|周)$")
_MAINLAND = (
    {"按年": "同比", "按月": "环比"}
    | dict.fromkeys(("YoY", "yoy"), "同比")
    | dict.fromkeys(("QoQ", "qoq", "MoM", "mom"), "环比")
)
_SPANS = frozenset("年月季周比")
_BEFORE_MORE = frozenset("年比期季周月" + TIME)


def _changed(b: Before) -> Predicate | None:
    """A verb of change right before the number: 增长|50%, 股价涨|3元."""
    bare = b.bare
    for n in (3, 2, 1):
        verb = bare[-n:]
        if n > 1 and (
            measure_at_end(bare[: 1 - n]) > 1 or (measure_at_end(bare) > n and not _closes(bare, verb))
        ):
            continue  # 营收|跌, where 收跌 is no word; 投放量
        if (
            verb in COMPOSED
            and measure_at_end(bare[:-n]) < 2
            and (word := closing_word(bare[:-1]))
            and word.text not in CHANGE
        ):
            continue  # 持续|跌
        if len(bare) >= n and verb in CHANGE and _is_change(b, verb):
            return _change(bare[:-n], verb)
    return None


def _closes(text: str, word: str) -> bool:
    """Is it a word of its own at the end: 营收|贬值, but not 投|放量?"""
    last = closing_word(text)
    return last is not None and last.text == word


def _is_change(b: Before, verb: str) -> bool:
    """Is the word a verb here, and the number how far it went? Not 新增|30家, nor 售价低|30元 without 比 or 同比."""
    bare = b.bare
    if (verb == "新增" or verb in CHANGE_IF_PURE) and not b.pure:
        return False
    if b.q.unit == "pp" and _AHEAD.search(bare):
        return False  # 重工业快于轻工业增长|1.5个百分点
    if len(verb) > 1:
        return True
    if verb == "掉" and not stands_alone(bare):
        return False
    if (
        not b.pure
        and not (verb in "涨跌升降挫" and (b.money or b.q.unit == "other:点"))
        and not _find_standard(bare[:-1])
        and bare[-2:-1] not in _SPANS
    ):
        return False
    if verb in "多少" and b.pure and measure_at_end(bare[:-1]):
        return True  # 毛利多|37.4%
    return (
        verb not in "多少高低" or chop(bare[:-1])[-1:] in _BEFORE_MORE or b.left.rstrip(FILL).endswith("了")
    )


def stands_alone(bare: str) -> bool:
    """Is the last character a word of its own? Not 产 in 亩产."""
    near = bare[-8:]
    return is_boundary(near, len(near) - 1)


def _change(before: str, verb: str) -> Predicate:
    """Take off what the change is measured against: 营收较去年同期同比|增长 -> 营收, 同比."""
    since = ""
    for _ in range(4):
        old = before
        if m := _find_standard(before):
            told = not m.start() and measure_at_end(_SINCE.sub("", before)) > 1
            then = _SINCE_THEN.match(before) if told else None
            before = before[then.end() :] if then else before[: m.start()]  # 较2019年同期|云帆科技营收
        before = chop(before)
        if (m := _SINCE.search(before)) and (len(m[1]) > 1 or len(verb) == 1 or verb in ("成长", "衰退")):
            since = _MAINLAND.get(m[1], m[1]) + since
            before = before[: m.start()]
        if before == old:
            break
    return Predicate("change", before, verb, since)


_AHEAD = re.compile(r"[快慢高低好差]于[^，于]{2,12}$")
_MORE_BY = re.compile(r"(?:多出|少掉)了?$")
_SUM_OF_CHANGE = re.compile(
    r"(?:(?:多|少|加|减|省)(?:出|掉|下|去)了?|(?:多|少|加|减|省|掉|缩|降|增)了|(?<![最至不许很])(?:多|少)[收赚卖花付缴交用产销拿领派](?:了|出)?)$"
)
_MORE_OR_LESS = re.compile(r"[又再也还更就则却约略]{0,2}(多|少|省)(?:了|出|下|掉)?(?:了|约|近|逾)?")
_ADJECTIVE_ALONE = re.compile(
    r"[又再也还更就则却仍约略]{0,2}(高|低|多|少|贵|便宜|快|慢)(?:出|了|出了)?(?:约|近|大约|不到|超过|逾|差不多|将近|接近)?"
)
_ABOVE_TIME = re.compile(rf"(高出|多出|高于|低于|低)[{TIME}]+(?:同期|水平)?$")


def _more_or_less(b: Before) -> Predicate | None:
    """How much more or less there is, said with no verb of change: 多出|1.23亿人次, 每票加了|4毛钱, 低了|4%."""
    unit, left = b.q.unit, b.left
    if unit == "count" and (m := _MORE_BY.search(b.without_about)):
        return Predicate("change", left[: m.start()], "增加" if m[0][0] == "多" else "减少")  # 多出1.23亿人次
    if (
        not b.lacks(_SUMMED)
        and unit not in PURE
        and (unit != "count" or b.bare[-1:] == "掉")
        and (m := _SUM_OF_CHANGE.search(b.without_about))
    ):  # 每票加了4毛钱
        return Predicate("change", b.soft[: m.start()], "增加" if m[0][0] in "多加增" else "减少")
    if not b.pure and unit != "count" and (m := _MORE_OR_LESS.fullmatch(left.strip(EDGE))):
        return Predicate("change", "", "增加" if m[1] == "多" else "减少")  # 从2103元掉到2000元，|少103元
    if b.pure and (m := _ADJECTIVE_ALONE.fullmatch(left.strip(EDGE))):
        # 8月是651亿，|多出5.7%; 只卖到386元，|低了4%
        return Predicate("change", "", "提高" if m[1] in "高多贵快" else "下降")
    if unit == "pp" and (m := _ABOVE_TIME.search(left)):  # 高出去年4.5个百分点
        return Predicate("change", left[: m.start()], "提高" if m[1][0] in "高多" else "下降")
    return None


_COMPOUND = re.compile("(?:" + "|".join(sorted(CHANGE_COMPOUNDS)) + ")$")
_SAVED = re.compile(r"(?:[能可再会还]|为[^，]{0,8})省下?了?$")
_CHANGING = re.compile(r"提升|提高|增加|扩大|减少|降低|缩短|缩减|节省|节约|压缩|拉低|推高|放大")


def _held_or_saved(b: Before) -> Predicate | None:
    """A compound with a change in it, or what is gone, saved or brought down: 没了|53.4%, 减少人工登塔次数|40%."""
    bare = b.bare
    if b.q.unit != "count" and not b.lacks(_HELD) and (m := _COMPOUND.search(bare)):
        return Predicate("change", bare[: m.start()], m[0])
    if not b.pure:
        return None
    if b.left.rstrip(FILL).endswith("没了"):
        return Predicate("change", bare.removesuffix("没"), "减少")  # 零售额没了53.4%
    if "省" in b.cues and (m := _SAVED.search(bare)):
        return Predicate("change", bare[: m.start()], "节省")  # 还能再省7%
    return None if b.lacks(_MOVED) else _object_of_change(bare)  # 减少人工登塔次数|40%


def _object_of_change(bare: str) -> Predicate | None:
    """A verb of change with its object before the number: 降低推理成本|50%."""
    for m in _CHANGING.finditer(bare):
        noun = bare[m.end() :].lstrip("了")
        if (
            len(noun) >= 2
            and measure_at_end(noun)
            and noun[0] not in "值率幅"
            and noun not in ("目标", "速度")
        ):
            return Predicate("change", bare[: m.start()] + ("将" if m.start() else "") + noun, m[0])
    return None


_SIGNS = "+-＋－↑↓▲▼"
_PERIOD_CHANGE = re.compile(
    rf"(同比|环比|按年|按月|较上年同期|比上年同期|YoY|QoQ|MoM|yoy|qoq|mom)\s?[{_SIGNS}]?$"
)
_FASTER_BY = re.compile(r"(?:最多|最高|足足|整整|平均|还|更|要)(?:快|慢|贵|便宜|轻|薄|重)$")
_VALUE = re.compile(r"(?:跌|降|滑|挫|落|减|变)?(?:至|到|为)$")  # 毛利率跌至|-3.9%: no change but where it led
_DEARER_BY = re.compile(r"(?<=.)(?:贵|便宜)了?$")


def _without_verb(b: Before) -> Predicate | None:
    """A change or a gap that a period, an adjective or a sign alone tells: 同比|5%, 最多快|37%, 高配|贵1500元."""
    bare, unit = b.bare, b.q.unit
    if b.pure and not b.lacks(_SINCE_WHEN) and (m := _PERIOD_CHANGE.search(bare)):
        since = _MAINLAND.get(m[1], m[1]) if len(m[1]) < 4 else "同比"
        return Predicate("change", bare[: m.start()], since=since)
    if b.pure and not b.lacks(_COMPARATIVE) and (m := _FASTER_BY.search(bare)):
        return Predicate("gap", bare[: m.start()], standard=m[0][-1])  # GPU性能|最多快37%
    if unit in ("%", "pp") and (
        (b.q.numeral[:1] in "+-＋－" or b.left.strip(EDGE)[-1:] in tuple(_SIGNS))
        and not _VALUE.search(b.left.strip(EDGE + _SIGNS))
    ):  # （+31.2%）
        return Predicate("change", bare.rstrip(_SIGNS))
    if not b.pure and not b.lacks(_DEAR) and (m := _DEARER_BY.search(bare)):  # 高配|贵1500元
        return Predicate("gap", bare[: m.start()], standard=m[0][0] if m[0][0] == "贵" else "便宜")
    return None
