"""The commands: extract, firsts, compare, audit, sources, reviews, check, package, show, rule.

Exit codes: 0 fine, 1 errors or warnings found by `check`, 2 bad usage or a document that could not be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from kaoju import __version__, export
from kaoju.corpus import Corpus, Text, read_corpus, settings
from kaoju.errors import KaojuError
from kaoju.records import Claim, Document, Finding, First, Severity

# Columns of the readable tables; the other formats give every field.
_TABLES = {
    "extract": ("id", "text", "subject", "metric", "period", "bound", "role", "nature", "attribution"),
    "firsts": ("id", "text", "kind", "subject", "field", "qualifier", "period"),
    "compare": ("group", "a", "b", "verdict", "explanation"),
    "audit": ("source", "rule", "status", "stated", "explanation"),
    "reviews": ("finding", "quotations", "decision", "says"),
    "sources": ("id", "title", "author", "publisher", "date", "claims", "score", "band", "grade"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except KaojuError as e:
        _say(f"error: {e}")
        return 2
    except BrokenPipeError:
        # The reader went away (`kaoju extract … | head`): no traceback, and no second one from the interpreter's flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kaoju", description="Quantitative claims of Chinese texts: extract, compare, audit, check.",
        epilog="PATH is a file, a folder (every .txt and .md below it) or - for standard input.",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"kaoju {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    about: dict[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
        "extract": ("every quantitative claim, one record each", _extract),
        "firsts": ("every claim to be first, largest or leading", _firsts),
        "compare": ("claims that speak of the same thing, with a verdict per pair", _compare),
        "audit": ("every numeric relation inside a document, recomputed", _audit),
        "sources": ("metadata, signals and credibility of each document", _sources),
        "reviews": ("findings that ask for a reader, each with the state of its review", _reviews),
    }
    for name, (text, run) in about.items():
        sub = commands.add_parser(name, help=text, description=text)
        _common(sub)
        sub.add_argument("--format", choices=export.FORMATS, help="without it a readable table is printed")
        if name in ("extract", "firsts", "audit"):
            sub.add_argument(
                "--jobs",
                type=int,
                default=1,
                metavar="N",
                help="worker processes (same output with any number)",
            )
        sub.set_defaults(run=run, command=name)
    check = commands.add_parser("check", help="the findings as a linter prints them")
    _common(check)
    from kaoju.report import CHECK_FORMATS

    check.add_argument("--format", choices=CHECK_FORMATS, default="text")
    check.add_argument(
        "--select", default=None, metavar="CODES", help="only these codes or prefixes, comma-separated"
    )
    check.add_argument("--ignore", default=None, metavar="CODES", help="not these codes or prefixes")
    check.add_argument(
        "--baseline", metavar="FILE", help="an earlier --format jsonl output: report only what is new"
    )
    check.add_argument("--exit-zero", action="store_true", help="exit 0 whatever was found")
    check.add_argument("--statistics", action="store_true", help="count the findings by rule")
    check.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    check.set_defaults(run=_check)
    package = commands.add_parser("package", help="all tables and files for download, as a data package")
    package.add_argument("paths", nargs="+", metavar="PATH")
    package.add_argument(
        "-o", dest="output", metavar="DIR", required=True, help="folder, whole or not at all"
    )
    package.add_argument("--encoding", help="of all documents; by default it is recognised")
    package.set_defaults(run=_package)
    show = commands.add_parser("show", help="a claim in its sentence")
    show.add_argument("id", metavar="ID", help="as `kaoju extract` prints it, e.g. 001-238")
    show.add_argument("paths", nargs="*", metavar="PATH", help="where to look; default: the seeds folder")
    show.add_argument("--encoding")
    show.set_defaults(run=_show)
    rule = commands.add_parser("rule", help="a rule with an example")
    rule.add_argument("code", metavar="CODE", nargs="?", help="e.g. KJ105; without it all rules are listed")
    rule.set_defaults(run=_rule)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("-o", dest="output", metavar="FILE", help="write to a file, whole or not at all")
    parser.add_argument("--encoding", help="of all documents; by default it is recognised")


def _say(message: str) -> None:
    print(f"kaoju: {export.visible(message)}", file=sys.stderr)


def _read(args: argparse.Namespace) -> Corpus:
    corpus = read_corpus(*args.paths, encoding=args.encoding, strict=False)
    for e in (*corpus.errors, *corpus.register_errors):
        _say(f"error: {e}")
    if not corpus.texts and not corpus.errors:
        raise KaojuError(f"no .txt or .md document under {', '.join(args.paths)}")
    return corpus


def _code(corpus: Corpus) -> int:
    return 2 if corpus.errors or corpus.register_errors else 0


def _warn_empty(corpus: Corpus, counts: dict[str, int]) -> None:
    for text in corpus.texts:
        if not counts.get(text.id):
            _say(f"warning: {text.document.path}: no number was found in it, so there are no records")


def _emit(
    args: argparse.Namespace, records: Sequence[Any], rows: Sequence[dict[str, Any]], columns: Sequence[str]
) -> None:
    """Write records in the format asked for, or the rows as a readable table."""
    kind = args.format or (Path(args.output).suffix.lstrip(".").lower() if args.output else None)
    if kind in export.FORMATS:
        data = export.encode(records, kind, columns)
    else:
        data = export.text_table(rows, _TABLES[args.command]).encode("utf-8") if rows else b""
    if args.output:
        export.write_whole(Path(args.output), data)
    elif kind == "parquet" and sys.stdout.isatty():
        raise KaojuError("Parquet is not for a terminal; name a file with -o")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _per_text(corpus: Corpus, field: str, jobs: int) -> list[Any]:
    """A field of every text in order of the texts, in worker processes if asked for."""
    if jobs <= 1 or len(corpus.texts) <= 1:
        found = []
        for i, text in enumerate(corpus.texts):
            _progress(i, len(corpus.texts))
            found.append(getattr(text, field))
        _progress(len(corpus.texts), len(corpus.texts))
        return [r for records in found for r in records]
    from concurrent.futures import (
        ProcessPoolExecutor,
    )  # only here: it takes longer to import than a text to read

    with ProcessPoolExecutor(min(jobs, len(corpus.texts))) as pool:
        results = pool.map(_work, [t.document for t in corpus.texts], [field] * len(corpus.texts))
        return [r for records in results for r in records]


def _work(document: Document, field: str) -> Any:
    return getattr(Text(document), field)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and total > 1:
        print(f"\r{done}/{total} documents", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _names(record: type) -> list[str]:
    return [f.name for f in fields(record) if f.name != "sentence"]


def _extract(args: argparse.Namespace) -> int:
    corpus = _read(args)
    claims: list[Claim] = _per_text(corpus, "claims", args.jobs)
    _emit(args, claims, [export.plain(c) for c in claims], _names(Claim))
    _warn_empty(corpus, {c.source: 1 for c in claims})
    return _code(corpus)


def _firsts(args: argparse.Namespace) -> int:
    corpus = _read(args)
    firsts: list[First] = _per_text(corpus, "firsts", args.jobs)
    _emit(args, firsts, [export.plain(f) for f in firsts], _names(First))
    return _code(corpus)


def _compare(args: argparse.Namespace) -> int:
    corpus = _read(args)
    records = []
    for c in corpus.comparisons:
        records.append(export.plain(c) | {"topic": dict(c.topic)})
    rows = [
        {
            "group": c.group,
            "a": _place(c.members[p.a]),
            "b": _place(c.members[p.b]),
            "verdict": p.verdict,
            "explanation": p.explanation,
        }
        for c in corpus.comparisons
        for p in c.pairs
    ]
    _emit(args, records, rows, ("group", "topic", "members", "pairs", "upstream"))
    _warn_empty(corpus, {c.source: 1 for c in corpus.all_claims})
    return _code(corpus)


def _place(member: Any) -> str:
    return f"{member.id} {member.text}"


def _audit(args: argparse.Namespace) -> int:
    corpus = _read(args)
    findings: list[Finding] = _per_text(corpus, "findings", args.jobs)
    records = [_finding(f) for f in findings]
    rows = [r | {"stated": r["stated"] and r["stated"]["text"]} for r in records]
    _emit(args, records, rows, _names(Finding))
    _warn_empty(corpus, {c.source: 1 for c in corpus.all_claims})
    return _code(corpus)


def _finding(finding: Finding) -> dict[str, Any]:
    """A finding as the contract shows it: `computed` is a number, or a list of two."""
    row: dict[str, Any] = export.plain(finding)
    row["computed"] = row["computed"][0] if len(row["computed"]) == 1 else row["computed"] or None
    return row


def _sources(args: argparse.Namespace) -> int:
    from kaoju.credibility import source_records

    corpus = _read(args)
    records = source_records(corpus)
    _emit(args, records, records, list(records[0]) if records else [])
    return _code(corpus)


def _reviews(args: argparse.Namespace) -> int:
    corpus = _read(args)
    rows = [r.row() for r in corpus.reviews.all()]
    for review in corpus.reviews.orphans():
        _say(f"warning: {review.finding} was reviewed, and is no longer found")
    _emit(args, rows, rows, list(rows[0]) if rows else [])
    return _code(corpus)


def _package(args: argparse.Namespace) -> int:
    from kaoju.package import write_package

    corpus = _read(args)
    for path in write_package(corpus, args.output):
        print(path)
    _warn_empty(corpus, {c.source: 1 for c in corpus.all_claims})
    return _code(corpus)


def _check(args: argparse.Namespace) -> int:
    from kaoju.report import format_diagnostics, select_diagnostics
    from kaoju.rules import diagnose

    corpus = _read(args)
    config = settings()
    chosen = select_diagnostics(
        diagnose(corpus),
        corpus,
        select=_codes(args.select, config.get("select")),
        ignore=_codes(args.ignore, config.get("ignore")),
        baseline=Path(args.baseline) if args.baseline else None,
    )  # fmt: skip
    color = args.color == "always" or (
        args.color == "auto" and sys.stdout.isatty() and not args.output and "NO_COLOR" not in os.environ
    )
    text = format_diagnostics(chosen, args.format, corpus=corpus, color=color, statistics=args.statistics)
    if args.output:
        export.write_whole(Path(args.output), text.encode("utf-8"))
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    if _code(corpus):
        return 2
    return int(not args.exit_zero and any(d.severity is not Severity.INFO for d in chosen))


def _codes(given: str | None, configured: Any) -> tuple[str, ...]:
    if given is None:
        return tuple(configured or ())
    return tuple(c.strip().upper() for c in given.split(",") if c.strip())


def _show(args: argparse.Namespace) -> int:
    corpus = read_corpus(*args.paths, encoding=args.encoding, strict=False)
    claim = corpus.claim(args.id)
    at = claim.start - claim.quote_start
    quote = claim.quote[:at] + "【" + claim.text + "】" + claim.quote[at + len(claim.text) :]
    print(export.visible(quote))
    hidden = {"id", "text", "quote", "quote_start", "quote_end"}
    for name, value in export.plain(claim).items():
        if name not in hidden and value not in (None, [], ""):
            print(f"  {name:12} {export.visible(str(value))}")
    return 0


def _rule(args: argparse.Namespace) -> int:
    from kaoju.rules import explain_rule

    print(explain_rule(args.code))
    return 0


if __name__ == "__main__":
    sys.exit(main())
