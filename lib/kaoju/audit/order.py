"""Order: what the words say of larger and smaller, first and last, rising and falling, against the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaoju.audit.arithmetic import Check
from kaoju.audit.page import DOWN, UP, Mark, Page, bare, overlap, same_measure
from kaoju.intervals import Interval
from kaoju.records import Bound, Role, Status

_MORE = r"高于|高过|超过|超越|超出|大于|多于|优于|快于|胜过|好于|领先于?|反超|赶超"
_LESS = r"低于|小于|少于|不及|落后于?|逊于|弱于|慢于|不如"
# "高于美国的67%" compares; "高于67%" only bounds.
_COMPARISON = re.compile(
    f"(?P<more>{_MORE})(?P<np1>[^，。；;\\d]{{1,24}})$|(?P<less>{_LESS})(?P<np2>[^，。；;\\d]{{1,24}})$"
)
_LATER = re.compile(
    f"(?P<np0>[^，。；;：]{{0,20}})(?P<word>(?:显著|明显|远|大幅|略)?(?P<more>{_MORE})|(?:显著|明显|远|大幅|略)?(?P<less>{_LESS}))(?P<np>[^，。；;\\d]{{1,16}})[，,：]"
)
_FROM_TO = re.compile(f"(?P<up>{UP}|升至|增至|涨至|扩张)|(?P<down>{DOWN}|降至|跌至|减至|缩至)")
_TOP = re.compile(
    r"最高|最大|最多|首位|居首|榜首|第一(?!次|时间|季|大股东|款|个|台|部|阶段|批|产业)|领跑|夺冠|问鼎"
)
_BOTTOM = re.compile(r"最低|最小|最少|垫底|末位")
_EVEN = re.compile(r"^[^。；;]{0,40}(?:更|甚至|乃至)[^，。；;\d]{0,14}$")
_ONLY = re.compile(r"^[^。；;]{0,40}(?:而|但|却|相比之下)[^。；;]{0,24}(?:仅|只|才)[^，。；;\d]{0,8}$")
_SHRINK = re.compile(
    r"(?:这一|该|上述|此)?(?P<what>差距|差异|比例|占比|份额|成本|时间|周期)[^，。；;\d]{0,8}(?P<word>(?:已|大幅|急剧|进一步|迅速){0,2}(?:(?P<down>缩小|收窄|下降|降低|缩短|降|减少)|(?P<up>扩大|上升|提升|升|增加|拉大))(?:至|到)(?:仅|只有|约)?)$"
)
_LEAD = re.compile(
    r"(?P<who>[\u4e00-\u9fffA-Za-z]{2,12}?)(?P<word>(?:仍然?|依然|继续|始终|目前)?(?:保持|占据|占|具有|拥有|处于)[^，。；;—]{0,6}(?:优势|领先)(?:地位)?)(?![\u4e00-\u9fff])"
)
_TOP_N = re.compile(r"(?:TOP|Top|top|前)\s?(\d{1,4}|十|百|五|三|二十)(?:名|位|强|大)?")
_NUMERALS = {"三": 3, "五": 5, "十": 10, "二十": 20, "百": 100}


def find_orders(page: Page) -> Iterator[Check]:
    """Findings about comparisons, directions, ranks and members of a part."""
    for mark in page.marks:
        for find in (_compared, _moved, _even, _shrunk, _members, _top_few, _still):
            if found := find(page, mark):
                yield found
    yield from _thresholds(page)
    for sentence in page.sentences:
        marks = page.in_sentence(sentence.index)
        if 2 <= len(marks) <= 80:
            yield from _announced(page, marks)
            yield from _superlative(page, marks)
            yield from _leads(page, marks)


def _check(
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
    if mark.claim.role in (Role.CHANGE, Role.RANK, Role.GAP) or mark.claim.unit in ("x", "rank", "pp"):
        return None
    others = [m for m in page.beside(mark) if m.b <= mark.a and m.claim.unit == mark.claim.unit]
    others = [
        m for m in others if m.claim.role not in (Role.CHANGE, Role.RANK, Role.GAP) and same_measure(m, mark)
    ]
    if not others:
        return None
    text = re.sub(r"[（(]$", "", page.before(mark))
    m = _COMPARISON.search(text[-28:])
    if not m or re.search(r"(?:以上|以内|预期|目标)", m[0]):
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
    small, large = (mark, x) if m["more"] else (x, mark)
    return _check(page, small, large, (at, at + len(word)), f"the text says {word}", (x, mark))


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
        yield _check(
            page, small, large, (at, at + len(m["word"])), f"the text says {m['more'] or m['less']}", (a, b)
        )
        return


def _moved(page: Page, mark: Mark) -> Check | None:
    """从2023年的20%急剧缩小至0.3%: the figures move as the verb says."""
    before = [m for m in page.beside(mark) if m.b <= mark.a]
    if not before or not (same_measure(before[-1], mark)):
        return None
    x, gap = before[-1], page.between(before[-1], mark)
    if (
        not re.search(r"(?:从|由|自)[^，。；;]{0,24}$", page.before(x))
        or len(gap) > 24
        or not re.search(r"(?:至|到|为|成)[^，。；;]{0,12}$", gap)
    ):
        return None
    verb = _FROM_TO.search(gap)
    if verb is None or mark.claim.role is Role.RANK:
        return None
    at = x.end + verb.start()
    small, large = (x, mark) if verb["up"] else (mark, x)
    return _check(page, small, large, (at, x.end + len(gap)), f"the text says {gap}", (x, mark))


def _even(page: Page, mark: Mark) -> Check | None:
    """动用2.5万块，Grok 3更使用20万张; 而DeepSeek仅能用2048张."""
    if mark.claim.role not in (Role.LEVEL, Role.SHARE) or mark.claim.unit in ("rank", "x", "pp"):
        return None
    before = [m for m in page.beside(mark) if m.b <= mark.a]
    if not before or before[-1].claim.role is not mark.claim.role or before[-1].claim.unit != mark.claim.unit:
        return None
    x, gap = before[-1], page.between(before[-1], mark)
    if even := _EVEN.search(gap):
        return (
            _check(page, x, mark, None, f"the text says {gap[-6:].strip('，,')}", (x, mark)) if even else None
        )
    if _ONLY.search(gap):
        return _check(page, mark, x, None, "the text says 仅", (x, mark))
    return None


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


def _superlative(page: Page, marks: Sequence[Mark]) -> Iterator[Check]:
    """占比最高，为32%，…18%，…17%; 49.2%位居第一，27%、17%位列第二、第三."""
    for mark in marks:
        if mark.claim.role is not Role.SHARE and not (mark.is_level and mark.claim.role is not Role.RANK):
            continue
        peers = [
            m
            for m in marks
            if m.claim.unit == mark.claim.unit
            and m.claim.role is mark.claim.role
            and (mark.claim.role is Role.SHARE or _alike(m, mark))
        ]
        peers = [m for m in peers if not re.search("合计|总|共", page.clause(m))]
        part = [
            m
            for m in peers
            if not re.search("[；;]", page.text[min(m.end, mark.end) : max(m.start, mark.start)])
        ]
        peers = part if len(part) >= 3 else peers
        if len(peers) < 3 or mark not in peers:
            continue
        around = page.clause(mark) + "#" + re.split(r"[；;。]", page.after(mark, 14))[0]
        around = page.before(mark)[-10:] + around if len(page.clause(mark)) < 4 else around
        top, bottom = _TOP.search(around), _BOTTOM.search(around)
        if not (top or bottom) or mark is not peers[0]:
            continue
        others = [m.value for m in peers if m.order != mark.order]
        good = mark.value >= max(others) if top else mark.value <= min(others)
        word = (top or bottom)[0]  # type: ignore[index]
        listed = ", ".join(m.words for m in peers)
        text = f"{mark.words} is {'' if good else 'not '}the {'largest' if top else 'smallest'} of {listed}; the text says {word}."
        at = page.text.find(word, max(0, mark.start - 24), mark.end + 16)
        stated = page.span(at, at + len(word)) if at >= 0 else None
        status = Status.HOLDS if good else Status.FAILS
        values = Interval(min(*others, mark.value), max(*others, mark.value))
        yield Check("order", stated, tuple(peers), status, values, round(1 - 1 / len(peers), 3), text)
        return


def _alike(a: Mark, b: Mark) -> bool:
    return overlap(bare(a.claim.metric), bare(b.claim.metric)) >= 0.75 or a.claim.metric == b.claim.metric


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
        yield _check(page, b, a, (at, at + len(m[0])), f"the text says {m[0]}", (a, b))
        return


def _members(page: Page, mark: Mark) -> Check | None:
    """前十名中华人团队占据8席，其中阿里一家贡献18个: a part larger than its whole; 8 of ten."""
    if mark.claim.unit != "count" or mark.claim.role is not Role.LEVEL or mark.value > 1000:
        return None
    before = [m for m in page.beside(mark) if m.b <= mark.a]
    if not before or before[-1].claim.unit != "count" or before[-1].claim.role is not Role.LEVEL:
        return None
    whole, gap = before[-1], page.between(before[-1], mark)
    if not re.match(
        r"[，,；;（(。]?其中[^，。；;\d]{0,16}(?:贡献|占|有|来自|为|包括|达|是)了?[^，。；;\d]{0,6}$", gap
    ):
        return None
    if not (
        re.search(r"席$", whole.claim.text)
        or (same_measure(whole, mark) and whole.claim.counted == mark.claim.counted)
    ):
        return None
    extents = [
        _NUMERALS.get(n) or int(n)
        for n in _TOP_N.findall(page.before(whole))
        if n in _NUMERALS or n.isdigit()
    ]
    if mark.value > whole.value and any(Decimal(n) >= mark.value for n in extents):
        top = max(extents)
        text = f"{mark.words} are more than {whole.words}, but the list has {top} places: both are possible."
        return Check("order", None, (whole, mark), Status.HOLDS, Interval(whole.value, mark.value), 0.5, text)
    good = mark.value <= whole.value
    text = f"{mark.words} {'<=' if good else '>'} {whole.words}: the part is {'within' if good else 'larger than'} its whole"
    wider = None if good else _wider_list(page, mark)
    text += f"; elsewhere the text tells the {mark.words} of a list of {wider} places." if wider else "."
    status = Status.HOLDS if good else Status.FAILS
    values = Interval(min(whole.value, mark.value), max(whole.value, mark.value))
    return Check("order", mark, (whole,), status, values, 0.5, text)


def _wider_list(page: Page, mark: Mark) -> int | None:
    """在趋势榜TOP100中…18个上榜模型: the places of a longer list that the same number is told of elsewhere."""
    for again in page.amounts(mark):
        if again.sentence.index == mark.sentence.index or again.value != mark.value:
            continue
        named = [n for n in _TOP_N.findall(page.before(again)) if n in _NUMERALS or n.isdigit()]
        places = max((_NUMERALS.get(n) or int(n) for n in named), default=0)
        if places >= mark.value and same_measure(again, mark) and page.owners(again) & page.owners(mark):
            return places
    return None


def _top_few(page: Page, mark: Mark) -> Check | None:
    """前十名企业合计拿到超百亿元 of 总融资规模约370亿元."""
    if not mark.is_level or not re.search(
        r"前(?:\d{1,3}|[一二三四五六七八九十百]{1,2})(?:名|大|家|强|位)[^，。；;]{0,20}(?:合计|共|总共|总计)",
        page.before(mark)[-40:],
    ):
        return None
    totals = [
        m for m in page.in_block(mark)
        if m.order < mark.order and mark.sentence.index - m.sentence.index <= 1 and m.is_level and same_measure(m, mark) and re.search("总|整体|全部", page.clause(m))
    ]  # fmt: skip
    if not totals:
        return None
    whole = totals[-1]
    good = mark.interval.low <= whole.interval.high
    text = f"{mark.words} of the first few {'<=' if good else '>'} {whole.words} in all."
    values = Interval(min(mark.value, whole.value), max(mark.value, whole.value))
    return Check("order", mark, (whole,), Status.HOLDS if good else Status.FAILS, values, 0.5, text)


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
