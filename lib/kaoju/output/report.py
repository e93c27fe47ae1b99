"""Diagnostics -> what `kaoju check` prints: text, JSON lines, SARIF 2.1.0, annotations for GitHub, a page; and which of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from kaoju import __version__
from kaoju.corpus import Corpus
from kaoju.errors import KaojuError
from kaoju.output.export import json_lines, json_text, visible
from kaoju.records import Diagnostic, Document, Severity
from kaoju.rules import RULES, Lines

CHECK_FORMATS = ("text", "jsonl", "sarif", "github", "html")
# "# kaoju: ignore KJ105, KJ2" or "<!-- kaoju: ignore -->" in the line above, or at the end of the line itself.
_IGNORE = re.compile(
    r"(?:#|<!--|//)\s{0,4}kaoju:\s{0,4}ignore(?P<codes>(?:[\s,]{1,4}KJ\d{0,3}){0,20})", re.IGNORECASE
)
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def select_diagnostics(
    diagnostics: Iterable[Diagnostic],
    corpus: Corpus,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    baseline: Path | None = None,
) -> tuple[Diagnostic, ...]:
    """Keep the diagnostics that were asked for.

    Args:
        diagnostics: All of them.
        corpus: The documents, for comments that silence a line.
        select: Codes or prefixes to keep; all where empty.
        ignore: Codes or prefixes to drop; they win over `select`.
        baseline: An earlier output in JSON lines; what it holds is not told again.
    Raises:
        KaojuError: A code that no rule has, or a baseline that cannot be read.
    """
    for code in (*select, *ignore):
        if not any(rule.startswith(code) for rule in RULES):
            raise KaojuError(f"no rule begins with {code!r}; `kaoju rule` lists them")
    kept = [
        d for d in diagnostics
        if (not select or d.rule.startswith(tuple(select))) and not (ignore and d.rule.startswith(tuple(ignore)))
    ]  # fmt: skip
    comments = {t.id: _comments_of(t.document) for t in corpus.texts}
    kept = [d for d in kept if not (d.source in comments and _silenced(d, comments[d.source]))]
    known = _read_baseline(baseline) if baseline else Counter()
    new = []
    for d in kept:
        if known[_fingerprint(d)] > 0:
            known[_fingerprint(d)] -= 1
        else:
            new.append(d)
    return tuple(new)


@dataclass(frozen=True, slots=True)
class _Comment:
    """What a line silences: codes or prefixes, all where there are none; one `alone` on its line speaks of the next."""

    codes: tuple[str, ...]
    alone: bool

    def silences(self, rule: str) -> bool:
        return not self.codes or rule.startswith(self.codes)


def _comments_of(document: Document) -> Callable[[int], _Comment | None]:
    """The comment of a line by its number; each line is searched once, however many diagnostics stand in it."""
    lines = Lines(document)

    @cache
    def comment(number: int) -> _Comment | None:
        line = lines.text(number)
        if (m := _IGNORE.search(line)) is None:
            return None
        return _Comment(tuple(re.findall(r"KJ\d{0,3}", m["codes"].upper())), not line[: m.start()].strip())

    return comment


def _silenced(diagnostic: Diagnostic, comment: Callable[[int], _Comment | None]) -> bool:
    here, above = comment(diagnostic.line), comment(diagnostic.line - 1)
    # A comment at the end of a line of text speaks of that line, not of the next.
    return any(c.silences(diagnostic.rule) for c in (here, above if above and above.alone else None) if c)


def _fingerprint(d: Diagnostic) -> tuple[str, str, str]:
    """What stays the same when lines move."""
    return d.rule, d.source, d.message


def _read_baseline(path: Path) -> Counter[tuple[str, str, str]]:
    try:
        rows = [
            json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()
        ]
        return Counter((r["rule"], r["source"], r["message"]) for r in rows)
    except (OSError, UnicodeDecodeError) as e:
        said = e.strerror if isinstance(e, OSError) else "it is no UTF-8"
        raise KaojuError(f"baseline {path} cannot be read ({said})") from e
    except (ValueError, KeyError, TypeError) as e:
        raise KaojuError(f"baseline {path} is no output of `kaoju check --format jsonl`; make it anew") from e


def format_diagnostics(
    diagnostics: Sequence[Diagnostic],
    format: str,
    *,
    corpus: Corpus | None = None,
    color: bool = False,
    statistics: bool = False,
) -> str:
    """Write diagnostics in one of CHECK_FORMATS.

    Args:
        diagnostics: Sorted as they shall appear.
        format: One of CHECK_FORMATS.
        corpus: The documents, for the source lines of SARIF results and the texts of the page; what could not be read
            is named by all but text and JSON lines. Only the page needs it.
        color: Colour codes and severities (text only).
        statistics: Counts by rule instead of the diagnostics (text only).
    Raises:
        KaojuError: An unknown format.
    """
    if format == "jsonl":
        return "".join(json_lines(_row(d) for d in diagnostics))
    if format == "sarif":
        return json_text(_sarif(diagnostics, corpus), indent=2) + "\n"
    if format == "github":
        missing = corpus.errors if corpus else ()
        return "".join(
            [*map(_annotation, diagnostics), *(f"::error::{_data(visible(str(e)))}\n" for e in missing)]
        )
    if format == "html":
        from kaoju.output.margin import margin_page

        return margin_page(diagnostics, corpus or Corpus(()))
    if format == "text":
        return _statistics(diagnostics) if statistics else _text(diagnostics, color)
    raise KaojuError(f"unknown format {format!r}; there are {', '.join(CHECK_FORMATS)}")


# ---- text ------------------------------------------------------------------------------------------------------------


def _text(diagnostics: Sequence[Diagnostic], color: bool) -> str:
    lines = []
    for d in diagnostics:
        file, said = (visible(t).replace("\n", "\\n") for t in (d.file, d.message))  # names may break a line
        place = f"{file}:{d.line}:{d.column}:"
        if color:
            place = f"\x1b[1m{file}\x1b[0m:{d.line}:{d.column}:"
            lines.append(f"{place} \x1b[{_COLOURS[d.severity]};1m{d.rule}\x1b[0m {said}")
        else:
            lines.append(f"{place} {d.rule} {said}")
    if lines:
        lines.append(_summary(diagnostics))
    return "\n".join(lines) + "\n" if lines else ""


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    count = Counter(d.severity for d in diagnostics)
    parts = [
        f"{count[s]} {s.value}{'s' if count[s] != 1 and s is not Severity.INFO else ''}" for s in Severity
    ]
    files = len({d.file for d in diagnostics})
    return f"{', '.join(parts)} in {files} document{'s' if files != 1 else ''}"


def _statistics(diagnostics: Sequence[Diagnostic]) -> str:
    count = Counter(d.rule for d in diagnostics)
    width = len(str(max(count.values(), default=0)))
    rows = sorted(count.items(), key=lambda c: (-c[1], c[0]))
    return "".join(f"{n:>{width}}  {rule}  {RULES[rule].title}\n" for rule, n in rows)


# ---- JSON lines ------------------------------------------------------------------------------------------------------


def _row(d: Diagnostic) -> dict[str, Any]:
    related = [{"source": s, "start": a, "end": b, "text": text} for s, a, b, text in d.related]
    return {
        "rule": d.rule, "severity": d.severity.value, "source": d.source, "file": d.file, "line": d.line, "column": d.column,
        "start": d.start, "end": d.end, "message": d.message, "related": related,
    }  # fmt: skip


# ---- GitHub ----------------------------------------------------------------------------------------------------------


def _annotation(d: Diagnostic) -> str:
    """A workflow command; its escapes keep untrusted text from opening another one."""
    place = f"file={_property(d.file)},line={d.line},col={d.column},title={_property(f'{d.rule} {RULES[d.rule].title}')}"
    return f"::{_GITHUB[d.severity]} {place}::{_data(visible(d.message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


# ---- SARIF -----------------------------------------------------------------------------------------------------------


def _sarif(diagnostics: Sequence[Diagnostic], corpus: Corpus | None) -> dict[str, Any]:
    documents = {t.id: t.document for t in corpus.texts} if corpus else {}
    lines = {k: Lines(d) for k, d in documents.items()}
    codes = sorted({d.rule for d in diagnostics})
    index = {code: i for i, code in enumerate(codes)}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "kaoju",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_sarif_rule(c) for c in codes],
                    }
                },
                **_unread(corpus.errors if corpus else ()),
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(d, index, lines) for d in diagnostics],
            }
        ],
    }


def _unread(errors: Sequence[KaojuError]) -> dict[str, Any]:
    """A run that missed documents says so, and which."""
    if not errors:
        return {}
    told = [{"level": "error", "message": {"text": str(e)}} for e in errors]
    return {"invocations": [{"executionSuccessful": False, "toolExecutionNotifications": told}]}


def _sarif_rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    sentence, message = rule.example
    return {
        "id": code,
        "name": "".join(w.capitalize() for w in rule.name.split("_")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.about},
        "help": {"text": f"{rule.about}\nExample: {sentence}\n{message}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _sarif_result(d: Diagnostic, index: Mapping[str, int], lines: Mapping[str, Lines]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": d.rule,
        "ruleIndex": index[d.rule],
        "level": _LEVELS[d.severity],
        "message": {"text": d.message},
        "locations": [_location(d.file, d.source, d.start, d.end, lines)],
        "partialFingerprints": {"kaoju/v1": "|".join(_fingerprint(d))},
    }
    related = [
        _location(lines[s].document.path if s in lines else s, s, start, end, lines)
        | {"message": {"text": text}}
        for s, start, end, text in d.related
    ]
    if related:
        result["relatedLocations"] = related
    return result


def _location(file: str, source: str, start: int, end: int, lines: Mapping[str, Lines]) -> dict[str, Any]:
    region: dict[str, Any] = {"charOffset": start, "charLength": end - start}
    if source in lines:
        (line, column), (end_line, end_column) = lines[source].at(start), lines[source].at(end)
        region = {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        } | region
        if end > start:
            region["snippet"] = {"text": lines[source].document.raw[start:end]}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": region}}


def _uri(file: str) -> str:
    """A relative or absolute path as a URI reference."""
    path = PurePosixPath(file.replace("\\", "/"))
    text = quote(str(path), safe="/~.-_")
    return f"file://{text}" if path.is_absolute() else text
