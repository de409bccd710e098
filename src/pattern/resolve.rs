//! Names in a pattern to what they stand for: roles, types, lists, phrases, words.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

use super::node::{Atom, Branch, Lexical, Node, Resolved, RoleId, TypeSet};
use super::syntax::{Ast, Item, MAX_DEPTH, PatternError};
use crate::document::{Token, tokenize};
use crate::lexicon::{Lexicon, WordId};
use crate::mention::MentionType;

/// A pattern may have so many parts, its phrases written out.
const MAX_NODES: usize = 2000;

/// A role as the relation's header declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// The types that may fill it.
    pub types: TypeSet,
    /// True when every match must fill it.
    pub required: bool,
    /// True when the places around a place fill it as well: `place+`, `Dallas, Texas`.
    pub around: bool,
}

/// Lists by name.
pub type Lists = FxHashMap<String, Vec<String>>;

/// Phrases (`&name`) by name.
pub type Phrases = FxHashMap<String, Vec<Item>>;

/// What the names in a pattern can mean.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The roles of the relation.
    pub roles: &'a [Role],
    /// Lists of the rule files, the nearest first; those of the lexicon follow.
    pub lists: Vec<&'a Lists>,
    /// Phrases, the nearest first.
    pub phrases: Vec<&'a Phrases>,
    /// Where words get their numbers.
    pub lexicon: &'a mut Lexicon,
    /// The lists that some pattern named.
    pub used: FxHashSet<String>,
    /// Lists made ready before.
    pub ready: FxHashMap<(String, bool), Arc<Lexical>>,
}

/// Resolves a parsed pattern.
///
/// # Errors
/// All unknown names with their places.
pub(super) fn resolve(
    items: &[Item],
    scope: &mut Scope<'_>,
) -> Result<Resolved, Vec<PatternError>> {
    let mut resolver = Resolver {
        scope,
        errors: Vec::new(),
        branches: Vec::new(),
        nodes: 0,
        inside_phrase: false,
    };
    let nodes = resolver.sequence(items, 0);
    let Resolver { errors, branches, .. } = resolver;
    if errors.is_empty() { Ok(Resolved { nodes, branches }) } else { Err(errors) }
}

struct Resolver<'s, 'a> {
    scope: &'s mut Scope<'a>,
    errors: Vec<PatternError>,
    branches: Vec<Branch>,
    nodes: usize,
    inside_phrase: bool,
}

