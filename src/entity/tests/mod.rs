//! Cases in a small notation, see [`notation`].

mod aliases;
mod descriptions;
mod notation;
mod pronouns;
