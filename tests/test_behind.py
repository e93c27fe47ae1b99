"""The data under a figure, read from its alternative text, and the way to its sentences."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from markupsafe import escape

from kaoju.book.behind import behind, read_rows


@pytest.mark.parametrize(
    ("alt", "rows"),
    [
        ("Bars by outcome. 001: 44 hold, 9 loose; 002: 7 hold.",
         [("001", {"hold": "44", "loose": "9"}), ("002", {"hold": "7"})]),
        ("Bars by word. AI: 000 26, 001 15; 中国 China: 001 1.4.", [("AI", {"000": "26", "001": "15"}), ("中国 China", {"001": "1.4"})]),
        ("Stacked bars. 001: body 81%, references 19%; 004: body 73%.",
         [("001", {"body": "81%", "references": "19%"}), ("004", {"body": "73%"})]),
        # one part without a number, or the same name twice: the words as they stand
        ("Stacked bars. 001: body 81%, notices under one percent.", [("001", {"": "body 81%, notices under one percent"})]),
        ("Marks. Qwen: 001 600, 001 700.", [("Qwen", {"": "001 600, 001 700"})]),
        ("Marks by period. 2021: under CNY 10 billion, actual.", [("2021", {"": "under CNY 10 billion, actual"})]),
        ("Dots. one figure: told again: 3.", [("one figure", {"": "told again: 3"})]),
        ("A picture of something", []),
        ("", []),
    ],
)  # fmt: skip
def test_rows(alt, rows):
    assert read_rows(alt) == rows


def test_the_table_holds_every_row_and_escapes_it():
    soup = BeautifulSoup(behind("Bars. <b>a</b>: 1 x<i>, 2 y; c: 3 y.", "all", name="fig-a"), "html.parser")
    assert soup.table["id"] == "fig-a-data" and not soup.find("b")
    texts = [[cell.get_text() for cell in row(["th", "td"])] for row in soup("tr")]
    assert texts == [["Item", "x<i>", "y"], ["<b>a</b>", "1", "2"], ["c", "", "3"]]


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ('<a class="kj-src" href="../evidence/001.html">001</a> and <a class="kj-src" href="../evidence/001.html">001</a>',
         ["../lookup/claims.html?source=001"]),
        ('<a class="kj-num" href="../evidence/001.html#001-5" title="x">001-5</a>',
         ["../evidence/001.html#001-5", "../lookup/claims.html"]),
        ("all claims of all sources", ["../lookup/claims.html"]),
    ],
)  # fmt: skip
def test_the_way_to_the_sentences(source, links):
    found = behind("Bars. 001: 44 hold.", source, name="fig-a")
    assert re.findall(r'href="([^"]*)"', found) == [escape(link) for link in links]


def test_nothing_stands_under_a_figure_without_rows():
    assert behind("A picture of something", "all", name="fig-a") == ""
