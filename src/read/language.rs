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
    /// Those of up to eight ASCII letters, by their letters.
    packed: Packed,
    /// How many letters the longest of the others in ASCII has.
    longest: usize,
    /// An English word between spaces that no other of the languages has.
    telling: Option<Finder<'static>>,
}

/// A table of words as numbers, open in addressing and at most half full: what most words of a text
/// are looked up in, without a hash of their letters.
#[derive(Default)]
struct Packed(Vec<(u64, u32)>);

impl Packed {
    fn of(words: &FxHashMap<String, u32>) -> Self {
        let short = words.iter().filter(|(word, _)| word.is_ascii() && word.len() <= 8);
        let mut table = Self(vec![(0, 0); (2 * words.len()).next_power_of_two().max(2)]);
        for (word, &bits) in short {
            let key = word.bytes().fold(0, pack);
            let mut at = table.slot(key);
            while table.0.get(at).is_some_and(|(taken, _)| *taken != 0) {
                at = (at + 1) & (table.0.len() - 1);
            }
            if let Some(free) = table.0.get_mut(at) {
                *free = (key, bits);
            }
        }
        table
    }

    fn slot(&self, key: u64) -> usize {
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & self.0.len().saturating_sub(1)
    }

    #[inline]
    fn get(&self, key: u64) -> u32 {
        let mut at = self.slot(key);
        loop {
            match self.0.get(at) {
                Some((found, bits)) if *found == key => return *bits,
                Some((0, _)) | None => return 0,
                Some(_) => at = (at + 1) & (self.0.len() - 1),
            }
        }
    }
}

/// A word with one more letter, in small.
#[inline]
fn pack(word: u64, letter: u8) -> u64 {
    word << 8 | u64::from(letter | 0x20)
}

#[derive(Deserialize)]
struct Language {
    words: Vec<String>,
    #[serde(default)]
    telling: Option<String>,
}

impl Words {
    /// The languages of a word of more than eight ASCII letters.
    fn longer(&self, word: &str) -> u32 {
        let listed = Some(word).filter(|word| word.len() <= self.longest);
        listed.and_then(|word| self.bits.get(&word.to_ascii_lowercase())).copied().unwrap_or(0)
    }
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
        words.packed = Packed::of(&words.bits);
        let long = words.bits.keys().filter(|word| word.is_ascii() && word.len() > 8);
        words.longest = long.map(String::len).max().unwrap_or(0);
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
    Counts::of(text, known).verdict(known)
}

impl Counts {
    /// Of the words of a text, as far as they are looked at. Words of ASCII are taken in one pass
    /// over their bytes.
    fn of(text: &str, known: &Words) -> Self {
        let bytes = text.as_bytes();
        let mut counts = Self::default();
        let mut at = 0;
        while at < bytes.len() {
            let (start, mut key) = (at, 0);
            while let Some(&byte) = bytes.get(at).filter(|b| b.is_ascii_alphabetic()) {
                key = pack(key, byte);
                at += 1;
            }
            let behind = bytes.get(at).filter(|b| !b.is_ascii());
            let behind = behind.and_then(|_| text.get(at..)?.chars().next());
            match behind {
                Some(c) if c.is_alphabetic() => {
                    let rest = text.get(start..).unwrap_or_default();
                    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                    counts.add(rest.get(..end).unwrap_or_default(), known);
                    at = start + end;
                }
                _ if at > start => {
                    counts.words += 1;
                    counts.letters += at - start;
                    let longer = || text.get(start..at).map_or(0, |word| known.longer(word));
                    counts.count(if at - start <= 8 { known.packed.get(key) } else { longer() });
                }
                other => {
                    at += other.map_or(1, char::len_utf8);
                    continue;
                }
            }
            let english = counts.of.first().copied().unwrap_or(0);
            if english >= ENOUGH && english * 8 >= counts.words || counts.letters >= LOOKED_AT {
                break;
            }
        }
        counts
    }

    /// A word that is not all ASCII.
    fn add(&mut self, word: &str, known: &Words) {
        self.words += 1;
        let (letters, others) = word.chars().fold((0, 0), |(all, others), c| {
            let latin = matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
            (all + 1, others + usize::from(!latin))
        });
        self.letters += letters;
        self.others += others;
        if word.len() <= 12 {
            self.count(known.bits.get(&word.to_lowercase()).copied().unwrap_or(0));
        }
    }

    #[inline]
    fn count(&mut self, mut languages: u32) {
        while languages != 0 {
            if let Some(count) = self.of.get_mut(languages.trailing_zeros() as usize) {
                *count += 1;
            }
            languages &= languages - 1;
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
