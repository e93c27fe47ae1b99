"""What the workflows publish: only what was built and tested, and a release with all its files."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from kaoju.book.freshness import ROOT
from kaoju.book.offer import PDF

JOBS: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "book.yml").read_text("utf-8"))[
    "jobs"
]


def commands(job: str) -> list[str]:
    return [step.get("run") or step["uses"] for step in JOBS[job]["steps"]]


def test_the_book_is_tested_before_it_is_handed_on() -> None:
    steps = commands("build")
    order = [
        next(n for n, s in enumerate(steps) if what in s) for what in (".ci/run", "make pdf", "upload-pages")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("job", "only", "may"),
    [
        ("publish", "refs/heads/main", {"pages": "write", "id-token": "write"}),
        ("release", "refs/tags/v", {"contents": "write"}),
    ],
)
def test_what_fails_is_not_published(job: str, only: str, may: dict[str, str]) -> None:
    assert JOBS[job]["needs"] == "build" and only in JOBS[job]["if"]
    assert JOBS[job]["permissions"] == may and "permissions" not in JOBS["build"]


@pytest.mark.parametrize("file", [PDF, "book.zip", "data.zip"])
def test_a_release_has_book_pdf_and_data(file: str) -> None:
    assert any(f"release/{file}" in step or f"{file} release/" in step for step in commands("build"))
    assert f"release/{file}" in commands("release")[-1]
