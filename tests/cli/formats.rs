//! Every format, by its content and its name, plain and packed; where fields stand; what is left out.

use std::io::Write;

use crate::common::{Run, documents, gzip, put, stakeout};
use tempfile::tempdir;

const NAMES: [&str; 10] =
    ["a.txt", "b.md", "c.html", "d.json", "e.jsonl", "f.csv", "g.tsv", "h.rss", "i.xml", "j.warc"];

/// The same sentence in a format.
fn file(name: &str, words: &str) -> String {
    match name.rsplit('.').next().unwrap_or("") {
        "md" => format!("# Deal\n\n**{words}**\n"),
        "html" => {
            let rest =
                "<p>The price, it said on Monday, is fair, and the board agrees with that.</p>"
                    .repeat(4);
            format!(
                "<!doctype html><title>Deal</title><article><h1>Deal</h1><p>{words}</p>{rest}</article>"
            )
        }
        "json" => format!("[\n{{\"title\":\"Deal\",\"text\":\"{words}\"}}]"),
        "jsonl" => format!("{{\"title\":\"Deal\",\"text\":\"{words}\"}}\n"),
        "csv" => format!("title,text\nDeal,\"{words}\"\n"),
        "tsv" => format!("title\ttext\nDeal\t{words}\n"),
        "rss" => format!(
            "<?xml version='1.0'?><rss><channel><item><title>Deal</title><description>{words}</description></item></channel></rss>"
        ),
        "xml" => format!(
            "<nitf><body><body.head><hedline><hl1>Deal</hl1></hedline></body.head><body.content><p>{words}</p></body.content></body></nitf>"
        ),
        "warc" => {
            let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{words}");
            format!(
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
                body.len()
            )
        }
        _ => words.to_owned(),
    }
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

fn sound(run: &Run, count: usize) {
    assert_eq!((run.status, run.records.len()), (0, count), "{}", run.stderr);
}

#[test]
fn every_format_by_name_and_by_content_plain_and_packed() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    let words = "Öltek AG bought Bronn Inc. for five million euros.";
    for name in NAMES {
        put(at, &format!("in/{name}"), file(name, words));
        put(at, &format!("in/gz/{name}.gz"), gzip(file(name, words).as_bytes()));
        put(at, &format!("in/zst/{name}.zst"), zstd(file(name, words).as_bytes()));
        put(at, &format!("in/bz2/{name}.bz2"), bzip2(file(name, words).as_bytes()));
    }
    let run = documents(at, &["in"], b"");
    sound(&run, 4 * NAMES.len());
    for (id, text) in run.all("id").iter().zip(run.all("text")) {
        assert!(text.starts_with(words), "{id} {text}");
    }
    for (record, id) in run.records.iter().zip(run.all("id")) {
        let titled = !id.contains("a.txt") && !id.contains("j.warc");
        assert_eq!(record["title"].as_str(), titled.then_some("Deal"), "{id}");
    }
    for name in NAMES {
        let piped = documents(at, &["-"], file(name, words).as_bytes());
        sound(&piped, 1);
        assert!(name == "b.md" || piped.all("text")[0].starts_with(words), "{name}");
    }
}

#[test]
fn fields_stand_where_the_user_says() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    put(at, "a.jsonl", "{\"story\":\"S\",\"text\":\"T\",\"key\":9,\"when\":\"2024-02-14\"}\n");
    put(at, "b.csv", "key;story;when\n8;\"R; s\";2024-02-15\n");
    let fields = ["--field", "text=story", "--field", "id=key", "--field", "date=when"];
    let run = documents(at, &[&["a.jsonl", "b.csv"][..], &fields].concat(), b"");
    sound(&run, 2);
    assert_eq!(
        (run.all("id"), run.all("text")),
        (vec!["9".into(), "8".into()], vec!["S".into(), "R; s".into()])
    );
    assert_eq!(run.all("date"), ["2024-02-14", "2024-02-15"]);
    assert_eq!(documents(at, &["a.jsonl", "--field", "story=text"], b"").status, 2);
}

