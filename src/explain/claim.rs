//! A relation that somebody expects: `owns(Acme, "Beta Co., Ltd.")`.

use std::fmt;

/// A relation with its ends as written. Where an unquoted name may hold a comma there are several
/// ways to split them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The type.
    pub relation: String,
    splits: Vec<[String; 2]>,
}

/// A claim that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimError {
    /// It is not of the form `relation(subject, object)`.
    Form(String),
    /// Several splits are possible: the names.
    Ambiguous(Vec<[String; 2]>),
}

impl fmt::Display for ClaimError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(fault) => {
                write!(f, "{fault}; a claim is written owns(Acme, \"Beta Co., Ltd.\")")
            }
            Self::Ambiguous(all) => {
                let one = |[a, b]: &[String; 2]| format!("(\"{a}\", \"{b}\")");
                let all: Vec<String> = all.iter().map(one).collect();
                write!(f, "which comma divides the names? Quote them: {}", all.join(" or "))
            }
        }
    }
}

impl std::error::Error for ClaimError {}

impl Claim {
    /// Reads `relation(subject, object)`; names may be quoted.
    ///
    /// # Errors
    /// When it is not of that form.
    pub fn parse(text: &str) -> Result<Self, ClaimError> {
        let form = |fault: &str| ClaimError::Form(fault.to_owned());
        let (relation, rest) =
            text.trim().split_once('(').ok_or_else(|| form("there is no bracket"))?;
        let inside = rest.strip_suffix(')').ok_or_else(|| form("the bracket is never closed"))?;
        let parts = parts(inside)?;
        if parts.len() < 2 {
            return Err(form("there are no two names with a comma between them"));
        }
        let mut splits = Vec::new();
        for cut in 1..parts.len() {
            let (left, right) = parts.split_at(cut);
            let ends = [left, right].map(|side| unquoted(&side.join(",")));
            if ends.iter().all(|end| !end.is_empty()) {
                splits.push(ends);
            }
        }
        if splits.is_empty() {
            return Err(form("a name is empty"));
        }
        Ok(Self { relation: relation.trim().to_owned(), splits })
    }

    /// The claim that says so.
    pub fn of(relation: &str, subject: &str, object: &str) -> Self {
        Self {
            relation: relation.to_owned(),
            splits: vec![[subject.to_owned(), object.to_owned()]],
        }
    }

    /// The ends: of several splits the one whose names are known, else the one with one known name.
    ///
    /// # Errors
    /// When that leaves several.
    pub(super) fn ends(&self, known: impl Fn(&str) -> bool) -> Result<[String; 2], ClaimError> {
        if let [only] = self.splits.as_slice() {
            return Ok(only.clone());
        }
        let count = |ends: &[String; 2]| ends.iter().filter(|end| known(end)).count();
        let most = self.splits.iter().map(count).max().unwrap_or_default();
        let best: Vec<[String; 2]> =
            self.splits.iter().filter(|ends| count(ends) == most).cloned().collect();
        match best.as_slice() {
            [only] => Ok(only.clone()),
            _ => Err(ClaimError::Ambiguous(best)),
        }
    }
}

/// What stands between commas outside quotation marks.
fn parts(inside: &str) -> Result<Vec<String>, ClaimError> {
    let mut all = vec![String::new()];
    // What closes the quotation that is open.
    let (mut quoted, mut escaped) = (None, false);
    for c in inside.chars() {
        let part = all.last_mut();
        let opens = part.as_ref().is_none_or(|p| p.trim().is_empty());
        match (c, quoted) {
            ('"' | '\u{201c}', None) if opens => {
                quoted = Some(if c == '"' { '"' } else { '\u{201d}' });
                part.into_iter().for_each(|p| p.push('"'));
            }
            (c, Some(end)) if c == end && !escaped => {
                quoted = None;
                part.into_iter().for_each(|p| p.push('"'));
            }
            (',', None) => all.push(String::new()),
            _ => part.into_iter().for_each(|p| p.push(c)),
        }
        escaped = c == '\\' && !escaped;
    }
    if quoted.is_some() {
        return Err(ClaimError::Form("a quotation mark is never closed".to_owned()));
    }
    Ok(all)
}

fn unquoted(name: &str) -> String {
    let name = name.trim();
    let inside = name.strip_prefix('"').and_then(|n| n.strip_suffix('"'));
    inside.map_or_else(|| name.to_owned(), |n| n.replace("\\\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(claim: &str, known: &[&str]) -> Result<[String; 2], ClaimError> {
        Claim::parse(claim)?.ends(|name| known.contains(&name))
    }

    #[test]
    fn names_with_commas() {
        let two = |a: &str, b: &str| Ok([a.to_owned(), b.to_owned()]);
        assert_eq!(ends("owns(Acme, Beta)", &[]), two("Acme", "Beta"));
        let quoted = "owns(\"Douyin Co., Ltd.\", Toutiao)";
        assert_eq!(ends(quoted, &[]), two("Douyin Co., Ltd.", "Toutiao"));
        let bare = "owns(Douyin Co., Ltd., Toutiao)";
        assert_eq!(
            ends(bare, &["Douyin Co., Ltd.", "Toutiao"]),
            two("Douyin Co., Ltd.", "Toutiao")
        );
        assert_eq!(ends(bare, &["Toutiao"]), two("Douyin Co., Ltd.", "Toutiao"));
        assert!(matches!(ends(bare, &[]), Err(ClaimError::Ambiguous(all)) if all.len() == 2));
        assert!(matches!(
            ends("owns(A, B, C)", &["A", "B, C", "A, B", "C"]),
            Err(ClaimError::Ambiguous(_))
        ));
        assert_eq!(ends("says(\"a \\\"b\\\", c\", d)", &[]), two("a \"b\", c", "d"));
        let odd = "owns(\"the 'Acme ring”.\", “B, \"C\"”)";
        assert_eq!(ends(odd, &[]), two("the 'Acme ring”.", "B, \"C\""));
        assert_eq!(ends("owns(7\" Records, B)", &[]), two("7\" Records", "B"));
        for wrong in ["owns", "owns(A)", "owns(A, B", "owns(, B)", "owns(\"A, B)"] {
            assert!(matches!(Claim::parse(wrong), Err(ClaimError::Form(_))), "{wrong}");
        }
    }
}
