//! Relation records as a large corpus would give them, for measuring `stakeout merge`:
//!
//! ```text
//! cargo run --release --example relations -- 1000000 > million.jsonl
//! ```
//!
//! Some entities are in thousands of articles and most in a few; names come with and without their
//! legal form, as acronyms and as aliases; one family name belongs to many; a part of the articles
//! are copies of others under another publisher's name. Nothing in it is about anybody.

use std::io::{self, BufWriter, Write};

/// Numbers that look like chance and are the same in every run (Steele and Vigna's splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    /// Few numbers often, most of them seldom.
    fn popular(&mut self, end: usize) -> usize {
        let part = self.below(1 << 20) as f64 / f64::from(1 << 20);
        (part * part * part * end as f64) as usize
    }

    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn in_hundred(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const BEGINS: [&str; 24] = [
    "Kest", "Orla", "Bella", "Tin", "Wex", "Mara", "Dra", "Hollit", "Nord", "Quen", "Sil", "Vel",
    "Trev", "Ost", "Pell", "Rosk", "Harr", "Calv", "Lisso", "Aldo", "Brun", "Mir", "Kiro", "Zan",
];
const ENDS: [&str; 24] = [
    "rin", "vik", "cour", "daro", "moor", "bond", "vena", "mark", "haven", "by", "vanus", "mora",
    "scott", "gaard", "ham", "any", "gate", "anti", "mar", "vane", "holm", "elle", "van", "tia",
];
const SECTORS: [&str; 20] = [
    "Rail",
    "Optics",
    "Cement",
    "Foods",
    "Energy",
    "Media",
    "Paper",
    "Pharma",
    "Shipping",
    "Steel",
    "Software",
    "Mining",
    "Textiles",
    "Airlines",
    "Robotics",
    "Capital",
    "Holdings",
    "Bank",
    "Insurance",
    "Telecom",
];
const FORMS: [&str; 12] =
    ["plc", "AG", "Inc.", "Ltd.", "S.A.", "GmbH", "ASA", "Corp.", "LLC", "N.V.", "Oyj", "SpA"];
const GIVEN: [&str; 20] = [
    "Ada", "Bram", "Carla", "Dov", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Katya",
    "Lars", "Mina", "Nuno", "Olga", "Pavel", "Rosa", "Sven", "Tomas", "Uma",
];
const FILLERS: [&str; 20] = [
    "after months of talks",
    "people close to the matter said",
    "according to a filing with the exchange",
    "in a deal that is to close next year",
    "as it looks for growth abroad",
    "despite doubts among smaller holders",
    "following a review by its board",
    "in one of the largest steps of its kind",
    "to cut its debt",
    "its chairman told reporters",
    "under a plan first reported last spring",
    "with the approval of the regulator",
    "at a price that was not disclosed",
    "in the second such move this quarter",
    "while shares fell in early trading",
    "before the end of the financial year",
    "in spite of weak demand",
    "as part of a wider settlement",
    "ahead of its annual meeting",
    "a spokeswoman confirmed late on Tuesday",
];
/// Type, words, the type of the object, attributes with places for a share, an amount and a date.
const TYPES: [(&str, &str, &str, &str); 9] = [
    (
        "owns",
        "owns a stake in",
        "organization",
        r#"{"share":S,"change":null,"amount":null,"via":null,"date":D}"#,
    ),
    (
        "acquires",
        "has agreed to buy",
        "organization",
        r#"{"share":null,"amount":A,"seller":null,"date":D}"#,
    ),
    ("subordinate_to", "is a unit of", "organization", r#"{"kind":null,"date":D}"#),
    (
        "has_role",
        "is chief executive of",
        "organization",
        r#"{"role":"chief executive","change":null,"date":D}"#,
    ),
    ("based_in", "has its headquarters in", "place", r#"{"kind":"headquarters","date":null}"#),
    (
        "partners_with",
        "works together with",
        "organization",
        r#"{"kind":null,"amount":null,"date":D}"#,
    ),
    ("sues", "has sued", "organization", r#"{"matter":null,"court":null,"amount":A,"date":D}"#),
    ("lends_to", "has lent money to", "organization", r#"{"kind":null,"amount":A,"date":D}"#),
    ("supplies", "delivers parts to", "organization", r#"{"goods":null,"amount":A,"date":D}"#),
];

/// An entity of the world: what it is, and the names that articles use.
struct Entity {
    kind: &'static str,
    names: Vec<String>,
    ids: String,
}

fn word(chance: &mut Chance) -> String {
    format!("{}{}", chance.one(&BEGINS), chance.one(&ENDS))
}

fn organization(chance: &mut Chance, number: usize) -> Entity {
    let second = if chance.in_hundred(60) { format!(" {}", word(chance)) } else { String::new() };
    let plain = format!("{}{second} {}", word(chance), chance.one(&SECTORS));
    let mut names = vec![format!("{plain} {}", chance.one(&FORMS)), plain.clone()];
    if chance.in_hundred(20) {
        names.push(plain.split(' ').filter_map(|w| w.chars().next()).collect());
    }
    let id = |key: &str, there: bool| {
        if there {
            format!("\"{key}\":\"{}{number}\"", &key[..1].to_uppercase())
        } else {
            format!("\"{key}\":null")
        }
    };
    let known = chance.in_hundred(15);
    let ids = format!(
        "{{{},{},{}}}",
        id("wikidata", known),
        id("lei", known && chance.in_hundred(50)),
        id("ticker", false)
    );
    Entity { kind: "organization", names, ids }
}

fn person(chance: &mut Chance) -> Entity {
    let middle = if chance.in_hundred(50) {
        format!(" {}.", (b'A' + chance.below(26) as u8) as char)
    } else {
        String::new()
    };
    let name = format!("{}{middle} {}", chance.one(&GIVEN), word(chance));
    let none = r#"{"wikidata":null,"lei":null,"ticker":null}"#.to_owned();
    Entity { kind: "person", names: vec![name], ids: none }
}

fn place(chance: &mut Chance, number: usize) -> Entity {
    let ids = format!(r#"{{"wikidata":"Q9{number}","lei":null,"ticker":null}}"#);
    Entity { kind: "place", names: vec![format!("{} {}", word(chance), chance.one(&BEGINS))], ids }
}

/// Who an article speaks of, under which number and name.
#[derive(Clone)]
struct Spoken {
    entity: usize,
    name: usize,
}

fn end(world: &[Entity], spoken: &Spoken, number: usize, start: usize) -> String {
    let entity = &world[spoken.entity];
    let name = &entity.names[spoken.name];
    let aliases: Vec<String> = entity
        .names
        .iter()
        .enumerate()
        .filter(|(i, _)| *i == spoken.name + 1)
        .map(|(_, n)| format!("{n:?}"))
        .collect();
    format!(
        r#"{{"entity":"e{number}","name":"{name}","type":"{}","text":"{name}","start":{start},"end":{},"aliases":[{}],"ids":{}}}"#,
        entity.kind,
        start + name.len(),
        aliases.join(","),
        entity.ids
    )
}

/// Relations of one article without what names the article, and its day.
fn article(
    chance: &mut Chance,
    world: &[Entity],
    kinds: [std::ops::Range<usize>; 3],
) -> (Vec<String>, String) {
    let [organizations, persons, places] = kinds;
    let mut who: Vec<Spoken> = Vec::new();
    let mut pick = |chance: &mut Chance, range: &std::ops::Range<usize>| {
        let entity = range.start + chance.popular(range.len());
        match who.iter().position(|s| s.entity == entity) {
            Some(at) => (at + 1, who[at].clone()),
            None => {
                let name = chance.popular(world[entity].names.len());
                who.push(Spoken { entity, name });
                (who.len(), Spoken { entity, name })
            }
        }
    };
    let (year, month, day) = (2015 + chance.below(10), 1 + chance.below(12), 1 + chance.below(28));
    let mut records = Vec::new();
    let mut at = 0;
    for _ in 0..1 + chance.popular(8) {
        let (relation, words, object_kind, attributes) = TYPES[chance.below(TYPES.len())];
        let subject = pick(chance, if relation == "has_role" { &persons } else { &organizations });
        let object = pick(chance, if object_kind == "place" { &places } else { &organizations });
        if subject.0 == object.0 {
            continue;
        }
        let names = [&subject, &object].map(|(_, s)| world[s.entity].names[s.name].as_str());
        let sentence = format!(
            "{} {words} {}, {}, {}.",
            names[0],
            names[1],
            chance.one(&FILLERS),
            chance.one(&FILLERS)
        );
        let percent = 1 + chance.below(99);
        let share = format!(
            r#"{{"exact":{percent},"min":null,"max":null,"exclusive_min":false,"exclusive_max":false,"approximate":false,"literal":"{percent} percent"}}"#
        );
        let amount = format!(r#"{{"value":{}000000,"currency":"EUR"}}"#, 1 + chance.popular(5000));
        let date = if chance.in_hundred(20) {
            format!("\"{year}-{month:02}\"")
        } else {
            "null".to_owned()
        };
        let share = if chance.in_hundred(60) { share } else { "null".to_owned() };
        let amount = if chance.in_hundred(40) { amount } else { "null".to_owned() };
        let attributes = attributes.replace('S', &share).replace('A', &amount).replace('D', &date);
        let status = if relation == "acquires" {
            chance.one(&["agreed", "planned", "actual"])
        } else {
            "actual"
        };
        let id = format!("{:016x}{:016x}", chance.below(usize::MAX), chance.below(usize::MAX));
        records.push(format!(
            r#"{{"id":"{id}","doc":"DOC","relation":"{relation}","subject":{},"object":{},"attributes":{attributes},"status":"{status}","negated":{},"hedged":false,"attribution":{},"evidence":{{"text":"{sentence}","start":{at},"end":{}}},"rule":"{relation}/made","confidence":0.{},"#,
            end(world, &subject.1, subject.0, at),
            end(world, &object.1, object.0, at + names[0].len() + words.len() + 2),
            chance.in_hundred(3),
            if chance.in_hundred(30) { r#"{"text":"people close to the matter","kind":"anonymous"}"# } else { "null" },
            at + sentence.len(),
            70 + chance.below(29)
        ));
        at += sentence.len() + 1;
    }
    (records, format!("{year}-{month:02}-{day:02}"))
}

fn main() -> io::Result<()> {
    let wanted: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let mut chance = Chance(7);
    let counts = [wanted / 6 + 20, wanted / 12 + 10, wanted / 100 + 10];
    let mut world: Vec<Entity> = Vec::new();
    world.extend((0..counts[0]).map(|n| organization(&mut chance, n)));
    world.extend((0..counts[1]).map(|_| person(&mut chance)));
    world.extend((0..counts[2]).map(|n| place(&mut chance, n)));
    let kinds =
        [0..counts[0], counts[0]..counts[0] + counts[1], counts[0] + counts[1]..world.len()];
    let outlets: Vec<String> = (0..400)
        .map(|_| {
            format!("{} {}", word(&mut chance), chance.one(&["Herald", "Post", "Wire", "Times"]))
        })
        .collect();
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    let (mut written, mut number) = (0, 0);
    while written < wanted {
        let (records, day) = article(&mut chance, &world, kinds.clone());
        let copies = if chance.in_hundred(10) { 1 + chance.below(4) } else { 1 };
        for _ in 0..copies {
            number += 1;
            let outlet = &outlets[chance.popular(outlets.len())];
            let host = outlet.to_lowercase().replace(' ', "");
            for record in records.iter().take(wanted - written) {
                let doc = format!("{host}/{number}");
                writeln!(
                    out,
                    r#"{}"article":{{"title":"Report {number} of the day on companies and who owns them","date":"{day}","url":"https://{host}.example/{number}","publisher":"{outlet}","source":"news-{}.jsonl"}}}}"#,
                    record.replacen("\"DOC\"", &format!("\"{doc}\""), 1),
                    number / 10_000
                )?;
                written += 1;
            }
        }
    }
    out.flush()
}
