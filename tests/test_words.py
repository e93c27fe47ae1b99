"""Frequencies, keyness, co-occurrence on counts small enough to check by hand."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from kaoju.corpus import Corpus
from kaoju.records import Document, Source
from kaoju.text.words import cooccurrence, frequencies, keyness

COUNTS = {"a": Counter(车=10, 路=10), "b": Counter(车=1, 路=19)}


def test_frequencies_leave_out_stop_words_numbers_and_notices():
    raw = "大模型的算力是3亿元。大模型开源了。\n特别声明：大模型由用户上传。"
    corpus = Corpus([Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt"))])
    assert frequencies(corpus)["a"] == Counter(大模型=2, 算力=1, 开源=1)


def test_keyness_is_the_log_likelihood_ratio():
    (key,) = keyness(COUNTS, "a", minimum=1)
    assert key.word == "车"
    assert key.g2 == pytest.approx(2 * (10 * math.log(10 / 5.5) + math.log(1 / 5.5)), abs=1e-3)
    assert key.log_ratio == pytest.approx(math.log2((10.5 / 20.5) / (1.5 / 20.5)), abs=1e-3)


def test_one_document_has_nothing_to_differ_from():
    assert all(k.rest == 0 for k in keyness({"a": Counter(车=5)}, "a"))


def test_cooccurrence_finds_the_pair_that_goes_together():
    sentences = [["甲", "乙"], ["甲", "乙"], ["甲", "乙"], ["丙", "丁"], ["丙"], ["丁"]]
    (link,) = cooccurrence(sentences, minimum=2)
    assert (link.a, link.b, link.count) == ("乙", "甲", 3) and link.npmi == pytest.approx(1.0)
