//! Which mentions mean the same thing. Entry point: [`Linker::link_all`].
//!
//! First the distinct names are joined, a named function for each reason (`alias`, `partial`,
//! `bracket`, `rename`, `person`); then one walk over the text finds what descriptions and pronouns stand for
//! (`nominal`, `pronoun`, `relative`), or leaves them alone where two readings are about equal.
//! What is known of an entity beyond its names (`profile`) is gathered when a description asks.

mod alias;
mod assemble;
mod behind;
mod beside;
mod binding;
mod bracket;
mod deal;
mod description;
mod determined;
mod entities;
mod facts;
mod fitness;
mod form;
mod group;
mod index;
mod knowledge;
mod lists;
mod nominal;
mod officer;
mod origin;
mod partial;
mod person;
mod plural;
mod predicate;
mod profile;
mod pronoun;
mod relative;
mod rename;
mod resolve;
mod scene;
mod score;
mod speaker;
#[cfg(test)]
mod tests;
mod title;

pub use entities::{Alias, Entities, Entity, EntityId, Link, Part};
pub use plural::stands_for_several;

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;

/// What links mentions, made once for all documents.
#[derive(Debug, Clone)]
pub struct Linker {
    weights: score::Weights,
    lists: lists::Lists,
}

impl Linker {
    /// With the weights and lists of the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { weights: score::Weights::of(lexicon), lists: lists::Lists::of(lexicon) }
    }

    /// Adds the descriptions and pronouns that could be resolved, and groups all mentions of
    /// organizations, persons and places.
    ///
    /// Linear in the text, but for sorting; each description and pronoun looks back a bounded way.
    pub fn link(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        mentions: Mentions,
    ) -> Entities {
        let document = std::slice::from_ref(document);
        self.link_all(document, lexicon, gazetteer, vec![mentions]).pop().unwrap_or_default()
    }

    /// The same for each document with its mentions, step by step: the code of one step, and not
    /// that of all, stays in the processor's first cache.
    pub fn link_all(
        &self,
        documents: &[Document<'_>],
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        mentions: Vec<Mentions>,
    ) -> Vec<Entities> {
        let each = || documents.iter().zip(&mentions);
        let mut stores: Vec<form::Store> = each().map(|_| form::Store::default()).collect();
        let read = |((document, mentions), store): (_, &mut form::Store)| {
            store.read(document, lexicon, mentions)
        };
        let drafts: Vec<form::Drafts> = each().zip(&mut stores).map(read).collect();
        let forms = stores.iter().zip(drafts).map(|(store, drafts)| store.forms(drafts));
        let forms: Vec<form::Forms<'_>> = forms.collect();
        let names = each().zip(&forms).map(|((document, mentions), forms)| alias::Names {
            document,
            lexicon,
            lists: &self.lists,
            gazetteer,
            mentions,
            index: index::Index::of(document, lexicon, gazetteer, &forms.all),
            forms,
        });
        let names: Vec<alias::Names<'_>> = names.collect();
        let groups: Vec<group::Groups> = names.iter().map(alias::join).collect();
        let resolve = |(names, groups)| resolve::resolve(names, groups, &self.weights);
        let resolved: Vec<_> = names.iter().zip(&groups).map(resolve).collect();
        drop(names);
        let linked = documents.iter().zip(mentions).zip(&forms).zip(&groups).zip(&resolved);
        let assemble =
            |((((document, mentions), forms), groups), resolved): (_, &resolve::Found)| {
                assemble::assemble(document, forms, groups, mentions, resolved)
            };
        linked.map(assemble).collect()
    }
}

/// The same for a single document.
pub fn link(
    document: &Document<'_>,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    mentions: Mentions,
) -> Entities {
    Linker::new(lexicon).link(document, lexicon, gazetteer, mentions)
}
