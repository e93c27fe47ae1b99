"""Whom 这款模型, 该机 and 它 mean: the product that an earlier sentence brought on with its class noun.

阿里开源了编程大模型Qwen3-Coder。这款模型…; 首发机型灵刃14…。该机配…
"""

from __future__ import annotations

import re

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
