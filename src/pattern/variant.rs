//! One pattern in active order to all the forms in which a text may say it.

use std::sync::Arc;

use super::node::{self, Atom, Lexical, Node, Resolved, RoleId, TypeSet};
use super::program::Program;
use super::resolve::{Scope, list};
use super::syntax::PatternError;
use crate::lexicon::{Lexicon, WordId};
use crate::mention::MentionType;
use crate::phrase::{Status, Voice};

/// A pattern may have so many variants.
const MAX_VARIANTS: usize = 96;

/// So many units may stand between a passive verb and its agent.
const AGENT_GAP: u8 = 6;

/// So many units may stand between a verb of dealing and the noun of what is done.
const NOUN_GAP: u8 = 4;

/// In which form a variant says the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As written.
    Linear,
    /// Subject, verb in the active, object.
    Active,
    /// Object, verb in the passive, agent.
    Passive,
    /// `B, which A acquired`.
    Relative,
    /// `A's acquisition of B`.
    Noun,
}

impl Form {
    /// Its name in `explain`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Active => "active",
            Self::Passive => "passive",
            Self::Relative => "relative",
            Self::Noun => "noun",
        }
    }
}

/// Which forms a rule allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VoiceRule {
    /// All that the pattern can be turned into.
    #[default]
    All,
    /// The verb must be active.
    Active,
    /// The pattern is written in the passive, its first role the grammatical subject.
    Passive,
    /// As written, whatever the voice.
    Any,
}

/// What the forms of a pattern depend on besides its words.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Which voices.
    pub voice: VoiceRule,
    /// Nouns of action too.
    pub nominal: bool,
    /// The roles that stand at the ends of the relation.
    pub edge: [RoleId; 2],
}

/// What wakes a variant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wake {
    /// Words.
    pub words: Vec<WordId>,
    /// Verbs, by base form.
    pub lemmas: Vec<WordId>,
    /// Mentions of these types.
    pub types: TypeSet,
}

/// One form of a pattern, ready to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Which form.
    pub form: Form,
    /// Its program.
    pub program: Program,
    /// What wakes it.
    pub wake: Wake,
    /// The voice that the trigger must have.
    pub voice: Option<Voice>,
    /// What the governing verb makes of it, in noun forms.
    pub status: Option<Status>,
    /// Types that gaps do not cross.
    pub blocked: TypeSet,
}

/// All variants of a pattern, the surest first.
///
/// # Errors
/// When nothing in the pattern can wake it, or it has too many forms.
pub(super) fn variants(
    resolved: &Resolved,
    options: &Options,
    scope: &mut Scope<'_>,
) -> Result<Vec<Variant>, PatternError> {
    let mut maker = Maker { options, scope, made: Vec::new(), blocked: blocked(&resolved.nodes) };
    maker.expand(resolved.nodes.clone(), 0)?;
    Ok(maker.made)
}

/// The types of mention that could fill an entity role of the pattern.
pub(super) fn blocked(nodes: &[Node]) -> TypeSet {
    nodes.iter().fold(TypeSet::default(), |set, node| match node {
        Node::Atom(Atom::Mention { role: Some(_), types, .. }) => set.with(types.entities()),
        Node::Group(all) => all.iter().fold(set, |s, a| s.with(blocked(a))),
        Node::Optional(inner) | Node::Capture(_, inner) => set.with(blocked(inner)),
        _ => set,
    })
}

struct Maker<'m, 's> {
    options: &'m Options,
    scope: &'m mut Scope<'s>,
    made: Vec<Variant>,
    blocked: TypeSet,
}

impl Maker<'_, '_> {
    /// Writes out the group that holds the trigger, then makes the forms.
    fn expand(&mut self, nodes: Vec<Node>, depth: usize) -> Result<(), PatternError> {
        if self.made.len() > MAX_VARIANTS || depth > 8 {
            let error = PatternError::new(0, 1, "the pattern has too many forms");
            return Err(error.hint("put alternatives of single words into a list: @name"));
        }
        let at = match clause_verb(&nodes) {
            Some(verb) => verb,
            None => self.trigger(&nodes)?,
        };
        if let Some(Node::Group(alternatives)) = nodes.get(at) {
            for alternative in alternatives.clone() {
                let mut spliced = nodes.clone();
                spliced.splice(at..=at, alternative);
                self.expand(spliced, depth + 1)?;
            }
            return Ok(());
        }
        self.forms(&nodes, at);
        Ok(())
    }

