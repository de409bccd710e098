"""Tables of other libraries in and out, through Arrow."""

from __future__ import annotations

from typing import Any, Protocol

from . import _core


class ArrowStream(Protocol):
    """Something that pyarrow, pandas, Polars, DuckDB and others read."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The stream, as Arrow's C interface has it."""


def extracted(core: _core.Extractor, frame: Any, columns: list[str | None], emit: str) -> Any:
    """The records of a frame of articles, as a frame of the same library."""
    library = type(frame).__module__.partition(".")[0]
    if library == "polars":
        import polars

        if isinstance(frame, polars.LazyFrame):
            frame = frame.collect()
        return polars.DataFrame(core.stream(frame, columns, emit))
    import pyarrow

    data = _table(frame, columns) if library == "pandas" else frame
    table = pyarrow.RecordBatchReader.from_stream(core.stream(data, columns, emit)).read_all()
    return table.to_pandas() if library == "pandas" else table


def arrow(frame: Any) -> Any:
    """Something with Arrow's C data interface, or nothing where there is none."""
    if type(frame).__module__.partition(".")[0] == "pandas":
        import pyarrow

        return pyarrow.Table.from_pandas(frame, preserve_index=False)
    speaks = hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__")
    return frame if speaks else None


_FIELDS = ("text", "id", "title", "date", "url", "publisher", "author")


def _table(frame: Any, columns: list[str | None]) -> Any:
    """The columns of a pandas frame that are read, those of mixed objects as text."""
    import pyarrow

    wanted = [name or field for name, field in zip(columns, _FIELDS)]
    arrays: dict[str, Any] = {}
    for name in dict.fromkeys(wanted):
        if name not in frame.columns:
            continue
        try:
            arrays[name] = pyarrow.Array.from_pandas(frame[name])
        except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
            texts = [one if isinstance(one, str) else None for one in frame[name]]
            arrays[name] = pyarrow.array(texts, pyarrow.string())
    return pyarrow.table(arrays)
