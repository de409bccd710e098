//! Pages of our own, in the styles of news sites: the text of the article comes out, and little else.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use stakeout::read::{Item, Options, Reader};

fn words(text: &str) -> HashMap<&str, usize> {
    let mut all = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *all.entry(word).or_default() += 1;
    }
    all
}

/// The harmonic mean of precision and recall over words, each as often as it stands.
fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (words(found), words(expected));
    let shared: usize =
        found.iter().map(|(word, n)| (*n).min(expected.get(word).copied().unwrap_or(0))).sum();
    let all: usize = found.values().chain(expected.values()).sum();
    2.0 * shared as f64 / all as f64
}

#[test]
fn the_article_of_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<_> = fs::read_dir(root.join("tests/web"))
        .expect("they are there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    pages.sort();
    let articles: Vec<_> = fs::read_dir(root.join("corpus/articles"))
        .expect("they are there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    let (options, mut sum) = (Options::default(), 0.0);
    for page in &pages {
        let name = page.file_name().expect("a name").to_string_lossy().into_owned();
        let article = articles
            .iter()
            .find(|path| {
                path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(&name[..3]))
            })
            .expect("the page of an article");
        let expected = fs::read_to_string(article).expect("readable");
        let bytes = fs::read(page).expect("readable");
        let item = Reader::of_bytes(&name, bytes, options.clone()).next().expect("one record");
        let Item::Record(record) = item else { panic!("{name}: {item:?}") };
        let found =
            record.article(&options, None).unwrap_or_else(|f| panic!("{name}: {}", f.reason));
        let score = f1(&found.article.text, &expected);
        println!("{score:.3} {name}");
        assert!(score > 0.9, "{name} {score}\n{}", found.article.text);
        assert!(found.article.title.is_some_and(|title| !title.contains('|')), "{name}");
        sum += score;
    }
    let mean = sum / pages.len() as f64;
    println!("{mean:.4} on {} pages", pages.len());
    assert!(pages.len() >= 30 && mean >= 0.95, "{mean}");
}
