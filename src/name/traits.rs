//! What is known of one word before any candidate is looked at: its shape, the lists that it
//! stands in, and the cue lists of `rules/names/cues.toml`, as a set of at most 128 bits.

use crate::gazetteer::Glance;

/// A set of traits; bit `i` stands for the `i`th name of [`TraitTable::names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TraitSet(pub u128);

/// Most traits that a [`TraitSet`] holds.
pub(super) const MOST: usize = 128;

macro_rules! traits {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The traits that the code asks for by name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Trait { $($variant),* }

        /// Their names, in order.
        pub(super) const BUILT_IN: &[&str] = &[$($name),*];
    };
}

// What candidates are asked for stands in the lower 64 bits, so that a question looks at these alone.
traits! {
    Capital = "capital",
    AllCaps = "all_caps",
    InnerCapital = "inner_capital",
    Mixed = "mixed",
    Initial = "initial",
    Number = "digits",
    Small = "small",
    Punct = "punct",
    Period = "period",
    Uncased = "uncased",
    Opens = "opens",
    // From here to the demonym in the order of `gazetteer::Glance`.
    GivenCommon = "given1",
    Given = "given2",
    GivenRare = "given3",
    SurnameCommon = "surname1",
    Surname = "surname2",
    SurnameRare = "surname3",
    FamilyFirst = "family_first",
    WordCommon = "word10",
    Word = "word20",
    WordRare = "word35",
    WordOdd = "word50",
    Demonym = "demonym",
    Unknown = "unknown",
    PlaceKnown = "place1",
    Place = "place2",
    OrganizationKnown = "organization1",
    SeenSmall = "seen_small",
    SeenCapital = "seen_capital",
    Value = "value",
    Short = "short",
    Syllable = "syllable",
    // From here on lists: those of `cues.toml` that the code asks for, from comma to based.
    Comma = "comma",
    Quote = "quote",
    Hyphen = "hyphen",
    Slash = "slash",
    And = "and",
    Of = "of",
    For = "for",
    The = "the",
    Possessive = "possessive",
    OpenBracket = "open_bracket",
    CloseBracket = "close_bracket",
    Dash = "dash",
    Particle = "particle",
    NameSuffix = "name_suffix",
    LegalForm = "legal_form",
    OrganizationHead = "organization_head",
    PlaceHead = "place_head",
    OtherHead = "other_head",
    Honorific = "honorific",
    Rank = "rank",
    RoleHead = "role_head",
    RoleModifier = "role_modifier",
    Address = "address",
    Based = "based",
    // No evidence, but asked while chunks are cut: never part of a name; may stand between two
    // capitalised words of a name; only after the head of an organization's name.
    Never = "never",
    Joint = "joint",
    HeadedJoint = "headed_joint",
    // Nor is this: a listed name begins here.
    Listed = "listed",
    Organization = "organization2",
    Product = "product",
    Edge = "edge",
    // The last of the lower 64; no word has it.
    Nothing = "nothing",
    PlaceEnding = "place_ending",
    PersonEnding = "person_ending",
    OrganizationEnding = "organization_ending",
    VerbThird = "verb_s",
    VerbPast = "verb_ed",
    AcronymPlural = "acronym_plural",
    OrganizationNoun = "organization_noun",
    PersonNoun = "person_noun",
    PlaceNoun = "place_noun",
    Be = "be",
    Determiner = "determiner",
    Preposition = "preposition",
    Relative = "relative",
    In = "in",
    At = "at",
    On = "on",
    Former = "former",
    Weekday = "weekday",
    Month = "month",
    Colon = "colon",
    FirmTail = "firm_tail",
    Paired = "paired",
    Singular = "singular_verb",
    Market = "market",
}

/// Traits that are evidence.
const EVIDENCE: u128 =
    !mask(&[Trait::Never, Trait::Joint, Trait::HeadedJoint, Trait::Listed, Trait::Paired]);

impl TraitSet {
    /// With one more.
    pub(super) fn with(self, t: Trait) -> Self {
        Self(self.0 | 1 << t as u8)
    }

    /// Adds one.
    pub(super) fn insert(&mut self, t: Trait) {
        *self = self.with(t);
    }

    /// True when it has the trait.
    #[inline]
    pub(super) fn has(self, t: Trait) -> bool {
        self.0 & (1 << t as u8) != 0
    }

    /// True when it has any of the traits.
    #[inline]
    pub(super) fn any(self, mask: u128) -> bool {
        self.0 & mask != 0
    }

    /// Adds what a name list says of the word by itself.
    #[inline]
    pub(super) fn insert_glance(&mut self, glance: Glance) {
        self.0 |= u128::from(glance.of_words()) << Trait::GivenCommon as u8;
    }

    /// Its traits that are evidence: those below the 64th, and the others.
    #[inline]
    pub(super) fn halves(self) -> (u64, u64) {
        let set = self.0 & EVIDENCE;
        (set as u64, (set >> 64) as u64)
    }

    /// Calls `f` with the number of each of its traits that are evidence, ascending.
    #[inline]
    pub(super) fn each(self, mut f: impl FnMut(u16)) {
        let (low, high) = self.halves();
        for (half, first) in [(low, 0), (high, 64)] {
            let mut rest = half;
            while rest != 0 {
                f(first + rest.trailing_zeros() as u16);
                rest &= rest - 1;
            }
        }
    }
}

const _: () = {
    let glance = Trait::GivenCommon as u8;
    assert!(Trait::WordOdd as u8 == glance + 10 && Trait::Demonym as u8 == glance + 11);
    assert!(Trait::Edge as u8 == Trait::Organization as u8 + 2);
    assert!(Trait::Nothing as u8 == 63);
};

/// The set of some traits, for [`TraitSet::any`].
pub(super) const fn mask(traits: &[Trait]) -> u128 {
    let (mut set, mut i) = (0u128, 0);
    while i < traits.len() {
        set |= 1 << traits[i] as u8;
        i += 1;
    }
    set
}

/// Capitalised words, whether at their beginning or inside.
pub(super) const CAPITALS: u128 = mask(&[Trait::Capital, Trait::InnerCapital]);
/// Listed places.
pub(super) const PLACES: u128 = mask(&[Trait::PlaceKnown, Trait::Place]);
/// Common words.
pub(super) const WORDS: u128 = mask(&[Trait::WordCommon, Trait::Word, Trait::WordRare]);
/// Given names that are none else.
pub(super) const GIVEN: u128 = mask(&[Trait::GivenCommon, Trait::Given]);
/// Surnames.
pub(super) const SURNAMES: u128 = mask(&[Trait::SurnameCommon, Trait::Surname, Trait::SurnameRare]);
/// Heads of names of whatever kind.
pub(super) const HEADS: u128 = mask(&[Trait::OrganizationHead, Trait::PlaceHead, Trait::OtherHead]);
/// What may stand before a person's name.
pub(super) const TITLES: u128 = mask(&[Trait::Honorific, Trait::Rank, Trait::RoleHead]);
/// Words of job titles.
pub(super) const ROLE_WORDS: u128 = mask(&[Trait::RoleHead, Trait::RoleModifier]);
/// `of` and `for`.
pub(super) const OF_FOR: u128 = mask(&[Trait::Of, Trait::For]);
/// Hyphens and slashes.
pub(super) const TIES: u128 = mask(&[Trait::Hyphen, Trait::Slash]);
