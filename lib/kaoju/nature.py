"""Sentences -> nature of each quantity: told as fact, as expectation, or as aim of a speaker or a policy.

预计, 有望 and 料 look ahead to the end of their sentence, 将 only over its clause; 目标, 力争 and 要求 set an aim. What is told
as done (已, 了, 去年) ends their reach.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoju.periods.clock import first_month, last_month, size_of
from kaoju.periods.frames import told_date
from kaoju.quantities.context import clause_before
from kaoju.records import Nature, PeriodBasis, Quantity, Sentence

_CUE = re.compile(
    r"""(?=[财会能目任力争规计拟要确定承旨志宣提不应预封有料或将可势展指估看未即投建达落完上下恐届已了截去同前首录实数；;])(?:  # skips plain text
        (?P<target>任务|(?<!超)(?<!达)目标(?!价格|的|还差|群|客|检|用户|人|公司|市场|达成|识别)|力争|争取(?!了)|规划(?!了|师|局|部|院|署|在建)|预算(?=[约为近0-9])|封顶|计划(?!书|署|管|了)|(?<![虚模比])拟(?!合|人|态|真|定的)|要求(?!了)|确保|定下|定的(?=[0-9])|承诺|旨在|志在|宣布(?:未来|到|今后)|提出到|不得(?:低于|超过|少于)|应当?(?:达到?|不低于|不超过)|(?<![需只主重还首紧])要(?=达到|超过|突破))
      | (?P<forecast>预计|预测(?=提到|上调|下调)|预测(?![失性模能维准算精分系技就功结任市节来降减提])|(?<![于及合超达])预期(?!信|坏|指数|寿命)|预料(?!之)|预估|预判|有望|(?<![资材原饮燃塑肥饲史涂意食面配香染不照废布来物用颜毛辅调进爆预])料(?!理)将?|或将|或(?=达|超|突破|降[准至息到]|升至|增至|将|萎缩|下滑|下跌|回落)|未来[能可]
          |将会|可望|可能(?:会|达|超|突破|增|降|[上下][修滑]|跌|缩|升)|有机会(?=[达超突上挑破站])|恐将?(?=[衰下跌降减缩达破超])|[上下]修[至到]|势将|势必|(?<![社机协议大年展董都样才就只也还仅])会(?=站上|突破|超过?[0-9]|达到?[0-9约近]|[升降涨跌增]至)|(?<![可才就只仅产功性动效节储])能[有达]到?(?=[0-9约近])|展望(?!指数)|(?<![于及合超达出过越])(?:指引|财测)(?!(?:区间|范围|[上下]限|[高低]标)?[，。；的])|估计(?:到|今|明|全|20)|看[至到](?=20
          |[0-9])|看好(?=[^，。；]{0,14}(?:[0-9]|成长|增长|年增|达))|上看(?=[0-9])|预见|即将(?![^，。；]{0,14}的)|料(?=[为达超增降]))
      | (?P<will>(?<![即]) 将(?=[会要达突超增下迎进实持占在于有保带覆是为推投新建升降扩翻继再首出形逐到由产创贡拥面缩提减累从接随]|成(?!本|交|熟|果|员|品|绩)|[季月年](?=[增减])|大幅|显著|分别|同比|环比|按[年季月]|进一步|稳[步定]|陆续|全面)(?!近|士|领|达[^到成]{0,1}[一-龥]{1,6}(?:了))
          |(?:投产|建成|达产|落地|完工|上市)后|届时)
      | (?P<done>已[经达有成超完突实在建]|已(?=[^，。]{0,6}[0-9])|了(?=[0-9一二两三四五六七八九十近超约])
          |截[至止]|去年|上年同期|上月|同期为|目前[^，。]{0,4}(?:为|有|达|已)|实现了|达到了|前值
          |[前首][一二三四0-9]{1,2}个?[月季]|完成(?=[0-9约近超])|录得|数据来?看)
      | (?P<stop>[；;]))""",
    re.VERBOSE,
)
_AIMS = ("目标", "计划", "规划", "任务")  # also behind the quantity: 三年3800亿元的投资计划
_PAUSE = ("，", ",", "、", "；", ";")
_DONE_OF = re.compile(
    r"(?:完成|实现|达到?|占|[超高低多少][出过于]?)[^，。；0-9]{0,6}(?:目标|计划|规划|任务)的$"
)
_NOUNS = ("目标", "定下")
_NAMES_TIME = re.compile(r"[0-9一二三四五六七八九十][月日季]|上月|上季|去年")
_FORESEEN = re.compile(r"(?:原先?|先前|此前|早前)(?:曾|已)?(?:预[估期计测料]|估计)[^。；]{0,30}$")
_NOW = re.compile(r"(?:目前|当前|现在|现时|现行)[^，。；：至到]{0,6}的$")  # 占比将由目前的|45%提升到六成
# 完成全年100万辆|目标的13%: not 30%的目标客户, 50亿元超目标
_AIM_BEHIND = re.compile(
    r"(?:的[^，。；、0-9]{0,6})?[年销交产营出增利收][^，。；、0-9高低达超接完离距]{0,5}目标(?!价|群|客|检|用户|人|公司|市场|识别)|的?目标(?!价|群|客|检|用户|人|公司|市场|识别)"
)
_CLAUSE = re.compile(r"[，,；;。！？]")
_CARRIES = re.compile(
    r"(?:年均|年复合|复合|带动|成为|年增|并|且|同比|环比|占|增[长幅速]|其中|届时|相[当较]|[较比])"
)
"""A clause without a subject of its own keeps the 将 of the one before it: 将突破5000亿元，成为全球第二."""


def assign_natures(
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    *,
    periods: Sequence[Sequence[tuple[str | None, PeriodBasis]]] | None = None,
    date: str | None = None,
) -> tuple[tuple[Nature, ...], ...]:
    """Say of every quantity whether it is told as fact, expectation or aim.

    Args:
        sentences: The sentences of a document in order.
        quantities: The quantities of each.
        periods: Their periods, as `assign_periods` gives them; what lies after `date` is no fact yet.
        date: Date of the document (ISO).
    Returns:
        One tuple per sentence, one nature per quantity, in the same order.
    """
    date = date or told_date(sentences)
    result: list[tuple[Nature, ...]] = []
    plan = -1  # the paragraph whose last figures were aims
    for i, (sentence, group) in enumerate(zip(sentences, quantities, strict=True)):
        natures = _natures(sentence.text, group) if group else ()
        if periods is not None and date:
            natures = tuple(
                _by_date(nature, period, date, sentence.text, quantity)
                for nature, (period, _), quantity in zip(natures, periods[i], group, strict=True)
            )
            if plan == sentence.block and not _CUE.search(sentence.text):
                natures = tuple(
                    Nature.TARGET if n is Nature.FORECAST else n for n in natures
                )  # 到2030年达到8000万单
        if natures:
            plan = sentence.block if natures[-1] is Nature.TARGET else -1
        result.append(natures)
    return tuple(result)


def _by_date(nature: Nature, period: str | None, date: str, text: str, quantity: Quantity) -> Nature:
    """What lies after the document is no fact yet, and a past year beside a forecast is no part of it."""
    if period is None:
        return nature
    if nature is Nature.ACTUAL:
        return Nature.FORECAST if _lies_ahead(period, date) else nature
    clause = clause_before(text, quantity.norm_start)
    if _FORESEEN.search(text, 0, quantity.norm_start):
        return nature  # 原预估，第三季营收|318至330亿美元
    if not _is_over(period, date, clause):
        return nature
    cues = [cue.lastgroup for cue in _CUE.finditer(clause)]
    # 到2027年将达50万个，2024年底为32万个
    return nature if "target" in cues or "forecast" in cues else Nature.ACTUAL


def _is_over(period: str, date: str, clause: str) -> bool:
    """Is a period over when the document speaks? A part of its year only where the clause itself names it."""
    if int(period.rpartition("/")[2][:4]) < int(date[:4]):
        return True
    return (
        len(date) > 7
        and _NAMES_TIME.search(clause) is not None
        and (last_month(period) < date[:7] or (size_of(period) == "day" and period < date))
    )


def _lies_ahead(period: str, date: str) -> bool:
    """Does a period begin after the date of the document? 2030 for a text of 2025-10, not 2025-Q4."""
    year, month = first_month(period)
    return year > int(date[:4]) or (
        len(date) >= 7 and "-" in period and year == int(date[:4]) and month > int(date[5:7])
    )


def _natures(text: str, quantities: Sequence[Quantity]) -> tuple[Nature, ...]:
    """Walk over the cues of a sentence; each holds until another takes its place."""
    cues = list(_CUE.finditer(text))
    if not cues and "目标" not in text:
        return (Nature.ACTUAL,) * len(quantities)
    result = []
    for quantity in quantities:
        nature, last = Nature.ACTUAL, ""
        if _AIM_BEHIND.match(text, quantity.norm_end):
            result.append(Nature.TARGET)
            continue
        if _NOW.search(text[max(0, quantity.norm_start - 24) : quantity.norm_start]):
            result.append(nature)
            continue
        for cue in cues:
            if cue.start() >= quantity.norm_start:
                if cue.lastgroup == "target" and _is_aim(cue, text[quantity.norm_end : cue.start()]):
                    nature = Nature.TARGET
                break
            kind = cue.lastgroup
            if cue[0] == "任务" or (cue[0] == "目标" and text[cue.end() : cue.end() + 1] in _PAUSE):
                continue  # 难以达到11%目标，股价跌2%
            if cue[0] in _AIMS and _DONE_OF.search(text, max(0, cue.start() - 10), cue.end() + 1):
                nature = Nature.ACTUAL  # 完成计划的|62%
                continue
            if kind == "will":
                if _reaches(text, cue.end(), quantity.norm_start):
                    nature = Nature.FORECAST if nature is Nature.ACTUAL else nature
            elif kind == "done":
                if nature is not Nature.TARGET or "目标" not in text[cue.end() : quantity.norm_start]:
                    nature = Nature.ACTUAL
            elif kind == "stop":
                if nature is Nature.TARGET and last in _NOUNS:
                    nature = Nature.ACTUAL  # a noun reaches no further than its clauses: 目标是550万辆；
            elif kind is not None:
                nature, last = Nature(kind), cue[0]
        result.append(nature)
    return tuple(result)


def _is_aim(cue: re.Match[str], between: str) -> bool:
    """Is a quantity the aim that is named behind it? 5%左右的|增长目标, 35万台的|任务, not 50步的|复杂任务."""
    if cue[0] == "任务":
        return between in ("的", "的全年", "的年度")
    return cue[0] in _AIMS and not _CLAUSE.search(between)


def _reaches(text: str, start: int, end: int) -> bool:
    """Does 将 at `start` govern what stands at `end`: the same clause, or clauses that only carry it on."""
    pieces = _CLAUSE.split(text[start:end])
    return all(_CARRIES.match(piece) for piece in pieces[1:])
