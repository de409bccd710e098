//! What goes to stderr: messages for a person, without raw control characters.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// One message on a line of its own. A stderr that is gone is nobody's failure.
pub(crate) fn say(message: &str) {
    let mut line = plain(message);
    line.push('\n');
    let _ = std::io::stderr().lock().write_all(line.as_bytes());
}

/// The text with control characters and marks of writing direction shown as `\u{…}`; line breaks
/// stay.
pub(crate) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push(c),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                shown.extend(c.escape_unicode());
            }
            c if c.is_control() => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

/// How far a run has come; shown on a terminal alone.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A line that counts documents and bytes; hidden when `quiet` or stderr is no terminal.
    pub(crate) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::no_length();
        if quiet || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        } else {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
        let style = ProgressStyle::with_template("{spinner} {msg} {bytes} {bytes_per_sec}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        Self(bar)
    }

    /// So many documents and bytes are through.
    pub(crate) fn at(&self, documents: u64, bytes: u64) {
        if !self.0.is_hidden() {
            self.0.set_message(format!("{documents} documents,"));
            self.0.set_position(bytes);
        }
    }

    /// A message that does not disturb the line.
    pub(crate) fn say(&self, message: &str) {
        self.0.suspend(|| say(message));
    }

    /// Takes the line away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\u{9b}\nd"), "a\\u{1b}[31mb\\u{202e}c\\u{9b}\nd");
    }
}
