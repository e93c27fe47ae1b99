"""Whom the text speaks of: a newly named subject is taken up, and a clause that leaves its own out gets it back.

天池半导体发布三季报，营收|48亿元 is of 天池半导体; 小米906辆，比理想多出近四成；后者|651辆 of 理想; 两地区合计 of the two just named.
"""

from __future__ import annotations

import re

from kaoju.language.names import conjuncts, tidy, usable
from kaoju.language.nominals import is_component, is_nominal, is_relational, noun_phrase
from kaoju.language.predication import predicate_start
from kaoju.subjects.antecedents import called_again, tail_of
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.holders import has_measures
from kaoju.subjects.memory import names_one
from kaoju.text.lexis import ADMINISTRATIVE, is_name

_SUM = re.compile(r"合计|总计|共计")
SEVERAL = re.compile(
    r"(?=[上以这两二三四五])(?:上述|以上|这)?([两二三四五])(?:家|地区|地(?![铁产方])|大?区域|部|款|者|省|(?<!两)市|国|个|座|大)(?![^里中]{0,6}[里中])"
)

# Who says or counts is not what is spoken of: 行政总裁关咏仪, 政府统计处.
SPEAKER = re.compile(
    r"(?:总裁|董事长|总经理|主席|分析师|教授|[局处司会院行部市省]长|主任|发言人|创始人|负责人|首席[^，]{0,6}[官师家]|CEO|CFO|财务长|总监|执笔人|管理层)[\u4e00-\u9fff·]{0,4}$|^(?:业内|外界|市场人士|官方|二级市场|资本市场|媒体|有媒体|分析人士|大行|券商|法人|机构)$"
)
PAPER = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})《[^》]{0,40}(?:规划|计划|方案|意见|报告|通知|办法|纲要|公报|条例)[^》]{0,16}》$"
)
# Accounts that only a firm as a whole has.
_FIRM_WIDE = re.compile(
    r"毛利率|净利|营业利|营益|溢利|存货|负债|现金|资本[开支]|EPS|每股|股价|市值|目标价|本益比|市盈率|净资产|总资产|股息|派息|研发|期间费用|员工|亏损|盈利"
)
_OF_FIRMS = re.compile(
    _FIRM_WIDE.pattern
    + r"|营收|营业额|营业收入|总收入|^收[入益]|门店数|毛利|纯利|纯益|盈余|交付量|产能利用率|销售额"
)
_LINE = re.compile(r"业务|产品|服务|分部|板块|市场|地区|海外|内地|制程|部门|系列|[用客]户$")  # of a firm
CHANGE_OF = re.compile(r"(?:同比|环比)?(?:涨幅|增幅|降幅|跌幅|升幅|增速|增长率|年增率)$")
_CURRENCY = re.compile(r"兑(?:换|1)?(?:美元|人民币|新?台币|港[元币]|日[元圆]|欧元)")
_RECALLED = 12  # figures back, as far as a name is called by its tail
_CLAUSES = 4  # of a sentence, in which 前者 and 后者 may be named
_NEAR = 40  # figures back, as far as 三家 may reach
_LONG_MEASURE = 6  # 个人住房贷款利率 says itself of what it is
_COMPARED_WITH = re.compile(
    r"[比较]([^，。；：比较]{2,10}?)(?:还|又|也)?[多少高低快慢大小贵][出了]?[^，。；]{0,12}[，；。](?=[前后]者)"
)
_WHOLE_PLACES = frozenset(("全省", "全市", "全县", "全区", "全州"))  # said where meant, never understood


def speak_of(d: Discourse, subject: str | None, agent: bool = False) -> None:
    """Take a newly named subject as the one that later clauses mean."""
    subject = noun_phrase(subject) if subject else None
    if (
        not usable(subject)
        or SPEAKER.search(subject or "")
        or _CURRENCY.search(subject or "")
        or (is_relational(subject or "") and owner_of_parts(d))
        or (d.theme is not None and d.theme.kind == "product" and is_component(subject or ""))
        or (d.theme and not has_measures(d, subject or ""))
    ):
        return
    subject = PAPER.sub("", subject or "")  # 某省|《…规划》
    d.subject, d.agent = subject, agent
    if (
        not d.part
        and not d.label_rules
        and (d.topic is None or d.fresh)
        and (
            d.theme is None
            or (is_name(subject or "") and len(conjuncts(subject or "")) == 1)
            or (d.theme.kind != "place" and names_one(d, subject))
        )
    ):
        d.topic = subject
    d.fresh = False


def named_before(d: Discourse, name: str) -> str | None:
    """Whom a name without its proper part means: 医院 after 市第二人民医院, 全馆 after 江城博物馆; else None."""
    if tail_of(name) is None:
        return None
    recent = (about.subject for about in reversed(d.abouts[-_RECALLED:]))
    theme = d.theme.name if d.theme else None
    return called_again(name, (d.subject, d.topic, d.heading, theme, d.title, *recent))


def the_firm(d: Discourse) -> str | None:
    """Whom a text on a firm calls 公司 or 集团, unless it just spoke of another firm."""
    if d.theme is None or d.theme.kind != "company" or names_one(d, d.subject):
        return None
    return d.theme.name


