//! What modals, governing verbs, nouns, adjectives and adverbs make of a verb: status, negation, hedge.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::{Mood, Status, Unit, Voice};
use crate::document::TokenRange;
use crate::lexicon::{ByWord, Form, Lexicon, WordId, fixed};

/// The data file does not load.
#[derive(Debug, thiserror::Error)]
#[error("rules/phrases/moods.toml: {0}")]
pub struct PhraseError(String);

const FILE: &str = include_str!("../../rules/phrases/moods.toml");

/// What one governing word does.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Effect {
    pub(super) status: Option<Status>,
    pub(super) negated: bool,
    pub(super) hedged: bool,
    /// The one voice that it does it in; both where it does not say.
    voice: Option<Voice>,
    past_only: bool,
    lasting: bool,
    /// It forms no group with the verb behind it: `was chosen | to buy`, `hired Acme | to sell`.
    pub(super) apart: bool,
    /// A noun for what another gives: `the approval of the court to buy`.
    granted: bool,
}

/// All governing words, by what they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Moods {
    modals: ByWord<Option<Effect>>,
    verbs: ByWord<Option<Effect>>,
    nouns: ByWord<Option<Effect>>,
    adjectives: ByWord<Option<Effect>>,
    adverbs: ByWord<Option<Effect>>,
    momentary: ByWord<Option<Effect>>,
    clauses: ByWord<Option<Effect>>,
    /// The verb *be*.
    pub(super) be: WordId,
    /// The verb *have*.
    pub(super) have: WordId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoodFile {
    modal: BTreeMap<String, Row>,
    verb: BTreeMap<String, Row>,
    noun: BTreeMap<String, Row>,
    adjective: BTreeMap<String, Row>,
    adverb: BTreeMap<String, Row>,
    momentary: BTreeMap<String, Row>,
    clause: BTreeMap<String, Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    status: Option<String>,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    hedged: bool,
    #[serde(default)]
    lasting: bool,
    #[serde(default)]
    apart: bool,
    #[serde(default)]
    granted: bool,
    voice: Option<String>,
    form: Option<String>,
}

impl Row {
    fn effect(&self, word: &str) -> Result<Effect, PhraseError> {
        let status = match &self.status {
            None => None,
            Some(name) => Some(
                Status::of_name(name)
                    .ok_or_else(|| PhraseError(format!("{word}: no status `{name}`")))?,
            ),
        };
        let voice = match self.voice.as_deref() {
            Some("passive") => Some(Voice::Passive),
            Some("active") => Some(Voice::Active),
            Some(other) => return Err(PhraseError(format!("{word}: no voice `{other}`"))),
            None => None,
        };
        let past_only = self.form.as_deref() == Some("past");
        let Self { negated, hedged, lasting, apart, granted, .. } = *self;
        Ok(Effect { status, negated, hedged, voice, past_only, lasting, apart, granted })
    }
}

/// Of two statuses said of one verb the one that is further from a fact holds; an ended or
/// cancelled one always.
pub(super) fn later(a: Option<Status>, b: Option<Status>) -> Option<Status> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}

impl Moods {
    pub(super) fn shipped(lexicon: &mut Lexicon) -> Result<Self, PhraseError> {
        let file: MoodFile = toml::from_str(FILE).map_err(|e| PhraseError(e.to_string()))?;
        let (be, have) = (lexicon.intern("be"), lexicon.intern("have"));
        let mut table = |rows: &BTreeMap<String, Row>| {
            let mut effects = ByWord::default();
            for (word, row) in rows {
                *effects.slot(lexicon.intern(word)) = Some(row.effect(word)?);
            }
            Ok::<_, PhraseError>(effects)
        };
        Ok(Self {
            modals: table(&file.modal)?,
            verbs: table(&file.verb)?,
            nouns: table(&file.noun)?,
            adjectives: table(&file.adjective)?,
            adverbs: table(&file.adverb)?,
            momentary: table(&file.momentary)?,
            clauses: table(&file.clause)?,
            be,
            have,
        })
    }

    pub(super) fn modal(&self, word: WordId, at: u32, mood: &mut Mood) {
        apply(self.modals.get(word), at, mood);
    }

