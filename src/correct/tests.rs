use super::*;
use crate::article::Article;
use crate::extract::Extractor;

/// What is found with corrections, as lines, and which of them did something.
fn corrected(corrections: &str, text: &str) -> (Vec<String>, Applied) {
    let corrections = Corrections::parse("c.toml", corrections).expect("well-formed");
    let extractor = Extractor::builder().corrections(corrections).build().expect("sound");
    let article = Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() };
    let extraction = extractor.extract(&article);
    let relation = |r: &crate::relation::Relation| {
        format!("{}({}, {})", r.relation, r.subject.name, r.object.name)
    };
    let relations = extraction.relations.iter().map(relation).collect();
    (relations, extraction.corrected)
}

const TEXT: &str = "Tindefjord ASA owns Bronn Energy AG. Bronn Energy bought Petrel Lines plc.";

#[test]
fn each_kind_does_what_it_says() {
    let owns = "owns(Tindefjord ASA, Bronn Energy AG)";
    let bought = "acquires(Bronn Energy AG, Petrel Lines plc)";
    let (plain, applied) = corrected("", TEXT);
    assert_eq!((plain, applied.len()), (vec![owns.to_owned(), bought.to_owned()], 0));
    for (corrections, wanted) in [
        ("[[never]]\nname = \"Petrel Lines plc\"\n", vec![owns]),
        (
            "[[always]]\nname = \"Petrel\"\ntype = \"organization\"\n",
            vec![owns, "acquires(Bronn Energy AG, Petrel)"],
        ),
        (
            "[[rename]]\nfrom = \"Bronn Energy\"\nto = \"Bronn Group\"\n",
            vec!["owns(Tindefjord ASA, Bronn Group)", "acquires(Bronn Group, Petrel Lines plc)"],
        ),
        (
            "[[split]]\nnames = [\"Bronn Energy AG\", \"Bronn Energy\"]\n",
            vec![owns, "acquires(Bronn Energy, Petrel Lines plc)"],
        ),
        (
            "[[merge]]\nnames = [\"Tindefjord ASA\", \"Petrel Lines plc\"]\n",
            vec![owns, "acquires(Bronn Energy AG, Tindefjord ASA)"],
        ),
        ("[[suppress]]\nrelation = \"acquires\"\nobject = \"Petrel Lines plc\"\n", vec![owns]),
        ("[[suppress]]\nrelation = \"acquires\"\ndoc = \"b\"\n", vec![owns, bought]),
        ("[[never]]\nname = \"petrel lines plc\"\n", vec![owns, bought]),
    ] {
        let (found, applied) = corrected(corrections, TEXT);
        assert_eq!(found, wanted, "{corrections}");
        assert_eq!(applied.is_empty(), wanted == [owns, bought], "{corrections}");
    }
}

#[test]
fn faults_have_their_line() {
    for (text, line, fault) in [
        ("\n[[always]]\nname = \"A\"\ntype = \"fish\"\n", 2, "`fish`"),
        ("[[merge]]\nnames = [\"A\"]\n", 1, "two names"),
        ("[[suppress]]\nbecause = \"x\"\n", 1, "everything"),
        ("[[never]]\nname = \"A\"\n[[nevr]]\nname = \"B\"\n", 3, "nevr"),
        ("[[never]]\nnames = \"A\"\n", 2, "names"),
    ] {
        let error = Corrections::parse("c.toml", text).expect_err(text);
        assert_eq!(error.line, line, "{error}");
        assert!(error.fault.contains(fault), "{error}");
    }
}
