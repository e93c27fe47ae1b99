"""Pages made of the documents themselves: marks of the evidence, links back, explorer data, profiles and time lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kaoju.book import evidence, explorer, marks, profilepages, profiles, searching, timeline, uses
from kaoju.book.marks import Mark, Marked
from kaoju.corpus import Corpus, read_corpus
from kaoju.records import Document, Source
from kaoju.registers import default_registers
from samples import make_claim

A = (
    "# 市场观察\n\n2025年上半年，字节跳动豆包的市场份额达到46.4%。阿里云的客户满意度为21.3%。\n\n"
    "2024年中国大模型市场规模为294.16亿元。据沙利文统计，2025年上半年通义千问的下载量突破6亿次。\n\n"
    "出口21.1万辆，占出口总量52.5万辆的45.2%。\n\nKimi 的长文本能力受到关注。\n"
)
B = "# 市場報告\n\n2024年中國大模型市場規模為294.16億元。2025年上半年，豆包的市場份額達到49.4%。英伟达H100价格上涨。\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "a.txt").write_text(A, encoding="utf-8")
    (folder / "b.txt").write_text(B, encoding="utf-8")
    return read_corpus(folder)


@pytest.fixture(scope="module")
def found(corpus: Corpus) -> dict[str, profiles.Profile]:
    return {p.key: p for p in profiles.find_profiles(corpus)}


def one(text: str, name: str = "a") -> Corpus:
    return Corpus([Document(name, f"{name}.txt", text, "utf-8", "", Source(name, f"{name}.txt"))])


class TestMarks:
    @pytest.mark.parametrize(
        ("source", "text", "mark"),
        [
            ("a", "45.2%", Mark.CONTRADICTED),  # 21.1 of 52.5 are 40.2%
            ("a", "21.3%", Mark.NONE),
            ("a", "52.5万辆", Mark.NONE),  # the total is not what is wrong
        ],
    )
    def test_a_claim_has_the_mark_of_what_was_found(self, corpus, source, text, mark):
        found = marks.find_marks(corpus)
        (claim,) = (c for c in corpus.claims if c.source == source and c.text.replace(" ", "") == text)
        assert found.get(claim.id, Marked()).mark is mark

    def test_two_sources_that_say_one_thing_are_marked_on_both_sides(self, corpus):
        found = marks.find_marks(corpus)
        sizes = [c for c in corpus.claims if c.text.startswith("294.16")]
        assert {c.source for c in sizes} == {"a", "b"}
        assert all(found[c.id].mark in (Mark.CONFIRMED, Mark.RESTATED) for c in sizes)
        assert all("evidence/" in " ".join(found[c.id].reasons) for c in sizes)

    def test_the_gravest_gives_the_mark_and_the_first_few_reasons_are_told(self):
        told = [(rank, f"reason {n}") for n, rank in enumerate((3, 1, 2, 3, 3, 3))]
        gathered = marks._gathered(told)
        assert gathered.mark is Mark.CONFLICT
        assert gathered.reasons[0] == "reason 1" and gathered.reasons[-1] == "and 2 more"

    def test_every_mark_is_told_by_more_than_colour(self):
        signs = [marks.SIGNS[m] for m in Mark if m is not Mark.NONE]
        assert all(signs) and len(set(signs)) == len(signs)
        assert all(str(m) in marks.sign(m) for m in Mark if m is not Mark.NONE)
        css = (Path(__file__).parents[1] / "assets" / "lookup.css").read_text("utf-8")
        lines = {
            m: re.search(rf"\.kj-q-{m} \{{\s*border-bottom: [\d.]+em (\w+)", css) for m in Mark if m != "none"
        }
        assert len({found[1] for found in lines.values() if found}) == len(lines)


def cell(
    kind: str, source: str, *html: str, glued: str = "", tags: tuple[str, ...] = ()
) -> dict[str, object]:
    outputs: list[dict[str, object]] = [{"data": {"text/html": h}, "metadata": {}} for h in html]
    if glued:
        outputs = [
            {
                "data": {"application/papermill.record/text/html": html[0]},
                "metadata": {"scrapbook": {"name": glued}},
            }
        ]
    return {
        "cell_type": kind,
        "source": source,
        "metadata": {"tags": list(tags)},
        "outputs": outputs if kind == "code" else [],
    }


LINK = '<a href="../evidence/a.html#a-7">x</a>'


class TestUses:
    @pytest.mark.parametrize(
        ("cells", "href", "name"),
        [
            ([cell("code", "", f'<table class="t" id="tab-a"><caption>Sizes <b>all</b></caption>{LINK}</table>')],
             "../chapters/01_x.html#tab-a", "Sizes all"),
            ([cell("code", "", f'<figure class="f" id="fig-a"><p class="kj-figure-title">It grew</p>{LINK}</figure>')],
             "../chapters/01_x.html#fig-a", "It grew"),
            ([cell("code", "", LINK, glued="short"), cell("markdown", "# Title?"),
              cell("markdown", "## How much is it\n\n{glue}`short`")], "../chapters/01_x.html#how-much-is-it", "How much is it"),
            ([cell("code", "", f'<span class="kj-finding" id="finding-s">{LINK}</span>', glued="s"),
              cell("markdown", "# Title?\n\n{glue}`s`")], "../chapters/01_x.html#finding-s", ""),
        ],
        ids=["table", "figure", "prose", "finding"],
    )  # fmt: skip
    def test_a_link_is_told_by_where_it_stands(self, cells, href, name):
        ((anchor, use),) = uses.chapter_uses("01_x", {"cells": cells})
        assert (anchor, use.href, use.name) == ("a-7", href, name)

    @pytest.mark.parametrize(
        "cells",
        [
            [cell("code", "", LINK, glued="never-quoted")],
            [cell("code", "", LINK, tags=("remove-output",))],
            [cell("code", "", f'<table class="kj-table kj-search" id="tab-all">{LINK}</table>')],
        ],
    )
    def test_what_no_reader_sees_and_lists_of_everything_are_no_use(self, cells):
        assert not list(uses.chapter_uses("01_x", {"cells": cells}))

    def test_the_evidence_leads_back(self, corpus, tmp_path):
        claim = next(c for c in corpus.claims if c.text == "46.4%")
        link = LINK.replace("a-7", f"a-{claim.start}")
        chapter = {
            "cells": [
                cell("markdown", "# Who leads?"),
                cell("code", "", f'<table id="tab-b"><caption>Leaders</caption>{link}</table>'),
            ]
        }
        (tmp_path / "01_x.ipynb").write_text(json.dumps(chapter), "utf-8")
        evidence.write_pages(corpus, tmp_path / "evidence", chapters=tmp_path)
        page = (tmp_path / "evidence" / "a.md").read_text("utf-8")
        assert (
            '<summary>Used in 1 place</summary>Who leads? <a href="../chapters/01_x.html#tab-b">Leaders</a>'
            in page
        )
        assert "Doubao" in page and "market share" in page, "the gloss of subject and measure"
        assert "kj-q-contradicted" in page and "What the marks mean" in page


class TestExplorer:
    def test_every_claim_is_there_with_what_was_found(self, corpus):
        data = explorer.explorer_data(corpus, {})
        assert [row[0] for row in data["rows"]] == [c.id for c in corpus.claims]
        row = next(r for r in data["rows"] if r[10] == "45.2%")
        assert data["marks"][row[20]] == "contradicted"
        quote = data["quotes"][row[3]][0]
        assert quote[row[4] : row[4] + row[5]] == "45.2%"

    @pytest.mark.parametrize(
        ("text", "pair"), [("市场份额", "場场"), ("市場", "場场"), ("豆包", ""), ("馬", "馬马")]
    )
    def test_folding_knows_the_characters_that_are_searched(self, text, pair):
        pairs = searching.fold_pairs(text)
        assert pair in pairs and len(pairs) % 2 == 0
        assert all(s in text or t in text for t, s in zip(pairs[::2], pairs[1::2], strict=True))

    def test_hostile_text_stays_inside_its_string(self):
        script = explorer.data_script(
            one('</script><script>alert(1)\u2028\u202e收入达5亿元"onclick=x\\。'), {}
        )
        assert script.count("\n") == 1 and not re.search("[\u2028\u202e]", script)
        data = json.loads(script.removeprefix("window.kaojuClaims=").removesuffix(";\n"))
        assert "\u202e" in data["quotes"][0][0]

    def test_no_handler_and_no_code_stands_in_the_page(self, corpus):
        page = explorer.page_text(corpus)
        assert not re.search(r"\son\w+=|javascript:|style=", page)
        assert not re.search(r"<script(?![^>]*\ssrc=)", page)
        assert all(
            f'for="kj-{name}"' in page and f'id="kj-{name}"' in page
            for name in (*explorer.FILTERS, "sort", "text")
        )

    def test_documents_without_numbers_have_a_page_that_says_so(self):
        page = explorer.page_text(one("床前明月光，疑是地上霜。"))
        assert "no number" in page and "<form" not in page


class TestProfiles:
    @pytest.mark.parametrize(
        ("key", "kind", "sources"),
        [
            ("doubao", "model", ("a", "b")),
            ("qwen", "model", ("a",)),
            ("aliyun", "vendor", ("a",)),
            ("kimi", "model", ("a",)),  # named without a number
            ("h100", "chip", ("b",)),
        ],
    )
    def test_who_is_named_has_a_profile(self, found, key, kind, sources):
        assert (found[key].kind, found[key].sources) == (kind, sources)

    def test_a_product_is_not_its_maker(self, found):
        assert {c.text for c in found["doubao"].claims} == {"46.4%", "49.4%"}
        assert "bytedance" not in found or not found["bytedance"].claims

    @pytest.mark.parametrize(
        ("sentence", "about", "named"),
        [
            ("市场前景理想，大众关注。", (), ()),  # words, not car makers
            ("理想与大众都降价。", ("li_auto",), ("li_auto",)),
            ("Qwen3-Coder和GPT-4o接近。", (), ("gpt4o", "qwen")),  # a version is counted to its family
            ("中国与美国。", (), ()),
        ],
    )
    def test_a_short_name_is_a_word_unless_it_is_told_of(self, sentence, about, named):
        assert profiles.named_in(sentence, default_registers(), frozenset(about)) == named

    def test_unknown_subjects_are_taken_where_few_names_are_known(self):
        text = "远山汽车销量为44.2万辆。远山汽车营业收入为5663亿元。远山汽车毛利率为17.9%。"
        found = profiles.find_profiles(one(text))
        assert [p.name for p in found] == ["远山汽车"] and found[0].kind == "subject"
        assert re.fullmatch(r"s-[0-9a-f]{8}", found[0].slug)

    def test_pages_are_the_same_on_every_run_and_old_ones_go(self, corpus, tmp_path):
        found = profiles.find_profiles(corpus)
        made = []
        for name in ("one", "two"):
            folder = tmp_path / name
            folder.mkdir()
            (folder / "gone.md").write_text("x", "utf-8")
            profilepages.write_profiles(corpus, found, tmp_path / f"{name}.md", folder)
            made.append({p.name: p.read_bytes() for p in folder.iterdir()})
        assert made[0] == made[1] and set(made[0]) == {f"{p.slug}.md" for p in found}
        assert (tmp_path / "one.md").read_bytes() == (tmp_path / "two.md").read_bytes()

    def test_a_page_tells_what_is_claimed_and_where_it_differs(self, corpus, found):
        page = profilepages.page(found["doubao"], corpus, tuple(found.values()), marks.find_marks(corpus))
        assert "# 豆包 (Doubao)" in page and "46.4%" in page and "49.4%" in page
        assert "Where the claims do not agree" in page and 'id="fig-timeline"' in page
        assert "../lookup/claims.html?subject=doubao" in page

    def test_hostile_names_stay_text(self):
        text = "<img src=x onerror=alert(1)>公司[a](javascript:b)的收入为5亿元。<img src=x onerror=alert(1)>公司[a](javascript:b)的利润为2亿元。"
        corpus = one(text)
        claims = tuple(
            make_claim(
                text, t, subject="<img src=x onerror=alert(1)>](javascript:b)", metric='"><b>', period="2025"
            )
            for t in ("5亿元", "2亿元")
        )
        profile = profiles.Profile(
            "<x>", "<img src=x onerror=alert(1)>](javascript:b)", "", "subject", claims=claims
        )
        page = profilepages.page(profile, corpus, (profile,), {})
        assert "<img" not in page and "<b>" not in page and "](" not in page.split("\n")[1]

    def test_documents_without_names_have_an_index_that_says_so(self):
        assert "Nothing is named" in profilepages.index_page(profiles.find_profiles(one("床前明月光。")), {})


class TestTimeline:
    @pytest.mark.parametrize(
        ("code", "span"),
        [
            ("2025", (2025, 2026)), ("2025-H1", (2025, 2025.5)), ("2025-Q4", (2025.75, 2026)),
            ("2021/2025", (2021, 2026)), ("2025-07", (2025.5, 2025 + 7 / 12)), ("soon", None), (None, None), ("2025-99", (2025, 2026)),
        ],
    )  # fmt: skip
    def test_a_period_has_two_ends(self, code, span):
        assert timeline.span(code) == (pytest.approx(span) if span else None)

    def test_every_bar_leads_to_its_sentence_and_the_words_are_all_there(self):
        claims = [
            make_claim("豆包份额46%。", "46%", value="46", period=p, metric="市场份额")
            for p in ("2024", "2025-H1", None)
        ]
        figure = timeline.timeline(claims, {}, ids=("a",), subject="豆包", name="fig-t")
        assert figure is not None and figure.svg.count('href="../evidence/a.html#a-') == 2
        assert "46%" in figure.svg and "without a period" in figure.caption and len(figure.alt) > 40
        assert not timeline.timeline(claims[2:], {}, ids=("a",), subject="豆包", name="fig-t")

    def test_too_many_claims_are_cut_and_the_cut_is_told(self):
        claims = [
            make_claim(f"第{n}个为{n}%。", f"{n}%", value=str(n), at=100 * n, period=str(1990 + n))
            for n in range(40)
        ]
        figure = timeline.timeline(
            claims, {claims[-1].id: Marked(Mark.CONFLICT)}, ids=("a",), subject="x", name="fig-t"
        )
        assert figure is not None and figure.svg.count("<a ") == timeline.MOST
        assert "≠" in figure.svg and "40 dated claims" in figure.caption