    fn trigger(&self, nodes: &[Node]) -> Result<usize, PatternError> {
        let rare = nodes.iter().enumerate();
        let rare = rare.filter_map(|(i, n)| Some((frequency(n, self.scope.lexicon)?, i)));
        let none = || {
            PatternError::new(0, 1, "nothing in the pattern must be there")
                .hint("it needs a word, a list, a verb or a value outside of groups and `?`")
        };
        rare.min().map(|(_, i)| i).ok_or_else(none)
    }

    fn forms(&mut self, nodes: &[Node], at: usize) {
        let (left, right) = (nodes.get(..at).unwrap_or(&[]), nodes.get(at + 1..).unwrap_or(&[]));
        let Some(Node::Atom(trigger)) = nodes.get(at) else { return };
        let clause = clause_verb(nodes) == Some(at);
        let subject = if clause { first_mention(left) } else { None };
        let linear = Draft { right, left, ..Draft::new(Form::Linear, trigger) };
        match (subject, self.options.voice) {
            (_, VoiceRule::Any) | (None, VoiceRule::All) => self.add(linear),
            (None, VoiceRule::Active) => {
                self.add(Draft { form: Form::Active, voice: Some(Voice::Active), ..linear });
            }
            (None, VoiceRule::Passive) => {
                self.add(Draft { form: Form::Passive, voice: Some(Voice::Passive), ..linear });
            }
            (Some(subject), voice) => self.clause(&subject, voice, &linear),
        }
    }

    fn clause(&mut self, subject: &Atom, voice: VoiceRule, linear: &Draft<'_>) {
        let (trigger, right) = (linear.trigger, linear.right);
        let marks: Vec<Node> =
            linear.left.iter().filter(|n| matches!(n, Node::Mark(_))).cloned().collect();
        let written = Draft { left: &marks, subject: Some(subject), ..*linear };
        if voice == VoiceRule::Passive {
            let voice = Some(Voice::Passive);
            return self.add(Draft { form: Form::Passive, voice, ..written });
        }
        self.add(Draft { form: Form::Active, voice: Some(Voice::Active), ..written });
        if voice == VoiceRule::All {
            self.passive(subject, trigger, right);
            self.relative(subject, trigger, right);
        }
        if self.options.nominal {
            self.nominal(subject, trigger, right);
        }
    }

    fn passive(&mut self, subject: &Atom, trigger: &Atom, right: &[Node]) {
        let Some(by) = self.list("passive_agent", false) else { return };
        let agent = [Node::Gap(AGENT_GAP), by, Node::Atom(subject.clone())];
        let draft = Draft { voice: Some(Voice::Passive), ..Draft::new(Form::Passive, trigger) };
        match self.object(right) {
            Some((object, rest)) => {
                // Words behind the object belong to the verb (`taken | to court`) and must be said.
                let said =
                    |n: &Node| !matches!(n, Node::Optional(_) | Node::Gap(_) | Node::Mark(_));
                let words = node::roles(rest).is_empty() && rest.iter().any(said);
                let right: Vec<Node> = if words {
                    let said = |a: &[Node], b: &[Node]| [a, b].concat();
                    vec![Node::Group(vec![said(rest, &agent), said(&agent, rest)])]
                } else {
                    let rest = (!rest.is_empty()).then(|| Node::Optional(rest.to_vec()));
                    rest.clone().into_iter().chain(agent).chain(rest).collect()
                };
                self.add(Draft { right: &right, subject: Some(&object), ..draft });
            }
            None if right.is_empty() => {}
            None => self.add(Draft { right: &agent, left: right, ..draft }),
        }
    }

