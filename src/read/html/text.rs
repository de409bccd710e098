//! The text of an article as paragraphs.

/// Blank lines between paragraphs, no blanks around lines, and no first line that is the title.
pub(super) fn tidy(text: &str, title: Option<&str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = 0;
    for line in text.lines() {
        let unseen = |c: char| c.is_whitespace() || matches!(c, '\0' | '\u{200b}' | '\u{feff}');
        let line = line.trim_matches(unseen);
        if line.is_empty() {
            gap += 1;
            continue;
        }
        if out.is_empty() && title.is_some_and(|title| same(title, line)) {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap > 0 { "\n\n" } else { "\n" });
        }
        gap = 0;
        push(&mut out, line);
    }
    out
}

/// The line with single blanks, as a browser shows it; NUL is no character of HTML.
fn push(out: &mut String, line: &str) {
    let mut blank = false;
    for c in line.chars().filter(|c| *c != '\0') {
        if c.is_whitespace() {
            blank = true;
        } else {
            if blank {
                out.push(' ');
            }
            blank = false;
            out.push(c);
        }
    }
}

/// True when two titles are the same but for blanks, case and what sites put behind them.
fn same(title: &str, line: &str) -> bool {
    let plain = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (title, line) = (plain(title), plain(line));
    title == line
        || title
            .strip_prefix(&line)
            .is_some_and(|rest| rest.starts_with([' ', '|', '-']) && line.len() > 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs() {
        let text = "  A Title \n\n\nOne\u{a0} two.\nThree.\n \n\nFour. \n";
        assert_eq!(tidy(text, Some("a title")), "One two.\nThree.\n\nFour.");
        assert_eq!(tidy("One.\n\n\0 \n\n\u{feff}\nTwo\0.", None), "One.\n\nTwo.");
    }
}
