"""Movement: what the words say of rising and falling, from one figure to another, against the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaoju.audit.alike import same_measure
from kaoju.audit.arithmetic import Check
from kaoju.audit.mark import Mark
from kaoju.audit.order import ordered
from kaoju.audit.page import Page
from kaoju.intervals import Interval
from kaoju.records import Bound, Role, Status

# The syllable right before 到 or 至 tells the direction: 滑到, 攀高至, 翻番至, 收窄至. 恶化 and 改善 tell none of the figure:
# a ratio of bad loans that rises has worsened; nor does 由下降2.9%转为上涨0.3%.
_UP = "上修|上调|调高|扩容|[升增涨扩攀爬高大长加窜飙多番宽快冲提抬]"
_DOWN = "下修|下调|下探|调低|缩水|缩编|[降跌减缩滑掉挫削砍压落低小短少窄缓]"
_REACHED = re.compile(
    rf"(?P<word>(?P<up>{_UP})|(?P<down>{_DOWN}))了?(?:至|到|成|为)(?:\d{{1,2}}月|[^，。；;\d]){{0,12}}$"
)
_WORSE = re.compile(r"(?P<worse>恶化|转差|变差)|(?P<better>改善|好转)")
_BURDEN = re.compile(
    r"不良|减值|坏账|呆账|逾期|失业|亏损|负债|杠杆|拥堵|污染|死亡|发病|投诉|通胀|赤字|空置|流失|能耗|浓度|违约"
)
_FROM = re.compile(r"(?:从|由|自)[^，。；;]{0,24}$")
_EARLIER = re.compile(r"去年|上年|上[月季周]|前一|一年前|[年月]初|此前|之前")
_SHRINK = re.compile(
    rf"(?:这一|该|上述|此)?(?P<what>差距|差异|比例|占比|份额|成本|时间|周期)[^，。；;\d]{{0,8}}?(?P<word>(?:已|大幅|急剧|进一步|迅速){{0,2}}[^，。；;\d]{{0,2}}?(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?:至|到)(?:仅|只有|约)?)$"
)


def find_movements(page: Page) -> Iterator[Check]:
    """Findings about figures that are said to move."""
    for mark in page.marks:
        for find in (_moved, _reached, _set_against, _shrunk, _still, _met):
            if found := find(page, mark):
                yield found


def _moved(page: Page, mark: Mark) -> Check | None:
    """从2023年的20%急剧缩小至0.3%: the figures move as the verb says."""
    last = page.marks[mark.order - 1] if mark.order else None
    if last is None or last.sentence.index != mark.sentence.index or not same_measure(last, mark):
        return None
    gap = page.between(last, mark)
    if len(gap) > 24 or mark.claim.role is Role.RANK or not re.search("[到至成为]", gap):
        return None
    verb, worse = _REACHED.search(gap), _WORSE.search(gap)
    if verb and not (_FROM.search(page.before(last)) or verb["word"] == "番"):
        return None
    if verb is None and (
        worse is None or not _BURDEN.search(page.before(last)[-24:] + (mark.claim.metric or ""))
    ):
        return None  # whether a figure that 改善 has risen depends on what it measures
    found = verb or worse
    up = bool(verb["up"]) if verb else bool(worse and worse["worse"])
    at = last.end + (found.start() if found else 0)
    small, large = (last, mark) if up else (mark, last)
    return ordered(
        page, small, large, (at, last.end + len(gap)), f"the text says {gap.strip('，,')}", (last, mark)
    )


def _reached(page: Page, mark: Mark) -> Check | None:
    """爬到3.7%，去年同期还不足1%: the earlier figure follows."""
    base = page.marks[mark.order + 1] if mark.order + 1 < len(page.marks) else None
    if base is None or base.sentence.index != mark.sentence.index or not same_measure(base, mark):
        return None
    verb = _REACHED.search(page.own(mark))
    gap = page.between(mark, base)
    if verb is None or not re.match(r"[，,（(]", gap) or not _EARLIER.search(gap) or len(gap) > 16:
        return None
    if (
        _FROM.search(page.before(mark)[-24:])
        or base.claim.role in (Role.CHANGE, Role.GAP)
        or page.direction(base)
    ):
        return None  # 降至26微克，比上年少3微克: the second figure is the change
    at = mark.start - len(page.own(mark)) + verb.start()
    small, large = (base, mark) if verb["up"] else (mark, base)
    return ordered(page, small, large, (at, mark.start), f"the text says {verb[0]}", (mark, base))


_SET_AGAINST = re.compile(
    r"(?:的(?:水平|比例|成绩|数字)?)?(?:再|更|又|有所?|明显|大幅|进一步|略有?|小幅|稍|均|都|已){0,2}(?:(?P<up>为高|为多|上调|调高|调升|[上更][上进]一?[级层步]|上一?(?:级|层楼|个?台阶)|升高|上升|提升|提高|回升|走高|增加|增长|抬升|扩大)|(?P<down>为低|为少|下调|调低|下修|下降|回落|走低|下滑|降低|减少|收窄|缩小|下跌))(?:了|不少|许多|很多)?(?![^，。；;]{0,3}\d|[^，。；;\d]{0,2}[两三四五六七八九半][成倍个]|一[成倍半])"
)


def _set_against(page: Page, base: Mark) -> Check | None:
    """占74.4%，较9月的71.9%再上一级: the verb stands behind the base and no amount of change follows."""
    now = page.marks[base.order - 1] if base.order else None
    if (
        now is None
        or now.part != base.part
        or not same_measure(now, base)
        or now.claim.bound is not Bound.EXACT
    ):
        return None
    if now.claim.role in (Role.CHANGE, Role.GAP, Role.RANK) or base.claim.role is not now.claim.role:
        return None
    said = _SET_AGAINST.match(page.after(base, 24))
    if said is None or not re.fullmatch(
        "[，,](?:已|则|却|都)?(?:[较比]|相[比较])[^，。；;]{0,12}", page.between(now, base)
    ):
        return None
    small, large = (base, now) if said["up"] else (now, base)
    at = base.end + said.start()
    return ordered(page, small, large, (at, base.end + said.end()), f"the text says {said[0]}", (now, base))


def _shrunk(page: Page, mark: Mark) -> Check | None:
    """高出9.3%。但到2025年2月，这一差距已缩小至仅1.70%: against the same gap told before."""
    m = _SHRINK.search(page.before(mark)[-40:])
    if not m or re.search(r"(?:从|由)[^，。；;]{0,24}$", page.before(mark)):
        return None
    now = _enumeration(page, mark, forward=True)
    earlier = [
        x
        for x in page.in_block(mark)
        if x.order < mark.order
        and x.claim.unit == mark.claim.unit
        and x.claim.role in (mark.claim.role, Role.GAP)
    ]
    if (
        not (mark.claim.role is Role.GAP or m["what"] in ("差距", "差异"))
        or len(earlier) < len(now)
        or mark.order - earlier[-1].order > 2
    ):
        return None
    then = earlier[-len(now) :]
    falls = bool(m["down"])
    good = all((b.value < a.value) is falls for a, b in zip(then, now, strict=True))
    at = mark.start - len(page.before(mark)[-40:]) + m.start("word")
    pairs = ", ".join(f"{a.words} to {b.words}" for a, b in zip(then, now, strict=True))
    values = [abs(a.value - b.value) for a, b in zip(then, now, strict=True)]
    return Check(
        "order", page.span(at, at + len(m["word"])), (*then, *now), Status.HOLDS if good else Status.FAILS,
        Interval(min(values), max(values)), round(1 - 0.5 ** len(now), 3),
        f"{pairs}: {'all fall' if good and falls else 'all rise' if good else 'not all move so'}; the text says {m['word']}.",
    )  # fmt: skip


def _enumeration(page: Page, mark: Mark, *, forward: bool) -> list[Mark]:
    run = [mark]
    for m in page.marks[mark.order + 1 : mark.order + 13] if forward else ():
        if not re.fullmatch(r"[、,，和与及]{1,2}", page.between(run[-1], m)):
            break
        run.append(m)
    return run


def _still(page: Page, mark: Mark) -> Check | None:
    """8.5倍，2025年差距仍维持在5:1以上: what still holds must have held."""
    if (
        not re.search(r"仍然?(?:维持|保持|高于|有|在|达|超过)?[^，。；;\d]{0,4}$", page.before(mark)[-12:])
        or mark.claim.bound is not Bound.AT_LEAST
    ):
        return None
    kinds = ({"x", "ratio"}, {"%"}, {"pp"})
    before = [m for m in page.beside(mark) if m.b <= mark.a]
    if not before or not any({mark.claim.unit, before[-1].claim.unit} <= k for k in kinds):
        return None
    x = before[-1]
    good = x.interval.overlaps(mark.interval)
    text = f"{x.words} {'>=' if good else '<'} {mark.words}; the text says it still holds."
    return Check(
        "order",
        mark,
        (x,),
        Status.HOLDS if good else Status.LOOSE,
        Interval(min(x.value, mark.value), max(x.value, mark.value)),
        0.5,
        text,
    )


_MET = re.compile(r"(?P<word>(?:提前|超额)(?:完成|实现|达成))[^，。；;\d]{0,10}$")
_AIM = re.compile(r"的?[^，。；;\d]{0,6}(?:目标|任务|计划)")


def _met(page: Page, aim: Mark) -> Check | None:
    """累计交付39.2万辆，已提前完成38万辆的年度目标: what met an aim is no less than the aim."""
    done = page.marks[aim.order - 1] if aim.order else None
    while done is not None and done.part == aim.part and not (done.is_level and same_measure(done, aim)):
        done = page.marks[done.order - 1] if done.order else None
    said = _MET.search(page.own(aim))
    if done is None or done.part != aim.part or said is None or not _AIM.match(page.after(aim, 16)):
        return None
    if "累计" not in page.own(done) and not re.fullmatch(
        "[，,][^，。；;]{0,12}", page.between(page.marks[aim.order - 1], aim)
    ):
        return None
    at = aim.start - len(page.own(aim)) + said.start()
    word = at, at + len(said["word"])
    if aim.value == done.value:
        return None
    return ordered(page, aim, done, word, f"the text says {said['word']}", (done, aim))
