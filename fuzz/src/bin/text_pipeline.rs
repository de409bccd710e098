//! A text all the way to its records.

use std::process::ExitCode;
use std::sync::OnceLock;

use stakeout::article::{Article, Day};
use stakeout::extract::Extractor;
use stakeout::mention::Kind;
use stakeout::write::{self, Found, Unit};

fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::shipped().expect("what is shipped loads"))
}

fn target(bytes: &[u8]) {
    let article = Article {
        id: "a".to_owned(),
        date: Day::new(2024, 2, 29),
        source: "a".to_owned(),
        text: String::from_utf8_lossy(bytes).into_owned(),
        ..Article::default()
    };
    let text = &article.text;
    let extraction = extractor().extract(&article);
    let mentions = extraction.entities.mentions.all();
    for mention in mentions {
        let range = mention.span.start as usize..mention.span.end as usize;
        assert!(text.get(range).is_some_and(|t| !t.is_empty()), "a span off its characters");
    }
    for pair in mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "mentions that overlap");
    }
    let links = &extraction.entities.links;
    assert_eq!(links.len(), mentions.len(), "a link for each mention");
    for (mention, link) in mentions.iter().zip(links) {
        assert!(link.is_none() || mention.kind != Kind::Value, "a value that is an entity");
    }
    for relation in &extraction.relations {
        assert!(!relation.evidence.is_empty(), "a relation without evidence");
        for argument in [&relation.subject, &relation.object] {
            assert!(extraction.entities.mentions.get(argument.mention).is_some());
            assert!(!argument.name.is_empty() && !argument.text.of(text).is_empty());
        }
    }
    let lines = |unit| {
        let gazetteer = &extractor().gazetteer;
        let again = extractor().extract(&article);
        let found =
            Found { article: &article, extraction: &again, gazetteer, unit, nominals: true };
        let mut out = Vec::new();
        write::relations(&mut out, found);
        write::mentions(&mut out, found);
        write::entities(&mut out, found);
        out
    };
    assert_eq!(lines(Unit::Chars), lines(Unit::Chars), "not the same twice");
    assert!(std::str::from_utf8(&lines(Unit::Bytes)).is_ok());
}

fn main() -> ExitCode {
    stakeout_fuzz::drive("text_pipeline", target)
}
