"""What is installed: every package is pinned, every licence known, and an audit that could not be made is no pass."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
audit_pins = SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "audit_pins.py")))
PINNED = {
    canonicalize_name(m[1])
    for m in re.finditer(r"^([\w.-]+)==[\w.]+$", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
}


def test_every_licence_is_known_and_listed() -> None:
    command = [sys.executable, str(ROOT / "tools" / "licences.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", sorted(PINNED))
def test_what_a_pinned_package_needs_is_pinned(package: str) -> None:
    needed = [Requirement(r) for r in requires(package) or ()]
    here = {canonicalize_name(r.name) for r in needed if r.marker is None or r.marker.evaluate({"extra": ""})}
    assert here - {"pip"} <= PINNED


SOUND = {"name": "a", "version": "1", "vulns": []}
FLAWED = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}


@pytest.mark.parametrize(
    ("out", "code", "said"),
    [
        (json.dumps({"dependencies": [SOUND, SOUND]}), 0, "2 packages audited, 0 known"),
        (json.dumps({"dependencies": [SOUND, FLAWED]}), 1, "b 2: PYSEC-1, mended in 3"),
        (json.dumps({"dependencies": [SOUND]}), 3, "1 of 2 packages"),
        (json.dumps({"dependencies": [SOUND, {"name": "c", "skip_reason": "not found"}]}), 3, "c: not found"),
        ("", 3, "could not be asked"),
        ("null", 3, "could not be asked"),
    ],
)
def test_an_audit_that_could_not_be_made_is_no_pass(
    out: str, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit_pins.report(out, "no route to host", asked=2) == code
    assert said in "".join(capsys.readouterr())


def test_the_font_comes_with_its_licence() -> None:
    fonts = ROOT / "lib" / "kaoju" / "resources" / "fonts"
    assert [p.suffix for p in fonts.glob("*.otf")] and "SIL OPEN FONT LICENSE" in (
        fonts / "OFL.txt"
    ).read_text().upper()
    assert "Noto Sans CJK" in (ROOT / "THIRD_PARTY.md").read_text("utf-8")
