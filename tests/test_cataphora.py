"""What numbers take from the text behind them: headlines of a bare number, counts before their measure is named."""

from __future__ import annotations

import pytest

from kaoju.claims import extract_claims
from kaoju.records import Claim, Document, Source
from kaoju.registers import EMPTY
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


def claims_of(text: str) -> list[Claim]:
    normalized = normalize(Document("a", "a.txt", text, "utf-8", "0", Source("a", "a.txt")))
    return list(extract_claims(normalized, segment(normalized), date="2025-11-01", registers=EMPTY))


LETTER = """一周数字

➊ 58.1%
近日的调查里，澜海网民中有58.1%独立挂过号。

➋ 37只
青屿保护区的白唇鹿，今年新生幼崽37只。

➌ 第4
云栖存储上半年出货量排到第4。
"""


@pytest.mark.parametrize(("place", "text"), [(0, "58.1%"), (2, "37只"), (4, "第4")])
def test_a_headline_of_a_number_speaks_of_what_the_text_below_gives_it_for(place, text):
    headline, told = claims_of(LETTER)[place : place + 2]
    assert headline.text == told.text == text
    assert (headline.subject, headline.metric, headline.role) == (told.subject, told.metric, told.role)
    assert told.subject or told.metric


def test_a_headline_that_says_more_keeps_what_it_says():
    headline = claims_of("➊ 澜海票房3.2亿元\n云栖影业的新片成本3.2亿元。\n")[0]
    assert headline.subject == "澜海"


def test_counts_take_the_measure_that_a_share_of_them_names():
    claims = claims_of("澜海市（132个）和青屿市（82个）领先，两地合计备案数量占全国总量的48.5%。")
    assert [(c.subject, c.metric) for c in claims[:2]] == [("澜海市", "备案数量"), ("青屿市", "备案数量")]


def test_counts_far_from_a_named_measure_keep_their_own():
    text = "澜海市（132个）领先。\n\n" + "别处一切平稳。" * 3 + "\n\n备案数量占全国的48.5%。"
    assert claims_of(text)[0].metric == "数量"


def test_counts_without_a_measure_take_the_usual_one_of_their_classifier():
    text = "澜海汽车交付量4.1万辆，云栖汽车交付量3.6万辆。南岭汽车只有3.3万辆。"
    assert claims_of(text)[-1].metric == "交付量"
