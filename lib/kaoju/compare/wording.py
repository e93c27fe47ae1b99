"""Names in common words: 市场占有率 is 份额, 智慧型手机 is 手机, and 系列 or 公司 tell nothing.

A name is compared by its Latin words, numbers and single Han characters. Words of a dictionary were tried instead: they
found fewer of the labelled pairs, as one thing is cut in several ways (销售 量, 零售 量, 零售 销量).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

# Words that tell nothing of what is measured: 阿里巴巴集团 and 阿里巴巴, 市场规模 and 规模.
_FILLER = re.compile(
    r"系列|发展|现有|目前|现时|位?居[首次]|有限公司|股份|控股|公司|集团|企业级|整体|总体|累计|合计|持续|推进|幅度|一家|成绩|情况|平均|全部|整个|已发布|发布|实现|相关|领域|方面|行业|产业|市场|基准测试|品牌|顶[级尖]|头部|主流"
    r"|tokens?|ai|同比|相对|比例|同类|竞品|技术|建设|服务(?!器)|系统|产品|的|了|和|与|及|率|量|额|度|性|级|版"
)
_TOKEN = re.compile(r"大模型|模型|[a-z]{2,}|[a-z]?\d+(?:\.\d+)*[a-z]?|[a-z]|[\u3400-\u9fff]")
# 2024Q3出货量 and 第三季度出货量 are of 出货量; when it was is told by the period.
# 五一汐州市, 赛事期间酒店: a season before a name says when as well.
_TIME = re.compile(
    r"(?:19|20)\d\d(?:年|[QqHh][1-4])?|^.{2,6}期间|^(?:五一|十一|国庆|春节|元旦|清明|端午|中秋|暑期)(?:假期|黄金周|长假)?(?=..)(?!档)"
    r"|第[一二三四]季度|[上下]半年|前[一二三]季度"
)
_LINKING = frozenset("在中的和与及其等是为有更比从对共")


def read_rows(name: str) -> list[dict[str, str]]:
    text = (files("kaoju") / "resources" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, the longest first."""
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))))


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {w: row["canonical"] for row in read_rows("synonyms.csv") for w in row["words"].split("|")}
    return _any_of(table), table


@cache
def _wider() -> tuple[re.Pattern[str], dict[str, str]]:
    """Finds common words of which a wider one is known: 出货 is a kind of 销售, 大模型 of AI."""
    table = {row["canonical"]: row["group"] for row in read_rows("synonyms.csv") if row["group"]}
    table |= {wide: wide for wide in table.values()}
    return _any_of(table), table


def widened(name: str | None) -> str:
    pattern, table = _wider()
    return pattern.sub(lambda m: table[m[0]], plain_name(name or ""))


def fields_of(name: str | None) -> frozenset[str]:
    pattern, table = _wider()
    return frozenset(table[w] for w in pattern.findall(plain_name(name or "")))


@cache
def place_names() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, frozenset[str]]]:
    """Finds places, a place right before a number, and what each form stands for: 中美 is two of them."""
    table = {
        w: frozenset(row["place"].split("+"))
        for row in read_rows("places.csv")
        for w in row["forms"].split("|")
    }
    pattern = _any_of(table)
    return pattern, re.compile(rf"({pattern.pattern})(?:的|约|近|超|有|仅)?\s?$"), table


def find_places(text: str) -> frozenset[str]:
    """The place that a text names last; nothing where it names none."""
    pattern, _, table = place_names()
    found = pattern.findall(text)
    return table[found[-1]] if found else frozenset()


@lru_cache(maxsize=1 << 14)
def plain_name(name: str) -> str:
    """A name in common words: 市场占有率 -> 份额, 人工智能 -> AI."""
    return _in_common_words(name)


def _in_common_words(text: str) -> str:
    pattern, table = _synonyms()
    return pattern.sub(lambda m: table[m[0]], text)


@lru_cache(maxsize=1 << 14)
def words(name: str | None) -> frozenset[str]:
    """The units a name is compared by: Latin words, numbers and single Han characters; fillers and places left out."""
    return _words(plain_name(_TIME.sub(" ", name or "")))


def words_of_passage(text: str) -> frozenset[str]:
    """The same of a sentence or a paragraph, which nobody asks for twice and which would fill the memory of names."""
    return _words(_in_common_words(_TIME.sub(" ", text)))


def _words(plain: str) -> frozenset[str]:
    kept = _FILLER.sub(" ", place_names()[0].sub(" ", plain).lower())
    return frozenset(_TOKEN.findall(kept)) - _LINKING
