"""Figures: the same bytes, safe words, every character drawn."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from kaoju.book.figures import draw_wordcloud
from kaoju.book.style import FONT, Exhibit, canvas, finish, printable, source_styles, use_style

WORDS = {"title": "豆包 leads", "source": "001", "alt": "Bars of four vendors; 豆包 is longest."}


def draw(name: str = "fig-a", text: str = "市场份额 49.2%", url: str | None = None, **words: str) -> Exhibit:
    use_style()
    fig, ax = canvas(2)
    ax.plot([1, 2, 3], [3, 1, 2])
    ax.annotate(text, (2, 1), url=url)
    return finish(fig, name=name, **(WORDS | words))


def test_the_same_drawing_gives_the_same_bytes():
    assert draw()._repr_html_() == draw()._repr_html_()


def test_two_figures_share_no_id():
    ids = [set(re.findall(r'\sid="([^"]+)"', draw(name)._repr_html_())) for name in ("fig-a", "fig-b")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_every_reference_inside_resolves():
    svg = draw().svg
    ids = set(re.findall(r'\sid="([^"]+)"', svg))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg)) <= ids


def test_the_drawing_rules_nothing_but_itself():
    svg = draw().svg
    assert "<style" not in svg
    assert "<metadata" not in svg
    assert "<?xml" not in svg
    assert "currentColor" in svg


def test_words_are_escaped_and_markup_is_kept():
    html = draw(title="a <b> & c", source=Markup('<a href="x">001</a>'), alt='say "no"')._repr_html_()
    assert "a &lt;b&gt; &amp; c" in html
    assert '<a href="x">001</a>' in html
    assert 'aria-label="say &#34;no&#34;"' in html


def test_a_drawing_with_links_is_no_single_image():
    assert 'role="img"' in draw().svg
    linked = draw(url="../evidence/001.html#001-5").svg
    assert 'role="group"' in linked
    assert 'href="../evidence/001.html#001-5"' in linked


@pytest.mark.parametrize("missing", ["title", "source", "alt"])
def test_no_word_may_be_missing(missing):
    with pytest.raises(ValueError, match=missing):
        draw(**{missing: " "})


@pytest.mark.parametrize("name", ["", "Fig", "1a", 'a" onload="x', "a b"])
def test_a_name_is_an_anchor(name):
    with pytest.raises(ValueError, match="figure name"):
        draw(name)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("戰略億元", "戰略億元"),
        ("喆镕堃", "喆镕堃"),
        ("≥3.2×", "≥3.2×"),
        ("火🔥", "火□"),
        ("a\x1b\u202eb", "a  b"),
        ("", ""),
    ],
)
def test_what_no_font_draws_is_replaced(text, shown):
    assert printable(text) == shown


def test_an_emoji_in_a_label_is_no_error():
    assert draw(text="🔥 热").svg.count("<use") > 1


def test_sources_keep_their_marks():
    styles = source_styles(["002", "000", "001", "000"])
    assert list(styles) == ["000", "001", "002"]
    assert len({s.color for s in styles.values()}) == len({s.marker for s in styles.values()}) == 3
    assert len(source_styles(map(str, range(30)))) == 30


def test_word_cloud_draws_words_as_paths():
    use_style()
    weights = {"大模型": 9.0, "豆包": 5.0, "DeepSeek": 4.0, "戰略": 1.0, "无": 0.0}
    clouds = []
    for _ in range(2):
        fig, ax = canvas(3)
        placed = draw_wordcloud(ax, weights)
        assert set(placed) == {"大模型", "豆包", "DeepSeek", "戰略"}
        clouds.append(finish(fig, name="fig-cloud", **WORDS).svg)
    assert clouds[0] == clouds[1]
    assert "<text" not in clouds[0]


def test_a_cloud_of_no_words_is_empty():
    use_style()
    fig, ax = canvas(3)
    assert draw_wordcloud(ax, {}) == ()
    finish(fig, name="fig-none", **WORDS)


def test_the_font_and_its_licence_lie_together():
    assert FONT.stat().st_size < 4_000_000
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text("utf-8")
