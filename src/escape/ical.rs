//! iCalendar (RFC 5545): TEXT values (3.3.11) and folded lines (3.1).

use super::steers;

/// Adds a TEXT value. Control characters, which the format forbids, are shown by their number.
pub fn ical(out: &mut String, text: &str) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(c),
            c if c.is_control() || steers(c) => {
                out.push_str("\\\\u{");
                out.push_str(&format!("{:x}", u32::from(c)));
                out.push('}');
            }
            c => out.push(c),
        }
    }
}

/// Adds a content line, folded at 75 octets between characters, with its CRLF.
pub fn ical_line(out: &mut String, line: &str) {
    const MOST: usize = 75;
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > MOST {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_values() {
        for (text, expected) in [
            ("a, b; c\\d", "a\\, b\\; c\\\\d"),
            ("one\r\ntwo\nthree", "one\\ntwo\\nthree"),
            ("x\u{1b}[31m\u{202e}", "x\\\\u{1b}[31m\\\\u{202e}"),
            ("END:VEVENT\r\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM"),
        ] {
            let mut out = String::new();
            ical(&mut out, text);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn lines_fold_between_characters() {
        let line = format!("SUMMARY:{}", "é北😀x".repeat(40));
        let mut out = String::new();
        ical_line(&mut out, &line);
        assert!(out.split("\r\n").all(|l| l.len() <= 75), "{out}");
        assert_eq!(out.trim_end_matches("\r\n").replace("\r\n ", ""), line);
    }
}
