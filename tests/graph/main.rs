//! From relation lines to graphs and back, on relations that the articles of the corpus give.

mod common;
mod consumers;
mod made;
mod merging;
mod reading;
