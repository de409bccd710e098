"""What goes in: texts, records, articles and files."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import _core

Day = str | int | datetime.date | None
"""A date: ISO, RFC 2822 or epoch, or a date of Python."""


def written(day: Any) -> str | None:
    """A date as it is handed on."""
    if day is None or day != day:
        return None
    if isinstance(day, datetime.date):
        return day.isoformat()
    return str(day)


class Article:
    """One article, before anything is found in it. An article without an id is called by a hash of its text.

    >>> article = Article("Acme Corp owns Bronn Inc.", id="a1", date="2024-02-14", publisher="The Post")
    >>> article.id, article.date, article.publisher
    ('a1', '2024-02-14', 'The Post')
    """

    __slots__ = ("_core", "_fields")

    def __init__(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        date: Day = None,
        url: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        source: str | None = None,
    ) -> None:
        day = written(date)
        self._core = _core.Article(text, id, title, day, url, publisher, author, source)
        self._fields: tuple[Any, ...] | None = None

    @classmethod
    def _of(cls, core: _core.Article) -> Article:
        article = object.__new__(cls)
        article._core, article._fields = core, None
        return article

    def _field(self, number: int) -> Any:
        if self._fields is None:
            self._fields = self._core.fields()
        return self._fields[number]

    @property
    def id(self) -> str:
        """What records call it ``doc``."""
        return str(self._field(0))

    @property
    def text(self) -> str:
        """The text that offsets count in."""
        return str(self._field(1))

    @property
    def title(self) -> str | None:
        """Its headline."""
        return self._field(2)  # type: ignore[no-any-return]

    @property
    def date(self) -> str | None:
        """Its day, ``YYYY-MM-DD``."""
        return self._field(3)  # type: ignore[no-any-return]

    @property
    def url(self) -> str | None:
        """Its address."""
        return self._field(4)  # type: ignore[no-any-return]

    @property
    def publisher(self) -> str | None:
        """Who published it."""
        return self._field(5)  # type: ignore[no-any-return]

    @property
    def author(self) -> str | None:
        """Who wrote it."""
        return self._field(6)  # type: ignore[no-any-return]

    @property
    def source(self) -> str:
        """The file it came from."""
        return str(self._field(7))

    @property
    def error(self) -> str | None:
        """Why it could not be read."""
        return self._core.error

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._core.fields(),)

    def __repr__(self) -> str:
        said = f", error={self.error!r}" if self.error else ""
        return f"Article({self.id!r}, {len(self.text)} characters{said})"


def _again(fields: tuple[Any, ...]) -> Article:
    id, text, title, date, url, publisher, author, source = fields
    return Article(
        text, id=id, title=title, date=date, url=url, publisher=publisher, author=author, source=source
    )


Given = str | Mapping[str, Any] | Article
"""What may be extracted from: a text, a record with the fields of an article, or an article."""


def prepared(given: Any) -> Any:
    """The same for the core; what is none of these is told by the core."""
    if isinstance(given, Article):
        return given._core
    if isinstance(given, Mapping):
        plain = {str(k): None if isinstance(v, float) and v != v else v for k, v in given.items()}
        try:
            return json.dumps(plain, default=_plain).encode()
        except (TypeError, ValueError, RecursionError) as error:
            return _core.Article.failed(f"no record: {error}")
    return given


def _plain(value: Any) -> Any:
    """What JSON does not know: dates, numbers of NumPy."""
    if isinstance(value, datetime.date):
        return written(value)
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} in it")


def read(
    *paths: str | os.PathLike[str],
    fields: Iterable[str] = (),
    date: Day = None,
    any_language: bool = False,
) -> Iterator[Article]:
    """The articles of files and folders, in every format that ``stakeout extract`` reads, one by one.

    ``fields`` says under which names fields of JSON, CSV and TSV stand (``text=story``), ``date`` is that
    of articles that have none. A file or record that cannot be read comes as an article with ``error``.

    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "news.jsonl")
    >>> _ = path.write_text('{"id": "a1", "text": "Acme Corp owns Bronn Inc."}')
    >>> [article.id for article in read(path)]
    ['a1']
    """
    every = [os.fspath(path) for path in paths]
    for core in _core.read_articles(every, list(fields), written(date), any_language):
        yield Article._of(core)
