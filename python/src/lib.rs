//! The Python module `stakeout._core`: what the package `stakeout` is made of. Python code under lib/
//! puts its face on.

mod article;
mod document;
mod extractor;
mod graph;
mod lines;
mod pool;
mod rows;
mod shared;
mod table;

use pyo3::prelude::*;

/// What Python sees.
#[pymodule]
mod _core {
    #[pymodule_export]
    use super::article::{Article, Articles, read_articles};
    #[pymodule_export]
    use super::document::Document;
    #[pymodule_export]
    use super::extractor::{Extractor, Pending};
    #[pymodule_export]
    use super::graph::Graph;
    #[pymodule_export]
    use super::lines::table_lines;
    #[pymodule_export]
    use super::table::{mention_schema, relation_schema};
    #[pymodule_export]
    use super::{run, version};
}

/// Runs the command line with these arguments, the first of which is the program's own name, and gives
/// the status to exit with.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<std::ffi::OsString>) -> u8 {
    py.detach(|| stakeout::cli::run(arguments))
}

/// The version of the program.
#[pyfunction]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
