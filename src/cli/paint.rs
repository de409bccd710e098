//! Colour and width for text on standard output.

use std::io::IsTerminal;

use clap::ValueEnum;

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// A sentence.
    Strong,
    /// A name of an entity.
    Name,
    /// A relation.
    Fact,
    /// What is missing.
    Fault,
    /// What is of less weight.
    Faint,
}

/// How text is written for a person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    colour: bool,
    /// Columns of a line.
    pub(crate) width: usize,
}

/// Columns where nothing says how many there are.
const WIDTH: usize = 100;

impl Paint {
    /// For standard output.
    pub(crate) fn standard(colour: Colour) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
            || std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let size = terminal_size::terminal_size().filter(|_| terminal);
        let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        let width = told.or(size.map(|(width, _)| usize::from(width.0))).unwrap_or(WIDTH);
        Self {
            colour: match colour {
                Colour::Auto => terminal && !unwanted,
                Colour::Always => true,
                Colour::Never => false,
            },
            width: width.max(40),
        }
    }

    /// Without colours, as for a file.
    pub(crate) fn plain() -> Self {
        Self { colour: false, width: WIDTH }
    }

    /// The text in a colour.
    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Strong => "1",
            Ink::Name => "36",
            Ink::Fact => "1;32",
            Ink::Fault => "1;31",
            Ink::Faint => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// Words in lines of the width, the first after `first`, the others indented as far. Colour
    /// does not count as width.
    pub(crate) fn wrap(self, first: &str, text: &str) -> String {
        let indent = columns(first);
        let mut out = first.to_owned();
        let mut column = indent;
        for (number, word) in text.split(' ').enumerate() {
            let width = columns(word);
            if number > 0 && column + 1 + width > self.width {
                out.push('\n');
                out.push_str(&" ".repeat(indent));
                column = indent;
            } else if number > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
        out.push('\n');
        out
    }
}

/// The columns of a text; marks of colour take none.
pub(crate) fn columns(text: &str) -> usize {
    let (mut count, mut escape) = (0, false);
    for c in text.chars() {
        match c {
            '\u{1b}' => escape = true,
            'm' if escape => escape = false,
            _ if escape => {}
            _ => count += 1,
        }
    }
    count
}

/// Text on one line without what would steer a terminal.
pub(crate) fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    super::terminal::plain(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_the_width_whatever_their_colour() {
        let paint = Paint { colour: true, width: 20 };
        let red = paint.ink(Ink::Fault, "two");
        let out = paint.wrap("  a   ", &format!("one {red} three four"));
        assert_eq!(out.lines().map(columns).collect::<Vec<_>>(), [19, 10]);
        assert!(out.contains("\u{1b}[1;31mtwo\u{1b}[0m"));
        let plain = Paint { colour: false, width: 20 };
        assert_eq!(plain.ink(Ink::Fault, "two"), "two");
    }
}
