//! What a page says of itself: JSON-LD, then OpenGraph, then other meta tags, then its elements.

use dom_query::{Document, NodeRef};
use serde_json::{Map, Value};

use crate::read::parse_date;

/// Title, date and so on, where the page has them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    /// The article's text, as JSON-LD may have it.
    pub(super) body: Option<String>,
}

/// The meta names of each field, the best first.
const TITLE: [&str; 4] = ["og:title", "twitter:title", "dc.title", "headline"];
const DATE: [&str; 16] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "cxenseparse:recs:publishtime",
];
const AUTHOR: [&str; 8] = [
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "twitter:creator",
];
const PUBLISHER: [&str; 5] =
    ["og:site_name", "application-name", "dc.publisher", "publisher", "copyright"];
const URL: [&str; 2] = ["og:url", "twitter:url"];

/// Elements of a page that are looked at.
const ELEMENTS: usize = 200_000;

/// All candidates of a page, in the order of the page.
#[derive(Default)]
struct Found {
    metas: Vec<(String, String)>,
    linked: Vec<String>,
    canonical: Option<String>,
    title: Option<String>,
    heading: Option<String>,
    times: Vec<String>,
}

/// What the page says. Linear in its elements.
pub(super) fn of(page: &Document) -> Metadata {
    let mut found = Found::default();
    for node in page.root().descendants_it().filter(NodeRef::is_element).take(ELEMENTS) {
        found.see(&node);
    }
    let data: Vec<Metadata> = found.linked.iter().filter_map(|text| linked(text)).collect();
    let data = data.into_iter().next().unwrap_or_default();
    let full = |value: &String| !value.is_empty();
    let author =
        |value: &String| !value.is_empty() && !value.contains("://") && !value.starts_with('@');
    let dated = |value: &String| parse_date(value).is_some();
    let titled = found.title.as_deref().map(without_site);
    Metadata {
        title: data
            .title
            .filter(full)
            .or_else(|| found.meta(&TITLE, full))
            .or(found.heading.clone().filter(full))
            .or(titled),
        date: data
            .date
            .filter(dated)
            .or_else(|| found.meta(&DATE, dated))
            .or_else(|| found.times.iter().find(|t| dated(t)).cloned()),
        author: data.author.filter(author).or_else(|| found.meta(&AUTHOR, author)),
        publisher: data.publisher.filter(full).or_else(|| found.meta(&PUBLISHER, full)),
        url: found
            .canonical
            .clone()
            .filter(|u| u.contains("://"))
            .or_else(|| found.meta(&URL, full))
            .or(data.url),
        body: data.body,
    }
}

impl Found {
    fn see(&mut self, node: &NodeRef<'_>) {
        let attribute = |name: &str| node.attr(name).map(|value| value.trim().to_owned());
        let Some(name) = node.node_name() else { return };
        match &*name {
            "meta" => {
                let name = ["property", "name", "itemprop"].iter().find_map(|n| attribute(n));
                if let (Some(name), Some(content)) = (name, attribute("content")) {
                    self.metas.push((name.to_ascii_lowercase(), content));
                }
            }
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| attribute("href"));
            }
            "script"
                if attribute("type")
                    .is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json")) =>
            {
                self.linked.push(node.text().to_string());
            }
            "title" if self.title.is_none() => self.title = Some(spaced(&node.text())),
            "h1" if self.heading.is_none() => self.heading = Some(spaced(&node.text())),
            "time" => self.times.extend(attribute("datetime")),
            _ if node.has_attr("itemprop")
                && attribute("itemprop").as_deref() == Some("datePublished") =>
            {
                let written = attribute("content").or_else(|| attribute("datetime"));
                self.times.insert(0, written.unwrap_or_else(|| spaced(&node.text())));
            }
            _ => {}
        }
    }

    fn meta(&self, names: &[&str], fits: impl Fn(&String) -> bool) -> Option<String> {
        let of = |name: &&str| {
            let mut all = self.metas.iter().filter(|(n, _)| n == name).map(|(_, value)| value);
            all.find(|value| fits(value)).cloned()
        };
        names.iter().find_map(of)
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page's title without the name of its site behind the last ` | ` or ` - `.
fn without_site(title: &str) -> String {
    let cut = [" | ", " - ", " – ", " — ", " :: "].iter().filter_map(|s| title.rfind(s)).max();
    let kept = cut.and_then(|at| title.get(..at)).filter(|kept| kept.split(' ').count() > 2);
    kept.unwrap_or(title).trim().to_owned()
}

/// The article in a piece of JSON-LD.
fn linked(text: &str) -> Option<Metadata> {
    let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let value: Value = serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&text.replace(char::is_control, " ")))
        .ok()?;
    let article = article(&value, 0)?;
    let get = |key: &str| article.get(key).and_then(name);
    let url = get("url").or_else(|| match article.get("mainEntityOfPage")? {
        Value::Object(page) => page.get("@id").and_then(name),
        page => name(page),
    });
    Some(Metadata {
        title: get("headline").or_else(|| get("name")),
        date: get("datePublished").or_else(|| get("dateCreated")),
        author: get("author").or_else(|| get("creator")),
        publisher: get("publisher"),
        url,
        body: get("articleBody"),
    })
}

