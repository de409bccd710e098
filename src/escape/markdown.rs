//! Markdown (CommonMark, with the links that GitHub finds by itself).

use super::steers;

/// Adds text of one line that means itself wherever a line may hold it, also at its beginning: marks
/// get a backslash, line breaks become blanks, control characters a numeric reference.
pub fn markdown(out: &mut String, text: &str) {
    let (mut begins, mut numbered, mut previous) = (true, true, ' ');
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if means(c, begins, numbered, previous) => {
                out.push('\\');
                out.push(c);
            }
            c if steers(c) => out.push_str(&format!("&#x{:x};", u32::from(c))),
            c => out.push(c),
        }
        begins &= c.is_whitespace();
        numbered &= c.is_ascii_digit() || c.is_whitespace();
        previous = c;
    }
}

/// True for a mark that may mean something where it stands: blocks begin with one, or with a number;
/// `www.`, `://` and `@` make links of themselves.
fn means(c: char, begins: bool, numbered: bool, previous: char) -> bool {
    match c {
        '-' | '+' | '=' | '#' => begins,
        '.' => numbered || previous.eq_ignore_ascii_case(&'w'),
        ')' => numbered,
        '(' | ',' | ';' | '?' | '/' | '%' | '"' | '\'' => false,
        c => c.is_ascii_punctuation(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_get_a_backslash() {
        for (text, expected) in [
            ("plain, words; (here) plc.", "plain, words; (here) plc."),
            ("*a* _b_ `c` [d](e) <f> &amp;", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\&amp;"),
            ("# a", "\\# a"),
            ("1. a", "1\\. a"),
            ("- a - b-c", "\\- a - b-c"),
            ("https://x.org www.x.org", "https\\://x.org www\\.x.org"),
            ("two\nlines\r\nhere", "two lines  here"),
            ("a\u{1b}b", "a&#x1b;b"),
        ] {
            let mut out = String::new();
            markdown(&mut out, text);
            assert_eq!(out, expected);
        }
    }
}
