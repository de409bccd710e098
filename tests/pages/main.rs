//! Timelines and reports, read back by what reads them.

mod common;
mod report;
mod timeline;