impl Resolver<'_, '_> {
    fn sequence(&mut self, items: &[Item], depth: usize) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(items.len());
        for item in items {
            if self.nodes > MAX_NODES || depth > 2 * MAX_DEPTH {
                break;
            }
            self.nodes += 1;
            self.item(item, depth + 1, &mut nodes);
            if self.nodes > MAX_NODES {
                let message = format!("the pattern has more than {MAX_NODES} parts");
                self.errors.push(PatternError::new(item.at, item.end - item.at, message));
            }
        }
        nodes
    }

    fn item(&mut self, item: &Item, depth: usize, into: &mut Vec<Node>) {
        match &item.ast {
            Ast::Group(choice) => {
                let alternatives = self.choice(choice, depth);
                match <[_; 1]>::try_from(alternatives) {
                    Ok([only]) => into.extend(only),
                    Err(several) => into.push(Node::Group(several)),
                }
            }
            Ast::Optional(inner) => {
                let mut nodes = self.mark(inner.at, inner.end);
                self.item(inner, depth, &mut nodes);
                into.push(Node::Optional(nodes));
            }
            Ast::Capture { role, inner } => {
                let alternatives = self.choice(inner, depth);
                if let Some(role) = self.text_role(item, role) {
                    into.push(Node::Capture(role, vec![Node::Group(alternatives)]));
                }
            }
            Ast::Phrase(name) => self.phrase(item, name, depth, into),
            Ast::Not(inner) => self.not(item, inner, depth, into),
            Ast::Gap(n) => into.push(Node::Gap(*n)),
            Ast::Start => into.push(Node::Start),
            Ast::End => into.push(Node::End),
            Ast::Word(word) => {
                into.extend(self.words(word).into_iter().map(Node::Atom));
            }
            Ast::Exact(text) => into.extend(self.exact(text).into_iter().map(Node::Atom)),
            _ => into.extend(self.atom(item).map(Node::Atom)),
        }
    }

    fn choice(&mut self, choice: &[Vec<Item>], depth: usize) -> Vec<Vec<Node>> {
        // Alternatives of one word each are a list written in place: like entries of a list, they
        // need no example each.
        let several = choice.len() > 1 && !choice.iter().all(|a| is_word(a));
        let mut alternatives = Vec::with_capacity(choice.len());
        for sequence in choice {
            let place = sequence.first().zip(sequence.last()).map(|(a, b)| (a.at, b.end));
            let mut nodes = match place {
                Some((at, end)) if several => self.mark(at, end),
                _ => Vec::new(),
            };
            nodes.extend(self.sequence(sequence, depth));
            alternatives.push(nodes);
        }
        alternatives
    }

    /// Branches of shared phrases are like entries of a list: no single rule must take them all.
    fn mark(&mut self, at: usize, end: usize) -> Vec<Node> {
        if self.inside_phrase {
            return Vec::new();
        }
        self.branches.push(Branch { at, end });
        vec![Node::Mark((self.branches.len() - 1) as u16)]
    }

    fn not(&mut self, item: &Item, inner: &Item, depth: usize, into: &mut Vec<Node>) {
        let mut nodes = Vec::new();
        self.item(inner, depth, &mut nodes);
        match nodes.as_slice() {
            [Node::Atom(Atom::Mention { role: Some(_), .. })] => {
                self.fault(item, "`!` cannot capture a role", Some("narrow it by type: ![person]"));
            }
            [Node::Atom(atom)] => into.push(Node::Not(atom.clone())),
            _ => self.fault(
                item,
                "`!` wants something one unit wide",
                Some("!word, !@list, ![type]"),
            ),
        }
    }

    fn phrase(&mut self, item: &Item, name: &str, depth: usize, into: &mut Vec<Node>) {
        let Some(items) = self.scope.phrases.iter().find_map(|p| p.get(name)) else {
            let known: Vec<&str> =
                self.scope.phrases.iter().flat_map(|p| p.keys()).map(String::as_str).collect();
            return self.unknown(item, "phrase", '&', name, &known);
        };
        if depth > MAX_DEPTH {
            return self.fault(
                item,
                "phrases lie too deep in one another",
                Some("one names itself?"),
            );
        }
        let items = items.clone();
        let (outer, before) = (self.inside_phrase, self.errors.len());
        self.inside_phrase = true;
        let nodes = self.sequence(&items, depth + 1);
        self.inside_phrase = outer;
        if self.errors.len() > before {
            let first = self.errors.get(before).map(|e| (e.message.clone(), e.hint.clone()));
            self.errors.truncate(before);
            if let Some((message, hint)) = first {
                self.fault(item, &format!("in &{name}: {message}"), hint.as_deref());
            }
        }
        into.extend(nodes);
    }

    fn atom(&mut self, item: &Item) -> Option<Atom> {
        match &item.ast {
            Ast::Lemma(lemma) => {
                let mut lexical = Lexical::default();
                inflect(self.scope.lexicon, lemma, &mut lexical);
                Some(Atom::Lexical(Arc::new(sorted(lexical))))
            }
            Ast::List { name, inflected } => self.list(item, name, *inflected),
            Ast::Mention { name, types, having } => {
                self.mention(item, name, types, having.as_deref())
            }
            Ast::Shape(shape) => Some(Atom::Shape(*shape)),
            _ => None,
        }
    }

    fn words(&mut self, text: &str) -> Vec<Atom> {
        if matches!(text, "'s" | "’s") {
            let lexical = Lexical { possessive: true, ..Lexical::default() };
            return vec![Atom::Lexical(Arc::new(lexical))];
        }
        let word = |w| Atom::Lexical(Arc::new(Lexical { words: vec![w], ..Lexical::default() }));
        intern_all(self.scope.lexicon, text).into_iter().map(word).collect()
    }

    fn exact(&mut self, text: &str) -> Vec<Atom> {
        let atom = |t: &Token| {
            let written = t.span.of(text);
            let words = vec![self.scope.lexicon.intern(written)];
            let exact = Some(written.to_owned());
            Atom::Lexical(Arc::new(Lexical { words, exact, ..Lexical::default() }))
        };
        tokenize::tokens(text).iter().map(atom).collect()
    }

    fn list(&mut self, item: &Item, name: &str, inflected: bool) -> Option<Atom> {
        self.scope.used.insert(name.to_owned());
        if let Some(lexical) = list(self.scope, name, inflected) {
            return Some(Atom::Lexical(lexical));
        }
        let mut known: Vec<&str> = self.scope.lexicon.list_names();
        known.extend(self.scope.lists.iter().flat_map(|l| l.keys()).map(String::as_str));
        self.errors.push(unknown(item, "list", '@', name, &known));
        None
    }

    fn mention(
        &mut self,
        item: &Item,
        name: &str,
        types: &[String],
        having: Option<&str>,
    ) -> Option<Atom> {
        let having = match having.map(|list| self.list(item, list, false)) {
            Some(Some(Atom::Lexical(lexical))) => Some(lexical),
            Some(_) => return None,
            None => None,
        };
        let mut narrowed = TypeSet::default();
        for name in types {
            match MentionType::of_name(name) {
                Some(t) => narrowed = narrowed.with(TypeSet::of(t)),
                None => self.unknown(item, "type", ' ', name, &type_names()),
            }
        }
        let role = self.scope.roles.iter().position(|r| r.name == name);
        if let Some((id, role)) = role.and_then(|i| Some((i, self.scope.roles.get(i)?))) {
            if role.types == TypeSet::TEXT {
                let hint = format!("write [{name}=the words to capture]");
                self.fault(item, &format!("role `{name}` holds words, no mention"), Some(&hint));
                return None;
            }
            if !role.types.covers(narrowed) {
                let message =
                    format!("role `{name}` cannot be narrowed to a type it does not have");
                let hint = format!("it takes {}", role.types.names().replace('|', " or "));
                self.fault(item, &message, Some(&hint));
                return None;
            }
            let types = if narrowed.is_empty() { role.types } else { narrowed };
            return Some(Atom::Mention { role: Some(RoleId(id as u8)), types, having });
        }
        if let (Some(only), true) = (MentionType::of_name(name), types.is_empty()) {
            return Some(Atom::Mention { role: None, types: TypeSet::of(only), having });
        }
        let mut known: Vec<&str> = self.scope.roles.iter().map(|r| r.name.as_str()).collect();
        known.extend(type_names());
        self.errors.push(unknown(item, "role", ' ', name, &known));
        None
    }

    fn text_role(&mut self, item: &Item, name: &str) -> Option<RoleId> {
        match self.scope.roles.iter().position(|r| r.name == name && r.types == TypeSet::TEXT) {
            Some(id) => Some(RoleId(id as u8)),
            None => {
                let message = format!("`{name}` is no role that holds words");
                let hint = format!("declare it in roles: {name} = \"text?\"");
                self.fault(item, &message, Some(&hint));
                None
            }
        }
    }

    fn unknown(&mut self, item: &Item, what: &str, sigil: char, name: &str, known: &[&str]) {
        self.errors.push(unknown(item, what, sigil, name, known));
    }

    fn fault(&mut self, item: &Item, message: &str, hint: Option<&str>) {
        let mut error = PatternError::new(item.at, item.end - item.at, message);
        error.hint = hint.map(str::to_owned);
        self.errors.push(error);
    }
}

