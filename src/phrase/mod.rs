//! A sentence to units.

mod unit;

pub use unit::{Mood, Status, Unit, UnitKind, Units, VerbGroup, Voice};
