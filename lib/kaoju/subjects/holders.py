"""Who can have measures of its own in a text that has a theme: a name, a person or firm, a branch or line of business.

内地业务|收入19亿元 is of the branch; 手头|现金21.6亿元 is of the theme, for 手头 has none.
"""

from __future__ import annotations

import re

from kaoju.language.predication import predicate_start
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.memory import names_one
from kaoju.text.lexis import HIGHEST, is_name

_BRANCH = r"[业务们者员工民众客户店厂品款]$|业务|产业|居民|家庭|企业|公司|厂商|市场|地区|机型|车型|门店|品牌|子公司|部门|分部|板块|基地|工厂|团队|[^准通全合大小]组$|^(?:第[一二三四五六七八九十]|[两三四五六七八九十各](?:款|家|个|大|地|市|省|县|区)|海外|国内|境外|境内|内地|香港|澳门|本港|全国|全球|全省|行业|其他|其余|其它)"
# Whose own measures there can be beside those of the theme, by its kind.
_HOLDERS = {
    "": re.compile(""),
    "place": re.compile(_BRANCH + r"|[煤气核风水油光]电$|光伏|储能"),
    "company": re.compile(
        r"业务|股东$|产品|药$|分部|板块|基地|工厂|子公司|公司|厂商|同业|市场|行业|地区|国内|内地|海外|香港|全球|中国|同期|[^准通全合大小]组$|患者|^[两三四五六七八九十](?:款|家|个|大)|门店$"
    ),
    "body": re.compile(_BRANCH + r"|[生手师民众户]$|[科院系队组馆班]$|船舶|车辆|泊位|案件$|断面$|流域"),
    "product": re.compile(r"市场|行业|全球|国内|厂商|企业|公司|机型|版$|代|车型|用户"),
}


def has_measures(d: Discourse, subject: str) -> bool:
    """Can measures be this one's own in a text with a theme: a name, a person or firm, a branch or line of business?"""
    return (
        (names_one(d, subject) and not subject.startswith(("归属", "归母")))
        or is_name(subject)
        or subject.startswith(tuple(HIGHEST))
        or (
            (predicate_start(subject)[0] > 0 or subject[-1] == "组")
            and not subject.startswith(("归属", "归母"))
            and bool(_HOLDERS[d.theme.kind if d.theme else ""].search(subject))
        )
    )
