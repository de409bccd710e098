//! What a person knows better: which entities of articles are one, and which are not.

use serde::Deserialize;

/// A corrections file:
///
/// ```toml
/// [[same]]
/// members = ["001.txt e1", "002.txt e4"]
///
/// [[apart]]
/// members = ["001.txt e1", "007.txt e2"]
/// ```
///
/// A member is a document's id and an entity's number there, as the `members` of merged entities
/// name them. All members of a `same` are made one, no two members of an `apart` are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Corrections {
    /// What is one.
    pub same: Vec<Group>,
    /// What is not.
    pub apart: Vec<Group>,
}

/// Entities of articles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// `DOC eN`.
    pub members: Vec<String>,
}

impl Corrections {
    /// Reads a corrections file.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        let all = read.same.iter().chain(&read.apart).flat_map(|g| &g.members);
        match all.into_iter().find(|m| split(m).is_none()) {
            Some(wrong) => {
                Err(format!("`{wrong}` is not a document's id, a space and an entity: 001.txt e1"))
            }
            None => Ok(read),
        }
    }
}

/// Document and number of a member.
pub(super) fn split(member: &str) -> Option<(&str, &str)> {
    member.rsplit_once(' ').filter(|(_, local)| local.starts_with('e'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files() {
        let read = Corrections::parse("[[same]]\nmembers = [\"a b.txt e1\", \"c e2\"]\n");
        assert_eq!(read.map(|c| c.same.len()), Ok(1));
        assert_eq!(split("a b.txt e1"), Some(("a b.txt", "e1")));
        for wrong in ["[[same]]\nmembers = [\"a\"]", "[[sam]]\n", "x"] {
            assert!(Corrections::parse(wrong).is_err(), "{wrong}");
        }
    }
}
