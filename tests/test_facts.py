"""Claims beside primary figures, and the table of figures itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from kaoju.corpus import Text
from kaoju.facts import (
    COLUMNS,
    Fact,
    FactError,
    Outcome,
    Verified,
    check_facts,
    load_facts,
    primary_facts,
    read_facts,
)
from kaoju.records import Claim, Document, PeriodBasis, Region, Source
from samples import make_claim

ROW = {
    "fact_id": "CAR-01",
    "subject": "China",
    "subject_zh": "中国",
    "metric": "exports of passenger cars",
    "metric_zh": "乘用车出口量",
    "period": "2024",
    "value": "4955000",
    "bound": "exact",
    "unit": "count",
    "nature": "actual",
    "publisher": "CAAM",
    "document_title": "Annual report",
    "url": "https://www.caam.org.cn/report",
    "date_published": "2025-01",
    "accessed": "2025-02-01",
    "verified": "primary",
}


def table(*rows: dict[str, str]) -> str:
    lines = [",".join(COLUMNS)]
    lines += [",".join(f'"{(ROW | r).get(c, "")}"' for c in COLUMNS) for r in rows]
    return "\n".join(lines) + "\n"


def facts(*rows: dict[str, str]) -> tuple[Fact, ...]:
    return read_facts(table(*[{"fact_id": f"CAR-{i}"} | r for i, r in enumerate(rows, start=1)]))


def claim(sentence: str, text: str, **fields: Any) -> Claim:
    defaults = {"unit": "count", "subject": "中国", "metric": "乘用车出口量", "period": "2024"}
    return make_claim(sentence, text, **(defaults | fields))


EXPORTS = {"value": "4955000", "resolution": "1000", "numeral": "495.5"}


@pytest.mark.parametrize(
    ("fields", "fact", "outcome"),
    [
        ({}, {}, Outcome.CONFIRMED),
        ({}, {"verified": "primary_copy"}, Outcome.CONFIRMED),
        ({}, {"verified": "secondary"}, Outcome.REPEATED),
        ({"period": None}, {}, Outcome.CONFIRMED),
        ({"period": "2023"}, {}, Outcome.OTHER_PERIOD),
        ({"period": "2023", "period_basis": PeriodBasis.INHERITED}, {}, Outcome.CONFIRMED),
        ({"subject": "日本"}, {}, Outcome.OTHER_SCOPE),
        ({"value": "5000000", "resolution": "1000000", "numeral": "5"}, {}, Outcome.ROUNDED),
        ({"value": "4900000", "resolution": "100000", "bound": "at_least"}, {}, Outcome.ROUNDED),
        ({"bound": "at_least"}, {}, Outcome.ROUNDED),
        ({"value": "6120000"}, {}, Outcome.CONTRADICTED),
        ({"value": "6120000"}, {"verified": "secondary"}, Outcome.DOUBTED),
    ],
)
def test_outcomes(fields: dict[str, Any], fact: dict[str, str], outcome: Outcome) -> None:
    c = claim("2024年乘用车出口量达495.5万辆。", "495.5万辆", **(EXPORTS | fields))
    (check,) = check_facts([c], facts(fact))
    assert check.outcome is outcome


@pytest.mark.parametrize(
    "fields",
    [
        {"value": "6120000", "period": "2023"},
        {"value": "6120000", "period": None},
        {"value": "6120000", "subject": "日本"},
        {"value": "6120000", "metric": "乘用车产量"},
        {"value": "6120000", "metric": "新能源乘用车出口量"},
        {"value": "6120000", "attribution": "国家统计局"},
        {"value": "6120000", "scope": "纯电动"},
        {"value": "6120000", "nature": "target"},
        {"value": "6120000", "bound": "at_most"},
        {"value": "6120000", "per": "day"},
        {"value": "6120000", "role": "change"},
        {"unit": "CNY"},
        {"subject": "某餐厅", "metric": "座位数", "value": "5000000", "resolution": "1000000"},
    ],
)
def test_where_anything_else_differs_nothing_is_contradicted(fields: dict[str, Any]) -> None:
    c = claim("某处说是495.5万。", "495.5万", **(EXPORTS | fields))
    assert check_facts([c], facts({})) == ()


def test_a_claim_is_contradicted_only_if_no_fact_bears_it_out() -> None:
    c = claim("2024年中国乘用车出口量达612万辆。", "612万辆", value="6120000", resolution="10000")
    (check,) = check_facts([c], facts({}, {"value": "6120000", "verified": "secondary", "publisher": "CPCA"}))
    assert check.outcome is Outcome.REPEATED


def test_the_right_figure_of_the_other_year_is_told() -> None:
    c = claim("2023年中国乘用车出口量达495.5万辆。", "495.5万辆", **(EXPORTS | {"period": "2023"}))
    (check,) = check_facts([c], facts({}, {"period": "2023", "value": "4140000"}))
    assert check.outcome is Outcome.OTHER_PERIOD
    assert "4,955,000" in check.explanation
    assert "for 2023 it gives 4,140,000" in check.explanation
    assert "495.5万辆" in check.explanation


def test_a_country_that_stands_in_the_sentence_is_no_other_country() -> None:
    sentence = "2024年中国首超日本，乘用车出口量达495.5万辆。"
    (check,) = check_facts([claim(sentence, "495.5万辆", **(EXPORTS | {"subject": "日本"}))], facts({}))
    assert check.outcome is Outcome.CONFIRMED


def test_the_figure_of_another_country_is_told_with_its_neighbours() -> None:
    c = claim("2024年日本乘用车出口量达495.5万辆。", "495.5万辆", **(EXPORTS | {"subject": "日本"}))
    rows = facts({}, {"subject": "Japan", "subject_zh": "日本", "value": "4210000"})
    (check,) = check_facts([c], rows)
    assert check.outcome is Outcome.OTHER_SCOPE
    assert "that of China, not of 日本" in check.explanation
    assert "Japan 4,210,000" in check.explanation


BENCH = {
    "subject_zh": "中国最佳模型",
    "metric_zh": "CMMLU 得分",
    "value": "91.5",
    "unit": "%",
    "metric": "CMMLU score",
}


@pytest.mark.parametrize(
    ("sentence", "metric", "outcome"),
    [
        ("最佳模型在CMMLU上得分91.5%。", "CMMLU得分", Outcome.CONFIRMED),
        ("最佳模型在各项测试中得分91.5%。", "测试得分", Outcome.OTHER_SCOPE),
    ],
)
def test_one_test_is_not_all_tests(sentence: str, metric: str, outcome: Outcome) -> None:
    number = {"value": "91.5", "resolution": "0.1", "unit": "%", "role": "score"}
    c = claim(sentence, "91.5%", subject="中国最佳模型", metric=metric, **number)
    (check,) = check_facts([c], facts(BENCH))
    assert check.outcome is outcome
    assert outcome is Outcome.CONFIRMED or "CMMLU" in check.explanation


@pytest.mark.parametrize("scope", [None, "国际竞争格局", "全年各批次抽样检验"])
def test_what_a_claim_adds_to_its_names_does_not_hide_the_publication(scope: str | None) -> None:
    number = {"value": "0.7", "resolution": "0.1", "unit": "%", "role": "gap", "period": None}
    c = claim("中日顶级车型在测试中的差距已急剧缩小至0.7%。", "0.7%", subject="中日顶级车型", metric="测试差距",
              scope=scope, **number)  # fmt: skip
    row = {
        "subject_zh": "日本最佳车型对中国最佳车型",
        "metric_zh": "NCAP 测试差距",
        "value": "0.7",
        "unit": "pp",
    }
    (check,) = check_facts([c], facts(row))
    assert check.outcome is Outcome.OTHER_SCOPE and "NCAP" in check.explanation


@pytest.mark.parametrize(
    ("second", "outcome"),
    [("但这一得分仍只有91.5%。", Outcome.CONFIRMED), ("另有模型得分91.5%。", Outcome.OTHER_SCOPE)],
)
def test_a_sentence_may_point_back_to_the_test_it_means(second: str, outcome: Outcome) -> None:
    number = {"resolution": "0.1", "unit": "%", "role": "score", "subject": "中国最佳模型", "metric": "得分"}
    first = "在CMMLU上最佳模型曾得分90.1%。"
    claims = [
        claim(first, "90.1%", value="90.1", **number),
        claim(second, "91.5%", value="91.5", at=len(first), **number),
    ]
    assert [c.outcome for c in check_facts(claims, facts(BENCH)) if c.claim.start > len(first)] == [outcome]


@pytest.mark.parametrize(
    ("between", "outcome"),
    [
        ("", Outcome.CONFIRMED),
        ("大家谈了别的事情。" * 200, Outcome.CONFIRMED),
        ("大家谈了别的事情。" * 300, Outcome.OTHER_SCOPE),
        ("\n\n大家谈了别的事情。", Outcome.CONFIRMED),
        ("大家谈了别的事情。\n\n大家谈了别的事情。", Outcome.OTHER_SCOPE),
    ],
    ids=["at once", "soon", "after 2,000 characters", "right before the paragraph", "earlier"],
)
def test_a_reader_has_in_mind_what_the_paragraph_has_just_named(between: str, outcome: Outcome) -> None:
    raw = f"下面说的是CMMLU。{between}最佳模型得分91.5%。\n"
    text = Text(Document("a", "a.txt", raw, "utf-8", "", Source("a", "a.txt", date="2025-01-02")))
    told = [replace(c, subject="中国最佳模型", metric="得分", period="2024") for c in text.claims]
    (check,) = check_facts(told, facts(BENCH), sentences={"a": text.sentences})
    assert check.outcome is outcome


def test_percent_is_not_percentage_points() -> None:
    c = claim(
        "得分差距为17.5%。",
        "17.5%",
        subject="中国",
        metric="得分差距",
        value="17.5",
        resolution="0.1",
        unit="%",
        role="gap",
    )
    (check,) = check_facts([c], facts({"metric_zh": "得分差距", "value": "17.5", "unit": "pp"}))
    assert check.outcome is Outcome.OTHER_SCOPE
    assert "percentage points" in check.explanation


def test_a_sum_over_years_is_not_one_year() -> None:
    c = claim("2024年中国乘用车出口量达495.5万辆。", "495.5万辆", **EXPORTS)
    (check,) = check_facts([c], facts({"period": "2020/2024"}))
    assert check.outcome is Outcome.OTHER_PERIOD


def test_another_origin_than_the_claim_credits_is_named() -> None:
    c = claim("据海关总署，出口495.5万辆。", "495.5万辆", attribution="海关总署", **EXPORTS)
    (check,) = check_facts([c], facts({}))
    assert check.other_origin == "CAAM"
    assert "credits 海关总署" in check.explanation


def test_a_forecast_that_a_claim_tells_as_fact_is_said_to_be_one() -> None:
    c = claim("2024年中国乘用车出口量达495.5万辆。", "495.5万辆", **EXPORTS)
    (check,) = check_facts([c], facts({"nature": "forecast"}))
    assert "as a forecast" in check.explanation


def test_adverts_and_orders_of_magnitude_are_not_checked() -> None:
    advert = replace(claim("中国乘用车出口量达495.5万辆。", "495.5万辆", **EXPORTS), region=Region.ADVERT)
    rough = claim("中国乘用车出口量为百万级。", "百万级", value="1000000", bound="approx", numeral="百万")
    assert check_facts([advert, rough], facts({}, {"value": "1000000"})) == ()


def test_no_claims_and_no_facts_give_no_checks() -> None:
    assert check_facts([], facts({})) == ()
    assert check_facts([claim("出口495.5万辆。", "495.5万辆", **EXPORTS)], []) == ()


# --- the table -------------------------------------------------------------------------------------------------------


def test_every_fact_of_the_package_keeps_the_schema() -> None:
    schema = json.loads(
        (files("kaoju") / "resources" / "facts" / "primary_facts.schema.json").read_text("utf-8")
    )
    assert [f["name"] for f in schema["fields"]] == list(COLUMNS)
    rules = {f["name"]: f.get("constraints", {}) for f in schema["fields"]}
    for fact in primary_facts():
        row = {"fact_id": fact.id, "url": fact.url, "period": fact.period, "accessed": fact.accessed}
        row |= {
            "date_published": fact.date_published,
            "value": str(fact.value) if fact.value is not None else None,
        }
        for name, text in row.items():
            assert text or not rules[name].get("required"), fact
            assert not text or re.search(rules[name]["pattern"], text), (fact.id, name, text)


def test_the_facts_are_read_whole_with_their_digits() -> None:
    found = {f.id: f for f in primary_facts()}
    assert len(found) == 150
    assert sum(f.is_primary for f in found.values()) == 69
    assert found["AIIDX-20"].value == Decimal("22.60")
    assert str(found["AIIDX-20"].value) == "22.60"
    assert found["AIIDX-27"].value is None
    assert found["AIIDX-05"].printed == "0.3 pp"
    assert found["QWEN-05"].printed == "at least 12,500,000 count"
    assert {f.verified for f in found.values()} == set(Verified)


@pytest.mark.parametrize(
    ("bad", "column", "says"),
    [
        ({"value": "viel"}, "value", "a number"),
        ({"value": "NaN"}, "value", "finite"),
        ({"value": "", "low": "3", "high": "2", "bound": "range"}, "value", "in order"),
        ({"value": "1", "low": "1", "high": "2"}, "value", "or low and high"),
        ({"unit": ""}, "unit", "with every figure"),
        ({"bound": "circa"}, "bound", "one of exact"),
        ({"nature": "maybe"}, "nature", "one of actual"),
        ({"verified": "heard"}, "verified", "one of primary"),
        ({"period": "last year"}, "period", "2025-H1"),
        ({"accessed": "today"}, "accessed", "ISO"),
        ({"url": "javascript:alert(1)"}, "url", "an address"),
        ({"subject_zh": ""}, "subject_zh", "a value"),
    ],
)
def test_a_bad_cell_is_an_error_that_names_it(bad: dict[str, str], column: str, says: str) -> None:
    with pytest.raises(FactError, match=rf"line 2: {column} .*{says}"):
        read_facts(table(bad))


def test_an_id_twice_and_a_missing_column_are_errors() -> None:
    with pytest.raises(FactError, match="line 3: fact_id 'CAR-01' stands twice"):
        read_facts(table({}, {}))
    with pytest.raises(FactError, match="column 'fact_id' is missing"):
        read_facts("a,b\n1,2\n")


def test_a_table_of_ones_own_is_read(tmp_path: Any) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("\ufeff" + table({}), encoding="utf-8")
    (fact,) = load_facts(path)
    assert (fact.id, fact.value, fact.scope) == ("CAR-01", Decimal(4955000), None)
