"""What a text says of itself, and whether the register agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kaoju.corpus import Text, read_corpus
from kaoju.records import Document, Source
from kaoju.text.metadata import disagreements, script_of


def told(raw: str) -> Source:
    return Text(Document("x", "x.txt", raw, "utf-8", "", Source("x", "x.txt"))).told


@pytest.mark.parametrize(
    ("raw", "field", "value"),
    [
        ("# 年报\n\n正文说完了。", "title", "年报"),
        ("作者：张三\n正文说完了。", "author", "张三"),
        ("文｜李四\n正文說完了。", "author", "李四"),
        ("作者 王戰(zhàn)新\n正文說完了。", "author", "王戰新"),
        ("作者的观点如下。", "author", None),
        ("发布日期：2025-11-10\n正文说完了。", "date", "2025-11-10"),
        ("新浪財經\n2025/07/23\n正文說完了。", "date", "2025-07-23"),
        ("從競賽看突圍之路\n新浪財經\n2025/07/23\n正文說完了。", "publisher", "新浪財經"),
        ("新华社北京2025年10月9日电 国家统计局公布数据。", "date", "2025-10-09"),
        ("2025年10月9日，公司发布财报，收入增长3%。", "date", None),
        ("截至二零二五年九月三十日止六個月之中期業績\n正文說完了。", "date", None),
        ("截至2025年6月30日止年度業績公告\n2025年9月26日\n正文說完了。", "date", "2025-09-26"),
        ("国家统计局　2025年11月14日\n正文说完了。", "date", "2025-11-14"),
        ("早安，城市｜2025.10.17（五）\n正文说完了。", "date", "2025-10-17"),
        ("原創　阿月　２０２５－０８－２９　發表於台北\n正文說完了。", "date", "2025-08-29"),
        ("【晨報專訊】（2026年1月17日）統計處公布數據。", "date", "2026-01-17"),
        ("【深度】公司称，2025年1月17日起停产。", "date", None),
        ("国家统计局　2025年11月14日\n正文说完了。", "publisher", "国家统计局"),
        ("车市周报\n来源：车市观察　2025年10月12日\n正文说完了。", "publisher", "车市观察"),
        ("〔記者林佳瑜／台北報導〕2025-11-24\n正文說完了。", "author", "林佳瑜"),
        ("〔記者林佳瑜／台北報導〕2025-11-24\n正文說完了。", "date", "2025-11-24"),
        ("【本報訊】2025年10月15日\n正文說完了。", "date", "2025-10-15"),
        ("文丨银幕账本　2025-10-09 08:30\n正文说完了。", "author", "银幕账本"),
        ("2025.11.05　周三　主笔：可可\n正文说完了。", "author", "可可"),
        ("记者近日走访了三家工厂。", "author", None),
        ("2025/17/23\n正文说完了。", "date", None),
        ("来源：证券时报\n正文说完了。", "publisher", "证券时报"),
        ("来源：综合多源\n正文说完了。", "publisher", None),
        ("可信度评分：⭐⭐⭐⭐⭐\n正文说完了。", "self_rating", "⭐⭐⭐⭐⭐"),
        ("正文说完了。\n以上内容为自媒体平台“网易号”用户上传。", "platform", "网易号"),
        ("", "title", None),
    ],
)
def test_what_a_text_tells(raw, field, value):
    assert getattr(told(raw), field) == value


@pytest.mark.parametrize(
    ("text", "script"), [("国家统计局发布数据", "Hans"), ("國家統計局發布數據", "Hant"), ("2025 GDP", "Hans")]
)
def test_script(text, script):
    assert script_of(text) == script


def test_seeds_agree_with_their_register():
    assert read_corpus("seeds").register_errors == ()


@pytest.mark.parametrize("field", ["title", "author", "date", "script", "self_rating"])
def test_a_wrong_row_is_noticed(field):
    read = Source(
        "x", "x.txt", title="年报", author="张三", date="2025-01-02", script="Hans", self_rating="⭐"
    )
    assert disagreements(read, read) == ()
    assert field in str(disagreements(replace(read, **{field: "别的"}), read)[0])
