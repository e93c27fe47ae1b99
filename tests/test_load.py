"""Reading documents: the register, and what is wrong with a file."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from kaoju.errors import RegisterError
from kaoju.text.load import load_documents, read_register

SEEDS = Path(__file__).parent.parent / "seeds"
SIMPLIFIED = "2025年，中国大模型市场规模达294.16亿元，同比增长62%，企业用户超过九成。"


def write_register(folder: Path, *rows: dict[str, str]) -> None:
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, ["id", "file", "sha256"])
        writer.writeheader()
        writer.writerows(rows)


def test_unregistered_file_works(tmp_path):
    (tmp_path / "新闻.txt").write_text(SIMPLIFIED, encoding="utf-8")
    (document,), errors = load_documents([tmp_path])
    assert (document.id, document.raw, errors) == ("新闻", SIMPLIFIED, ())


def test_equal_stems_take_the_relative_path(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(SIMPLIFIED, encoding="utf-8")
    documents, _ = load_documents([tmp_path])
    assert [d.id for d in documents] == ["a/x", "b/x"]


def test_changed_byte_is_refused_and_the_others_still_read(tmp_path):
    for name in ("000.txt", "001.txt"):
        (tmp_path / name).write_text(SIMPLIFIED, encoding="utf-8")
    write_register(tmp_path, {"id": "A", "file": "000.txt", "sha256": "0" * 64})
    documents, errors = load_documents([tmp_path])
    assert [d.id for d in documents] == ["001"]
    assert isinstance(errors[0], RegisterError) and "sha256" in str(errors[0])


def test_register_row_without_its_document(tmp_path):
    write_register(tmp_path, {"id": "A", "file": "gone.txt", "sha256": ""})
    documents, errors = load_documents([tmp_path])
    assert documents == () and "gone.txt" in str(errors[0])


@pytest.mark.parametrize("name", ["../x.txt", "/etc/passwd", "a/b.txt"])
def test_register_cannot_point_outside(tmp_path, name):
    write_register(tmp_path, {"id": "A", "file": name, "sha256": ""})
    with pytest.raises(RegisterError, match="outside"):
        read_register(tmp_path / "sources.csv")


def test_link_that_leads_out_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text(SIMPLIFIED, encoding="utf-8")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    documents, errors = load_documents([tmp_path / "in"])
    assert documents == () and "leads out" in str(errors[0])


def test_missing_file():
    assert "no such file" in str(load_documents(["/nowhere/x.txt"])[1][0])


@pytest.mark.parametrize("name", ["sources", "reviews", "translations"])
def test_registers_of_the_seeds_keep_their_schema(name):
    schema = json.loads((SEEDS / f"{name}.schema.json").read_text(encoding="utf-8"))
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert list(rows[0]) == [field["name"] for field in schema["fields"]]
    for field in schema["fields"]:
        rules = field.get("constraints", {})
        values = [row[field["name"]] for row in rows]
        assert not rules.get("required") or all(values)
        assert not rules.get("unique") or len(set(values)) == len(values)
        for value in filter(None, values):
            assert "pattern" not in rules or re.fullmatch(rules["pattern"], value)
            assert "enum" not in rules or value in rules["enum"]
