use super::*;
use crate::gazetteer::{Entry, tsv};
use crate::mention::MentionType;

fn found(text: &str, gazetteer: &Gazetteer) -> Vec<(String, &'static str)> {
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
    let names = Names::shipped(&mut lexicon).expect("the shipped names load");
    let document = Document::parse(text, &lexicon);
    let found = names.explain(&document, &lexicon, gazetteer, Vec::new());
    assert_eq!(found.mentions.len(), found.evidence.len(), "{text}");
    let alone = names.find(&document, &lexicon, gazetteer, Vec::new());
    assert_eq!(alone, found.mentions, "{text}");
    let all = found.mentions.all().iter();
    all.filter(|m| m.mention_type != MentionType::Other)
        .map(|m| (m.span.of(text).to_owned(), m.mention_type.name()))
        .collect()
}

fn check(text: &str, expected: &[(&str, &str)]) {
    let found = found(text, &Gazetteer::shipped());
    let found: Vec<(&str, &str)> = found.iter().map(|(t, k)| (t.as_str(), *k)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_grammar_of_names() {
    check(
        "Mr. Emil Lindqvist, chief executive of Norrvik Shipping Holdings Ltd., moved to Oslo.",
        &[
            ("Emil Lindqvist", "person"),
            ("chief executive", "role"),
            ("Norrvik Shipping Holdings Ltd.", "organization"),
            ("Oslo", "place"),
        ],
    );
    check(
        "The University of Tampere said on Monday it hired Maria Santos.",
        &[("University of Tampere", "organization"), ("Maria Santos", "person")],
    );
}

#[test]
fn what_an_office_is_of_belongs_to_its_title() {
    check(
        "George Pell, director of sales analysis at Norrvik Ltd, and its head of retail, Maria Santos, left.",
        &[
            ("George Pell", "person"),
            ("director of sales analysis", "role"),
            ("Norrvik Ltd", "organization"),
            ("head of retail", "role"),
            ("Maria Santos", "person"),
        ],
    );
}

#[test]
fn where_a_name_begins_and_ends() {
    check(
        "Mr Tavish met Rep. Carl Dunne (D-Calif.) in Boston.",
        &[("Tavish", "person"), ("Carl Dunne", "person"), ("Calif.", "place"), ("Boston", "place")],
    );
    check(
        "Prosecutors questioned Noh Tae-kyung, who runs a China-backed fund.",
        &[("Noh Tae-kyung", "person"), ("China", "place")],
    );
    check(
        "It was sold to Kestrel Holdings Ltd. Ocean Lantern Ltd owns the rest.",
        &[("Kestrel Holdings Ltd.", "organization"), ("Ocean Lantern Ltd", "organization")],
    );
    check(
        "Harding, Bell & Moss joined Keller & Partners LLP.",
        &[("Harding, Bell & Moss", "organization"), ("Keller & Partners LLP", "organization")],
    );
    check(
        "Shares of Halden Works Oyj (HEL: HALD1V) rose.",
        &[
            ("Halden Works Oyj", "organization"),
            ("HEL", "organization"),
            ("HALD1V", "organization"),
        ],
    );
}

#[test]
fn what_and_joins_is_one_firm_or_two() {
    check(
        "Harlan and Co sold it to Nagata and Co Ltd. Procter and Gamble and Unilever sell soap.",
        &[
            ("Harlan and Co", "organization"),
            ("Nagata and Co Ltd.", "organization"),
            ("Procter and Gamble", "organization"),
            ("Unilever", "organization"),
        ],
    );
    check(
        "Dreyer and Finch is based in Tulsa.",
        &[("Dreyer and Finch", "organization"), ("Tulsa", "place")],
    );
    check(
        "Ford and Honda cut prices. Honda and Ford have done so twice.",
        &[
            ("Ford", "organization"),
            ("Honda", "organization"),
            ("Honda", "organization"),
            ("Ford", "organization"),
        ],
    );
}

#[test]
fn codes_of_shares_are_names_of_their_own() {
    check(
        "Halden Works (OMX Helsinki: HALDW) and Norrvik Oyj HEL: NRV1V agreed.",
        &[
            ("Halden Works", "organization"),
            ("OMX Helsinki", "organization"),
            ("HALDW", "organization"),
            ("Norrvik Oyj", "organization"),
            ("HEL", "organization"),
            ("NRV1V", "organization"),
        ],
    );
}

#[test]
fn names_are_whole() {
    check(
        "The United States is large. The United States and the People's Republic of China agreed.",
        &[
            ("United States", "place"),
            ("United States", "place"),
            ("People's Republic of China", "place"),
        ],
    );
    check(
        "Amos Reed, Jr., spoke. On Wednesday Reed left.",
        &[("Amos Reed, Jr.", "person"), ("Reed", "person")],
    );
    check(
        "Rep. Brad Sherman, D-Calif., sold it for US $29 million.",
        &[("Brad Sherman", "person"), ("Calif.", "place")],
    );
}

#[test]
fn names_that_are_words_too() {
    check(
        "Apple unveiled a laptop. China needs gas. Visa settled. GDP rose.",
        &[("Apple", "organization"), ("China", "place"), ("Visa", "organization")],
    );
}

#[test]
fn what_is_no_name() {
    for text in [
        "The Chinese and Estonian engineers met on Monday.",
        "However, prices rose. Shares fell in March.",
        "",
        "   \n\n",
        "'s of & the -",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_full_form_licenses_its_short_form() {
    check(
        "Jonas Kervella moved to Oslo. The reporter met Kervella again.",
        &[
            ("Jonas Kervella", "person"),
            ("Oslo", "place"),
            ("reporter", "role"),
            ("Kervella", "person"),
        ],
    );
}

#[test]
fn names_of_the_user_win_in_any_case() {
    let rows = "name\ttype\nzork blam\torganization\n";
    let entries: Vec<Entry> = tsv::parse(rows).0;
    let mut gazetteer = Gazetteer::shipped();
    gazetteer.add_entries(entries).expect("one row fits");
    let found = found("we all like zork blam here", &gazetteer);
    assert_eq!(found, [("zork blam".to_owned(), "organization")]);
}

#[test]
fn evidence_has_names_and_sums_to_the_score() {
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
    let names = Names::shipped(&mut lexicon).expect("the shipped names load");
    let document = Document::parse("He works for Acme Holdings Inc. in Paris.", &lexicon);
    let found = names.explain(&document, &lexicon, &Gazetteer::shipped(), Vec::new());
    let evidence = found.evidence[0].as_ref().expect("a name has evidence");
    let reasons = evidence.reasons(&names);
    assert!(reasons.iter().any(|r| r.name == "last legal_form"), "{reasons:?}");
    let (_, _, second) = evidence.runner_up.expect("something came second");
    assert!(second < evidence.score);
    assert!(evidence.confidence() > 0.5);
}

#[test]
fn scores_are_the_sums_of_the_evidence() {
    let text = "OSLO (AP) - Mr. Emil Lindqvist, chief executive of \"Norrvik Shipping\" Holdings Ltd. \
                (NSH), moved from Bank of Sweden, Ltd to 7-Eleven in May 2019.\n\nThe NSH said that \
                Lindqvist & Moss sold van der Berg's AT&T shares. Ministry of Trade and Industry.";
    let mut lexicon = Lexicon::shipped().expect("the shipped lexicon loads");
    let names = Names::shipped(&mut lexicon).expect("the shipped names load");
    let document = Document::parse(text, &lexicon);
    let scratch = &mut Scratch::default();
    let documents = [document];
    let grounds = names.grounds(&documents, &lexicon, &Gazetteer::shipped(), &[vec![]], scratch);
    let passes = names.passes(&grounds, scratch).remove(0);
    let (ground, document) = (&grounds[0], &documents[0]);
    let (mut numbers, mut several) = (Vec::new(), 0);
    for index in 0..passes.candidates.len() {
        passes.evidence(ground, index, &mut numbers);
        let rows = numbers.iter().map(|n| names.weights.rows[usize::from(*n)]);
        let sum = rows.fold([0.0; 8], |sum, row| sum::add_rows(sum, &row));
        let candidate = passes.candidates[index];
        assert_eq!(sum, passes.scores[index], "{}", document.text_of(candidate.tokens));
        let best = candidate.lanes().map(|lane| sum[lane]).fold(f32::MIN, f32::max);
        assert_eq!((best, candidate.best), (sum[usize::from(candidate.lane)], best));
        several += usize::from(candidate.tokens.len() > 1);
    }
    assert!(several > 20, "{several}");
}

#[test]
fn what_the_article_says_that_a_name_is() {
    check("Skelbridge is a small village in the north.", &[("Skelbridge", "place")]);
    check("Talks in Dunvale, a town in the north, went on.", &[("Dunvale", "place")]);
    check("Tarvello is a maker of bicycles.", &[("Tarvello", "organization")]);
}

#[test]
fn neighbours_in_a_list_are_of_one_kind() {
    check(
        "It competes with Intel, Velmark and Nokia.",
        &[("Intel", "organization"), ("Velmark", "organization"), ("Nokia", "organization")],
    );
    check(
        "It flew to Lisbon, Cardoval and Madrid.",
        &[("Lisbon", "place"), ("Cardoval", "place"), ("Madrid", "place")],
    );
    check(
        "Larry Page and Sergey Brin founded Google.",
        &[("Larry Page", "person"), ("Sergey Brin", "person"), ("Google", "organization")],
    );
}

#[test]
fn acronyms_of_small_words_and_descriptions_are_no_names() {
    check("Banks wrote off non-performing assets (NPAs). The NPAs rose.", &[]);
    check("Flexible spending accounts (FSAs) and ETFs are popular.", &[]);
    check("A Japanese company bought it.", &[]);
}

#[test]
fn a_change_of_case_ends_a_name() {
    check(
        "By Yoshiko Hayama OSAKA (Reuters) - Exports rose.",
        &[("Yoshiko Hayama", "person"), ("OSAKA", "place"), ("Reuters", "organization")],
    );
}
