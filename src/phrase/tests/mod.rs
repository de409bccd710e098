//! Sentences in a small notation, see [`notation`].

mod groups;
mod moods;
mod notation;
mod shapes;
mod subjects;
