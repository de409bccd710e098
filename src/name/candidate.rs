//! Candidates and their evidence.

use super::chunk::{self, MAX_NAME};
use super::feature::{self, Position, Sign, sign};
use super::ground::{Ground, ListedName};
use super::role;
use super::traits::{Trait, TraitSet, mask};
use super::weights::Lane;
use crate::document::{Sentence, Shape, TokenRange};
use crate::gazetteer::{EntryType, Marks};

/// A span that may be a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Where.
    pub tokens: TokenRange,
    /// Its evidence, as a range of the list that it was written to.
    pub evidence: (u32, u32),
    /// True when the grammar of titles takes it for one.
    pub is_title: bool,
    /// The type that the user's own list gives these words.
    pub own: Option<Lane>,
}

/// All candidates of a chunk with their evidence, by first token, then by length.
pub(super) fn candidates(
    ground: &Ground<'_>,
    sentence: Sentence,
    chunk: TokenRange,
    found: &mut Vec<Candidate>,
    evidence: &mut Vec<u16>,
) {
    let all_caps = in_capitals(ground, chunk);
    for start in chunk.indices() {
        let listed = ground.listed_in(start, start + 1);
        let opens = chunk::can_start(ground, chunk, start);
        if !opens && listed.is_empty() {
            continue;
        }
        let limit = (chunk.end as usize).min(start + MAX_NAME);
        let reach = listed.iter().map(|l| l.tokens.end as usize).max().unwrap_or(0);
        for end in start + 1..=limit.max(reach.min(chunk.end as usize)) {
            let shaped = opens && end <= limit && chunk::can_end(ground, end - 1);
            if !shaped && !listed.iter().any(|l| l.tokens.end as usize == end) {
                continue;
            }
            let tokens = TokenRange::new(start, end);
            let from = evidence.len() as u32;
            let is_title = role::is_title(ground, tokens);
            let mut view = View { ground, sentence, chunk, tokens, out: evidence };
            view.collect(all_caps, is_title);
            let evidence = (from, evidence.len() as u32);
            let own = own_type(listed, tokens);
            found.push(Candidate { tokens, evidence, is_title, own });
        }
    }
}

/// The type of these words in a list of the user's own, which wins over all evidence.
fn own_type(listed: &[ListedName], tokens: TokenRange) -> Option<Lane> {
    let own = listed.iter().find(|l| l.tokens == tokens && l.marks.has(Marks::USER))?;
    Some(match own.entry_type {
        EntryType::Organization => 0,
        EntryType::Person => 1,
        EntryType::Place => 2,
        _ => 3,
    })
}

/// The evidence for leaving a word outside every name; none for joints.
pub(super) fn skip(ground: &Ground<'_>, at: usize, out: &mut Vec<u16>) {
    let set = ground.traits[at];
    let word = mask(&[Trait::Capital, Trait::InnerCapital, Trait::Mixed]);
    if set.any(word) {
        out.extend(set.iter().map(|t| feature::at(Position::Skip, t)));
    }
}

fn in_capitals(ground: &Ground<'_>, chunk: TokenRange) -> bool {
    let words = chunk.indices().filter(|i| ground.traits[*i].has(Trait::Capital));
    let (all, caps) = words.fold((0, 0), |(n, c), i| {
        let set = ground.traits[i];
        (n + 1, c + usize::from(set.has(Trait::AllCaps) && !set.has(Trait::Short)))
    });
    all >= 4 && caps * 3 >= all * 2
}

struct View<'a, 'b> {
    ground: &'a Ground<'a>,
    sentence: Sentence,
    chunk: TokenRange,
    tokens: TokenRange,
    out: &'b mut Vec<u16>,
}

impl View<'_, '_> {
    fn collect(&mut self, all_caps: bool, is_title: bool) {
        self.sign(Sign::Any);
        self.places();
        self.length();
        self.list();
        self.person();
        self.joints();
        self.surroundings();
        self.sentence_signs();
        self.when(all_caps, Sign::AllCaps);
        self.when(is_title, Sign::Title);
    }

    fn sign(&mut self, s: Sign) {
        self.out.push(sign(s));
    }

    fn when(&mut self, holds: bool, s: Sign) {
        if holds {
            self.sign(s);
        }
    }

    fn set(&self, at: usize) -> TraitSet {
        self.ground.traits[at]
    }