#[test]
fn encodings() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    let wide: Vec<u8> = [0xfeff]
        .into_iter()
        .chain("{\"text\":\"Öl\"}\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    put(at, "a.jsonl", wide);
    put(at, "b.txt", b"Soci\xe9t\xe9 G\xe9n\xe9rale said that the caf\xe9 is \x80 5.");
    put(at, "c.xml", b"<?xml version='1.0' encoding='iso-8859-2'?><nitf><body.content><p>\xa3\xf3d\xbc</p></body.content></nitf>");
    put(at, "d.txt", b"\xcc\xee\xf1\xea\xe2\xe0");
    let run = documents(at, &["a.jsonl", "b.txt", "c.xml"], b"");
    sound(&run, 3);
    assert_eq!(run.all("text"), ["Öl", "Société Générale said that the café is € 5.", "Łódź"]);
    let own = documents(at, &["d.txt", "--encoding", "windows-1251"], b"");
    assert_eq!(own.all("text"), ["Москва"]);
    assert_eq!(documents(at, &["d.txt", "--encoding", "klingon"], b"").status, 2);
}

#[test]
fn another_language_is_asked_for() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    let german = "Die Bank hat am Montag mit dem Konzern über den Kauf der Anteile gesprochen, und der Preis ist noch nicht bekannt, wie es aus dem Umfeld der Bank hieß. ";
    put(at, "a.txt", german.repeat(3));
    let run = documents(at, &["a.txt"], b"");
    assert_eq!(run.status, 1);
    assert!(
        run.error().contains("not English: ") && run.error().contains("German"),
        "{}",
        run.error()
    );
    sound(&documents(at, &["a.txt", "--any-language"], b""), 1);
}

#[test]
fn shards_are_the_whole_and_lists_are_read() {
    let folder = tempdir().expect("a folder");
    let at = folder.path();
    let lines: String = (0..25).map(|n| format!("{{\"id\":{n},\"text\":\"x {n}\"}}\n")).collect();
    put(at, "a/in.jsonl", lines);
    put(at, "b/in.txt", "x 25");
    put(at, "list", "a/in.jsonl\r\nb/in.txt\n\n");
    put(at, "nul", "b/in.txt\0a/in.jsonl");
    let mut ids = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let run = documents(at, &["--files-from", "list", "--shard", shard], b"");
        assert!((8..=9).contains(&run.records.len()), "{}", run.records.len());
        ids.extend(run.all("id"));
    }
    ids.sort_by_key(|id| id.parse().unwrap_or(25));
    let mut expected: Vec<String> = (0..25).map(|n| n.to_string()).collect();
    expected.push("b/in.txt".to_owned());
    assert_eq!(ids, expected);
    assert_eq!(documents(at, &["--files-from", "nul"], b"").all("id")[0], "b/in.txt");
    assert_eq!(documents(at, &["--files-from", "-"], b"b/in.txt").all("source"), ["b/in.txt"]);
    for wrong in ["0/3", "4/3", "x", "1"] {
        assert_eq!(documents(at, &["--shard", wrong], b"").status, 2, "{wrong}");
    }
    assert_eq!(documents(at, &["--files-from", "missing"], b"").status, 2);
}

#[test]
fn print_becomes_text() {
    let folder = tempdir().expect("a folder");
    let pages = "The Ledger 1\n\nÖltek AG bought the com-\npany\u{c}The Ledger 2\n\nBronn, its \u{fb01}rst.\n\u{c}";
    put(folder.path(), "a.txt", pages);
    let run = stakeout(folder.path(), &["extract", "--emit", "documents", "a.txt"], b"");
    assert_eq!(run.all("text"), ["Öltek AG bought the company\nBronn, its first.\n"]);
}
