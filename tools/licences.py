"""List the licences of everything that requirements.txt installs, from the packages' own metadata.

python tools/licences.py            writes THIRD_PARTY.md
python tools/licences.py --check    exits 1 where that file is out of date, or a licence is unknown or not allowed
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "THIRD_PARTY.md"
_PIN = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;#]+)")
# Names that packages give to one licence.
_NAMES = {
    "mit license": "MIT", "the mit license (mit)": "MIT", "expat": "MIT", "mit-license": "MIT", "expat license": "MIT",
    "apache software license": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0", "apache2": "Apache-2.0", "apache license v2.0": "Apache-2.0",
    "bsd license": "BSD", "bsd": "BSD", "new bsd": "BSD-3-Clause", "3-clause bsd license": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause", "modified bsd license": "BSD-3-Clause", "bsd 3-clause": "BSD-3-Clause",
    "the bsd 3-clause license": "BSD-3-Clause", "bsd-2": "BSD-2-Clause", "bsd-3-clause license": "BSD-3-Clause",
    "isc license (iscl)": "ISC", "isc license": "ISC", "python software foundation license": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "the unlicense (unlicense)": "Unlicense",
    "historical permission notice and disclaimer (hpnd)": "HPND", "public domain": "Public domain",
}  # fmt: skip
# What the metadata leaves open, after a look at the licence files that the packages bring.
_LOOKED_UP = {
    "axe-playwright-python": "MIT",
    "docutils": "Public domain / BSD-2-Clause / PSF-2.0",  # the GPL is that of an Emacs mode, which is not installed
    "setuptools": "MIT",
    "text-unidecode": "Artistic-1.0-Perl",  # or the GPL, as one likes
}
# Licences under which a package may be used here: permissive, or weak copyleft that stops at the package's own files.
_ALLOWED = re.compile(
    r"MIT|Apache-2\.0|BSD|0BSD|ISC|PSF-2\.0|Python-2\.0|MPL-2\.0|Unlicense|HPND|MIT-CMU|Zlib|CC0-1\.0|Artistic|Public domain|Dual License"
)


def licence_of(name: str) -> str:
    """The licence that a package tells of itself: its SPDX expression, else its classifier, else its free text."""
    about = metadata(name)
    if name in _LOOKED_UP:
        return _LOOKED_UP[name]
    if told := about.get("License-Expression"):
        return str(told)
    classified = [
        c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")
    ]
    free = (about.get("License") or "").strip()
    short = [free] if free and "\n" not in free and len(free) < 60 else []
    names = [n for n in (*classified, *short) if n not in ("OSI Approved", "UNKNOWN")]
    known = {_NAMES.get(n.lower(), n) for n in names}
    if len(known) > 1:  # "BSD" beside "BSD-3-Clause"
        known = {k for k in known if not any(k != other and other.startswith(k) for other in known)}
    return " / ".join(sorted(known)) or "unknown"


def pins() -> list[tuple[str, str]]:
    """Packages and versions of requirements.txt, by name."""
    found = _PIN.findall((ROOT / "requirements.txt").read_text("utf-8"))
    return sorted(found, key=lambda p: p[0].lower())


def table() -> tuple[str, list[str]]:
    """The list as Markdown, and what is wrong with it."""
    lines, wrong = [], []
    for name, version in pins():
        try:
            licence = licence_of(name)
        except PackageNotFoundError:
            wrong.append(f"{name} is not installed; run pip install -r requirements.txt")
            continue
        parts = re.split(r" / | AND | and |;", licence)
        if not any(_ALLOWED.search(p) for p in parts) or re.search(r"\bA?GPL", licence):
            wrong.append(f"{name} {version}: licence {licence!r} is not among those allowed; look at it")
        lines.append(f"| {name} | {version} | {licence} |")
    return "\n".join([_HEAD, *lines]) + "\n", wrong


_HEAD = """# What others made

kaoju itself is under the terms of LICENSE. It needs these packages, which `pip` installs and which keep their own terms, as
their metadata tells them (`python tools/licences.py` makes this list anew).

Fonts: figures are drawn with a subset of Noto Sans CJK SC (`lib/kaoju/resources/fonts`), which is under the SIL Open Font
License 1.1; `OFL.txt` beside it holds the licence and the copyright. The pages load no font from anywhere.

| package | version | licence |
| --- | --- | --- |"""


def main() -> int:
    """Write or check the list."""
    text, wrong = table()
    if "--check" in sys.argv[1:]:
        if not LIST.exists() or LIST.read_text("utf-8") != text:
            wrong.append(f"{LIST.name} is out of date; run python tools/licences.py")
    else:
        LIST.write_text(text, "utf-8", newline="\n")
    print(
        "\n".join(wrong) or f"{len(pins())} packages, every licence is known",
        file=sys.stderr if wrong else sys.stdout,
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
