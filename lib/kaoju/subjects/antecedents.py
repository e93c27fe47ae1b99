"""Whom 这款模型, 该机 and 它 mean: the product that an earlier sentence brought on with its class noun.

阿里开源了编程大模型Qwen3-Coder。这款模型…; 首发机型灵刃14…。该机配…
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kaoju.language.names import tidy

_CLASS = r"(?:模型|机型|手机|新机|新车|车型|轿车|跑车|芯片|处理器|显卡|相机|平板|笔记本|耳机|手表|眼镜|机器人|新药|药物|火箭|卫星|游戏|影片|电影|新品|旗舰|产品)"
_NAMED = re.compile(
    rf"{_CLASS}(?P<name>[A-Z][A-Za-z0-9.+\-]*(?: [A-Z0-9][A-Za-z0-9.+\-]*){{0,3}}|(?![已可将能在是为被有的和与])[\u4e00-\u9fff]{{2,4}}\s?[A-Z]?\d[A-Za-z0-9]{{0,4}}(?![\d.%年月日亿万个款家]|多)"
    r"|《[^《》]{1,20}》|[“「][^”」]{2,16}[”」])"
)
ANAPHOR = re.compile(
    rf"\s*(?:(?:该|此|这|本)(?:[款颗台架部][\u4e00-\u9fff]{{0,4}}?)?(?:{_CLASS}|(?<=[款颗台架部])(?=[，以在有的采搭共将已还])|机(?=[^构制会场器关型])|车(?=[^型间企市主]))|它(?!们))"
)


def introduced(text: str) -> str | None:
    """The last product that a sentence names behind its class noun, or None."""
    last = None
    for m in _NAMED.finditer(text):
        last = m
    return tidy(last["name"].strip("“”「」")) if last else None


# What an institution is called once it was named: 江城博物馆…，全馆|…; 市第二人民医院…。医院|计划….
_BODIES = frozenset(
    "公司 集团 银行 医院 法院 检察院 学校 大学 中学 小学 学院 幼儿园 中心 博物馆 图书馆 美术馆 纪念馆 科技馆 体育馆 平台 基金会 基金 基地 "
    "港口 机场 球队 俱乐部 协会 学会 合作社 联合会 农场 牧场 林场 园区 景区 水库 电站 电厂 水厂 工厂 项目 工程 品牌 乐园 酒店 剧院 剧团 出版社 "
    "研究院 研究所 实验室 保护区 开发区 高新区 流域 地铁 铁路 大桥 指数 计划 系统 生产线 仓库 车站 药房 书店".split()
)
_BODY_ENDS = frozenset("院校馆队园厂港县市区镇乡村州省旗行社局司站场矿店会所网线河湖")
_POINTING = re.compile(r"(?:全|该|本|此|这[家所座个支]|我)(?=.)")
_TAIL = "|".join(sorted(_BODIES | _BODY_ENDS, key=lambda word: (-len(word), word)))
_POINTED_TAIL = re.compile(
    rf"(?:(?:全|该|本|此|这[家所座个支])(?:{_TAIL})(?![场业会络域上下长员级内外部])[里内]?|[县市区镇乡村校院馆队厂]里)(?=..)"
)
_IN_IT = re.compile(r"(?<=.)(?:里|内|方面)$")


# What each may be called by another word: 枫林小学…，该校|…, 学校|….
_SCHOOLS = ("小学", "中学", "大学", "学院", "幼儿园")
_OTHERWISE = {"校": _SCHOOLS, "学校": _SCHOOLS, "球队": ("队",), "银行": ("行",)}


def tail_of(name: str) -> str | None:
    """The tail by which a name is called again: 医院 of 医院, 全馆 -> 馆, 县里 -> 县; None if it is none."""
    m = _POINTING.match(name)
    tail = _IN_IT.sub("", name[m.end() :] if m else name)
    if tail in _BODIES or (tail in _BODY_ENDS and tail != name):
        return tail
    return None


def pointed_at(text: str) -> str | None:
    """The name without its proper part that a text begins with and points with: 该院|受理案件, 全馆|职工; None if none."""
    m = _POINTED_TAIL.match(text)
    return m[0] if m else None


def called_again(name: str, known: Iterable[str | None]) -> str | None:
    """The one of the known names, nearest first, that a name without its proper part means, or None."""
    tail = tail_of(name)
    if tail is None:
        return None
    tails = (tail, *_OTHERWISE.get(tail, ()))
    return next((one for one in known if one and len(one) > len(tail) and one.endswith(tails)), None)


TRADE = tuple("航运 航空 海运 快递 物流 证券 保险 电力 能源 铁塔 石油 石化 钢铁 重工".split())
_BODY = (*_BODIES, *TRADE)


def is_body(name: str) -> bool:
    """Does it end as the name of an institution, a firm or an administrative place does: 石门县, 宁波港, 远海航运?"""
    return name[-1] in _BODY_ENDS or name.endswith(_BODY)
