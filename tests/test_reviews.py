"""The register of reviews: what asks for one, when it counts, and what a bad register says."""

from pathlib import Path

import pytest

from kaoju.corpus import Corpus, read_corpus
from kaoju.errors import RegisterError
from kaoju.reviews import COLUMNS, Reviewable, State, read_reviews

SHARE = "车市周报\n2025-10-12\n\n乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(SHARE, encoding="utf-8")
    return tmp_path


def one(corpus: Corpus) -> Reviewable:
    (found,) = corpus.reviews.all()
    return found


def register(folder: Path, **cells: str) -> None:
    found = one(read_corpus(folder))
    row = {
        "finding": found.id,
        "quotations": found.quotations,
        "decision": "confirmed",
        "reason": "read",
        "reviewer": "me",
        "date": "2025-11-01",
    } | cells
    lines = [",".join(COLUMNS), ",".join(row[c] for c in COLUMNS)]
    (folder / "reviews.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_what_fails_asks_for_a_review(folder: Path) -> None:
    found = one(read_corpus(folder))
    assert found.id.startswith("KJ103-fails:a-") and found.state is State.UNREVIEWED
    assert found.quotes == ("乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。",)


def test_what_holds_asks_for_none(folder: Path) -> None:
    (folder / "a.txt").write_text(SHARE.replace("45.2%", "40.2%"), encoding="utf-8")
    assert list(read_corpus(folder).reviews.all()) == []


@pytest.mark.parametrize("decision", ["confirmed", "doubtful", "rejected"])
def test_a_review_counts(folder: Path, decision: str) -> None:
    register(folder, decision=decision)
    found = one(read_corpus(folder))
    assert found.state == decision and found.review is not None and found.review.reviewer == "me"


def test_a_changed_quotation_resets_the_state(folder: Path) -> None:
    register(folder)
    (folder / "a.txt").write_text(SHARE.replace("占出口总量", "占整车总量"), encoding="utf-8")
    found = one(read_corpus(folder))
    assert found.state is State.CHANGED and found.review is not None


def test_a_moved_quotation_is_another_finding(folder: Path) -> None:
    register(folder)
    (folder / "a.txt").write_text("序。\n" + SHARE, encoding="utf-8")
    corpus = read_corpus(folder)
    assert one(corpus).state is State.UNREVIEWED
    assert len(corpus.reviews.orphans()) == 1


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"decision": "maybe"}, "row 1: 'maybe' is none of confirmed, doubtful, rejected"),
        ({"reason": ""}, "row 1 has no reason"),
        ({"reviewer": "", "date": ""}, "row 1 has no reviewer, date"),
    ],
)
def test_a_bad_row_is_named(folder: Path, cells: dict[str, str], said: str) -> None:
    register(folder, **cells)
    with pytest.raises(RegisterError, match=said):
        read_corpus(folder)
    assert len(read_corpus(folder, strict=False).errors) == 1


def test_a_finding_may_not_stand_twice(folder: Path) -> None:
    register(folder)
    path = folder / "reviews.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")
    with pytest.raises(RegisterError, match=r"row 2.*stands twice"):
        read_reviews(path)


def test_a_column_may_not_be_missing(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("finding,decision\n")
    with pytest.raises(RegisterError, match="no column quotations, reason, reviewer, date"):
        read_reviews(tmp_path / "reviews.csv")


def test_every_finding_of_the_sources_has_one_id() -> None:
    found = list(read_corpus(Path(__file__).parent.parent / "seeds").reviews.all())
    assert found and len({r.id for r in found}) == len(found)
    assert all(r.quotes and r.says for r in found)
