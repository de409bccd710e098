//! What is wrong with rule files, and where.

use std::fmt::{self, Write as _};
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The rules can be used.
    Warning,
    /// They cannot.
    Error,
}

/// One fault with its place. Printed as `file:line:column: message`, the line, a caret, a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do instead.
    pub hint: Option<String>,
    /// The line as written.
    pub source: String,
    /// How many characters the caret underlines.
    pub width: usize,
}

/// A line longer than this is shown in part.
const MAX_SHOWN: usize = 160;

impl Diagnostic {
    /// An error about the bytes `span` of a file.
    pub fn new(file: &str, text: &str, span: Range<usize>, message: impl Into<String>) -> Self {
        let start = floor(text, span.start);
        let before = text.get(..start).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = text.get(line_start..).unwrap_or("").lines().next().unwrap_or("");
        let end = floor(text, span.end.max(start)).min(line_start + line.len()).max(start);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: text.get(line_start..start).unwrap_or("").chars().count() + 1,
            severity: Severity::Error,
            message: message.into(),
            hint: None,
            source: line.to_owned(),
            width: text.get(start..end).unwrap_or("").chars().count().max(1),
        }
    }

    /// The same with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The shown part of the line, and the column of the fault in it, from 0.
    fn window(&self) -> (String, usize) {
        let column = self.column - 1;
        let first = column.saturating_sub(MAX_SHOWN / 2);
        let shown: String = self.source.chars().skip(first).take(MAX_SHOWN).collect();
        (shown.replace('\t', " "), column - first)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.severity == Severity::Warning { "warning: " } else { "" };
        writeln!(f, "{}:{}:{}: {kind}{}", self.file, self.line, self.column, self.message)?;
        let (shown, column) = self.window();
        let number = self.line.to_string();
        let width = self.width.min(shown.chars().count().saturating_sub(column)).max(1);
        writeln!(f, "{number} | {shown}")?;
        write!(f, "{} | {}{}", " ".repeat(number.len()), " ".repeat(column), "^".repeat(width))?;
        match &self.hint {
            Some(hint) => write!(f, " {hint}"),
            None => Ok(()),
        }
    }
}

/// All of them, one after the other.
pub fn render(all: &[Diagnostic]) -> String {
    all.iter().fold(String::new(), |mut text, diagnostic| {
        let _ = writeln!(text, "{diagnostic}");
        text
    })
}

fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_line_and_caret() {
        let text = "a = 1\nb = \"é @hodl\"\n";
        let at = text.find("@hodl").unwrap();
        let shown =
            Diagnostic::new("x.toml", text, at..at + 5, "unknown list @hodl").hint("@hold?");
        assert_eq!(
            shown.to_string(),
            "x.toml:2:8: unknown list @hodl\n2 | b = \"é @hodl\"\n  |        ^^^^^ @hold?"
        );
    }

    #[test]
    #[allow(clippy::reversed_empty_ranges)]
    fn odd_places_do_not_panic() {
        for span in [0..0, 5..2, 99..100, 1..99] {
            assert_eq!(Diagnostic::new("x", "é", span, "m").line, 1);
        }
        let long = "x".repeat(5000);
        assert!(Diagnostic::new("x", &long, 4000..4001, "m").to_string().len() < 300);
    }
}
