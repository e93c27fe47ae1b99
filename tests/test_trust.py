"""What the chapters on sources, rhetoric and credibility show, for any documents."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from importlib.resources import files

import pytest

from kaoju.book import primaries, quotable, sliders, speakers, standing, style, tone, trust
from kaoju.corpus import Corpus
from kaoju.facts import primary_facts
from kaoju.records import Document, Source

CARS = "# 九月车市\n\n作者：李明\n来源：车市周报\n发布日期：2025-10-12\n\n据乘联会数据，9月零售129.6万辆。预计2026年将达1500万辆。\n"
RIVAL = "# 车市狂飙\n\n可信度评分：⭐⭐⭐⭐⭐\n\n9月零售98.3万辆，横扫市场，史上最强。海风汽车是全球首款量产增程车型。\n"
CORPORA = {
    "several": (CARS, RIVAL, "# 短评\n\n价格平稳。\n"),
    "one": (CARS,),
    "no number": ("今天下雨，大家都在家里休息。",),
    "empty": ("",),
    "none": (),
}


@pytest.fixture(params=CORPORA.values(), ids=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    style.use_style()
    return made(*request.param)


def made(*texts: str) -> Corpus:
    names = "abc"
    documents = [
        Document(names[i], f"{names[i]}.txt", t, "utf-8", "0", Source(id=names[i], file=f"{names[i]}.txt"))
        for i, t in enumerate(texts)
    ]
    return Corpus(documents, as_of="2026-11-22")


FIGURES: dict[str, Callable[[Corpus], style.Exhibit | None]] = {
    "made of": lambda c: speakers.made_of_figure(c, name="fig-a"),
    "rates": lambda c: tone.rates_figure(c, name="fig-b"),
    "due": lambda c: tone.due_figure(c, name="fig-c"),
    "bands": lambda c: standing.band_figure(c.assessment, name="fig-d"),
}
ROWS: dict[str, Callable[[Corpus], list]] = {
    "said": speakers.said_rows,
    "when": speakers.when_rows,
    "praise": speakers.praise_rows,
    "rates": tone.rate_rows,
    "hits": tone.hit_rows,
    "favourites": tone.favourite_rows,
    "counts": tone.count_rows,
    "register": lambda c: tone.prediction_rows(c, tone.dated_first(c.predictions)),
    "signals": lambda c: trust.signal_rows(c.assessment),
    "bands": lambda c: standing.band_rows(c.assessment),
    "duels": lambda c: standing.duel_rows(c.assessment),
    "left out": lambda c: standing.left_out_rows(c.assessment),
    "items": lambda c: trust.item_rows(c.assessment),
    "graded": lambda c: trust.graded_rows(c, [1, 4, 5]),
    "portraits": trust.portrait_rows,
    "quotable": quotable.quotable_rows,
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
def test_figures_speak_or_are_left_out(
    draw: Callable[[Corpus], style.Exhibit | None], corpus: Corpus
) -> None:
    figure = draw(corpus)
    if figure is not None:
        assert figure.title and figure.alt and figure.source and "<svg" in figure.svg


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_tables_have_rows_or_none(rows: Callable[[Corpus], list], corpus: Corpus) -> None:
    found = rows(corpus)
    assert all(set(row) == set(found[0]) for row in found if "left" not in row)


@pytest.mark.parametrize(
    "say",
    [
        speakers.summary, tone.summary, tone.without_largest, standing.without_largest,
        lambda c: tone.outcome_note(c, c.predictions), lambda c: trust.summary(c.assessment),
    ],
)  # fmt: skip
def test_sentences_end_and_count_no_nought(say: Callable[[Corpus], str], corpus: Corpus) -> None:
    text = re.sub(r"<[^>]+>", "", str(say(corpus)))
    assert text.endswith(".") and "  " not in text
    assert not re.search(r"(?<![\d.,])0 (?:name|document|of them)", text)


def test_cards_show_what_a_source_says_of_itself() -> None:
    html = speakers.cards(made(CARS, RIVAL)).html
    assert "李明" in html and "⭐⭐⭐⭐⭐" in html and html.count('class="kj-card"') == 2


def test_untrusted_text_is_shown_and_not_run() -> None:
    bad = "# <script>alert(1)</script>题\n\n作者：<b>甲</b>\n\n可信度评分：⭐⭐⭐\n\n销量横扫市场，达到500万辆<img src=x onerror=alert(1)>。\n"
    c = made(bad, CARS)
    html = (
        speakers.cards(c).html
        + trust.evidence_block(c, name="e").html
        + sliders.sliders(c.assessment, name="w").html
    )
    html += "".join(str(v) for row in tone.hit_rows(c) for v in row.values())
    assert not re.search(r"<script|<img|<b>", html)


def test_sliders_hold_every_signal_and_source() -> None:
    c = made(CARS, RIVAL)
    html = sliders.sliders(c.assessment, name="w").html
    assert html.count('type="range"') == len(trust.definition_rows())
    assert html.count("<tr data-source=") == 2


def test_every_quotable_figure_is_a_known_fact() -> None:
    text = (files("kaoju") / "resources" / "facts" / "quotable.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    known = {f.id for f in primary_facts()}
    assert len(rows) >= 15
    assert all(set(r["use"].split()) <= known and r["measure"] and r["leaves_out"] and r["why"] for r in rows)
    assert all(bool(r["avoid"]) == bool(r["unit"]) for r in rows)
    for r in rows:
        re.compile(r["avoid"]), re.compile(r["when"])


def test_every_cell_about_a_quotable_figure_is_linked() -> None:
    raw = "# 报告\n\n2024年，71%的中国企业在至少一项业务中采用生成式AI。\n2025年中国大模型市场规模将达到800亿元。\n"
    rows = quotable.quotable_rows(made(raw))
    assert rows and any(r["avoid"] for r in rows)
    known = {f.url for f in primary_facts()}
    for row in rows:
        for key in ("use", "by"):
            links = re.findall(r'href="([^"]+)"', str(row[key]))
            assert links and set(links) <= known
        facts = re.findall(r'href="11_primary.html#(fact-[\w-]+)"', str(row["verified"]))
        assert facts and set(facts) <= {r["_id"] for r in primaries.fact_rows(made(raw))}
        # Nothing stands outside a link but what joins them.
        for key in ("use", "by", "verified", "avoid"):
            rest = re.sub(r"<a .*?</a>", "", str(row[key]), flags=re.S)
            assert not re.search(r"\w", rest.replace(" in ", "")), row[key]
