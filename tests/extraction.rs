//! What an extractor gives does not depend on how it is asked.

use stakeout::article::{Article, Day};
use stakeout::extract::Extractor;

fn article(text: &str, date: Option<Day>) -> Article {
    Article { id: text.len().to_string(), text: text.to_owned(), date, ..Article::default() }
}

#[test]
fn many_articles_give_what_each_gives_alone() {
    let extractor = Extractor::shipped().expect("the embedded data loads");
    let articles = [
        article(
            "Norvane Ltd bought Quill Systems Inc for $5 million on Monday.",
            Day::new(2021, 3, 4),
        ),
        article("", None),
        article("Ann Lee, chief executive of Norvane Ltd, said she owned half of it.", None),
        article("Quill Systems Inc sued Norvane Ltd. The company wants 3 pct of its shares.", None),
    ];
    let together = extractor.extract_all(&articles.iter().collect::<Vec<_>>(), &mut ());
    assert_eq!(together.len(), articles.len());
    for (article, found) in articles.iter().zip(&together) {
        let alone = extractor.extract(article);
        assert_eq!(found.document.text, article.text);
        assert_eq!(found.entities, alone.entities);
        assert_eq!(found.relations, alone.relations);
    }
    assert!(together.iter().any(|found| !found.relations.is_empty()));
}
