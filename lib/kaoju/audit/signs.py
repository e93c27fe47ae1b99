"""Signs: what the words beside a figure make of it, a change, the step of one, or the base that another is measured against."""

from __future__ import annotations

import re

from kaoju.audit.alike import same_measure
from kaoju.audit.mark import Mark
from kaoju.audit.page import DOWN, UP, Page
from kaoju.records import Role

_VERB = re.compile(f"(?:{UP}|{DOWN})(?:了|约|近|超过?|达到?|逾|大约|将近){{0,2}}$")
# A change by its verb alone; 吃掉49.5% is a share.
CHANGED = re.compile(r"(?:增长|增加|上升|上涨|提升|提高|扩大|下降|下跌|下滑|回落|减少|收窄)(?:了|约|近|逾)?$")
PASSED = re.compile("超[越过出]|赶超|突破|高于|低于")  # 前11月285亿元，年增21.5%，超越去年全年260亿元
YOY = re.compile(
    r"同比|按年|(?<![一二两三四五六七八九十\d])年[增减升跌]|[较比](?:上|去)年(?![末底])|YoY|yoy|去年同期|上年同期"
)
MOM = re.compile(
    r"环比|按月|按季|月增|月减|月升|月跌|季增|季减|季升|季跌|[较比]上(?:月|季|周)|较前一(?:月|季|周)|MoM|QoQ"
)
LAST_YEAR = re.compile(
    r"(?:去年|上年|上一年|前一年|一年前|(?:19|20)\d{2}年(?=同[期月季]))(?:同期|同月|同季|全年|[上下]半年|\d{1,2}月|[一二三四]季度|第[一二三四1-4]季度?)?[^，。；;]{0,12}$"
)
LAST_STEP = re.compile(
    r"(?:(?<!以)上(?:个)?月|上(?:一|个)?季度?|上周|上一?(?:个)?交易日|前一?(?:个)?(?:月|周|季度?|日|天|交易日)|昨[日天]?)[^，。；;]{0,12}$"
)
BEFORE = re.compile(
    r"(?:(?:一年|半年|一个月)前|[年月期]初|去年[末底]|上年度?[末底]|此前|原先|原来|上一?[期届代轮]|前一[期届代轮])[^，。；;]{0,12}$"
)
BASE = re.compile(
    r"(?:较|(?<![占同环])比(?!亚迪|特币|例|率|重|值|如|赛|利)|相比于?|相较于?|对[比照]|优于|高于|低于|多于|少于)[^，。；;]{0,24}$"
)
_BRACKETS = re.compile(
    r"括[号弧]?[内中里]?(?:数字|数据|数)?(?:为|是|系|表示)?(?:上年|去年|前一年|上期|上季|上月)"
)
_POINT = re.compile(r"[年季月期][底末初]")
_EARLIER = re.compile(r"[年月期]初|上一?[期届代轮]")  # no year ago, or nobody knows
_MORE_BY = re.compile(r"(?:多|少|高|低|贵|便宜|增加|减少|提高|降低)(?:了|出|约|近)?$")
_BY_SO_MUCH = re.compile(r"(?:足足|整整|一共|又|共)?[多少高低贵轻重长短快慢厚薄宽窄](?:了|出)(?:约|近)?")
_STEP = re.compile(r"(?<!最)(?:减少|增加|净增|[少多跌涨降升减增](?:掉|了|去)|[增减][收支])(?:约|近|逾)?$")
FROM = re.compile(r"(?:从|由)[^，。；;]{0,24}$")


def told_as_change(page: Page, mark: Mark) -> bool:
    """反而少了12.8%, 比100GW多20GW: a verb of change right before the figure, whatever else it was taken for."""
    if mark.claim.unit in ("%", "x"):
        return bool(_VERB.search(page.own(mark))) or joined(page, mark) is not None
    last = page.marks[mark.order - 1] if mark.order else None
    based = (
        last is not None
        and last.sentence.index == mark.sentence.index
        and is_base(page, last)
        and same_measure(last, mark)
    )
    led = (
        last is not None
        and last.order > 0
        and last.part == mark.part == page.marks[last.order - 1].part
        and same_measure(last, mark)
        and bool(FROM.search(page.own(page.marks[last.order - 1])))
    )
    # 从2899元涨到3199元，贵了300元; 由212克减到198克，轻了14克
    return bool(
        (based and _MORE_BY.search(page.own(mark))) or (led and _BY_SO_MUCH.fullmatch(page.own(mark)))
    )


