//! HTML: text, attribute values in quotation marks, and JSON inside a script element.

/// Adds text that means itself, between tags and within quoted attribute values.
pub fn html(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // HTML has no way to write these.
            '\0' => out.push('\u{fffd}'),
            // A parser reads a bare carriage return as a line feed.
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

/// Adds JSON that stands in a script element: no character is left that could end the element or
/// open a comment in it. What is read back is the same.
pub fn json_in_html(out: &mut Vec<u8>, json: &[u8]) {
    out.reserve(json.len());
    for &byte in json {
        match byte {
            // They stand within strings alone.
            b'<' => out.extend_from_slice(b"\\u003c"),
            b'>' => out.extend_from_slice(b"\\u003e"),
            b'&' => out.extend_from_slice(b"\\u0026"),
            byte => out.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_html_are_named() {
        let mut out = String::new();
        html(&mut out, "<b a='1' c=\"2\">&amp;\r\n\0é");
        assert_eq!(out, "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;&#13;\n\u{fffd}é");
    }

    #[test]
    fn json_cannot_end_its_element() {
        let text = "</script><!--<script>&lt;\u{2028}";
        let mut out = Vec::new();
        json_in_html(&mut out, &serde_json::to_vec(text).expect("JSON"));
        assert!(!out.iter().any(|b| b"<>&".contains(b)));
        assert_eq!(serde_json::from_slice::<String>(&out).ok().as_deref(), Some(text));
    }
}
