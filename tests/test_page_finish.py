"""What is done to a page after Sphinx: icons, policy, previews, language marks; and the data of the cards."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from PIL import Image

from kaoju.book import cards, preview
from kaoju.book.languages import marked
from kaoju.book.pages import finish, finished, lightened
from kaoju.corpus import Corpus
from kaoju.errors import KaojuError
from kaoju.text.load import load_documents

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1.0" /><title>One &#8212; Book</title>
<script>let a = 'ß';</script>
<script defer src="../_static/scripts/fontawesome.js?digest=1"></script>
<script src="../_static/searchtools.js"></script>
<script src="../searchindex.js"></script>
</head><body><article class="bd-article"><h1>One</h1><p>The first <b>words</b> &amp; more.</p>
<i class="fa-solid fa-bars"></i></article><p class="copyright">© 2026</p></body></html>
"""


def policy_of(text: str) -> str:
    return re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1]


def test_a_page_is_finished_once():
    once = finished(PAGE, "chapters/one.html", book="Book")
    assert finished(once, "chapters/one.html", book="Book") == once != PAGE


def test_only_what_is_counted_may_run():
    text = policy_of(finished(PAGE, "chapters/one.html", book="Book"))
    digest = base64.b64encode(hashlib.sha256("let a = 'ß';".encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in text
    scripts = text.split("script-src")[1].split(";")[0]
    assert "unsafe" not in scripts and "http" not in text


def test_the_sidebar_is_a_landmark():
    page = PAGE.replace("<body>", '<body><div id="pst-primary-sidebar" class="bd-sidebar">')
    text = finished(page, "chapters/one.html", book="Book")
    assert '<div id="pst-primary-sidebar" role="navigation" aria-label="Book" class="bd-sidebar">' in text


def test_icons_and_search_are_taken_out_of_pages_that_do_not_search():
    text = finished(PAGE, "chapters/one.html", book="Book")
    assert '<svg class="kj-icon" viewBox="0 0 24 24"' in text
    assert not re.search(r"fa-solid|searchindex|searchtools", text)
    searched = finished(PAGE.replace("../", ""), "search.html", book="Book")
    scripts = ("searchtools.js", "searchindex.js", "search-words.js", "search-zh.js")
    assert [searched.count(script) for script in scripts] == [1] * 4
    assert sorted(scripts, key=searched.index) == list(scripts)
    assert not any(script in text for script in scripts)


def test_the_index_of_the_search_holds_words_alone():
    index = 'Search.setIndex({"terms": {"46.4": 1, "12": [1, 2], "3d": 2, "\\u8c46\\u5305": [0, 1]}, "titleterms": {"7": 1}})'
    light = lightened(index)
    assert light == 'Search.setIndex({"terms":{"3d":2,"豆包":[0,1]},"titleterms":{}})\n'
    assert lightened(light) == light and lightened("something else") == "something else"


def test_an_unknown_icon_is_named():
    with pytest.raises(KaojuError, match="fa-rocket"):
        finished(PAGE.replace("fa-bars", "fa-rocket"), "chapters/one.html", book="Book")


@pytest.mark.parametrize(
    ("address", "picture"),
    [
        ("", "../_images/preview/chapters-one.png"),
        ("https://example.org/book/", "https://example.org/book/_images/preview/chapters-one.png"),
    ],
)
def test_previews(address, picture):
    text = finished(PAGE, "chapters/one.html", book="Book", address=address)
    for told in (
        '<meta name="description" content="The first words &amp; more."/>',
        '<meta property="og:title" content="One"/>',
        f'<meta property="og:image" content="{picture}"/>',
    ):
        assert told in text
    assert ('property="og:url" content="https://example.org/book/chapters/one.html"' in text) == bool(address)


@pytest.mark.parametrize(
    ("desk", "told"),
    [("https://a.org/b/issues/new", "https://a.org/b/issues/new"), (None, "../chapters/14_about.html#wrong-reading")],
)  # fmt: skip
def test_a_page_says_where_reports_go(desk, told):
    text = finished(PAGE, "chapters/one.html", book="Book", desk=desk)
    assert f'<meta name="kj-report" content="{told}"/>' in text


def test_the_root_leads_to_the_first_chapter_and_the_sitemap_to_all(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "one.html").write_text(PAGE, "utf-8")
    finish(tmp_path, title="Book <b>", home="chapters/one.html", address="https://example.org/")
    root = (tmp_path / "index.html").read_text("utf-8")
    assert "url=chapters/one.html" in root and "Book &lt;b&gt;" in root and policy_of(root)
    assert "<loc>https://example.org/chapters/one.html</loc>" in (tmp_path / "sitemap.xml").read_text("utf-8")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    finish(tmp_path, title="Book <b>", home="chapters/one.html", address="https://example.org/")
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_turned_number_is_shown_as_it_stands():
    text = finished(PAGE.replace("words", "\u202e30\u2066"), "chapters/one.html", book="Book")
    assert "\ufffd30\ufffd" in text and "\u202e" not in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>says 千问 (Qwen)</p>", '<p>says <span lang="zh-Hans">千问</span> (Qwen)</p>'),
        ("<p>294 億元</p>", '<p>294 <span lang="zh-Hant">億元</span></p>'),
        ('<p lang="zh-Hans"><b>千问</b></p>', '<p lang="zh-Hans"><b>千问</b></p>'),
        (
            '<p lang="zh-Hans">千问</p>千问',
            '<p lang="zh-Hans">千问</p><span lang="zh-Hans">千问</span>',
        ),
        ("<pre><span>千问</span></pre><code>千问</code>", "<pre><span>千问</span></pre><code>千问</code>"),
        (
            "<p>&lt;b&gt;千问<br>3 亿",
            '<p>&lt;b&gt;<span lang="zh-Hans">千问</span><br>3 <span lang="zh-Hans">亿</span>',
        ),
        ('<a title="千问">Qwen</a>', '<a title="千问">Qwen</a>'),
        ("</b></div>千问", '</b></div><span lang="zh-Hans">千问</span>'),
    ],
)
def test_language_marks(before, after):
    assert marked(f"<title>千问</title><body>{before}</body>") == f"<title>千问</title><body>{after}</body>"


