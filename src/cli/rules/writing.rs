//! `stakeout rules new|try`: a skeleton to begin with, and a pattern tried on articles.

use std::path::{Path, PathBuf};

use clap::Args;
use stakeout::explain::{MatchView, matches};
use stakeout::extract::Extractor;
use stakeout::pattern::nearest;
use stakeout::pattern::syntax::{self, Ast, Item};
use stakeout::rule::{RuleSet, unknown_verb};

use super::super::load::rule_files;
use super::super::output::Output;
use super::super::paint::{Colour, Ink, Paint, columns, shown};
use super::super::{Status, articles, terminal};

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  stakeout rules new sponsors
  stakeout rules new funds --dir ours && stakeout rules test --rules ours --only funds")]
pub(crate) struct New {
    /// The relation, a verb in small letters: `sponsors`.
    name: String,
    /// The folder for the file.
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  stakeout rules try '[owner] ~snap up [asset]' corpus/articles
  stakeout rules try --relation acquires '[buyer] ~snap up [target]' news.jsonl
  stakeout rules try --rules ours '[giver] ~sponsor [taker]' news.txt")]
pub(crate) struct Try {
    /// The pattern.
    pattern: String,
    /// Articles: files and folders.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The relation whose roles it fills (default: the first that has them).
    #[arg(long, value_name = "NAME")]
    relation: Option<String>,
    /// A folder of rule files of your own, for their roles, lists and verbs (may be given again).
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// When to colour.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
}

/// The name of a rule that is tried.
const TRIED: &str = "tried-here";

pub(crate) fn new(arguments: &New) -> Status {
    let name = &arguments.name;
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(sound) {
        return fault("a relation is named in small letters, digits and `_`: sponsors");
    }
    let path = arguments.dir.join(format!("{name}.toml"));
    if path.exists() {
        return fault(&format!("{} is there already", path.display()));
    }
    let text = SKELETON.replace("NAME", name);
    let made = std::fs::create_dir_all(&arguments.dir);
    match made.and_then(|()| std::fs::write(&path, text)) {
        Ok(()) => {
            let (path, dir) = (path.display(), arguments.dir.display());
            terminal::say(&format!(
                "{path} written; its language is in rules/README.md. Now: stakeout rules test --rules {dir} --only {name}"
            ));
            Status::Done
        }
        Err(e) => {
            terminal::say(&format!("stakeout: {}: {e}", path.display()));
            Status::Unwritten
        }
    }
}

/// What a new file begins with. It passes its own examples.
const SKELETON: &str = include_str!("skeleton.toml");

pub(crate) fn attempt(arguments: &Try) -> Status {
    let extractor = match extractor(arguments) {
        Ok(extractor) => extractor,
        Err(message) => return fault(&message),
    };
    let paint = Paint::standard(arguments.color);
    let rules = &extractor.rules;
    let tried = rules.rules.iter().find(|r| r.id == TRIED).map(|r| rules.full_id(r));
    let (mut out, mut failed, mut count) = (Output::standard(), false, 0);
    for article in articles::read(arguments.paths.clone(), None, &mut failed) {
        for found in matches(&extractor, &article, tried.as_deref().unwrap_or("")) {
            count += 1;
            let text = underlined(paint, &article.id, &found);
            if let Err(e) = out.write(text.as_bytes()) {
                return e.status();
            }
        }
    }
    let done = out.finish();
    terminal::say(&format!("{count} match{}", if count == 1 { "" } else { "es" }));
    if let Some(hint) = unknown_verb(&arguments.pattern, &extractor.lexicon) {
        terminal::say(&hint);
    }
    match done {
        Err(e) => e.status(),
        Ok(()) if failed => Status::Failed,
        Ok(()) => Status::Done,
    }
}

/// The shipped rules and those of the user, with the pattern as one more.
fn extractor(arguments: &Try) -> Result<Extractor, String> {
    let pattern = &arguments.pattern;
    let items = syntax::parse(pattern).map_err(|e| {
        let before = pattern.get(..e.at).unwrap_or("").chars().count();
        pointed(pattern, &e.to_string(), before, e.len, e.hint.as_deref())
    })?;
    let mut files = Vec::new();
    for folder in &arguments.rules {
        let read = rule_files(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        files.extend(read);
    }
    let relation = relation(&items, &files, arguments.relation.as_deref())?;
    // As it is written, so that columns in it are columns in the file.
    let rule = format!(
        "[relation]\nname = {relation:?}\n\n[[rule]]\nid = {TRIED:?}\ncontext = true\n{BEFORE}{pattern}'''\n"
    );
    files.push((PATTERN.to_owned(), rule));
    let builder = Extractor::builder();
    let builder = files.iter().fold(builder, |builder, (name, text)| builder.rules(name, text));
    builder.build().map_err(|e| faults(pattern, &files).unwrap_or_else(|| e.to_string()))
}

/// What stands in for the name of the file that a tried pattern is read from.
const PATTERN: &str = "the pattern";

/// What stands before the pattern in its line there.
const BEFORE: &str = "pattern = '''";

/// What is wrong with the rules; of faults of the pattern the place in it.
fn faults(pattern: &str, files: &[(String, String)]) -> Option<String> {
    let mut lexicon = stakeout::lexicon::Lexicon::shipped().ok()?;
    let own = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let files: Vec<(&str, &str)> = RuleSet::shipped_files().iter().copied().chain(own).collect();
    let faults = RuleSet::load_without_examples(&files, &mut lexicon).err()?;
    let told = faults.iter().map(|fault| match fault.file == PATTERN {
        true if fault.source.starts_with(BEFORE) => {
            let before = (fault.column - 1).saturating_sub(BEFORE.len());
            pointed(pattern, &fault.message, before, fault.width, fault.hint.as_deref())
        }
        true => format!("{}. {}", fault.message, fault.hint.as_deref().unwrap_or_default()),
        false => fault.to_string(),
    });
    Some(told.collect::<Vec<_>>().join("\n"))
}

/// What is wrong with the pattern, and below it where; `before` and `width` count characters.
fn pointed(
    pattern: &str,
    message: &str,
    before: usize,
    width: usize,
    hint: Option<&str>,
) -> String {
    let hint = hint.map_or_else(String::new, |h| format!(" {h}"));
    format!("{message}\n  {pattern}\n  {}{}{hint}", " ".repeat(before), "^".repeat(width))
}

/// The relation of this name, else the first that has all roles of the pattern.
fn relation(
    items: &[Item],
    own: &[(String, String)],
    named: Option<&str>,
) -> Result<String, String> {
    let mut roles = Vec::new();
    collect(items, &mut roles);
    let mut lexicon = stakeout::lexicon::Lexicon::shipped().map_err(|e| e.to_string())?;
    let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let files: Vec<(&str, &str)> = RuleSet::shipped_files().iter().copied().chain(own).collect();
    let set = RuleSet::load_without_examples(&files, &mut lexicon)
        .map_err(|faults| stakeout::rule::render(&faults))?;
    if let Some(named) = named {
        let names: Vec<&str> = set.relations.iter().map(|r| r.name.as_str()).collect();
        let hint = nearest(named, &names).map(|near| format!("did you mean {near}?"));
        let hint = hint.unwrap_or_else(|| format!("there are {}", names.join(", ")));
        let known = names.contains(&named).then(|| named.to_owned());
        return known.ok_or_else(|| format!("no relation is called {named}; {hint}"));
    }
    roles.retain(|r| stakeout::mention::MentionType::of_name(r).is_none());
    let has = |r: &&stakeout::rule::RelationType| roles.iter().all(|name| r.role(name).is_some());
    let none = || {
        let roles = roles.join(", ");
        format!(
            "no relation has the roles {roles}: say --relation NAME, or --rules DIR for one of your own"
        )
    };
    set.relations.iter().find(has).map(|r| r.name.clone()).ok_or_else(none)
}

fn collect(items: &[Item], roles: &mut Vec<String>) {
    for item in items {
        match &item.ast {
            Ast::Mention { name, .. } => roles.push(name.clone()),
            Ast::Capture { role, inner } => {
                roles.push(role.clone());
                inner.iter().for_each(|all| collect(all, roles));
            }
            Ast::Group(all) => all.iter().for_each(|all| collect(all, roles)),
            Ast::Optional(one) | Ast::Not(one) => collect(std::slice::from_ref(&**one), roles),
            _ => {}
        }
    }
}

/// The sentence, and below it what each position matched.
fn underlined(paint: Paint, doc: &str, found: &MatchView) -> String {
    let (mut line, mut marks) = (String::new(), String::new());
    for (at, c) in (found.start..).zip(found.text.chars()) {
        let c = if c.is_whitespace() { ' ' } else { c };
        let shown = shown_char(c);
        let matched = found.steps.iter().any(|s| s.start <= at && at < s.end);
        let width = columns(&shown);
        marks.push_str(&(if matched { "~" } else { " " }).repeat(width));
        line.push_str(&shown);
    }
    let roles = found
        .steps
        .iter()
        .filter_map(|s| Some(format!("[{}] {}", s.role.as_deref()?, shown(&s.text))));
    let roles: Vec<String> = roles.collect();
    format!(
        "{}\n{line}\n{}\n  {}\n",
        paint.ink(Ink::Faint, &shown(doc)),
        paint.ink(Ink::Fact, marks.trim_end()),
        roles.join("  ")
    )
}

fn shown_char(c: char) -> String {
    if c == ' ' { " ".to_owned() } else { terminal::plain(&c.to_string()) }
}

fn fault(message: &str) -> Status {
    terminal::say(&format!("stakeout: {message}"));
    Status::Usage
}

/// When any rule file of some folders was last written, for `test --watch`.
pub(crate) fn written(folders: &[PathBuf]) -> Option<std::time::SystemTime> {
    let of = |folder: &PathBuf| {
        let files = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
        let time = |path: &Path| path.metadata().and_then(|m| m.modified()).ok();
        files.filter_map(|f| time(&f.path())).max()
    };
    folders.iter().filter_map(of).max()
}
