//! Relations of many articles as one graph. Entry points: [`Reader`], from the lines of
//! `stakeout extract` or `stakeout merge` to a [`Graph`], and [`write_merged`], back to lines.
//!
//! Plain and merged lines may be mixed: a merged relation is a list of plain ones, its evidence, and
//! what is said of the whole is worked out from that list (`Edge::summarise`), never stored.

mod attribute;
mod evidence;
mod filter;
mod flat;
mod format;
mod loose;
mod mapping;
mod model;
mod pool;
mod read;
mod record;
mod summary;
mod time;
mod write;

pub use attribute::{Amount, Attributes, Change, Holding, Party, Value};
pub use evidence::{Article, Attribution, Evidence, Place};
pub use filter::Filter;
#[cfg(feature = "sqlite")]
pub use format::write_sqlite;
pub use format::{Format, Report, Sink};
pub(crate) use loose::{Loose, local_id};
pub use mapping::{Bods, Ftm, Mapping, Mappings, Rdf};
pub use model::{
    ArticleId, Contradiction, Edge, End, Entity, Graph, Join, Member, MemberId, NodeId, Text,
};
pub use read::{Fault, Reader};
pub use summary::{Period, ShareAt};
pub use time::{first_day, last_day};
pub(crate) use write::literal;
pub use write::write_merged;
