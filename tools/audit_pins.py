"""Ask the advisory database whether a pinned package has a known vulnerability.

    python -m pip install pip-audit==2.10.1 && python tools/audit_pins.py

Exits 0 where none is known, 1 where one is, and 3 where the database could not be asked: that is no pass.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLEAN, VULNERABLE, UNASKED = 0, 1, 3


def main() -> int:
    """Audit the pins of requirements.txt, every one of them and nothing else."""
    pins = [
        p for p in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if "==" in p and p[0] != "#"
    ]
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "pins.txt"
        wanted.write_text("\n".join(pins) + "\n", "utf-8")
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--strict",
            "--no-deps",
            "--disable-pip",
            "--progress-spinner",
            "off",
        ]
        done = subprocess.run(
            [*command, "-f", "json", "-r", str(wanted)], capture_output=True, text=True, check=False
        )
    return report(done.stdout, done.stderr, asked=len(pins))


def report(out: str, err: str, *, asked: int) -> int:
    """Say what pip-audit found, and whether it could ask for all packages at all."""
    try:
        packages = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        print(f"NOT AUDITED: the advisory database could not be asked.\n{err.strip()}", file=sys.stderr)
        return UNASKED
    skipped = [f"{p['name']}: {p['skip_reason']}" for p in packages if "skip_reason" in p]
    if skipped or len(packages) < asked:
        print(
            f"NOT AUDITED in full: {len(packages)} of {asked} packages.", *skipped, sep="\n", file=sys.stderr
        )
        return UNASKED
    known = [(p, v) for p in packages for v in p["vulns"]]
    for package, found in known:
        mended = ", ".join(found["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {found['id']}, mended in {mended}", file=sys.stderr)
    print(f"{asked} packages audited, {len(known)} known vulnerabilities")
    return VULNERABLE if known else CLEAN


if __name__ == "__main__":
    sys.exit(main())
