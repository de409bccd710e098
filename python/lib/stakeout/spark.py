"""Extraction on Spark: ``pip install 'stakeout-news[spark]'``.

The extractor goes to the workers as its rules and the paths of its name lists, and every Python worker makes
it once. A name list in a file must be there on every node, or be sent with ``--files`` (``addFile``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from . import _core
from ._extractor import Extractor, _State, restored

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

Emit = Literal["relations", "mentions"]


def schema(emit: Emit = "relations") -> StructType:
    """The columns of the table of relations, or of mentions.

    >>> schema().fieldNames()[:3]
    ['doc', 'id', 'relation']
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(_arrow_schema(emit))


def extract(
    df: DataFrame,
    *,
    text: str = "text",
    id: str | None = "id",
    date: str | None = "date",
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    extractor: Extractor | None = None,
    emit: Emit = "relations",
) -> DataFrame:
    """A data frame of relations, or of mentions, from one of articles. The arguments name columns, None for
    those that there are not. An article that fails is one row with ``doc`` and ``error``: no task fails.

    ::

        news = spark.read.parquet("s3://news/2024/")
        stakeout.spark.extract(news).write.parquet("s3://relations/2024/")
    """
    from pyspark.sql import functions

    chosen = {
        "text": text,
        "id": id,
        "title": title,
        "date": date,
        "url": url,
        "publisher": publisher,
        "author": author,
    }
    columns = [functions.col(name).alias(field) for field, name in chosen.items() if name is not None]
    state = (extractor or Extractor())._state
    # A task has one processor.
    broadcast = df.sparkSession.sparkContext.broadcast((*state[:-1], 1))
    return df.select(*columns).mapInArrow(_worker(broadcast, emit), schema(emit))


def _worker(broadcast: Any, emit: Emit) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def extracted(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        yield from _extracted(broadcast.value, batches, emit)

    return extracted


def _extracted(
    state: _State, batches: Iterable[pyarrow.RecordBatch], emit: Emit
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    extractor = restored(_here(state))
    for batch in batches:
        yield from pyarrow.RecordBatchReader.from_stream(extractor.stream(batch, emit=emit))


def _here(state: _State) -> _State:
    """The state with the name lists where ``--files`` has put them."""
    from pyspark import SparkFiles

    def place(name: str, text: str | None) -> str:
        if text is not None or Path(name).exists():
            return name
        return SparkFiles.get(Path(name).name)

    rules, lists, *rest = state
    here = tuple((place(name, text), text) for name, text in lists)
    return (rules, here, *rest)  # type: ignore[return-value]


def _arrow_schema(emit: Emit) -> pyarrow.Schema:
    import pyarrow

    known = _core.relation_schema() if emit == "relations" else _core.mention_schema()
    return pyarrow.schema(known)
