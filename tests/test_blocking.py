"""Which pairs of records are looked at."""

from __future__ import annotations

from math import log2

import pytest

from kaoju.compare.blocking import Entry, candidates


def entry(saying: str, *keys: str, source: str = "000", order: int = 0) -> Entry:
    return Entry(source, saying, [(k,) for k in keys], order)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param([entry("a", "x"), entry("b", "x")], {(0, 1)}, id="a word in common"),
        pytest.param([entry("a", "x"), entry("b", "y")], set(), id="none"),
        pytest.param(
            [entry("a", "x"), entry("b", "x", "y"), entry("c", "y")], {(0, 1), (1, 2)}, id="pairs, not groups"
        ),
        pytest.param([entry("a", source=s) for s in "123"], {(0, 1), (1, 2)}, id="copies are chained"),
        pytest.param(
            [entry("a", "x", source="1"), entry("a", "x", source="2"), entry("b", "x", source="3")],
            {(0, 1), (0, 2)},
            id="the first copy stands for the others",
        ),
        pytest.param(
            [entry("a", "x", source="1"), entry("a", "x", source="2"), entry("b", "x", source="2")],
            {(0, 1), (0, 2), (1, 2)},
            id="a copy is compared in its own text",
        ),
    ],
)
def test_candidates(entries: list[Entry], expected: set[tuple[int, int]]) -> None:
    assert list(candidates(entries)) == sorted(expected)


def test_many_repeats_in_one_text_cost_little() -> None:
    assert len(list(candidates(entry(f"{i % 3}", "x") for i in range(3000)))) < 3 * 3000


def test_a_large_block_brings_neighbours_together() -> None:
    n = 2000
    pairs = list(candidates(entry(f"{i}", "x", order=(i * 7) % n) for i in range(n)))
    assert len(pairs) < 2 * n * log2(n)
    assert all(abs((i * 7) % n - (j * 7) % n) <= 12 for i, j in pairs)


def names(n: int) -> list[Entry]:
    """Records of a large corpus, twenty to a text: a common word, and one that nine have."""
    return [
        entry(
            f"{i}", f"common {i % 7}", f"rare {i % (n // 9)}",
            source=f"{i // 20}", order=(i * 7919) % n,
        )
        for i in range(n)
    ]  # fmt: skip


def test_work_grows_as_the_records_do() -> None:
    small, large = (len(list(candidates(names(n)))) for n in (12_500, 100_000))
    assert large < 8.8 * small
    assert large < 40 * 100_000


def test_what_a_word_of_many_has_in_common_is_left_to_rarer_words() -> None:
    rarer = [f"rare {k}" for k in range(8)]
    many = [entry(f"{i}", "common", *rarer, source=f"{i}", order=i) for i in range(40)]
    alone = [entry(f"x{i}", "common", source=f"x{i}", order=i) for i in range(400)]
    pairs = list(candidates([*many, *alone]))
    assert all((i < 40) == (j < 40) for i, j in pairs)
    assert (0, 1) in pairs