def joined(page: Page, mark: Mark) -> Mark | None:
    """The amount that a change is told in too: 月增5千人或0.04%."""
    last = page.marks[mark.order - 1] if mark.order else None
    if (
        last is None
        or last.sentence.index != mark.sentence.index
        or not (
            re.fullmatch("[，,]?(?:或|即|也即|相当于)|、", page.between(last, mark))
            or _bracketed(page, last, mark)
        )
        or last.claim.unit == mark.claim.unit
    ):
        return None
    return last if last.claim.role is Role.CHANGE or page.direction(last) else None


def _bracketed(page: Page, last: Mark, mark: Mark) -> bool:
    """较上年成长4163亿元（11.9%）."""
    return page.between(last, mark) == "（" and page.after(mark, 1) == "）" and last.claim.role is Role.CHANGE


def is_whole_of_share(page: Page, m: Mark) -> bool:
    """完成107752万元，完成预算数257288万元的41.9%，下降7.9%: what a share is of has not changed itself."""
    share = page.marks[m.order + 1] if m.order + 1 < len(page.marks) else None
    return share is not None and share.claim.unit == "%" and page.between(m, share) == "的"


def is_step(page: Page, m: Mark) -> bool:
    """少掉45元, 减少162万吨: is the amount told as what was added or taken away?"""
    return m.claim.role is Role.CHANGE or bool(_STEP.search(page.own(m)))


def is_base(page: Page, m: Mark) -> bool:
    """Does the text offer this level as what another is measured against (较2024年的5万亿, 去年同期为53709辆)?"""
    clause = page.own(m)
    return bool(
        _in_brackets(page, m)
        or BASE.search(clause)
        or LAST_YEAR.search(clause)
        or LAST_STEP.search(clause)
        or FROM.search(clause)
        or BEFORE.search(clause)
    )


def _in_brackets(page: Page, m: Mark) -> bool:
    """增值税：82.3（79.6）, below a line that says 括号内为上年同期数."""
    text = m.sentence.text
    if m.sentence.kind not in ("item", "row") or not re.search(
        r"[\d万亿%][（(]$", text[max(0, m.a - 3) : m.a]
    ):
        return False
    if not re.match("[）)]", text[m.b : m.b + 1]):
        return False
    at = m.sentence.index
    lines = page.sentences[max(0, at - 40) : at]
    return any(_BRACKETS.search(s.text) for s in reversed(lines) if m.sentence.block - s.block <= 20)


def steps_agree(page: Page, then: Mark, mark: Mark) -> bool:
    """Do the change and its base not contradict each other, 同比 beside last month or 环比 beside last year?"""
    cue, base = page.own(mark), page.own(then)
    if _POINT.search(cue) and not _POINT.search(base):
        return False  # 较去年底收窄9个基点，去年同期为1.69%
    if YOY.search(cue) and (LAST_STEP.search(base) or _EARLIER.search(base)):
        return False
    return not (MOM.search(cue) and LAST_YEAR.search(base))


def one_step(page: Page, then: Mark, mark: Mark) -> bool:
    """Do the change and its base speak of one step, 同比 of last year and 环比 of last month?"""
    base = page.own(then)
    told = bool(LAST_STEP.search(base) or LAST_YEAR.search(base)) or _in_brackets(page, then)
    told = told or bool(BEFORE.search(base) and not YOY.search(page.own(mark)))
    return told and steps_agree(page, then, mark)


def has_own_noun(page: Page, mark: Mark) -> bool:
    """从1个月缩短至3天，成本降低70%: does the change name a measure of its own?"""
    return (
        len(
            re.sub(
                f"{UP}|{DOWN}|[^\u4e00-\u9fff]|[一二两三四五六七八九十半几]{{1,2}}个?[年月周季天]|同比|环比|幅度?|人民币|港币|港元|新台币|约|近|达到?|超过?|为|了|累计|总体|整体|合计|一?年|里|内|期间|分别|以来|则|又|已|再|仍|仅|只|连续|反而|大幅|小幅|明显|显著",
                "",
                page.own(mark),
            )
        )
        >= 2
    )
