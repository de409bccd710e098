//! `stakeout review`, `diff` and `corrections`: what comes of verdicts and of changes.

use std::path::Path;

use crate::common::{Run, put, stakeout};

const NEWS: &str = "Tindefjord ASA owns 12 percent of Bronn Energy AG.\n\nHarbour Bank plc sued Petrel Lines plc over \
«the debts» of a </script><!-- firm.\n\nOslo-based Kestrel Air bought Norvane GmbH.\n";

/// A folder with an article and the relations found in it.
fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "news.txt", NEWS);
    let run = ran(folder.path(), "extract news.txt -o found.jsonl");
    assert_eq!(run.status, 0, "{}", run.stderr);
    folder
}

fn ran(folder: &Path, command: &str) -> Run {
    stakeout(folder, &command.split(' ').collect::<Vec<_>>(), b"")
}

fn text(run: &Run) -> String {
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// The rows of the sheet with a verdict each: all right but those of one relation.
fn judged(folder: &Path, wrong: &str) -> String {
    let sheet = text(&ran(folder, "review found.jsonl"));
    let row = |row: &str| match row.strip_prefix(",,") {
        Some(rest) if rest.starts_with(wrong) => format!("n,,{rest}\n"),
        Some(rest) => format!("y,,{rest}\n"),
        None => format!("{row}\n"),
    };
    sheet.lines().map(row).collect()
}

#[test]
fn verdicts_make_a_calibration_that_extraction_applies() {
    let folder = prepared();
    let path = folder.path();
    let none = ran(path, "review --verdicts found.csv");
    assert_eq!(none.status, 2, "there is no such sheet");
    put(path, "empty.csv", text(&ran(path, "review found.jsonl")));
    let empty = ran(path, "review --verdicts empty.csv");
    assert!(empty.status == 2 && empty.stderr.contains("no verdict"), "{}", empty.stderr);
    put(path, "sheet.csv", judged(path, "sues"));
    let measured = text(&ran(path, "review --verdicts sheet.csv"));
    let row = |name: &str| measured.lines().find(|l| l.starts_with(name)).unwrap_or("").to_owned();
    assert!(row("sues/").contains("0.0%") && row("owns/").contains("100.0%"), "{measured}");
    assert!(row("all").contains("3/4"), "{measured}");
    assert_eq!(ran(path, "review --verdicts sheet.csv --calibrate -o ours.toml").status, 0);
    let before = ran(path, "extract news.txt");
    let after = ran(path, "extract --calibration ours.toml news.txt");
    let sure = |run: &Run| -> Vec<f64> {
        run.records.iter().map(|r| r["confidence"].as_f64().expect("a number")).collect()
    };
    // Four verdicts make one bin: three of four are right, pulled a little towards what was said.
    assert!(sure(&after).iter().all(|c| (0.75..0.9).contains(c)), "{:?}", sure(&after));
    assert_ne!(sure(&before), sure(&after));
    let explained = text(&ran(path, "explain --calibration ours.toml news.txt"));
    assert!(explained.contains("by the calibration, for"), "{explained}");
    put(path, "broken.toml", "[[bin]]\nconfidence = 2.0\nprecision = 1.0\njudged = 1\nright = 1\n");
    let broken = ran(path, "extract --calibration broken.toml news.txt");
    assert!(
        broken.status == 2 && broken.stderr.contains("broken.toml: bin 1"),
        "{}",
        broken.stderr
    );
}

#[test]
fn a_page_marks_words_and_runs_none_of_them() {
    let folder = prepared();
    let page = text(&ran(folder.path(), "review found.jsonl --format html"));
    assert!(
        page.contains(
            "Tindefjord ASA</mark> owns 12 percent of <mark class=\"o\">Bronn Energy AG</mark>"
        ),
        "{page}"
    );
    // Marks that the article itself has stay marks.
    assert!(page.contains("«") && page.matches("<mark").count() == page.matches("</mark>").count());
    assert_eq!(page.matches("</script>").count(), 2, "{page}");
    assert!(!page.contains("<!--") && page.contains("Content-Security-Policy"));
}

#[test]
fn the_same_seed_draws_the_same_sample() {
    let folder = prepared();
    let draw =
        |arguments: &str| text(&ran(folder.path(), &format!("review found.jsonl {arguments}")));
    assert_eq!(draw("-n 2 --seed 3"), draw("-n 2 --seed 3"));
    assert_eq!(draw("-n 2").lines().count(), 3);
    assert_eq!(ran(folder.path(), "review nowhere.jsonl").status, 2);
    assert_eq!(ran(folder.path(), "review news.txt").status, 2);
}

#[test]
fn runs_are_compared_by_rule() {
    let folder = prepared();
    let path = folder.path();
    put(path, "no.toml", "[[suppress]]\nrelation = \"owns\"\n\n[[never]]\nname = \"Bronn Ore\"\n");
    assert_eq!(ran(path, "extract --corrections no.toml news.txt -o less.jsonl").status, 0);
    let diff = ran(path, "diff found.jsonl less.jsonl");
    assert_eq!(diff.status, 0);
    let diff = text(&diff);
    assert!(diff.starts_with("gained 0, lost 1, changed 0\n"), "{diff}");
    assert!(diff.contains("owns/") && diff.contains("Tindefjord ASA"), "{diff}");
    let json = ran(path, "diff --json found.jsonl less.jsonl");
    assert_eq!((json.records.len(), &json.records[0]["move"]), (1, &"lost".into()));
    assert!(text(&ran(path, "diff found.jsonl found.jsonl")).starts_with("gained 0, lost 0"));
    assert_eq!(ran(path, "diff found.jsonl nowhere.jsonl").status, 2);
}

#[test]
fn corrections_that_do_nothing_are_named() {
    let folder = prepared();
    let path = folder.path();
    put(path, "no.toml", "[[suppress]]\nrelation = \"owns\"\n\n[[never]]\nname = \"Bronn Ore\"\n");
    let check = ran(path, "corrections check no.toml news.txt");
    assert_eq!(check.status, 1);
    assert!(check.stderr.contains("no.toml:4: did nothing"), "{}", check.stderr);
    assert!(!check.stderr.contains("no.toml:1: "), "{}", check.stderr);
    put(path, "wrong.toml", "[[never]]\nnam = \"x\"\n");
    let wrong = ran(path, "corrections check wrong.toml news.txt");
    assert!(wrong.status == 2 && wrong.stderr.contains("wrong.toml:2"), "{}", wrong.stderr);
}