fn is_word(sequence: &[Item]) -> bool {
    let [only] = sequence else { return false };
    matches!(only.ast, Ast::Word(_) | Ast::Exact(_) | Ast::Lemma(_) | Ast::List { .. })
}

fn type_names() -> Vec<&'static str> {
    ["organization", "person", "place", "date", "percent", "money", "number", "role"].into()
}

fn unknown(item: &Item, what: &str, sigil: char, name: &str, known: &[&str]) -> PatternError {
    let sigil = if sigil == ' ' { String::new() } else { sigil.to_string() };
    let error =
        PatternError::new(item.at, item.end - item.at, format!("unknown {what} {sigil}{name}"));
    match nearest(name, known) {
        Some(near) => error.hint(format!("did you mean {sigil}{near}?")),
        None => error,
    }
}

/// The known name that is nearest by edit distance, if near enough to be meant.
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let limit = name.chars().count() / 3 + 1;
    let all = known.iter().map(|k| (distance(name, k), *k));
    all.filter(|(d, _)| *d <= limit).min().map(|(_, k)| k)
}

/// Edit distance with swaps of neighbours (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// The list of this name, made ready once; `None` when there is none.
pub(super) fn list(scope: &mut Scope<'_>, name: &str, inflected: bool) -> Option<Arc<Lexical>> {
    let key = (name.to_owned(), inflected);
    if let Some(ready) = scope.ready.get(&key) {
        return Some(ready.clone());
    }
    let lexical = Arc::new(sorted(lexical_of(scope, name, inflected)?));
    scope.ready.insert(key, lexical.clone());
    Some(lexical)
}

