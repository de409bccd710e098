//! CSV (RFC 4180) that spreadsheets open without running anything in it.

/// Adds a field. One that a spreadsheet would take for a formula gets an apostrophe in front, and so
/// does one that begins with an apostrophe: take one off and the text is back.
pub fn csv(out: &mut String, text: &str) {
    let guarded = text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\'', '|', '%', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}',
        '\u{ff20}',
    ]);
    let quoted = text.contains([',', '"', '\n', '\r', ';', '\t']) || text.trim() != text;
    if quoted {
        out.push('"');
    }
    if guarded {
        out.push('\'');
    }
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
            csv(&mut out, text);
            assert_eq!(out, expected);
        }
    }
}
