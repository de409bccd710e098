//! CSV (RFC 4180): as data, and so that spreadsheets open it without running anything in it.

/// Adds a field as it is, for programs.
pub fn csv(out: &mut String, text: &str) {
    field(out, "", text);
}

/// Adds a field for spreadsheets. One that they would take for a formula gets an apostrophe in front,
/// and so does one that begins with an apostrophe: take one off and the text is back.
pub fn sheet(out: &mut String, text: &str) {
    let guarded = text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\'', '|', '%', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}',
        '\u{ff20}',
    ]);
    field(out, if guarded { "'" } else { "" }, text);
}

fn field(out: &mut String, guard: &str, text: &str) {
    let quoted = text.contains([',', '"', '\n', '\r', ';', '\t', '\0']) || text.trim() != text;
    if quoted {
        out.push('"');
    }
    out.push_str(guard);
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=1+1", "'=1+1"),
            ("@SUM(A1,B1)", "\"'@SUM(A1,B1)\""),
            ("'s", "''s"),
            ("-5", "'-5"),
            ("two\nlines", "\"two\nlines\""),
            ("", ""),
        ] {
            let mut out = String::new();
            sheet(&mut out, text);
            assert_eq!(out, expected);
            let mut out = String::new();
            csv(&mut out, text);
            assert_eq!(out.contains('\''), text.contains('\''), "{out}");
        }
    }
}