/// The list of this name made ready for matching; `None` when there is none.
fn lexical_of(scope: &mut Scope<'_>, name: &str, inflected: bool) -> Option<Lexical> {
    let mut lexical = Lexical::default();
    if let Some(entries) = scope.lists.iter().find_map(|l| l.get(name)) {
        for entry in entries {
            add_entry(scope.lexicon, entry, inflected, &mut lexical);
        }
        return Some(lexical);
    }
    let entries: Vec<Vec<WordId>> = scope.lexicon.list(name)?.to_vec();
    for entry in entries {
        let text: Vec<String> = entry.iter().map(|w| scope.lexicon.folded(*w).to_owned()).collect();
        add_entry(scope.lexicon, &text.join(" "), inflected, &mut lexical);
    }
    Some(lexical)
}

fn add_entry(lexicon: &mut Lexicon, entry: &str, inflected: bool, into: &mut Lexical) {
    if inflected {
        return inflect(lexicon, entry, into);
    }
    add_words(intern_all(lexicon, entry), into);
}

fn add_words(words: Vec<WordId>, into: &mut Lexical) {
    match words.as_slice() {
        [] => {}
        [word] => into.words.push(*word),
        _ => into.phrases.push(words),
    }
}

/// A verb of the lexicon stands for its verb groups, any other word for its singular and plural.
fn inflect(lexicon: &mut Lexicon, entry: &str, into: &mut Lexical) {
    let words = intern_all(lexicon, entry);
    let Some((&first, rest)) = words.split_first() else { return };
    let is_verb = lexicon.is_verb(lexicon.folded(first));
    if is_verb && rest.is_empty() {
        return into.lemmas.push(first);
    }
    if is_verb {
        return into.verb_phrases.push((first, rest.to_vec()));
    }
    let (last, before) = match words.split_last() {
        Some((last, before)) => (*last, before),
        None => return,
    };
    let noun = lexicon.folded(last).to_owned();
    for form in lexicon.intern_noun(&noun) {
        let mut phrase = before.to_vec();
        phrase.push(form);
        add_words(phrase, into);
    }
}

/// Hyphens are left out: matching steps over them, so that `wholly-owned` is `wholly owned`.
fn intern_all(lexicon: &mut Lexicon, text: &str) -> Vec<WordId> {
    let tokens = tokenize::tokens(text);
    let alone = tokens.len() == 1;
    let words = tokens.iter().map(|t| t.span.of(text)).filter(|w| alone || *w != "-");
    words.map(|w| lexicon.intern(w)).collect()
}

fn sorted(mut lexical: Lexical) -> Lexical {
    lexical.words.sort_unstable();
    lexical.words.dedup();
    lexical.lemmas.sort_unstable();
    lexical.lemmas.dedup();
    lexical.phrases.sort_by_key(|p| (p.first().copied(), std::cmp::Reverse(p.len())));
    lexical.verb_phrases.sort_by_key(|(verb, _)| *verb);
    let phrase = lexical.phrases.iter().map(Vec::len);
    let after_verb = lexical.verb_phrases.iter().map(|(_, rest)| rest.len() + 1);
    lexical.longest = phrase.chain(after_verb).fold(1, usize::max);
    lexical
}
