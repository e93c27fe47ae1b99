"""The commands: extract, firsts, compare, audit, sources, reviews, check, package, show, rule.

Exit codes: 0 fine, 1 errors or warnings found by `check`, 2 bad usage or a document that could not be read, 130 stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kaoju import __version__
from kaoju.corpus import Corpus, read_corpus, settings
from kaoju.errors import KaojuError
from kaoju.faults import attempt_together
from kaoju.files import whole_file, write_whole
from kaoju.output import export
from kaoju.records import Severity
from kaoju.stream import (
    RECORDS,
    Piece,
    Wanted,
    read_documents,
    read_places,
    row_of,
    standard_output,
    write_pieces,
)
from kaoju.text.load import Place, locate_documents

if TYPE_CHECKING:
    from kaoju.compare.comparable import Comparable

Told = TypeVar("Told", "Piece", "Comparable")
Made = TypeVar("Made")
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
    if sys.stdout is None:  # closed by who called it: `kaoju check … >&-` asks for the exit code alone
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except KaojuError as e:
        _say(f"error: {e}")
        return 2
    except KeyboardInterrupt:
        _say("stopped before the end")
        return 130
    except BrokenPipeError:  # the reader went away: `kaoju extract … | head`
        _drop_output()
        return 0
    except OSError as e:  # files say themselves what is wrong with them, so this is the output: `kaoju extract … > full_disk`
        _drop_output()
        _say(f"error: the output cannot be written ({e.strerror or e}); choose another place")
        return 2
    except Exception as e:  # a fault that no single document brings out; left to Python its exit code would be that of findings
        for line in "".join(traceback.format_exception(e)).splitlines():
            _say(line)
        _say(
            "error: kaoju failed, and not on one of the documents alone; please report them with these lines"
        )
        return 2


def _drop_output() -> None:
    """Throw away what is not written yet, which the interpreter would try again to write as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
        if name in ("extract", "firsts", "compare", "audit"):
            sub.add_argument(
                "--jobs",
                type=_count,
                metavar="N",
                help="worker processes (same output with any number); by default one a core where there is much to read",
            )
        if name in ("extract", "compare"):
            sub.add_argument(
                "--cluster",
                metavar="ADDRESS",
                type=_named,
                help="of a Dask scheduler, or `local`: PATHs may be patterns and addresses, -o is a folder of Parquet; "
                "a stopped run goes on",
            )
        sub.set_defaults(run=run, command=name)
    check = commands.add_parser("check", help="the findings as a linter prints them")
    _common(check)
    from kaoju.output.report import CHECK_FORMATS

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
    package.add_argument("paths", nargs="+", metavar="PATH", type=_named)
    package.add_argument(
        "-o", dest="output", metavar="DIR", required=True, type=_named, help="folder, whole or not at all"
    )
    package.add_argument("--encoding", help="of all documents; by default it is recognised")
    package.set_defaults(run=_package)
    show = commands.add_parser("show", help="a claim in its sentence")
    show.add_argument("id", metavar="ID", help="as `kaoju extract` prints it, e.g. 001-238")
    show.add_argument(
        "paths", nargs="*", metavar="PATH", type=_named, help="where to look; default: the seeds folder"
    )
    show.add_argument("--encoding")
    show.set_defaults(run=_show)
    rule = commands.add_parser("rule", help="a rule with an example")
    rule.add_argument("code", metavar="CODE", nargs="?", help="e.g. KJ105; without it all rules are listed")
    rule.set_defaults(run=_rule)
    return parser


