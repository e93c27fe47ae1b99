"""What the words beside a number say: the clause before it, a fixed expression, a name, a rank, what is counted."""

from __future__ import annotations

import re
from functools import cache

from kaoju.quantities.units import read_rows

_UNBROKEN = re.compile(r"[^，。；,;！？!?（）()【】|\n]*")


def clause_before(text: str, pos: int, *, reach: int = 40) -> str:
    """The part of the clause that stands before `pos`, at most `reach` characters."""
    window = text[max(0, pos - reach) : pos]
    back = _UNBROKEN.match(window[::-1])  # read backwards, as far as it goes
    return window[len(window) - back.end() :] if back else window


@cache
def idioms() -> dict[str, frozenset[str]]:
    """Words that hold a numeral and count nothing, by their first character: 一窝蜂, 三元电池."""
    words: dict[str, set[str]] = {}
    for row in read_rows("not_quantities.csv"):
        for word in row["words"].split("|"):
            words.setdefault(word[0], set()).add(word)
    return {first: frozenset(group) for first, group in words.items()}


def idiom_at(text: str, pos: int) -> int:
    """Length of the fixed expression that starts at `pos`, or 0: 三三两两 takes four characters."""
    group = idioms().get(text[pos : pos + 1], frozenset())
    for n in (6, 5, 4, 3, 2):
        if text[pos : pos + n] in group:
            return n
    return 0


def is_named(text: str, start: int, end: int) -> bool:
    """Is the number part of a name: GPT-4, Qwen3, V6.5, 2025-10? Not in CPI0.3%."""
    before = text[start - 1 : start]
    if not before or not before.isascii():
        return False
    if before.isalpha() or before in "_@#":
        return text[end : end + 1] not in ("%", "亿", "万", "倍", "元") or before in "_@#"
    if before == "/" and text[end : end + 1] == "帧":
        return False  # 4K/120帧
    far = text[start - 2 : start - 1] if start > 1 else ""
    return before in "-./:" and far.isascii() and far.isalnum()


# Ranks: 位列第一, 全球第二, 第三名, 第四大市场; none in 第一梯队, 第一时间, 第三方, 第二阶段, 第41期.
_RANK_AFTER = re.compile(
    r"名|位(?!于)|大(?!类|会|道)|高(?!峰)|多(?!元)|的位置|的(?=[，。；])|[升跌降跃滑掉退爬][升跌降到至为]|[，。；、！？）)”》:：|]|$|[与和及且但是以而]|[A-Za-z](?![A-Za-z]{0,9}阶段)"
)
_RANK_BEFORE = re.compile(
    r"(?:位[列居]|排名?|排[行在位到至]|列|[占居]|名列|并列|稳[居坐]|跃[居升]|[升降跌滑]至|[升降]到|蝉联|夺得?|获得?|荣[登获]|冲[到至上]|保持|仍是|是|为|成|达到?|"
    r"全球|世界|国内|全国|行业|亚洲|亚太|欧洲|全省|全市|同类|业内|中国|美国|榜单?|市场|份额|均|分别|继续|名次|晋升|坐[上稳]|[销产数容]量|收入|规模|总分|成绩|票房|（|\()(?:了|在)?$"
)
_NO_RANK = re.compile(
    r"梯队|时间|方|股|强国|阶段|线|季|次|届|批|代|轮|期|个|家|款|台|站|年|天|人称|产业|章|条|节|部分|步|周|月|日|课|炮|现场|责任人|"
    r"[、和与至到\-—~]第?[一二三四1-4]季|[一二三四五六七八九十]季度|财季|颗|号|支|只|座|类|种|曲线|性|夫人|大道|轮|手|桶金|大股东|工厂|回合|眼|届|卷|集|版|场|国家"
)


def is_rank(text: str, start: int, end: int) -> bool:
    """Does 第N rank somebody (全球第二, 排名第11), rather than number a thing (第二阶段, 第41期)?"""
    if _NO_RANK.match(text, end):
        return False
    if _RANK_AFTER.match(text, end):
        return True
    return bool(_RANK_BEFORE.search(text[max(0, start - 4) : start]))


_NOUN = re.compile(r"(?:以上的?|左右的?|的|多)?([\u4e00-\u9fffA-Za-z]{1,12})")
_NOUN_END = re.compile(
    r"的|在|是|和|与|及|或|被|由|将|已|为|均|都|正|使用|参与|完成|进行|采用|达|占|较|同比|环比|来自|来|等|，|中|上|后|前|时|以"
)


def counted_noun(text: str, end: int) -> str | None:
    """What is counted: the noun after number and classifier, 1509个|大模型."""
    found = _NOUN.match(text, end)
    if found is None:
        return None
    noun = found[1]
    cut = _NOUN_END.search(noun)
    noun = noun[: cut.start()] if cut else noun
    return noun[:8] or None
