"""What each text is about: the subject that most of its claims have, or that its title begins with.

A reader supplies it where a claim names nobody (公司, 全市, 新机), and takes two texts with one such subject for one story.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kaoju.records import Claim
from kaoju.registers import Registers
from kaoju.text.normalize import to_simplified

# What names something in its own text only: 公司, 全市, 业务, 新机.
_REFERRING = re.compile(
    r"[本该我全新]?(?:公司|集团|市|省|县|区|州|行|院|校|馆|店|厂|行业|平台|主营业务|业务|业内|门店|项目|手头)"
    r"|[本该新此](?:机|车|片|剧|书|药|品|船|箭|游戏|产品|车型|机型|影片|火箭|球员|交易|合并|收购)"
)
_HOUSE = re.compile(
    r"(?:咨询|研究院|研究所|研究机构|数据中心|统计局|协会|顾问|证券|调研机构|通讯社|快讯社|[日晚早周]报|周刊|新闻网|电视台)$"
)
# 猫眼数据说国庆档, 影视快讯社电国庆档: who tells it stands before what it is of. A 小说 and a 名称 are no sayings.
_TOLD = re.compile(
    r"^.{0,8}(?:数据|报告|公告|财报|官方|人士|片方|厂方|校方|院方|俱乐部|有|网传)(?:说|称|声称|表示|宣布|显示|透露)"
    r"|^.{1,8}(?:通讯社|快讯社|社)(?:电|讯|消息)"
)
_SAYS = re.compile(r"(?<![小学传名号堪俗谎])(?:说|声称|宣称|自称|宣布|公布|表示|预计|估计|透露)$")
# A text is about one subject that so many of its claims name: at least four, and four in ten of all that name any.
_OFTEN, _MAIN = 4, 0.4
# 云陵市 is 云陵 in a headline, 澄海光学公司 澄海光学.
_SUFFIX = re.compile(r"(?<=..)(?:[市省县区]|公司|集团)$")
_MARKETS = ("market", "region")
_BLANK = re.compile(r"\s+")
_NAME = 2  # characters of the shortest name that a title can be known by
# 澄海光学这份三季报, 恒澜股份拟, 星曜X7 Pro最大的卖点: what follows a name and narrows nothing.
_TAIL = re.compile(
    r"(?<=..)(?:[这那此][份次部款个家笔台]?|拟将?|中期|[季期年]内|(?:最大|主要|核心)?的?(?:最大|主要|核心)?(?:卖点|亮点|看点|特点))$"
)


def is_referring(claim: Claim) -> bool:
    """Does its subject name something in its own text only?"""
    return bool(_REFERRING.fullmatch(claim.subject or ""))


def is_open(claim: Claim) -> bool:
    """Does it name nobody, 公司, 全市 or only who counts (锐观咨询把预测放在5200万台)? Rows of tables name their own."""
    subject = claim.subject or ""
    if claim.quote.lstrip().startswith("|"):
        return False
    return not subject or is_referring(claim) or bool(_HOUSE.search(subject))


def without_telling(name: str | None) -> str | None:
    """A subject without who tells the figure and what leads on: 猫眼数据说国庆档 is 国庆档, 恒澜股份拟 恒澜股份.

    片方声称 stays, it names nobody else.
    """
    if not name:
        return name
    left = _TAIL.sub("", _SAYS.sub("", name))
    return _TOLD.sub("", left, count=1) or name


def headline(title: str | None) -> str:
    """A title as names are looked for in it."""
    return _BLANK.sub("", to_simplified(title or ""))


def bare(name: str) -> str:
    """A name as a headline has it: 云陵市 is 云陵."""
    return _SUFFIX.sub("", name)


def is_titled(name: str, title: str) -> bool:
    """Does a title have this name?"""
    short = bare(name)
    return len(short) >= _NAME and short in title


def share_name(a: str, b: str, a_title: str, b_title: str) -> bool:
    """Do two names begin with one that both titles have: 朱羽三号全, 朱羽三号近地轨道 in two texts on 朱羽三号?"""
    length = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    name = a[:length]
    return length > _NAME and name in a_title and name in b_title


def main_subjects(told: Sequence[Claim], titles: Mapping[str, str], registers: Registers) -> dict[str, str]:
    """Whom each text is about, where one subject has so many of its claims that a reader supplies it.

    Where none has, it is the one that the title begins with, if that is no market: 澄海光学首三季多赚两成.
    """
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for c in told:
        if c.subject and not is_referring(c):
            named[c.source][c.subject] += 1
    found = {}
    for source, names in named.items():
        name, count = names.most_common(1)[0]
        if count >= _OFTEN and count >= _MAIN * names.total():
            found[source] = name
        elif begins := [
            n for n in names if _begins(titles.get(source, ""), n) and not _is_market(n, registers)
        ]:
            found[source] = max(begins, key=lambda n: (len(n), n))
    return found


def _begins(title: str, name: str) -> bool:
    short = bare(headline(name))
    return len(short) > _NAME and title.startswith(short)


def _is_market(name: str, registers: Registers) -> bool:
    return any(entry.group in _MARKETS for *_, entry in registers.entities.find(name))


def with_main_subject(claim: Claim, main: str | None) -> Claim:
    """A claim with the main subject of its text where it names nobody."""
    return replace(claim, subject=main) if main and is_open(claim) else claim
