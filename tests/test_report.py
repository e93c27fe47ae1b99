"""What `kaoju check` prints, and what may silence it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from kaoju.corpus import Corpus
from kaoju.errors import KaojuError
from kaoju.output.report import CHECK_FORMATS, format_diagnostics, select_diagnostics
from kaoju.records import Diagnostic, Document, Severity, Source
from kaoju.rules import diagnose

SCHEMAS = Path(__file__).parent / "schemas"
RAW = "车市周报\n\n乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。\n甲售出33.9万辆，乙售出15.8万辆，两家合计52.7万辆。\n"


def corpus_of(raw: str, path: str = "文 件.txt") -> Corpus:
    return Corpus([Document("a", path, raw, "utf-8", "", Source("a", path, date="2025-10-12"))])


def codes(raw: str, **options: object) -> list[str]:
    corpus = corpus_of(raw)
    return [d.rule for d in select_diagnostics(diagnose(corpus), corpus, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({}, {"KJ103", "KJ104", "KJ305"}),
        ({"select": ("KJ1",)}, {"KJ103", "KJ104"}),
        ({"select": ("KJ103", "KJ3")}, {"KJ103", "KJ305"}),
        ({"ignore": ("KJ104",)}, {"KJ103", "KJ305"}),
        ({"select": ("KJ1",), "ignore": ("KJ10",)}, set()),
    ],
)
def test_select_and_ignore(options: dict[str, tuple[str, ...]], kept: set[str]) -> None:
    assert set(codes(RAW, **options)) == kept


@pytest.mark.parametrize("options", [{"select": ("KJ9",)}, {"ignore": ("E501",)}])
def test_unknown_code(options: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(KaojuError, match="kaoju rule"):
        codes(RAW, **options)


LINE = "乘用车出口21.1万辆，占出口总量52.5万辆的45.2%。"


@pytest.mark.parametrize(
    ("raw", "silent"),
    [
        (f"# kaoju: ignore KJ103\n{LINE}\n", True),
        (f"<!-- kaoju: ignore KJ103, KJ105 -->\n{LINE}\n", True),
        (f"# kaoju: ignore\n{LINE}\n", True),
        (f"# kaoju: ignore KJ1\n{LINE}\n", True),
        (f"{LINE} # kaoju: ignore KJ103\n", True),
        (f"# kaoju: ignore KJ105\n{LINE}\n", False),
        (f"# kaoju: ignore KJ103\n\n{LINE}\n", False),
        (f"前文。# kaoju: ignore KJ103\n{LINE}\n", False),
        (f"kaoju: ignore KJ103\n{LINE}\n", False),
    ],
)
def test_ignore_comments(raw: str, silent: bool) -> None:
    assert ("KJ103" not in codes(raw)) is silent


def test_baseline_survives_moved_lines(tmp_path: Path) -> None:
    corpus = corpus_of(RAW)
    old = tmp_path / "old.jsonl"
    old.write_text(format_diagnostics(diagnose(corpus), "jsonl"), encoding="utf-8")
    assert codes(f"一行新的导语。\n\n{RAW}", baseline=old) == []
    more = RAW + "欧洲出口2.1万辆，占出口总量5.25万辆的55.2%。\n"
    assert [c for c in codes(more, baseline=old) if c != "KJ305"] == ["KJ103"]


@pytest.mark.parametrize("content", ["not json\n", '{"rule": "KJ103"}\n', "[1]\n", None])
def test_broken_baseline(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "old.jsonl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(KaojuError, match="baseline"):
        codes(RAW, baseline=file)


def test_text() -> None:
    text = format_diagnostics(diagnose(corpus_of(RAW)), "text")
    assert "文 件.txt:3:25: KJ103 21.1万辆 / 52.5万辆 = 40.19%; the text says 45.2%.\n" in text
    assert text.endswith("2 errors, 0 warnings, 1 info in 1 document\n")
    assert "\x1b" not in text


def test_colour() -> None:
    text = format_diagnostics(diagnose(corpus_of(RAW)), "text", color=True)
    assert "\x1b[31;1mKJ103\x1b[0m" in text and "\x1b[36;1mKJ305\x1b[0m" in text


def test_statistics() -> None:
    text = format_diagnostics(diagnose(corpus_of(RAW)), "text", statistics=True)
    assert "1  KJ103  A share does not follow from part and whole" in text


@pytest.mark.parametrize("format", CHECK_FORMATS)
def test_nothing_found(format: str) -> None:
    text = format_diagnostics([], format)
    assert text == "" or "nothing found" in text or json.loads(text)["runs"][0]["results"] == []


def test_unknown_format() -> None:
    with pytest.raises(KaojuError, match="sarif"):
        format_diagnostics([], "xml")


def test_json_lines() -> None:
    rows = [json.loads(line) for line in format_diagnostics(diagnose(corpus_of(RAW)), "jsonl").splitlines()]
    for row in rows:
        assert list(row) == [
            "rule",
            "severity",
            "source",
            "file",
            "line",
            "column",
            "start",
            "end",
            "message",
            "related",
        ]
        line = RAW.split("\n")[row["line"] - 1]
        assert line[row["column"] - 1 :].startswith(RAW[row["start"] : row["end"]])
    (share,) = [r for r in rows if r["rule"] == "KJ103"]
    assert [r["text"] for r in share["related"]] == ["21.1万辆", "52.5万辆"]


HOSTILE = Diagnostic(
    "KJ103",
    Severity.ERROR,
    "a",
    "x,y:%\n::error::z.txt",
    1,
    2,
    0,
    3,
    "a\n::warning file=b::\x1b[31m\u202e%0A",
    (("a", 0, 1, "\x07"),),
)


def test_github_annotations_stay_one_command() -> None:
    text = format_diagnostics([HOSTILE], "github")
    assert text.count("\n") == 1 and text.startswith("::error file=x%2Cy%3A%25")
    assert "\x1b" not in text and "\u202e" not in text and text.endswith("%250A\n")


def test_terminal_escapes_are_shown() -> None:
    text = format_diagnostics([HOSTILE], "text", color=True)
    assert "\\u001b[31m" in text and "\\u202e" in text


def test_schema_is_the_one_named() -> None:
    table = (SCHEMAS / "README.md").read_text(encoding="utf-8")
    for name, digest in re.findall(r"\| `([\w.-]+)` \|.*`([0-9a-f]{64})`", table):
        assert hashlib.sha256((SCHEMAS / name).read_bytes()).hexdigest() == digest
    assert "sarif-2.1.0" in table


def test_sarif_is_valid() -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    corpus = corpus_of(RAW + "😀甲占比5%。\r\n")
    log = json.loads(format_diagnostics([*diagnose(corpus), replace(HOSTILE, end=2)], "sarif", corpus=corpus))
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    ids = [r["id"] for r in run["tool"]["driver"]["rules"]]
    assert all(ids[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    (share,) = [
        r for r in run["results"] if r["ruleId"] == "KJ103" and r["message"]["text"].startswith("21.1")
    ]
    place = share["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E6%96%87%20%E4%BB%B6.txt"
    assert place["region"] == {
        "startLine": 3, "startColumn": 25, "endLine": 3, "endColumn": 30,
        "charOffset": RAW.index("45.2%"), "charLength": 5, "snippet": {"text": "45.2%"},
    }  # fmt: skip


def test_sarif_of_a_run_that_missed_a_document_is_valid() -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    whole = corpus_of(RAW)
    corpus = whole.part(whole.texts, [KaojuError("b.txt: binary")])
    log = json.loads(format_diagnostics(diagnose(corpus), "sarif", corpus=corpus))
    jsonschema.Draft4Validator(schema).validate(log)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False
    assert "invocations" not in json.loads(format_diagnostics([], "sarif", corpus=whole))["runs"][0]


def test_sarif_refuses_what_is_none() -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    log = json.loads(format_diagnostics(diagnose(corpus_of(RAW)), "sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert list(jsonschema.Draft4Validator(schema).iter_errors(log))


def test_same_input_same_bytes() -> None:
    first, second = (
        format_diagnostics(diagnose(corpus_of(RAW)), "sarif", corpus=corpus_of(RAW)) for _ in range(2)
    )
    assert first == second