def _count(given: str) -> int:
    """How many, as an option tells it."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given!r} is no whole number from 1 on")
    return int(given)


def _named(given: str) -> str:
    """A file or folder that is named at all: `kaoju extract "$UNSET"` shall not read the folder it stands in."""
    if not given:
        raise argparse.ArgumentTypeError("an empty name; write . for this folder")
    return given


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", type=_named)
    parser.add_argument(
        "-o", dest="output", metavar="FILE", type=_named, help="write to a file, whole or not at all"
    )
    parser.add_argument("--encoding", help="of all documents; by default it is recognised")


def _say(message: str) -> None:
    line = export.visible(message).replace("\n", "\\n")  # of a file's name
    print(f"kaoju: {line}", file=sys.stderr)


def _together(args: argparse.Namespace, work: Callable[[Corpus], Made]) -> tuple[Made, Corpus]:
    """What a command makes of all documents together, and the corpus of those that could be read."""
    corpus = read_corpus(*args.paths, encoding=args.encoding, strict=False)
    if not corpus.texts and not corpus.errors:
        raise KaojuError(f"no .txt or .md document under {', '.join(args.paths)}")
    for e in corpus.errors:
        _say(f"error: {e}")
    (made, contradictions), read = attempt_together(corpus, lambda c: (work(c), c.register_errors))
    for e in (*read.errors[len(corpus.errors) :], *contradictions):
        _say(f"error: {e}")
    return made, read


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
    kind = _kind(args)
    if kind:
        _write(args, export.encode(records, kind, columns))
    else:
        _write(args, export.text_table(rows, _TABLES[args.command]).encode("utf-8") if rows else b"")


def _kind(args: argparse.Namespace) -> str | None:
    """The format asked for, by name or by the file's ending; None is a readable table."""
    kind = args.format or (Path(args.output).suffix.lstrip(".").lower() if args.output else None)
    if kind == "parquet" and not args.output and sys.stdout.isatty():
        raise KaojuError("Parquet is not for a terminal; name a file with -o")
    return kind if kind in export.FORMATS else None


