//! The command line, as the binary that users run.

mod bad_input;
mod common;
mod extract;
mod output;
mod pages;
mod readme;