    fn relative(&mut self, subject: &Atom, trigger: &Atom, right: &[Node]) {
        let Some((object, rest)) = self.object(right) else { return };
        let Some(which) = self.list("relative", false) else { return };
        let comma = Node::Optional(self.list("comma", false).into_iter().collect());
        let left = [Node::Atom(object), comma, which, Node::Atom(subject.clone())];
        let draft = Draft::new(Form::Relative, trigger);
        self.add(Draft { voice: Some(Voice::Active), right: rest, left: &left, ..draft });
    }

    /// The object, if the part after the verb begins with a role at an end of the edge, and what
    /// follows it. Optional words before it (`~sell (its|their)? [asset]`) stand in no other form.
    fn object<'n>(&self, right: &'n [Node]) -> Option<(Atom, &'n [Node])> {
        let is_word = |n: &Node| match n {
            Node::Optional(inner) => node::roles(inner).is_empty(),
            _ => matches!(n, Node::Mark(_)),
        };
        let first = right.iter().position(|n| !is_word(n))?;
        match right.get(first..)?.split_first()? {
            (Node::Atom(atom @ Atom::Mention { role: Some(role), .. }), rest) => {
                self.options.edge.contains(role).then(|| (atom.clone(), rest))
            }
            _ => None,
        }
    }

    fn nominal(&mut self, subject: &Atom, trigger: &Atom, right: &[Node]) {
        let (Some(noun), Some((object, rest))) = (self.noun(trigger), self.object(right)) else {
            return;
        };
        let (of, by) = (self.list("noun_object", false), self.list("passive_agent", false));
        let (Some(of), Some(by)) = (of, by) else { return };
        let rest = (!rest.is_empty()).then(|| Node::Optional(rest.to_vec()));
        let after: Vec<Node> = [of, Node::Atom(object)].into_iter().chain(rest).collect();
        let draft = Draft { right: &after, ..Draft::new(Form::Noun, &noun) };
        for status in [Status::Actual, Status::Agreed, Status::Planned, Status::Cancelled] {
            let Some(deal) = self.list(&format!("deal_{}", status.name()), true) else { continue };
            let own = Node::Optional(self.list("possessive_pronoun", false).into_iter().collect());
            let governor = [deal, Node::Gap(NOUN_GAP), own];
            let status = Some(status);
            self.add(Draft { status, subject: Some(subject), governor: &governor, ..draft });
        }
        self.possessed(subject, &after, &draft);
        let agent: Vec<Node> =
            after.iter().cloned().chain([by, Node::Atom(subject.clone())]).collect();
        for status in [Status::Agreed, Status::Planned, Status::Cancelled] {
            let Some(described) = self.list(&format!("deal_{}_adjective", status.name()), false)
            else {
                continue;
            };
            let left = [described];
            self.add(Draft { right: &agent, left: &left, status: Some(status), ..draft });
        }
        self.add(Draft { right: &agent, ..draft });
    }

    /// `A's acquisition of B`, `its recent acquisition of B`, `A's proposed acquisition of B`.
    fn possessed(&mut self, subject: &Atom, after: &[Node], draft: &Draft<'_>) {
        let possessive = Lexical { possessive: true, ..Lexical::default() };
        let possessor =
            [Node::Atom(subject.clone()), Node::Atom(Atom::Lexical(Arc::new(possessive)))];
        for status in [Status::Actual, Status::Agreed, Status::Planned, Status::Cancelled] {
            let Some(described) = self.list(&format!("deal_{}_adjective", status.name()), false)
            else {
                continue;
            };
            let actual = status == Status::Actual;
            let described = if actual { Node::Optional(vec![described]) } else { described };
            let left: Vec<Node> = possessor.iter().cloned().chain([described]).collect();
            let status = (!actual).then_some(status);
            self.add(Draft { left: &left, right: after, status, ..*draft });
        }
    }

    /// The nouns of action of the trigger's verbs.
    fn noun(&self, trigger: &Atom) -> Option<Atom> {
        let Atom::Lexical(verb) = trigger else { return None };
        let nouns = verb.lemmas.iter().flat_map(|l| self.scope.lexicon.nouns_of(*l));
        let mut words: Vec<WordId> = nouns.copied().collect();
        words.sort_unstable();
        words.dedup();
        let lexical = Lexical { words, ..Lexical::default() };
        (!lexical.words.is_empty()).then(|| Atom::Lexical(Arc::new(lexical)))
    }

    fn list(&mut self, name: &str, inflected: bool) -> Option<Node> {
        list(self.scope, name, inflected).map(|l| Node::Atom(Atom::Lexical(l)))
    }

    fn add(&mut self, draft: Draft<'_>) {
        let Some(program) = Program::outward(&draft) else { return };
        let Draft { form, voice, status, .. } = draft;
        let wake = wake(draft.trigger);
        self.made.push(Variant { form, program, wake, voice, status, blocked: self.blocked });
    }
}

