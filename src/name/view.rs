//! The evidence of a candidate: what its start, its end and its words as a whole show.

use super::acronym;
use super::chunk::MAX_NAME;
use super::define;
use super::feature::{self, Position, Sign, sign};
use super::ground::Ground;
use super::inside::{self, Inside, Shows};
use super::listed::ListedName;
use super::sum::Sink;
use super::ticker;
use super::traits::{
    CAPITALS, GIVEN, HEADS, OF_FOR, PLACES, SURNAMES, TIES, TITLES, Trait, TraitSet, WORDS, mask,
};
use crate::document::{Sentence, Shape, TokenRange};
use crate::gazetteer::{EntryType, Marks};

/// What candidates share that begin with the same word.
pub(super) struct Begin<'a> {
    /// The word.
    pub start: usize,
    /// Listed names that begin with it.
    pub listed: &'a [ListedName],
    /// It opens a paragraph, or stands behind a quotation mark or bracket.
    pub framed: bool,
}

/// A chunk with what its candidates share.
pub(super) struct View<'a> {
    /// The document.
    pub ground: &'a Ground<'a>,
    /// The sentence of the chunk.
    pub sentence: Sentence,
    /// The chunk.
    pub chunk: TokenRange,
    /// Most of its words are in capitals.
    pub all_caps: bool,
    /// Listed names of several words near it.
    pub long: &'a [TokenRange],
}

fn when(holds: bool, s: Sign, out: &mut impl Sink) {
    if holds {
        out.add(sign(s));
    }
}

