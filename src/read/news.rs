//! Stories of news agencies: NITF (3.x), NewsML-G2, NewsML 1.x and the `newsitem` of RCV1.

use quick_xml::events::BytesStart;

use super::Options;
use super::draft::Draft;
use super::failure::Fault;
use super::html;
use super::xml::{Seen, attribute, walk};

/// The elements that are records. An outer one holds all of its story: inner ones are not looked for.
pub(super) const ELEMENTS: &[&[u8]] = &[b"newsItem", b"NewsItem", b"newsitem", b"nitf"];

/// Elements whose end ends a paragraph.
const BLOCKS: [&str; 17] = [
    "p", "block", "hl2", "h1", "h2", "h3", "h4", "li", "tr", "table", "bq", "div", "ul", "ol",
    "pre", "dt", "dd",
];
/// Elements of a text that are no part of it.
const ASIDES: [&str; 9] = [
    "media",
    "media-caption",
    "media-producer",
    "figure",
    "figcaption",
    "caption",
    "script",
    "style",
    "head",
];

#[derive(Default)]
struct Story {
    draft: Draft,
    /// Dates by how well they tell of the publication: the lowest number counts.
    date: Option<(u8, String)>,
    /// Texts under `block class="full_text"` go before any other.
    full: String,
    /// In how many elements of a text, and of asides in it, this place lies.
    inside: usize,
    aside: usize,
    in_full: usize,
    title: String,
    author: String,
    publisher: String,
    id: String,
    /// A text that came as escaped markup.
    markup: bool,
}

/// What a story says.
pub(super) fn draft(bytes: &[u8], options: &Options) -> Result<Draft, Fault> {
    let mut story = Story::default();
    walk(bytes, options.max_nesting, |seen| match seen {
        Seen::Begins(open, tag) => story.begins(open, tag),
        Seen::Text(open, text) => story.text(open, text),
        Seen::Ends(open) => story.ends(open),
    })?;
    let mut draft = story.draft;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let full = |text: String| Some(words(&text)).filter(|t| !t.is_empty());
    draft.id = draft.id.or_else(|| full(story.id));
    draft.title = full(story.title).or(draft.title);
    draft.author = full(story.author).or(draft.author);
    draft.publisher = full(story.publisher).or(draft.publisher);
    draft.date = story.date.map(|(_, date)| date);
    let body = if story.full.trim().is_empty() { draft.text } else { story.full };
    draft.text = if story.markup && html::is_markup(&body) {
        html::fragment(&body, options.max_nesting)?
    } else {
        paragraphs(&body)
    };
    Ok(draft)
}