    fn traits_at(&mut self, position: Position, set: TraitSet) {
        self.out.extend(set.iter().map(|t| feature::at(position, t)));
    }

    fn bounds(&self) -> (usize, usize) {
        (self.tokens.start as usize, self.tokens.end as usize)
    }

    fn places(&mut self) {
        let (start, end) = self.bounds();
        if end - start == 1 {
            self.traits_at(Position::Sole, self.set(start));
        } else {
            self.traits_at(Position::First, self.set(start));
            self.traits_at(Position::Last, self.set(end - 1));
            let word = mask(&[Trait::Capital, Trait::InnerCapital, Trait::Initial, Trait::Number]);
            let middle = (start + 1..end - 1).map(|i| self.set(i)).filter(|s| s.any(word));
            let middle = TraitSet(middle.fold(0, |all, s| all | s.0));
            self.traits_at(Position::Middle, middle);
        }
        let around = |at: isize| self.ground.around(self.sentence.tokens, at);
        let sets = [
            (Position::Before, around(start as isize - 1)),
            (Position::Before2, around(start as isize - 2)),
            (Position::After, around(end as isize)),
            (Position::After2, around(end as isize + 1)),
        ];
        for (position, set) in sets {
            self.traits_at(position, set);
        }
    }

    fn length(&mut self) {
        let (start, end) = self.bounds();
        self.sign(match end - start {
            1 => Sign::One,
            2 => Sign::Two,
            3 => Sign::Three,
            4 => Sign::Four,
            _ => Sign::Many,
        });
        let token = &self.ground.document.tokens[start];
        if end - start == 1 && token.shape.has(Shape::ALL_CAPS) {
            self.sign(match token.span.len() {
                0..=2 => Sign::Caps2,
                3 => Sign::Caps3,
                4 => Sign::Caps4,
                _ => Sign::Caps5,
            });
        }
    }

    fn list(&mut self) {
        let ground = self.ground;
        let (start, end) = self.bounds();
        let many = end - start > 1;
        let (mut inside, mut cuts, mut holds) = (false, false, false);
        for listed in ground.listed_in(start.saturating_sub(MAX_NAME), end) {
            let (from, to) = (listed.tokens.start as usize, listed.tokens.end as usize);
            if (from, to) == (start, end) {
                self.listed(listed, many);
            } else if to - from > 1 && to > start && listed.rank < 3 {
                inside |= from <= start && to >= end;
                cuts |= (from < start) != (to < end)
                    && to > start
                    && from < end
                    && from != start
                    && to != end;
                holds |= from >= start && to <= end;
            }
        }
        self.when(inside, Sign::InsideList);
        self.when(cuts, Sign::CutsList);
        self.when(holds, Sign::HoldsList);
    }

    fn listed(&mut self, listed: &ListedName, many: bool) {
        let entry_type = match listed.entry_type {
            EntryType::Organization => 0,
            EntryType::Person => 1,
            EntryType::Place => 2,
            EntryType::Product => 3,
            _ => 4,
        };
        let marks = if listed.marks.has(Marks::WORD) {
            1
        } else if listed
            .marks
            .has(Marks::GIVEN | Marks::SURNAME | Marks::PLACE | Marks::ORGANIZATION)
        {
            2
        } else {
            0
        };
        let rank = u16::from(listed.rank.clamp(1, 4)) - 1;
        let number = feature::list(entry_type, rank, marks, many);
        if !self.out.contains(&number) {
            self.out.push(number);
        }
        self.when(listed.marks.has(Marks::USER), Sign::User);
    }

