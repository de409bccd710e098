//! Text for places where some characters mean something: one file a place, and nothing else in the
//! program writes text there. All of them escape, none cleans or drops; what a
//! format cannot hold at all is counted by its name.

mod csv;
mod cypher;
mod dot;
mod ftm;
mod html;
mod ical;
mod markdown;
mod policy;
mod rdf;
mod xml;

pub use csv::{csv, sheet};
pub use cypher::{cypher, cypher_name};
pub use dot::dot;
pub use ftm::ftm;
pub use html::{html, json_in_html};
pub use ical::{ical, ical_line};
pub use markdown::markdown;
pub use policy::script_hash;
pub use rdf::{iri, literal, segment, uri};
pub use xml::xml;

/// An address that may stand in a link: `http` and `https` alone. Others run script or open files.
pub fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control());
    (web && plain).then_some(url)
}

/// Control characters and marks that turn the direction of writing: they are shown by their
/// number where a format cannot carry them.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_web() {
        for (url, web) in [
            ("https://example.org/a?b=c#d", true),
            ("HTTP://example.org", true),
            ("javascript://example.org/%0aalert(1)", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("file:///etc/passwd", false),
            ("//example.org", false),
            (" https://example.org", false),
            ("https://example.org/\njavascript:x", false),
            ("", false),
        ] {
            assert_eq!(web_address(url).is_some(), web, "{url}");
        }
    }
}
