//! `suppress`: what is no relation.

use super::{Applied, Corrections, Kind, same};
use crate::entity::Entities;
use crate::relation::{Argument, Relation};

impl Corrections {
    /// Drops the relations that are suppressed.
    pub fn relations(
        &self,
        doc: &str,
        text: &str,
        entities: &Entities,
        relations: &mut Vec<Relation>,
        applied: &mut Applied,
    ) {
        let named = |argument: &Argument, name: &Option<String>| {
            let Some(name) = name else { return true };
            let entity = argument.entity.and_then(|id| entities.get(id));
            let aliases = entity.map(|e| entities.aliases_of(e)).unwrap_or(&[]);
            same(&argument.name, name) || aliases.iter().any(|a| same(a.name(text), name))
        };
        for (number, kind) in self.of(doc) {
            let Kind::Suppress { relation, subject, object, rule } = kind else { continue };
            let before = relations.len();
            relations.retain(|r| {
                let is = relation.as_ref().is_none_or(|name| *name == r.relation)
                    && rule.as_ref().is_none_or(|name| *name == r.rule);
                let ends = |a: &Argument, b: &Argument| named(a, subject) && named(b, object);
                let straight = || ends(&r.subject, &r.object);
                !(is && (straight() || r.symmetric && ends(&r.object, &r.subject)))
            });
            applied.extend(std::iter::repeat_n(number, before - relations.len()));
        }
    }
}
