//! Laws of reading: whatever the bytes, it ends and accounts for every record; what was written is
//! read back as it was.

use proptest::prelude::*;
use stakeout::article::{Article, Day};
use stakeout::document::Document;
use stakeout::extract::Extraction;
use stakeout::gazetteer::Gazetteer;
use stakeout::lexicon::Lexicon;
use stakeout::read::{Item, Options, Reader};
use stakeout::write::{self, Found, Unit};

/// Articles that were read, and the number of failures and skips.
fn read(name: &str, bytes: &[u8]) -> (Vec<Article>, usize) {
    let options = Options::default();
    let (mut articles, mut others) = (Vec::new(), 0);
    for item in Reader::of_bytes(name, bytes.to_vec(), options.clone()) {
        match item {
            Item::Record(record) => match record.article(&options, None) {
                Ok(parsed) => articles.push(parsed.article),
                Err(_) => others += 1,
            },
            _ => others += 1,
        }
    }
    (articles, others)
}

fn line(article: &Article) -> Vec<u8> {
    let document = Document::parse(&article.text, &Lexicon::default());
    let extraction = Extraction { document, ..Extraction::default() };
    let (gazetteer, unit) = (Gazetteer::empty(), Unit::Chars);
    let found =
        Found { article, extraction: &extraction, gazetteer: &gazetteer, unit, nominals: false };
    let mut out = Vec::new();
    write::document(&mut out, found);
    out
}

fn word() -> impl Strategy<Value = String> {
    "[^\0]{0,12}[a-zÖ😀\u{202e}]"
}

fn article() -> impl Strategy<Value = Article> {
    let day = proptest::option::of((1000i16..3000, 1i8..=12, 1i8..=28));
    (word(), proptest::option::of(word()), day, word(), proptest::option::of(word())).prop_map(
        |(id, title, day, text, url)| Article {
            id,
            title,
            date: day.and_then(|(y, m, d)| Day::new(y, m, d)),
            url,
            text,
            ..Article::default()
        },
    )
}

proptest! {
    #[test]
    fn documents_are_read_back_as_they_were(articles in prop::collection::vec(article(), 1..8)) {
        let lines: Vec<u8> = articles.iter().flat_map(line).collect();
        let (back, others) = read("in.jsonl", &lines);
        prop_assert_eq!(others, 0);
        let same = |a: &Article| (a.id.clone(), a.title.clone(), a.date, a.url.clone(), a.text.clone());
        prop_assert_eq!(back.iter().map(same).collect::<Vec<_>>(), articles.iter().map(same).collect::<Vec<_>>());
    }

    #[test]
    fn lines_and_array_give_the_same_texts(articles in prop::collection::vec(article(), 1..8)) {
        let lines: Vec<Vec<u8>> = articles.iter().map(line).collect();
        let array = [b"[".as_slice(), &lines.join(b",".as_slice()), b"]"].concat();
        let texts = |bytes: &[u8], name| {
            let (articles, others) = read(name, bytes);
            (articles.into_iter().map(|a| a.text).collect::<Vec<_>>(), others)
        };
        prop_assert_eq!(texts(&array, "in.json"), texts(&lines.concat(), "in.jsonl"));
    }

    #[test]
    fn every_line_is_accounted_for(
        articles in prop::collection::vec(article(), 1..8),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>().prop_filter("a line stays a line", |b| !b.is_ascii_whitespace()),
    ) {
        let lines: Vec<Vec<u8>> = articles.iter().map(line).collect();
        let mut bytes = lines.concat();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != b'\n');
        bytes[at] = byte;
        let (read, others) = read("in.jsonl", &bytes);
        prop_assert_eq!(read.len() + others, articles.len());
        prop_assert!(read.len() + 1 >= articles.len());
    }

    #[test]
    fn any_bytes_come_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for name in ["a", "a.json", "a.jsonl", "a.txt"] {
            let (articles, others) = read(name, &bytes);
            prop_assert!(!articles.is_empty() || others > 0 || bytes.trim_ascii().is_empty() || bytes.starts_with(b"["));
        }
    }
}
