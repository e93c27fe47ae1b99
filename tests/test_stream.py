"""Records that are written as documents are read: the same bytes in any way, and never all in memory."""

from __future__ import annotations

import gc
import io
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpora import CARS
from kaoju import stream
from kaoju.corpus import Text, read_corpus
from kaoju.errors import KaojuError
from kaoju.output import export
from kaoju.output.arrow import records_of, schema_of, table_of
from kaoju.records import Claim, Document, Finding, First
from kaoju.stream import RECORDS, Wanted, pieces_of, read_documents, row_of, write_pieces
from kaoju.text.load import Place, locate_documents


@pytest.fixture
def places(tmp_path: Path) -> Sequence[Place]:
    for n in range(100):
        name, text = list(CARS.items())[n % 3]
        (tmp_path / f"{n:03d}{name}").write_text(text.replace("44", str(20 + n)), "utf-8")
    found, errors = locate_documents([tmp_path])
    assert len(found) == 100 and not errors
    return found


def names(record: type) -> tuple[str, ...]:
    return tuple(schema_of(record).names)


def streamed(places: Sequence[Place], kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    wanted = Wanted("claims", kind, names(Claim))
    write_pieces(read_documents(places, wanted, **options), wanted, out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_pieces_are_the_whole(places: Sequence[Place], kind: str) -> None:
    claims = read_corpus(*(p.path for p in places)).all_claims
    whole = export.encode(claims, kind, names(Claim))
    assert streamed(places, kind, jobs=1) == streamed(places, kind, jobs=2) == whole


def test_parquet_has_one_type_a_column_and_no_traces_of_pieces(
    places: Sequence[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_ROW_GROUP", 50)
    one = streamed(places, "parquet", jobs=1)
    monkeypatch.setattr(stream, "_PIECE_DOCUMENTS", 7)
    assert streamed(places, "parquet", jobs=2) == one
    table = pq.read_table(io.BytesIO(one))
    assert table.schema.equals(schema_of(Claim)) and table.schema.field("value").type == pa.float64()
    claims = read_corpus(*(p.path for p in places)).all_claims
    assert [c.id for c in records_of(table, Claim)] == [c.id for c in claims]


def test_documents_are_let_go(places: Sequence[Place]) -> None:
    paths = {p.path for p in places}
    kept = []
    for _ in read_documents(places, Wanted("claims", "jsonl"), jobs=1):
        gc.collect()
        kept.append(sum(isinstance(o, Document) and o.path in paths for o in gc.get_objects()))
    assert len(kept) > 1 and max(kept) <= 1


@pytest.mark.parametrize("record", RECORDS.values())
def test_rows_keep_the_columns_of_their_record(record: type) -> None:
    kinds = {"string", "int64", "double"}
    assert {str(f.type) for f in schema_of(record)} <= kinds
    assert table_of([], schema_of(record)).num_rows == 0
    assert "sentence" not in names(record)


def test_records_come_back_from_their_columns(places: Sequence[Place]) -> None:
    for record, field in ((Claim, "claims"), (First, "firsts")):
        told = [r for p in places[:9] for r in getattr(Text(p.read()), field)]
        table = table_of(map(row_of, told), schema_of(record))
        assert list(map(row_of, records_of(table, record))) == list(map(row_of, told)) != []


def test_what_was_computed_is_a_number_or_two() -> None:
    assert schema_of(Finding).field("computed").type == pa.string()


def test_a_fault_costs_one_document_only(places: Sequence[Place], monkeypatch: pytest.MonkeyPatch) -> None:
    read = Place.read

    def odd(place: Place) -> Document:
        if place is places[3]:
            raise KaojuError("odd.txt: broken")
        return read(place)

    monkeypatch.setattr(Place, "read", odd)
    monkeypatch.setattr(Text, "claims", property(lambda text: 1 // 0 if text.id == places[5].id else ()))
    piece = next(read_documents(places[:10], Wanted("claims", "jsonl"), jobs=1))
    assert piece.documents == 10 and len(piece.errors) == 2 and len(piece.empty) == 8
    assert "ZeroDivisionError" in piece.errors[1] and places[5].path in piece.errors[1]


def test_short_documents_go_together() -> None:
    places = [Place(str(n), str(n)) for n in range(150)]
    assert [len(p) for p in pieces_of(places, size=lambda p: 1)] == [64, 64, 22]
    assert [len(p) for p in pieces_of(places[:3], size=lambda p: 1 << 20)] == [1, 1, 1]
