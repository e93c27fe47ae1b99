"""What of a name is a noun phrase."""

from __future__ import annotations

import pytest

from kaoju.language.nominals import noun_phrase


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("洗衣机挂牌价回", "洗衣机挂牌价"),  # 回落至…
        ("海锂科技没", "海锂科技"),
        ("苏州周二", "苏州"),
        ("新款相机首月", "新款相机"),
        ("机器人产业的发展", "机器人产业"),
        ("50岁以上用户中", "50岁以上用户"),
        ("A14芯片同功耗下", "A14芯片"),
        ("对岸港口", "对岸港口"),
        ("规划在建项目", "规划在建项目"),
        ("高中及以下", "高中及以下"),
        ("住宿预订", "住宿预订"),
        ("美元", "美元"),
        ("连八个月", None),
        ("头一回", None),
        ("眼下", None),
        ("三家", None),
        ("P<", None),
        ("", None),
    ],
)
def test_noun_phrase(name: str, phrase: str | None) -> None:
    assert noun_phrase(name) == phrase
