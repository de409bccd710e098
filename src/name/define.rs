//! What the article says that a name is: `X is a village`, `X, a maker of trucks`.

use super::feature::{Sign, sign};
use super::ground::Ground;
use super::sum::Sink;
use super::traits::{Trait, TraitSet, mask};
use crate::document::TokenRange;

/// So many words behind the article are looked at for the noun.
const NEAR: usize = 7;
/// What ends the noun phrase.
const ENDS: u128 = mask(&[Trait::Punct, Trait::Comma, Trait::Preposition, Trait::Relative]);

/// Adds what stands behind a name that ends before `end`: a form of be or a comma, `after`, and a
/// determiner, `after2`, and then a noun that tells its type. The head of the noun phrase is the
/// last such noun before a preposition or mark.
#[inline]
pub(super) fn told(
    ground: &Ground<'_>,
    sentence: TokenRange,
    end: usize,
    (after, after2): (TraitSet, TraitSet),
    out: &mut impl Sink,
) {
    if after2.has(Trait::Determiner) && after.any(const { mask(&[Trait::Be, Trait::Comma]) }) {
        let noun = noun(ground, end + 2, sentence.end as usize);
        let signs = if after.has(Trait::Be) {
            [Sign::IsOrganization, Sign::IsPerson, Sign::IsPlace]
        } else {
            [Sign::CommaOrganization, Sign::CommaPerson, Sign::CommaPlaceNoun]
        };
        for (told, shown) in noun.into_iter().zip(signs) {
            if told {
                out.add(sign(shown));
            }
        }
    }
}

/// Whether the head of a noun phrase is a noun of organizations, persons, places.
fn noun(ground: &Ground<'_>, from: usize, limit: usize) -> [bool; 3] {
    let mut head = [false; 3];
    for at in from..limit.min(from + NEAR) {
        let set = ground.traits[at];
        if set.has(Trait::Possessive) {
            head = [false; 3];
        } else if set.any(ENDS) {
            break;
        }
        let organization = set.has(Trait::OrganizationNoun);
        let person = set.any(const { mask(&[Trait::PersonNoun, Trait::RoleHead]) });
        let place = set.has(Trait::PlaceNoun);
        if organization || person || place {
            head = [organization, person, place];
        }
    }
    head
}