/// The parts of a variant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft<'d> {
    form: Form,
    voice: Option<Voice>,
    status: Option<Status>,
    /// Where matching begins.
    pub(super) trigger: &'d Atom,
    /// What follows the trigger.
    pub(super) right: &'d [Node],
    /// What stands before it (and before its governor).
    pub(super) left: &'d [Node],
    /// The subject of the trigger, or of its governor.
    pub(super) subject: Option<&'d Atom>,
    /// A verb that governs the trigger, with what stands between.
    pub(super) governor: &'d [Node],
}

impl<'d> Draft<'d> {
    fn new(form: Form, trigger: &'d Atom) -> Self {
        let (right, left, governor) = (&[], &[], &[]);
        Self { form, voice: None, status: None, trigger, right, left, subject: None, governor }
    }
}

/// The place of the verb in a clause pattern: a role, then a verb (or a group of them).
fn clause_verb(nodes: &[Node]) -> Option<usize> {
    let mut rest = nodes.iter().enumerate().filter(|(_, n)| !matches!(n, Node::Mark(_)));
    let (_, first) = rest.next()?;
    let (at, second) = rest.next()?;
    let subject = matches!(first, Node::Atom(Atom::Mention { role: Some(_), types, .. })
        if !types.entities().is_empty());
    (subject && begins_with_verb(second)).then_some(at)
}

fn begins_with_verb(node: &Node) -> bool {
    match node {
        Node::Atom(Atom::Lexical(lexical)) => lexical.is_verb(),
        Node::Group(all) => all.iter().all(|alternative| {
            let first = alternative.iter().find(|n| !matches!(n, Node::Mark(_)));
            first.is_some_and(begins_with_verb)
        }),
        _ => false,
    }
}

fn first_mention(nodes: &[Node]) -> Option<Atom> {
    nodes.iter().find_map(|n| match n {
        Node::Atom(atom @ Atom::Mention { .. }) => Some(atom.clone()),
        _ => None,
    })
}

/// How often a part wakes its rule; `None` for what cannot.
fn frequency(node: &Node, lexicon: &Lexicon) -> Option<u32> {
    match node {
        Node::Atom(Atom::Lexical(lexical)) => Some(lexical.frequency(lexicon)),
        Node::Atom(Atom::Mention { types, .. }) => value_frequency(*types),
        Node::Group(all) => all.iter().try_fold(0, |sum, alternative| {
            let rare = alternative.iter().filter_map(|n| frequency(n, lexicon)).min()?;
            Some(sum + rare)
        }),
        _ => None,
    }
}

/// Values are rare enough to wake a rule, names are not.
fn value_frequency(types: TypeSet) -> Option<u32> {
    let all = [
        (MentionType::Percent, 60),
        (MentionType::Money, 60),
        (MentionType::Role, 80),
        (MentionType::Date, 200),
        (MentionType::Number, 200),
    ];
    let known = all.iter().filter(|(t, _)| types.has(*t));
    let (set, sum) = known
        .fold((TypeSet::default(), 0), |(set, sum), (t, n)| (set.with(TypeSet::of(*t)), sum + n));
    (!types.is_empty() && set.covers(types)).then_some(sum)
}

fn wake(trigger: &Atom) -> Wake {
    match trigger {
        Atom::Mention { types, .. } => Wake { types: *types, ..Wake::default() },
        Atom::Shape(_) => Wake::default(),
        Atom::Lexical(lexical) => Wake {
            words: lexical.first_words().collect(),
            lemmas: lexical.first_lemmas().collect(),
            types: TypeSet::default(),
        },
    }
}
