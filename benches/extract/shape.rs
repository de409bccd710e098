//! Shapes of text that could hurt: each repeats something that a stage keeps, looks back at or looks
//! ahead for. `tests/linear.rs` counts the steps of each, the bench takes its time.

use std::fmt::Write as _;

/// A shape: its name, and a text of it with at least so many bytes, and few more.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) text: fn(usize) -> String,
}

/// `part` with the number of the repetition in the place of `#`, until there are so many bytes.
fn repeat(bytes: usize, part: &str) -> String {
    let mut text = String::with_capacity(bytes + 64);
    for n in 0.. {
        if text.len() >= bytes {
            break;
        }
        match part.split_once('#') {
            Some((before, after)) => {
                let _ = write!(text, "{before}{}{after}", syllables(n));
            }
            None => text.push_str(part),
        }
    }
    text
}

/// A word for a number: another for each.
fn syllables(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "du", "fa", "gre", "hol", "jan",
        "pel", "zor",
    ];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[number % 16]);
        number /= 16;
        if number == 0 {
            return word;
        }
    }
}

/// Brackets as deep as the text is long.
fn nested(bytes: usize, open: &str, close: &str) -> String {
    let depth = bytes / (open.len() + close.len());
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

/// All shapes.
pub(crate) const ALL: [Shape; 43] = [
    Shape { name: "one sentence", text: |n| repeat(n, "Acme and the board of it hold more than ") },
    Shape { name: "capitals", text: |n| repeat(n, "ACME BUYS STAKE IN BANK OF NORDFJORD ") },
    Shape { name: "other capitals", text: |n| repeat(n, "Nord# ") },
    Shape { name: "brackets", text: |n| repeat(n, "(") },
    Shape { name: "nested brackets", text: |n| nested(n, "(Acme ", ") ") },
    Shape { name: "brackets of all kinds", text: |n| nested(n, "([{ ", " }])") },
    Shape { name: "quotes", text: |n| repeat(n, "\"") },
    Shape { name: "quotes around names", text: |n| repeat(n, "\"Acme\" ") },
    Shape { name: "open quotes", text: |n| repeat(n, "\u{201c}Acme said ") },
    Shape { name: "pronouns", text: |n| repeat(n, "it they he she its ") },
    Shape { name: "pronouns and sentences", text: |n| repeat(n, "It said they own it. ") },
    Shape { name: "months", text: |n| repeat(n, "May March August ") },
    Shape { name: "days and months", text: |n| repeat(n, "3 May 2011 to ") },
    Shape { name: "weekdays", text: |n| repeat(n, "last Monday and next ") },
    Shape { name: "titles", text: |n| repeat(n, "Mr. ") },
    Shape { name: "titles and names", text: |n| repeat(n, "Mr. # ") },
    Shape { name: "a list of names", text: |n| repeat(n, "Nord# Bank, ") },
    Shape { name: "nested lists", text: |n| repeat(n, "Acme, Borea and Coil, and both ") },
    Shape { name: "owners of lists", text: |n| repeat(n, "Acme owns 5 percent of Nord#, ") },
    Shape { name: "one name", text: |n| repeat(n, "Deutsche Bank ") },
    Shape { name: "one firm, sentence by sentence", text: |n| repeat(n, "Deutsche Bank fell. ") },
    Shape {
        name: "near a long name",
        text: |n| repeat(n, "International Bank for Reconstruction "),
    },
    Shape {
        name: "beginnings of names",
        text: |n| repeat(n, "Bank of the United Kingdom of New "),
    },
    Shape { name: "digits", text: |n| repeat(n, "7") },
    Shape { name: "numbers", text: |n| repeat(n, "12,345.67 ") },
    Shape { name: "commas", text: |n| repeat(n, ",") },
    Shape { name: "money and shares", text: |n| repeat(n, "$5 million for 12 percent of ") },
    Shape { name: "said", text: |n| repeat(n, "said ") },
    Shape { name: "persons of one surname", text: |n| repeat(n, "Zor# Smith met Smith. ") },
    Shape { name: "a chain of owners", text: |n| repeat(n, "Nord# owns Acme, which owns ") },
    Shape { name: "firms and acronyms", text: |n| repeat(n, "Nord# Oil Company (NOC) fell. ") },
    Shape { name: "the company", text: |n| repeat(n, "Nord# Corp fell, and the company rose. ") },
    Shape {
        name: "pronouns for names",
        text: |n| repeat(n, "Nord# said it sold its bank. He met her. "),
    },
    Shape {
        name: "the two companies",
        text: |n| repeat(n, "Nord# and Acme met. The two companies said they fell. "),
    },
    Shape {
        name: "the minister",
        text: |n| repeat(n, "Minister Ann Nord# met Acme. The minister left. "),
    },
    Shape { name: "denials", text: |n| repeat(n, "Acme denied that it did not say that ") },
    Shape { name: "offices", text: |n| repeat(n, "chief executive and chairman of ") },
    Shape { name: "possessives", text: |n| repeat(n, "Acme's Borea's ") },
    Shape { name: "dashes", text: |n| repeat(n, "Acme - - Borea-Coil-") },
    Shape { name: "empty lines", text: |n| repeat(n, "\n\n") },
    Shape { name: "headlines", text: |n| repeat(n, "Acme To Buy Nord#\n\n") },
    Shape { name: "verbs", text: |n| repeat(n, "to have been going to be about to agree to buy ") },
    Shape { name: "not Latin", text: |n| repeat(n, "\u{4e2d}\u{56fd}\u{94f6}\u{884c}") },
];
