//! Gold of links: how many names, descriptions and pronouns are linked as they should be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use stakeout::article::Article;
use stakeout::entity::Entities;
use stakeout::eval::links::{
    self, BCubed, LinkScore, Links, MarkedText, Third, link_marked, names_b_cubed,
};
use stakeout::extract::Extractor;

use crate::cli::{Status, output, terminal};

/// True for marked texts: a `.txt` file, or a folder of them alone.
pub(super) fn is_gold(path: &Path) -> bool {
    let files = files(path);
    !files.is_empty() && files.iter().all(|f| f.extension().is_some_and(|e| e == "txt"))
}

fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| p.is_file()).collect();
    files.retain(|p| p.extension().is_none_or(|e| e != "md"));
    files.sort();
    files
}

/// Prints counts with the names as marked and with the names as found.
pub(super) fn run(path: &Path, faults: bool) -> Status {
    match report(path, faults) {
        Ok(text) => {
            let mut out = output::Output::standard();
            match out.write(text.as_bytes()).and_then(|()| out.finish()) {
                Ok(()) => Status::Done,
                Err(e) => e.status(),
            }
        }
        Err(fault) => {
            terminal::say(&fault);
            Status::Usage
        }
    }
}

fn report(path: &Path, faults: bool) -> Result<String, String> {
    let extractor = Extractor::shipped().map_err(|e| e.to_string())?;
    let (mut marked, mut found) = (Sum::default(), Sum::default());
    let mut text = String::new();
    for file in files(path) {
        let name = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
        let content = fs::read_to_string(&file).map_err(|e| name(&e))?;
        for gold in links::marked(&content).map_err(|e| name(&e))? {
            let score = marked.add(&gold, &link_marked(&extractor, &gold));
            let article = Article { text: gold.text.clone(), ..Article::default() };
            found.add(&gold, &extractor.extract(&article).entities);
            if faults {
                text += &listed(&gold, &score);
            }
        }
    }
    text += &marked.rows("names as marked");
    text += &found.rows("names as found");
    Ok(text)
}

/// The sums over texts.
#[derive(Default)]
struct Sum {
    thirds: BTreeMap<Third, Links>,
    names: [BCubed; 2],
}

impl Sum {
    fn add(&mut self, gold: &MarkedText, found: &Entities) -> LinkScore {
        let score = links::score_links(gold, found);
        for (third, links) in &score.thirds {
            self.thirds.entry(*third).or_default().add(links);
        }
        for (sum, one) in self.names.iter_mut().zip(names_b_cubed(gold, found)) {
            sum.add(&one);
        }
        score
    }

    fn rows(&self, title: &str) -> String {
        let mut all = Links::default();
        let mut text = format!("{title}\n");
        for (third, links) in &self.thirds {
            all.add(links);
            let name = match third {
                Third::Alias => "aliases",
                Third::Description => "descriptions",
                Third::Pronoun => "pronouns",
            };
            text += &row(name, links);
        }
        text += &row("all", &all);
        for (name, names) in ["names B-cubed", "by equal words"].into_iter().zip(&self.names) {
            let [p, r, f] = names.figures().map(|share| share * 100.0);
            let count = names.names;
            text += &format!("{name:18} P {p:5.1}%  R {r:5.1}%  F1 {f:5.1}%   ({count} names)\n");
        }
        text
    }
}

fn row(name: &str, links: &Links) -> String {
    let percent = |share: f64| format!("{:5.1}%", share * 100.0);
    format!(
        "{name:18} made {}  as they should {}  wrong of made {}   (right {}, wrong {}, missed {}; apart {}, joined {})\n",
        percent(links.recall()),
        percent(links.accuracy()),
        percent(links.error()),
        links.right,
        links.wrong,
        links.missed,
        links.apart,
        links.joined
    )
}

/// One line a fault, with the words around it.
fn listed(gold: &MarkedText, score: &LinkScore) -> String {
    let around = |at: usize, back: usize, on: usize| {
        let (from, to) = (at.saturating_sub(back), (at + on).min(gold.text.len()));
        let from = (0..=from).rev().find(|i| gold.text.is_char_boundary(*i)).unwrap_or(0);
        let to = (to..=gold.text.len()).find(|i| gold.text.is_char_boundary(*i));
        gold.text.get(from..to.unwrap_or(from)).unwrap_or("").replace('\n', " ")
    };
    let mut text = String::new();
    for fault in &score.faults {
        let (start, end) = (fault.span.start as usize, fault.span.end as usize);
        let (before, after) = (around(start, 60, 0), around(end, 0, 30));
        let words = fault.span.of(&gold.text);
        let (id, verdict, reason) = (&gold.id, fault.verdict, fault.reason);
        text += &format!("{id}: {verdict} {before}[{words}]{after} ({reason})\n");
    }
    text
}