impl View<'_> {
    fn around(&self, at: isize) -> TraitSet {
        self.ground.around(self.sentence.tokens, at)
    }

    /// Adds what stands around a candidate; gives its traits.
    #[inline]
    fn add_around(&self, position: Position, at: isize, out: &mut impl Sink) -> TraitSet {
        let set = self.around(at);
        let listed = self.ground.names.table.number(self.ground.document.word(at as usize));
        out.add_around(position, set, listed);
        set
    }

    /// What a candidate shows that begins at `start`, however long it is; true when that word is
    /// [`Begin::framed`].
    #[inline]
    pub(super) fn before(&self, start: usize, out: &mut impl Sink) -> bool {
        let first = self.ground.traits[start];
        out.add(sign(Sign::Any));
        let before = self.add_around(Position::Before, start as isize - 1, out);
        let before2 = self.add_around(Position::Before2, start as isize - 2, out);
        let from = self.chunk.start as usize;
        const OUTSIDE: u128 = TITLES | mask(&[Trait::Demonym, Trait::Weekday]);
        let open = |s: TraitSet| s.any(CAPITALS) && !s.any(OUTSIDE);
        when(start > from && open(before), Sign::CapitalBefore, out);
        when(start > from && inside::is_other_case(before, first), Sign::OtherCaseBefore, out);
        if start > from + 1 && before2.any(CAPITALS) {
            when(before.any(OF_FOR), Sign::OfBefore, out);
            when(before.has(Trait::And), Sign::AndBefore, out);
            when(before.any(TIES), Sign::HyphenBefore, out);
        }
        when(before.has(Trait::Comma) && before2.any(PLACES), Sign::PlaceComma, out);
        if first.has(Trait::Opens) {
            let small = first.has(Trait::SeenSmall);
            when(small, Sign::OpensSmall, out);
            when(!small && !first.has(Trait::SeenCapital), Sign::OpensAlone, out);
        }
        when(self.sentence.title_case, Sign::TitleCase, out);
        when(self.all_caps, Sign::AllCaps, out);
        before.any(const { mask(&[Trait::Quote, Trait::OpenBracket, Trait::Colon]) })
            || first.has(Trait::Opens) && self.sentence.opens_paragraph
    }

    /// What the first of several words shows.
    pub(super) fn first(&self, start: usize, out: &mut impl Sink) {
        let first = self.ground.traits[start];
        out.add_set(Position::First, first);
        when(first.any(PLACES), Sign::BeginsPlace, out);
        when(first.any(TITLES), Sign::TitleFirst, out);
    }

    /// What a single word shows.
    #[inline]
    pub(super) fn alone(&self, start: usize, out: &mut impl Sink) {
        let first = self.ground.traits[start];
        out.add(sign(Sign::One));
        out.add_set(Position::Sole, first);
        let token = &self.ground.document.tokens[start];
        if token.shape.has(Shape::ALL_CAPS) {
            out.add(sign(match token.span.len() {
                0..=2 => Sign::Caps2,
                3 => Sign::Caps3,
                4 => Sign::Caps4,
                _ => Sign::Caps5,
            }));
        }
        when(first.has(Trait::Opens) && first.any(WORDS), Sign::OpensWord, out);
    }

    /// What the last of several words shows.
    pub(super) fn last(&self, end: usize, out: &mut impl Sink) {
        let last = self.ground.traits[end - 1];
        out.add_set(Position::Last, last);
        when(last.has(Trait::Possessive), Sign::EndsPossessive, out);
    }

    /// What a candidate shows that ends before `end`, however long it is.
    #[inline]
    pub(super) fn after(&self, end: usize, out: &mut impl Sink) {
        let after = self.add_around(Position::After, end as isize, out);
        let after2 = self.add_around(Position::After2, end as isize + 1, out);
        let to = self.chunk.end as usize;
        when(end < to && after.any(CAPITALS), Sign::CapitalAfter, out);
        let last = self.ground.traits[end - 1];
        when(end < to && inside::is_other_case(last, after), Sign::OtherCaseAfter, out);
        if end + 1 < to && after2.any(CAPITALS) {
            when(after.any(OF_FOR), Sign::OfAfter, out);
            when(after.has(Trait::And), Sign::AndAfter, out);
            when(after.any(TIES), Sign::HyphenAfter, out);
        }
        when(after.has(Trait::Comma) && after2.any(PLACES), Sign::CommaPlace, out);
        define::told(self.ground, self.sentence.tokens, end, (after, after2), out);
    }

    /// What its words show together: `inside` for several.
    #[inline]
    pub(super) fn whole(
        &self,
        begin: &Begin<'_>,
        tokens: TokenRange,
        inside: Option<&Inside>,
        is_title: bool,
        out: &mut impl Sink,
    ) {
        let first = self.ground.traits[tokens.start as usize];
        let shows = inside.map_or_else(|| Shows::of(first), |inside| inside.shows);
        when(is_title, Sign::Title, out);
        let last = inside.map_or(first, |inside| inside.last);
        when(last.has(Trait::LegalForm) && self.is_cut(tokens.start as usize), Sign::LegalCut, out);
        when(shows.value, Sign::OverValue, out);
        when(!shows.some_known, Sign::AllUnknown, out);
        when(!shows.some_unusual, Sign::AllWords, out);
        self.list(begin.listed, tokens, out);
        if begin.framed {
            self.between(tokens, first, out);
        }
        if let Some(inside) = inside {
            out.add(sign(match inside.words {
                2 => Sign::Two,
                3 => Sign::Three,
                4 => Sign::Four,
                _ => Sign::Many,
            }));
            if first.any(const { PLACES | mask(&[Trait::Demonym]) }) {
                when(self.rest_is_organization(tokens), Sign::PlaceAndListed, out);
            }
            self.person(inside, out);
            self.and(inside, begin.listed, tokens, out);
            self.joints(inside, out);
        }
    }

    #[inline]
    fn list(&self, listed: &[ListedName], tokens: TokenRange, out: &mut impl Sink) {
        let mut counted = 0;
        for listed in listed {
            if listed.tokens == tokens {
                self.listed(listed, tokens.len() > 1, &mut counted, out);
            }
        }
        if self.long.is_empty() {
            return;
        }
        let start = tokens.start as usize;
        let (mut inside, mut cuts, mut holds) = (false, false, false);
        for long in self.long {
            let near = long.start as usize >= start.saturating_sub(MAX_NAME);
            if *long == tokens || !near || !long.overlaps(tokens) {
                continue;
            }
            let (from, to) = (long.start, long.end);
            inside |= from <= tokens.start && to >= tokens.end;
            cuts |= (from < tokens.start) != (to < tokens.end)
                && from != tokens.start
                && to != tokens.end;
            holds |= from >= tokens.start && to <= tokens.end;
        }
        when(inside, Sign::InsideList, out);
        when(cuts, Sign::CutsList, out);
        when(holds, Sign::HoldsList, out);
    }

    /// A capitalised word of the chunk stands right before that is no adjective, title or day.
    fn is_cut(&self, start: usize) -> bool {
        const OWN: u128 = TITLES
            | mask(&[Trait::Demonym, Trait::LegalForm, Trait::Possessive, Trait::Former])
            | mask(&[Trait::Weekday, Trait::Month]);
        let before = self.around(start as isize - 1);
        start > self.chunk.start as usize && before.any(CAPITALS) && !before.any(OWN)
    }

    /// Without its first word it is a listed organization.
    fn rest_is_organization(&self, tokens: TokenRange) -> bool {
        let rest = TokenRange::new(tokens.start as usize + 1, tokens.end as usize);
        let mut listed = self.ground.listed_at(rest.start as usize).iter();
        listed.any(|l| l.tokens == rest && l.rank < 3 && l.entry_type == EntryType::Organization)
    }

    fn listed(&self, listed: &ListedName, many: bool, counted: &mut u128, out: &mut impl Sink) {
        let entry_type = match listed.entry_type {
            EntryType::Organization => 0,
            EntryType::Person => 1,
            EntryType::Place => 2,
            EntryType::Product => 3,
            _ => 4,
        };
        let other = Marks::GIVEN | Marks::SURNAME | Marks::PLACE | Marks::ORGANIZATION;
        let marks =
            if listed.marks.has(Marks::WORD) { 1 } else { 2 * u16::from(listed.marks.has(other)) };
        let rank = u16::from(listed.rank.clamp(1, 4)) - 1;
        let number = feature::list(entry_type, rank, marks, many);
        let bit = 1 << feature::list_offset(number);
        if *counted & bit == 0 {
            out.add(number);
            let opens = self.ground.traits[listed.tokens.start as usize].has(Trait::Opens);
            let known = opens && listed.rank < 4 && entry_type < 3;
            when(known && marks != 1, Sign::OpensListed, out);
            when(known && marks == 1, Sign::OpensListedWord, out);
        }
        *counted |= bit;
        when(listed.marks.has(Marks::USER), Sign::User, out);
    }

    fn person(&self, inside: &Inside, out: &mut impl Sink) {
        let (n, first, last) = (inside.words, inside.first, inside.last);
        when(n > 2 && inside.particle, Sign::Particle, out);
        if n == 3 {
            let middle = self.ground.traits[inside.start() + 1];
            when(middle.has(Trait::Initial), Sign::MiddleInitial, out);
        }
        let initials = n <= 4 && !inside.some_full && !last.has(Trait::Initial);
        when(initials, Sign::Initials, out);
        if n > 6 {
            return;
        }
        let plain = |s: TraitSet| {
            s.has(Trait::Unknown) && !s.any(const { HEADS | mask(&[Trait::LegalForm]) })
        };
        when(!inside.some_impersonal[0], Sign::AllPersonal, out);
        let full = first.any(GIVEN) && last.any(SURNAMES) && !inside.some_impersonal[1];
        when(full, Sign::FullName, out);
        if n == 2 {
            let unlisted = !full && plain(last);
            when(unlisted && first.any(GIVEN), Sign::GivenUnknown, out);
            when(unlisted && first.has(Trait::GivenRare), Sign::RareGivenUnknown, out);
            when(plain(first) && last.any(SURNAMES), Sign::UnknownSurname, out);
        }
        when(first.has(Trait::FamilyFirst) && n <= 4, Sign::FamilyFirst, out);
    }

    fn joints(&self, inside: &Inside, out: &mut impl Sink) {
        let (first, last, joined) = (inside.first, inside.last, inside.joined);
        when(joined.of, Sign::Of, out);
        when(joined.r#for, Sign::For, out);
        let and = joined.and && !joined.ampersand;
        when(and, Sign::And, out);
        when(and && !inside.some_head, Sign::AndBare, out);
        let plain = !joined.comma && !joined.of && !joined.r#for;
        when(and && plain && inside.around_and == [true; 2], Sign::AndLong, out);
        when(inside.all_legal, Sign::LegalOnly, out);
        when(joined.ampersand, Sign::Ampersand, out);
        when(joined.hyphen, Sign::Hyphen, out);
        when(joined.slash, Sign::Slash, out);
        when(joined.possessive && !last.has(Trait::Possessive), Sign::Possessive, out);
        when(joined.digits, Sign::Digits, out);
        let legal = last.has(Trait::LegalForm);
        when(inside.legal, Sign::LegalInside, out);
        when(inside.cases == [true; 2], Sign::MixedCase, out);
        when(inside.title, Sign::TitleInside, out);
        when(inside.repeats, Sign::Repeats, out);
        when(joined.comma && joined.ampersand, Sign::CommaAmpersand, out);
        when(joined.comma && !legal, Sign::Comma, out);
        when(joined.comma && legal, Sign::CommaLegal, out);
        when(joined.other, Sign::OtherJoint, out);
        when(joined.place, Sign::InJoint, out);
        if let Some(of) = inside.head {
            let before = self.ground.traits[of - 1];
            out.add_set(Position::Head, before);
            when(before.has(Trait::OrganizationHead), Sign::HeadOf, out);
            when(inside.of_place, Sign::OfPlace, out);
        }
        let headed = last.has(Trait::OrganizationHead);
        let placed = first.any(PLACES) || first.has(Trait::Demonym);
        when(headed && placed, Sign::PlaceAndHead, out);
    }

    /// Whether what `and` joins is one name rather than two.
    fn and(&self, inside: &Inside, listed: &[ListedName], tokens: TokenRange, out: &mut impl Sink) {
        const SINGULAR: u128 = mask(&[Trait::Singular, Trait::VerbThird]);
        if !inside.joined.and {
            return;
        }
        when(inside.firm_tail, Sign::AndFirm, out);
        let headed = inside.last.has(Trait::LegalForm);
        let plain = inside.around_and == [true; 2] && !inside.joined.comma;
        when(plain && headed && !inside.unusual_behind, Sign::AndPlain, out);
        if inside.joined.ampersand {
            return;
        }
        let known = |l: &ListedName| {
            l.tokens == tokens && l.rank < 3 && l.entry_type == EntryType::Organization
        };
        when(listed.iter().any(known), Sign::AndListed, out);
        when(inside.words == 3 && inside.first.has(Trait::Paired), Sign::AndTogether, out);
        let before = self.around(tokens.start as isize - 1);
        let governed = before.any(const { mask(&[Trait::Preposition, Trait::Comma]) });
        let singular = self.around(tokens.end as isize).any(SINGULAR);
        when(singular && !governed, Sign::AndSingular, out);
    }

    /// What stands before and after it together.
    fn between(&self, tokens: TokenRange, first: TraitSet, out: &mut impl Sink) {
        let before = self.around(tokens.start as isize - 1);
        let opens = first.has(Trait::Opens) && self.sentence.opens_paragraph;
        let after = self.around(tokens.end as isize);
        when(before.has(Trait::Quote) && after.has(Trait::Quote), Sign::Quoted, out);
        if before.has(Trait::OpenBracket) && after.has(Trait::CloseBracket) {
            out.add(sign(Sign::Bracketed));
            let (ground, sentence) = (self.ground, self.sentence);
            when(acronym::of_names(ground, sentence, tokens), Sign::AcronymBefore, out);
            when(acronym::of_small_words(ground, sentence, tokens), Sign::AcronymSmall, out);
        }
        when(ticker::is_ticker(self.ground, self.sentence.tokens, tokens), Sign::Ticker, out);
        let dateline =
            opens && after.any(const { mask(&[Trait::OpenBracket, Trait::Dash, Trait::Comma]) });
        when(dateline, Sign::Dateline, out);
    }
}
