//! A graph in the formats of others. Entry point: [`Format::write`].

mod bods;
mod csv;
mod cytoscape;
mod dot;
mod ftm;
mod gexf;
mod graphml;
mod neo4j;
#[cfg(feature = "parquet")]
mod parquet;
mod rdf;
#[cfg(feature = "sqlite")]
mod sqlite;
mod table;

#[cfg(feature = "sqlite")]
pub use sqlite::write as write_sqlite;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::mapping::Mappings;
use super::model::Graph;

/// Where a format puts its files.
pub trait Sink {
    /// Opens a file of a folder; a format of one file asks for the empty name.
    ///
    /// # Errors
    /// When it cannot be made.
    fn file(&mut self, name: &str) -> io::Result<Box<dyn Write + Send + '_>>;
}

/// What did not come through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Relation types that the format has no place for, and how many of each.
    pub left_out: BTreeMap<String, usize>,
    /// Characters that the format cannot hold, and how often U+FFFD stands for them.
    pub refused: BTreeMap<char, usize>,
}

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// GEXF 1.3, with time.
    Gexf,
    /// GraphML.
    Graphml,
    /// A folder: CSV for the import of Neo4j, and scripts.
    Neo4j,
    /// FollowTheMoney entities, one JSON object a line.
    Ftm,
    /// Beneficial Ownership Data Standard 0.4.
    Bods,
    /// RDF as Turtle.
    Turtle,
    /// RDF as N-Triples.
    Ntriples,
    /// RDF as JSON-LD.
    Jsonld,
    /// Elements of Cytoscape.js.
    Cytoscape,
    /// Graphviz.
    Dot,
    /// A folder: nodes.csv, edges.csv, relations.csv.
    Csv,
    /// A folder with the same tables as Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// All, by their names on the command line.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("gexf", Self::Gexf),
        ("graphml", Self::Graphml),
        ("neo4j", Self::Neo4j),
        ("ftm", Self::Ftm),
        ("bods", Self::Bods),
        ("turtle", Self::Turtle),
        ("ntriples", Self::Ntriples),
        ("jsonld", Self::Jsonld),
        ("cytoscape", Self::Cytoscape),
        ("dot", Self::Dot),
        ("csv", Self::Csv),
        #[cfg(feature = "parquet")]
        ("parquet", Self::Parquet),
    ];

    /// True for a format of several files.
    pub fn is_folder(self) -> bool {
        #[cfg(feature = "parquet")]
        if self == Self::Parquet {
            return true;
        }
        matches!(self, Self::Neo4j | Self::Csv)
    }

    /// Writes a graph. The cost is linear in its records.
    ///
    /// # Errors
    /// When the sink takes no more.
    pub fn write(
        self,
        graph: &Graph,
        mappings: &Mappings,
        sink: &mut dyn Sink,
    ) -> io::Result<Report> {
        let mut report = Report::default();
        match self {
            Self::Gexf => gexf::write(graph, sink, &mut report)?,
            Self::Graphml => graphml::write(graph, sink, &mut report)?,
            Self::Neo4j => neo4j::write(graph, sink, &mut report)?,
            Self::Ftm => ftm::write(graph, mappings, sink, &mut report)?,
            Self::Bods => bods::write(graph, mappings, sink, &mut report)?,
            Self::Turtle => rdf::turtle(graph, mappings, sink)?,
            Self::Ntriples => rdf::ntriples(graph, mappings, sink)?,
            Self::Jsonld => rdf::jsonld(graph, mappings, sink)?,
            Self::Cytoscape => cytoscape::write(graph, sink)?,
            Self::Dot => dot::write(graph, sink, &mut report)?,
            Self::Csv => csv::write(graph, sink)?,
            #[cfg(feature = "parquet")]
            Self::Parquet => parquet::write(graph, sink)?,
        }
        Ok(report)
    }
}