def _write(args: argparse.Namespace, data: bytes) -> None:
    if args.output:
        write_whole(Path(args.output), data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _locate(args: argparse.Namespace) -> tuple[tuple[Place, ...], list[str]]:
    """Where the documents are, and what could not be found."""
    places, found = locate_documents(args.paths, encoding=args.encoding)
    if not places and not found:
        raise KaojuError(f"no .txt or .md document under {', '.join(args.paths)}")
    errors = [str(e) for e in found]
    for error in errors:
        _say(f"error: {error}")
    return places, errors


def _followed(pieces: Iterable[Told], total: int, failed: list[str]) -> Iterator[Told]:
    """What was read of documents as it comes; progress, errors and empty documents are told, errors kept."""
    done = 0
    empty: list[str] = []
    _progress(done, total)
    for piece in pieces:
        for error in piece.errors:
            _say(f"error: {error}")
        failed.extend(piece.errors)
        empty.extend(piece.empty)
        done += piece.documents
        _progress(done, total)
        yield piece
    for path in empty:
        _say(f"warning: {path}: no number was found in it, so there are no records")


def _stream(args: argparse.Namespace, field: str) -> int:
    """Write the records of each document as it is read."""
    places, failed = _locate(args)
    kind = _kind(args)
    columns = tuple(_names(RECORDS[field])) if kind else _TABLES[args.command]
    wanted = Wanted(field, kind, columns)
    pieces = _followed(read_documents(places, wanted, jobs=args.jobs), len(places), failed)
    if kind is None:
        rows = [row for piece in pieces for row in piece.content]
        _write(args, export.text_table(rows, columns).encode("utf-8") if rows else b"")
    else:
        with whole_file(Path(args.output)) if args.output else standard_output(kind) as out:
            write_pieces(pieces, wanted, out)
    return 2 if failed else 0


def _progress(done: int, total: int, what: str = "documents") -> None:
    if sys.stderr.isatty() and total > 1:
        print(f"\r{done}/{total} {what}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _names(record: type) -> list[str]:
    return [f.name for f in fields(record) if f.name != "sentence"]


def _extract(args: argparse.Namespace) -> int:
    return _on_cluster(args, "extract_files") if args.cluster else _stream(args, "claims")


def _on_cluster(args: argparse.Namespace, work: str) -> int:
    """Write each partition as a cluster gets it done; `work` is a function of `kaoju.dask.cluster`."""
    from kaoju.dask import cluster

    if not args.output or args.format not in (None, "parquet"):
        raise KaojuError("--cluster writes Parquet into a folder; name it with -o, without another --format")
    with cluster.connect(args.cluster, jobs=getattr(args, "jobs", None)) as client:
        run = getattr(cluster, work)(client, args.paths, args.output, encoding=args.encoding)
        failed = list(run.errors)
        empty = 0
        for count, done in enumerate(run.done, 1):
            _progress(count, run.steps, "partitions")
            failed += [str(done)] if isinstance(done, KaojuError) else done.errors
            empty += 0 if isinstance(done, KaojuError) else len(done.empty)
    for error in failed:
        _say(f"error: {error}")
    if empty:
        _say(f"warning: in {empty} documents no number was found; {args.output}/_kaoju names them")
    return 2 if failed else 0


def _firsts(args: argparse.Namespace) -> int:
    return _stream(args, "firsts")


def _audit(args: argparse.Namespace) -> int:
    return _stream(args, "findings")


def _compare(args: argparse.Namespace) -> int:
    from kaoju.compare import compare
    from kaoju.compare.comparable import Comparable, read_comparable

    if args.cluster:
        return _on_cluster(args, "compare_files")
    places, failed = _locate(args)
    told = Comparable()
    for read in _followed(read_places(places, read_comparable, jobs=args.jobs), len(places), failed):
        told.add(read)
    comparisons = compare(told.claims, told.firsts, sources=told.sources)
    if kind := _kind(args):
        columns = ("group", "topic", "members", "pairs", "upstream")
        _write(args, export.encode([row_of(c) for c in comparisons], kind, columns))
        return 2 if failed else 0
    rows = [
        {
            "group": c.group,
            "a": _place(c.members[p.a]),
            "b": _place(c.members[p.b]),
            "verdict": p.verdict,
            "explanation": p.explanation,
        }
        for c in comparisons
        for p in c.pairs
    ]
    _write(args, export.text_table(rows, _TABLES["compare"]).encode("utf-8") if rows else b"")
    return 2 if failed else 0


def _place(member: Any) -> str:
    return f"{member.id} {member.text}"


def _sources(args: argparse.Namespace) -> int:
    from kaoju.credibility import source_records

    records, corpus = _together(args, source_records)
    _emit(args, records, records, list(records[0]) if records else [])
    return _code(corpus)


def _reviews(args: argparse.Namespace) -> int:
    found, corpus = _together(args, lambda c: (list(c.reviews.all()), c.reviews.orphans()))
    reviewable, orphans = found
    rows = [r.row() for r in reviewable]
    # Where a document is missing, so are its findings.
    for review in () if corpus.errors else orphans:
        _say(f"warning: {review.finding} was reviewed, and is no longer found")
    _emit(args, rows, rows, list(rows[0]) if rows else [])
    return _code(corpus)


def _package(args: argparse.Namespace) -> int:
    from kaoju.output.package import package_files, place_for, write_files

    target = place_for(args.output)
    made, corpus = _together(args, package_files)
    for path in write_files(made, target):
        print(path)
    _warn_empty(corpus, {c.source: 1 for c in corpus.all_claims})
    return _code(corpus)


def _check(args: argparse.Namespace) -> int:
    from kaoju.output.report import format_diagnostics, select_diagnostics
    from kaoju.rules import diagnose

    config = settings()
    color = args.color == "always" or (
        args.color == "auto" and sys.stdout.isatty() and not args.output and "NO_COLOR" not in os.environ
    )

    def report(corpus: Corpus) -> tuple[bool, str]:
        chosen = select_diagnostics(
            diagnose(corpus),
            corpus,
            select=_codes(args.select, config.get("select")),
            ignore=_codes(args.ignore, config.get("ignore")),
            baseline=Path(args.baseline) if args.baseline else None,
        )  # fmt: skip
        text = format_diagnostics(chosen, args.format, corpus=corpus, color=color, statistics=args.statistics)
        return any(d.severity is not Severity.INFO for d in chosen), text

    (found, text), corpus = _together(args, report)
    if args.output:
        write_whole(Path(args.output), text.encode("utf-8"))
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    if _code(corpus):
        return 2
    return int(found and not args.exit_zero)


def _codes(given: str | None, configured: Any) -> tuple[str, ...]:
    if given is None:
        return tuple(configured or ())
    return tuple(c.strip().upper() for c in given.split(",") if c.strip())


def _show(args: argparse.Namespace) -> int:
    _, corpus = _together(args, lambda c: c.all_claims)
    claim = corpus.claim(args.id)
    at = claim.start - claim.quote_start
    quote = claim.quote[:at] + "【" + claim.text + "】" + claim.quote[at + len(claim.text) :]
    print(export.visible(quote))
    hidden = {"id", "text", "quote", "quote_start", "quote_end"}
    for name, value in export.plain(claim).items():
        if name not in hidden and value not in (None, [], ""):
            print(f"  {name:12} {export.visible(str(value))}")
    return _code(corpus)


def _rule(args: argparse.Namespace) -> int:
    from kaoju.rules import explain_rule

    print(explain_rule(args.code))
    return 0


if __name__ == "__main__":
    sys.exit(main())
