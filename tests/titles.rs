//! Which words of a sentence are job titles.

use stakeout::article::Article;
use stakeout::extract::Extractor;
use stakeout::mention::MentionType;

fn titles(extractor: &Extractor, text: &str) -> Vec<String> {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let extraction = extractor.extract(&article);
    let roles = extraction.entities.mentions.iter().map(|(_, m)| m);
    let roles = roles.filter(|m| m.mention_type == MentionType::Role);
    roles.map(|m| m.span.of(text).to_owned()).collect()
}

#[test]
fn verbs_that_look_like_titles() {
    let extractor = Extractor::shipped().unwrap();
    for (text, wanted) in [
        ("Corvane Ltd will partner with Ostrel Foods.", &[][..]),
        ("Ada Brink wants to head the unit.", &[]),
        ("Ada Brink is a partner at Corvane Ltd.", &["partner"]),
        ("Ada Brink will stay chief executive of Corvane Ltd.", &["chief executive"]),
    ] {
        assert_eq!(titles(&extractor, text), wanted, "{text}");
    }
}

#[test]
fn capitals_of_a_name_begin_no_title() {
    let extractor = Extractor::shipped().unwrap();
    for (text, wanted) in [
        ("Corvane Resources chairman Ada Brink left.", &["chairman"][..]),
        ("Harbour Safety Board spokesman Bo Ek left.", &["spokesman"]),
        ("Vice president Ada Brink of Corvane Ltd left.", &["Vice president"]),
    ] {
        assert_eq!(titles(&extractor, text), wanted, "{text}");
    }
}
