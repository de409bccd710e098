//! Who owns, runs, buys, funds, sues and regulates whom, from the text of news articles.

// The command line is written as its readers would write it: against the public interface.
extern crate self as stakeout;

pub mod article;
pub mod cli;
pub mod correct;
pub mod document;
pub mod entity;
pub mod error;
pub mod escape;
pub mod eval;
pub mod explain;
pub mod extract;
pub mod gazetteer;
pub mod graph;
pub mod lexicon;
pub mod marked;
pub mod mention;
pub mod merge;
pub mod name;
pub mod pattern;
pub mod phrase;
pub mod read;
pub mod relation;
pub mod report;
pub mod review;
pub mod rule;
pub mod span;
pub mod step;
pub mod timeline;
pub mod value;
pub mod watch;
pub mod write;
