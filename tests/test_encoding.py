"""Which encoding a document is in, declared or not, and what is said of bytes that have none."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoju.errors import LoadError
from kaoju.text.encoding import decode

SIMPLIFIED = "2025年，中国大模型市场规模达294.16亿元，同比增长62%，企业用户超过九成。"
TRADITIONAL = "截至2025年7月，臺灣半導體產業的營收達新台幣3,231億元，較上月成長25.8%，為歷年同期最高。"
CANTONESE = (
    "電動車嘅銷量升咗12.5%，佢哋話今年冚唪唥賣出3.2萬架，喺香港嚟講係第一次。"  # 嘅 咗 佢 哋: Hong Kong's own
)
ENCODINGS = {
    SIMPLIFIED: ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb2312", "gbk", "gb18030"),
    TRADITIONAL: ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "cp950", "big5hkscs", "gb18030"),
    CANTONESE: ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "big5hkscs", "gb18030"),
}  # fmt: skip
CASES = [(text, codec) for text, encodings in ENCODINGS.items() for codec in encodings]


@pytest.mark.parametrize(("text", "codec"), CASES)
@pytest.mark.parametrize("declared", [False, True])
def test_encoding_is_recognised_or_declared(text: str, codec: str, declared: bool) -> None:
    assert decode(text.encode(codec), encoding=codec if declared else None)[0] == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030"])
@pytest.mark.parametrize("declared", [False, True])
def test_a_byte_order_mark_is_no_part_of_the_text(codec: str, declared: bool) -> None:
    data = ("\ufeff" + SIMPLIFIED).encode(codec)
    assert decode(data, encoding=codec if declared else None)[0] == SIMPLIFIED


RULE = "————————————————\n"


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
def test_lines_of_anything_but_chinese_make_no_second_encoding(codec: str) -> None:
    """A line of strokes, of rare names, of Greek and Japanese stands in many a text."""
    names = "甪端饕餮夔彧顗翀旻燚" if codec == "gb18030" else "饕餮夔彧顗翀旻"
    odd = (RULE, f"{names * 3}\n", "αβγδεζηθικλμνξοπρστ\n", "アイウエオカキクケコサシスセソ\n")
    text = TRADITIONAL + "\n" + "".join(odd) + TRADITIONAL
    assert decode(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize(
    ("mark", "order"),
    [
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "utf-16-le"),
    ],
)
def test_declared_utf_16_needs_no_mark(mark: bytes, order: str) -> None:
    assert decode(mark + SIMPLIFIED.encode(order), encoding="utf-16")[0] == SIMPLIFIED


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("市场份额", "gbk"), ("營運回顧", "big5"), ("营运回顾", "gbk"), ("特此公告。", "utf-16-le"), ("特此公告。", "utf-16-be"),
        ("| 合計 | 3.5% | 12.7 |", "big5"), ("扫码入圈,看清趋势", "gb18030"), ("２０２５年", "gb18030"), ("", "gbk"),
        ("| 合计 | 5 |", "gbk"), ("目录", "gbk"), ("職位", "big5"), ("支援", "big5"), ("利润", "utf-16-le"), ("三家店", "gbk"), ("2024年", "gbk"),
        ("合計", "big5"), ("café", "utf-8"), ("naïve çà et là", "utf-8"), ("GDP rose 5%", "ascii"), ("𠮷野家3家店，昇騰晶片", "gb18030"), ("增长5%\x1b[0m", "utf-8"),
    ],
)  # fmt: skip
def test_little_text_is_enough(text: str, codec: str) -> None:
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\xfd", None, "byte 0 (line 1) is not UTF-8"),
        (SIMPLIFIED.encode() + b"\xff\xff", None, f"byte {len(SIMPLIFIED.encode())} (line 1) is not UTF-8"),
        (SIMPLIFIED.encode() + b"\n\xe5\xa5", None, "(line 2) is not UTF-8"),  # cut off within a character
        (b"a\r\nb\rc\n" + SIMPLIFIED.encode("gbk") + b"\xff", None, "(line 4) is not gb18030"),
        (TRADITIONAL.encode("big5") + b"\xff", None, f"byte {len(TRADITIONAL.encode('big5'))} (line 1) is not big5hkscs"),
        (SIMPLIFIED.encode() + SIMPLIFIED.encode("gbk"), None, f"byte {len(SIMPLIFIED.encode()) + 4} (line 1) is not UTF-8"),
        ("市场规模".encode() + "很大，增长很快，企业很多".encode("gbk"), None, "byte 12 (line 1) here gb18030 and UTF-8 meet"),
        (3 * (SIMPLIFIED.encode("gbk") + b"\r\n") + TRADITIONAL.encode("big5"), None, "(line 4) here gb18030 and big5hkscs meet"),
        (TRADITIONAL.encode("big5") + b"\n" + SIMPLIFIED.encode("gbk"), None, "(line 2) here big5hkscs and gb18030 meet"),
        ("酒 5".encode("gbk"), None, "too short to tell whether it is gb18030 or big5hkscs; name it with --encoding"),
        ("好\0".encode(), None, "NUL at character 1"),
        (SIMPLIFIED.encode("utf-16") + b"\x00\xd8", None, "breaks utf-16"),
        (SIMPLIFIED.encode("utf-16") + b"a", None, "breaks utf-16"),
        (b"\xed\xa0\x80abc", None, "--encoding"),  # a lone surrogate as UTF-8 would spell it
        ((SIMPLIFIED + "\ud800").encode("utf-16-le", "surrogatepass"), "utf-16", "is not utf-16"),
        (SIMPLIFIED.encode("utf-7") + b"+2AA-", "utf-7", "lone surrogate"),
        (SIMPLIFIED.encode(), "ascii", "byte 4 (line 1) is not ascii"),
        (SIMPLIFIED.encode("gbk"), "utf-8", "byte 4 (line 1) is not utf-8"),
        *((SIMPLIFIED.encode(), name, "unknown encoding") for name in ("klingon", "base64", "undefined", "utf 8\0", "")),
        (b"", "klingon", "unknown encoding"),
    ],
)  # fmt: skip
def test_bad_bytes_name_the_file_the_place_and_the_way_out(
    data: bytes, encoding: str | None, said: str
) -> None:
    with pytest.raises(LoadError, match=re.escape(said)) as caught:
        decode(data, encoding=encoding, name="x.txt")
    message = str(caught.value)
    assert message.startswith("x.txt: ") and re.search(r"--encoding|anew as UTF-8|try utf-8", message)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "gb18030", "big5"]))
def test_any_bytes_are_text_or_an_error(data: bytes, encoding: str | None) -> None:
    try:
        text, codec = decode(data, encoding=encoding)
    except LoadError:
        return
    assert "\0" not in text
    assert codec == "utf-16" or text == data.decode(codec).removeprefix("\ufeff")
    text.encode("utf-8")  # no lone surrogate


@given(
    st.text(alphabet=SIMPLIFIED + TRADITIONAL, min_size=12),
    st.sampled_from(["gb18030", "utf-16-le", "utf-16-be"]),
)
def test_chinese_in_any_order_is_recognised(text: str, codec: str) -> None:
    assert decode((text + SIMPLIFIED).encode(codec))[0] == text + SIMPLIFIED


@pytest.mark.parametrize("second", ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("first", ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_two_encodings_in_one_line_are_said(first: str, second: str) -> None:
    """A passage of another encoding in the middle of a line, in the words of the one and the other script."""
    text = {
        "gb18030": "公司前三季度实现营业收入为三百亿元，同比增长百分之五，其中国内市场的销量增长更快。",
        "big5hkscs": "公司前三季度實現營業收入為三百億元，同比增長百分之五，其中國內市場的銷量增長更快。",
    }
    own, other = (text.get(codec, text["gb18030"]) for codec in (first, second))
    data = (own * 3).encode(first) + (other * 2).encode(second) + (own * 3).encode(first)
    if first == second:
        assert decode(data) == (own * 3 + other * 2 + own * 3, first)
    else:
        with pytest.raises(LoadError, match="byte"):
            decode(data)