    fn person(&mut self) {
        let (start, end) = self.bounds();
        let given = mask(&[Trait::GivenCommon, Trait::Given]);
        let rare = mask(&[Trait::GivenRare]);
        let surname = mask(&[Trait::SurnameCommon, Trait::Surname, Trait::SurnameRare]);
        let personal = given | rare | surname;
        let word = mask(&[Trait::WordCommon, Trait::Word, Trait::WordRare]);
        let masks = &self.ground.names.masks;
        let small_part = |s: TraitSet| {
            s.has(Trait::Initial) || s.any(masks.particle | masks.name_suffix | masks.hyphen)
        };
        let (first, last) = (self.set(start), self.set(end - 1));
        let inner = start + 1..end;
        let capitals =
            || self.tokens.indices().map(|i| self.set(i)).filter(|s| s.has(Trait::Capital));
        let all_unknown = capitals().all(|s| s.has(Trait::Unknown));
        let all_words = capitals().all(|s| s.any(word));
        let all_personal = self.tokens.indices().all(|i| {
            let s = self.set(i);
            s.any(personal) || small_part(s)
        });
        let middle_ok = inner.clone().take(inner.len().saturating_sub(1)).all(|i| {
            let s = self.set(i);
            s.any(personal) || small_part(s)
        });
        let n = end - start;
        let particle = n > 2
            && self
                .tokens
                .indices()
                .any(|i| self.set(i).any(masks.particle) && self.set(i).has(Trait::Small));
        let middle_initial = n == 3 && self.set(start + 1).has(Trait::Initial);
        let initials = n <= 4
            && n > 1
            && (start..end - 1).all(|i| self.set(i).has(Trait::Initial))
            && !last.has(Trait::Initial);
        let plain = |s: TraitSet| s.has(Trait::Unknown) && !s.any(masks.heads | masks.legal_form);
        self.when(all_unknown, Sign::AllUnknown);
        self.when(all_words, Sign::AllWords);
        self.when(particle, Sign::Particle);
        self.when(middle_initial, Sign::MiddleInitial);
        self.when(initials, Sign::Initials);
        if !(2..=6).contains(&n) {
            return;
        }
        self.when(all_personal, Sign::AllPersonal);
        let full = first.any(given) && last.any(surname) && middle_ok;
        self.when(full, Sign::FullName);
        self.when(!full && n == 2 && first.any(given) && plain(last), Sign::GivenUnknown);
        self.when(!full && n == 2 && first.any(rare) && plain(last), Sign::RareGivenUnknown);
        self.when(n == 2 && plain(first) && last.any(surname), Sign::UnknownSurname);
        self.when(first.has(Trait::FamilyFirst) && n <= 4, Sign::FamilyFirst);
    }

