//! Articles and records as Arrow tables.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchReader, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3_arrow::PySchema;
use rayon::ThreadPool;
use stakeout::article::Article;
use stakeout::read::{self, Parsed};

use crate::article::{Draft, id_of};
use crate::rows;
use crate::shared::{Done, Shared, groups};

/// Which records a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Emit {
    Relations,
    Mentions,
}

impl Emit {
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            "relations" => Some(Self::Relations),
            "mentions" => Some(Self::Mentions),
            _ => None,
        }
    }

    fn columns(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Relations => &rows::RELATIONS,
            Self::Mentions => &rows::MENTIONS,
        }
    }

    fn schema(self) -> SchemaRef {
        let field = |(name, kind): &(&str, Kind)| Field::new(*name, kind.data_type(), true);
        Arc::new(Schema::new(self.columns().iter().map(field).collect::<Vec<_>>()))
    }
}

/// The columns of a table of relations.
#[pyfunction]
pub(crate) fn relation_schema() -> PySchema {
    PySchema::new(Emit::Relations.schema())
}

/// The columns of a table of mentions.
#[pyfunction]
pub(crate) fn mention_schema() -> PySchema {
    PySchema::new(Emit::Mentions.schema())
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Whole,
    Number,
    Flag,
    Texts,
}

impl Kind {
    fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Whole => DataType::Int64,
            Self::Number => DataType::Float64,
            Self::Flag => DataType::Boolean,
            Self::Texts => DataType::new_list(DataType::Utf8, true),
        }
    }
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Text(&'a str),
    Whole(u64),
    Number(f64),
    Flag(bool),
    Texts(Vec<&'a str>),
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }
}

/// A column that grows.
enum Column {
    Text(StringBuilder),
    Whole(Int64Builder),
    Number(Float64Builder),
    Flag(BooleanBuilder),
    Texts(ListBuilder<StringBuilder>),
}

/// Rows that some dozens of articles give.
const EXPECTED: usize = 64;

impl Column {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::with_capacity(EXPECTED, 0)),
            Kind::Whole => Self::Whole(Int64Builder::with_capacity(EXPECTED)),
            Kind::Number => Self::Number(Float64Builder::with_capacity(EXPECTED)),
            Kind::Flag => Self::Flag(BooleanBuilder::with_capacity(EXPECTED)),
            Kind::Texts => Self::Texts(ListBuilder::with_capacity(
                StringBuilder::with_capacity(EXPECTED, 0),
                EXPECTED,
            )),
        }
    }

    /// Adds a cell; one of another kind than the column's is null.
    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Whole(column), Cell::Whole(n)) => column.append_value(*n as i64),
            (Self::Number(column), Cell::Number(n)) => column.append_value(*n),
            (Self::Flag(column), Cell::Flag(flag)) => column.append_value(*flag),
            (Self::Texts(column), Cell::Texts(texts)) => {
                texts.iter().for_each(|text| column.values().append_value(text));
                column.append(true);
            }
            (Self::Text(column), _) => column.append_null(),
            (Self::Whole(column), _) => column.append_null(),
            (Self::Number(column), _) => column.append_null(),
            (Self::Flag(column), _) => column.append_null(),
            (Self::Texts(column), _) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::Whole(column) => Arc::new(column.finish()),
            Self::Number(column) => Arc::new(column.finish()),
            Self::Flag(column) => Arc::new(column.finish()),
            Self::Texts(column) => ArrayBuilder::finish(column),
        }
    }
}

/// A table that grows.
pub(crate) struct Table {
    schema: SchemaRef,
    columns: Vec<Column>,
}

impl Table {
    fn new(emit: Emit) -> Self {
        let columns = emit.columns().iter().map(|(_, kind)| Column::new(*kind)).collect();
        Self { schema: emit.schema(), columns }
    }

    /// Adds a row: a cell for each column.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) {
        let cells = cells.iter().chain(std::iter::repeat(&Cell::Null));
        self.columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
    }

    /// Adds the row of a document that failed: the first column is its id, the last one says why.
    fn failed(&mut self, done: &Done, error: &str) {
        let mut cells = vec![Cell::Null; self.columns.len()];
        if let Some(first) = cells.first_mut() {
            *first = Cell::Text(&done.parsed.article.id);
        }
        if let Some(last) = cells.last_mut() {
            *last = Cell::Text(error);
        }
        self.row(&cells);
    }

    fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_new(self.schema, self.columns.iter_mut().map(Column::finish).collect())
    }
}

/// In which columns of a table the fields of articles stand, in the order of [`FIELDS`].
#[derive(Debug)]
pub(crate) struct Names(Vec<Option<String>>);

const FIELDS: [&str; 7] = ["text", "id", "title", "date", "url", "publisher", "author"];

impl Names {
    pub(crate) fn of(names: Vec<Option<String>>) -> Self {
        Self(names)
    }

    /// The number of each field's column. One that is not named stands under its own name, or nowhere.
    fn places(&self, schema: &Schema) -> Result<Vec<Option<usize>>, String> {
        let place = |(i, field): (usize, &&str)| {
            let named = self.0.get(i).and_then(Option::as_deref);
            let place = schema.index_of(named.unwrap_or(field)).ok();
            match (place, named) {
                (None, Some(name)) => Err(format!("there is no column `{name}`")),
                (None, None) if i == 0 => Err("there is no column `text`".to_owned()),
                _ => Ok(place),
            }
        };
        FIELDS.iter().enumerate().map(place).collect()
    }
}

