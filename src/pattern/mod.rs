//! The rule language: an example sentence with the fillers taken out. Entry point: [`Pattern`].
//!
//! | write | means |
//! |---|---|
//! | `percent` `'s` `,` | this word or sign, in any case; written small |
//! | `"US"` | this word, exactly as written |
//! | `~own` | the verb in any tense, voice, negation or modality; a noun in singular or plural |
//! | `@stake` `~@hold` | any entry of a list; with `~`, any inflection of any entry |
//! | `[asset]` `[asset:person]` | a mention, captured under that role; its types narrowed |
//! | `[organization]` | a mention of that type, not captured |
//! | `[group~@party]` | the same two with a word of a list in the mention |
//! | `[round=series (a\|b)]` | words, captured under a role that holds text |
//! | `#cap` `#num` `#punct` | a shape |
//! | `#verb` | a verb group, whichever verb |
//! | `( A B \| C )` | alternatives |
//! | `..3` | a gap of at most 3 units, over no `;` and no mention that could fill a role |
//! | `X?` | may be absent |
//! | `!X` | one unit that is not X |
//! | `&stake` | a pattern by name |
//! | `^` `$` | begin and end of the sentence |
//!
//! There is no repetition, so the cost of a match is bounded by the pattern.

mod context;
mod describe;
mod edge;
mod mask;
mod matcher;
mod node;
mod program;
mod required;
mod resolve;
mod state;
pub mod syntax;
mod test_unit;
mod trace;
mod variant;

pub use context::Context;
pub use describe::Notation;
pub use edge::Edge;
pub use node::{Atom, Branch, Lexical, RoleId, TypeSet};
pub use program::Program;
pub use required::{Reach, Required};
pub use resolve::{Lists, Phrases, Role, Scope, nearest};
pub use state::{Scratch, Step, UnitRange};
pub use syntax::PatternError;
pub use trace::{Stop, There, Wanted};
pub use variant::{Form, Options, Variant, VoiceRule, Wake};

use std::ops::Range;

/// A compiled pattern: all forms in which a text may say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As written.
    pub text: String,
    /// Its forms, the one written first.
    pub variants: Vec<Variant>,
    /// Its alternatives and options.
    pub branches: Vec<Branch>,
    /// The roles that it can fill.
    pub roles: Vec<RoleId>,
}

impl Pattern {
    /// Reads and compiles a pattern.
    ///
    /// # Errors
    /// All faults found, with their places in `text`.
    pub fn compile(
        text: &str,
        options: &Options,
        scope: &mut Scope<'_>,
    ) -> Result<Self, Vec<PatternError>> {
        let items = syntax::parse(text).map_err(|e| vec![e])?;
        let resolved = resolve::resolve(&items, scope)?;
        let variants = variant::variants(&resolved, options, scope).map_err(|mut e| {
            e.len = text.len().max(1);
            vec![e]
        })?;
        let roles = node::roles(&resolved.nodes);
        Ok(Self { text: text.to_owned(), variants, branches: resolved.branches, roles })
    }
}

impl Variant {
    /// Tries the variant at a trigger. The steps of a match stay in `scratch`. Costs at most a
    /// fixed number of instructions.
    pub fn run(&self, context: &Context<'_>, trigger: usize, scratch: &mut Scratch) -> bool {
        let speaks = |at: usize| context.verb(at).map(|verb| verb.voice);
        let own = speaks(trigger);
        if self.voice.is_some() && own.is_some() && own != self.voice {
            return false;
        }
        let all = 0..context.units.row.len();
        let matches = matcher::run(&self.program, context, trigger, all, self.blocked, scratch);
        // Where the trigger is no verb, the voice is that of the first verb that was read.
        let mut read =
            scratch.steps().iter().filter_map(|s| s.units()).flat_map(|u| u.start..u.end);
        matches && (self.voice.is_none() || own.is_some() || read.find_map(speaks) == self.voice)
    }
}

/// A pattern that is tried from left to right at given places: vetoes and adjuncts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// As written.
    pub text: String,
    /// The roles that it can fill.
    pub roles: Vec<RoleId>,
    program: Program,
    first: Edge,
    blocked: TypeSet,
}

impl Local {
    /// The types that an atom takes, see [`Program::types`].
    pub fn types(&self, atom: u16) -> TypeSet {
        self.program.types(atom)
    }

    /// Reads and compiles a pattern.
    ///
    /// # Errors
    /// All faults found, with their places in `text`.
    pub fn compile(text: &str, scope: &mut Scope<'_>) -> Result<Self, Vec<PatternError>> {
        let items = syntax::parse(text).map_err(|e| vec![e])?;
        let resolved = resolve::resolve(&items, scope)?;
        let roles = node::roles(&resolved.nodes);
        let blocked = variant::blocked(&resolved.nodes);
        if node::may_be_empty(&resolved.nodes) {
            let error = PatternError::new(0, text.len(), "the pattern can match nothing");
            return Err(vec![error.hint("something in it must be there")]);
        }
        let too_long = || vec![PatternError::new(0, text.len(), "the pattern is too long")];
        let program = Program::forward(&resolved.nodes).ok_or_else(too_long)?;
        let first = Edge::of(&program);
        Ok(Self { text: text.to_owned(), roles, program, first, blocked })
    }

    /// Tries the pattern from unit `at`, inside `limit`.
    pub fn run(
        &self,
        context: &Context<'_>,
        at: usize,
        limit: Range<usize>,
        scratch: &mut Scratch,
    ) -> bool {
        let mut run =
            || matcher::run(&self.program, context, at, limit.clone(), self.blocked, scratch);
        if !self.first.may_begin(context, at) {
            debug_assert!(!run(), "{} begins with what it cannot begin with", self.text);
            return false;
        }
        run()
    }
}
