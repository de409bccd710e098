//! The header of a relation file: name, roles, edge, attributes.

use toml::de::DeValue;

use super::source::{Fields, Text};
use crate::mention::MentionType;
use crate::pattern::{Role, RoleId, TypeSet, nearest};

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeKind {
    /// A percentage with bounds.
    Share,
    /// Raises, cuts, starts, ends.
    Change,
    /// Money.
    Amount,
    /// A further party.
    Entity,
    /// A date.
    Date,
    /// Words, or one of the relation's own kinds.
    Text,
}

impl AttributeKind {
    const NAMES: [(&'static str, Self); 6] = [
        ("share", Self::Share),
        ("change", Self::Change),
        ("amount", Self::Amount),
        ("entity", Self::Entity),
        ("date", Self::Date),
        ("text", Self::Text),
    ];

    fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, k)| *k)
    }
}

/// A relation type, as its file declares it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RelationType {
    /// `owns`.
    pub name: String,
    /// What it means.
    pub doc: String,
    /// Its roles; a [`RoleId`] is an index into them.
    pub roles: Vec<Role>,
    /// The roles of subject and object.
    pub edge: [RoleId; 2],
    /// Set when the object is printed as written and stands for no entity: `name`.
    pub literal: Option<String>,
    /// True when subject and object may change places.
    pub symmetric: bool,
    /// True when gold that has the ends the other way round says the same, as with symmetric ones.
    pub either_way: bool,
    /// True when its facts say who holds how much of whom.
    pub holding: bool,
    /// The role of whoever held what changes hands.
    pub held_by: Option<RoleId>,
    /// Its attributes, in the order of output; one of the same name as a role takes its value.
    pub attributes: Vec<(String, AttributeKind)>,
    /// What it is called in other models: `ftm`, `bods`, `rdf` …
    pub export: Vec<(String, String)>,
}

impl RelationType {
    /// The role of this name.
    pub fn role(&self, name: &str) -> Option<RoleId> {
        self.roles.iter().position(|r| r.name == name).map(|i| RoleId(i as u8))
    }

    /// In a symmetric relation, the role at the other end: a list there may hold both ends
    /// (`A and B merged`). `None` in all others, and for roles at no end.
    pub fn other_end(&self, role: usize) -> Option<usize> {
        let [from, to] = self.edge.map(|r| usize::from(r.0));
        match role {
            _ if !self.symmetric => None,
            _ if role == from => Some(to),
            _ if role == to => Some(from),
            _ => None,
        }
    }

    /// True for an end of the edge that can be an organization: the context may fill it.
    pub fn is_end_for_context(&self, role: usize) -> bool {
        let end = self.edge.iter().any(|r| usize::from(r.0) == role);
        end && self.roles.get(role).is_some_and(|r| r.types.has(MentionType::Organization))
    }

    /// The name of a role.
    pub fn role_name(&self, role: RoleId) -> &str {
        self.roles.get(usize::from(role.0)).map_or("", |r| r.name.as_str())
    }
}

/// Reads a header; its faults are noted at the source.
pub(super) fn read(fields: &Fields<'_, '_>) -> Option<RelationType> {
    let known = [
        "name",
        "doc",
        "roles",
        "edge",
        "symmetric",
        "either_way",
        "holding",
        "held_by",
        "attributes",
        "export",
    ];
    fields.allow(&known);
    let mut relation = RelationType {
        name: fields.text("name")?.value,
        doc: fields.text("doc").map(|t| t.value).unwrap_or_default(),
        symmetric: fields.boolean("symmetric").unwrap_or(false),
        either_way: fields.boolean("either_way").unwrap_or(false),
        holding: fields.boolean("holding").unwrap_or(false),
        ..RelationType::default()
    };
    relation.roles = fields.table("roles").map(|t| roles(&t)).unwrap_or_default();
    if let Some(edge) = fields.table("edge") {
        read_edge(&edge, &mut relation);
    }
    if let Some(text) = fields.text("held_by") {
        relation.held_by = relation.role(&text.value);
        if relation.held_by.is_none() {
            fields.source.fault(text.span, format!("no role `{}`", text.value), None);
        }
    }
    for (key, text) in pairs(fields, "attributes") {
        match AttributeKind::of_name(&text.value) {
            Some(kind) => relation.attributes.push((key.value, kind)),
            None => fields.source.fault(
                text.span,
                format!("unknown kind of attribute `{}`", text.value),
                Some("share, change, amount, entity, date or text".to_owned()),
            ),
        }
    }
    relation.export =
        pairs(fields, "export").into_iter().map(|(k, v)| (k.value, v.value)).collect();
    Some(relation)
}

