"""What the chapter on words shows, on two texts small enough to count by hand."""

from __future__ import annotations

from kaoju.book import style, vocabulary
from kaoju.corpus import Corpus
from kaoju.records import Document, Source

TEXTS = {
    "a": "大模型开源。大模型开源。大模型开源。Ling-1T发布。Ling-1T发布。Ling-1T发布。",
    "b": "大模型投资。投资风险。投资风险。投资风险。",
}


def read(**texts: str) -> vocabulary.Vocabulary:
    return vocabulary.read_vocabulary(
        Corpus([Document(i, f"{i}.txt", t, "utf-8", "", Source(i, f"{i}.txt")) for i, t in texts.items()])
    )


def test_words_of_most_documents_come_first():
    words = read(**TEXTS)
    assert vocabulary.common_words(words)[0] == "大模型"
    (first, *_) = vocabulary.totals_by_rank(words)
    assert (str(first["english"]), first["count"], first["rest"], first["sources"]) == (
        "large model",
        4,
        1,
        2,
    )


def test_key_words_keep_their_spelling_and_say_where_they_stand_alone():
    rows = vocabulary.key_rows(read(**TEXTS))
    told = {str(r["word"]): (r["count"], r["rest"], r["times"]) for r in rows}
    assert told["Ling-1T"] == (3, 0, "only here")
    assert told['<span lang="zh-Hans">投资</span>'] == (4, 0, "only here")


def test_a_word_is_shown_in_its_place_as_printed():
    (row, _) = vocabulary.context_rows(read(a="我們談大模型的開源。開源很好。開源。", b="风险风险风险。"))
    assert "開源" in row["word"] and row["english"] == "open source"
    assert "我們談大模型的" in row["before"]


def test_one_document_is_described_and_not_compared():
    words = read(a=TEXTS["a"])
    assert "no other document" in vocabulary.summary(words)
    assert words.largest is None and vocabulary.profiles(words)[0]["alone"] is None


def test_nothing_to_count_gives_no_figure():
    words = read(a="")
    assert vocabulary.summary(words) == "These documents hold no word to count."
    assert vocabulary.shared_figure(words, name="fig-x") is None
    assert vocabulary.cloud_figure(words, name="fig-x") is None


def test_figures_tell_their_numbers_to_those_who_do_not_see_them():
    style.use_style()
    words = read(**TEXTS)
    shared, cloud = (
        vocabulary.shared_figure(words, name="fig-x"),
        vocabulary.cloud_figure(words, name="fig-y"),
    )
    assert shared is not None and "大模型 large model: a" in shared.alt
    assert cloud is not None and "Ling-1T" in cloud.alt and "投资 investment" in cloud.alt
