"""The time frame of a document: when it speaks, and which time it reports on as a whole.

A bulletin or a report of results names its time once, in the title, in the line that announces it (现将10月份…公布如下) or as the
end of a financial period; whatever names no time of its own then holds for that one. A text without a date still tells
its year: the latest it speaks of as past, or the one after the year it compares with (较2024年).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoju.periods.clock import Clock, parse_date, size_of, week_before
from kaoju.periods.timegrammar import AHEAD
from kaoju.periods.times import PLAIN, mentions_of
from kaoju.records import Region, Sentence

_LEAD = 12  # sentences in which a text says what it reports on
_YEAR = re.compile(r"(?<![0-9A-Za-z./-])((?:19|20)[0-9]{2})(?=年|[HQ][1-4]|上半|下半|[-/][01]?[0-9]|[)）])")
_ROC_YEAR = re.compile(r"民国([0-9]{2,3})年|(?<![0-9])(1[01][0-9])年(?=第?[1-4一二三四]季|[0-9]{1,2}月)")
# A text of Taiwan counts the years of the Republic also where it does not say so: 112年
_TAIWAN = re.compile(
    r"新?台币|主计总?处|行政院|立法院|监察院|金管会|国发会|内政部|卫福部|财政部统计处|[台新]北市|[台新]中市|高雄|桃园"
)
_BASE = re.compile(r"(?:较|比|跟|与|同|[低高多少优逊好]于|及|超过|从|由|不如|到)$")
# Told as a whole in a text that speaks of 今年, or beside it: the year is over. 2024年销量85万台，今年目标120万台
_OVER = re.compile(
    r"年(?:[底末的,，]|全年|(?![^，。；]{0,12}(?:半年|中报|[一二三]季))[^，。；]{1,16}，[^。；]{0,6}今年)"
)
# 减少220亿美元，是2013年以来最大跌幅: a text of whatever year
_RECORD = re.compile(
    r"年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:[初底末]|之?后)?以?来的?[^，。；]{0,6}(?:最|新[高低]|首|第)"
)
_IN_PART = re.compile(r"年?(?:第?[一二三四1-4]季|[0-9]{1,2}月|[上下]半|前|[HQ])")  # 2025年第三季度
_PLANS = re.compile(
    r"预[计估测期判]|估计|有望|可望|可能|目标|将(?!近|领|军|士)|展望|指引|力争|推估|规划|纲要|到20[0-9]{2}年"
)
_FORECAST_OF = re.compile(
    r"年(?:全年)?[^，。；0-9]{0,12}(?:预测|预期|预估|指引|目标|展望)"
)  # 把2026年全年出货预测上调
_BY = re.compile(
    r"年[^，。；]{0,5}前(?![0-9一二两三四五六七八九十])"
)  # 首列2027年8月前交车, not 2022年前三季度
# 11月7日说, 6月20日晚间, （2025年8月1日）, 本报记者苗青禾11月8日: the day a text speaks
_TOLD = re.compile(
    r"(?:(?P<y>20[0-9]{2})年)?(?<![0-9])(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12][0-9]|0?[1-9])日"
    r"(?=[)）]|[，,]?[^，。；：、]{0,6}?(?:公布|发布|宣布|表示|披露|说|印发|放榜|讯|消息|电|晚|上午|收市后|收盘后|凌晨|下午|召开|开幕)"
    r"|，[^，。；]{2,24}(?:公布|发布|宣布|披露|印发|放榜|开幕)|[)）]?\s*$)"
)
_YEAR_END = re.compile(r"(?<![去上前]年)(?<![0-9])(?:12月末|12月份|第?四季度|全年(?!目标|预|计|任))")
_ENDED = re.compile(r"月(?:[0-9一二三十]{1,3}日|底|末)?止")
_OF_COMPANY = re.compile(r"业绩|溢利|盈[利转]|亏|赚|纯利|净利|营业额|收入|营收|中期|年度|放榜|股息|财报")
_ANNOUNCES = re.compile(
    r"(?:公布|发布|摘编|汇总|披露|情况|数据|指标|结果)[^，。；]{0,6}如下|现摘编|情况如下|现将"
)
_RESULTS = re.compile(r"[^，。；]{0,4}(?:财报|业绩|报告|成绩单|报表|季报)")
_ISSUE = re.compile(r"[^，。]{0,2}(?:[号刊]|第)|[上下][)）]")
# 双周观察（2025年11月下）: the half of a month in which an issue appears
_EDITION = re.compile(r"(20[0-9]{2})年(1[0-2]|0?[1-9])月[上下](?:半月)?[)）]")
# “去年一季度卖一辆车还挣8,400元。” is a sentence, whatever closes behind its end mark
_SENTENCE_END = re.compile(r"。[”’」』）)]*$")
_BYLINE = re.compile(r"文[/|丨｜]|作者|来源|记者|编辑|日期|时间|责编|Vol|No\.|第[0-9]+期")
_YEARLY = re.compile(
    r"年度?(?:报告?|业绩)|年报|年度业绩|全年业绩|统计公报|年度[^，。；]{2,40}(?:情况|结果|进展)[^，。；]{0,6}(?:通报|公告|简报|报告|如下)"
)
# A bulletin of one week, not a newsletter of items: 钢材周报, 本周“菜篮子”, 10月27日—10月31日一周行情
_WEEKLY = re.compile(r"周[报评度]|[本上一]周|周(?:行情|价格|数据)")
_ITEM = re.compile(r"[【▍▎▌■●◆★☆◇□▶►✦①-⑳❶-❿]|[0-9]{1,2}(?:[.、）)　 ]|$)")
_THREE_QUARTERS = re.compile(r"[前首]三(?:个?季度?|季)|1\s?[-—–~至到]\s?9月|9个月|九个月")
_THIRD_QUARTER = re.compile(r"(?<![前首])三季度|7\s?[-—–~至到]\s?9月|Q3")
_INTERIM = re.compile(r"中期(?:业绩|报告|少|多|盈|净|溢|亏|息|股)|半年(?:报|度|少|多|赚|盈|业绩|亏)")


def read_frame(sentences: Sequence[Sentence], *, date: str | None = None) -> Clock:
    """A clock set to the document: its date as far as it is told, and the time it reports on.

    Args:
        sentences: The sentences of a document in order.
        date: Its date (ISO), where the register or its by-line gives one.
    """
    body = [s for s in sentences if s.region is Region.BODY]
    clock = Clock(parse_date(date) or _told_date(sentences, body))
    clock.is_roc = any(_TAIWAN.search(s.text) for s in body)
    clock.report = _report(
        [s for s in sentences if s.region in (Region.BODY, Region.FURNITURE)][:_LEAD], clock
    )
    clock.report = _quarter_alone(clock.report, body) or clock.report or _week(body, clock)
    clock.year = clock.period = clock.last = clock.holiday = clock.day = None
    return clock


def _quarter_alone(report: str | None, body: Sequence[Sentence]) -> str | None:
    """三季报 means the first three quarters, unless what it says is told of the third alone: 7—9月, 三季度."""
    if not report or not report.endswith("-Q3") or "/" not in report:
        return None
    head = "".join(s.text for s in body[:_LEAD])
    if "三季报" not in head or _THREE_QUARTERS.search(head) or not _THIRD_QUARTER.search(head):
        return None
    return report.partition("/")[2]


def _week(body: Sequence[Sentence], clock: Clock) -> str | None:
    """The week that a bulletin reports on: the days told in its lead, else 本周 against its date."""
    if not (body and _WEEKLY.search(body[0].text)) or sum(bool(_ITEM.match(s.text)) for s in body) > 2:
        return None
    weeks = []
    for s in body[:_LEAD]:
        clock.period = clock.year = None
        weeks += [
            ("本上前".find(s.text[m.start]) + 1, m.period)
            for m in mentions_of(s.text, clock)
            if m.kind == "span" and week_before(m.period, 0)
        ]
    if not weeks:
        return None
    word, week = min(weeks, key=lambda week: week[0])
    clock.is_last_week = word == 2
    return week


def told_date(sentences: Sequence[Sentence]) -> str | None:
    """The ISO date that a text without by-line tells of itself: 10月31日，省统计局发布…."""
    body = [s for s in sentences if s.region is Region.BODY]
    if (told := _told_date(sentences, body)) is None:
        return None
    year, month, day = told
    return f"{year}-{month:02}-{day:02}" if month and day else None


def _told_date(
    sentences: Sequence[Sentence], body: Sequence[Sentence]
) -> tuple[int, int | None, int | None] | None:
    """The day a text without by-line speaks: of its dateline or of the report it brings; else its year alone."""
    year = _told_year(body[:_LEAD]) or _told_year(body)
    for s in [*sentences[:8], *sentences[-2:]]:
        if found := _TOLD.search(s.text):
            told = int(found["y"]) if found["y"] else year
            if told and not found["y"] and int(found["m"]) < 5 and _is_over(body):
                told += 1  # 1月10日电 … 2022年金融统计数据 … 12月末
            if told and (found["y"] or not year or told >= year):
                return told, int(found["m"]), int(found["d"])
    for s in body[:2]:
        if issue := _EDITION.search(s.text):
            return int(issue[1]), int(issue[2]), None
    return (year, None, None) if year else None


def _is_over(body: Sequence[Sentence]) -> bool:
    """Does the lead tell of the end of its year as past: 12月末, 四季度, 全年?"""
    lead = [s.text for s in body[:_LEAD]]
    return any(_YEAR_END.search(text) for text in lead) and not any("今年" in text for text in lead)


def _told_year(body: Sequence[Sentence]) -> int | None:
    """The latest year told as present or past; one after it where that year is over or only a base of comparison."""
    plain, base, edition = 0, 0, 0
    speaks_of_this_year = any("今年" in s.text for s in body)
    plan = -1  # the paragraph in which the text looks ahead: 预计全年增长4.9%。2026年市场萎缩3%。
    for s in body:
        plans = _PLANS.search(s.text)
        plan = s.block if plans else plan
        for found in _YEAR.finditer(s.text, 0, plans.start() if plans else len(s.text)):
            year, at = int(found[1]), found.start()
            is_over = speaks_of_this_year and _OVER.match(s.text, found.end())
            is_ahead = (
                plans
                or _FORECAST_OF.match(s.text, found.end())
                or (s.block == plan and not _IN_PART.match(s.text, found.end()))
            )
            if (
                _BY.match(s.text, found.end())
                or _RECORD.match(s.text, found.end())
                or (is_ahead and not is_over)
            ):
                continue
            if (
                "《" in s.text[max(0, at - 30) : at]
            ):  # 《县域青年调查报告（2024）》, not 《产业规划（2025—2035）》
                is_edition = s.text[at - 1] in "(（" and s.text[found.end() : found.end() + 1] in (")", "）")
                edition = max(edition, year if is_edition else 0)
                continue
            if _BASE.search(s.text, max(0, at - 2), at):
                base = max(base, year)
            else:
                plain = max(plain, year + 1 if is_over else year)
        for found in _ROC_YEAR.finditer(s.text):
            plain = max(plain, int(found[1] or found[2]) + 1911)
    return plain or edition or (base + 1 if base else None)


def _report(lead: Sequence[Sentence], clock: Clock) -> str | None:
    """The time that the document as a whole reports on, None where it is no report of one time."""
    for s in lead:
        if _ENDED.search(s.text) and _OF_COMPANY.search(s.text):
            mentions_of(s.text, clock)
            if clock.report:
                return clock.report
    is_title, first = True, None
    for k, s in enumerate(lead):
        # 第一笔金额12亿元，而2月那轮才50亿元，半年涨了七成！ is no title, whatever its end mark
        is_running = s.block != lead[0].block and s.text.endswith(("！", "？", "!", "?", "；", "👇", "…"))
        is_title = is_title and not (_SENTENCE_END.search(s.text) or is_running)
        if not is_title and s.kind == "text" and first in (None, s.block):
            first = s.block  # the first paragraph
            if period := _named(s.text, clock, of_results=True):
                return period
        if not _ANNOUNCES.search(s.text) and (not is_title or (k and _BYLINE.search(s.text))):
            continue
        if period := _named(s.text, clock):
            return period
        if is_title and clock.date and _INTERIM.search(s.text):
            return f"{clock.date[0]}-H1"
    return None


def _named(text: str, clock: Clock, *, of_results: bool = False) -> str | None:
    """The plain time of a title or of a line that announces a report, if it is no day, no mere year and not ahead.

    With `of_results` only a time that names results: 交了二季报, 披露2025年中期业绩.
    """
    clock.period = clock.year = None
    for mention in mentions_of(text, clock):
        if mention.kind not in PLAIN or not mention.period:
            continue
        size = size_of(mention.period.split("/")[0])
        if _ISSUE.match(text, mention.end):  # 二〇二五年十一月号
            continue
        if of_results and not (text[mention.end - 1] == "报" or _RESULTS.match(text, mention.end)):
            continue
        if size == "day" or (size == "year" and not _YEARLY.search(text)):
            continue
        return None if AHEAD.search(text, max(0, mention.start - 6), mention.end + 6) else mention.period
    return None