def owner_of_parts(d: Discourse) -> str | None:
    """Whom a part named without its whole belongs to."""
    return d.subject or d.speaker or d.heading or (d.theme.name if d.theme else None) or d.label or d.title


def meant_by(d: Discourse, word: str) -> str | None:
    """Whom 前者 or 后者 means: of the last two that were named."""
    if d.pair is None and (m := _COMPARED_WITH.search(d.sentence)) and d.abouts:
        first, other = d.abouts[-1].subject, tidy(m[1])
        if first and usable(other):
            d.pair = [first, other or ""]  # 小米906辆，比理想多出近四成；后者651辆
    if d.pair is None and len(d.abouts) == d.first:
        d.pair = _two_in_sentence(d.sentence)
    if d.pair is None:
        names: dict[str, None] = {}
        for old in d.abouts[-8:]:
            if old.subject:
                names.pop(old.subject, None)
                names[old.subject] = None
        d.pair = list(names)[-2:]
    pair = d.pair
    return pair[word == "后者"] if len(pair) == 2 else None


def _two_in_sentence(text: str) -> list[str] | None:
    """The two that a clause before 前者 joins as its subject: 云途科技与华信基金|签约，前者出资…."""
    for clause in re.split("[，；：]", re.split("[前后]者", text, maxsplit=1)[0])[:_CLAUSES]:
        head = clause[: predicate_start(clause)[0]]
        names = [name for one in conjuncts(head) if (name := tidy(one)) and usable(name) and is_nominal(name)]
        if len(names) == len(conjuncts(head)) == 2:
            return names
    return None


def inherited(d: Discourse, metric: str | None, area: str | None = None) -> str | None:
    """Whom a clause means that names nobody: what was spoken of last, else the heading, the title, the label or the place."""
    if d.area_is_subject and d.fresh:
        return d.area
    if (
        d.theme
        and d.theme.kind == "company"
        and metric
        and _FIRM_WIDE.search(metric)
        and not (d.subject or "").endswith(("公司", "集团", "银行"))
    ):
        return d.theme.name
    area = area or d.area
    return (
        d.subject
        or d.speaker
        or d.heading
        or (area if d.area_is_subject else None)
        or d.title
        or d.label
        or (area if usable(area) and area != d.area_metric else None)
        or (d.pointed if usable(d.pointed) else None)
        or (
            d.place
            if d.place not in _WHOLE_PLACES
            and (
                (d.place or "")[-1:] in ADMINISTRATIVE
                or len(CHANGE_OF.sub("", metric or "")) <= _LONG_MEASURE
            )
            else None
        )
        or d.rubric
        or _only_firm(d, metric)
    )


def account_of(d: Discourse, subject: str | None, metric: str | None) -> None:
    """Remember whose accounts the text gives: 岚电|合并营收; the last syllables of 晶圆代工厂岚电 are no other firm."""
    if (
        not subject
        or len(d.firms) > 1  # a text on several firms has not one
        or not _OF_FIRMS.search(metric or "")
        or _LINE.search(subject)
        or _CURRENCY.search(subject)
    ):
        return
    for i, firm in enumerate(d.firms):
        if (
            subject.endswith(firm)
            or firm.endswith(subject)
            or subject.startswith(firm)
            or firm.startswith(subject)
        ):
            d.firms[i] = min(subject, firm, key=len)
            return
    d.firms.append(subject)


def _only_firm(d: Discourse, metric: str | None) -> str | None:
    """The one firm whose accounts the text has given, for an account in a later paragraph that names nobody."""
    if len(d.firms) != 1 or not _OF_FIRMS.search(metric or ""):
        return None
    return d.firms[0] if names_one(d, d.firms[0]) or is_name(d.firms[0]) else None


def summed(d: Discourse, subject: str | None, left: str) -> str | None:
    """两地区合计, 三家车企: those just named."""
    m = SEVERAL.match(subject or "")
    if not m and (subject is not None or not _SUM.search(left)):
        return subject
    names = list(
        dict.fromkeys(
            a.subject
            for a in d.abouts[d.first :]
            if a.subject and a.kind in ("level", "bare", "transitive", "share", "with")
        )
    )
    if m:
        n = "一两三四五".index(m[1].replace("二", "两")) + 1
        if n > 3:
            return subject
        pool = names
        if len(names) < n:
            pool = list(dict.fromkeys(a.subject for a in d.abouts[-_NEAR:] if a.subject))
        joined = "、".join(pool[-n:])
        return joined if len(pool) >= n and len(joined) <= 30 else subject
    if len(names) >= 2 and "其中" not in left:
        return "、".join(names) if len("、".join(names)) <= 30 else subject
    return subject


def is_origin(d: Discourse, name: str) -> bool:
    """Is it a known institution, which says and is not spoken of: IDC|给出9.4%?"""
    found = d.registers.origins.find(name) if d.registers.origins else []
    return (
        bool(found)
        and found[0][0] == 0
        and found[0][1] >= len(name) - 3
        and found[0][2].group == "organisation"
        and name != d.title
    )
