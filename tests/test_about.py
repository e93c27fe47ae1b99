"""The book about itself: its numbers and what they lead to, its card, reports, corrections, rights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kaoju.book import about, build, freshness, ownnumbers, tables
from kaoju.book.freshness import chapter_digest
from kaoju.book.publishing import Publishing
from kaoju.corpus import Corpus, read_corpus
from kaoju.credibility.signals import signals
from kaoju.errors import RegisterError
from kaoju.provenance.tiers import read_address, tier_of
from kaoju.records import Document, Source

ROOT = Path(__file__).resolve().parents[1]
BASE = "https://github.com/somebody/book"
NUM = '<a class="kj-num" href="../evidence/001.html#001-238">CNY 29.4 billion</a>'
SRC = '<a class="kj-src" href="../evidence/001.html">001</a>'
PERSON = "authors:\n  - family-names: Li\n    given-names: Ming\n"
BODY = 'authors:\n  - name: The makers\ndate-released: "2026-11-22"\n'


def corpus_of(*texts: str) -> Corpus:
    return Corpus(
        [Document(n, f"{n}.txt", t, "utf-8", "0", Source(n, f"{n}.txt")) for n, t in zip("abc", texts, strict=False)]
    )  # fmt: skip


CORPORA = {
    "several": ("9月零售129.6万辆。\n", "销量98.3万辆，史上最强。\n", "价格平稳。"),
    "one": ("9月零售129.6万辆。\n",),
    "no number": ("今天下雨。",),
    "empty": ("",),
    "none": (),
}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f"It is {NUM}.", [("29.4", True, True)]),
        (f"{SRC} makes 77% of all claims. Of the rest 12 hold.", [("77", False, True), ("12", False, False)]),
        (f"<tr><td>{SRC}. </td><td>5</td><td><p>6. Of 7.</p></td></tr><tr><td>8</td></tr>",
         [("5", False, True), ("6", False, True), ("7", False, True), ("8", False, False)]),
        (f'<figure><p>Up by 3</p><svg><text>9</text></svg><figcaption>Source: {SRC}</figcaption></figure>',
         [("3", False, True)]),
        ('<a href="https://example.org/a">62%</a>, 1,234 and 0.5', [("62", True, True), ("1,234", False, True), ("0.5", False, True)]),
        ('<a href="04_agreement.html#tab-x">62%</a>', [("62", False, False)]),
        ('<blockquote><p lang="zh">占 40%</p>5</blockquote>', [("5", False, False)]),
        ("<th>2</th> in 2024, 2025-H1, 10 November 2025 and 2025-11-10, GPT-4.5, 4o, KJ105, 001", []),
        ("<p>unclosed 5 <b>6", [("5", False, False), ("6", False, False)]),
    ],
)  # fmt: skip
def test_numbers_and_what_they_lead_to(html, found):
    assert [(n.text, n.linked, n.origin) for n in ownnumbers.read_numbers(html)] == found


def chapter(path: Path, *html: str) -> Path:
    outputs = [{"data": {"text/html": [h]}} for h in html]
    cells = [
        {"cell_type": "markdown", "source": ["(x)=\n", "# What of 7?"]},
        {"cell_type": "code", "source": "", "outputs": outputs},
    ]
    path.write_text(json.dumps({"cells": cells}), "utf-8")
    return path


def test_chapters_are_counted_without_the_one_about_the_book(tmp_path):
    chapter(tmp_path / "01_a.ipynb", f"<p>{NUM}</p>", "<p>5 of 6</p>")
    chapter(tmp_path / "14_about.ipynb", "<p>99</p>")
    (found,) = ownnumbers.own_numbers(tmp_path)
    assert (found.title, [n.text for n in found.numbers]) == ("What of 7?", ["29.4", "5", "6"])
    (row,) = ownnumbers.number_rows([found])
    assert [row[c] for c in ("numbers", "linked", "origin", "share")] == [3, 1, 1, 33]


def test_the_chapter_about_the_book_is_stale_when_another_or_a_table_changes(tmp_path):
    last = chapter(tmp_path / "14_about.ipynb")
    other = chapter(tmp_path / "01_a.ipynb", "5")
    seen = {chapter_digest(last)}
    chapter(other, "6")
    seen.add(chapter_digest(last))
    before = chapter_digest(other)
    (tmp_path / about.CORRECTIONS).write_text("date\n", "utf-8")
    seen.add(chapter_digest(last))
    assert len(seen) == 3 and chapter_digest(other) == before


def test_it_is_run_last_and_again_when_another_chapter_was(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "inputs_digest", lambda: "")
    monkeypatch.setattr(freshness, "inputs_digest", lambda: "")
    (tmp_path / "chapters").mkdir()
    last = chapter(tmp_path / "chapters" / "14_about.ipynb")
    later = chapter(tmp_path / "chapters" / "15_more.ipynb")
    run: list[str] = []

    def rerun(path: Path) -> None:
        run.append(path.stem)
        chapter(path, str(len(run)))

    monkeypatch.setattr(build, "run_chapter", rerun)
    assert not build.run_chapters(tmp_path) and run == [later.stem, last.stem]
    assert not build.run_chapters(tmp_path) and len(run) == 2
    chapter(later, "changed")
    assert not build.run_chapters(tmp_path) and run[2:] == [later.stem, last.stem]
    assert freshness.stale_chapters(tmp_path) == []


def numbers(html: str) -> list[ownnumbers.Chapter]:
    return [ownnumbers.Chapter("x", "X", ownnumbers.read_numbers(html))]


@pytest.mark.parametrize(
    ("signal", "html", "base", "citation", "score"),
    [
        ("author_named", "", None, PERSON, 1.0),
        ("author_named", "", None, BODY, 0.5),
        ("author_named", "", None, "title: x\n", 0.0),
        ("publisher_named", "", None, BODY, 0.0),
        ("publisher_named", "", BASE, BODY, 0.5),
        ("date_given", "", None, BODY, 1.0),
        ("date_given", "", None, PERSON, 0.0),
        ("human_written", "", None, BODY, 0.0),
        ("claims_with_origin", f"{NUM}. 3 and 4 and 5.", None, BODY, 0.25),
        ("claims_with_origin", "none", None, BODY, None),
        ("origin_tiers", '<a href="https://www.stats.gov.cn/x">5</a>. 6.', None, BODY, 1.0),
        ("origin_tiers", f"{NUM}", None, BODY, None),
        ("audits_hold", NUM, None, BODY, None),
    ],
)
def test_card(signal, html, base, citation, score):
    found = {j.signal: j for j in about.card(numbers(html), base=base, citation=citation)}
    assert found[signal].score == score and found[signal].why
    assert list(found) == [s.id for s in signals()]


def test_the_card_leaves_out_what_cannot_be_judged():
    judged = about.card(numbers(NUM), base=None, citation=BODY)
    weights = {s.id: s.weight for s in signals()}
    known = {j.signal: j.score for j in judged if j.score is not None}
    score = about.card_score(judged)
    assert score.known == pytest.approx(sum(weights[k] for k in known) / sum(weights.values()))
    assert score.score == pytest.approx(
        sum(weights[k] * v for k, v in known.items()) / sum(map(weights.get, known))
    )
    rows = about.card_rows(judged)
    assert sum(r["score"] == "cannot judge" for r in rows) == len(rows) - len(known)
    assert score.grade == "F" and "too little can be judged" in about.card_sentence(judged)


def test_a_report_names_the_claim():
    corpus = corpus_of(*CORPORA["one"])
    claim = corpus.claims[0].id
    linked = about.how_to_report(corpus, Publishing(repository=BASE))
    assert claim in linked and f"{BASE}/issues/new?title=Wrong%20reading&amp;body=Claim%3A" in linked
    words = about.how_to_report(corpus, Publishing())
    assert claim in words and "no address" in words and "issues/new" not in words


def test_corrections_the_latest_first(tmp_path):
    path = tmp_path / about.CORRECTIONS
    assert about.read_corrections(path) == []
    path.write_text("date,where,was,is,reason\n2026-01-02,a,1,2,b\n2026-03-04,<i>,3,4,c\n", "utf-8")
    rows = about.read_corrections(path)
    assert [r["date"] for r in rows] == ["2026-03-04", "2026-01-02"]
    assert about.corrected(rows, base=None).startswith("2 corrections were")
    html = tables.table(rows, about.CORRECTION_COLUMNS, name="t", caption="c").html
    assert "&lt;i&gt;" in html


@pytest.mark.parametrize(
    ("base", "said"), [(None, "nothing had to be corrected"), (BASE, "corrected so far")]
)
def test_no_correction(base, said):
    assert said in about.corrected([], base=base)


@pytest.mark.parametrize(
    ("text", "told"),
    [("date,where\n", "no column was, is, reason"), ("date,where,was,is,reason\n2026-01-02,a,1,,b\n", "row 1 has no is")],
)  # fmt: skip
def test_a_broken_register_of_corrections_is_named(tmp_path, text, told):
    path = tmp_path / about.CORRECTIONS
    path.write_text(text, "utf-8")
    with pytest.raises(RegisterError, match=told):
        about.read_corrections(path)


def test_the_register_of_corrections_can_be_read():
    assert isinstance(about.read_corrections(ROOT / "chapters" / about.CORRECTIONS), list)
    assert (ROOT / "chapters" / about.CORRECTIONS).exists()


@pytest.mark.parametrize("texts", CORPORA.values(), ids=CORPORA)
def test_rows_of_any_corpus(texts):
    corpus = corpus_of(*texts)
    rights = about.rights_rows(corpus)
    assert len(rights) == len(texts) and {r["rights"] for r in rights} <= {"not stated"}
    assert all(r["share"] is None or 0 <= r["share"] <= 100 for r in rights)
    making = {r["part"]: r for r in about.making_rows(corpus, [])}
    assert making["Translations"]["extent"] == "none"
    assert making["Readings of the findings"]["made"] == "nobody has read them yet"
    chosen = about.chosen(corpus)
    assert ("No document" in chosen) if not texts else all(f">{i}</a>" in chosen for i in corpus.ids)


def test_a_passage_with_two_claims_is_counted_once():
    (row,) = about.rights_rows(corpus_of("收入5亿元，利润3亿元。今天下雨了，大家在家里。"))
    assert row["passages"] == 1 and 40 <= row["share"] <= 60


def test_translations_and_reviews_are_told_as_registered():
    corpus = read_corpus(ROOT / "seeds")
    rows = about.making_rows(corpus, [])
    translated = [r for r in rows if r["part"] == "Translations"]
    assert {r["made"] for r in translated} == {t.translator for t in corpus.translations.values()}
    (read,) = [r for r in rows if r["part"] == "Readings of the findings"]
    assert "language model" in read["made"] and "confirmed" in read["extent"]


def test_the_tier_that_the_card_rests_on_is_known():
    assert tier_of(read_address("https://www.stats.gov.cn/x")).tier == "official"
