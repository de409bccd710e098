//! The text of a rule file as tables with places; every fault is noted and reading goes on.

use std::cell::RefCell;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::diagnostic::Diagnostic;
use crate::pattern::{PatternError, nearest};

/// A rule file may have so many bytes.
const MAX_FILE: usize = 1 << 20;

/// A string of the file and where it stands, quotes included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    pub(super) value: String,
    pub(super) span: Range<usize>,
}

/// One file, with the faults found in it.
#[derive(Debug)]
pub(super) struct Source<'s> {
    pub(super) name: &'s str,
    pub(super) text: &'s str,
    /// Examples are read as well.
    pub(super) examples: bool,
    /// Where its line breaks are.
    breaks: Vec<usize>,
    pub(super) faults: RefCell<Vec<Diagnostic>>,
}

impl<'s> Source<'s> {
    pub(super) fn new(name: &'s str, text: &'s str, examples: bool) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        Self { name, text, examples, breaks, faults: RefCell::new(Vec::new()) }
    }

    /// File and line of a byte, as `owns.toml:12`.
    pub(super) fn place(&self, at: usize) -> String {
        format!("{}:{}", self.name, self.breaks.partition_point(|b| *b < at) + 1)
    }

    /// The tables of the file; what is no TOML is noted.
    pub(super) fn tables(&self) -> DeTable<'s> {
        if self.text.len() > MAX_FILE {
            self.fault(0..1, "the file is larger than 1 MiB", None);
            return DeTable::new();
        }
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            self.fault(error.span().unwrap_or(0..1), error.message(), None);
        }
        table.into_inner()
    }

    pub(super) fn fault(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let mut fault = Diagnostic::new(self.name, self.text, span, message);
        fault.hint = hint;
        self.faults.borrow_mut().push(fault);
    }

    /// Notes a fault inside a pattern string.
    pub(super) fn pattern_fault(&self, text: &Text, error: PatternError) {
        let start = offset(self.text, &text.span, error.at);
        let end = offset(self.text, &text.span, error.at + error.len);
        self.fault(start..end.max(start + 1), error.message, error.hint);
    }
}

/// Where byte `at` of a string's value stands in the file.
pub(super) fn offset(source: &str, span: &Range<usize>, at: usize) -> usize {
    let raw = source.get(span.clone()).unwrap_or("");
    let (skip, escapes) = match raw {
        _ if raw.starts_with("'''") => (3, false),
        _ if raw.starts_with("\"\"\"") => (3, true),
        _ => (1, raw.starts_with('"')),
    };
    let mut rest = raw.get(skip..).unwrap_or("");
    if skip == 3 {
        let body = rest.strip_prefix('\r').unwrap_or(rest);
        rest = body.strip_prefix('\n').unwrap_or(rest);
    }
    let mut value = 0;
    while value < at {
        let Some(c) = rest.chars().next() else { break };
        let plain = (c.len_utf8(), c.len_utf8());
        let (read, written) = if escapes && c == '\\' { escape(rest) } else { plain };
        value += written;
        rest = rest.get(read..).unwrap_or("");
    }
    span.start + raw.len() - rest.len()
}

/// Bytes that an escape takes in the file, and in the value.
fn escape(rest: &str) -> (usize, usize) {
    let code = |digits: usize| {
        let hex = rest.get(2..2 + digits).unwrap_or("");
        let c = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
        (2 + digits, c.map_or(1, char::len_utf8))
    };
    match rest.as_bytes().get(1) {
        Some(b'u') => code(4),
        Some(b'U') => code(8),
        Some(b'x') => code(2),
        Some(b' ' | b'\t' | b'\r' | b'\n') => {
            (rest.len() - rest.get(1..).unwrap_or("").trim_start().len(), 0)
        }
        _ => (2, 1),
    }
}

/// A table of the file, read strictly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'t, 's> {
    pub(super) source: &'t Source<'s>,
    pub(super) table: &'t DeTable<'s>,
}

impl<'t, 's> Fields<'t, 's> {
    pub(super) fn new(source: &'t Source<'s>, table: &'t DeTable<'s>) -> Self {
        Self { source, table }
    }

    /// Notes every key that is none of these.
    pub(super) fn allow(&self, known: &[&str]) {
        for (key, _, _) in self.entries() {
            if !known.contains(&key.value.as_str()) {
                let near = nearest(&key.value, known).map(|n| format!("did you mean {n}?"));
                let hint = near.unwrap_or_else(|| format!("known are {}", known.join(", ")));
                self.source.fault(key.span, format!("unknown key `{}`", key.value), Some(hint));
            }
        }
    }

