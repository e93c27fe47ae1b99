"""Everything that can be taken along: valid by outside measures, exact, harmless, whole, the same bytes on every run."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import openpyxl
import pyarrow.parquet as pq
import pytest

from bookpages import ROOT
from kaoju.book import downloads, extension, prose, tables
from kaoju.cli import main
from kaoju.corpus import Corpus, read_corpus
from kaoju.errors import KaojuError
from kaoju.output import exchange, package, rows, workbook
from kaoju.records import Document, Source

SCHEMAS = Path(__file__).parent / "schemas"
TRACKED = "https://www.iesdouyin.com/share/note/75840/?did=MS4wSECRET&iid=MS4wSECRET&ts=1766056214"
REPORT = f"""# =1+1 新能源汽车观察

作者：李明
发布日期：2025-10-30

据乘联会数据，2025年9月新能源汽车零售销量为129.6万辆，同比增长15.5%[(1)]({TRACKED})。其中，远山汽车销量为44.2万辆，占比50%。
- 远山汽车是全球首家年产量突破1000万辆的新能源车企，市场份额约为3-5%。
预计2026年，新能源汽车销量将超过1500万辆，横扫市场，史上最强。

## 参考资料

[1] 九月车市_车市周报 {TRACKED}
[2] 從未引用的文章，https://www.example.com/a?utm_source=x
"""
RIVAL = "新能源汽車快報\n\n2025年9月，新能源汽车零售销量为98.3万辆。2024年中國機構注入93億美元，美國私人投資1091億美元。"
CORPORA = {
    "two": {"a": REPORT, "b": RIVAL},
    "one": {"=cmd": REPORT},
    "no number": {"poem": "床前明月光，疑是地上霜。\n"},
    "empty": {"void": ""},
    "none": {},
}
# Tables that the two documents above must fill; the others depend on what the stages find.
FILLED = ("sources", "signals", "claims", "comparisons", "findings", "references", "citations", "citation_issues", "rhetoric",
          "predictions", "primary_facts", "firsts", "reviews")  # fmt: skip


def made(texts: dict[str, str]) -> Corpus:
    documents = [
        Document(
            n, f"{n}.txt", t, "utf-8", hashlib.sha256(t.encode()).hexdigest(), Source(id=n, file=f"{n}.txt")
        )
        for n, t in texts.items()
    ]
    return Corpus(documents, as_of="2026-11-22")


@pytest.fixture(scope="module")
def seeds() -> Corpus:
    return read_corpus(ROOT / "seeds")


@pytest.fixture(scope="module")
def seed_files(seeds: Corpus) -> dict[str, bytes]:
    return package.package_files(seeds, address=lambda c: f"page.html#{c.id}")


@pytest.fixture(scope="module")
def two() -> Corpus:
    return made(CORPORA["two"])


@pytest.fixture(scope="module")
def files(two: Corpus) -> dict[str, bytes]:
    return package.package_files(two)


def read_csv(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def problems(folder: Path) -> list[str]:
    """What the Frictionless program finds wrong with a package: descriptor, sizes, hashes, types, keys."""
    report = frictionless.validate(str(folder / package.DESCRIPTOR))
    assert report.stats["tasks"] == 2 * len(rows._ROWS) + 3
    return [
        f"{t.name}: {e.message}" for t in report.tasks for e in t.errors
    ] + [e.message for e in report.errors]  # fmt: skip


class TestDataPackage:
    @pytest.mark.parametrize("name", CORPORA)
    def test_frictionless_finds_nothing_wrong(self, tmp_path, name):
        package.write_package(made(CORPORA[name]), tmp_path / "data")
        assert problems(tmp_path / "data") == []

    def test_nor_with_the_seeds(self, tmp_path, seed_files):
        for name, data in seed_files.items():
            (tmp_path / name).write_bytes(data)
        assert problems(tmp_path) == []

    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            ("claims.csv", b",level,", b",livel,"),
            ("claims.csv", b"129.6", b"129.7"),
            ("signals.csv", b"\na,author_named", b"\nz,author_named"),
        ],
    )
    def test_it_would_find_a_fault(self, tmp_path, files, file, old, new):
        for name, data in files.items():
            (tmp_path / name).write_bytes(data.replace(old, new, 1) if name == file else data)
        assert old in files[file] and problems(tmp_path)

    def test_the_descriptor_has_the_profile_of_the_standard(self, files):
        descriptor = json.loads(files[package.DESCRIPTOR])
        schema = json.loads((SCHEMAS / "data-package-1.json").read_text("utf-8"))
        assert list(jsonschema.Draft4Validator(schema).iter_errors(descriptor)) == []
        assert descriptor["licenses"] and len(descriptor["sources"]) == 2

    def test_every_file_is_listed_with_size_and_hash(self, files):
        listed = {r["path"]: r for r in json.loads(files[package.DESCRIPTOR])["resources"]}
        assert set(listed) == set(files) - {package.DESCRIPTOR}
        for path, r in listed.items():
            assert r["bytes"] == len(files[path])
            assert r["hash"] == f"sha256:{hashlib.sha256(files[path]).hexdigest()}"


class TestSchemas:
    @pytest.mark.parametrize("name", rows._ROWS)
    def test_every_column_is_explained(self, name):
        schema = rows.read_schema(name)
        for field in schema["fields"]:
            assert set(field) <= {"name", "type", "unit", "description", "constraints"}
            assert len(field["description"]) > 6 and field["type"] in {
                "string", "integer", "number", "boolean", "array"
            }  # fmt: skip
        assert schema["title"] and schema["description"] and schema["missingValues"] == [""]
        assert frictionless.Schema.from_descriptor(schema).fields

    def test_numbers_name_their_unit(self):
        for name in rows._ROWS:
            for field in rows.read_schema(name)["fields"]:
                assert field["type"] != "number" or field.get("unit"), f"{name}.{field['name']}"

    def test_every_schema_has_its_table(self):
        stored = {p.stem for p in (ROOT / "lib/kaoju/resources/schemas").glob("*.json")}
        assert stored | {"primary_facts"} == set(rows._ROWS)

    def test_rows_that_differ_from_the_schema_are_refused(self):
        with pytest.raises(KaojuError, match=r"table citations: .* odd"):
            rows._table("citations", iter([{"odd": 1}]))


class TestTables:
    def test_the_documents_fill_their_tables(self, two):
        filled = {t.name for t in rows.make_tables(two) if t.rows}
        assert filled >= set(FILLED)

    def test_all_tables_of_the_seeds_are_filled(self, seeds):
        assert [t.name for t in rows.make_tables(seeds) if not t.rows] == []

    @pytest.mark.parametrize(
        "name", ["claims", "firsts", "references", "citations", "citation_issues", "rhetoric", "predictions"]
    )
    def test_places_lead_to_the_raw_text(self, seeds, name):
        (table,) = [t for t in rows.make_tables(seeds) if t.name == name]
        for row in table.rows:
            raw = seeds[row["source"]].document.raw
            assert 0 <= row["start"] < row["end"] <= len(raw)
            if "text" in row:
                assert exchange.readable(raw[row["start"] : row["end"]]) == row["text"]
            if "quote" in row:
                assert exchange.readable(raw[row["quote_start"] : row["quote_end"]]) == row["quote"]

    def test_one_row_a_finding_that_asks_for_a_reader(self, seeds):
        (table,) = [t for t in rows.make_tables(seeds) if t.name == "reviews"]
        found = {r.id: r for r in seeds.reviews.all()}
        assert [r["finding"] for r in table.rows] == list(found)
        for row in table.rows:
            review = found[row["finding"]]
            assert (row["state"], row["quotations"]) == (review.state, review.quotations)
            assert bool(row["reason"]) == bool(row["reviewer"]) == (row["decision"] is not None)
            assert row["state"] in (row["decision"], "changed", "unreviewed")

    def test_one_row_a_pair(self, seeds):
        (table,) = [t for t in rows.make_tables(seeds) if t.name == "comparisons"]
        pairs = [(g.group, p.a, p.b) for g in seeds.comparisons for p in g.pairs]
        assert [r["id"] for r in table.rows] == [f"{g}/{a}-{b}" for g, a, b in pairs]

    def test_numbers_are_exact_in_csv(self, seeds, seed_files):
        claims = {c.id: c for c in seeds.all_claims}
        told = read_csv(seed_files["claims.csv"])
        assert len(told) == len(claims)
        for row in told:
            value = claims[row["id"]].value
            assert row["value"] == ("" if value is None else format(value, "f"))

    def test_parquet_has_the_rows_of_the_csv_and_the_types_of_the_schema(self, seed_files):
        wanted = {
            "string": "string",
            "integer": "int64",
            "number": "double",
            "boolean": "bool",
            "array": "string",
        }
        for name in rows._ROWS:
            table = pq.read_table(io.BytesIO(seed_files[f"{name}.parquet"]))
            fields = rows.read_schema(name)["fields"]
            assert [str(f.type) for f in table.schema] == [wanted[f["type"]] for f in fields]
            assert table.num_rows == len(read_csv(seed_files[f"{name}.csv"]))
            for field in fields:
                assert (
                    table.schema.field(field["name"]).metadata[b"description"].decode()
                    == field["description"]
                )

    def test_chinese_cells_survive(self, files):
        quote = "预计2026年，新能源汽车销量将超过1500万辆，横扫市场，史上最强。"
        assert quote in {r["quote"] for r in read_csv(files["predictions.csv"])}
        assert quote in pq.read_table(io.BytesIO(files["predictions.parquet"])).column("quote").to_pylist()
        assert quote in {c for line in sheet(files, "predictions") for c in line}
        assert any("中國機構注入93億美元" in r["quote"] for r in read_csv(files["claims.csv"]))


def sheet(files: dict[str, bytes], name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(files[package.WORKBOOK]), read_only=True)
    return list(book[name].iter_rows(values_only=True))


class TestHarmless:
    def test_no_cell_is_a_formula(self):
        files = package.package_files(made({"=cmd|calc": REPORT, "+b": RIVAL}))
        for name in rows._ROWS:
            for row in read_csv(files[f"{name}.csv"]):
                odd = [
                    v for v in row.values() if v and v[0] in "=+@\t\r" and not re.fullmatch(r"[+\d.%]+", v)
                ]
                assert not odd, (name, odd)
        assert "'=cmd|calc" in {r["id"] for r in read_csv(files["sources.csv"])}
        with zipfile.ZipFile(io.BytesIO(files[package.WORKBOOK])) as parts:
            for part in parts.namelist():
                assert not re.search(rb"<f[ >]|<hyperlink|externalLink", parts.read(part)), part

    def test_ids_of_devices_are_not_passed_on(self, files, seed_files):
        for made_files in (files, seed_files):
            for name, data in made_files.items():
                if not name.endswith((".parquet", ".xlsx")):
                    assert not re.search(rb"did=|iid=MS4|utm_source=x|upstream_biz=", data), name
        parquet = pq.read_table(io.BytesIO(files["claims.parquet"])).to_pylist()
        assert "MS4wSECRET" not in json.dumps(parquet)

    @pytest.mark.parametrize(
        ("printed", "readable"),
        [
            ("占 17%[(101)](https://a.cn/x?did=1\\&iid=2)。", "占 17%[(101)]。"),
            ("见[全文](https://a.cn/x_(1))。", "见[全文]。"),
            ("来源：https://a.cn/x?did=1，下同", "来源：[…]，下同"),
            ("3[万]辆(估)", "3[万]辆(估)"),
        ],
    )
    def test_readable(self, printed, readable):
        assert exchange.readable(printed) == readable

    @pytest.mark.parametrize(
        "text", ["[" * 60_000, "[a](" * 20_000, "[a](" + "(" * 60_000, "https://" * 9_000]
    )
    def test_readable_takes_linear_time(self, text):
        start = time.perf_counter()
        exchange.readable(text)
        assert time.perf_counter() - start < 2

    @pytest.mark.parametrize(
        "text", ["\x00\x01\x1b[31m", "\ufffe\uffff\u202e", "长" * 40_000, "_x0041_", "a\r\nb"]
    )
    def test_odd_text_in_a_cell(self, text):
        schema = {
            "title": "t",
            "description": "d",
            "fields": [{"name": "a", "type": "string", "description": "a"}],
        }
        table = rows.Table("t", schema, ({"a": text},))
        (row,) = read_csv(package.csv_bytes(table))
        assert row["a"] == text
        (cell,) = sheet({package.WORKBOOK: workbook.workbook_bytes([("t", schema, table.rows)])}, "t")[1]
        assert cell and len(cell) <= workbook.MOST_CHARACTERS


class TestWorkbook:
    def test_every_table_is_a_sheet(self, seeds, seed_files):
        book = openpyxl.load_workbook(io.BytesIO(seed_files[package.WORKBOOK]))
        assert book.sheetnames == ["contents", "columns", *rows._ROWS]
        for table in rows.make_tables(seeds):
            own = book[table.name]
            assert [c.value for c in own[1]] == list(table.columns)
            assert own.max_row == len(table.rows) + 1
        assert book.properties.created == datetime(1980, 1, 1)

    def test_cells_are_typed(self, two, files):
        head, *lines = sheet(files, "claims")
        by_id = {line[head.index("id")]: dict(zip(head, line, strict=True)) for line in lines}
        claim = next(c for c in two.claims if c.text == "129.6万辆")
        assert by_id[claim.id]["value"] == 1296000 and by_id[claim.id]["cites"] == "[1]"
        assert by_id[claim.id]["low"] is None and by_id[claim.id]["text"] == "129.6万辆"


VOCABULARY = json.loads((SCHEMAS / "schemaorg-claimreview.json").read_text("utf-8"))
PLAIN: dict[str, Callable[[Any], bool]] = {
    "Text": lambda v: isinstance(v, str),
    "URL": lambda v: isinstance(v, str) and not re.search(r"\s", v),
    "Number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "Date": lambda v: isinstance(v, str) and re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", v) is not None,
}


def ancestry(kind: str) -> set[str]:
    """A type of the vocabulary with those it extends."""
    return {kind}.union(*(ancestry(k) for k in VOCABULARY[kind]["extends"]))


def breaches(value: Any) -> Iterator[str]:
    """Where a node has a type or a property that the vocabulary does not know, or a value of another type."""
    if isinstance(value, list):
        for v in value:
            yield from breaches(v)
        return
    if not isinstance(value, dict):
        return
    if value["@type"] not in VOCABULARY:
        yield f"no type {value['@type']}"
        return
    properties: dict[str, list[str]] = {}
    for kind in ancestry(value["@type"]):
        properties |= VOCABULARY[kind]["properties"]
    for name, told in value.items():
        if name[0] == "@":
            continue
        if name not in properties:
            yield f"no property {name} of {value['@type']}"
        elif isinstance(told, dict):
            yield from breaches(told)
            if not ancestry(told["@type"]) & set(properties[name]):
                yield f"{name} is {told['@type']}, not {properties[name]}"
        elif not any(PLAIN[k](told) for k in properties[name] if k in PLAIN):
            yield f"{name} is {told!r}, not {properties[name]}"


class TestClaimReview:
    @pytest.fixture
    def reviews(self, seed_files) -> list[dict[str, Any]]:
        document = json.loads(seed_files[package.REVIEWS])
        assert document["@context"] == "https://schema.org"
        return document["@graph"]

    def test_one_review_a_check(self, seeds, reviews):
        counted = [c for c in seeds.fact_checks if seeds.reviews.of_check(c).counts]
        assert 0 < len(counted) < len(seeds.fact_checks)  # what a reader doubted is no verdict
        assert [r["@id"] for r in reviews] == [f"#{c.claim.id}" for c in counted]

    def test_only_properties_and_values_of_the_vocabulary(self, reviews):
        assert list(breaches(reviews)) == []

    @pytest.mark.parametrize(
        "wrong",
        [
            {"claim": "t"}, {"claimReviewed": 5}, {"reviewRating": "5"}, {"url": "page.html#a b\n"}, {"author": "kaoju"},
            {"reviewRating": {"@type": "Rating", "ratingValue": True}}, {"datePublished": "in May"},
            {"itemReviewed": {"@type": "Claim", "appearance": {"@type": "Person"}}}, {"@type": "Opinion"},
        ],
    )  # fmt: skip
    def test_the_vocabulary_tells_right_from_wrong(self, reviews, wrong):
        assert len(list(breaches({**reviews[0], **wrong}))) == 1

    def test_what_search_engines_ask_for(self, seeds, reviews):
        ids = {s.id for s in seeds.sources}
        for r in reviews:
            assert (
                r["claimReviewed"]
                and r["reviewRating"]["alternateName"]
                and r["url"].startswith("page.html#")
            )
            assert r["itemReviewed"]["appearance"]["identifier"] in ids
            assert r["isBasedOn"]["url"].startswith("http")
            rating = r["reviewRating"].get("ratingValue")
            assert (
                rating is None
                or r["reviewRating"]["worstRating"] <= rating <= r["reviewRating"]["bestRating"]
            )

    @pytest.mark.parametrize(("author", "kind"), [("李明", "Person"), ("车市编辑部", "Organization")])
    def test_who_made_the_claim(self, author, kind):
        raw = (
            f"# 报告\n\n作者：{author}\n\n2024年底，中国最佳模型与美国最佳模型在MMLU上的分差为0.3个百分点。\n"
        )
        (review,) = exchange.claim_reviews(made({"a": raw}))["@graph"]
        assert review["itemReviewed"]["author"] == {"@type": kind, "name": author}

    def test_confirmed_is_best(self, seeds, reviews):
        by_word = {r["reviewRating"]["alternateName"]: r["reviewRating"].get("ratingValue") for r in reviews}
        assert by_word["confirmed"] == 5
        assert all(v is None or v < 5 for k, v in by_word.items() if k in {"other period", "doubted"})


class TestCitations:
    def test_items_are_of_the_standard(self, seed_files):
        def words(name: str) -> set[str]:
            return set(re.findall(r'"([a-z][\w-]*|[A-Z]{3,5})"', (SCHEMAS / name).read_text("utf-8")))

        types, variables = words("csl-types.rnc"), words("csl-variables.rnc")
        assert "webpage" in types and {"container-title", "URL", "issued"} <= variables
        items = json.loads(seed_files[package.CITATIONS])
        for item in items:
            assert item["type"] in types
            assert set(item) - {"id", "type", "language"} <= variables
            for date in item.get("issued", {}).get("date-parts", []):
                assert 1 <= len(date) <= 3 and 1900 < date[0] < 2100
        assert len({item["id"] for item in items}) == len(items)

    def test_documents_and_references(self, two):
        items = {item["id"]: item for item in exchange.csl_items(two)}
        assert list(items) == ["a", "b", "a-ref1", "a-ref2"]
        assert items["a"]["author"] == [{"literal": "李明"}]
        assert items["a"]["issued"] == {"date-parts": [[2025, 10, 30]]}
        assert items["a-ref1"]["title"] == "九月车市" and "did=" not in items["a-ref1"]["URL"]
        assert "cited 1 time" in items["a-ref1"]["note"] and "author" not in items["a-ref1"]


class TestFiles:
    def test_the_same_bytes_again(self, files):
        time.sleep(2.1)  # zip archives count time in steps of two seconds
        assert package.package_files(made(CORPORA["two"])) == files

    def test_an_earlier_package_is_replaced(self, tmp_path, two):
        target = tmp_path / "deep" / "data"
        package.write_package(two, target)
        (target / "stale.csv").write_text("old")
        written = package.write_package(made(CORPORA["empty"]), target)
        assert sorted(target.iterdir()) == list(written) and [p.name for p in target.parent.iterdir()] == [
            "data"
        ]

    def test_something_else_is_left_alone(self, tmp_path, two):
        (tmp_path / "mine.txt").write_text("mine")
        for place in (tmp_path, tmp_path / "mine.txt"):
            with pytest.raises(KaojuError, match="another folder with -o"):
                package.write_package(two, place)
        assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]

    def test_whole_or_not_at_all(self, tmp_path, two, monkeypatch):
        target = tmp_path / "data"
        package.write_package(made(CORPORA["empty"]), target)
        before = {p.name: p.read_bytes() for p in target.iterdir()}
        write = Path.write_bytes

        def full(path: Path, data: bytes) -> int:
            if path.name == "rhetoric.csv":
                raise OSError(28, "No space left on device")
            return write(path, data)

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(KaojuError, match="No space left"):
            package.write_package(two, target)
        assert {p.name: p.read_bytes() for p in target.iterdir()} == before
        assert [p.name for p in tmp_path.iterdir()] == ["data"]

    def test_the_command(self, tmp_path, capsys):
        (tmp_path / "a.txt").write_text(RIVAL, "utf-8")
        out = tmp_path / "data"
        assert main(["package", str(tmp_path / "a.txt"), "-o", str(out)]) == 0
        assert capsys.readouterr().out.splitlines() == [str(p) for p in sorted(out.iterdir())]
        assert main(["package", str(tmp_path), str(tmp_path / "gone.txt"), "-o", str(out)]) == 2
        assert "gone.txt" in capsys.readouterr().err and problems(out) == []


def test_the_package_is_laid_beside_the_pages_once(tmp_path, two, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(extension, "inputs_digest", lambda: "today")
    (tmp_path / "_build").mkdir()
    for _ in range(2):
        extension.write_downloads(tmp_path, lambda: asked.append("corpus") or two)
    assert len(asked) == 1
    assert problems(tmp_path / extension.EXTRA / "data") == []
    monkeypatch.setattr(extension, "inputs_digest", lambda: "tomorrow")
    extension.write_downloads(tmp_path, lambda: asked.append("corpus") or two)
    assert len(asked) == 2


class TestChapter:
    @pytest.mark.parametrize("name", CORPORA)
    def test_exhibits_of_any_documents(self, name):
        corpus = made(CORPORA[name])
        offered = rows.make_tables(corpus)
        shown = [
            downloads.table_rows(offered), downloads.file_rows(corpus), downloads.source_rows(corpus, offered),
            downloads.dictionary_rows(offered), downloads.example_rows(corpus),
        ]  # fmt: skip
        html = tables.table(shown[-1], downloads.EXAMPLE_COLUMNS, name="tab-x", caption="Claims").html
        assert "None" not in html and "None" not in downloads.summary(corpus, offered)
        assert len(shown[-1]) == len(corpus.ids)
        for source in corpus.ids:
            assert str(prose.source(source)) in str(shown[2])

    def test_counts_by_source_add_up(self, two):
        offered = {t.name: t for t in rows.make_tables(two)}
        *each, total, rest = downloads.source_rows(two, tuple(offered.values()))
        for name in downloads.BY_SOURCE:
            assert sum(r[name] for r in each) == total[name] == len(offered[name].rows)
            assert rest[name] == sum(r["source"] != two.largest for r in offered[name].rows)

    def test_filled_columns(self):
        schema = {"fields": [{"name": "a"}]}
        table = rows.Table("t", schema, tuple({"a": 1 if i == 0 else None} for i in range(500)))
        assert downloads._filled(table, "a") == 1
        assert downloads._filled(rows.Table("t", schema, ()), "a") is None


@pytest.mark.book
def test_the_book_offers_the_package(book_html):
    data = book_html / "data"
    assert problems(data) == []
    page = (book_html / "chapters" / "13_data.html").read_text("utf-8")
    offered = {p.name for p in data.iterdir()}
    assert offered == set(re.findall(r'href="\.\./data/([\w.-]+)"', page))
    for review in json.loads((data / package.REVIEWS).read_text("utf-8"))["@graph"]:
        target, _, anchor = review["url"].partition("#")
        assert f'id="{anchor}"' in (data / target).read_text("utf-8")


def test_vendored_schemas_are_those_of_the_readme():
    told = dict(
        re.findall(r"^\| `([\w.-]+)` \|.*\| `([0-9a-f]{64})` \|$", (SCHEMAS / "README.md").read_text(), re.M)
    )
    stored = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in SCHEMAS.iterdir() if p.name != "README.md"
    }
    assert stored == told
