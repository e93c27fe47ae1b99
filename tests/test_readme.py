"""The README says what the brief found, and its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

from kaoju.book.readme import findings, with_findings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_findings_are_those_of_the_brief():
    sentences = findings(ROOT / "chapters" / "00_brief.ipynb")
    assert len(sentences) >= 3
    assert with_findings(README, sentences) == README, "run python -m kaoju.book.readme"


def test_targets_and_commands_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:^    |`)make ([a-z]+)", README, re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target
    cli = (ROOT / "lib" / "kaoju" / "cli.py").read_text("utf-8")
    for command in re.findall(r"bin/kaoju ([a-z]+)", README):
        assert f'"{command}"' in cli, command


def test_it_is_read_in_two_minutes():
    assert len(README.splitlines()) < 100