    pub(super) fn adverb(&self, word: WordId, at: u32, mood: &mut Mood) {
        apply(self.adverbs.get(word), at, mood);
    }

    /// `is buying`, `is being bought`: what goes on has not come about.
    pub(super) fn progressive(&self, lemma: WordId, at: u32, mood: &mut Mood) {
        apply(self.momentary.get(lemma), at, mood);
    }

    /// True for verbs of a moment: what they say does not go on.
    pub(super) fn is_momentary(&self, lemma: WordId) -> bool {
        self.momentary.get(lemma).is_some()
    }

    /// `when Acme buys`: what the word before a clause makes of its verb.
    pub(super) fn clause(&self, word: WordId, at: u32, mood: &mut Mood) {
        apply(self.clauses.get(word), at, mood);
    }

    pub(super) fn is_mood_adverb(&self, word: WordId) -> bool {
        self.adverbs.get(word).is_some()
    }

    pub(super) fn governs(&self, lemma: WordId) -> bool {
        self.verbs.get(lemma).is_some_and(|effect| !effect.apart)
    }

    /// What a governing verb does; nothing for other verbs.
    pub(super) fn of_verb(&self, lemma: WordId) -> Effect {
        self.verbs.get(lemma).unwrap_or_default()
    }

    /// True for verbs of what goes on: what `will remain` is so already.
    pub(super) fn lasts(&self, lemma: WordId) -> bool {
        self.verbs.get(lemma).is_some_and(|effect| effect.lasting)
    }

    /// True for verbs that end what depends on them: `bar`, `block`, `stop`.
    pub(super) fn stops(&self, lemma: WordId) -> bool {
        let status = self.verbs.get(lemma).and_then(|effect| effect.status);
        matches!(status, Some(Status::Cancelled | Status::Ended))
    }

    pub(super) fn is_noun(&self, word: WordId) -> bool {
        self.nouns.get(word).is_some()
    }

    /// True for `approval`, `consent`: who is named with it gives it, and does nothing else.
    pub(super) fn is_granted(&self, word: WordId) -> bool {
        self.nouns.get(word).is_some_and(|effect| effect.granted)
    }

    pub(super) fn is_adjective(&self, word: WordId) -> bool {
        self.adjectives.get(word).is_some()
    }

    pub(super) fn adjective(&self, word: WordId, at: u32, mood: &mut Mood) {
        apply(self.adjectives.get(word), at, mood);
    }

    pub(super) fn noun(&self, word: WordId, at: u32, mood: &mut Mood) {
        apply(self.nouns.get(word), at, mood);
    }

    /// What a governing verb makes of its verb; some only in the passive (`is said to`) or past
    /// (`used to`).
    pub(super) fn verb(&self, lemma: WordId, form: Form, passive: bool, at: u32, mood: &mut Mood) {
        let effect = self.verbs.get(lemma);
        let holds = effect.is_some_and(|e| {
            e.voice.is_none_or(|voice| (voice == Voice::Passive) == passive)
                && (!e.past_only || matches!(form, Form::Past | Form::Participle) && !passive)
        });
        if holds {
            apply(effect, at, mood);
        }
    }

    /// `its plan to buy`: the noun directly before the infinitive.
    pub(super) fn of_noun_before(&self, row: &[Unit], mood: &mut Mood) {
        let Some((last, before)) = row.split_last() else { return };
        let mut effect = self.nouns.get(last.word());
        // `its application for approval to buy`: what is asked for has not been given.
        if let Some(effect) = effect.as_mut()
            && before.last().is_some_and(|unit| unit.word() == fixed::FOR)
        {
            effect.status = later(effect.status, Some(Status::Planned));
        }
        apply(effect, last.tokens.start, mood);
    }
}

fn apply(effect: Option<Effect>, at: u32, mood: &mut Mood) {
    let Some(effect) = effect else { return };
    mood.status = later(mood.status, effect.status);
    mood.negated ^= effect.negated;
    mood.hedged |= effect.hedged;
    if effect.status.is_some() || effect.negated || effect.hedged {
        mood.cues.push(TokenRange { start: at, end: at + 1 });
    }
}
