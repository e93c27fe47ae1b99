"""A line of a document's head -> the date it gives the document.

By-lines and datelines carry it: 来源：车市观察 2025年10月12日, （中央社台北30日電）2025/10/30, 早安，島嶼｜2025.10.17（五）, 中華民國114年10月23日.
A sentence that merely opens with a date (2025年10月9日，公司发布财报) gives none.
"""

from __future__ import annotations

import re

from kaoju.periods.clock import number, year_number

_HAN = "一二三四五六七八九十"
_DATE = (  # not 2022年1-11月
    r"(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})(?:\s?[-/.月]\s?(?P<d>\d{1,2})(?![\d月])日?|月)?"
)
_DAY = re.compile(r"(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?![\d月])日?")
_HAN_DAY = re.compile(
    rf"(?P<y>二[〇零○][一二三四五六七八九〇零○]{{2}})年(?P<m>十[一二]?|[一二三四五六七八九])月(?:(?P<d>[{_HAN}]{{1,3}})日)?"
)
_ROC_DAY = re.compile(
    r"民国(?P<y>\d{2,3})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|^\W{0,3}(?P<y2>1[01]\d)[./](?P<m2>\d{1,2})[./](?P<d2>\d{1,2})(?!\d)"
)
# 发布日期：2025-11 | 2025年11月, a line of its own | 文/能源观察员 2025年7月
_DATED = re.compile(
    rf"(?:(?:发布|发表|出版|更新|公布|刊登|报告)?(?:日期|时间)\s?[:：]\s?|^\W{{0,3}}|(?:文|作者|编辑|来源)\s?[/|｜丨:：][^。，]{{0,20}}\s){_DATE}\W{{0,3}}$"
)
# 新华社北京2025年10月9日电 | 【明晨日報專訊】（2026年1月17日）旅遊發展局昨公布
_DATELINE = re.compile(rf"^[(（【\[〔]?[^，。；\d]{{0,16}}{_DATE}[^，。；\d]{{0,4}}(?:电|讯|消息|报道)")
_BRACKETED = re.compile(rf"^[(（【\[〔][^，。；\d]{{2,16}}[)）】\]〕]\s?[(（]?{_DATE}[)）]?")
# 早安，岛屿｜2025.10.17（五）: a date that ends a title
_TITLE_END = re.compile(rf"[|｜丨\s·]{_DAY.pattern}\s?(?:[(（]?(?:星期|周)?[一二三四五六日][)）]?)?$")
# 2025-11-14 大陆晶圆代工龙头…: set before the first words
_OPENING = re.compile(r"^\W{0,3}(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?=[^\d\-,，。至到~])")
# 截至二零二五年九月三十日止六个月之业绩公告: the end of what is reported, not the day of the report
_PERIOD_END = re.compile(r"截[至止][^，。]{6,14}日止")
_SENTENCE = re.compile(r"[。，；]")


def read_date(line: str) -> str | None:
    """The ISO date (to the day or month) that a line of the head or the end gives its document, or None.

    Args:
        line: The line in Simplified characters of half width.
    """
    if _PERIOD_END.search(line):
        return None
    found = _DATELINE.search(line[:80]) or _BRACKETED.search(line[:80]) or _OPENING.match(line)
    if found is None and len(line) <= 60:
        found = _TITLE_END.search(line)
        if found is None and not _SENTENCE.search(line):
            found = _DAY.search(line) or _DATED.search(line)
            if found is None and (han := _HAN_DAY.search(line)):
                return _iso(year_number(han["y"]), number(han["m"]), number(han["d"]))
            if found is None and (roc := _ROC_DAY.search(line)):
                year, month, day = roc["y"] or roc["y2"], roc["m"] or roc["m2"], roc["d"] or roc["d2"]
                return _iso(int(year) + 1911, int(month), int(day))
    return _iso(int(found["y"]), int(found["m"]), int(found["d"] or 0)) if found else None


def _iso(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")
