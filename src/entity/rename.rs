//! Other names that the article itself gives: `Acme, formerly known as Beta`, `the Central Bank of
//! Ghana, or CBG`. The words between are the list `renaming`.

use super::alias::Names;
use super::group::Groups;
use crate::lexicon::WordId;
use crate::mention::{Mention, MentionType};

/// The reason of such a joint: never the name that an entity is called by.
pub(super) const OTHER_NAME: &str = "other name";

/// Longest way from a name to its other one, in tokens.
const REACH: u32 = 6;

/// Joins each name to the other one that the words between say it has. Linear in the mentions.
pub(super) fn join(names: &Names<'_>, groups: &mut Groups) {
    let all = names.mentions.all();
    for (at, pair) in all.windows(2).enumerate() {
        let [full, other] = pair else { continue };
        let same = full.mention_type == other.mention_type
            && matches!(full.mention_type, MentionType::Organization | MentionType::Person);
        if !same || other.tokens.start > full.tokens.end + REACH || !is_renaming(names, full, other)
        {
            continue;
        }
        if let (Some(to), Some(id)) = (names.form_of(at), names.form_of(at + 1)) {
            groups.join(id, to, OTHER_NAME, 0.9);
        }
    }
}

/// A comma or bracket and listed words stand between; after `or` the other name must be set off.
fn is_renaming(names: &Names<'_>, full: &Mention, other: &Mention) -> bool {
    let document = names.document;
    let mut at = full.tokens.end;
    let aside = matches!(document.token_bytes(at as usize), b"," | b"(");
    at += u32::from(aside);
    let mut between: Vec<WordId> =
        (at..other.tokens.start).map(|i| document.word(i as usize)).collect();
    let article = |w: &WordId| names.lexicon.folded(*w) == "the";
    if between.len() > 1 && between.last().is_some_and(article) {
        between.pop();
    }
    let listed = |list| names.lexicon.list(list).unwrap_or(&[]).contains(&between);
    if listed("renaming") {
        return true;
    }
    let closed = matches!(document.token_bytes(other.tokens.end as usize), b"," | b")" | b".");
    aside && closed && listed("or_name")
}
