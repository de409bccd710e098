//! What modals, governing verbs, nouns, adjectives and adverbs make of a verb: status, negation, hedge.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::{Context, Mood, Status, Unit, UnitKind, Units, Voice};
use crate::document::TokenRange;
use crate::lexicon::{ByWord, Class, Form, Lexicon, WordId, fixed};

/// The data file does not load.
#[derive(Debug, thiserror::Error)]
#[error("rules/phrases/moods.toml: {0}")]
pub struct PhraseError(String);

const FILE: &str = include_str!("../../rules/phrases/moods.toml");

/// What one governing word does.
#[derive(Debug, Clone, Copy, Default)]
struct Effect {
    status: Option<Status>,
    negated: bool,
    hedged: bool,
    /// The one voice that it does it in; both where it does not say.
    voice: Option<Voice>,
    past_only: bool,
    lasting: bool,
    /// It forms no group with the verb behind it: `was chosen | to buy`, `hired Acme | to sell`.
    apart: bool,
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

/// A clause that is the object of a governing verb takes on its mood: `denied that it would buy`.
pub(super) fn spread(context: &Context<'_>, units: &mut Units) {
    let mut governor: Option<(usize, usize)> = None;
    for at in 0..units.row.len() {
        match units.row[at].kind {
            UnitKind::Verb(verb) => {
                if let Some(above) = barring(context, units, at) {
                    let meant = units.verbs[above].mood.status.is_some();
                    let status = if meant { Status::Planned } else { Status::Cancelled };
                    let cue = units.row[at - 1].tokens;
                    let mood = &mut units.verbs[verb].mood;
                    mood.status = later(mood.status, Some(status));
                    mood.cues.push(cue);
                } else if let Some((unit, above)) = governor
                    && (depends(units, unit, at) || is_apart(context, units, unit, at))
                {
                    let (lemma, form) = (units.verbs[above].lemma, units.verbs[above].form);
                    let passive = units.verbs[above].voice == super::Voice::Passive;
                    let inherited = units.verbs[above].mood.negated;
                    let place = units.row[unit].tokens.end - 1;
                    let mut mood = std::mem::take(&mut units.verbs[verb].mood);
                    let effect = context.moods.verbs.get(lemma);
                    let made_to = (at == unit + 1 || below_object(units, unit, at))
                        && context.first_word(&units.row[at]) == fixed::TO
                        || units.verbs[verb].form == Form::Gerund && below_object(units, unit, at);
                    if effect.is_some_and(|e| {
                        e.negated || e.status == Some(Status::Cancelled) || e.hedged || made_to
                    }) {
                        let own = mood.status;
                        context.moods.verb(lemma, form, passive, place, &mut mood);
                        mood.negated ^= inherited;
                        // `denied that it had bought`: what is denied is no plan. Not so `did not deny`.
                        let stated = states(&units.verbs[verb])
                            && context.first_word(&units.row[at]) != fixed::TO;
                        if stated && mood.negated && effect.is_some_and(|e| e.negated) {
                            mood.status = own;
                        }
                    }
                    // `plans to spend much | to buy`, `would see Acme | buy`
                    let bare = units.verbs[verb].form == Form::Base
                        || context.first_word(&units.row[at]) == fixed::TO;
                    let meant = units.verbs[above].mood.status;
                    if bare && matches!(meant, Some(Status::Agreed | Status::Planned)) {
                        mood.status = mood.status.or(meant);
                    }
                    units.verbs[verb].mood = mood;
                }
                governor = Some((at, verb));
            }
            UnitKind::Word(word) if context.lexicon.is(word, Class::Conjunction) => governor = None,
            _ => {}
        }
    }
}

/// `was chosen | to buy`.
fn is_apart(context: &Context<'_>, units: &Units, above: usize, below: usize) -> bool {
    let UnitKind::Verb(verb) = units.row[above].kind else { return false };
    let effect = context.moods.verbs.get(units.verbs[verb].lemma);
    below == above + 1 && effect.is_some_and(|effect| effect.apart)
}

/// A verb in the past or the third person, or a participle behind *has* and *had*.
fn states(verb: &super::VerbGroup) -> bool {
    matches!(verb.form, Form::Past | Form::Third | Form::Participle)
}

/// `blocked Acme from | buying Beta`: the verb that bars the subject of the one at `at`.
fn barring(context: &Context<'_>, units: &Units, at: usize) -> Option<usize> {
    let from = at.checked_sub(1).filter(|i| units.row[*i].word() == fixed::FROM)?;
    let object = super::control::barred(context, units, from)?;
    match units.row[units.phrase_start[object].checked_sub(1)?].kind {
        UnitKind::Verb(verb) => Some(verb),
        _ => None,
    }
}

/// `ordered Acme | to sell`: nothing but the object stands between the two verbs.
fn below_object(units: &Units, above: usize, below: usize) -> bool {
    below.checked_sub(1).is_some_and(|object| units.phrase_start[object] == above + 1)
}

/// Between a governing verb and the verb of its object clause stand only a noun phrase, `that`,
/// or `reports that`.
fn depends(units: &Units, above: usize, below: usize) -> bool {
    below > above + 1
        && below - above <= 9
        && units.row[above + 1..below].iter().all(|unit| match unit.kind {
            UnitKind::Verb(_) => false,
            UnitKind::Word(word) => !matches!(
                word,
                fixed::COMMA
                    | fixed::SEMICOLON
                    | fixed::COLON
                    | fixed::STOP
                    | fixed::OPEN_BRACKET
                    | fixed::QUOTE
            ),
            _ => true,
        })
}
