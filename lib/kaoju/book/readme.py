"""Put the findings of the brief into the README, so that nothing there is typed by hand either.

`python -m kaoju.book.readme` after `make book`; a test compares the two.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from kaoju.book.freshness import ROOT

BEGIN, END = "<!-- findings", "<!-- end of findings -->"


def findings(brief: Path) -> list[str]:
    """Sentences that the stored brief asserts of this project's own sources, in order."""
    cells = json.loads(brief.read_text("utf-8"))["cells"]
    found = []
    for cell in cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "kj-finding" in "".join(data.get("application/papermill.record/text/html", "")):
                found.append("".join(data["application/papermill.record/text/plain"]))
    return found


def with_findings(readme: str, sentences: list[str]) -> str:
    """The README with its block of findings written anew."""
    lines = "\n".join(f"- {s}" for s in sentences)
    return re.sub(
        rf"({re.escape(BEGIN)}[^\n]*\n).*?({re.escape(END)})", rf"\g<1>{lines}\n\g<2>", readme, flags=re.S
    )


def main() -> None:
    """Rewrite the README of the project."""
    path = ROOT / "README.md"
    path.write_text(
        with_findings(path.read_text("utf-8"), findings(ROOT / "chapters" / "00_brief.ipynb")), "utf-8"
    )


if __name__ == "__main__":
    main()
