"""What whoever publishes the book settles in the table [tool.kaoju]: how much is quoted, and where reports go.

passages = "excerpts"  # or "full"
repository = "https://github.com/OWNER/NAME"  # reports become its issues
contact = "reader@example.org"  # reports are written to it where there is no repository
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from kaoju.corpus import settings
from kaoju.errors import KaojuError

# Where the book says how to report, seen from its root.
HOW_TO_REPORT = "chapters/14_about.html#wrong-reading"
_ADDRESS = re.compile(r"https://[\w.-]+/[\w./~-]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Passages(enum.StrEnum):
    """How much of a document the evidence shows."""

    EXCERPTS = "excerpts"  # the sentences that hold a claim
    FULL = "full"  # the paragraphs in which they stand


@dataclass(frozen=True, slots=True)
class Publishing:
    """The settings; `repository` and `contact` are None where none was given or none that is safe to link to."""

    passages: Passages = Passages.EXCERPTS
    repository: str | None = None
    contact: str | None = None

    @property
    def desk(self) -> str | None:
        """The address that takes a new report, to be filled with a title and a text; None where nobody takes them."""
        if self.repository:
            return f"{self.repository}/issues/new"
        return f"mailto:{self.contact}" if self.contact else None

    def report(self, *, title: str, body: str = "") -> str | None:
        """Address of a report with its title and text, which may be anything."""
        if self.desk is None:
            return None
        told = {"title" if self.repository else "subject": title} | ({"body": body} if body else {})
        return f"{self.desk}?{urlencode(told, quote_via=quote)}"


def read_publishing(chosen: Mapping[str, Any] | None = None, *, folder: Path | None = None) -> Publishing:
    """Read the settings.

    Args:
        chosen: The table [tool.kaoju]; by default that of the nearest pyproject.toml.
        folder: Where to look for it; by default the current folder.
    Raises:
        KaojuError: `passages` is neither "excerpts" nor "full".
    """
    table = settings(folder) if chosen is None else chosen
    told = {name: str(table.get(name) or "").strip() for name in ("passages", "repository", "contact")}
    if told["passages"] not in ("", *Passages):
        raise KaojuError(
            f'[tool.kaoju] passages = "{told["passages"]}": choose one of {", ".join(map(str, Passages))}'
        )
    repository = told["repository"].rstrip("/")
    return Publishing(
        Passages(told["passages"] or Passages.EXCERPTS),
        repository if _ADDRESS.fullmatch(repository) else None,
        told["contact"] if _MAIL.fullmatch(told["contact"]) else None,
    )
