//! Rule files to a rule set. All faults of all files are found in one go.

use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::diagnostic::Diagnostic;
use super::header::{self, RelationType};
use super::index::Index;
use super::load_rule;
use super::need::Needs;
use super::set::{Adjunct, Rule, RuleSet};
use super::source::{Fields, Source, Text, texts_of};
use crate::lexicon::{Lexicon, Verb};
use crate::pattern::{Lists, Phrases, Scope, syntax};

/// One file, read but not compiled.
struct File<'t, 's> {
    fields: Fields<'t, 's>,
    /// The relation, as an index into those of the set; `None` for a shared file.
    relation: Option<usize>,
    lists: Lists,
    list_places: Vec<Text>,
    phrases: Phrases,
}

pub(super) fn load(
    files: &[(&str, &str)],
    lexicon: &mut Lexicon,
    examples: bool,
) -> Result<RuleSet, Vec<Diagnostic>> {
    let sources: Vec<Source<'_>> = files.iter().map(|(n, t)| Source::new(n, t, examples)).collect();
    let tables: Vec<DeTable<'_>> = sources.iter().map(Source::tables).collect();
    let mut set = RuleSet::default();
    let read: Vec<File<'_, '_>> = sources
        .iter()
        .zip(&tables)
        .map(|(source, table)| read_file(Fields::new(source, table), &mut set.relations))
        .collect();
    check_headers(&read, &set.relations);
    for file in &read {
        learn_verbs(&file.fields, lexicon);
    }
    for file in 0..read.len() {
        compile_file(&read, file, lexicon, &mut set);
    }
    let faults: Vec<Diagnostic> = sources.into_iter().flat_map(|s| s.faults.into_inner()).collect();
    if !faults.is_empty() {
        return Err(sorted(faults));
    }
    set.lean(lexicon);
    set.lists.sort_by(|a, b| a.0.cmp(&b.0));
    let later = set.rules.iter().filter(|rule| rule.later.is_some()).map(|rule| rule.relation);
    set.told_later = later.collect();
    set.told_later.dedup();
    set.needs = Needs::new(&set.rules, lexicon);
    set.index = Index::new(&set.rules, &set.needs, lexicon);
    Ok(set)
}

fn sorted(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    faults.dedup();
    faults
}

/// Files whose name begins with `_` hold lists and phrases for all.
fn is_shared(name: &str) -> bool {
    name.rsplit(['/', '\\']).next().is_some_and(|n| n.starts_with('_'))
}

fn read_file<'t, 's>(fields: Fields<'t, 's>, relations: &mut Vec<RelationType>) -> File<'t, 's> {
    let shared = is_shared(fields.source.name);
    let allowed: &[&str] = if shared {
        &["phrase", "lexicon", "verb"]
    } else {
        &["relation", "phrase", "lexicon", "verb", "adjunct", "rule"]
    };
    fields.allow(allowed);
    let relation = if shared { None } else { read_relation(&fields, relations) };
    let (lists, list_places) = read_lists(&fields);
    File { fields, relation, lists, list_places, phrases: read_phrases(&fields) }
}

/// A later file may add rules to a relation: its header then holds the name alone.
fn read_relation(fields: &Fields<'_, '_>, relations: &mut Vec<RelationType>) -> Option<usize> {
    if !fields.table.contains_key("relation") {
        fields.source.fault(0..1, "the file has no [relation]", None);
        return None;
    }
    let read = header::read(&fields.table("relation")?);
    let Some(read) = read else {
        fields.source.fault(0..1, "[relation] has no name", None);
        return None;
    };
    match relations.iter().position(|r| r.name == read.name) {
        Some(known) => {
            if let Some(relation) = relations.get_mut(known).filter(|_| !read.roles.is_empty()) {
                *relation = read;
            }
            Some(known)
        }
        None => {
            relations.push(read);
            Some(relations.len() - 1)
        }
    }
}

fn check_headers(files: &[File<'_, '_>], relations: &[RelationType]) {
    for (index, relation) in relations.iter().enumerate() {
        let first = files.iter().find(|f| f.relation == Some(index));
        if let Some(file) = first.filter(|_| relation.edge[0] == relation.edge[1]) {
            let hint = "edge = { from = \"owner\", to = \"asset\" }";
            file.fields.source.fault(
                0..1,
                "[relation] needs roles, and an edge between two of them",
                Some(hint.to_owned()),
            );
        }
    }
}

fn read_lists(fields: &Fields<'_, '_>) -> (Lists, Vec<Text>) {
    let (mut lists, mut places) = (Lists::default(), Vec::new());
    let Some(table) = fields.table.get("lexicon").map(|v| v.get_ref()) else {
        return (lists, places);
    };
    let DeValue::Table(table) = table else {
        fields.source.fault(0..1, "[lexicon] is a table of lists", None);
        return (lists, places);
    };
    for (key, value, span) in Fields::new(fields.source, table).entries() {
        let entries = texts_of(fields.source, &key.value, value, span);
        lists.insert(key.value.clone(), entries.into_iter().map(|t| t.value).collect());
        places.push(key);
    }
    (lists, places)
}

