//! How an article uses line breaks: hard-wrapped lines, or a paragraph a line.

use super::token::{Gap, Token};

/// The article's habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Lines of like width that end in the middle of a sentence: a single break is a blank.
    Wrapped,
    /// Each line is a paragraph, a heading or a list item.
    #[default]
    Lines,
}

/// Finds the habit and sets the gap before each token that follows a line break.
///
/// Wrapped text: a blank line, or an indented line after one that ends a sentence, begins a
/// paragraph. Otherwise every break ends a line.
pub(super) fn of(text: &str, tokens: &mut [Token]) -> Layout {
    let layout = if is_wrapped(text) { Layout::Wrapped } else { Layout::Lines };
    let (mut last_end, mut first) = (0usize, true);
    for token in tokens.iter_mut() {
        if token.gap >= Gap::Line {
            let (before, between) = (&text[..last_end], &text[last_end..token.span.start as usize]);
            token.gap = gap(between, layout, first || before.ends_with(STOPS));
        }
        (last_end, first) = (token.span.end as usize, false);
    }
    layout
}

/// After these a line may end a sentence.
const STOPS: [char; 7] = ['.', '!', '?', '"', '”', ':', ';'];

fn gap(between: &str, layout: Layout, after_sentence: bool) -> Gap {
    let (mut lines, mut returns, mut page, mut indent) = (0, 0, false, 0);
    for byte in between.bytes() {
        lines += usize::from(byte == b'\n');
        returns += usize::from(byte == b'\r');
        page |= byte == 0x0c;
        // The two bytes of a no-break space count as they stand.
        let blank = matches!(byte, b' ' | b'\t' | 0xc2 | 0xa0);
        indent = if blank { indent + 1 } else { 0 };
    }
    match layout {
        _ if lines.max(returns) >= 2 || page => Gap::Paragraph,
        Layout::Lines => Gap::Line,
        Layout::Wrapped if indent >= 2 && after_sentence => Gap::Paragraph,
        Layout::Wrapped => Gap::Space,
    }
}

/// What the habit is read off: a line without the blanks around it.
struct Line<'a> {
    text: &'a str,
    width: usize,
}

impl<'a> Line<'a> {
    fn new(line: &'a str) -> Self {
        let text = line.trim();
        Self { text, width: if text.is_ascii() { text.len() } else { text.chars().count() } }
    }

    fn is_open(&self) -> bool {
        !self.text.ends_with(['.', '!', '?', '"', '”', ':', ';', '…'])
    }

    /// The line before goes on here.
    fn goes_on(&self) -> bool {
        let on = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '<' || c == '(';
        self.text.starts_with(on)
    }
}

/// The lines of a text, with what is left behind the last line break.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    let mut start = 0;
    ends.filter_map(move |end| text.get(std::mem::replace(&mut start, end + 1)..end))
}

/// Wrapped when most lines that have a next line end mid-sentence, at a like width.
fn is_wrapped(text: &str) -> bool {
    let mut lines = lines(text).map(Line::new);
    let Some(mut line) = lines.next() else { return false };
    let (mut broken, mut whole, mut longest) = (0usize, 0usize, 0usize);
    for next in lines {
        if !line.text.is_empty() && !next.text.is_empty() {
            longest = longest.max(line.width);
            let wide = line.width >= 45;
            if line.is_open() && (wide || next.goes_on() || line.text.ends_with([',', '-'])) {
                broken += 1;
            } else {
                whole += 1;
            }
        }
        line = next;
    }
    broken > 0 && broken * 2 >= whole && longest <= 120 && (broken >= 2 || longest >= 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_habit_is_found() {
        assert!(is_wrapped(
            "Henkel of Dusseldorf, West\nGermany, said it has completed the acquisition of the Process\nChemicals division.\n    It said more."
        ));
        assert!(!is_wrapped("Deal agreed\nAcme Co bought Beta Inc.\nThe price was not given.\n"));
        assert!(!is_wrapped("One paragraph.\n\nAnother."));
        assert!(!is_wrapped("TikTok ownership\nChinese firms hide it."));
    }
}
