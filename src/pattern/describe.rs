//! Atoms of a compiled pattern in the notation of rule files, for a person to read.

use std::sync::Arc;

use super::node::{Atom, Lexical, RoleId, TypeSet};
use super::program::Program;
use super::syntax::ShapeName;
use crate::lexicon::{Lexicon, WordId};
use crate::mention::MentionType;

/// Entries of a list without a name that are shown.
const SHOWN: usize = 4;

/// What atoms are told with.
#[derive(Clone, Copy)]
pub struct Notation<'a> {
    /// Words.
    pub lexicon: &'a Lexicon,
    /// Lists by the names that patterns use: `@stake`, `~@hold`.
    pub lists: &'a [(String, Arc<Lexical>)],
    /// Names of roles.
    pub role: &'a dyn Fn(RoleId) -> &'a str,
}

impl Program {
    /// An atom as a rule file would write it: `[owner]`, `~@hold`, `of`.
    pub fn describe(&self, atom: u16, notation: &Notation<'_>) -> String {
        self.atom_at(atom).map(|atom| notation.atom(atom)).unwrap_or_default()
    }
}

impl Notation<'_> {
    fn atom(&self, atom: &Atom) -> String {
        match atom {
            Atom::Lexical(lexical) => self.lexical(lexical),
            Atom::Shape(shape) => match shape {
                ShapeName::Capital => "#cap",
                ShapeName::Number => "#num",
                ShapeName::Punctuation => "#punct",
                ShapeName::Verb => "#verb",
            }
            .to_owned(),
            Atom::Mention { role, types, having } => {
                let name = match role {
                    Some(role) => (self.role)(*role).to_owned(),
                    None => types.names(),
                };
                let having = having.as_ref().map(|l| self.lexical(l));
                let having = having.map_or_else(String::new, |l| format!("~{l}"));
                format!("[{name}{having}]")
            }
        }
    }

    fn lexical(&self, lexical: &Arc<Lexical>) -> String {
        if let Some((name, _)) = self.lists.iter().find(|(_, l)| Arc::ptr_eq(l, lexical)) {
            return name.clone();
        }
        if let Some(exact) = &lexical.exact {
            return format!("\"{exact}\"");
        }
        if lexical.possessive {
            return "'s".to_owned();
        }
        let word = |w: &WordId| self.lexicon.folded(*w).to_owned();
        let joined = |words: &[WordId]| words.iter().map(word).collect::<Vec<_>>().join(" ");
        let verbs = lexical.lemmas.iter().map(|w| format!("~{}", word(w)));
        let phrases = lexical.verb_phrases.iter();
        let verbs = verbs.chain(phrases.map(|(v, rest)| format!("~{} {}", word(v), joined(rest))));
        let words = lexical.words.iter().map(word);
        let all = verbs.chain(words).chain(lexical.phrases.iter().map(|p| joined(p)));
        let mut shown: Vec<String> = all.collect();
        if shown.len() > SHOWN {
            shown.truncate(SHOWN);
            shown.push("…".to_owned());
        }
        shown.join("|")
    }
}

impl TypeSet {
    /// The names of its types, joined by `|`.
    pub fn names(self) -> String {
        use MentionType as T;
        let all = [
            T::Organization,
            T::Person,
            T::Place,
            T::Date,
            T::Percent,
            T::Money,
            T::Number,
            T::Role,
            T::Other,
        ];
        let names: Vec<&str> = all.into_iter().filter(|t| self.has(*t)).map(T::name).collect();
        names.join("|")
    }
}
