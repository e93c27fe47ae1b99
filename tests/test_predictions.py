"""The register of predictions: what looks ahead, by when it falls due, and what is told too early as fact."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kaoju.predictions import find_predictions, first_day, last_day
from kaoju.records import Bound, Claim, Document, Nature, PeriodBasis, Region, Role, Source
from kaoju.text.normalize import normalize
from kaoju.text.segment import segment


def register(raw: str, claims=(), *, made: str | None = "2025-11-10", as_of: str | None = "2026-11-22"):
    document = Document("t", "t.txt", raw, "utf-8", "0", Source(id="t", file="t.txt"))
    normalized = normalize(document)
    sentences = segment(normalized)
    made_claims = []
    for text, options in claims:
        start = raw.index(text)
        s = next(s for s in sentences if s.start <= start < s.end)
        made_claims.append(claim(raw, start, text, s.start, s.end, **options))
    found = find_predictions(normalized, sentences, made_claims, made=made, as_of=as_of)
    assert all(raw[p.start : p.end] == p.text and raw[p.quote_start : p.quote_end] == p.quote for p in found)
    return found


def claim(raw: str, start: int, text: str, quote_start: int, quote_end: int, **options) -> Claim:
    fields = {
        "id": f"t-{start}", "source": "t", "start": start, "end": start + len(text), "text": text,
        "quote_start": quote_start, "quote_end": quote_end, "quote": raw[quote_start:quote_end], "region": Region.BODY,
        "value": Decimal(1), "low": None, "high": None, "numeral": "1", "resolution": Decimal(1), "unit": "count",
        "per": None, "bound": Bound.EXACT, "role": Role.LEVEL, "nature": Nature.ACTUAL, "period": None,
        "period_basis": PeriodBasis.NONE, "subject": "新能源汽车", "metric": "销量", "attribution": None,
    }  # fmt: skip
    return Claim(**(fields | options))


@pytest.mark.parametrize(
    "raw",
    [
        "该公司将成为行业的主流。",
        "新工廠即將投產，產能有望翻倍。",
        "分析师预测，需求到明年才会回暖。",
        "公司计划于下半年推出新款手机。",
        "该市力争建成国际航运中心。",
        "人工智能将深刻改变就业结构。",
    ],
)
def test_sentences_that_look_ahead(raw: str) -> None:
    assert len(register(raw)) == 1


@pytest.mark.parametrize(
    "raw",
    [
        "模型将文字转化为图像。",  # 将 takes the object
        "公司将成本降低到原来的一半。",
        "三季度业绩超预期。",
        "人均预期寿命有所提高。",
        "设备故障预测系统已经上线。",
        "该计划发布后引起讨论。",
        "将军出身的他不谈往事。",
        "从市场规模来看，将呈现以下特点：",
        "2024年销量稳步增长。",
    ],
)
def test_sentences_that_do_not(raw: str) -> None:
    assert register(raw) == ()


def test_a_numeric_forecast_with_time_and_measure_can_be_checked() -> None:
    options = {"nature": Nature.FORECAST, "period": "2026", "attribution": "乘联会"}
    (p,) = register("乘联会预计，2026年新能源汽车销量有望达到1500万辆。", [("1500万辆", options)])
    assert (p.marker, p.due, p.state, p.by, p.missing) == ("有望", "2026-12-31", "open", "乘联会", ())
    assert p.checkable and not p.told_as_fact and p.claim == f"t-{p.start}"


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        ({"period": "2026"}, ()),
        ({"period": None}, ("period",)),
        ({"period": "2026", "metric": None}, ("metric",)),
        ({"period": None, "metric": None}, ("period", "metric")),
    ],
)
def test_what_is_missing_for_a_check(options: dict, missing: tuple[str, ...]) -> None:
    (p,) = register("销量有望达到1500万辆。", [("1500万辆", {"nature": Nature.FORECAST, **options})])
    assert p.missing == missing


def test_a_forecast_without_number_is_vague() -> None:
    (p,) = register("氢能将成为主流。")
    assert p.missing == ("number", "period") and p.state == "undated"


@pytest.mark.parametrize(("as_of", "state"), [("2026-12-31", "open"), ("2027-01-01", "due"), (None, "open")])
def test_a_prediction_falls_due_after_its_last_day(as_of: str | None, state: str) -> None:
    (p,) = register(
        "2026年销量有望达到1500万辆。",
        [("1500万辆", {"nature": Nature.FORECAST, "period": "2026"})],
        as_of=as_of,
    )
    assert p.state == state


@pytest.mark.parametrize(
    ("raw", "period", "made", "told_as_fact"),
    [
        ("2027年销量达到1500万辆。", "2027", "2025-11-10", True),  # the year has not begun
        ("2025年销量达到1500万辆。", "2025", "2025-07-23", True),  # the year is not over
        ("2025年以来销量达到1500万辆。", "2025", "2025-07-23", False),  # said so far
        ("2025年销量已达1500万辆。", "2025", "2025-07-23", False),
        ("2024年销量达到1500万辆。", "2024", "2025-07-23", False),
        ("2027年销量达到1500万辆。", "2027", None, False),  # an undated text: nobody can tell
        (
            "12月销量达到1500万辆。",
            "2025-12",
            "2025-12",
            False,
        ),  # dated to the month only: in doubt for the text
    ],
)
def test_forecasts_told_as_facts(raw: str, period: str, made: str | None, told_as_fact: bool) -> None:
    found = register(raw, [("1500万辆", {"period": period})], made=made)
    assert [p.told_as_fact for p in found] == ([True] if told_as_fact else [])


@pytest.mark.parametrize(
    ("raw", "markers"),
    [
        ("2027年，固态电池成为主流。", [None]),
        ("2027年，固态电池将成为主流。", ["将成为"]),
        ("2027年将迎来两大变化：技术上，固态电池成为主流；市场上，价格低于燃油车。", ["将迎来", "将迎来"]),
        ("固态电池仍贵；到2027年或将便宜。", ["或将"]),  # the first clause speaks of today
    ],
)
def test_a_marker_governs_what_its_clause_announces(raw: str, markers: list[str | None]) -> None:
    assert [p.marker for p in register(raw)] == markers


def test_a_target_is_no_forecast() -> None:
    (p,) = register("公司全年目标是销售550万辆。", [("550万辆", {"nature": Nature.TARGET, "period": "2025"})])
    assert (p.nature, p.marker) == (Nature.TARGET, "目标是")


def test_a_line_that_announces_the_future_marks_the_list_below_it() -> None:
    raw = "# 路线\n\n**短期（3-6个月）：**\n- 成本下降一半\n- 新厂投产\n\n**现状：**\n- 工厂有两座\n"
    found = register(raw)
    assert [(p.what, p.due, p.state) for p in found] == [
        ("成本下降一半", "2026-05-10", "due"),
        ("新厂投产", "2026-05-10", "due"),
    ]
    assert not any(p.told_as_fact for p in found)


@pytest.mark.parametrize(
    ("raw", "due"),
    [
        ("未来三年，公司将持续投入。", "2028-11-10"),
        ("未来2-3年将是关键时期。", "2028-11-10"),
        ("今后半年，价格将继续下降。", "2026-05-10"),
        ("未来一段时间，价格将继续下降。", None),
    ],
)
def test_horizons_count_from_the_date_of_the_document(raw: str, due: str | None) -> None:
    assert [p.due for p in register(raw)] == [due]


@pytest.mark.parametrize(
    ("raw", "by"),
    [
        ("高工产研预测，固态电池将逐步普及。", "高工产研"),
        ("正如《财经》所言，价格将继续下降。", "财经"),
        ("我们认为，价格将继续下降。", None),
        ("价格将继续下降。", None),
    ],
)
def test_who_predicts(raw: str, by: str | None) -> None:
    assert [p.by for p in register(raw)] == [by]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12-17", "2025-12-17", "2025-12-17"),
        ("2021/2025", "2021-01-01", "2025-12-31"),
        ("2025-13", None, None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_days_of_a_period(period: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(period), last_day(period)) == (first, last)


@pytest.mark.parametrize("raw", ["将" * 20000, "；" * 20000, "未来" * 10000, "预测，" * 8000])
def test_hostile_input_ends(raw: str) -> None:
    register(raw)
