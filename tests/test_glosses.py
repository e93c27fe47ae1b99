"""English beside Chinese words, and the dictionary's own rules."""

from __future__ import annotations

import csv
import json
import re
from importlib.resources import files

import pytest

from kaoju.book.glosses import gloss, glossed, in_english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("市场规模", "market size"),
        ("中国大模型市场规模", "China large model market size"),
        ("夸克App", "Quark App"),
        ("备案数量", "number of registrations"),
        ("衍生模型数量", "number of derivative models"),
        ("MoE等架构创新", "MoE and other architecture innovation"),
        ("新增的融资事件数", "number of new funding events"),
        ("发布大模型数量", "number of released large models"),
        ("占项目比例", "share of project"),
        ("蔚来、小鹏汽车", "NIO, XPeng"),
        ("囧市场", ""),  # nothing half glossed
        ("Ling-1T", ""),
        ("", ""),
    ],
)
def test_names_are_glossed_word_by_word_or_not_at_all(name, english):
    assert gloss(name) == english


def test_a_latin_name_needs_no_gloss():
    assert (in_english("Ling-1T"), in_english("千问"), in_english("囧"), in_english(None)) == (
        "Ling-1T",
        "Qwen",
        "",
        "",
    )


def test_a_gloss_stands_in_brackets_and_the_chinese_is_marked():
    assert glossed("千问") == '<span lang="zh-Hans">千问</span> <span class="kj-gloss">(Qwen)</span>'


def test_the_dictionary_follows_its_schema():
    folder = files("kaoju") / "resources"
    fields = json.loads((folder / "glosses.schema.json").read_text(encoding="utf-8"))["fields"]
    rows = list(csv.DictReader((folder / "glosses.csv").read_text(encoding="utf-8").splitlines()))
    assert list(rows[0]) == [f["name"] for f in fields]
    for f in fields:
        odd = [r for r in rows if not re.fullmatch(f["constraints"]["pattern"], r[f["name"]])]
        assert not odd, odd[:5]
    words = [r["word"] for r in rows]
    assert words == sorted(set(words))
