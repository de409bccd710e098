//! Items of RSS (0.9 to 2.0) and entries of Atom (RFC 4287).

use super::Options;
use super::draft::Draft;
use super::failure::Fault;
use super::html;
use super::xml::{Seen, attribute, walk};

/// The elements that are records.
pub(super) const ELEMENTS: &[&[u8]] = &[b"item", b"entry"];

/// An item's parts as they stand.
#[derive(Default)]
struct Parts {
    id: String,
    title: String,
    link: String,
    /// RSS `description`, Atom `summary`.
    summary: String,
    /// RSS `content:encoded`, Atom `content`.
    content: String,
    date: String,
    updated: String,
    author: String,
    publisher: String,
    /// An Atom text is of type xhtml: its elements are its markup.
    nested: bool,
}

/// What an item says: its full text, else its summary.
pub(super) fn draft(bytes: &[u8], options: &Options) -> Result<Draft, Fault> {
    let mut parts = Parts::default();
    walk(bytes, options.max_nesting, |seen| parts.see(&seen))?;
    let full = |text: String| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let content = if parts.content.trim().is_empty() { parts.summary } else { parts.content };
    let text = if html::is_markup(&content) {
        html::fragment(&content, options.max_nesting)?
    } else {
        content.trim().to_owned()
    };
    Ok(Draft {
        id: full(parts.id).or_else(|| full(parts.link.clone())),
        title: full(plain(&parts.title, options)?),
        date: full(parts.date).or_else(|| full(parts.updated)),
        url: full(parts.link),
        publisher: full(parts.publisher),
        author: full(parts.author),
        text,
        warnings: Vec::new(),
    })
}

/// A title, which may hold markup too.
fn plain(title: &str, options: &Options) -> Result<String, Fault> {
    if html::is_markup(title) {
        html::fragment(title, options.max_nesting)
    } else {
        Ok(title.to_owned())
    }
}

impl Parts {
    fn see(&mut self, seen: &Seen<'_>) {
        match seen {
            Seen::Begins(open, tag) => {
                let name = open.get(1).map_or("", String::as_str);
                if open.len() == 2 && name == "link" {
                    let other = attribute(tag, "rel").is_some_and(|rel| rel != "alternate");
                    let address = attribute(tag, "href").filter(|_| !other && self.link.is_empty());
                    self.link.push_str(&address.unwrap_or_default());
                }
                if open.len() == 2 && attribute(tag, "type").as_deref() == Some("xhtml") {
                    self.nested = true;
                }
                self.nest(open, "<");
            }
            Seen::Ends(open) => {
                self.nest(open, "</");
                self.nested &= open.len() > 2;
            }
            Seen::Text(open, text) => {
                let escaped = if self.nested && open.len() > 2 {
                    quick_xml::escape::escape(*text).into_owned()
                } else {
                    (*text).to_owned()
                };
                if let Some(part) = self.part(open) {
                    part.push_str(&escaped);
                }
            }
        }
    }

    /// Puts an element within an xhtml text into it as markup.
    fn nest(&mut self, open: &[String], bracket: &str) {
        if !self.nested || open.len() < 3 {
            return;
        }
        let tag = open.last().map(|name| format!("{bracket}{name}>")).unwrap_or_default();
        if let Some(part) = self.part(open) {
            part.push_str(&tag);
        }
    }

    /// Where the text of an element goes.
    fn part(&mut self, open: &[String]) -> Option<&mut String> {
        let name = open.get(1)?.as_str();
        let inner = open.get(2).map(String::as_str);
        Some(match (name, inner) {
            ("guid" | "id", None) => &mut self.id,
            ("title", _) => &mut self.title,
            ("link", None) => &mut self.link,
            ("description" | "summary", _) => &mut self.summary,
            ("encoded" | "content", _) => &mut self.content,
            ("pubDate" | "published" | "date" | "issued", None) => &mut self.date,
            ("updated" | "modified", None) => &mut self.updated,
            ("author" | "creator", None) | ("author", Some("name")) => &mut self.author,
            ("source", None) | ("source", Some("title")) | ("publisher", None) => {
                &mut self.publisher
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rss_and_atom() {
        let rss = "<item><title>A &amp; B</title><link>https://x.example/1</link><guid>g1</guid>\
            <pubDate>Wed, 14 Feb 2024 10:00:00 GMT</pubDate><dc:creator>Ann</dc:creator><description>Short.</description>\
            <content:encoded><![CDATA[<p>One.</p><p>Two &amp; three.</p>]]></content:encoded></item>";
        let draft1 = draft(rss.as_bytes(), &Options::default()).expect("an item");
        assert_eq!(draft1.text, "One.\n\nTwo & three.");
        assert_eq!((draft1.id.as_deref(), draft1.title.as_deref()), (Some("g1"), Some("A & B")));
        assert_eq!(
            (draft1.author.as_deref(), draft1.url.as_deref()),
            (Some("Ann"), Some("https://x.example/1"))
        );
        let atom = "<entry><title type='html'>T &lt;b>x&lt;/b></title><link rel='self' href='s'/><link href='h'/><id>i</id>\
            <updated>2024-02-15</updated><author><name>Bo</name></author>\
            <content type='xhtml'><div><p>Öl &lt; 5</p><p>b</p></div></content></entry>";
        let draft2 = draft(atom.as_bytes(), &Options::default()).expect("an entry");
        assert_eq!((draft2.text.as_str(), draft2.title.as_deref()), ("Öl < 5\n\nb", Some("T x")));
        assert_eq!(
            (draft2.url.as_deref(), draft2.date.as_deref()),
            (Some("h"), Some("2024-02-15"))
        );
        assert_eq!(draft2.author.as_deref(), Some("Bo"));
        let escaped = "<item><description>&lt;p&gt;One&lt;/p&gt; two</description></item>";
        assert_eq!(
            draft(escaped.as_bytes(), &Options::default()).map(|d| d.text).as_deref(),
            Ok("One\n\ntwo")
        );
    }
}
