"""The register of translations: no gap, no orphan, the numbers of the claims; and what a bad register says."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bookpages import ROOT
from english_amounts import amounts, foreign_figures, says
from kaoju.book.evidence import Context, page
from kaoju.corpus import Corpus, read_corpus
from kaoju.errors import RegisterError
from kaoju.ledger import digest
from kaoju.output.rows import make_tables
from kaoju.records import Bound, Claim, First
from kaoju.translations import COLUMNS, Translation, read_translations

TEXT = "车市周报\n2025-10-12\n\n乘用车出口21.1万辆，同比增长45.2%。\n"
QUOTE = "乘用车出口21.1万辆，同比增长45.2%。"
ROW = {
    "quotation": digest(QUOTE),
    "source": "a",
    "start": "17",
    "english": "Exports of cars reached 211000 (up 45.2%).",
    "translator": "me",
    "reviewed": "no",
}


@pytest.fixture(scope="module")
def book() -> Corpus:
    return read_corpus(ROOT / "seeds")


def quoting(corpus: Corpus) -> dict[str, list[Claim | First]]:
    """Every sentence that holds a claim or a first, with them."""
    found: dict[str, list[Claim | First]] = {}
    for text in corpus.texts:
        for record in (*text.claims, *text.firsts):
            found.setdefault(record.quote, []).append(record)
    return found


def test_every_claim_sentence_has_english(book: Corpus) -> None:
    gaps = [(r[0].source, r[0].quote_start, q) for q, r in quoting(book).items() if not book.english(q)]
    assert not gaps


def test_every_row_translates_something(book: Corpus) -> None:
    orphans = [t for t in book.translations.values() if not stands(t, book)]
    assert not orphans


def stands(row: Translation, corpus: Corpus) -> bool:
    """Does the passage begin where the row says, and end with one of the next sentences?"""
    text = corpus[row.source]
    ends = sorted({s.end for s in text.sentences if s.end > row.start})[:12]
    return any(digest(text.document.raw[row.start : end]) == row.quotation for end in ends)


def test_an_orphan_is_seen(book: Corpus) -> None:
    row = next(iter(book.translations.values()))
    assert stands(row, book)
    assert not stands(replace(row, start=row.start + 1), book)
    assert not stands(replace(row, quotation=digest(QUOTE)), book)


def test_english_says_the_numbers(book: Corpus) -> None:
    wrong = [
        (c.id, c.text, str(c.bound), book.english(quote))
        for quote, records in quoting(book).items()
        for c in records
        if isinstance(c, Claim) and not says(book.english(quote), c)
    ]
    assert not wrong


def test_english_adds_no_number(book: Corpus) -> None:
    for quote, records in quoting(book).items():
        claims = [c for c in records if isinstance(c, Claim)]
        assert not foreign_figures(book.english(quote), quote, claims), book.english(quote)


def test_english_is_english(book: Corpus) -> None:
    assert not [
        t.english for t in book.translations.values() if any("\u3400" <= ch <= "\u9fff" for ch in t.english)
    ]


@pytest.mark.parametrize("record", ["value", "bound"])
def test_another_claim_is_not_said(book: Corpus, record: str) -> None:
    """A changed record has to be missed in nearly every sentence, else the comparison above could not fail."""
    claims = [
        c for c in book.all_claims if c.value is not None and (record == "value" or c.bound is Bound.EXACT)
    ]
    changed = [
        replace(c, value=c.value * Decimal("1.07")) if record == "value" else replace(c, bound=Bound.AT_LEAST)
        for c in claims
    ]
    said = [c.id for c in changed if says(book.english(c.quote), c)]
    assert len(said) <= len(claims) / 50, said


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("29.416 billion yuan", "29416000000", "CNY"),
        ("1.2 trillion yuan", "1200000000000", "CNY"),
        ("7.7 billion Hong Kong dollars", "7700000000", "HKD"),
        ("87,000 US dollars", "87000", "USD"),
        ("US$3.5 million", "3500000", "USD"),
        ("1,509 models", "1509", ""),
        ("two thirds of users", Decimal(2) / 3, "ratio"),
        ("1/5 of the cost", "0.2", "ratio"),
        ("half of all projects", "0.5", "ratio"),
        ("nine in ten users", "0.9", "ratio"),
        ("a gap of 5:1", "5", "ratio"),
        ("40% of them", "40", "%"),
        ("40 per cent", "40", "%"),
        ("3.2 percentage points", "3.2", "pp"),
        ("0.3, 8.1 and 3.7 percentage points", "8.1", "pp"),
        ("between 800,000 and 1.5 million yuan", "800000", "CNY"),
        ("2–4 months", "5184000", "s"),
        ("20 milliseconds", "0.020", "s"),
        ("ten minutes", "600", "s"),
        ("a ten-thousand-card cluster", "10000", ""),
        ("a trillion-parameter model", "1000000000000", ""),
        ("a hundred-billion-parameter model", "100000000000", ""),
        ("tens of millions of records", "10000000", ""),
        ("twenty-one nodes", "21", ""),
        ("256K of context", "256000", ""),
        ("200B parameters", "200000000000", ""),
        ("the world’s first", "1", "rank"),
        ("at No. 11", "11", "rank"),
        ("the 5th place", "5", "rank"),
        ("up 8.5 times", "8.5", "x"),
        ("a tenfold rise", "10", "x"),
        ("doubles throughput", "1", "x"),
        ("twice that of 2023", "2", "x"),
        ("180 EFLOPS", "1.8E+20", "FLOPS"),
        ("15 TB/s", "1.5E+13", "Bps"),
        ("1.6 Tbps", "1.6E+12", "bps"),
        ("77.7 terawatt-hours", "7.77E+13", "Wh"),
        ("4-bit quantisation", "4", "bit"),
    ],
)
def test_amounts(text: str, value: str | Decimal, unit: str) -> None:
    assert any(a.unit == unit and a.value == Decimal(value) for a in amounts(text)), amounts(text)


@pytest.mark.parametrize("text", ["GPT-4", "the H100", "Qwen2.5-VL", "a user", "one two"])
def test_names_are_no_amounts(text: str) -> None:
    assert not [a for a in amounts(text) if a.value > 2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def register(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    path = folder / "translations.csv"
    lines = [",".join(columns), *(",".join(row[c] for c in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_corpus_without_a_register_has_none(folder: Path) -> None:
    corpus = read_corpus(folder)
    assert not corpus.translations and corpus.english(QUOTE) == "" and corpus.translation(QUOTE) is None


@pytest.mark.parametrize(("reviewed", "made"), [("no", "unreviewed"), ("L. Li", "reviewed by L. Li")])
def test_a_row_is_found_by_its_quotation(folder: Path, reviewed: str, made: str) -> None:
    register(folder, ROW | {"reviewed": reviewed})
    found = read_corpus(folder).translation(QUOTE)
    assert found is not None and found.english == ROW["english"] and found.made == f"translated by me, {made}"


@pytest.mark.parametrize(
    ("reviewed", "told"),
    [("no", "1 sentence translated by me, unreviewed"), ("<b>", "reviewed by &lt;b&gt;")],
)
def test_evidence_shows_the_english(folder: Path, reviewed: str, told: str) -> None:
    register(folder, ROW | {"reviewed": reviewed, "english": "<i>Up</i> 45.2%."})
    corpus = read_corpus(folder)
    html = page(corpus.texts[0], Context(corpus.translations))
    assert '<p class="kj-english" lang="en">&lt;i&gt;Up&lt;/i&gt; 45.2%.' in html and told in html
    assert "<b>" not in html and html.count("reviewed by") == (0 if reviewed == "no" else 2)
    assert "kj-english" not in page(corpus.texts[0])


def test_downloads_hold_the_english(folder: Path) -> None:
    def rows() -> list[dict[str, object]]:
        return [r for t in make_tables(read_corpus(folder)) if t.name == "claims" for r in t.rows]

    assert {(r["english"], r["translation"]) for r in rows()} == {(None, None)}
    register(folder, ROW)
    assert {(r["english"], r["translation"]) for r in rows()} == {
        (ROW["english"], "translated by me, unreviewed")
    }


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("Car exports reached 211,000, up 45.2%.", [True, True]),
        ("Car exports reached 21.1 million, up 45.2%.", [False, True]),
        ("Car exports reached 211,000, up 45.2 percentage points.", [True, False]),
        ("Car exports reached 211,000, up 42.5%.", [True, False]),
        ("Car exports rose.", [False, False]),
    ],
)
def test_a_wrong_number_is_seen(folder: Path, english: str, said: list[bool]) -> None:
    assert [says(english, c) for c in read_corpus(folder).all_claims] == said


@pytest.mark.parametrize(
    ("raw", "english", "said"),
    [
        ("汽车出口超过21.1万辆。", "Exports exceeded 211,000 cars.", True),
        ("汽车出口超过21.1万辆。", "Exports were 211,000 cars.", False),
        ("汽车出口不足21.1万辆。", "Exports were less than 211,000 cars.", True),
        ("汽车出口不足21.1万辆。", "Exports were more than 211,000 cars.", False),
        ("汽车出口约21.1万辆。", "Exports were about 211,000 cars.", True),
        ("汽车出口约21.1万辆。", "Exports were 211,000 cars.", False),
        ("今年汽车出口10万至12万辆。", "Exports this year are 100,000 to 120,000 cars.", True),
        ("今年汽车出口10万至12万辆。", "Exports this year are 100,000 to 125,000 cars.", False),
    ],
)
def test_a_lost_bound_is_seen(folder: Path, raw: str, english: str, said: bool) -> None:
    (folder / "a.txt").write_text(f"车市周报\n2025-10-12\n\n{raw}\n", encoding="utf-8")
    (claim,) = read_corpus(folder).all_claims
    assert says(english, claim) is said


def test_an_added_figure_is_seen(folder: Path) -> None:
    claims = list(read_corpus(folder).all_claims)
    assert foreign_figures("Exports reached 211,000, up 45.2% from 172,000.", QUOTE, claims) == ["172,000"]


@pytest.mark.parametrize(
    ("cells", "says_so"),
    [
        ({"english": ""}, "row 1 has no english"),
        ({"translator": " "}, "row 1 has no translator"),
        ({"start": "x"}, "row 1: start 'x'"),
        ({"start": "²"}, "row 1: start"),
    ],
)
def test_a_bad_row_is_named(folder: Path, cells: dict[str, str], says_so: str) -> None:
    path = register(folder, ROW | cells)
    with pytest.raises(RegisterError, match=says_so):
        read_translations(path)
    with pytest.raises(RegisterError):
        read_corpus(folder)
    assert not read_corpus(folder, strict=False).translations


def test_a_duplicate_is_named(folder: Path) -> None:
    with pytest.raises(RegisterError, match=r"row 2: .* stands twice"):
        read_translations(register(folder, ROW, ROW))


def test_a_missing_column_is_named(folder: Path) -> None:
    with pytest.raises(RegisterError, match="no column reviewed"):
        read_translations(register(folder, ROW, columns=COLUMNS[:-1]))
