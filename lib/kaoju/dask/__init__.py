"""Past one machine, on bags and data frames: `extract` makes claims of documents, `compare` comparisons of claims.

For files there is `kaoju extract --cluster`, see `kaoju.dask.cluster`. It needs the extra: pip install 'kaoju[dask]'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from kaoju.dask.documents import columns_of, document_of_row
from kaoju.dask.extra import dask, distributed
from kaoju.dask.shuffle import compare_apart
from kaoju.errors import KaojuError
from kaoju.output.arrow import records_of, schema_of, table_of
from kaoju.records import Claim, Comparison, Document, First, Region, Source
from kaoju.stream import RECORDS, Wanted, piece_of, row_of

if TYPE_CHECKING:
    import pandas as pd


def extract(documents: Any, *, field: str = "claims", on_error: str = "raise") -> dask.dataframe.DataFrame:
    """Claims of documents, with the columns and types of the Parquet export.

    Args:
        documents: A bag of `Document`s or of mappings with `id` and `text`, or a data frame with such columns; `date`
            and other columns of a register are used where they are there.
        field: "claims", "firsts" or "findings".
        on_error: "raise", or "skip" to leave out documents that cannot be read; a worker's log names them.
    Returns:
        A data frame with the partitions of the documents and the records in their order.
    Raises:
        KaojuError: Now, if a frame has no `id` or `text`; as it is computed, if a document cannot be read.
    """
    if field not in RECORDS or on_error not in ("raise", "skip"):
        raise KaojuError(f"field is one of {', '.join(RECORDS)}, on_error raise or skip")
    empty = _pandas([], field)
    frame: dask.dataframe.DataFrame
    if isinstance(documents, dask.bag.Bag):
        make = dask.delayed(partial(_frame_of, field=field, on_error=on_error), pure=True)
        parts = [make(part) for part in documents.to_delayed()]
        frame = dask.dataframe.from_delayed(parts, meta=empty, verify_meta=False)
    else:
        chosen = documents[columns_of(list(documents.columns), place="documents")]
        frame = chosen.map_partitions(_frame_of_rows, field=field, on_error=on_error, meta=empty)
    return frame


def _frame_of_rows(documents: pd.DataFrame, *, field: str, on_error: str) -> pd.DataFrame:
    return _frame_of(documents.to_dict("records"), field=field, on_error=on_error)


def _frame_of(
    documents: Iterable[Document | Mapping[str, Any]], *, field: str, on_error: str
) -> pd.DataFrame:
    """Records of some documents as a data frame of Arrow columns."""
    piece = piece_of(
        map(_document, documents), Wanted(field, None, tuple(schema_of(RECORDS[field]).names), False)
    )
    if piece.errors and on_error == "raise":
        raise KaojuError("\n".join(piece.errors))
    for error in piece.errors:
        distributed.worker.logger.error("kaoju: %s", error)
    return _pandas(piece.content, field)


def _document(given: Document | Mapping[str, Any]) -> Document | KaojuError:
    try:
        return given if isinstance(given, Document) else document_of_row(given)
    except KaojuError as e:
        return e


def _pandas(rows: list[dict[str, Any]], field: str) -> pd.DataFrame:
    import pandas as pd

    return table_of(rows, schema_of(RECORDS[field])).to_pandas(types_mapper=pd.ArrowDtype)


def compare(claims: Any, firsts: Any = None, *, sources: Any = None) -> dask.dataframe.DataFrame:
    """Compare claims by key, on as many workers as there are.

    Args:
        claims: A data frame as `extract` gives it, or a bag of `Claim`s; those of adverts are left out.
        firsts: The same with `field="firsts"`, or a bag of `First`s.
        sources: A data frame with `id`, `date` and, if there is one, `title`, or a bag of `Source`s; the dates place claims
            that name no period, the titles those that name no subject.
    Returns:
        A data frame with the columns of `kaoju compare --format parquet`, in the order of `kaoju.compare.compare`. Its
        rows are those of one process; a number of more than 15 digits is compared as the frame's double tells it.
    """
    lazy = [_parts(given, kind) for given, kind in ((claims, Claim), (firsts, First), (sources, Source))]
    count = max(len(lazy[0]), 1)
    make = dask.delayed(_comparison_frame)
    parts = [make(part) for part in compare_apart(*lazy, count=count)]
    frame: dask.dataframe.DataFrame = dask.dataframe.from_delayed(
        parts, meta=_comparison_frame([]), verify_meta=False
    )
    return frame


def _parts(given: Any, record: type) -> list[Any]:
    """Records of a bag or a frame in lazy lists."""
    if given is None:
        return []
    return [dask.delayed(_records)(part, record) for part in given.to_delayed()]


def _records(part: Any, record: type) -> list[Any]:
    import pyarrow as pa

    if isinstance(part, list | tuple):
        records = list(part)
    elif record is Source:
        rows = part[[n for n in ("id", "date", "title") if n in part]].to_dict("records")
        records = [
            Source(r["id"], r["id"], date=_text(r.get("date")), title=_text(r.get("title"))) for r in rows
        ]
    else:
        schema = schema_of(record)
        records = records_of(pa.Table.from_pandas(part[schema.names], schema, preserve_index=False), record)
    return [r for r in records if isinstance(r, Source) or r.region is Region.BODY]


def _text(value: Any) -> str | None:
    """A cell of a frame, which may be empty in several ways."""
    return value if isinstance(value, str) else None


def _comparison_frame(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    import pandas as pd

    return table_of(map(row_of, comparisons), schema_of(Comparison)).to_pandas(types_mapper=pd.ArrowDtype)
