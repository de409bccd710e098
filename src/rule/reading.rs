//! What a match says about the relation: the rule's own reading and the verb group's, together.

use super::set::Rule;
use crate::phrase::{Mood, Status};

/// The three axes of how sure the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How far along it is.
    pub status: Status,
    /// The text says that it is not so.
    pub negated: bool,
    /// The writer does not vouch for it.
    pub hedged: bool,
}

impl Reading {
    /// Of the status of the verb group and the rule's own the one that is further from a fact holds.
    /// What will end, or is denied to end, still holds.
    pub fn of(rule: &Rule, mood: &Mood) -> Self {
        let hedged = rule.hedged || mood.hedged;
        if rule.before || rule.ends() {
            let done = !mood.negated && matches!(mood.status, None | Some(Status::Ended));
            let status = if done { Status::Ended } else { Status::Actual };
            return Self { status, negated: false, hedged };
        }
        let status = mood.status.map_or(rule.status, |status| status.max(rule.status));
        Self { status, negated: rule.negated || mood.negated, hedged }
    }
}
