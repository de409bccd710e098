//! Document records: the article as it was read.

use super::json::Object;
use super::{Found, content_hash};
use crate::article::Article;

/// Adds the line of the document. Offsets of all other records count in its `text`.
pub fn document(out: &mut Vec<u8>, found: Found<'_>) {
    let article = found.article;
    let mut record = Object::new(out);
    record.string("id", &article.id);
    record.optional("title", article.title.as_deref());
    date(&mut record, article);
    record.optional("url", article.url.as_deref());
    record.optional("publisher", article.publisher.as_deref());
    record.optional("author", article.author.as_deref());
    record.string("source", &article.source);
    record.null("language");
    record.string("hash", &content_hash(&[article.text.as_bytes()]));
    record.string("text", &article.text);
    record.end();
    out.push(b'\n');
}

pub(super) fn date(record: &mut Object<'_>, article: &Article) {
    let date = article.date.map(|d| d.to_string());
    record.optional("date", date.as_deref());
}
