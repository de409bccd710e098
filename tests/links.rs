//! The project's own gold of links (`tools/links/`), with the names as marked: floors, raised by
//! hand when beaten.

use std::fs;
use std::path::Path;

use stakeout::article::Article;
use stakeout::eval::links::{BCubed, Links, link_marked, marked, names_b_cubed, score_links};
use stakeout::eval::links::{MarkedText, Third};
use stakeout::extract::Extractor;

fn texts() -> Vec<MarkedText> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/links");
    let files = fs::read_dir(folder).expect("the corpus is part of the project");
    let mut files: Vec<_> = files.map(|f| f.expect("readable").path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let read = |f| marked(&fs::read_to_string(f).expect("readable")).expect("well-formed");
    files.iter().flat_map(read).collect()
}

/// Of a third: the least share of links to be made that is, and the largest share of those made
/// that is wrong.
const FLOORS: [(Third, f64, f64); 3] =
    [(Third::Alias, 0.93, 0.02), (Third::Description, 0.78, 0.045), (Third::Pronoun, 0.85, 0.04)];

#[test]
fn links_are_made_and_not_made() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let mut thirds = [Links::default(); 3];
    let mut names = [BCubed::default(); 2];
    for gold in texts() {
        let found = link_marked(&extractor, &gold);
        let score = score_links(&gold, &found);
        for (sum, (third, ..)) in thirds.iter_mut().zip(FLOORS) {
            sum.add(&score.thirds.get(&third).copied().unwrap_or_default());
        }
        for (sum, one) in names.iter_mut().zip(names_b_cubed(&gold, &found)) {
            sum.add(&one);
        }
    }
    for (links, (third, made, wrong)) in thirds.iter().zip(FLOORS) {
        assert!(links.right + links.wrong + links.missed >= 100, "{third:?}: {links:?}");
        assert!(links.apart + links.joined >= 100, "{third:?}: {links:?}");
        assert!(links.recall() >= made && links.error() <= wrong, "{third:?}: {links:?}");
    }
    let [linked, by_words] = names.map(|n| n.figures());
    assert!(linked[2] >= 0.98 && linked[0] >= 0.99, "{linked:?}, by equal words {by_words:?}");
    assert!(by_words[2] < linked[2]);
}

#[test]
fn every_text_names_what_it_refers_to() {
    for gold in texts() {
        let named: Vec<u32> = gold.names.iter().map(|n| n.entity).collect();
        let named = |e: &u32| named.contains(e);
        assert!(gold.anaphors.iter().flat_map(|a| &a.entities).all(named), "{}", gold.id);
        assert!(gold.names.len() > 1, "{}", gold.id);
    }
}

#[test]
fn what_stands_for_several_fills_a_role_with_each() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    for (text, wanted) in [
        (
            "Acme Corp and Beta Corp met on Monday. The two companies agreed to merge in May.",
            &["merges_with(Acme Corp, Beta Corp)"][..],
        ),
        (
            "Acme Corp and Beta Corp fell. Both companies have sued Zeta Corp in May.",
            &["sues(Acme Corp, Zeta Corp)", "sues(Beta Corp, Zeta Corp)"],
        ),
        ("Acme Corp and Beta Corp said they will merge.", &["merges_with(Acme Corp, Beta Corp)"]),
        ("Acme Corp fell. The two companies agreed to merge.", &[]),
    ] {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let found = extractor.extract(&article);
        let named = found
            .relations
            .iter()
            .map(|r| format!("{}({}, {})", r.relation, r.subject.name, r.object.name));
        let mut named: Vec<String> = named.collect();
        named.sort();
        assert_eq!(named, wanted, "{text}");
    }
}
