"""Order: what the words say of larger and smaller against the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.alike import bare, same_measure
from kaoju.audit.arithmetic import Check
from kaoju.audit.formulas import one_unit
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.audit.signs import is_base
from kaoju.intervals import Interval
from kaoju.records import Role, Status

_MORE = r"高于|高过|超过|超越|超出|大于|多于|优于|快于|胜过|好于|领先于?|反超|赶超|力压|压过|盖过|赢过|抛离|碾压|跑赢|多过|大过|贵过|快过|优胜于"
_LESS = r"低于|小于|少于|不及|落后于?|逊于|弱于|慢于|不如|跑输|少过|细过|慢过|低过|输给"
_NAMED = r"(?:[12]\d{3}年|\d{1,2}月|[^，。；;\d]){1,24}"  # 2024年的, 11月的, 美国的
# "高于美国的67%" compares; "高于67%" only bounds.
_COMPARISON = re.compile(f"(?P<more>{_MORE}){_NAMED}$|(?P<less>{_LESS}){_NAMED}$")
_LATER = re.compile(
    f"(?P<np0>[^，。；;：]{{0,20}})(?P<word>(?:显著|明显|远|大幅|略)?(?P<more>{_MORE})|(?:显著|明显|远|大幅|略)?(?P<less>{_LESS}))(?P<np>[^，。；;\\d]{{1,16}})[，,：]"
)
_EVEN = re.compile(
    r"^[^。；;]{0,40}(?:更(?![新换改名加])|甚至|乃至)[^，。；;\d]{0,14}(?:，(?:达到?|为|高达|约为?|至))?$"
)
_ONLY = re.compile(r"^[^。；;]{0,40}(?:而|但|却|相比之下)[^。；;]{0,24}(?:仅|只|才)[^，。；;\d]{0,8}$")
# 占32.7%，去年3月这一比例还只有19.3%: the earlier figure is called small
_ONLY_THEN = re.compile(
    r"^[，,（(][^。；;]{0,30}(?:还(?:只|仅|不过|不到)|仅|只|才)(?:不过|不到)?(?:有|为|是|占|能)[^，。；;\d]{0,4}$"
)
_LEAD = re.compile(
    r"(?P<who>[\u4e00-\u9fffA-Za-z]{2,12}?)(?P<word>(?:仍然?|依然|继续|始终|目前)?(?:保持|占据|占|具有|拥有|处于)[^，。；;—]{0,6}(?:优势|领先)(?:地位)?)(?![\u4e00-\u9fff])"
)


def find_orders(page: Page) -> Iterator[Check]:
    """Findings about comparisons."""
    for mark in page.marks:
        for find in (_compared, _even):
            if found := find(page, mark):
                yield found
    yield from _thresholds(page)
    for sentence in page.sentences:
        marks = page.in_sentence(sentence.index)
        if 2 <= len(marks) <= 80:
            yield from _announced(page, marks)
            yield from _leads(page, marks)


def ordered(
    page: Page,
    small: Mark,
    large: Mark,
    word: tuple[int, int] | None,
    told: str,
    inputs: tuple[Mark, ...] | None = None,
) -> Check:
    """Is `small` smaller than `large`, as the words say?"""
    status = Status.HOLDS
    if small.value >= large.value:
        status = Status.LOOSE if small.interval.overlaps(large.interval) else Status.FAILS
    sign = {Status.HOLDS: "<", Status.LOOSE: "~", Status.FAILS: ">"}[status]
    text = f"{small.words} {sign} {large.words}; {told}."
    stated = page.span(*word) if word else None
    values = Interval(min(small.value, large.value), max(small.value, large.value))
    return Check("order", stated, inputs or (small, large), status, values, 0.5, text)


def _compared(page: Page, mark: Mark) -> Check | None:
    """国产占比17%，超越美国的15.8%."""
    if mark.claim.unit == "%" and (found := _outpaced(page, mark)):
        return found
    if mark.claim.role in (Role.CHANGE, Role.RANK, Role.GAP) or mark.claim.unit in ("x", "rank", "pp"):
        return None
    others = [m for m in page.beside(mark) if m.b <= mark.a and one_unit(m, mark)]
    others = [m for m in others if m.claim.role not in (Role.CHANGE, Role.RANK, Role.GAP)]
    others = [m for m in others if m.claim.unit == "%" or not is_base(page, m)]
    if not others:
        return None
    text = re.sub(r"[（(]$", "", page.before(mark))
    m = _COMPARISON.search(text[-28:])
    if not m or re.search(r"(?:以上|以内|目标)", m[0]):
        return None
    at = mark.start - len(page.before(mark)) + len(text) - len(text[-28:]) + m.start()
    x = others[-1]
    following = page.marks[mark.order + 1] if mark.order + 1 < len(page.marks) else None
    if (
        following
        and following.claim.unit == mark.claim.unit
        and re.fullmatch("[、和与及]", page.between(mark, following))
    ):
        return None  # 毛利率63%，营益率54%，双双超越上季的62.3%、54%: two lists
    if any(o.a >= x.b and o.b <= mark.a for o in page.beside(mark)) and not re.search(
        r"[，,]", page.between(x, mark)
    ):
        return None
    word = m["more"] or m["less"]
    if x.is_level and not 1 <= 4 * mark.value / (x.value or 1) <= 16:
        return None  # 限额为768.0亿元，余额低于限额24.4亿元: by so much lower
    small, large = (mark, x) if m["more"] else (x, mark)
    return ordered(page, small, large, (at, at + len(word)), f"the text says {word}", (x, mark))


_PACE = re.compile(
    r"^[，,（(](?P<size>[^，。；;]{0,8}[降跌减]幅)?(?:[^，。；;]{0,6}?(?:增速|增幅|涨幅|升幅))?[^，。；;]{0,4}?(?P<word>(?P<more>快于|高于|高过|大于|超过|跑赢|优于|快过|强于)|(?P<less>慢于|低于|小于|不及|跑输|弱于))[^，。；;\d]{1,16}(?:的|为)$"
)


def _outpaced(page: Page, mark: Mark) -> Check | None:
    """增长7.2%，快于进口的3.1%: two rates of change; 下降7.2%，降幅小于行业的9% compares their sizes."""
    x = page.marks[mark.order - 1] if mark.order else None
    if x is None or x.part != mark.part or x.claim.unit != "%" or x.claim.role is not Role.CHANGE:
        return None
    said = _PACE.match(page.between(x, mark))
    falls = page.direction(x) < 0
    if said is None or not page.direction(x) or falls is not bool(said["size"]) or mark.value < 0:
        return None
    small, large = (mark, x) if said["more"] else (x, mark)
    at = x.end + said.start("word")
    word = said["word"]
    return ordered(page, small, large, (at, at + len(word)), f"the text says {word}", (x, mark))


def _announced(page: Page, marks: Sequence[Mark]) -> Iterator[Check]:
    """国产成本显著低于国际水平，平均为38.2元，而国际平均为158.3元."""
    text = marks[0].sentence.text
    for m in _LATER.finditer(text):
        later = [x for x in marks if x.a >= m.end()]
        if any(x.a < m.start("word") for x in marks if later and same_measure(x, later[0])) or len(later) < 2:
            continue
        a, b = later[0], later[1]
        if (
            not same_measure(a, b)
            or a.claim.role in (Role.CHANGE, Role.RANK)
            or re.search("[。；;]", page.between(a, b))
        ):
            continue
        if not set(bare(m["np"])[:2]) & set(bare(page.between(a, b))):
            continue
        at = a.sentence.norm_start + m.start("word")
        small, large = (b, a) if m["more"] else (a, b)
        yield ordered(
            page, small, large, (at, at + len(m["word"])), f"the text says {m['more'] or m['less']}", (a, b)
        )
        return


def _even(page: Page, mark: Mark) -> Check | None:
    """动用2.5万块，Grok 3更使用20万张; 而DeepSeek仅能用2048张."""
    if mark.claim.role not in (Role.LEVEL, Role.SHARE, Role.CHANGE) or mark.claim.unit in ("rank", "x", "pp"):
        return None
    before = [m for m in page.beside(mark) if m.b <= mark.a]
    if not before or before[-1].claim.role is not mark.claim.role or before[-1].claim.unit != mark.claim.unit:
        return None
    x, gap = before[-1], page.between(before[-1], mark)
    if not one_unit(x, mark):
        return None
    if mark.claim.role is Role.CHANGE and (
        not page.direction(x) or page.direction(x) != page.direction(mark)
    ):
        return None  # 下降2.1%，…降幅更是达到11.7%: changes of one direction alone compare
    if even := _EVEN.search(gap):
        return (
            ordered(page, x, mark, None, f"the text says {gap[-6:].strip('，,')}", (x, mark))
            if even
            else None
        )
    if _ONLY.search(gap) or (_ONLY_THEN.search(gap) and is_base(page, mark)):
        return ordered(page, mark, x, None, "the text says 仅", (x, mark))
    return None


def _leads(page: Page, marks: Sequence[Mark]) -> Iterator[Check]:
    """美国仍保持明显优势——美国机构发布40个模型，中国为15个."""
    text = marks[0].sentence.text
    for m in _LEAD.finditer(text):
        who = m["who"][-2:]
        later = [x for x in marks if x.a >= m.end() and x.claim.role is Role.LEVEL]
        mine = [x for x in later if who in page.lead(x)]
        if not mine:
            continue
        a = mine[0]
        b = next(
            (x for x in later if x.order == a.order + 1 and same_measure(a, x) and who not in page.lead(x)),
            None,
        )
        if b is None or re.search("[。；;]", page.between(a, b)):
            continue
        at = a.sentence.norm_start + m.start()
        yield ordered(page, b, a, (at, at + len(m[0])), f"the text says {m[0]}", (a, b))
        return


_THRESHOLD = re.compile(
    f"(?P<word>(?P<more>{_MORE})|(?P<less>{_LESS}))(?P<np>[^，。；;\\d]{{0,8}}(?:临界点|荣枯线|分界线|警戒线|及格线|警戒值|目标线|荣枯分水岭))的?(?P<n>\\d{{1,4}}(?:\\.\\d{{1,3}})?)(?P<pct>%?)"
)


def _thresholds(page: Page) -> Iterator[Check]:
    """采购经理指数49.8%，高于临界点50%: the threshold itself is no claim, the comparison is one."""
    for sentence in page.sentences:
        for m in _THRESHOLD.finditer(sentence.text):
            before = [x for x in page.in_sentence(sentence.index)[:200] if x.b <= m.start() and x.is_level]
            if not before or before[-1].claim.unit not in ("%", "1", "score"):
                continue
            x, line = before[-1], Decimal(m["n"])
            good = x.interval.high > line if m["more"] else x.interval.low < line
            at = sentence.norm_start + m.start()
            text = f"{x.words} {'>' if x.value > line else '<' if x.value < line else '='} {m['n']}{m['pct']}; the text says {m['word']}."
            number_at = sentence.norm_start + m.start("n")
            inputs = (x, page.span(number_at, sentence.norm_start + m.end()))
            yield Check(
                "order",
                page.span(at, at + len(m["word"] + m["np"])),
                inputs,
                Status.HOLDS if good else Status.FAILS,
                Interval(min(x.value, line), max(x.value, line)),
                0.5,
                text,
            )