/// Rows that are worked on together, for each thread, and bytes of their texts.
const ROWS: usize = 2048;
const BYTES: usize = 8 << 20;
/// Lots that are worked on at the same time.
const AHEAD: usize = 2;

/// Batches of articles to batches of records.
pub(crate) struct Stream {
    input: Box<dyn RecordBatchReader + Send>,
    /// What of the last batch has not been looked at.
    rest: Option<RecordBatch>,
    places: Vec<Option<usize>>,
    emit: Emit,
    schema: SchemaRef,
    shared: Arc<Shared>,
    pool: Arc<ThreadPool>,
    pending: VecDeque<Receiver<Result<RecordBatch, ArrowError>>>,
}

impl Stream {
    pub(crate) fn new(
        input: Box<dyn RecordBatchReader + Send>,
        names: Names,
        emit: Emit,
        shared: Arc<Shared>,
        pool: Arc<ThreadPool>,
    ) -> Result<Self, String> {
        let (places, schema) = (names.places(&input.schema())?, emit.schema());
        let pending = VecDeque::new();
        Ok(Self { input, rest: None, places, emit, schema, shared, pool, pending })
    }

    /// The articles of some rows; none at the end.
    fn lot(&mut self) -> Result<Vec<Draft>, ArrowError> {
        let (mut lot, mut bytes) = (Vec::new(), 0);
        let most = ROWS * self.shared.pool.threads();
        while lot.len() < most && bytes < BYTES * self.shared.pool.threads() {
            let batch = match self.rest.take() {
                Some(batch) => batch,
                None => match self.input.next() {
                    Some(batch) => batch?,
                    None => break,
                },
            };
            let rows = batch.num_rows().min(ROWS).min(most - lot.len());
            if rows < batch.num_rows() {
                self.rest = Some(batch.slice(rows, batch.num_rows() - rows));
            }
            self.drafts(&batch.slice(0, rows), &mut lot, &mut bytes)?;
        }
        Ok(lot)
    }

    fn drafts(
        &self,
        batch: &RecordBatch,
        lot: &mut Vec<Draft>,
        bytes: &mut usize,
    ) -> Result<(), ArrowError> {
        let texts = |place: &Option<usize>| place.map(|i| strings(batch.column(i))).transpose();
        let columns: Vec<Option<StringArray>> =
            self.places.iter().map(texts).collect::<Result<_, _>>()?;
        for row in 0..batch.num_rows() {
            let field = |i: usize| {
                let column = columns.get(i).and_then(Option::as_ref)?;
                (!column.is_null(row)).then(|| column.value(row))
            };
            *bytes += field(0).map_or(0, str::len);
            lot.push(draft(field));
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<bool, ArrowError> {
        let lot = self.lot()?;
        if lot.is_empty() {
            return Ok(false);
        }
        let (send, results) = sync_channel(1);
        let (shared, emit) = (Arc::clone(&self.shared), self.emit);
        self.pool.spawn_fifo(move || {
            // A receiver that is gone wants no more.
            let _ = send.send(table(&shared, lot, emit));
        });
        self.pending.push_back(results);
        Ok(true)
    }
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.pending.len() < AHEAD {
            match self.begin() {
                Ok(true) => {}
                Ok(false) => break,
                Err(e) => return Some(Err(e)),
            }
        }
        let lost = || Err(ArrowError::ComputeError("a thread went away".to_owned()));
        self.pending.pop_front().map(|results| results.recv().unwrap_or_else(|_| lost()))
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// A column as texts: dates, times, numbers and categories as they are written.
fn strings(column: &ArrayRef) -> Result<StringArray, ArrowError> {
    let texts = arrow_cast::cast(column, &DataType::Utf8)?;
    Ok(texts.as_string::<i32>().clone())
}

/// The article of a row whose fields come in the order of [`FIELDS`].
fn draft<'a>(field: impl Fn(usize) -> Option<&'a str>) -> Draft {
    let own = |i| field(i).map(str::to_owned);
    let text = own(0).unwrap_or_default();
    let id = own(1).unwrap_or_else(|| id_of(&text));
    let date = field(3).and_then(read::parse_date);
    let unread = field(3).filter(|_| date.is_none());
    let warnings = unread.map(|w| format!("the date `{w}` cannot be read")).into_iter().collect();
    let (title, url, publisher, author) = (own(2), own(4), own(5), own(6));
    let source = "-".to_owned();
    let article = Article { id, title, date, url, publisher, author, source, text };
    Draft::Article(Arc::new(Parsed { article, warnings }))
}

/// The records of some articles, worked out on all threads.
fn table(shared: &Arc<Shared>, lot: Vec<Draft>, emit: Emit) -> Result<RecordBatch, ArrowError> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    let part = |group| {
        let mut table = Table::new(emit);
        for done in shared.group(group) {
            match (&done.error, emit) {
                (Some(error), _) => table.failed(&done, error),
                (None, Emit::Relations) => rows::relations(&mut table, &done.relations)?,
                (None, Emit::Mentions) => rows::mentions(&mut table, &shared.mentions(&done))?,
            }
        }
        table.finish()
    };
    let parts = groups(lot).into_par_iter().map(part).collect::<Result<Vec<_>, _>>()?;
    arrow_select::concat::concat_batches(&emit.schema(), &parts)
}
