//! How an article uses line breaks: hard-wrapped lines, or a paragraph a line.

use super::token::{Gap, Token};

/// The article's habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Lines of like width that end in the middle of a sentence: a single break is a blank.
    Wrapped,
    /// Each line is a paragraph, a heading or a list item.
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
    let breaks = between.matches('\n').count().max(between.matches('\r').count());
    let indent = between.len() - between.trim_end_matches([' ', '\t', '\u{a0}']).len();
    match layout {
        _ if breaks >= 2 || between.contains('\u{c}') => Gap::Paragraph,
        Layout::Lines => Gap::Line,
        Layout::Wrapped if indent >= 2 && after_sentence => Gap::Paragraph,
        Layout::Wrapped => Gap::Space,
    }
}

/// Wrapped when most lines that have a next line end mid-sentence, at a like width.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let (mut broken, mut whole, mut longest) = (0usize, 0usize, 0usize);
    for pair in lines.windows(2) {
        let (line, next) = (pair[0], pair[1]);
        if line.is_empty() || next.is_empty() {
            continue;
        }
        longest = longest.max(line.chars().count());
        let open = !line.ends_with(['.', '!', '?', '"', '”', ':', ';', '…']);
        let goes_on = next
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '<' || c == '(')
            || line.ends_with([',', '-']);
        if open && (goes_on || line.chars().count() >= 45) {
            broken += 1;
        } else {
            whole += 1;
        }
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
