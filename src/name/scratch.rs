//! Memory that is used again from document to document.

use super::article::Article;
use super::beside::Neighbours;
use super::decode;
use crate::gazetteer::Begins;

/// What the steps need besides what they leave behind; each clears what it takes.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// Tokens that are looked up in the name lists.
    pub starts: Vec<u32>,
    /// What begins with them.
    pub begins: Begins,
    /// The number of the word of each marked token.
    pub numbers: Vec<u32>,
    /// What the first pass read.
    pub article: Article,
    /// What it read beside each other.
    pub neighbours: Neighbours,
    /// By candidate: the type that the first pass chose, if any.
    pub own: Vec<u8>,
    /// For the search for the best candidates.
    pub search: decode::Scratch,
    /// By token: taken by a mention.
    pub covered: Vec<bool>,
    /// By token: the sure value that covers it.
    pub sure: Vec<u32>,
}
