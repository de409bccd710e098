//! Time zones behind a time of day: `14:30 GMT`, `5 p.m. Eastern Standard Time`.

use std::collections::BTreeMap;

use super::Values;
use super::field::Context;
use super::frame::{Field, code};
use super::grammar::Hit;
use crate::document::{Gap, Shape};
use crate::lexicon::{Lexicon, WordId};

/// Zones of several words with their minutes east of Greenwich, the longest first.
#[derive(Debug, Clone)]
pub(super) struct Zones(Vec<(Vec<WordId>, i32)>);

impl Zones {
    /// The lists of `[zone]`.
    pub(super) fn new(
        lists: &BTreeMap<String, Vec<String>>,
        lexicon: &mut Lexicon,
    ) -> Result<Self, String> {
        let mut zones = Vec::new();
        for (key, names) in lists {
            let minutes = code(key).ok_or_else(|| format!("no zone {key}"))?;
            for name in names {
                zones.push((name.split(' ').map(|w| lexicon.intern(w)).collect(), minutes));
            }
        }
        zones.sort_by_key(|(words, _): &(Vec<WordId>, i32)| std::cmp::Reverse(words.len()));
        Ok(Self(zones))
    }
}

impl Values {
    /// The time with the zone that stands behind it.
    pub(super) fn zoned(&self, mut hit: Hit, context: &Context<'_>) -> Hit {
        if !hit.frame.has(Field::Hour) || hit.frame.has(Field::Zone) {
            return hit;
        }
        let document = context.document;
        let Some(token) = document.tokens.get(hit.end).filter(|t| t.gap < Gap::Line) else {
            return hit;
        };
        let named = token.shape.has(Shape::ALL_CAPS);
        let short = self.grammar.term(token.word, Field::Zone).filter(|_| named);
        let same = |words: &[WordId]| (hit.end..).zip(words).all(|(at, w)| document.word(at) == *w);
        let long = || self.zones.0.iter().find(|(words, _)| same(words));
        let zone = short.map(|zone| (1, zone)).or_else(|| long().map(|(w, zone)| (w.len(), *zone)));
        if let Some((length, zone)) = zone {
            hit.end += length;
            hit.frame.set(Field::Zone, zone);
        }
        hit
    }
}