/// `[verb]`: verbs that the lexicon does not know yet, in the form of `lexicons/verbs.toml`.
fn learn_verbs(fields: &Fields<'_, '_>, lexicon: &mut Lexicon) {
    if !fields.table.contains_key("verb") {
        return;
    }
    let Some(table) = fields.table("verb") else { return };
    for (base, value, span) in table.entries() {
        let DeValue::Table(irregular) = value else {
            let hint = format!("{} = {{}}", base.value);
            fields.source.fault(span, "a verb is a table", Some(hint));
            continue;
        };
        let irregular = Fields::new(fields.source, irregular);
        irregular.allow(&["past", "participle", "doubled", "noun"]);
        let text = |key| irregular.text(key).map(|t| t.value);
        let verb = Verb {
            past: text("past"),
            participle: text("participle"),
            doubled: irregular.boolean("doubled").unwrap_or(false),
            noun: irregular.texts("noun").into_iter().map(|t| t.value).collect(),
        };
        lexicon.add_verb(&base.value, &verb);
    }
}

fn read_phrases(fields: &Fields<'_, '_>) -> Phrases {
    let mut phrases = Phrases::default();
    if !fields.table.contains_key("phrase") {
        return phrases;
    }
    let Some(table) = fields.table("phrase") else { return phrases };
    for (key, value, span) in table.entries() {
        for text in texts_of(fields.source, &key.value, value, span).into_iter().take(1) {
            match syntax::parse(&text.value) {
                Ok(items) => {
                    phrases.insert(key.value.clone(), items);
                }
                Err(error) => fields.source.pattern_fault(&text, error),
            }
        }
    }
    phrases
}

fn compile_file(files: &[File<'_, '_>], index: usize, lexicon: &mut Lexicon, set: &mut RuleSet) {
    let Some(file) = files.get(index) else { return };
    let Some((number, relation)) =
        file.relation.and_then(|r| Some((r, set.relations.get(r)?.clone())))
    else {
        return;
    };
    let mut scope = Scope {
        roles: &relation.roles,
        lists: near(files, index).map(|f| &f.lists).collect(),
        phrases: near(files, index).map(|f| &f.phrases).collect(),
        lexicon,
        used: FxHashSet::default(),
        ready: FxHashMap::default(),
    };
    for (fields, _) in file.fields.tables("adjunct") {
        set.adjuncts.extend(read_adjunct(&fields, number, &mut scope));
    }
    let mut ids: FxHashMap<String, Range<usize>> = FxHashMap::default();
    for (fields, span) in file.fields.tables("rule") {
        let id = fields.text("id");
        let Some(rule) = load_rule::read(&fields, span, number, &relation, &mut scope) else {
            continue;
        };
        if let Some(id) = id
            && ids.insert(id.value.clone(), id.span.clone()).is_some()
        {
            let message = format!("a second rule has the id `{}`", id.value);
            file.fields.source.fault(id.span, message, None);
        }
        add(set, rule);
    }
    let ready = scope.ready.iter().map(|((name, inflected), list)| {
        (format!("{}@{name}", if *inflected { "~" } else { "" }), list.clone())
    });
    set.lists.extend(ready);
    // Whoever tries out rules may not have written the pattern yet.
    let places = file.list_places.iter().filter(|_| file.fields.source.examples);
    let unused: Vec<&Text> = places.filter(|l| !scope.used.contains(&l.value)).collect();
    for list in unused {
        let message = format!("no pattern of the file uses the list `{}`", list.value);
        let hint =
            format!("write @{} in a pattern; a list that none names does nothing", list.value);
        file.fields.source.fault(list.span.clone(), message, Some(hint));
    }
}

/// The file itself, then other files of its relation, then the shared ones.
fn near<'f, 't, 's>(
    files: &'f [File<'t, 's>],
    index: usize,
) -> impl Iterator<Item = &'f File<'t, 's>> {
    let own = files.get(index);
    let relation = own.and_then(|f| f.relation);
    let others =
        files.iter().enumerate().filter(move |(i, f)| *i != index && f.relation == relation);
    let shared = files.iter().filter(|f| f.relation.is_none());
    own.into_iter().chain(others.map(|(_, f)| f)).chain(shared)
}

/// A rule of the same relation and id is replaced.
fn add(set: &mut RuleSet, rule: Rule) {
    let known = set.rules.iter_mut().find(|r| r.relation == rule.relation && r.id == rule.id);
    match known {
        Some(known) => *known = rule,
        None => set.rules.push(rule),
    }
}

fn read_adjunct(
    fields: &Fields<'_, '_>,
    relation: usize,
    scope: &mut Scope<'_>,
) -> Option<Adjunct> {
    fields.allow(&["pattern", "left"]);
    let text = fields.text("pattern")?;
    let left = fields.boolean("left").unwrap_or(false);
    let pattern = load_rule::local(fields.source, &text, scope)?;
    if pattern.roles.is_empty() {
        fields.source.fault(text.span, "an adjunct fills a role", None);
        return None;
    }
    Some(Adjunct { relation, pattern, left })
}