/// The first object that is an article, in lists and graphs too.
fn article(value: &Value, depth: usize) -> Option<&Map<String, Value>> {
    let is_article = |kind: &Value| {
        kind.as_str()
            .is_some_and(|k| k.ends_with("Article") || k.ends_with("Posting") || k == "Report")
    };
    match value {
        _ if depth > 8 => None,
        Value::Array(all) => all.iter().find_map(|v| article(v, depth + 1)),
        Value::Object(object) => match object.get("@type") {
            Some(Value::Array(kinds)) if kinds.iter().any(is_article) => Some(object),
            Some(kind) if is_article(kind) => Some(object),
            _ => ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .find_map(|key| article(object.get(*key)?, depth + 1)),
        },
        _ => None,
    }
}

/// A value as words: a string, the name of an object, or those of a list.
fn name(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(text) => unescaped(text),
        Value::Object(object) => object.get("name")?.as_str().map(unescaped)?,
        Value::Array(all) => {
            let one = |v: &Value| if v.is_array() { None } else { name(v) };
            all.iter().filter_map(one).collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    Some(words.trim().to_owned()).filter(|w| !w.is_empty())
}

/// Sites escape what they put into JSON-LD as they do on the page.
fn unescaped(text: &str) -> String {
    let known = |name: &str| quick_xml::escape::resolve_html5_entity(name);
    match text.contains('&').then(|| quick_xml::escape::unescape_with(text, known)) {
        Some(Ok(plain)) => plain.into_owned(),
        _ => text.to_owned(),
    }
}

/// The encoding that the first bytes of a page name: `<meta charset>`, `http-equiv`, or an XML
/// declaration (HTML standard, 13.2.3.2, prescan).
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let label = |mark: &str| {
        let (_, rest) = head.split_once(mark)?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let rest = rest.trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
        rest.get(..end.unwrap_or(rest.len())).map(str::to_owned)
    };
    let declared = || head.trim_start().starts_with("<?xml").then(|| label("encoding")).flatten();
    label("charset").or_else(declared).filter(|l| !l.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meta_tags_and_elements() {
        let page = "<title>A deal is done - The Ledger</title><meta name=pubdate content='14 Feb 2024'>\
            <meta name=author content='https://x.example/ann'><meta name=byl content='By Ann Lee'>\
            <time datetime='2023-01-01'></time>";
        let meta = of(&Document::from(page));
        assert_eq!(meta.title.as_deref(), Some("A deal is done"));
        assert_eq!(meta.date.as_deref(), Some("14 Feb 2024"));
        assert_eq!(meta.author.as_deref(), Some("By Ann Lee"));
        assert_eq!((meta.publisher, meta.url, meta.body), (None, None, None));
    }

    #[test]
    fn the_encoding_of_a_page() {
        for (page, expected) in [
            ("<meta charset=\"windows-1252\">", Some("windows-1252")),
            (
                "<META http-equiv=Content-Type content='text/html; charset=Shift_JIS'>",
                Some("shift_jis"),
            ),
            ("<?xml version='1.0' encoding='ISO-8859-1'?>", Some("iso-8859-1")),
            ("<p>charset", None),
        ] {
            assert_eq!(charset(page.as_bytes()).as_deref(), expected, "{page}");
        }
    }
}
