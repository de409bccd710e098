//! Markdown to the text that it stands for.

use super::Options;
use super::draft::Draft;
use super::encoding::decode;
use super::failure::Fault;
use super::fields::Fields;

/// The text without marks, with title and date from front matter or the first heading. Linear.
pub(super) fn draft(bytes: &[u8], options: &Options) -> Result<Draft, Fault> {
    let decoded = decode(bytes, options.charset, None)?;
    let (front, body) = front_matter(&decoded.text);
    let mut fields = Fields::new(&options.fields);
    for (name, value) in front.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if let Some(index) = options.fields.index_of_any_case(name.trim()) {
            fields.set(index, Some(value));
        }
    }
    let mut draft = Draft::of(fields);
    let (heading, text) = plain(body);
    draft.title = draft.title.or(heading);
    draft.text = text;
    draft.warnings.extend(decoded.warning);
    Ok(draft)
}

/// What stands between two lines of `---` at the top, and the rest.
fn front_matter(text: &str) -> (&str, &str) {
    let inside = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"));
    let split = inside.and_then(|inside| inside.split_once("\n---"));
    match split {
        Some((front, rest)) if rest.starts_with(['\n', '\r']) || rest.is_empty() => (front, rest),
        _ => ("", text),
    }
}

/// The first heading, if nothing but blanks stands before it, and the text below it.
fn plain(body: &str) -> (Option<String>, String) {
    let (mut title, mut out, mut fenced) = (None, String::with_capacity(body.len()), false);
    for line in body.lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced || is_rule(bare) {
            continue;
        }
        let (level, words) = heading(bare);
        let words = inline(block(words));
        if level == 1 && title.is_none() && out.trim().is_empty() {
            title = Some(words.trim().to_owned()).filter(|t| !t.is_empty());
            continue;
        }
        if level > 0 && !out.ends_with("\n\n") && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(words.trim_end());
        out.push_str(if level > 0 { "\n\n" } else { "\n" });
    }
    (title, single_gaps(&out))
}

/// At most one blank line between lines, none at the ends.
fn single_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('\n');
        }
        gap = false;
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// A line of nothing but `-`, `*`, `_` or `=`: a rule, or the line under a heading.
fn is_rule(line: &str) -> bool {
    line.len() > 2
        && ['-', '*', '_', '='].iter().any(|mark| line.chars().all(|c| c == *mark || c == ' '))
}

/// The level of a heading, 0 for none, and its words.
fn heading(line: &str) -> (usize, &str) {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    match line.get(level..) {
        Some(words) if (1..=6).contains(&level) && words.starts_with(' ') => {
            (level, words.trim().trim_end_matches('#').trim_end())
        }
        _ => (0, line),
    }
}

/// A line without the marks of quotations and lists before it.
fn block(line: &str) -> &str {
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>') {
        rest = inner.trim_start();
    }
    ["- ", "* ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest)
}

/// A line with the words of links alone, without pictures, emphasis, code marks and tags.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['\\', '!', '[', '*', '_', '`', '<']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let used = mark(from, before, &mut out);
        rest = from.get(used..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// The bytes of a mark at the start of `from`; what it stands for goes to `out`.
fn mark(from: &str, before: &str, out: &mut String) -> usize {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut chars = from.chars();
    let first = chars.next().unwrap_or(' ');
    let next = chars.next();
    match first {
        '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => {
            out.extend(next);
            return 2;
        }
        '!' if next == Some('[') => {
            if let Some((_, used)) = link(from.get(1..).unwrap_or("")) {
                return used + 1;
            }
        }
        '[' => {
            if let Some((words, used)) = link(from) {
                out.push_str(&words.replace(['*', '`'], ""));
                return used;
            }
        }
        // snake_case and 2 * 3 keep theirs.
        '_' if word(before.chars().next_back()) && word(next) => {}
        '*' if next.is_none_or(|c| c == ' ') && before.ends_with([' ']) => {}
        '*' | '_' | '`' => return 1,
        '<' => return tag(from, out),
        _ => {}
    }
    out.push(first);
    first.len_utf8()
}

/// The first bytes of a text, so that no mark is looked for further than it can lie.
fn start(text: &str, bytes: usize) -> &str {
    let end = (bytes.saturating_sub(3)..=bytes).rev().find(|i| text.is_char_boundary(*i));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// `[words](address)` or `[words][name]`: the words and the bytes of all.
fn link(from: &str) -> Option<(&str, usize)> {
    let within = start(from, 2000);
    let close = within.find(']')?;
    let words = within.get(1..close)?;
    let behind = within.get(close + 1..)?;
    let end = match behind.chars().next()? {
        '(' => behind.find(')')?,
        '[' => behind.find(']')?,
        _ => return None,
    };
    Some((words, close + 1 + end + 1))
}

/// `<https://…>` stands for itself, other tags for nothing; a lone `<` stays.
fn tag(from: &str, out: &mut String) -> usize {
    let within = start(from, 500);
    let end = within.find('>').filter(|_| {
        within
            .as_bytes()
            .get(1)
            .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'))
    });
    let Some(end) = end else {
        out.push('<');
        return 1;
    };
    let inside = within.get(1..end).unwrap_or("");
    if inside.contains("://") && !inside.contains(' ') {
        out.push_str(inside);
    }
    end + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let text = "---\ntitle: \"A deal\"\ndate: 2024-02-14\n---\n\n# A deal, again\n\n**Öltek AG** bought [Bronn *Inc.*](http://b.example/x_y).\n\
            ![a picture](p.png)\n\n## Terms\n- 5 * 3 shares of `file_name_x`\n> It is *fair*, he said.<br>\n\n```\ncode\n```\n***\nSee <https://a.example> \\*.\n";
        let draft = draft(text.as_bytes(), &Options::default()).expect("text");
        assert_eq!(draft.title.as_deref(), Some("A deal"));
        assert_eq!(draft.date.as_deref(), Some("2024-02-14"));
        assert_eq!(
            draft.text,
            "A deal, again\n\nÖltek AG bought Bronn Inc..\n\nTerms\n\n5 * 3 shares of file_name_x\nIt is fair, he said.\n\nSee https://a.example *.\n"
                .trim_start_matches("A deal, again\n\n")
        );
    }

    #[test]
    fn the_first_heading_is_the_title() {
        let draft = draft(b"# A deal #\nOne.\n", &Options::default()).expect("text");
        assert_eq!((draft.title.as_deref(), draft.text.as_str()), (Some("A deal"), "One.\n"));
    }
}
