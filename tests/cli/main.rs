//! The command line, as the binary that users run.

mod account;
mod bad_input;
mod common;
mod extract;
mod formats;
mod help;
mod output;
mod pages;
mod readme;
mod resume;
mod review;
mod rules;
mod walk;
