"""Text -> the times it names: dates, months, quarters, spans, holidays, and words such as 去年 and 同期.

Each comes with the way it stands in its clause: as the time that is spoken of, as base of a comparison, as the day of
a report. The forms are in `kaoju.periods.timegrammar`, their values in `kaoju.periods.timevalues`.
"""

from __future__ import annotations

import re

from kaoju.periods.clock import Clock, PeriodMention, covers, parse_date, shift_years, size_of, year_in
from kaoju.periods.timegrammar import CANDIDATE, TIME
from kaoju.periods.timevalues import resolve

PLAIN = ("point", "span", "single")
"""Kinds of mentions that govern what follows them."""

_BASE = re.compile(
    r"(?:较|(?<![占同环对])比|(?:环比|同比)(?=$)|相较于?|相比于?|对比|较之|与|(?<![合共大相不])同|跟|高[于出过]|多[出过]|低于|优于|逊[于色]|超过?了?|少于|多于|好于|不及|远超|不如|胜过)了?(?:截至)?$"
)
# not the ends of names: 华为第三季度, 友达上季, 埃及去年
_EQUALS = re.compile(
    r"(?:(?<![华认作])为|是|相当于|恢复[到至]|回到|仅|只?(?<![以埃涉普])及|(?<![友信伟鸿英腾益宏顺科汇安富])达到?|不[足到]|接近|近乎?)$"
)
_HORIZON = re.compile(r"[一-龥]{2}(?<!截)[到至]$")
_FROM = re.compile(r"[从由自]$")
_SINCE = re.compile(r"以来的?(?:首|新|最|第一)|(?:同期)?(?:历史)?(?:高|低|峰|谷)(?:位|点|峰|谷)")
_EVENT = re.compile(
    r"[^，。；：、]{0,6}?(?:公布|发布|宣布|表示|披露|举行|召开|说|称|印发|放榜|透露|介绍|指出|消息|讯|报道|电|出席|通过|审议"
    r"|收市后|收盘后|告诉|坦言|强调|直言|回[应复]|公告|受访|[给对向][^，。；]{0,8}记者|获悉|出炉|出具|刊[发登]|发文|撰文|提到|谈[到起及])"
    r"|，[^，。；：、0-9]{2,24}(?:表示|透露|坦言|告诉|指出|介绍|强调|谈到|[^名号简俗]称|[^小据是]说)"
)
_MEETING = re.compile(r"的?(?:线上)?(?:法说会?|业绩会|说明会|股东会|股东大会|发布会|记者会|董事会|车展)")
_HANDS_IN = re.compile(
    r"[^，。；：、]{0,6}?(?:交出|公布|发布|披露|公告|晒出|放榜)[^，。；：、]{0,8}(?:报告?|业绩|财报|成绩单|数据)?的"
)
_COPULA = re.compile(
    r"(?:(?:则|却|主要)?(?:因|受|由于)[^，。；0-9]{1,16}，)?(?:同期)?(?:预[估计期])?(?:则|却|还|才)?(?:[为是]|[仅只才还](?=[0-9有是为剩卖收交出])|不[足到]|[0-9])"
)
_BESIDE = re.compile(
    r"[：:]?(?:的|同期|则|却|还|才|只|仅|也|尚?有|约|近|超过?|不到|[为是]|卖到?|达到?|[收报]){0,3}[0-9]"
)
_DIGIT = re.compile(r"[0-9]")
# 2月受春节假期影响，仅交付1.5万辆; 剔除春节因素: a holiday named as a cause
_BECAUSE = re.compile(r"(?:受到?|因为?|由于|[恰适正时]逢|叠加|[剔扣撇]除|考虑到?)$")
_CAUSE = re.compile(
    r"的?(?:因素|影响|效应|错[位期月]|扰动|拖累|[较来]?[早晚迟](?:于|到)|[提推]前|[延推]迟|推后|临近|将[至近]|备货)"
)
# 而2月那轮才50亿元; 完成全年100万辆目标的13%: the time of one figure
_OWN = re.compile(
    r"(?:的(?:[A-HP]\+?|Pre-?[A-H]|天使|种子|首|上一?|前一?)轮|的?那(?:一|个|[一个]?[轮次批款场笔单波届期版代笔份])|的?[^，。；、0-9]{0,6}[0-9][0-9.万亿]{0,9}[^，。；、0-9]{1,6}?的?[^，。；、0-9]{0,6}(?<![超高低])目标)"
)
_FORESAW = re.compile(r"[初中底]?(?:的?预估|的?预测|概估|初估)(?:[也均亦则数值的为达在约]|[今明全]年|[0-9])")
_BRACKETED_YEAR = re.compile(r"[(（][0-9]+[)）]")  # 去（114）年
_LAST_YEAR = ("去年", "上年", "前年", "上一年", "上年度", "上一年度")


