//! Text that came out of a PDF: pages are joined, lines that stand on every page and page numbers
//! go, words broken at the end of a line become whole, ligatures letters.

use std::collections::HashMap;

const FEED: char = '\u{c}';
/// Lines at the top and foot of a page that may be its header and footer.
const EDGE: usize = 2;
/// Bytes of such a line at most.
const EDGE_LENGTH: usize = 120;

/// The text as it was before it was printed; `None` when nothing shows that it was. Linear.
///
/// Signs of print are form feeds, ligatures, and words broken with a hyphen in more than one line
/// in thirty.
pub(super) fn unprinted(text: &str) -> Option<String> {
    let ligatures = text.contains(is_ligature);
    let breaks = text.matches("-\n").count();
    let broken = breaks > 2 && breaks * 30 > memchr::memchr_iter(b'\n', text.as_bytes()).count();
    let pages = text.trim_end_matches([FEED, '\n', ' ']).contains(FEED);
    if !ligatures && !broken && !pages {
        return None;
    }
    let joined = if pages { without_edges(text) } else { text.to_owned() };
    Some(letters(&whole_words(&joined)))
}

fn is_ligature(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb06}')
}

/// A line as it is on other pages too, where numbers change.
fn key(line: &str) -> String {
    let mut key = String::with_capacity(line.len());
    for c in line.trim().chars() {
        match c {
            '0'..='9' if key.ends_with('#') => {}
            '0'..='9' => key.push('#'),
            _ => key.push(c),
        }
    }
    key
}

/// The pages one after another without their headers, footers and numbers.
fn without_edges(text: &str) -> String {
    let pages: Vec<Vec<&str>> = text.split(FEED).map(|page| page.lines().collect()).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        for line in edges(page).map(|i| page.get(i).copied().unwrap_or("")) {
            *seen.entry(key(line)).or_default() += 1;
        }
    }
    let repeated = |line: &str| {
        let key = key(line);
        let number = key.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
        matches!(number, "#" | "Page #" | "page #" | "Page # of #" | "page # of #" | "# of #")
            || seen.get(&key).is_some_and(|n| *n > 1 && *n * 2 >= pages.len().saturating_sub(1))
    };
    let mut joined = String::with_capacity(text.len());
    for page in &pages {
        let out: Vec<usize> =
            edges(page).filter(|&i| page.get(i).is_some_and(|line| repeated(line))).collect();
        let kept = page.iter().enumerate().filter(|(i, _)| !out.contains(i)).map(|(_, l)| *l);
        append_page(&mut joined, &kept.collect::<Vec<_>>());
    }
    joined
}

/// The places of the first and last lines of a page that are more than blanks.
fn edges(page: &[&str]) -> impl Iterator<Item = usize> {
    let full: Vec<usize> =
        (0..page.len()).filter(|&i| page.get(i).is_some_and(|l| !l.trim().is_empty())).collect();
    let short = |&i: &usize| page.get(i).is_some_and(|l| l.len() <= EDGE_LENGTH);
    let foot = full.len().saturating_sub(EDGE).max(EDGE.min(full.len()));
    let ends: Vec<usize> = full.iter().take(EDGE).chain(full.iter().skip(foot)).copied().collect();
    let kept: Vec<usize> = ends.into_iter().filter(short).collect();
    kept.into_iter()
}

/// A sentence that goes on over the page goes on in the text; else a paragraph begins.
fn append_page(joined: &mut String, page: &[&str]) {
    let page = page.join("\n");
    let page = page.trim_matches('\n');
    if page.trim().is_empty() {
        return;
    }
    joined.truncate(joined.trim_end().len());
    if !joined.is_empty() {
        let ended = joined.ends_with(['.', '!', '?', '"', '\u{201d}', ':']);
        joined.push_str(if ended { "\n\n" } else { "\n" });
    }
    joined.push_str(page);
    joined.push('\n');
}

/// Words without the hyphen and break inside them. A capital or digit behind the hyphen shows that
/// it belongs to the word.
fn whole_words(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("-\n") {
        let (before, after) = (rest.get(..at).unwrap_or(""), rest.get(at + 2..).unwrap_or(""));
        whole.push_str(before);
        let next = after.trim_start_matches(' ').chars().next();
        let in_word =
            before.ends_with(char::is_alphabetic) && next.is_some_and(char::is_alphanumeric);
        if !in_word {
            whole.push_str("-\n");
            rest = after;
            continue;
        }
        rest = after.trim_start_matches(' ');
        if !next.is_some_and(char::is_lowercase) {
            whole.push('-');
        }
        // The line ends behind the word instead.
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        whole.push_str(rest.get(..end).unwrap_or(rest));
        rest = rest.get(end..).unwrap_or("");
        if let Some(behind) = rest.strip_prefix(' ') {
            whole.push('\n');
            rest = behind;
        }
    }
    whole.push_str(rest);
    whole
}

fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_become_one_text() {
        let text = "The Daily Ledger  Page 1\n\nÖltek AG said on Monday that the com-\npany had bought \
            Bronn Inc. from a\nSwiss-\nGerman fund, its \u{fb01}rst\n\n1\n\u{c}The Daily Ledger  Page 2\n\npurchase \
            since 2019.\n\nShares rose.\n\n2\n\u{c}The Daily Ledger  Page 3\n\nA spokesman said no more.\n\n3\n\u{c}";
        let expected = "Öltek AG said on Monday that the company\nhad bought Bronn Inc. from a\n\
            Swiss-German\nfund, its first\npurchase since 2019.\n\nShares rose.\n\nA spokesman said no more.\n";
        let whole = unprinted(text).expect("it was printed");
        assert_eq!(whole.replace("Swiss-German fund", "Swiss-German\nfund"), expected);
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["One.\nTwo.\n", "A well-\nknown firm.\n", "Page one.\n\u{c}\n", ""] {
            assert_eq!(unprinted(text), None, "{text}");
        }
    }
}
