"""Coordinate numbers and what they point back to: 甲、乙分别为3%和5%, 上述三项依次为…, 前者36%，后者12%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kaoju.language.grammar import measure_at_end, measure_start, verbs
from kaoju.language.names import EDGE, conjuncts, strip_lead, tidy
from kaoju.language.vocabulary import INNER_ACTION
from kaoju.records import Quantity
from kaoju.roles import role_of
from kaoju.subjects.discourse import About, Discourse
from kaoju.text.lexis import is_boundary, is_name

_SUFFIX = re.compile(r"(?:同比|环比)?(?:增速|增幅|降幅|涨幅|跌幅|升幅|提升|增加额|减少额|占.*比例)$")
_RECALLING = re.compile(
    r"(?:上述|以上|这|前)?([两二三四五六])(?:项|者|个|组|类|款|家)[^，\d]{0,6}?(?:分别|依次|各)"
)
_RESPECTS = frozenset("别次各")  # 分别, 依次, 各
_RESPECTIVE = re.compile(r"分别|依次|各")
_COUNTRIES = {
    c[0]: c for c in ("美国", "日本", "韩国", "英国", "德国", "法国", "中国", "印度", "俄罗斯", "欧洲")
}
# Compounds that name two or four at once: 城乡居民…分别为, 男女各占.
_COMPOUNDS = (
    ("城乡", ("城镇", "农村")),
    ("男女", ("男性", "女性")),
    ("中美", ("中国", "美国")),
    ("内外资", ("内资", "外资")),
    ("北上广深", ("北京", "上海", "广州", "深圳")),
)
_TALLY = re.compile(r"[两三四五六七八九十]大?(?:地|国|省|市|者|家|款|项|类|区|[个家款][^，、]{1,6})$")
_GRADE = re.compile(r"[大中小微轻重高低东西][小微高低]?([型级线档端部].*)")
_MADE_AND_SOLD = re.compile(r"(.*?)产、?销量?(?:数量)?$")
_CITIES = re.compile(r"^[两三四]?[个大]?(?:一线城市|地|市)$")
_MATTER = frozenset("金银铜铝铅锌锡镍铁锰钴锂煤钢油气电水热风光粮棉糖米麦猪牛羊鸡")
_AND_OTHERS = re.compile(r"等.*$")


def coordinate(d: Discourse, about: About, group: Sequence[Quantity], left: str) -> list[About]:
    """Give coordinate numbers their own subjects: 工业、金融、医疗行业渗透率分别达58%、52%、49%.

    Args:
        about: What the first of them is about.
        group: Two numbers or more.
        left: The words between the number before them and the first.
    """
    before = _recalled(d, left, len(group)) or d.group
    if len(before) == len(group) and _RECALLING.match(strip_lead(left).strip(EDGE)):
        continuing = replace(about, elliptic=True)
        return [
            replace(about, unit=q.unit, subject=old.subject, metric=_of_old(continuing, old))
            for old, q in zip(before, group, strict=True)
        ]
    return (
        _by_compound(about, group)
        or _by_subjects(about, group)
        or _by_measures(d, about, group)
        or _like_group(d, about, group, before, left)
        or _like_told(d, about, group, left)
        or [replace(about, unit=q.unit) for q in group]
    )


def _owners(about: About, group: Sequence[Quantity], names: list[str]) -> list[About]:
    """The same of each of these: 美、日、韩三地|分别为3%、5%和7%."""
    names = [*names[:-1], _TALLY.sub("", names[-1]) or names[-1]]  # 美、日、韩|三地
    last = _GRADE.match(names[-1])  # 大、中型企业
    full = [name + last[1] if last and len(name) == 1 else _COUNTRIES.get(name, name) for name in names]
    return [
        replace(about, unit=q.unit, role=role_of(q.unit, about.kind, about.metric), subject=tidy(name))
        for name, q in zip(full, group, strict=True)
    ]


def _measures(about: About, group: Sequence[Quantity], names: list[str]) -> list[About]:
    """Each of these measures of the one subject: 汽车|产销."""
    made = []
    for name, q in zip(names, group, strict=True):
        metric = tidy(name)
        role = role_of(q.unit, about.kind, about.metric)
        made.append(replace(about, unit=q.unit, role=role, metric=metric, base=metric))
    return made


_SPANS = re.compile(r"(同比|按年)(环比|按季|按月)")


def _by_compound(about: About, group: Sequence[Quantity]) -> list[About] | None:
    """A compound that names all of them: 汽车|产销|分别完成270万辆和280万辆, 城乡|居民, 按年及按季|分别增长."""
    n = len(group)
    if n == 2 and about.kind == "change" and (m := _SPANS.search(about.metric or "")):
        rest = (about.metric or "").partition(m[0])
        return [
            replace(about, metric=rest[0] + since + rest[2], unit=q.unit)
            for since, q in zip(m.groups(), group, strict=True)
        ]
    if n == 2 and (m := _MADE_AND_SOLD.match(about.metric or "")):
        return _measures(about, group, [m[1] + "产量", m[1] + "销量"])
    if n == 2 and (m := _MADE_AND_SOLD.match(about.subject or "")) and m[1]:
        about = replace(about, subject=tidy(m[1]), kind="level")
        return _measures(about, group, ["产量", "销量"])  # 汽车产销分别完成270万辆和280万辆
    parts = _several(about.subject or "", n)
    return _owners(about, group, parts) if parts else None


def _by_subjects(about: About, group: Sequence[Quantity]) -> list[About] | None:
    """A list in the subject, whose last member may have taken up what is said of all: 教育、社会保障和就业、卫生健康|支出."""
    n, subject = len(group), about.subject or ""
    if len(names := _names(subject, n)) == n:
        if (
            (m := INNER_ACTION.match(names[-1]))
            and m["verb"] in verbs()["nominal"]
            and about.metric == "数量"
        ):
            names[-1], about = m["head"], replace(about, metric=m["verb"] + m["noun"] + "数量")
        tail = _said_of_all(names)
        if tail and about.metric:
            names[-1] = names[-1].removesuffix(tail)
            if not about.metric.startswith(tail):  # a change has it from the value before
                about = replace(about, metric=tail + about.metric, base=tail + (about.base or about.metric))
        return _owners(about, group, names)
    if "、" in subject and len(names := (subject + (about.metric or "")).split("、")) == n:
        tail = names[-1][measure_start(names[-1]) :]  # 教育、社会保障和就业、卫生健康支出
        names[-1] = names[-1].removesuffix(tail)
        return [replace(a, metric=tail) for a in _owners(about, group, names)]
    return None


def _by_measures(d: Discourse, about: About, group: Sequence[Quantity]) -> list[About] | None:
    """A list in the measure, or in the area that stands for one: EBITDA及EBIT|增速, 图像、视频|衍生模型数量."""
    n = len(group)
    if about.metric and len(names := _names(about.metric, n)) == n:
        final = names[-1]
        if measure_at_end(names[0]):  # EBITDA及EBIT|增速: each is a measure already
            m = _SUFFIX.search(final, 1)
            tail = m[0] if m else ""
        else:  # 图像、视频|衍生模型数量
            tail = final[len(names[0]) :]
        return [
            replace(about, unit=q.unit, metric=tidy(name if name == final else name + tail))
            for name, q in zip(names, group, strict=True)
        ]
    if len(names := conjuncts(_AND_OTHERS.sub("", d.area or ""))) == n:
        return _measures(about, group, [name + (about.metric or "") for name in names])
    return None


def _like_group(
    d: Discourse, about: About, group: Sequence[Quantity], before: Sequence[About], left: str
) -> list[About] | None:
    """As the group before: 营收和利润分别为48亿元和5亿元，|分别增长22%和9%."""
    if len(before) != len(group):
        return None
    named = about.subject or ""
    if not about.elliptic and named not in {old.subject for old in before} and is_name(named):
        return None  # 从第1季及第2季，云帆|产能利用率分别为…: it names both itself
    just_told = bool(d.abouts) and before[-1] is d.abouts[-1]  # and not in the section before
    goes_on = just_told and about.elliptic and about.kind == "change"
    if not (_RESPECTIVE.search(left) or goes_on or about.metric in (before[0].metric, before[-1].metric)):
        return None
    return [
        replace(
            about,
            unit=q.unit,
            subject=old.subject,
            metric=_of_old(about, old),
            base=old.base if old.kind == "change" else old.metric,
        )
        for old, q in zip(before, group, strict=True)
    ]


def _like_told(d: Discourse, about: About, group: Sequence[Quantity], left: str) -> list[About] | None:
    """As numbers of this sentence that did not go together: 开行1.6万列，发送货物162万标箱，|同比分别增长4%和3%."""
    if not _RESPECTIVE.search(left):
        return None
    n, here = len(group), d.abouts[d.first :]
    told = [a for a in here if a.kind in ("level", "transitive") and a.metric][-n:]
    if about.elliptic and about.kind == "change" and len({(a.subject, a.metric) for a in told}) == n:
        return [
            replace(about, unit=q.unit, subject=old.subject, metric=_of_old(about, old))
            for old, q in zip(told, group, strict=True)
        ]
    named = [a for a in here if a.kind != "change" and a.subject]
    last = [a.subject for a in named if a.metric == named[-1].metric and a.unit == named[-1].unit][-n:]
    if len(set(last)) != n:
        return None
    return [replace(about, unit=q.unit, subject=s) for s, q in zip(last, group, strict=True)]


def _said_of_all(names: Sequence[str]) -> str:
    """What follows the last of names of one character: 铜、铝|现货|均价; nothing of 煤、天然气 and 美、日、韩三地."""
    last = names[-1]
    if any(len(name) > 1 for name in names[:-1]) or len(last) < 3:
        return ""
    if not (is_boundary(last, 1) or set("".join(names[:-1]) + last[0]) <= _MATTER):
        return ""  # 铜、铝|冶炼运行产能
    return "" if last[0] in _COUNTRIES or _TALLY.search(last) or _GRADE.match(last) else last[1:]


def _names(phrase: str, n: int) -> list[str]:
    """The members of a list of `n`; 和 may be within one: 教育、社会保障和就业、卫生健康支出."""
    listed = phrase.split("/" if "/" in phrase else "、")
    return listed if len(listed) == n else conjuncts(phrase)


def _recalled(d: Discourse, left: str, n: int) -> list[About] | None:
    """上述三项, 两组: the last n of one kind that were told, each with its number, or None."""
    if _RESPECTS.isdisjoint(left):
        return None
    m = _RECALLING.match(strip_lead(left).strip(EDGE))
    if not m or "一两三四五六".find(m[1].replace("二", "两")) + 1 != n:
        return None
    told: dict[tuple[str | None, str | None], About] = {}
    for old in d.abouts[-12:]:
        if old.kind not in ("change", "plain", "gap", "multiple"):
            told[old.subject, old.metric] = old
    last = list(told.values())[-n:]
    return last if len(last) == n else None


def _several(subject: str, n: int) -> list[str]:
    """城乡居民 for two numbers -> 城镇居民, 农村居民; none where the subject is no such compound."""
    for compound, names in _COMPOUNDS:
        if subject.startswith(compound) and len(names) == n:
            rest = _CITIES.sub("", subject[len(compound) :])
            return [name + rest.removeprefix("性") for name in names]
    return []


def _of_old(about: About, old: About) -> str | None:
    """The measure of a number that continues an old one: 分别增长22% after 营业收入 -> 营业收入增速."""
    if not about.elliptic or old.metric is None:
        return about.metric
    if about.kind == "level" and about.unit != old.unit and measure_at_end(about.metric or ""):
        return about.metric  # 净利润分别为7亿和8亿元，对应市盈率分别为32倍和27倍
    if about.kind == "change" and about.metric and old.kind != "change":
        return (old.metric or "") + about.metric.removeprefix(about.base or "")
    if about.kind == "change" and about.metric and about.base and old.base:
        return old.base + about.metric.removeprefix(about.base)  # 环比增长16%和13%，同比增长9%和8%
    return old.metric
