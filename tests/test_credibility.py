"""Signals move as they should when one sentence changes; sources and items are rated apart; ranks come as bands."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import replace
from importlib.resources import files

import pytest

from kaoju.book import standing, trust
from kaoju.corpus import Corpus
from kaoju.credibility import (
    Assessment,
    Reading,
    assess,
    default_weights,
    gather,
    score_source,
    source_records,
)
from kaoju.credibility.items import rate_items
from kaoju.credibility.material import Material
from kaoju.credibility.ranking import Band, duels, rank_bands, ranks, without_signal, without_source
from kaoju.credibility.signals import MEASURES, Unit, is_person, signals
from kaoju.facts import FactCheck, Outcome, Verified
from kaoju.facts import primary_facts as primary_facts_table
from kaoju.records import Document, Nature, Source
from kaoju.reviews import Review, State

TEXT = """# 九月车市观察

作者：李明
来源：车市周报
发布日期：2025-10-12

据乘联会数据，9月新能源乘用车零售129.6万辆，同比增长15.2%。
海风汽车零售15.8万辆，长岛汽车零售8.4万辆，两家合计24.2万辆。
海风汽车的新车是今年首款增程越野车。
预计2026年新能源乘用车零售将达到1500万辆。
价格与上月持平，经销商库存略有下降。
"""


def document(raw: str, name: str = "a") -> Document:
    digest = hashlib.sha256(raw.encode()).hexdigest()
    return Document(
        name, f"{name}.txt", raw, "utf-8", digest, Source(id=name, file=f"{name}.txt", sha256=digest)
    )


def assessed(*texts: str) -> Assessment:
    return Corpus([document(t, "abcdef"[i]) for i, t in enumerate(texts)], as_of="2026-11-22").assessment


def value(assessment: Assessment, signal: str, source: str = "a") -> float | None:
    return assessment.reading(source, signal).score


def edited(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new)


SALE = "扫码入圈，原价999元，现在订阅专栏只要199元/年，仅限50个名额，先到先得。\n"
FIVE = ("海风汽车", "长岛汽车", "北辰汽车", "云岭汽车", "青木汽车")
PRAISE = "".join(f"{name}是全球首款量产车型。{name}也是国内首款出口车型。\n" for name in FIVE)


@pytest.mark.parametrize(
    ("byline", "person"),
    [
        *((n, True) for n in ("王战新", "李明", "歐陽修文", "司马光", "陳大文、李小明", "王小明（Ming Wang）", "Jane Doe")),
        *((n, False) for n in ("数据猿", "本报编辑部", "车市周报", "新華社", "admin", "小编")),
    ],
)  # fmt: skip
def test_a_by_line_names_a_person_or_not(byline: str, person: bool) -> None:
    assert is_person(byline) is person


OTHER = "# 十月通报\n\n9月新能源乘用车零售{}万辆。\n"
COUNTED = "# {}\n\n据{}数据，9月新能源乘用车零售{}万辆。\n"
SOLD = "# 通报\n\n9月新能源乘用车零售129.6万辆。\n"
GAP = "# 报告\n\n2024年底，中国最佳模型与美国最佳模型在MMLU上的分差为0.3个百分点。\n"
# Signal, texts (the first is rated), what is edited in the last of them, and whether that is better.
EDITS = [
    ("author_named", (TEXT,), "作者：李明\n", "", False),
    ("author_named", (TEXT,), "李明", "车市编辑部", False),
    ("publisher_named", (TEXT,), "来源：车市周报\n", "", False),
    ("date_given", (TEXT,), "发布日期：2025-10-12\n", "", False),
    ("human_written", (TEXT + "\n（注：完）\n",), "（注：完）", "（注：文档部分内容可能由AI生成）", False),
    ("advertising", (TEXT + "\n不买车。\n",), "不买车。\n", SALE, False),
    ("advertising", (TEXT + "\n" + SALE,), SALE, "【广告】" + SALE, True),
    ("praise_spread", (TEXT + PRAISE,), "长岛汽车是全球首款", "海风汽车是全球首款", False),
    ("claims_with_origin", (TEXT,), "据乘联会数据，", "", False),
    ("origin_tiers", (TEXT.replace("乘联会", "国家统计局"),), "国家统计局", "证券时报", False),
    ("superlatives_sourced", (TEXT,), "海风汽车的新车是", "据乘联会数据，海风汽车的新车是", True),
    ("audits_hold", (TEXT,), "合计24.2万辆", "合计34.2万辆", False),
    ("primary_facts", (GAP,), "在MMLU上", "在各项测试上", False),
    ("confirmed", (COUNTED.format("通报", "乘联会", "130"), COUNTED.format("快讯", "公安部", "130")), "公安部", "乘联会", False),
    ("unconflicted", (SOLD, OTHER.format("129.6")), "129.6", "98.3", False),
    ("forecasts_marked", (TEXT,), "预计2026年新能源乘用车零售将达到", "2026年新能源乘用车零售达到", False),
    ("sober", (TEXT,), "价格与上月持平", "价格横扫市场，震撼全场", False),
]  # fmt: skip


@pytest.mark.parametrize(("signal", "texts", "old", "new", "better"), EDITS)
def test_one_edited_sentence_moves_the_signal(
    signal: str, texts: tuple[str, ...], old: str, new: str, better: bool
) -> None:
    assert texts[-1].count(old) == 1
    changed = (*texts[:-1], texts[-1].replace(old, new))
    first, second = value(assessed(*texts), signal), value(assessed(*changed), signal)
    assert first is not None and second is not None
    assert second > first if better else second < first


def test_every_signal_is_moved_by_an_edited_sentence() -> None:
    assert {signal for signal, *_ in EDITS} == set(MEASURES)


@pytest.mark.parametrize(("told", "unconflicted"), [("129.6", 1.0), ("98.3", 0.0)])
def test_another_source_that_tells_the_same_or_not(told: str, unconflicted: float) -> None:
    both = assessed("# 通报\n\n9月新能源乘用车零售129.6万辆。\n", OTHER.format(told))
    assert value(both, "unconflicted") == unconflicted


@pytest.mark.parametrize(
    ("one", "other", "confirmed", "grade"),
    [
        # Neither says where it has the number from: both may have copied the same page.
        (OTHER.format("129.6"), OTHER.format("129.6"), 0, 6),
        (OTHER.format("130"), OTHER.format("约130"), 0, 3),
        # One origin told twice is one origin.
        (COUNTED.format("通报", "乘联会", "129.6"), COUNTED.format("快讯", "乘联会", "129.6"), 0, 3),
        (COUNTED.format("通报", "乘联会", "130"), OTHER.format("约130"), 0, 3),
        (COUNTED.format("通报", "乘联会", "130"), COUNTED.format("快讯", "公安部", "约130"), 0.5, 2),
        (COUNTED.format("通报", "乘联会", "130"), COUNTED.format("快讯", "公安部", "130"), 1, 1),
    ],
)  # fmt: skip
def test_only_a_telling_with_an_origin_of_its_own_confirms(
    one: str, other: str, confirmed: float, grade: int
) -> None:
    both = assessed(one, other)
    assert value(both, "confirmed") == confirmed
    assert both.items[0].grade == grade


def read_as(decision: str, *texts: str) -> Assessment:
    """The assessment after a reader decided so on every finding that asks for a review."""
    made = Corpus([document(t, "ab"[i]) for i, t in enumerate(texts)], as_of="2026-11-22")
    asked = list(made.reviews.all())
    assert asked
    rows = {r.id: Review(r.id, r.quotations, State(decision), "read", "me", "2026-11-22") for r in asked}
    return Corpus([t.document for t in made.texts], as_of="2026-11-22", reviews=rows).assessment


FAILS = edited("合计24.2万辆", "合计34.2万辆")


@pytest.mark.parametrize(
    ("decision", "failing", "in_conflict", "grade"),
    [("confirmed", 0, 0, 4), ("doubtful", None, None, 6), ("rejected", None, None, 6)],
)
def test_what_a_reader_rejected_or_doubted_counts_against_nobody(
    decision: str, failing: float | None, in_conflict: float | None, grade: int
) -> None:
    sums, conflict = read_as(decision, FAILS), read_as(decision, SOLD, OTHER.format("98.3"))
    assert value(sums, "audits_hold") == failing
    assert [value(conflict, "unconflicted", k) for k in "ab"] == [in_conflict] * 2
    assert [i.grade for i in conflict.items] == [grade] * 2


def test_a_check_that_a_reader_rejected_is_no_evidence() -> None:
    scores = {d: value(read_as(d, GAP), "primary_facts") for d in ("confirmed", "doubtful", "rejected")}
    assert scores == {"confirmed": 1, "doubtful": None, "rejected": None}


@pytest.mark.parametrize(("origin", "worth"), [("国家统计局", 1.0), ("证券时报", 0.7)])
def test_the_standing_of_an_origin(origin: str, worth: float) -> None:
    raw = edited("据乘联会数据", f"据{origin}数据")
    assert value(assessed(raw), "origin_tiers") == pytest.approx(worth)


def checked(outcome: Outcome, *, primary: bool = True, nature: Nature = Nature.ACTUAL) -> Material:
    """The material of TEXT with its first claim set beside a publication."""
    material = gather(Corpus([document(TEXT)]))
    fact = replace(
        primary_facts_table()[0], verified=Verified.PRIMARY if primary else Verified.SECONDARY, nature=nature
    )
    return replace(material, facts=(FactCheck(material.claims[0], fact, outcome, "as published"),))


@pytest.mark.parametrize(
    ("outcome", "score"),
    [("confirmed", 1), ("rounded", 1), ("repeated", 0.75), ("doubted", 0.25), ("contradicted", 0)],
)
def test_publications_move_their_signal(outcome: str, score: float) -> None:
    material = checked(Outcome(outcome))
    assert value(assess(material), "primary_facts") == score
    assert value(assess(replace(material, facts=())), "primary_facts") is None


def test_what_a_source_says_of_itself_is_no_input() -> None:
    rated = TEXT.replace("来源：", "可信度评分：⭐⭐⭐⭐⭐\n来源：")
    assert assessed(TEXT).scores == assessed(rated).scores


def test_what_cannot_be_judged_has_no_score_and_is_not_averaged() -> None:
    a = assessed("今天下雨。")
    judged = [(default_weights()[r.signal], r.score) for r in a.readings if r.score is not None]
    mean = sum(w * v for w, v in judged) / sum(w for w, _ in judged)
    assert a.score("a").score == pytest.approx(mean)
    assert a.score("a").grade == "F"


def test_an_empty_text_and_an_empty_corpus() -> None:
    empty = assessed("")
    assert (empty.score("a").score, empty.score("a").grade) == (None, "F")
    assert (empty.score("a").floor, empty.score("a").ceiling) == (0, 1)
    nothing = assess(Material(sources=()))
    assert nothing.scores == () and rank_bands(nothing) == () and without_source(nothing) == {}


def test_floor_and_ceiling_hold_the_score() -> None:
    s = assessed(TEXT).score("a")
    assert s.score is not None
    assert 0 <= s.floor <= s.score <= s.ceiling <= 1
    assert s.ceiling - s.floor == pytest.approx(1 - s.known)


def test_the_score_is_the_plain_weighted_mean() -> None:
    s = score_source("a", {"x": 1.0, "y": 0.0, "z": None}, {"x": 3, "y": 1, "z": 4})
    assert (s.score, s.known, s.floor, s.ceiling, s.grade) == (0.75, 0.5, 0.375, 0.875, "B")


@pytest.mark.parametrize(("weights", "score"), [({"x": 1}, 1.0), ({"y": 1}, 0.0), ({"x": 0, "y": 0}, None)])
def test_other_weights(weights: dict[str, float], score: float | None) -> None:
    assert score_source("a", {"x": 1.0, "y": 0.0}, weights).score == score


def test_every_unit_quotes_the_raw_text() -> None:
    raw = TEXT + SALE
    a = assessed(raw)
    spans = [u.span for r in a.readings for u in r.units if u.span]
    assert len(spans) > 15
    assert all(raw[s.start : s.end] == s.text for s in spans)


def test_a_good_source_cannot_lift_a_bad_claim() -> None:
    a = assessed(TEXT, edited("合计24.2万辆", "合计34.2万辆").replace("海风", "江海").replace("长岛", "洞庭"))
    at = {c.text: i.grade for c, i in zip(a.material.claims, a.items, strict=True) if c.source == "b"}
    assert at["34.2万辆"] == 4


@pytest.mark.parametrize(
    ("outcome", "primary", "grade"),
    [
        ("confirmed", True, 1), ("rounded", True, 1), ("rounded", False, 2), ("repeated", False, 2),
        ("other_scope", True, 3), ("other_period", True, 4), ("doubted", False, 4), ("contradicted", True, 5),
    ],
)  # fmt: skip
def test_a_publication_decides_the_item(outcome: str, primary: bool, grade: int) -> None:
    material = checked(Outcome(outcome), primary=primary)
    assert rate_items(material)[0].grade == grade


def test_a_forecast_cannot_be_judged_yet() -> None:
    a = assessed(TEXT)
    forecast = next(c.id for c in a.material.claims if c.text == "1500万辆")
    item = next(i for i in a.items if i.claim == forecast)
    assert (item.grade, item.meaning) == (6, "cannot be judged")


def test_every_signal_is_defined_weighed_and_measured() -> None:
    text = (files("kaoju") / "resources" / "signals.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [r["id"] for r in rows] == list(MEASURES)
    assert all(all(r.values()) for r in rows)
    assert {r["kind"] for r in rows} <= {"fact", "share"}
    assert sum(default_weights().values()) == 100
    assert all(s.definition.endswith(".") and s.argument.endswith(".") for s in signals())


def made(values: dict[str, dict[str, tuple[float, int] | None]]) -> Assessment:
    """An assessment from scores and numbers of units by source and signal."""
    base = assess(Material(sources=tuple(Source(id=s, file=s) for s in values)))
    readings = []
    for r in base.readings:
        given = values[r.source].get(r.signal)
        score, n = given or (None, 0)
        ones = round(score * n) if score is not None else 0
        units = tuple(Unit(float(i < ones), "made") for i in range(n))
        readings.append(Reading(r.signal, r.source, score, units))
    scores = tuple(
        score_source(s, {r.signal: r.score for r in readings if r.source == s}, default_weights())
        for s in values
    )
    return replace(base, readings=tuple(readings), scores=scores)


def everywhere(score: float, n: int) -> dict[str, tuple[float, int] | None]:
    return {s.id: (score, n) for s in signals()}


def test_a_source_better_in_everything_is_first_under_every_weighting() -> None:
    good, bad = rank_bands(made({"good": everywhere(0.9, 200), "bad": everywhere(0.3, 200)}))
    assert (good.low, good.high, bad.low, bad.high, good.first) == (1, 1, 2, 2, 1.0)
    assert not good.overlaps(bad)


def test_duels_compare_two_sources_draw_by_draw() -> None:
    a = made({"good": everywhere(0.9, 200), "bad": everywhere(0.3, 200), "same": everywhere(0.9, 200)})
    shares = duels(a)
    assert shares["good", "bad"] == 1 and shares["bad", "good"] == 0
    assert 0.3 < shares["good", "same"] < 0.7
    assert shares["good", "same"] + shares["same", "good"] == pytest.approx(1)


def test_few_units_widen_the_band() -> None:
    many, few = rank_bands(made({"many": everywhere(0.5, 400), "few": everywhere(0.5, 2)}), weighting=False)
    assert few.score_high - few.score_low > 2 * (many.score_high - many.score_low)
    assert many.overlaps(few)


def test_a_source_of_which_little_is_known_has_a_wide_band_not_a_low_score() -> None:
    unknown = {"sober": (0.9, 50)}
    a = made({"known": everywhere(0.5, 50), "unknown": unknown, "poor": everywhere(0.2, 50)})
    known, little, poor = rank_bands(a)
    assert a.score("unknown").score == pytest.approx(0.9)
    assert little.score_high - little.score_low > known.score_high - known.score_low
    assert little.score_median > poor.score_median


def test_the_same_seed_gives_the_same_bands() -> None:
    a = made({"x": everywhere(0.6, 9), "y": everywhere(0.5, 9)})
    assert rank_bands(a) == rank_bands(a)
    assert rank_bands(a, seed=1) != rank_bands(a, seed=2)


def test_nothing_drawn_gives_the_default_ranks() -> None:
    a = made({"x": everywhere(0.6, 9), "y": everywhere(0.5, 9)})
    assert [(b.low, b.high) for b in rank_bands(a, weighting=False, sampling=False)] == [(1, 1), (2, 2)]
    assert ranks(a) == {"x": 1, "y": 2}


def test_equal_sources_share_a_rank() -> None:
    assert ranks(made({"x": everywhere(0.5, 4), "y": everywhere(0.5, 4)})) == {"x": 1, "y": 1}


def test_leaving_out_the_signal_that_decides() -> None:
    a = made({"x": everywhere(0.5, 4) | {"sober": (1.0, 4)}, "y": everywhere(0.5, 4)})
    assert without_signal(a)["sober"] == {"x": 1, "y": 1}
    assert without_signal(a)["confirmed"] == {"x": 1, "y": 2}


def test_leaving_out_a_source_takes_its_conflicts_along() -> None:
    a = assessed("# 通报\n\n9月新能源乘用车零售129.6万辆。\n", OTHER.format("98.3"))
    left = assess(a.material.without("b"))
    assert value(a, "unconflicted") == 0
    assert value(left, "unconflicted") is None
    assert set(without_source(a)) == {"a", "b"}
    assert without_source(a)["b"] == {"a": 1}


def test_an_order_that_hangs_on_the_company_of_one_source_is_shown_without_it() -> None:
    # What 129.6 and 98.3 contradict in each other goes with either of them; the third text is in no conflict.
    a = assessed(SOLD, OTHER.format("98.3"), "# 通报\n\n9月商用车出口12.6万辆。\n")
    assert ranks(a) == {"a": 2, "b": 2, "c": 1}
    assert without_source(a)["b"] == {"a": 1, "c": 1}
    rows = {r["left"]: r for r in standing.left_out_rows(a)}
    assert {f"source: {k}" for k in "abc"} <= set(rows)
    assert rows["source: b"] == {"left": "source: b", "a": "1", "c": "1"}
    assert rows["signal: Not in conflict"] == {
        "left": "signal: Not in conflict",
        "a": "1",
        "b": "1",
        "c": "1",
    }
    assert "signal: Arithmetic holds" not in rows


@pytest.mark.parametrize(
    ("a", "b", "level"), [((1, 2), (2, 3), True), ((1, 2), (3, 3), False), ((1, 5), (2, 2), True)]
)
def test_bands_that_meet_are_level(a: tuple[int, int], b: tuple[int, int], level: bool) -> None:
    x, y = (Band(k, low, low, high, 0, 0, 0, 0, 0) for k, (low, high) in (("x", a), ("y", b)))
    assert x.overlaps(y) is y.overlaps(x) is level


def test_the_book_calls_level_what_overlaps_and_orders_the_rest() -> None:
    values = {"good": everywhere(0.95, 300), "like": everywhere(0.95, 300), "bad": everywhere(0.2, 300)}
    a = made(values)
    assert standing.level_with(rank_bands(a)) == {"good": ["like"], "like": ["good"], "bad": []}
    level = {r["id"]: str(r["level"]) for r in standing.band_rows(a)}
    assert "like" in level["good"] and level["bad"] == "none"
    told = trust.summary(a).striptags()
    assert re.search("overlaps with that of (good|like), so that they are level", told)
    apart = trust.summary(made({k: values[k] for k in ("good", "bad")})).striptags()
    assert "no other band overlaps with its own" in apart and "level" not in apart


def test_records_of_sources_for_the_command() -> None:
    records = source_records(Corpus([document(TEXT)]))
    assert [r["id"] for r in records] == ["a"]
    assert set(records[0]["signals"]) == set(MEASURES)
    assert records[0]["band"] == [1, 1]
    assert sum(records[0]["items"].values()) == records[0]["claims"]