    /// The entries in the order of the file.
    pub(super) fn entries(&self) -> Vec<(Text, &'t DeValue<'s>, Range<usize>)> {
        let all = self.table.iter().map(|(key, value)| {
            let name = Text { value: key.get_ref().to_string(), span: key.span() };
            (name, value.get_ref(), value.span())
        });
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(key, _, _)| key.span.start);
        all
    }

    fn value(&self, key: &str) -> Option<(&'t DeValue<'s>, Range<usize>)> {
        self.table.get(key).map(|v| (v.get_ref(), v.span()))
    }

    fn wrong(&self, key: &str, span: Range<usize>, wanted: &str, found: &DeValue<'_>) {
        let message = format!("`{key}` is {wanted}, not {}", found.type_str());
        self.source.fault(span, message, None);
    }

    pub(super) fn text(&self, key: &str) -> Option<Text> {
        let (value, span) = self.value(key)?;
        if let DeValue::String(text) = value {
            return Some(Text { value: text.to_string(), span });
        }
        self.wrong(key, span, "a string", value);
        None
    }

    /// A string or an array of strings.
    pub(super) fn texts(&self, key: &str) -> Vec<Text> {
        match self.value(key) {
            Some((value, span)) => texts_of(self.source, key, value, span),
            None => Vec::new(),
        }
    }

    pub(super) fn boolean(&self, key: &str) -> Option<bool> {
        let (value, span) = self.value(key)?;
        if let DeValue::Boolean(is) = value {
            return Some(*is);
        }
        self.wrong(key, span, "true or false", value);
        None
    }

    pub(super) fn number(&self, key: &str) -> Option<(f64, Range<usize>)> {
        let (value, span) = self.value(key)?;
        if let Some(number) = number_of(value) {
            return Some((number, span));
        }
        self.wrong(key, span, "a number", value);
        None
    }

    pub(super) fn table(&self, key: &str) -> Option<Fields<'t, 's>> {
        let (value, span) = self.value(key)?;
        if let DeValue::Table(table) = value {
            return Some(Fields::new(self.source, table));
        }
        self.wrong(key, span, "a table", value);
        None
    }

    /// The values of an array.
    pub(super) fn array(&self, key: &str) -> Vec<(&'t DeValue<'s>, Range<usize>)> {
        match self.value(key) {
            None => Vec::new(),
            Some((DeValue::Array(array), _)) => {
                array.iter().map(|v| (v.get_ref(), v.span())).collect()
            }
            Some((other, span)) => {
                self.wrong(key, span, "an array", other);
                Vec::new()
            }
        }
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables(&self, key: &str) -> Vec<(Fields<'t, 's>, Range<usize>)> {
        let mut tables = Vec::new();
        for (value, span) in self.array(key) {
            match value {
                DeValue::Table(table) => tables.push((Fields::new(self.source, table), span)),
                other => self.wrong(key, span, "an array of tables", other),
            }
        }
        tables
    }
}

/// A string or an array of strings.
pub(super) fn texts_of(
    source: &Source<'_>,
    key: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
) -> Vec<Text> {
    let one = |value: &DeValue<'_>, span: Range<usize>| match value {
        DeValue::String(text) => Some(Text { value: text.to_string(), span }),
        other => {
            let message = format!("`{key}` holds strings, not {}", other.type_str());
            source.fault(span, message, None);
            None
        }
    };
    match value {
        DeValue::Array(all) => all.iter().filter_map(|v| one(v.get_ref(), v.span())).collect(),
        other => one(other, span).into_iter().collect(),
    }
}

/// An integer or float.
pub(super) fn number_of(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok().map(|n| n as f64),
        DeValue::Float(n) => n.as_str().parse().ok().filter(|n: &f64| n.is_finite()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_inside_strings() {
        for (file, at, shown) in [
            ("a = \"x @y\"", 2, "@y\""),
            ("a = 'x @y'", 2, "@y'"),
            ("a = \"\\\"US\\\" @y\"", 5, "@y\""),
            ("a = '''\nx @y'''", 2, "@y'''"),
            ("a = \"\"\"\\u00e9 @y\"\"\"", 3, "@y\"\"\""),
            ("a = \"é @y\"", 3, "@y\""),
        ] {
            let place = offset(file, &(4..file.len()), at);
            assert_eq!(&file[place..], shown);
        }
    }
}
