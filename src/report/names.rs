//! The names of the page: entities of the graph and of the articles, and values.

use rustc_hash::FxHashMap;

use crate::graph::{End, Graph, NodeId};
use crate::write::Object;

/// One name of the page.
#[derive(Debug, Clone, Default)]
struct Name {
    name: String,
    name_type: String,
    aliases: Vec<String>,
    ids: Vec<(String, String)>,
}

/// All names. Entities that merging did not join are one here when type and name are the same.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<Name>,
    by_name: FxHashMap<(String, String), usize>,
    by_node: Vec<usize>,
}

impl Names {
    /// The entities of a graph.
    pub(super) fn new(graph: &Graph) -> Self {
        let mut names = Self::default();
        for entity in &graph.entities {
            let known = names.find(&entity.entity_type, &entity.name).filter(|_| !graph.merged);
            let at = known.unwrap_or_else(|| names.add(&entity.entity_type, &entity.name));
            names.by_node.push(at);
            let Some(name) = names.all.get_mut(at) else { continue };
            for alias in &entity.aliases {
                if !name.aliases.iter().any(|a| **a == **alias) {
                    name.aliases.push(alias.to_string());
                }
            }
            for (key, value) in &entity.ids {
                if !name.ids.iter().any(|(k, _)| **k == **key) {
                    name.ids.push((key.to_string(), value.to_string()));
                }
            }
        }
        names
    }

    fn find(&self, name_type: &str, name: &str) -> Option<usize> {
        self.by_name.get(&(name_type.to_owned(), name.to_owned())).copied()
    }

    fn add(&mut self, name_type: &str, name: &str) -> usize {
        let at = self.all.len();
        let (name_type, name) = (name_type.to_owned(), name.to_owned());
        self.by_name.entry((name_type.clone(), name.clone())).or_insert(at);
        self.all.push(Name { name, name_type, ..Name::default() });
        at
    }

    /// The name at an end of an edge.
    pub(super) fn end(&mut self, end: &End) -> usize {
        match end {
            End::Entity(node) => self.node(*node),
            End::Value { name, value_type } => self.called(value_type, name),
        }
    }

    /// The name of an entity.
    pub(super) fn node(&self, node: NodeId) -> usize {
        self.by_node.get(node.0 as usize).copied().unwrap_or(0)
    }

    /// The name with this type and wording.
    pub(super) fn called(&mut self, name_type: &str, name: &str) -> usize {
        self.find(name_type, name).unwrap_or_else(|| self.add(name_type, name))
    }

    /// Writes all of them; what is empty is left out.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        crate::write::list(out, self.all.iter(), |out, name| {
            let mut record = Object::new(out);
            record.string("name", &name.name);
            record.string("type", &name.name_type);
            if !name.aliases.is_empty() {
                record.strings("aliases", name.aliases.iter().map(String::as_str));
            }
            if !name.ids.is_empty() {
                record.object("ids", |o| name.ids.iter().for_each(|(k, v)| string_key(o, k, v)));
            }
            record.end();
        });
    }
}

/// A pair whose key is data too.
fn string_key(record: &mut Object<'_>, key: &str, value: &str) {
    let plain: String =
        key.chars().filter(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect();
    record.string(&plain, value);
}