/// Paragraphs with single blanks inside and a blank line between.
fn paragraphs(text: &str) -> String {
    let lines = text.split("\n\n").map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// True where the text of an article stands: `body.content`, `inlineXML`, `inlineData`, `text`.
fn is_body(name: &str) -> bool {
    matches!(name, "body.content" | "inlineXML" | "inlineData" | "DataContent" | "text")
}

impl Story {
    fn dated(&mut self, rank: u8, date: Option<String>) {
        let better = self.date.as_ref().is_none_or(|(known, _)| rank < *known);
        if let Some(date) = date.filter(|d| better && super::parse_date(d).is_some()) {
            self.date = Some((rank, date));
        }
    }

    fn begins(&mut self, open: &[String], tag: &BytesStart<'_>) {
        let name = open.last().map_or("", String::as_str);
        let get = |key: &str| attribute(tag, key).filter(|v| !v.is_empty());
        match name {
            "newsItem" => self.draft.id = self.draft.id.take().or_else(|| get("guid")),
            "newsitem" => {
                self.draft.id = self.draft.id.take().or_else(|| get("itemid"));
                self.dated(1, get("date"));
            }
            "doc-id" => self.draft.id = self.draft.id.take().or_else(|| get("id-string")),
            "pubdata" => {
                self.dated(0, get("date.publication"));
                self.draft.url = self.draft.url.take().or_else(|| get("ex-ref"));
                self.draft.publisher = self.draft.publisher.take().or_else(|| get("name"));
            }
            "date.issue" | "date.release" | "story.date" => self.dated(2, get("norm")),
            "dc" => match get("element").as_deref() {
                Some("dc.date.published") => self.dated(0, get("value")),
                Some("dc.date.created") => self.dated(3, get("value")),
                Some("dc.publisher") => self.draft.publisher = get("value"),
                _ => {}
            },
            "FirstCreated" | "ThisRevisionCreated" => {}
            "br" => self.push("\n\n"),
            _ => {}
        }
        self.inside += usize::from(is_body(name));
        self.aside += usize::from(ASIDES.contains(&name));
        let full = name == "block" && get("class").as_deref() == Some("full_text");
        self.in_full += usize::from(full || (self.in_full > 0 && name == "block"));
        self.markup |=
            name == "inlineData" && get("contenttype").is_some_and(|t| t.contains("html"));
    }

    fn push(&mut self, text: &str) {
        if self.inside > 0 && self.aside == 0 {
            self.draft.text.push_str(text);
            if self.in_full > 0 {
                self.full.push_str(text);
            }
        }
    }

    fn text(&mut self, open: &[String], text: &str) {
        let within = |name: &str| open.iter().any(|n| n == name);
        if self.inside > 0 {
            return self.push(text);
        }
        match open.last().map_or("", String::as_str) {
            _ if within("hl1") => self.title.push_str(text),
            "headline" | "HeadLine" | "title" if self.title.trim().is_empty() || !within("hl1") => {
                self.title.push_str(text);
            }
            "byline" | "ByLine" | "bytag" | "by" => self.author.push_str(text),
            "provider" | "Provider" | "distributor" => self.publisher.push_str(text),
            "PublicIdentifier" => self.id.push_str(text),
            "versionCreated" => self.dated(2, Some(text.trim().to_owned())),
            "contentCreated" | "embargoed" => self.dated(1, Some(text.trim().to_owned())),
            "firstCreated" | "FirstCreated" => self.dated(2, Some(text.trim().to_owned())),
            "ThisRevisionCreated" | "DateId" => self.dated(3, Some(text.trim().to_owned())),
            _ => {}
        }
    }

    fn ends(&mut self, open: &[String]) {
        let name = open.last().map_or("", String::as_str);
        if BLOCKS.contains(&name) {
            self.push("\n\n");
        }
        self.inside -= usize::from(is_body(name)).min(self.inside);
        self.aside -= usize::from(ASIDES.contains(&name)).min(self.aside);
        if name == "block" {
            self.in_full = self.in_full.saturating_sub(1);
        }
        if name == "headline" || name == "hl1" {
            self.title.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Draft {
        draft(text.as_bytes(), &Options::default()).expect("a story")
    }

    #[test]
    fn nitf() {
        let story = read(
            "<nitf><head><title>Not this</title><docdata><doc-id id-string='123'/><date.issue norm='20240213'/></docdata>\
             <pubdata date.publication='20240214T000000' name='The Ledger' ex-ref='http://l.example'/></head>\
             <body><body.head><hedline><hl1>Öltek buys\n Bronn</hl1></hedline><byline>By ANN LEE</byline></body.head>\
             <body.content><block class='lead_paragraph'><p>Lead.</p></block>\
             <block class='full_text'><p>Lead.</p><p>More\n text, <em>it</em> said.</p><media><media-caption>No</media-caption></media></block>\
             </body.content></body></nitf>",
        );
        assert_eq!(story.text, "Lead.\n\nMore text, it said.");
        assert_eq!(
            (story.id.as_deref(), story.date.as_deref()),
            (Some("123"), Some("20240214T000000"))
        );
        assert_eq!(
            (story.author.as_deref(), story.publisher.as_deref()),
            (Some("By ANN LEE"), Some("The Ledger"))
        );
        assert!(story.title.is_some_and(|t| t.contains("Öltek buys Bronn")));
    }

    #[test]
    fn newsml() {
        let story = read(
            "<newsItem guid='urn:1'><itemMeta><provider qcode='x'><name>P</name></provider><versionCreated>2024-02-14T10:00:00Z</versionCreated></itemMeta>\
             <contentMeta><headline>H &amp; L</headline><by>Bo</by></contentMeta><contentSet><inlineXML><html><head><title>x</title></head>\
             <body><p>One.</p><p>Two.</p></body></html></inlineXML></contentSet></newsItem>",
        );
        assert_eq!((story.text.as_str(), story.title.as_deref()), ("One.\n\nTwo.", Some("H & L")));
        assert_eq!(
            (story.id.as_deref(), story.date.as_deref()),
            (Some("urn:1"), Some("2024-02-14T10:00:00Z"))
        );
        let old = read(
            "<newsitem itemid='2286' date='1996-08-20'><headline>H</headline><byline>B</byline><text><p>A.</p><p>B.</p></text></newsitem>",
        );
        assert_eq!((old.text.as_str(), old.date.as_deref()), ("A.\n\nB.", Some("1996-08-20")));
        let sent = read(
            "<newsItem><contentSet><inlineData contenttype='text/html'>&lt;p>A&lt;/p>&lt;p>B&lt;/p></inlineData></contentSet></newsItem>",
        );
        assert_eq!(sent.text, "A\n\nB");
    }
}