/// The strings of a sub-table, in the order of the file.
fn pairs(fields: &Fields<'_, '_>, key: &str) -> Vec<(Text, Text)> {
    let Some(table) = fields.table(key) else { return Vec::new() };
    let mut all = Vec::new();
    for (key, value, span) in table.entries() {
        match value {
            DeValue::String(text) => all.push((key, Text { value: text.to_string(), span })),
            other => {
                let message = format!("`{}` is a string, not {}", key.value, other.type_str());
                fields.source.fault(span, message, None);
            }
        }
    }
    all
}

fn roles(table: &Fields<'_, '_>) -> Vec<Role> {
    let mut roles = Vec::new();
    for (key, value, span) in table.entries() {
        let DeValue::String(written) = value else {
            table.source.fault(span, "a role is a string of types", None);
            continue;
        };
        let (types, required) = match written.strip_suffix('?') {
            Some(types) => (types, false),
            None => (written.as_ref(), true),
        };
        let (types, around) = match types.strip_suffix('+') {
            Some(types) => (types, true),
            None => (types, false),
        };
        let mut set = TypeSet::default();
        for name in types.split('|').map(str::trim) {
            match type_set(name) {
                Some(one) => set = set.with(one),
                None => {
                    let hint = nearest(name, &TYPES).map(|n| format!("did you mean {n}?"));
                    let hint = hint.unwrap_or_else(|| format!("types are {}", TYPES.join(", ")));
                    table.source.fault(span.clone(), format!("unknown type `{name}`"), Some(hint));
                }
            }
        }
        roles.push(Role { name: key.value, types: set, required, around });
    }
    if roles.len() > 32 {
        table.source.fault(0..1, "a relation has at most 32 roles", None);
        roles.truncate(32);
    }
    roles
}

const TYPES: [&str; 10] = [
    "organization",
    "person",
    "place",
    "date",
    "percent",
    "money",
    "number",
    "role",
    "other",
    "text",
];

fn type_set(name: &str) -> Option<TypeSet> {
    if name == "text" {
        return Some(TypeSet::TEXT);
    }
    MentionType::of_name(name).map(TypeSet::of)
}

/// A type in the set that stands for nothing that a relation could be of.
fn no_end(types: TypeSet) -> Option<&'static str> {
    let odd = [MentionType::Percent, MentionType::Money, MentionType::Role, MentionType::Other];
    let odd = odd.into_iter().find(|t| types.has(*t)).map(MentionType::name);
    odd.or(types.covers(TypeSet::TEXT).then_some("text"))
}

fn read_edge(edge: &Fields<'_, '_>, relation: &mut RelationType) {
    edge.allow(&["from", "to", "literal"]);
    relation.literal = edge.text("literal").map(|t| t.value);
    for (end, key) in ["from", "to"].into_iter().enumerate() {
        let Some(text) = edge.text(key) else { continue };
        match relation.role(&text.value) {
            Some(role) => {
                if let (Some(slot), Some(role_type)) =
                    (relation.edge.get_mut(end), relation.roles.get(usize::from(role.0)))
                {
                    *slot = role;
                    let literal = end == 1 && relation.literal.is_some();
                    if let Some(odd) = no_end(role_type.types).filter(|_| !literal) {
                        let message =
                            format!("`{}` takes {odd}, which is no end of an edge", text.value);
                        let hint = "an end is organization, person, place, date or number";
                        edge.source.fault(text.span.clone(), message, Some(hint.to_owned()));
                    }
                    if !role_type.required {
                        let message =
                            format!("`{}` may not be missing: it ends the edge", text.value);
                        edge.source.fault(
                            text.span,
                            message,
                            Some("write its type without ?".into()),
                        );
                    }
                }
            }
            None => {
                let known: Vec<&str> = relation.roles.iter().map(|r| r.name.as_str()).collect();
                let hint = nearest(&text.value, &known).map(|n| format!("did you mean {n}?"));
                edge.source.fault(text.span, format!("unknown role `{}`", text.value), hint);
            }
        }
    }
}
