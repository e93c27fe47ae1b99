"""Who is named as saying what a sentence tells: 据IDC数据, 赛迪顾问预测, X日前发布的《Y》显示, SEMI的口径是, 董秘何嘉透露.

A mention has a kind, on which its reach depends (`kaoju.attribution`). The reporter's own words (我们的判断) and speakers who
are not named (业内人士, 有媒体) are mentions without a name: they end the reach of whoever spoke before.
数据显示, 该报告 and 上述机构 point back and are no mentions.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import zip_longest

from kaoju.attribution.naming import (
    HOUSE,
    ORGANISATION,
    are_investors,
    has_surname,
    is_person,
    is_person_in_post,
    origin_name,
)
from kaoju.attribution.patterns import (
    ACCORDING,
    ANONYMOUS,
    AT_A_MEETING,
    BEHIND,
    BOARD,
    BRACKETED,
    CUE,
    LABELLED,
    LOOKED_AT,
    MEASURED,
    PATTERNS,
    PUBLISHED,
    RATING,
    SPEAKER,
    START,
    SURVEYED,
    TELLS,
    TITLE,
    VOICE,
    VOICE_CUE,
    Kind,
)
from kaoju.frozen import unguarded
from kaoju.language.grammar import TIME, TIME_WORDS
from kaoju.language.names import ISSUER
from kaoju.registers import EMPTY, Registers


@unguarded
@dataclass(frozen=True, slots=True)
class Mention:
    """An origin named at a place of the sentence; `name` is None where nobody is named."""

    start: int
    name: str | None
    kind: Kind


_REPORTED = re.compile(
    r"数据|资料|数字|结果|报告|公报|公告|财报|年报|研报|官网|调研|披露|统计|公布|通报|发表|显示|榜单|口径|监测|调查"
)
_OWN_SCOPE = re.compile(
    r"^[同全可新旧老大小宽窄现]|[销批零产出进用货币量额价售发税收入]$|财务|业务|部门|产品|人民币|美元"
)
_QUALIFIED = re.compile(r"(?:机构|公司|平台|智库|投行|券商|媒体|网站|外资|巨[擘头]|大行)$")
_APART = re.compile(r"[，,；;。：:、\d]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")  # 1,237 is no place to pause
_FIRST_PERSON = re.compile(r"我们?(?!的看法|的判断|的估计|的观点|走访|实测)|按此|照此|折|粗")
_NOT_BY_NAME = ("按照", "依据", "由", "来自")  # what stands between them and a comma is mostly a measure
_COMPARED = re.compile(
    r"[高低好逊优超]于|超出|不及|符合|^(?:市场|外界|各界|业界)?对"
)  # 优于|主计总处预期, 市场对|政府公布…有期待
_SURNAME_ALONE = re.compile(r".[还也又亦并续则再]")  # 陈又|称: whoever was named before
_ENDS = re.compile(r"[。.”」]*$")
_TOWARDS = re.compile(r"(?:市场|外界|各界|业界)?对")
_FORESEES = ("预估", "预测", "预期")
_OF_RATING = ("评级", "评等", "目标价", "预估", "预测", "”", "」")
_LISTED_HOUSE = re.compile(r"(?:证券|期货)$")  # may tell their own results
_FORESEEN = re.compile(
    r"评[级等]|目标价|预[计测期估]|[上下][调修]|有望|看[好淡涨跌多空]|建议|市盈率|本益比|维持|或将|料"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_NO_BRACKET = re.compile(r"[^（）()]")
_POLICY = re.compile(r"提出|要求|明确")
_ANIMATE = re.compile(r"认为|回忆|记得|感慨|感叹|坦承|坦言|直言|料|相信|提醒|回应|表示|判断|透露|告诉")
_ADDRESSES = re.compile(r"指出|介绍|分析|强调|补充|解释|说明|指$|预[估计期测料]")
_PLACE = re.compile(r"[省市县区州镇村业品类股车机员商户费期季年货油气煤钢铜金]$|市场|规模")
_THING = re.compile(r"[率量额价比值数度力性化幅]$|市场|规模|业务|产品|公告|文件|方案|规划|意见")
_FIRM = re.compile(r"(?:集团|公司|股份|控股|汽车|科技|(?<!央)(?<!中央)(?<!人民)(?<!世界)银行)$")
_PUBLIC = re.compile(r"公布|发布|披露|通报|交出")
_RESULTS = re.compile(r"财报|业绩|[一二三四年中季]报|自结|法说")
_STUDY = re.compile(r"指数|调查|调研|榜|白皮书|蓝皮书|研究|监测|洞察|预测")
_OWN_DOINGS = re.compile(r"宣布|发布|推出|提出|要求|明确|介绍|强调")


def find_mentions(
    text: str, *, registers: Registers = EMPTY, known: AbstractSet[str] = frozenset()
) -> list[Mention]:
    """Origins named in a sentence, by place.

    Args:
        text: The sentence, normalised.
        registers: Known origins.
        known: Names that the document gave before; they need less to be taken for origins again.
    """
    if not CUE.search(text):
        return []
    found: dict[int, Mention] = {}
    titles: list[int] = []  # where the names of papers stand
    ends: dict[int, int] = {}  # how far those reach who have other names, with the words of telling
    patterns = [(pattern, kind) for pattern, kind, word in PATTERNS if _holds(text, word)]
    if patterns:
        text = _THOUSANDS.sub(".", TIME_WORDS.sub(lambda m: _NO_BRACKET.sub(TIME, m[0]), text))
    for pattern, kind in patterns:
        for m in pattern.finditer(text):
            mention = _read(m, pattern, kind, registers, known)
            if mention and pattern is SPEAKER and _ENDS.match(text, m.end()) and not found:
                mention = replace(mention, start=0)  # 产量为3万件，江海协会指出。
            if mention and text[0] in "“「" and "”" in m["name"][:1] + text[m.start("name") - 1]:
                mention = replace(mention, start=0)  # “票价松动了4%，”董事长魏东明说
            if mention and not any(_beside(mention, other) for other in found.values()):
                found[mention.start] = mention
                if pattern is TITLE:
                    titles.append(mention.start)
                elif mention.name:
                    ends[mention.start] = m.end()
    for at in titles:
        if any(start < at < end for start, end in ends.items()):
            del found[at]  # 斯坦福大学发布的《制造业观察》显示: the house says it, not its paper
    for m in VOICE.finditer(text) if VOICE_CUE.search(text) else ():
        if not any(abs(m.start() - at) < 2 for at in found) and not _of_speaker(m, found):
            found.setdefault(m.start(), Mention(m.start(), None, Kind.VOICE))
    if (registers.origins or known) and TELLS.search(text):
        for mention in _by_name(text, registers, known):
            if not any(_beside(mention, other) for other in found.values() if other.name):
                found[mention.start] = mention
    places = sorted(found)
    # 斯坦福大学团队编撰《AI指数报告》指出: of two names in one breath the later says it
    return [
        found[k]
        for k, after in zip_longest(places, places[1:])
        if after is None or found[after].name is None or _APART.search(text, k, after)
    ]


def _of_speaker(voice: re.Match[str], found: dict[int, Mention]) -> bool:
    """李斌说，我们预计…, 黄伟杰说，按此标准…: who speaks of himself, or reckons on, within what somebody says."""
    if not _FIRST_PERSON.match(voice["name"] or ""):
        return False
    last = max((at for at in found if at < voice.start()), default=None)
    return (
        last is not None
        and found[last].kind is Kind.SPEECH
        and found[last].name is not None
        and "；" not in voice.string[last : voice.start()]
    )


def _holds(text: str, word: tuple[str, ...] | re.Pattern[str]) -> bool:
    """Is the word there, or one of the words?"""
    if not isinstance(word, tuple):
        return word.search(text) is not None
    for w in word:  # noqa: SIM110  a generator would take twice as long
        if w in text:
            return True
    return False


def _beside(one: Mention, other: Mention) -> bool:
    """Are two mentions one: the same name twice, or two patterns at one place?"""
    gap = abs(one.start - other.start)
    return gap < 12 if one.name == other.name or one.name is None else gap < 5


_WITHIN_LATIN = re.compile(r"[A-Za-z.&]\s$")
_OF_A_TEST = re.compile(r"榜|竞技场|测评|评测|测试")


def _read(
    m: re.Match[str],
    pattern: re.Pattern[str],
    kind: Kind,
    registers: Registers,
    known: AbstractSet[str],
) -> Mention | None:
    mark, at = m["mark"], m.start("name")
    if _WITHIN_LATIN.search(m.string, max(0, at - 3), at) and m["name"][0].isascii():
        return None  # 据Frost &|Sullivan数据
    with_title = pattern in (ACCORDING, PUBLISHED) and "《" in mark
    of_work = "报告" if m["name"].endswith("政府工作") and mark.startswith("报告") else ""
    name = origin_name(m["name"] + (mark if with_title else of_work), registers)
    if pattern is SPEAKER:
        if _COMPARED.search(m["name"]):
            return None
        if name is None:
            anonymous = ANONYMOUS.match(m["name"].strip(TIME)) and not _REPORTED.search(m["name"])
            return Mention(at, None, Kind.VOICE) if anonymous else None
        if _SURNAME_ALONE.fullmatch(name) or not _is_source(m["name"], mark, name, registers, known):
            return None
        what = m.string[m.end() : m.end() + 24]
        if _makes_public(name, mark, what, registers):
            return None
        if _PUBLIC.search(mark) and _tells_own_results(name, _APART.split(what)[0], registers):
            return None  # 东岚航空与北辰航空先后披露中期业绩
        kind = Kind.REPORT if _REPORTED.search(mark) else kind
    elif name is None:
        return None
    elif pattern is ACCORDING and (
        not mark or m["by"] in ("经", "按") or (mark in "，," and m["by"] in _NOT_BY_NAME)
    ):
        told = mark.endswith(("说法", "看法")) and mark not in m["by"]
        if not (told or ORGANISATION.search(name) or _is_institution(name, registers, known)):
            return None  # 按经营单位所在地分, 按资金上限测算, 按照每千瓦时电量衡量，
        kind = kind if mark else Kind.NOTE  # 份额8.1%，据TrendForce
    elif pattern is ACCORDING and at > 1 and _ENDS.fullmatch(m.string, m.end()):
        kind = Kind.NOTE  # 份额8.1%，据TrendForce统计。
    elif pattern is ACCORDING and mark in _FORESEES and m["name"].endswith("的"):
        return None  # 依据该公司2026年的预估获利，给予28倍的本益比
    elif pattern is SURVEYED and _THING.search(name):
        return None
    elif pattern in (LOOKED_AT, AT_A_MEETING, BEHIND, BRACKETED):
        if not (ORGANISATION.search(name) or _is_institution(name, registers, known)):
            return None  # 再看价格。
    elif pattern is PUBLISHED and _TOWARDS.match(m["name"]):
        return None  # 市场对政府公布《施政报告》有不同建议
    elif pattern is PUBLISHED and (
        _makes_public(name, "公布", mark, registers) or _tells_own_results(name, mark, registers)
    ):
        return None
    elif pattern is BOARD:
        if not registers.origins and not _OF_A_TEST.search(mark):
            return None
    elif pattern is LABELLED:
        if is_person_in_post(m["name"], name):
            return Mention(at, name, Kind.SPEECH)  # 客运部主任黄欣：
        if not _is_institution(name, registers, known):
            return None
        if _LISTED_HOUSE.search(name) and not _FORESEEN.search(m.string, m.end()):
            return None  # 江海证券：净利润12亿元
    elif pattern is RATING and mark.startswith(("上", "下")) and not mark.endswith(_OF_RATING):
        analyst = is_person(name) and mark.endswith(("每股", "EPS"))
        if not (analyst or _is_institution(name, registers, known)):
            return None  # 公司上调资本支出
    elif pattern in (MEASURED, RATING):
        if pattern is MEASURED and is_person_in_post(m["name"].strip(TIME), name):
            return Mention(at, name, Kind.SPEECH)  # 董秘何嘉给出的数字是
        if pattern is MEASURED and not (
            ORGANISATION.search(name)
            or _is_institution(name, registers, known)
            or (
                mark == "口径"
                and m.string[m.end() : m.end() + 1] in "，："
                and len(name) > 2
                and not _OWN_SCOPE.search(name)
            )
        ):
            return None  # 同口径, 销售口径
    elif pattern is TITLE:
        if m.string[m.start() - 1 : m.start()] in "在于" and m.start() and not registers.origins.find(name):
            return None  # 国际能源署在《世界能源展望》中预测
        kind = Kind.SPEECH if _POLICY.search(mark) else kind
    return Mention(at, name, kind)


def _is_institution(name: str, registers: Registers, known: AbstractSet[str]) -> bool:
    """Is a name that stands before a colon an office, a research house or an origin that is known?"""
    entry = registers.origins.entry(name) if registers.origins else None
    return (
        name in known
        or bool(entry and entry.group == "organisation")
        or bool(ISSUER.search(name) or HOUSE.search(name))
    )


def _by_name(text: str, registers: Registers, known: AbstractSet[str]) -> list[Mention]:
    """Known origins at the head of a clause that tell a figure without a verb of saying: Canalys是6.8%, 从Canalys的24.9%."""
    found = []
    told = sorted((k for k in known if k in text), key=len, reverse=True)
    for m in START.finditer(text):
        n = registers.origins.at(text, m.end()) if registers.origins else 0
        name = registers.origins.find(text[m.end() : m.end() + n])[0][2].name if n else None
        if not n:
            name = next((k for k in told if text.startswith(k, m.end())), None)
            n = len(name) if name else 0
        end = m.end() + n
        while text.startswith(TIME, end):
            end += 1  # SEMI|去年12月|给的数
        if name and TELLS.match(text, end):
            found.append(Mention(m.end(), name, Kind.SPEECH))
    return found


def _makes_public(name: str, mark: str, what: str, registers: Registers) -> bool:
    """Does a firm make its own figures public (长河集团公布中期业绩), and no study of others (某某银行发布的消费指数)?"""
    if not _FIRM.search(name) or registers.origins.find(name) or not _PUBLIC.search(mark):
        return False
    return not _STUDY.search(mark + what) and not mark.endswith(("显示", "表明", "指出"))


def _tells_own_results(name: str, mark: str, registers: Registers) -> bool:
    """联电公布第三季财报: a firm of whatever name that makes its results public, and no office or house."""
    return _RESULTS.search(mark) is not None and not (
        ISSUER.search(name) or ORGANISATION.search(name) or registers.origins.find(name)
    )


def _is_source(printed: str, mark: str, name: str, registers: Registers, known: AbstractSet[str]) -> bool:
    """Who announces his own doings (阿里宣布投资) is no origin; who measures or foresees is."""
    if name in known or are_investors(name) or is_person_in_post(printed.strip(TIME), name):
        return True
    if "公布" in mark or "通报" in mark or "发表" in mark:
        return bool(ISSUER.search(name) or registers.origins.find(name) or ORGANISATION.search(name))
    if _ADDRESSES.search(mark) and len(name) == 3 and is_person(name) and not _PLACE.search(name):
        return True  # 洪丕正指出, 王乐君介绍
    if _OWN_DOINGS.search(mark) and not _REPORTED.search(mark) and "《" not in printed:
        tells = (
            ISSUER.search(name)
            or HOUSE.search(name)
            or (ORGANISATION.search(name) and not _FIRM.search(name))
        )
        return "介绍" in mark and bool(tells)  # 县外经贸局有关负责人介绍
    if _REPORTED.search(mark.replace("显示", "")):
        return True
    bare = _BRACKETS.sub("", printed)
    if _QUALIFIED.search(bare.removesuffix(name)) and bare.endswith(name):
        return True  # 研究机构|Omdia
    if mark.endswith(("称", "说")) and has_surname(name) and len(name) <= 3:
        return True  # 雷军在微博称
    if _ANIMATE.search(mark) and len(name) <= 8 and not _THING.search(name):
        return True  # 美联物业料, 瑞穗认为: only persons and houses have opinions
    return bool(registers.origins.find(name) or ORGANISATION.search(name))
