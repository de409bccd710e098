"""The extractor: rules, name lists and threads."""

from __future__ import annotations

import json
import os
import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Literal, overload

from . import _core, _frames
from ._article import Article, Day, Given, prepared, written
from ._doc import Doc
from ._records import Explanation, WhyNot

Source = str | os.PathLike[str]
"""A path, or a text of more than one line."""
Rows = Iterable[Mapping[str, Any]]
"""A name list as dictionaries with ``name``, ``type``, ``aliases`` …"""


class ExtractionError(ValueError):
    """An article that nothing can be found in, with why. ``doc`` is its document.

    >>> from stakeout import Extractor
    >>> try:
    ...     Extractor()("")
    ... except ExtractionError as error:
    ...     print(error)
    the document has no text
    """

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc.error)
        self.doc = doc

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.doc,)


class Extractor:
    """All that extraction needs: made once (in some hundredths of a second) and used for every article, by
    as many threads as there are. It is pickled as its rules and the paths of its name lists, and made once
    in every process that gets it.

    ``rules`` and ``corrections`` are files, folders or texts of TOML; ``gazetteers`` are files (TSV, CSV or
    compiled), texts, or lists of dictionaries. ``date`` is the day of articles that have none. ``nominals``
    gives descriptions and pronouns as mentions too. ``threads`` is one a processor unless it is given.

    >>> extractor = Extractor(gazetteers=[[{"name": "Norvane", "type": "organization"}]])
    >>> extractor("Bronn Inc. bought Norvane.").relations
    [Relation('Bronn Inc.' acquires 'Norvane', actual)]
    """

    def __init__(
        self,
        *,
        rules: Source | Iterable[Source] = (),
        gazetteers: Source | Iterable[Source | Rows] = (),
        corrections: Source | Iterable[Source] = (),
        builtin_rules: bool = True,
        date: Day = None,
        any_language: bool = False,
        nominals: bool = False,
        threads: int | None = None,
    ) -> None:
        lists = [gazetteers] if isinstance(gazetteers, (str, os.PathLike)) else gazetteers
        self._state: _State = (
            tuple(pair for source in _several(rules) for pair in _texts(source)),
            tuple(_list(source) for source in lists),
            tuple(pair for source in _several(corrections) for pair in _texts(source)),
            builtin_rules,
            written(date),
            any_language,
            nominals,
            threads or 0,
        )
        self._core = _made(self._state)

    @property
    def threads(self) -> int:
        """How many threads ``pipe`` and tables are worked on with.

        >>> Extractor(threads=3).threads
        3
        """
        return self._core.threads

    def __call__(
        self,
        given: Given,
        *,
        id: str | None = None,
        title: str | None = None,
        date: Day = None,
        url: str | None = None,
        publisher: str | None = None,
    ) -> Doc:
        """What is found in one article: a text, a record with the fields of an article, or an article.

        >>> Extractor()("Acme Corp owns Bronn Inc.", date="2024-02-14").date
        '2024-02-14'

        Raises :class:`ExtractionError` when nothing can be found in it: a text that is empty or not English.
        """
        if isinstance(given, str):
            given = Article(given, id=id, title=title, date=date, url=url, publisher=publisher)
        elif not isinstance(given, (Mapping, Article)):
            raise TypeError(f"a text, a record or an article is wanted, not {type(given).__name__}")
        doc = Doc(self._core.extract(prepared(given)))
        if doc.error is not None:
            raise ExtractionError(doc)
        return doc

    @overload
    def pipe(
        self,
        articles: Iterable[Given],
        *,
        batch_size: int = ...,
        as_tuples: Literal[False] = ...,
        errors: Literal["yield", "raise"] = ...,
    ) -> Iterator[Doc]: ...

    @overload
    def pipe(
        self,
        articles: Iterable[tuple[Given, Any]],
        *,
        batch_size: int = ...,
        as_tuples: Literal[True],
        errors: Literal["yield", "raise"] = ...,
    ) -> Iterator[tuple[Doc, Any]]: ...

    def pipe(
        self,
        articles: Iterable[Any],
        *,
        batch_size: int = 256,
        as_tuples: bool = False,
        errors: Literal["yield", "raise"] = "yield",
    ) -> Iterator[Any]:
        """One document an article, in their order, worked on by all threads while you use those before.

        An article that fails comes as a document with ``error``; with ``errors="raise"`` it ends the run.
        With ``as_tuples`` pairs of article and context come out as pairs of document and context. Some
        batches are read ahead, never all.

        >>> extractor = Extractor()
        >>> rows = [("Acme Corp owns Bronn Inc.", 1), (None, 2), ("Mera Ltd. sued Bronn AG.", 3)]
        >>> for doc, row in extractor.pipe(rows, as_tuples=True):
        ...     print(row, doc.relations or doc.error)
        1 [Relation('Acme Corp' owns 'Bronn Inc.', actual)]
        2 a text, a record or an article is wanted, not NoneType
        3 [Relation('Mera Ltd.' sues 'Bronn AG', actual)]
        """
        if errors not in ("yield", "raise"):
            raise ValueError(f"errors is 'yield' or 'raise', not {errors!r}")
        if batch_size < 1:
            raise ValueError("batch_size is at least 1")
        return self._piped(iter(articles), batch_size, as_tuples, errors == "raise")

    def _piped(self, articles: Iterator[Any], size: int, pairs: bool, strict: bool) -> Iterator[Any]:
        ahead = max(3, -(-self.threads * 128 // size))
        pending: deque[tuple[_core.Pending, list[Any] | None]] = deque()
        while True:
            while len(pending) < ahead and (batch := _batch(articles, size, pairs)):
                contexts = [context for _, context in batch] if pairs else None
                given = [article for article, _ in batch] if pairs else batch
                pending.append((self._core.begin([prepared(one) for one in given]), contexts))
            if not pending:
                return
            begun, contexts = pending.popleft()
            for number, core in enumerate(begun.documents()):
                doc = Doc(core)
                if strict and doc.error is not None:
                    raise ExtractionError(doc)
                yield doc if contexts is None else (doc, contexts[number])

    def extract_frame(
        self,
        frame: Any,
        *,
        text: str = "text",
        id: str | None = None,
        title: str | None = None,
        date: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        emit: Literal["relations", "mentions"] = "relations",
    ) -> Any:
        """A table of relations, or of mentions, from one of articles: pandas gives pandas, Polars gives
        Polars, pyarrow and whatever else speaks Arrow gives a pyarrow table.

        The arguments name columns; ``id``, ``title``, ``date`` … are found by themselves where columns are
        called so. A row that fails is one row with ``doc`` and ``error``.

        >>> import polars
        >>> news = polars.DataFrame({"id": ["a1", "a2"], "text": ["Acme Corp owns Bronn Inc.", None]})
        >>> Extractor().extract_frame(news).select("doc", "subject_name", "relation", "error").rows()
        [('a1', 'Acme Corp', 'owns', None), ('a2', None, None, 'the document has no text')]
        """
        columns = [text, id, title, date, url, publisher, author]
        return _frames.extracted(self._core, frame, columns, emit)

    def stream(
        self,
        batches: Any,
        *,
        text: str = "text",
        id: str | None = None,
        title: str | None = None,
        date: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        emit: Literal["relations", "mentions"] = "relations",
    ) -> _frames.ArrowStream:
        """Record batches in, record batches out, through Arrow's C data interface: for tables that do not
        fit into memory. Takes anything with ``__arrow_c_stream__`` or ``__arrow_c_array__`` and gives
        something with ``__arrow_c_stream__``.

        >>> import pyarrow
        >>> batch = pyarrow.record_batch({"text": ["Acme Corp owns Bronn Inc."]})
        >>> reader = pyarrow.RecordBatchReader.from_stream(Extractor().stream(batch))
        >>> [found.num_rows for found in reader]
        [1]
        """
        columns = [text, id, title, date, url, publisher, author]
        stream: _frames.ArrowStream = self._core.stream(batches, columns, emit)
        return stream

    def explain(self, given: Given | Doc, *, date: Day = None) -> Explanation:
        """Every mention, link and relation with the rule and evidence behind it. Print it to read it.

        >>> print(str(Extractor().explain("Acme Corp owns Bronn Inc.")).splitlines()[1].strip())
        units  [organization Acme Corp] <own (Acme Corp): owns> [organization Bronn Inc.]
        """
        data, text = self._core.explain(_again(given, date))
        return Explanation(json.loads(data), text)

    def why_not(self, claim: str, given: Given | Doc, *, date: Day = None) -> WhyNot:
        """Why a relation was not found, and what would mend it. The claim is written
        ``relation(subject, object)``. Print it to read it.

        >>> Extractor().why_not("owns(Acme Corp, Bronn Inc.)", "Acme Corp owns Bronn Inc.").cause
        'found'
        """
        data, text = self._core.why_not(claim, _again(given, date))
        return WhyNot(json.loads(data), text)

    def __reduce__(self) -> tuple[Any, ...]:
        return restored, (self._state,)

    def __repr__(self) -> str:
        rules, lists, corrections, *_ = self._state
        own = [f"{len(n)} {name}" for n, name in ((rules, "rule files"), (lists, "name lists")) if n]
        return f"Extractor({', '.join([*own, f'{self.threads} threads'])})"


_Texts = tuple[tuple[str, str], ...]
_Lists = tuple[tuple[str, str | None], ...]
_State = tuple[_Texts, _Lists, _Texts, bool, str | None, bool, bool, int]
"""What an extractor is pickled as: everything by content, but name lists in files by path."""

_KEPT = 8
_restored: OrderedDict[_State, Extractor] = OrderedDict()
_lock = threading.RLock()


def restored(state: _State) -> Extractor:
    """The extractor of a state: in one process it is made once."""
    with _lock:
        known = _restored.pop(state, None)
        if known is None:
            known = object.__new__(Extractor)
            known._state, known._core = state, _made(state)
        _restored[state] = known
        while len(_restored) > _KEPT:
            _restored.popitem(last=False)
        return known


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release)


def _made(state: _State) -> _core.Extractor:
    rules, lists, corrections, builtin_rules, date, any_language, nominals, threads = state
    contents = [(name, Path(name).read_bytes() if text is None else text.encode()) for name, text in lists]
    return _core.Extractor(
        list(rules), contents, list(corrections), builtin_rules, date, any_language, nominals, threads
    )


def _several(sources: Source | Iterable[Source]) -> Iterable[Source]:
    return [sources] if isinstance(sources, (str, os.PathLike)) else sources


def _texts(source: Source) -> Iterator[tuple[str, str]]:
    """Names and texts of a file, of the TOML files of a folder, or of a text."""
    if isinstance(source, str) and "\n" in source:
        yield "text", source
        return
    path = Path(source)
    for one in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
        yield str(one), one.read_text(encoding="utf-8")


def _list(source: Source | Rows) -> tuple[str, str | None]:
    """The name and text of a name list; of a file the path alone."""
    if isinstance(source, os.PathLike) or (isinstance(source, str) and "\n" not in source):
        return str(Path(source).resolve()), None
    if isinstance(source, str):
        return "text", source
    rows = [dict(row) for row in source]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines: list[list[Any]] = [columns, *([row.get(column) for column in columns] for row in rows)]
    return "rows", "".join("\t".join(map(_cell, line)) + "\n" for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        value = ";".join(f"{k}={v}" for k, v in value.items())
    elif isinstance(value, (list, tuple)):
        value = "|".join(map(str, value))
    return " ".join(str(value).split())


_TEXT = 4 << 20


def _batch(articles: Iterator[Any], size: int, pairs: bool) -> list[Any]:
    """The next articles: so many, or fewer that are long."""
    batch, letters = [], 0
    for one in islice(articles, size):
        batch.append(one)
        text = one[0] if pairs else one
        letters += len(text) if isinstance(text, str) else 4096
        if letters >= _TEXT:
            break
    return batch


def _again(given: Given | Doc, date: Day) -> Any:
    if isinstance(given, Doc):
        article = Article(
            given.text, id=given.id, title=given.title, date=given.date, url=given.url, publisher=given.publisher
        )
        return article._core
    if isinstance(given, str):
        return Article(given, id="", date=date)._core
    return prepared(given)