@pytest.mark.parametrize(
    "title", ["Short", "What moved over time, and by how much? " * 6, "万亿参数时代来临" * 12, "🚀"]
)
def test_pictures_hold_their_words(tmp_path, title):
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in paths:
        preview.draw(path, title=title, book="Book")
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with Image.open(paths[0]) as image:
        assert image.size == (preview.WIDTH, preview.HEIGHT)
        # Nothing is drawn over the right edge.
        assert (
            len(image.convert("RGB").crop((preview.WIDTH - 40, 0, preview.WIDTH, preview.HEIGHT)).getcolors())
            == 1
        )


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    (tmp_path / "a.txt").write_text(
        "2025年，豆包大模型的市场份额约为46.4%。\n全球首个</script>\u202e车企，销量超30万辆。\n", "utf-8"
    )
    (tmp_path / "b.txt").write_text("2025年，豆包大模型的市场份额为30%。\n", "utf-8")
    return Corpus(load_documents([tmp_path])[0])


class TestCards:
    def test_a_card_tells_sentence_value_period_bound_and_verdict(self, corpus):
        (claim,) = [c for c in corpus["a"].claims if c.text == "46.4%" or "46.4%" in c.text]
        told = cards.source_cards(corpus, corpus["a"], cards.verdicts_by_record(corpus))
        card = told["cards"][f"a-{claim.start}"]
        quote, english = told["quotes"][card["quote"]]
        assert quote == claim.quote.strip() and english == ""
        assert quote[slice(*card["mark"])] == claim.text
        facts = dict(card["facts"])
        assert facts["Period"].startswith("2025") and facts["Bound"] == "about"
        assert card["verdicts"] == ["contradict each other: b, 30%"]

    def test_the_file_is_plain_data(self, corpus, tmp_path):
        cards.write_cards(corpus, tmp_path / "cards")
        script = (tmp_path / "cards" / "a.js").read_text("ascii")
        name, data = re.fullmatch(r'kaojuCards\("(.*?)",(.*)\);\n', script).groups()
        assert name == "a" and json.loads(data)["lang"] == "zh-Hans"
        assert not re.search(r"\\u202e", script)

    def test_a_long_list_of_verdicts_ends_in_how_many_more(self):
        told = cards._shortened([(1, f"agree: {n}") for n in range(9)])
        assert len(told) == cards.MOST_VERDICTS + 1 and told[-1] == "and 5 more"