    fn joints(&mut self) {
        let masks = &self.ground.names.masks;
        let (start, end) = self.bounds();
        let mut seen = [false; 9];
        let mut head = None;
        for at in start + 1..end {
            let set = self.set(at);
            if set.has(Trait::Number) || set.has(Trait::Mixed) {
                seen[6] = true;
            }
            if set.any(mask(&[Trait::Capital, Trait::InnerCapital])) {
                continue;
            }
            let kinds =
                [masks.of, masks.r#for, masks.and, masks.hyphen, masks.slash, masks.possessive];
            match kinds.iter().position(|k| set.any(*k)) {
                Some(kind) => {
                    seen[kind] = true;
                    if kind < 2 && head.is_none() {
                        head = Some(at);
                    }
                }
                None if set.any(masks.comma) => seen[7] = true,
                None if set.has(Trait::Small) && !set.any(masks.legal_form | masks.the) => {
                    seen[8] = true;
                }
                None => {}
            }
        }
        let last = self.set(end - 1);
        let ends_possessive = end - start > 1 && last.any(masks.possessive);
        let ampersand = seen[2] && (start..end).any(|i| self.ground.document.token_text(i) == "&");
        self.when(seen[0], Sign::Of);
        self.when(seen[1], Sign::For);
        self.when(seen[2] && !ampersand, Sign::And);
        self.when(ampersand, Sign::Ampersand);
        self.when(seen[3], Sign::Hyphen);
        self.when(seen[4], Sign::Slash);
        self.when(seen[5] && !ends_possessive, Sign::Possessive);
        self.when(ends_possessive, Sign::EndsPossessive);
        self.when(seen[6], Sign::Digits);
        let legal = seen[7] && last.any(masks.legal_form);
        self.when(seen[7] && !legal, Sign::Comma);
        self.when(legal, Sign::CommaLegal);
        self.when(seen[8], Sign::OtherJoint);
        if let Some(of) = head {
            let before = self.set(of - 1);
            self.traits_at(Position::Head, before);
            self.when(before.any(masks.organization_head), Sign::HeadOf);
            let known = mask(&[Trait::PlaceKnown, Trait::Place]);
            let place = (of + 1..end).any(|i| self.set(i).any(known));
            self.when(place, Sign::OfPlace);
        }
        let first = self.set(start);
        let place = first.any(mask(&[Trait::PlaceKnown, Trait::Place]));
        let headed = last.any(masks.organization_head);
        self.when(end - start > 1 && place, Sign::BeginsPlace);
        self.when(
            end - start > 1 && headed && (place || first.has(Trait::Demonym)),
            Sign::PlaceAndHead,
        );
        let title = first.any(masks.title);
        self.when(end - start > 1 && title, Sign::TitleFirst);
        let value = self.tokens.indices().any(|i| self.set(i).has(Trait::Value));
        self.when(value, Sign::OverValue);
    }

    fn surroundings(&mut self) {
        let masks = &self.ground.names.masks;
        let (start, end) = self.bounds();
        let (from, to) = (self.chunk.start as usize, self.chunk.end as usize);
        let around = |at: isize| self.ground.around(self.sentence.tokens, at);
        let (s, e) = (start as isize, end as isize);
        let (before, after) = (around(s - 1), around(e));
        let capital = |set: TraitSet| set.any(mask(&[Trait::Capital, Trait::InnerCapital]));
        let open =
            |set: TraitSet| capital(set) && !set.any(masks.title) && !set.has(Trait::Demonym);
        let known = mask(&[Trait::PlaceKnown, Trait::Place]);
        let (inside_left, inside_right) = (start > from, end < to);
        let joined_left = start > from + 1 && capital(around(s - 2));
        let joined_right = end + 1 < to && capital(around(e + 1));
        let pairs = [
            (inside_left && open(before), Sign::CapitalBefore),
            (inside_right && capital(after), Sign::CapitalAfter),
            (joined_left && before.any(masks.of | masks.r#for), Sign::OfBefore),
            (joined_left && before.any(masks.and), Sign::AndBefore),
            (joined_left && before.any(masks.hyphen | masks.slash), Sign::HyphenBefore),
            (joined_right && after.any(masks.of | masks.r#for), Sign::OfAfter),
            (joined_right && after.any(masks.and), Sign::AndAfter),
            (joined_right && after.any(masks.hyphen | masks.slash), Sign::HyphenAfter),
            (after.any(masks.comma) && around(e + 1).any(known), Sign::CommaPlace),
            (before.any(masks.comma) && around(s - 2).any(known), Sign::PlaceComma),
            (before.any(masks.quote) && after.any(masks.quote), Sign::Quoted),
        ];
        for (holds, s) in pairs {
            self.when(holds, s);
        }
        if before.any(masks.open_bracket) && after.any(masks.close_bracket) {
            self.sign(Sign::Bracketed);
            let acronym = self.acronym_before();
            self.when(acronym, Sign::AcronymBefore);
        }
    }

    /// The letters of a sole word in brackets begin the capitalised words before them.
    fn acronym_before(&self) -> bool {
        let (start, end) = self.bounds();
        let word = self.ground.document.token_text(start).as_bytes();
        if end - start != 1 || word.len() < 2 || start < self.sentence.tokens.start as usize + 2 {
            return false;
        }
        let mut letters = word.iter().rev().filter(|b| b.is_ascii_alphabetic());
        let mut at = start - 1;
        let mut next = letters.next();
        let mut steps = 0;
        while let Some(letter) = next {
            if at <= self.sentence.tokens.start as usize || steps > 14 {
                return at > 0 && letters.next().is_none() && steps > 1;
            }
            at -= 1;
            steps += 1;
            let first = self.ground.document.token_text(at).bytes().next();
            if first.is_some_and(|b| b.eq_ignore_ascii_case(letter))
                && self.set(at).has(Trait::Capital)
            {
                next = letters.next();
            } else if self.set(at).has(Trait::Capital) && steps == 1 {
                return false;
            }
        }
        steps > 1
    }

    fn sentence_signs(&mut self) {
        let (start, end) = self.bounds();
        let first = self.set(start);
        let word = mask(&[Trait::WordCommon, Trait::Word, Trait::WordRare]);
        let opens = first.has(Trait::Opens);
        self.when(opens && end - start == 1 && first.any(word), Sign::OpensWord);
        self.when(opens && first.has(Trait::SeenSmall), Sign::OpensSmall);
        let alone = opens && !first.has(Trait::SeenSmall) && !first.has(Trait::SeenCapital);
        self.when(alone, Sign::OpensAlone);
        self.when(self.sentence.title_case, Sign::TitleCase);
        let masks = &self.ground.names.masks;
        let after = self.ground.around(self.sentence.tokens, end as isize);
        let dateline = opens
            && self.sentence.opens_paragraph
            && after.any(masks.open_bracket | masks.dash | masks.comma);
        self.when(dateline, Sign::Dateline);
    }
}
