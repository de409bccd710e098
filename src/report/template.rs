//! The page around the data.

use crate::escape;

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// Cytoscape.js, MIT: its notice stands at its beginning, and in NOTICE.
const VENDOR: &str = include_str!("page/vendor/cytoscape.min.js");
const SCRIPTS: [&str; 9] = [
    include_str!("page/js/data.js"),
    include_str!("page/js/filter.js"),
    include_str!("page/js/list.js"),
    include_str!("page/js/mark.js"),
    include_str!("page/js/articles.js"),
    include_str!("page/js/detail.js"),
    include_str!("page/js/graph.js"),
    include_str!("page/js/timeline.js"),
    concat!(include_str!("page/js/tables.js"), include_str!("page/js/main.js")),
];

/// The whole page. Places in the template are filled from left to right, so that nothing that was
/// filled in is taken for a place.
pub(super) fn fill(title: &str, json: &[u8]) -> Vec<u8> {
    let script = script();
    let mut out =
        Vec::with_capacity(PAGE.len() + VENDOR.len() + script.len() + json.len() * 11 / 10);
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((place, after)) = after.split_once("}}") else { break };
        out.extend_from_slice(before.as_bytes());
        match place {
            "policy" => out.extend_from_slice(policy(&script).as_bytes()),
            "title" => {
                let mut escaped = String::new();
                escape::html(&mut escaped, title);
                out.extend_from_slice(escaped.as_bytes());
            }
            "style" => out.extend_from_slice(STYLE.as_bytes()),
            "vendor" => out.extend_from_slice(VENDOR.as_bytes()),
            "script" => out.extend_from_slice(script.as_bytes()),
            "data" => escape::json_in_html(&mut out, json),
            _ => {}
        }
        rest = after;
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn script() -> String {
    format!("(() => {{ \"use strict\";\n{}}})();\n", SCRIPTS.concat())
}

/// Nothing is loaded from anywhere; the scripts and the style sheet of the page run, and no string
/// becomes markup.
fn policy(script: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}' '{}'; style-src '{}'; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        escape::script_hash(VENDOR),
        escape::script_hash(script),
        escape::script_hash(STYLE)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_no_place() {
        let page = fill("{{data}}<b>", b"\"{{title}}\"");
        let page = String::from_utf8(page).expect("UTF-8");
        assert!(page.contains("<title>{{data}}&lt;b&gt;</title>"));
        assert!(page.contains(">\"{{title}}\"</script>"));
        assert_eq!(page.matches("{{data}}").count(), 2, "the title stands twice");
        assert_eq!(page.matches("{{title}}").count(), 1);
    }

    #[test]
    fn scripts_do_not_end_their_element() {
        for script in [VENDOR, &*script(), STYLE] {
            assert!(!script.contains("</script") && !script.contains("</style"));
            assert!(!script.contains("<!--") && !script.contains('\r'));
        }
    }

    #[test]
    fn the_page_loads_nothing() {
        for part in SCRIPTS.iter().chain([&PAGE, &STYLE]) {
            for way in [
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "fetch(",
                "url(",
                "@import",
                "src=",
                "XMLHttpRequest",
            ] {
                assert!(!part.contains(way), "{way}");
            }
        }
    }
}