def _standing(mention: PeriodMention, match: re.Match[str], text: str, main: str | None, clock: Clock) -> str:
    """How a mention stands in its clause; `main` is the plain time named before it in the sentence."""
    before = text[max(0, mention.start - 4) : mention.start]
    if mention.kind in ("length", "run", "part"):
        if match.lastgroup == "now":  # 由目前的45%提升到六成
            return "from" if _FROM.search(before) else "base" if _BASE.search(before) else "length"
        return mention.kind
    if _FROM.search(before) and not text.startswith(("起", "开始", "以来"), mention.end):
        return "event" if _SINCE.match(text, mention.end) else "from"
    if _BASE.search(before):
        return "base"
    if _HORIZON.search(before) and text[mention.end : mention.end + 1] in ("；", "。"):
        return "event"  # 订单能见度到明年三季度；亏损…: how far something reaches
    if (
        _EQUALS.search(before)
        and not before.endswith(("目标是", "目标为"))
        and text[mention.end : mention.end + 1] not in "，。"
    ):
        return "equals"
    if _SINCE.match(text, mention.end):
        return "event"
    if mention.kind not in PLAIN or not mention.period:
        return mention.kind
    if match.lastgroup == "week" and _HANDS_IN.match(text, mention.end):
        return "event"  # 上周交出半年报的公司，收入82亿元
    if size_of(mention.period) == "day" and mention.kind == "point" and _EVENT.match(text, mention.end):
        return "event"
    if size_of(mention.period) in ("day", "month") and _MEETING.match(text, mention.end):
        return "event"  # 在10月底法说会给的财测
    if _OWN.match(text, mention.end):
        return "own"
    if _FORESAW.match(text, mention.end) and _is_past_month(mention.period, clock):
        return "event"  # 中经院10月预估也达5.45%: when the year was foreseen
    current = main or clock.period
    if (match.lastgroup or "").startswith("listed_") and current and covers(current, mention.period):
        return "part"  # 第三季86亿元，7、8、9月各为…: the parts of the time in force do not end it
    word = _BRACKETED_YEAR.sub("", match["word"] or "")
    if word in _LAST_YEAR and current and (main or _is_year_before(mention.period, current)):
        return "same"  # 8月为335亿元，去年9月为251亿元: beside the main time
    if word in _LAST_YEAR and _BESIDE.match(text, mention.end) and _DIGIT.search(text, 0, mention.start):
        return "same"  # 亩产428公斤，去年403公斤: the same measure a year before, told in passing
    beside = main or (clock.period if _DIGIT.search(text, 0, mention.start) else None)
    if beside and _begins_before(mention.period, beside) and _COPULA.match(text, mention.end):
        return "same"  # 9月卖了688亿美元，8月是651亿
    return mention.kind


def _is_past_month(period: str, clock: Clock) -> bool:
    """Is a month over when the document speaks?"""
    if not clock.date or not clock.date[1]:
        return False
    return size_of(period) == "month" and period < f"{clock.date[0]}-{clock.date[1]:02}"


def _is_cause(match: re.Match[str], text: str) -> bool:
    """Is a holiday named as the cause of something: 受春节假期影响, 春节因素?"""
    return (
        _CAUSE.match(text, match.end()) is not None
        or _BECAUSE.search(text, max(0, match.start() - 3), match.start()) is not None
    )


def _is_year_before(period: str, current: str) -> bool:
    """2024-H1 beside 2025-H1, and 2024 beside any part of 2025."""
    last = shift_years(current, -1)
    return period == last or (size_of(period) == "year" and last.startswith(period))


def _begins_before(period: str, main: str) -> bool:
    """2025-08 beside 2025-09, and 2020 beside 2025-01/2025-09."""
    if size_of(period) == size_of(main):
        return period < main
    return size_of(period) == "year" and int(period) < int(main[:4])


def mentions_of(text: str, clock: Clock) -> list[PeriodMention]:
    """The times of a sentence in order; each plain one moves the year and the period in force."""
    found: list[PeriodMention] = []
    pos, year, main = 0, clock.year, None
    ends = False  # the time in force is the last day of a month
    for candidate in CANDIDATE.finditer(text):
        if candidate.start() < pos or (match := TIME.match(text, candidate.start())) is None:
            continue
        if match.end() == match.start() or _in_title(text, match.start(), match.end()):
            continue
        if match.lastgroup in ("holidays", "break") and _is_cause(match, text):
            pos = match.end()
            continue
        if match.lastgroup == "close" and ends:
            continue  # 9月末，上证指数收于3842点: the day is told
        if (
            match[0] == "同期"
            and found
            and found[-1].end == match.start()
            and found[-1].kind in ("base", "equals")
        ):
            found[-1] = found[-1]._replace(end=match.end())  # 较8月同期的2137宗减少
            pos = match.end()
            continue
        mention = resolve(match, text, clock, is_first=main is None)
        if mention is None:
            continue
        pos = mention.end
        kind = _standing(mention, match, text, main, clock)
        mention = mention if kind == mention.kind else mention._replace(kind=kind)
        found.append(mention)
        if mention.period and size_of(mention.period) == "day":
            clock.day = mention.period
        if mention.start and text[mention.start - 1] in "（(" and _DIGIT.search(text, 0, mention.start):
            continue  # 营收86亿元（Q2：79亿元）: what brackets compare with ends with them
        if kind in ("point", "span") and mention.period:
            ends = text[mention.end - 1] in "末底"
            main = clock.period = clock.last = mention.period
            if size_of(mention.period) not in ("day", "month"):
                clock.flow = mention.period
            if _BRACKETED_YEAR.sub("", match["word"] or "") not in _LAST_YEAR:
                clock.year = year_in(mention.period)
    if clock.date and clock.year and clock.year > clock.date[0]:
        clock.year = year  # 2028年将达到5亿。价格从年初的118美元…: the year ahead ends with its sentence
    return found


def _in_title(text: str, start: int, end: int) -> bool:
    """Inside 《…》 a time belongs to a name."""
    opened = text.rfind("《", max(0, start - 60), start)
    return opened >= 0 and text.find("》", opened, start) < 0 and text.find("》", end, end + 60) >= 0


def find_periods(text: str, *, date: str | None = None) -> tuple[PeriodMention, ...]:
    """Find the times a sentence names; relative ones (去年, 上季) are resolved against `date` (ISO)."""
    return tuple(mentions_of(text, Clock(parse_date(date))))
