//! Verbs of patterns that the lexicon does not know.

use crate::lexicon::Lexicon;
use crate::pattern::syntax::{self, Ast, Item};

/// What to say of a pattern that stands as `[role] ~verb …` with a verb that no list knows: it is
/// met as a noun alone, in singular and plural.
pub fn unknown_verb(pattern: &str, lexicon: &Lexicon) -> Option<String> {
    let items = syntax::parse(pattern).ok()?;
    let told = items.iter().position(|item| matches!(item.ast, Ast::Mention { .. }))?;
    let lemma = lemma(items.get(told + 1)?)?;
    (!lexicon.is_verb(lemma)).then(|| {
        format!("`{lemma}` is no verb that is known: if it is meant as one, say `{lemma} = {{}}` under [verb]")
    })
}

/// `~lemma` where a verb may stand.
fn lemma(item: &Item) -> Option<&str> {
    match &item.ast {
        Ast::Lemma(lemma) => lemma.split(' ').next(),
        Ast::Group(all) => all.iter().filter_map(|one| one.first()).find_map(lemma),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_told_from_verbs() {
        let lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
        for (pattern, unknown) in [
            ("[a] ~sponsor [b]", true),
            ("[a] (~sponsor|~support) [b]", true),
            ("[a] ~own [b]", false),
            ("[a] 's ~unit [b]", false),
            ("[a] owns [b]", false),
            ("~sponsor [b]", false),
            ("[a", false),
        ] {
            let told = unknown_verb(pattern, &lexicon);
            assert_eq!(told.is_some(), unknown, "{pattern}: {told:?}");
        }
    }
}
