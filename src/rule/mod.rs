//! Rules: which patterns say which relation. Entry point: [`RuleSet`].
//!
//! One TOML file per relation (`rules/relations/`): its signature, its rules, and the sentences
//! that each rule accepts and rejects. `rules/README.md` shows the format on one page.

mod adjunct;
mod beside;
mod check;
mod diagnostic;
mod example;
mod header;
mod index;
mod judged;
mod load;
mod load_rule;
mod matching;
mod need;
mod reading;
mod set;
mod source;
mod spread;
mod table;
#[cfg(test)]
mod tests;
mod trace;
mod unknown;
mod wake;
mod whole;

pub use check::{Bench, Finding, Side};
pub use diagnostic::{Diagnostic, Severity, render};
pub use example::{Annotated, Annotation, Example, Expected, ExpectedValue};
pub use header::{AttributeKind, RelationType};
pub use matching::{Filler, Match, Memory};
pub use reading::Reading;
pub use set::{Adjunct, Later, Rule, RuleId, RuleSet, SetValue};
pub(crate) use spread::around;
pub use trace::{Attempt, Outcome};
pub use unknown::unknown_verb;
pub use wake::Awake;
