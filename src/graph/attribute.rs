//! Attributes of a relation, as its record has them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::model::{NodeId, Text};

/// A part held or traded, in percent: one number, or bounds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Holding {
    /// The number where one is given.
    pub exact: Option<f64>,
    /// The lower bound.
    pub min: Option<f64>,
    /// The upper bound.
    pub max: Option<f64>,
    /// The lower bound itself is excluded.
    pub exclusive_min: bool,
    /// The upper bound itself is excluded.
    pub exclusive_max: bool,
    /// About, nearly, roughly.
    pub approximate: bool,
    /// The words that give it.
    pub literal: String,
}

impl Holding {
    /// The least that it can be, in percent.
    pub fn least(&self) -> f64 {
        self.exact.or(self.min).unwrap_or(0.0)
    }

    /// The most that it can be, in percent.
    pub fn most(&self) -> f64 {
        self.exact.or(self.max).unwrap_or(100.0)
    }

    /// True when both can be the same part: bounds that touch, with a hundredth of slack for what is
    /// rounded and a tenth of the number for what is approximate.
    pub fn agrees(&self, other: &Self) -> bool {
        let slack = |s: &Self| if s.approximate { s.most() / 10.0 } else { 0.01 };
        let slack = slack(self).max(slack(other));
        self.least() <= other.most() + slack && other.least() <= self.most() + slack
    }

    /// Short, for people: `51%`, `over 50%`, `5 to 10%`.
    pub fn short(&self) -> String {
        let about = if self.approximate { "about " } else { "" };
        match (self.exact, self.min, self.max) {
            (Some(exact), ..) => format!("{about}{exact}%"),
            (_, Some(min), Some(max)) if !(self.exclusive_min && max >= 100.0) => {
                format!("{about}{min} to {max}%")
            }
            (_, Some(min), _) if self.exclusive_min => format!("{about}over {min}%"),
            (_, Some(min), _) => format!("{about}at least {min}%"),
            (_, _, Some(max)) if self.exclusive_max => format!("{about}under {max}%"),
            (_, _, Some(max)) => format!("{about}at most {max}%"),
            _ => self.literal.clone(),
        }
    }
}

/// What happened to a holding or an office.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// raises, cuts, starts, ends.
    pub kind: String,
    /// Percent before.
    pub from: Option<f64>,
    /// Percent after.
    pub to: Option<f64>,
    /// Percentage points.
    pub by: Option<f64>,
}

/// Money.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Amount {
    /// In units of the currency.
    pub value: Option<f64>,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// A further party: a seller, a buyer, a vehicle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// Its number within the article: `e7`.
    pub local: Option<Text>,
    /// Its node, where it stands at an end of some relation; filled in attributes of an edge.
    pub node: Option<NodeId>,
    /// Its name.
    pub name: Text,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Empty.
    Null,
    /// A part held or traded.
    Share(Holding),
    /// What happened.
    Change(Change),
    /// Money.
    Amount(Amount),
    /// A further party.
    Party(Party),
    /// A date, a role, a kind …
    Text(Text),
}

/// All attributes of a relation, in the order of its rule file.
pub type Attributes = Vec<(Text, Value)>;

/// A value as JSON has it; the keys tell the shapes apart.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Shape<'a> {
    Null(()),
    Text(#[serde(borrow)] Cow<'a, str>),
    Object(Box<Fields<'a>>),
}

/// The fields of all shapes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fields<'a> {
    exact: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
    exclusive_min: Option<bool>,
    exclusive_max: Option<bool>,
    approximate: Option<bool>,
    literal: Option<String>,
    kind: Option<String>,
    from: Option<f64>,
    to: Option<f64>,
    by: Option<f64>,
    value: Option<f64>,
    currency: Option<String>,
    #[serde(borrow)]
    entity: Option<Cow<'a, str>>,
    #[serde(borrow)]
    name: Option<Cow<'a, str>>,
}

impl Fields<'_> {
    /// The value that these fields make up.
    pub(super) fn value(self) -> Value {
        if let Some(name) = self.name {
            let local = self.entity.map(|e| Text::from(&*e));
            return Value::Party(Party { local, node: None, name: Text::from(&*name) });
        }
        if let Some(kind) = self.kind {
            return Value::Change(Change { kind, from: self.from, to: self.to, by: self.by });
        }
        let held = self.exact.or(self.min).or(self.max).is_some();
        if held || self.literal.is_some() {
            return Value::Share(Holding {
                exact: self.exact,
                min: self.min,
                max: self.max,
                exclusive_min: self.exclusive_min.unwrap_or(false),
                exclusive_max: self.exclusive_max.unwrap_or(false),
                approximate: self.approximate.unwrap_or(false),
                literal: self.literal.unwrap_or_default(),
            });
        }
        Value::Amount(Amount { value: self.value, currency: self.currency })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(min: f64, max: f64) -> Holding {
        Holding { min: Some(min), max: Some(max), ..Holding::default() }
    }

    fn exact(value: f64) -> Holding {
        Holding { exact: Some(value), ..Holding::default() }
    }

    #[test]
    fn shares_agree_when_their_bounds_touch() {
        let over_half = Holding { exclusive_min: true, ..between(50.0, 100.0) };
        let about = Holding { approximate: true, ..exact(30.0) };
        for (a, b, agree) in [
            (exact(5.0), exact(5.0), true),
            (exact(5.0), exact(7.0), false),
            (over_half.clone(), exact(60.0), true),
            (over_half, exact(20.0), false),
            (about.clone(), exact(32.0), true),
            (about, exact(40.0), false),
            (between(5.0, 10.0), between(9.0, 12.0), true),
        ] {
            assert_eq!((a.agrees(&b), b.agrees(&a)), (agree, agree), "{a:?} {b:?}");
        }
    }

    #[test]
    fn shares_in_short() {
        let over = Holding { exclusive_min: true, ..between(50.0, 100.0) };
        let under = Holding { max: Some(50.0), exclusive_max: true, ..Holding::default() };
        for (share, short) in [
            (exact(51.5), "51.5%"),
            (over, "over 50%"),
            (under, "under 50%"),
            (between(5.0, 10.0), "5 to 10%"),
        ] {
            assert_eq!(share.short(), short);
        }
    }
}
