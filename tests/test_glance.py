"""A look at the first character never hides a match."""

from __future__ import annotations

import re

import pytest

from kaoju.language.glance import closing, glance


@pytest.mark.parametrize(
    ("pattern", "looks_for"),
    [
        ("显示|表明", "显表"),
        (r"(?:也|均)?(?:说|称)", "也均称说"),
        (r"(?<!的)[一-三]\d", "一-三"),
        (r"《[^》]*》|\d+年", "《\\d"),
        ("(?P<name>甲{2})(?=乙)", "甲"),
    ],
)
def test_the_look_is_at_all_that_a_match_can_begin_with(pattern, looks_for):
    look = re.match(r"\(\?=\[(.*?)\]\)", glance(pattern))
    assert look is not None
    assert sorted(look[1]) == sorted(looks_for)


@pytest.mark.parametrize("pattern", ["[^，]说", ".说", "也?", "(?:甲|)乙?", r"\W说"])
def test_what_may_begin_with_anything_is_left_as_it_is(pattern):
    assert glance(pattern) == pattern


@pytest.mark.parametrize("pattern", ["也?说|[0-9]+年", r"(?:给(?:出|了))?一?个", r"\s?据|-3"])
@pytest.mark.parametrize("text", ["他也说3年", "给出一个", "给了个 据-3", "说", ""])
def test_the_same_is_found(pattern, text):
    assert [m.span() for m in re.finditer(glance(pattern), text)] == [
        m.span() for m in re.finditer(pattern, text)
    ]


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        ("(?:显示|说|给出了?)$", "示说出了"),
        ("占[0-2]?$", "占012"),
        ("(?:甲(?=乙)|丙{2,3})$", "甲丙"),
    ],
)
def test_the_last_character_is_one_that_a_match_can_end_with(pattern, ends):
    assert closing(pattern) == set(ends)


@pytest.mark.parametrize("pattern", ["说.$", "[^，]$", "也?$", "[\u4e00-\u9fff]$", r"\d$"])
def test_what_may_end_with_anything_is_refused(pattern):
    with pytest.raises(ValueError, match="cannot be told"):
        closing(pattern)
