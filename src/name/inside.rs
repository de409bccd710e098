//! What the words of a candidate show together, gathered as it grows word by word.

use super::ground::Ground;
use super::traits::{
    CAPITALS, GIVEN, HEADS, OF_FOR, PLACES, SURNAMES, TITLES, Trait, TraitSet, WORDS, mask,
};

/// What a person's name is made of.
const PERSONAL: u128 = GIVEN
    | SURNAMES
    | mask(&[Trait::GivenRare, Trait::Particle, Trait::NameSuffix, Trait::Hyphen, Trait::Initial]);
/// Words whose case says nothing.
const CASELESS: u128 = mask(&[Trait::AllCaps, Trait::Initial, Trait::InnerCapital]);
/// Words whose traits count in the middle of a name.
const MIDDLE: u128 = CAPITALS | mask(&[Trait::Initial, Trait::Number]);

/// What joins the words of a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Joined {
    pub of: bool,
    pub r#for: bool,
    pub and: bool,
    pub ampersand: bool,
    pub hyphen: bool,
    pub slash: bool,
    pub possessive: bool,
    pub digits: bool,
    pub comma: bool,
    pub other: bool,
    /// One of `in`, `at`, `on`.
    pub place: bool,
}

/// What its words show, whether one or several.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shows {
    /// A capitalised word that some list knows.
    pub some_known: bool,
    /// A capitalised word that is no common word.
    pub some_unusual: bool,
    /// A word of a date or number.
    pub value: bool,
}

impl Shows {
    /// Of one word.
    #[inline]
    pub(super) fn of(set: TraitSet) -> Self {
        let capital = set.has(Trait::Capital);
        Self {
            some_known: capital && !set.has(Trait::Unknown),
            some_unusual: capital && !set.any(WORDS),
            value: set.has(Trait::Value),
        }
    }

    fn add(&mut self, other: Self) {
        self.some_known |= other.some_known;
        self.some_unusual |= other.some_unusual;
        self.value |= other.value;
    }
}

/// The words so far, in the end more than one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inside {
    start: usize,
    /// Number of words.
    pub words: usize,
    /// Traits of the first word.
    pub first: TraitSet,
    /// Traits of the last word.
    pub last: TraitSet,
    /// What each of them shows.
    pub shows: Shows,
    /// What joins them.
    pub joined: Joined,
    /// Where the first inner `of` or `for` stands.
    pub head: Option<usize>,
    /// A listed place stands behind it.
    pub of_place: bool,
    /// A word that is no part of a person's name: anywhere; neither first nor last.
    pub some_impersonal: [bool; 2],
    /// The head of a name of whatever kind.
    pub some_head: bool,
    /// Behind the first `and` stands a word that is no common one.
    pub unusual_behind: bool,
    /// The tail of a firm stands behind an `and`; all words are legal forms.
    pub firm_tail: bool,
    pub all_legal: bool,
    /// Two words or more before the first `and`, and behind it.
    pub around_and: [bool; 2],
    /// Words since the beginning or the first `and`.
    run: usize,
    /// A small particle.
    pub particle: bool,
    /// A word before the last that is no initial.
    pub some_full: bool,
    /// A legal form before a word that is none.
    pub legal: bool,
    /// A title behind the first word, and before the last.
    pub title: bool,
    /// A longer word in capitals; a word that is not.
    pub cases: [bool; 2],
    /// The first word stands in it once more, and not behind `and`.
    pub repeats: bool,
    middle: u128,
}

impl Inside {
    /// The first word alone.
    pub(super) fn new(ground: &Ground<'_>, start: usize) -> Self {
        let first = ground.traits[start];
        Self {
            start,
            words: 1,
            first,
            last: first,
            shows: Shows::of(first),
            joined: Joined::default(),
            head: None,
            of_place: false,
            some_impersonal: [!first.any(PERSONAL), false],
            some_head: first.any(HEADS),
            unusual_behind: false,
            firm_tail: false,
            all_legal: first.has(Trait::LegalForm),
            around_and: [false; 2],
            run: 1,
            particle: is_small_particle(first),
            some_full: false,
            legal: false,
            title: false,
            cases: cases(first),
            repeats: false,
            middle: 0,
        }
    }

