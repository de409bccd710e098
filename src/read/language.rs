//! Whether a text is English, by its share of the commonest words of grammar.
//!
//! What is read speaks English alone; from a text in another language it would take nonsense. A text
//! of names and figures has few words of grammar and is no other language for that: there must be
//! those of another, or another script.

use std::sync::OnceLock;

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Letters that are looked at: from the beginning of the text on.
const LOOKED_AT: usize = 3000;
/// A shorter text is not judged: so many letters.
const SHORTEST: usize = 150;
/// So many English words of grammar settle it, if one word in eight is one.
const ENOUGH: usize = 8;
/// So many of the telling word settle it near the beginning, in so many bytes.
const TELLING: (usize, usize) = (3, 600);

const EMBEDDED: &str = include_str!("../../rules/reading/languages.toml");

/// Words of grammar with the languages that have them, as bits; English is bit 0.
#[derive(Default)]
struct Words {
    names: Vec<String>,
    bits: FxHashMap<String, u32>,
    /// An English word between spaces that no other of the languages has.
    telling: Option<Finder<'static>>,
}

#[derive(Deserialize)]
struct Language {
    words: Vec<String>,
    #[serde(default)]
    telling: Option<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        // The tests show that the embedded file is sound.
        let mut languages: std::collections::BTreeMap<String, Language> =
            toml::from_str(EMBEDDED).unwrap_or_default();
        let english = languages.remove("english").map(|l| (String::new(), l));
        let mut words = Words::default();
        let telling = english.as_ref().and_then(|(_, l)| l.telling.as_deref());
        words.telling = telling.map(|word| Finder::new(&format!(" {word} ")).into_owned());
        for (i, (name, language)) in english.into_iter().chain(languages).enumerate().take(32) {
            for word in language.words {
                *words.bits.entry(word).or_default() |= 1 << i;
            }
            words.names.push(name);
        }
        words
    })
}

/// What was counted in a text.
#[derive(Debug, Default)]
struct Counts {
    words: usize,
    letters: usize,
    /// Letters of scripts other than Latin.
    others: usize,
    of: [usize; 32],
}

/// Why a text is taken for another language than English; `None` when it is not. Looks at its first
/// 3000 letters, at most.
pub(super) fn foreign(text: &str) -> Option<String> {
    let known = words();
    let (enough, near) = TELLING;
    let begin = text.as_bytes().get(..near).unwrap_or(text.as_bytes());
    let telling = known.telling.iter().flat_map(|word| word.find_iter(begin));
    if telling.take(enough).count() == enough {
        return None;
    }
    let mut counts = Counts::default();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        counts.add(word, known);
        let english = counts.of.first().copied().unwrap_or(0);
        if english >= ENOUGH && english * 8 >= counts.words || counts.letters >= LOOKED_AT {
            break;
        }
    }
    counts.verdict(known)
}

impl Counts {
    fn add(&mut self, word: &str, known: &Words) {
        self.words += 1;
        self.letters += word.len();
        if !word.is_ascii() {
            let (letters, others) = word.chars().fold((0, 0), |(all, others), c| {
                (
                    all + 1,
                    others + usize::from(!matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')),
                )
            });
            self.letters -= word.len() - letters;
            self.others += others;
        }
        if word.len() > 12 {
            return;
        }
        let upper = word.bytes().any(|b| b.is_ascii_uppercase()) || !word.is_ascii();
        let bits = if upper { known.bits.get(&word.to_lowercase()) } else { known.bits.get(word) };
        let mut bits = bits.copied().unwrap_or(0);
        while bits != 0 {
            if let Some(count) = self.of.get_mut(bits.trailing_zeros() as usize) {
                *count += 1;
            }
            bits &= bits - 1;
        }
    }

    fn verdict(&self, known: &Words) -> Option<String> {
        let english = self.of.first().copied().unwrap_or(0);
        if self.letters < SHORTEST && self.others < SHORTEST / 4 || english * 8 >= self.words {
            return None;
        }
        if self.others * 2 > self.letters {
            return Some("not English: written in another script".to_owned());
        }
        let others = self.of.iter().enumerate().skip(1);
        let (best, count) = others.max_by_key(|(i, n)| (**n, usize::MAX - i))?;
        let share = 100 * count / self.words.max(1);
        let clearly = *count > 3 * english && share >= 10;
        let name = known.names.get(best)?;
        clearly.then(|| {
            format!("not English: {share} percent of its words are {name} words of grammar")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_words_are_sound() {
        assert!(words().names.len() > 12 && words().bits.len() > 300);
        assert_eq!(words().bits.get("the"), Some(&1));
    }

    #[test]
    fn languages() {
        for (text, expected) in [
            (
                "Die Behörde teilte am Montag mit, dass der Konzern die Anteile an dem Unternehmen nicht von der Bank erworben hat und sich aus dem Geschäft mit den Banken zurückzieht, wie es in einer Mitteilung des Ministeriums hieß. ",
                Some("German"),
            ),
            (
                "Le groupe a annoncé lundi que la banque est entrée au capital de la société et que les autorités ont approuvé cette opération dans le cadre de la loi sur les investissements, selon une source proche du dossier qui est au courant. ",
                Some("French"),
            ),
            (
                "Группа объявила в понедельник, что банк вошел в капитал компании, а власти одобрили эту сделку, сообщил источник, знакомый с ситуацией, который попросил не называть его имени до официального объявления.",
                Some("script"),
            ),
            (
                "公司周一宣布，银行已入股该公司，当局批准了这笔交易，一位知情人士说，他要求在正式宣布之前不透露他的姓名。公司周一宣布，银行已入股该公司，当局批准了这笔交易。",
                Some("script"),
            ),
            (
                "Shr loss six cts vs profit 23 cts Net loss 1,103,982 vs profit 4,007,000 Revs 12.4 mln vs 15.9 mln Nine mths Shr profit 21 cts vs profit 80 cts Net profit 3,790,000 vs profit 13.9 mln Revs 40.1 mln vs 47.2 mln Avg shrs 17.8 mln",
                None,
            ),
            (
                "The company said on Monday that the bank had bought a stake in Société Générale de Banque and that Die Welt and Le Monde had reported it first.",
                None,
            ),
            ("Kurz und gut.", None),
        ] {
            let said = foreign(text);
            match expected {
                Some(word) => {
                    assert!(said.as_deref().is_some_and(|s| s.contains(word)), "{said:?} {text}");
                }
                None => assert_eq!(said, None, "{text}"),
            }
        }
    }
}
