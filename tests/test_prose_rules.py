"""How chapters are written: numbers come from code, every chapter asks and says its limits, cells are thin."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
each_chapter = pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)

LAST_HEADING = "## What this cannot say"
MOST_LINES = 18
# A line of a finding's text is prose and not code, and so is one that fills in one of its values.
WORDS_ALONE = re.compile(r"""\s*f?"[^"]*",?$|\s+(?!holds)\w+=[\w.()\["\]]+,$""")
# What may hold a digit in prose: glue and other roles, code, link targets and images, labels, directives, quotations
# in Chinese or book marks, fixed ids of sources, headings of the first level, numbers of list items.
FREE = re.compile(
    r"\{[a-z:]+\}`[^`]*`|`[^`]*`|\]\([^)\n]*\)|^\([^)\n]*\)=$|^:{3,}.*$|^# .*$|^\d\. "
    r"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》",
    re.M,
)
SOURCE_ID = re.compile(r"(?<![\w.])00\d(?!\w|\.\d)")
FIELD = re.compile(r"\{[^{}]*\}")
# Names hold digits and letters: Ling-1T, GPT-4.5, KJ101, 4o.
NAME = re.compile(r"(?=[\w.-]*[A-Za-z])[\w.-]*\d[\w.-]*")
DIGIT = re.compile(r"[\w.,-]*\d[\w.,%-]*")
# Words that readers get to see, by the function they are given to: position of the words, names of keywords.
SHOWN = {
    "finding": ((1,), ("template",)),
    "sentence": ((1,), ("template",)),
    "fill": ((0,), ("template",)),
    "finish": ((), ("title", "caption", "source", "alt")),
    "table": ((1,), ("columns", "caption", "note")),
}
SHOWN_KEYWORDS = ("title", "caption", "note", "alt")
PATH = re.compile(
    r"(?:^|[\s'\"])(?:\.{1,2}/|/|~/)\w|\w/\w[\w.-]*/|\.(?:csv|txt|md|json|jsonl|yml|yaml|parquet|ipynb)$"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}$|^C\d$|^(?:tab|xkcd):")
COLOUR_KEYWORDS = ("color", "colors", "c", "facecolor", "edgecolor", "cmap")


def cells(path: Path, kind: str) -> list[str]:
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == kind]


def typed_numbers(text: str) -> list[str]:
    """Digits that somebody typed into prose."""
    rest = SOURCE_ID.sub(" ", FREE.sub(" ", text))
    return [m for m in DIGIT.findall(rest) if not NAME.fullmatch(m.strip(".,%-"))]


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def strings(node: ast.AST) -> Iterator[str]:
    """String constants that end up in what a node stands for; literal parts of f-strings too."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def shown_strings(code: str) -> Iterator[str]:
    """Words in a code cell that readers get to see: templates, titles, captions, heads of columns."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        positions, keywords = SHOWN.get(called(node), ((), ()))
        shown = [node.args[i] for i in positions if i < len(node.args)]
        shown += [k.value for k in node.keywords if k.arg in (*keywords, *SHOWN_KEYWORDS)]
        for part in shown:
            # In a column table the keys are names of fields; only the heads are read.
            parts = part.values if isinstance(part, ast.Dict) else [part]
            for value in parts:
                yield from strings(value)


@each_chapter
def test_no_number_is_typed_into_prose(path):
    typed = [number for text in cells(path, "markdown") for number in typed_numbers(text)]
    assert not typed, f"take these from the code: {typed}"


@each_chapter
def test_no_number_is_typed_into_templates_titles_and_captions(path):
    typed = [
        (number, text)
        for code in cells(path, "code")
        for text in shown_strings(code)
        for number in typed_numbers(FIELD.sub(" ", text))
    ]
    assert not typed, f"pass these as values: {typed}"


@each_chapter
def test_a_chapter_opens_with_its_question(path):
    first, *rest = cells(path, "markdown")
    assert re.match(r"\([a-z-]+\)=\n# \S", first), "a fixed label and a title come first"
    opening = first + "\n" + (rest[0] if rest and not rest[0].startswith("#") else "")
    assert "?" in opening.partition("\n## ")[0], "no question is asked before the evidence begins"


@each_chapter
def test_a_chapter_ends_with_its_limits(path):
    prose = cells(path, "markdown")
    headings = [h for text in prose for h in re.findall(r"^## .*$", text, re.M)]
    assert headings and headings[-1] == LAST_HEADING
    assert len(prose[-1].split(LAST_HEADING)[-1].split()) > 20, "the limits want more than a line"


@each_chapter
def test_code_cells_are_thin(path):
    for code in cells(path, "code"):
        lines = [line for line in code.strip().splitlines() if not WORDS_ALONE.match(line)]
        assert len(lines) <= MOST_LINES, f"longer than {MOST_LINES} lines:\n{code}"
        for node in ast.walk(ast.parse(code)):
            assert not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)), code
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not PATH.search(node.value), f"a path: {node.value!r}"
                assert not COLOUR.search(node.value), f"a colour: {node.value!r}"
            if isinstance(node, ast.keyword) and node.arg in COLOUR_KEYWORDS:
                assert not isinstance(node.value, ast.Constant), f"a colour: {ast.unparse(node)}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The market grew by 62% in 2024.", ["62%", "2024."]),
        ("Source 001 says {glue}`market-2024`, see [](arithmetic) and `x[3]`.", []),
        ("(trends)=\n# Large models in 2025\n\nGPT-4.5 and Ling-1T, “2024年达294.16亿元”.", []),
        ("There are 5 sources, 000 to 004.", ["5"]),
        ("[a link](https://example.org/2025/1) and 《2025年报告》", []),
        ("## Results for 2025", ["2025"]),
    ],
)
def test_typed_numbers_are_found(text, found):
    assert typed_numbers(text) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('prose.finding("a-1", "It grew by 62%.", holds=x > 3)', ["It grew by 62%."]),
        ('prose.sentence("a", "It grew " "by {x}.", x=62)', ["It grew by {x}."]),
        ('style.finish(fig, title=f"{x} of 9", source=s)', [" of 9"]),
        ('tables.table(rows, {"k1": "Share"}, name="tab-1", caption="All 5")', ["Share", "All 5"]),
        ('timeseries.pick(claims, "2024")', []),
    ],
)
def test_shown_strings_are_found(code, found):
    assert sorted(shown_strings(code)) == sorted(found)
