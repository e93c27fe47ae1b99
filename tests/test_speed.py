"""The benchmark on a little text, and what the chapter on speed makes of what it kept."""

from __future__ import annotations

import pytest
from benchmarks import growth, tools

from kaoju.book import aims, speed


def test_a_tool_is_measured() -> None:
    told = tools.run(tools.KAOJU, ["2024年，全国粮食产量13900亿斤，同比增长1.6%。"])
    assert told["found"] == 2
    assert all(told[key] > 0 for key in ("load", "once", "again", "memory"))


def test_what_is_not_installed_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tools.TOOLS, "none", tools.Peer("no-such-package", "", list))
    assert tools.release("none") is None
    assert tools.release(tools.KAOJU)


def test_articles_are_the_same_in_every_run() -> None:
    texts = list(growth.articles(2000))
    assert texts == list(growth.articles(2000)) and len(set(texts)) == len(texts)
    assert sum(map(len, texts)) >= 2000 > sum(map(len, texts[:-1]))


@pytest.mark.parametrize(("patience", "sizes"), [(1000.0, [1, 10, 100, 1000]), (20.0, [1, 10, 100])])
def test_growth_stops_where_patience_ends(patience: float, sizes: list[int]) -> None:
    done = growth.series(lambda n: {"size": n, "seconds": n * 0.1}, [1, 10, 100, 1000], patience)
    assert [d["size"] for d in done] == sizes


@pytest.mark.parametrize("stage", [growth.compare, growth.audit, growth.extract_one])
def test_a_stage_is_measured(stage: growth.Stage) -> None:
    told = stage(30)
    assert told["seconds"] > 0 and told["found"] > 0


def test_every_tool_kept_is_shown() -> None:
    for texts in (0, 1):
        rows = speed.tool_rows(texts)
        assert {r["name"] for r in rows} == {t["name"] for t in speed.measured()["texts"][texts]["tools"]}
        assert [r["ratio"] for r in rows] == sorted((r["ratio"] for r in rows), reverse=True)
        assert next(r for r in rows if r["name"] == tools.JIEBA)["once"] == "1"
    assert {r["name"] for r in speed.readers(0)} == {speed.KAOJU, "JioNLP", "duckling", "Recognizers-Text"}


def test_the_title_tells_how_time_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    points = {
        key: {"points": [{"size": n, "seconds": n / 1000, "memory": 90} for n in (10, 100, 1000)]}
        for key in ("document", "stream", "compare", "audit")
    }
    monkeypatch.setattr(speed, "measured", lambda: {"growth": points})
    assert speed.growth_title() == "Ten times as much takes 10 times as long"
    points["audit"]["points"][-1]["seconds"] = 3.1
    assert speed.growth_title() == "Ten times as much takes 10 to 31 times as long"
    assert "takes 31.0 times as long" in speed.describe_growth()
    assert [r["rate"] for r in speed.growth_rows()[-3:]] == ["3.10", "3.10", "1.00"]


def test_a_step_need_not_be_tenfold(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [{"size": 1000, "seconds": 1.0}, {"size": 5000, "seconds": 5.0}]
    monkeypatch.setattr(speed, "measured", lambda: {"growth": {"audit": {"points": points}}})
    assert speed.tenfold("audit") == pytest.approx(10)


def test_the_longest_audit_is_longer_than_those_with_a_speed() -> None:
    told = speed.longest_audit()
    longest = float(told["audit-claims"].replace(",", ""))
    assert longest > speed.measured()["growth"]["audit"]["points"][-1]["size"]
    assert float(told["audit-memory"]) > 0


def test_the_aims_are_judged_by_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def tool(name: str, once: float, gives: str = "words") -> dict[str, object]:
        return {"name": name, "version": "", "gives": gives, "once": once, "again": once, "load": 1, "memory": 90, "found": 40}  # fmt: skip

    own, tools_ = (
        tool(speed.KAOJU, 0.5, "claims: number, unit"),
        [tool("jieba.lcut", 1), tool("slow", 0.1, "number, unit")],
    )
    points = [{"size": n, "seconds": n / 1000, "memory": 499} for n in (10_000_000, 100_000_000)]
    kept = {
        "texts": [{"characters": 4000, "tools": [own, *tools_]}] * 2,
        "growth": {key: {"points": points} for key in ("document", "stream", "compare", "audit")},
        "longest_audit": {"size": 500_000_000, "seconds": 1e6, "memory": 6000},
    }
    for module in (speed, aims):
        monkeypatch.setattr(module, "measured", lambda: kept)
    readers, words, growth_, memory = aims.aim_rows()
    assert (readers["met"], words["met"], growth_["met"], memory["met"]) == (False, False, True, True)
    assert "5" in readers["measured"] and "No other tool" in readers["why"]
    own["once"] = 2.5
    points[-1] |= {"seconds": 1e9, "memory": 501}
    assert [r["met"] for r in aims.aim_rows()] == [True, True, False, False]
    assert aims.told().startswith("Of 4 aims that were set for the program 2 are met (20 times the speed")


def test_the_title_names_the_tool_it_is_held_against() -> None:
    assert speed.fastest_reader(0) in speed.tools_title()
    assert speed.fastest_reader(0) in {r["name"] for r in speed.readers(0)} - {speed.KAOJU}
