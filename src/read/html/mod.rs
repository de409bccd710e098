//! A page to the text of its article, by dom_smoothie, with what the page says of itself.

mod metadata;
mod text;
mod tree;

use dom_smoothie::{Config, Readability, TextMode};

use super::Options;
use super::draft::Draft;
use super::encoding::decode;
use super::failure::{Fault, Kind};
use super::record::Hint;

/// The article of a page.
pub(super) fn draft(bytes: &[u8], hint: Option<&Hint>, options: &Options) -> Result<Draft, Fault> {
    if bytes.len() > options.max_text {
        return Err(Fault::long("page", options.max_text));
    }
    let said = hint.and_then(|h| h.charset.clone()).or_else(|| metadata::charset(bytes));
    let decoded = decode(bytes, options.charset, said.as_deref())?;
    let page = tree::parse(&decoded.text, options.max_nesting)?;
    let meta = metadata::of(&page);
    let config =
        Config { disable_json_ld: true, text_mode: TextMode::Formatted, ..Config::default() };
    let found = Readability::with_document(page, None, Some(config)).and_then(|mut r| r.parse());
    let title = meta.title.or_else(|| found.as_ref().ok().map(|f| f.title.clone()));
    let text = found.map(|f| text::tidy(&f.text_content, title.as_deref())).unwrap_or_default();
    let body = meta.body.unwrap_or_default();
    let text = if text.len() * 2 < body.len() { text::tidy(&body, None) } else { text };
    if text.is_empty() {
        return Err(Fault::new(Kind::Empty, "no article was found on the page"));
    }
    Ok(Draft {
        id: None,
        title: title.filter(|t| !t.trim().is_empty()),
        date: meta.date,
        url: meta.url,
        publisher: meta.publisher,
        author: meta.author,
        text,
        warnings: decoded.warning.into_iter().collect(),
    })
}

/// The text of a piece of markup, as feeds and news agencies send it.
pub(super) fn fragment(markup: &str, max_nesting: usize) -> Result<String, Fault> {
    let page = tree::parse(markup, max_nesting)?;
    Ok(text::tidy(&page.formatted_text(), None))
}

/// True when a text holds tags, or characters written as entities.
pub(super) fn is_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    let last = memchr::memrchr(b'>', bytes).unwrap_or(0);
    let tag = |at: usize| {
        at < last
            && bytes
                .get(at + 1)
                .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'))
    };
    memchr::memchr_iter(b'<', bytes).any(tag)
        || text.contains("&#")
        || ["&amp;", "&nbsp;", "&quot;", "&rsquo;"].iter().any(|e| text.contains(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_with_what_its_page_says() {
        let body = "<p>Öltek AG said on Monday that it would buy Bronn Inc. for 5 million euros, a price that its board, which met in Zurich, called fair.</p>".repeat(6);
        let page = format!(
            "<!DOCTYPE html><html><head><title>Öltek buys Bronn | The Ledger</title>\
             <meta property='og:site_name' content='The Ledger'>\
             <script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"WebSite\",\"name\":\"x\"}},\
             {{\"@type\":[\"NewsArticle\"],\"headline\":\"&Ouml;ltek buys Bronn\",\"datePublished\":\"2024-02-14T10:00:00Z\",\
             \"author\":[{{\"name\":\"Ann Lee\"}},{{\"name\":\"Bo Ek\"}}]}}]}}</script>\
             <link rel=canonical href='https://ledger.example/a'></head><body><nav><a href=/>Home</a><a href=/b>Business</a></nav>\
             <article><h1>Öltek buys Bronn</h1>{body}</article><footer>© The Ledger</footer></body></html>"
        );
        let draft = draft(page.as_bytes(), None, &Options::default()).expect("an article");
        assert_eq!(draft.title.as_deref(), Some("Öltek buys Bronn"));
        assert_eq!(draft.date.as_deref(), Some("2024-02-14T10:00:00Z"));
        assert_eq!(draft.author.as_deref(), Some("Ann Lee, Bo Ek"));
        assert_eq!(draft.publisher.as_deref(), Some("The Ledger"));
        assert_eq!(draft.url.as_deref(), Some("https://ledger.example/a"));
        assert!(draft.text.starts_with("Öltek AG said"), "{}", draft.text);
        assert_eq!(draft.text.matches("\n\n").count(), 5, "{}", draft.text);
    }

    #[test]
    fn a_fragment() {
        let text = fragment("One &amp; two.<br>Three.<p>Four", 100);
        assert_eq!(text.as_deref(), Ok("One & two.\nThree.\nFour"));
        assert!(is_markup("a <b>c</b>") && !is_markup("a < b and c > d"));
        assert!(is_markup("a < 5 <p>b") && is_markup("<!-- a --> b") && !is_markup("a <b"));
    }
}
