//! Cypher, the language of Neo4j.

/// A name in Cypher between backticks.
pub fn cypher_name(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// A string in Cypher, with its quotation marks.
pub fn cypher(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_names() {
        assert_eq!(cypher("it's \\ \n"), "'it\\'s \\\\ \\u000A'");
        assert_eq!(cypher_name("a`b"), "`a``b`");
    }
}
