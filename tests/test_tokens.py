"""Word boundaries, measured on sentences segmented by hand; words in either script."""

from __future__ import annotations

import json
import marshal
import tempfile
from pathlib import Path

import pytest

from kaoju.corpus import Text, read_corpus
from kaoju.records import Document, Source
from kaoju.text import dictionary
from kaoju.text.normalize import normalize
from kaoju.text.tokens import tokenize, tokenize_text

GOLD = Path(__file__).parent / "gold" / "tokens.jsonl"


def text_of(raw: str) -> Text:
    return Text(Document("x", "x.txt", raw, "utf-8", "", Source("x", "x.txt")))


def words(raw: str) -> tuple[str, ...]:
    return tokenize_text(text_of(raw).normalized.text)


@pytest.mark.parametrize(
    "term",
    [
        "通义千问", "豆包", "混元", "大模型", "多模态", "开源", "Ling-1T", "LongCat-Flash-Omni", "Qwen3-235B-A22B-2507",
        "GPT-4.5-Preview", "ERNIE-5.0-Preview-1022", "12.7万亿tokens", "98.5%", "1,509", "昇腾910B", "200K",
    ],
)  # fmt: skip
def test_terms_come_out_whole(term):
    assert term in words(f"据介绍，{term}的表现很好")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("開源模型的下載量", "开源模型的下载量"),
        ("多模態與算力", "多模态与算力"),
        ("ＧＰＴ-4 模型", "GPT-4模型"),
    ],
)
def test_a_word_is_the_same_word_in_either_script(one, other):
    assert words(one) == words(other)


def boundaries(tokens: list[str]) -> set[int]:
    ends, at = set(), 0
    for token in tokens:
        at += len(token.replace(" ", ""))
        ends.add(at)
    return ends


def test_boundaries_against_hand_segmentation():
    right = found = wanted = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        normal = normalize(Document("x", "x.txt", row["text"], "utf-8", "", Source("x", "x.txt")))
        gold, mine = boundaries(row["tokens"]), boundaries(list(tokenize_text(normal.text)))
        right, found, wanted = right + len(gold & mine), found + len(mine), wanted + len(gold)
    assert wanted >= 200
    assert 2 * right / (found + wanted) >= 0.96


def test_law_of_offsets_over_every_token():
    for text in read_corpus("seeds").texts:
        for s in text.sentences[:200]:
            for t in tokenize(text.normalized, s):
                assert text.document.raw[t.start : t.end] == t.text and t.text


def test_the_dictionary_is_read_from_its_package_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not from the folder for temporary files, where anybody may have put another one."""
    planted = marshal.dumps(({"市场规": 10**9, "模": 10**9}, 2 * 10**9))
    (tmp_path / "jieba.cache").write_bytes(planted)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dictionary._frequencies.cache_clear()
    assert list(dictionary.segmenter().cut("市场规模扩大")) == ["市场", "规模", "扩大"]
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("jieba.cache", planted)]
    assert capfd.readouterr() == ("", "")