    /// One word more; gives the traits that the word before it, now in the middle, adds there.
    #[inline]
    pub(super) fn push(&mut self, ground: &Ground<'_>, at: usize) -> Option<TraitSet> {
        let (set, before) = (ground.traits[at], self.last);
        let mut new = None;
        if self.words > 1 {
            let suffix = before.has(Trait::Comma) && set.has(Trait::NameSuffix);
            self.some_impersonal[1] |= !before.any(PERSONAL) && !suffix;
            self.title |= before.any(TITLES);
            let goes_on = set.any(CAPITALS) && !set.has(Trait::LegalForm);
            self.legal |= goes_on && before.has(Trait::LegalForm);
            if before.any(MIDDLE) {
                new = Some(TraitSet(before.0 & !self.middle));
                self.middle |= before.0;
            }
        }
        self.some_full |= !before.has(Trait::Initial);
        let hash = |at: usize| ground.document.tokens.get(at).map(|t| t.hash);
        self.repeats |=
            set.any(CAPITALS) && !before.has(Trait::And) && hash(at) == hash(self.start);
        self.join(ground, at, set);
        self.shows.add(Shows::of(set));
        let [long, cased] = cases(set);
        self.cases = [self.cases[0] | long, self.cases[1] | cased];
        let suffix = set.has(Trait::Comma) && is_suffix(ground, at + 1);
        self.some_impersonal[0] |= !set.any(PERSONAL) && !suffix;
        self.particle |= is_small_particle(set);
        self.some_head |= set.any(HEADS);
        self.unusual_behind |=
            self.joined.and && set.any(CAPITALS) && !set.any(const { WORDS | HEADS });
        let tail = set.has(Trait::Capital) && set.has(Trait::FirmTail);
        self.firm_tail |= tail && before.has(Trait::And);
        self.all_legal &= set.has(Trait::LegalForm);
        if set.has(Trait::And) && !self.around_and[0] {
            self.around_and[0] = self.run > 1;
            self.run = 0;
        } else {
            self.run += 1;
            self.around_and[1] = self.joined.and && self.run > 1;
        }
        self.last = set;
        self.words += 1;
        new
    }

    fn join(&mut self, ground: &Ground<'_>, at: usize, set: TraitSet) {
        let joined = &mut self.joined;
        self.of_place |= self.head.is_some() && set.any(PLACES);
        joined.digits |= set.any(const { mask(&[Trait::Number, Trait::Mixed]) });
        if set.any(CAPITALS) {
            return;
        }
        if set.any(OF_FOR) {
            let of = set.has(Trait::Of);
            joined.of |= of;
            joined.r#for |= !of;
            self.head = self.head.or(Some(at));
        } else if set.has(Trait::And) {
            joined.and = true;
            joined.ampersand |= ground.document.token_text(at) == "&";
        } else if set.has(Trait::Hyphen) {
            joined.hyphen = true;
        } else if set.has(Trait::Slash) {
            joined.slash = true;
        } else if set.has(Trait::Possessive) {
            joined.possessive = true;
        } else if set.has(Trait::Comma) {
            joined.comma |= !is_suffix(ground, at + 1);
        } else {
            let known = mask(&[Trait::LegalForm, Trait::The]);
            joined.other |= set.has(Trait::Small) && !set.any(known);
            joined.place |= set.any(const { mask(&[Trait::In, Trait::At, Trait::On]) });
        }
    }

    /// Where its first word stands.
    pub(super) fn start(&self) -> usize {
        self.start
    }
}

/// `Jr.` behind the comma of `Amos Reed, Jr.`
fn is_suffix(ground: &Ground<'_>, at: usize) -> bool {
    ground.traits.get(at).is_some_and(|set| set.has(Trait::NameSuffix) && set.has(Trait::Capital))
}

fn is_small_particle(set: TraitSet) -> bool {
    set.has(Trait::Particle) && set.has(Trait::Small)
}

/// A longer word in capitals; a capitalised word that is not in capitals.
fn cases(set: TraitSet) -> [bool; 2] {
    let capital = set.has(Trait::Capital);
    let long = set.has(Trait::AllCaps) && !set.has(Trait::Short);
    [capital && long, capital && !set.any(CASELESS)]
}

/// One of two neighbouring words is a longer one in capitals and the other is not in capitals.
#[inline]
pub(super) fn is_other_case(one: TraitSet, other: TraitSet) -> bool {
    let [[one_long, one_cased], [other_long, other_cased]] = [cases(one), cases(other)];
    one_long && other_cased || one_cased && other_long
}
