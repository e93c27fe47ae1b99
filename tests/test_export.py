"""Records as files: exact, whole, the same bytes, and harmless in a spreadsheet or a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoju.files import write_whole
from kaoju.output import export
from samples import make_claim

CLAIMS = [
    make_claim("规模达 16.4 亿元。", "16.4 亿元", value="1640000000", resolution="10000000", unit="CNY"),
    make_claim("=cmd|calc 占 22.60%。", "22.60%", value="22.60", resolution="0.01", subject="=cmd|calc"),
]


def test_json_lines_are_exact():
    first, second = map(json.loads, export.json_lines(CLAIMS))
    assert first["value"] == 1640000000 and second["value"] == 22.6 and first["low"] is None
    assert "sentence" not in first and first["cites"] == []


def test_json_is_exact_and_harmless_in_a_terminal():
    quote = (
        "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x202E, 0x2028, 0x2069, 0xFEFF)))
        + '\\\u4e2d"'
    )
    (line,) = export.json_lines([{"quote": quote}])
    assert json.loads(line) == {"quote": quote} and "中" in line and line.splitlines() == [line[:-1]]
    assert export.visible(line) == line


def test_csv_has_a_mark_and_neutral_cells():
    text = export.csv_text(CLAIMS)
    assert text.startswith("\ufeff") and "\r" not in text
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert rows[1]["subject"] == "'=cmd|calc" and rows[0]["value"] == "1640000000"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("-5", "-5"),
        ("+3.5%", "+3.5%"),
        ("-5+2", "'-5+2"),
        ("@x", "'@x"),
        (" =1", "' =1"),
        ("正常", "正常"),
        (None, ""),
    ],
)
def test_cell(value, cell):
    assert export._cell(value) == cell


def test_parquet_reads_back(tmp_path):
    (tmp_path / "a.parquet").write_bytes(export.encode(CLAIMS, "parquet"))
    table = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert [r["value"] for r in table] == [1640000000, 22.6] and table[0]["quote"] == CLAIMS[0].quote


@pytest.mark.parametrize("kind", export.FORMATS)
def test_same_bytes_and_empty_tables(kind):
    assert export.encode(CLAIMS, kind) == export.encode(CLAIMS, kind)
    assert isinstance(export.encode([], kind, ("id", "text")), bytes)


def test_frame_keeps_the_fields():
    assert list(export.frame(CLAIMS)["unit"]) == ["CNY", "%"]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10))
def test_numbers_survive(value):
    assert Decimal(str(export.plain(value))) == value


def test_terminal_shows_escapes_and_does_not_obey():
    assert export.visible("a\x1b[31mb\u202ec\td") == "a\\u001b[31mb\\u202ec\td"
    table = export.text_table([{"a": "超\x1b长" * 30, "b": 1}], ("a", "b"))
    assert "\x1b" not in table and "…" in table


def test_a_table_tells_its_last_column_whole():
    table = export.text_table([{"a": "超长" * 30, "b": "因为" * 40}], ("a", "b"))
    assert "因为" * 40 in table and "超长" * 30 not in table


def test_a_pipe_is_written_to_and_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
