//! Small texts against a small set of rules, see [`notation`].

mod attributes;
mod merging;
mod notation;
mod sources;
mod spreading;
