"""Names of one meaning, for the search and the explorer."""

from __future__ import annotations

import json
import re

import pytest

from kaoju.book import searching
from kaoju.corpus import Corpus
from kaoju.records import Document, Source


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("市场份额", "市占率"),
        ("市占率", "market share"),
        ("市場份額", "市占率"),
        ("月活用户", "mau"),
        ("月活跃用户数", "月活用户"),
        ("日均调用量", "调用次数"),
        ("智能手机出货量", "智慧型手机"),
    ],
)
def test_a_measure_has_other_names(name, other):
    assert f" {other} " in f" {searching.other_names(name)} "


def test_what_a_name_holds_is_no_other_name():
    assert "市场份额" not in searching.other_names("市场份额").split(" ")
    assert searching.other_names("") == ""


def test_rises_are_no_falls():
    assert not [ws for ws in searching.groups() if {"上升", "下降"} <= set(ws)]


def test_every_group_has_more_than_one_name_and_none_twice():
    assert all(len(ws) == len(set(ws)) > 1 for ws in searching.groups())
    assert all(w == w.casefold().strip() for ws in searching.groups() for w in ws)


def test_only_what_the_texts_speak_of_is_given_along():
    held = [set(ws) for ws in searching.held_groups(["豆包的月活用戶為1億。", "It ships cars."])]
    assert any("mau" in ws for ws in held) and any("豆包" in ws for ws in held)
    assert not any("毛利率" in ws for ws in held)
    assert searching.held_groups([]) == []


@pytest.mark.parametrize("text", ["通義千問的市場份額為40%。", ""])
def test_the_file_is_plain_data(tmp_path, text):
    path = tmp_path / "lookup" / searching.WORDS
    searching.write_words(Corpus([Document("a", "a.txt", text, "utf-8", "0", Source("a", "a.txt"))]), path)
    data = json.loads(re.fullmatch(r"window\.kaojuWords=(.*);\n", path.read_text("utf-8"))[1])
    pairs = dict(zip(data["fold"][::2], data["fold"][1::2], strict=True))
    assert (pairs.get("義"), bool(data["groups"])) == (("义", True) if text else (None, False))
    assert path.stat().st_size < 40_000
