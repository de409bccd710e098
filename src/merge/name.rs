//! Names as they are compared.

use unicode_segmentation::UnicodeSegmentation;

use super::knowledge::Knowledge;
use crate::document::fold::fold_token;

/// How much a name says by itself about who bears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Nothing that joins: a bare family name, a legal form alone, a name without letters.
    Bare,
    /// Joins with a person in common, or one seat: general words alone.
    General,
    /// Joins with evidence: an acronym, a common family name, words that many firms are called by.
    Weak,
    /// Joins by itself.
    Full,
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words without legal form, folded, with spaces between.
    pub(super) core: String,
    /// Its legal form: `plc`, `co ltd`; empty if it has none.
    pub(super) form: String,
    /// What it says.
    pub(super) strength: Strength,
}

/// Takes a name apart.
pub(super) fn parse(name: &str, entity_type: &str, knowledge: &Knowledge) -> Name {
    let mut words: Vec<String> = words(name);
    let mut form = Vec::new();
    match entity_type {
        "organization" => {
            if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
                words.remove(0);
            }
            while words.len() > 1
                && let Some(known) = words.last().and_then(|w| knowledge.forms.get(w))
            {
                form.push(known.clone());
                words.pop();
                while words.len() > 1 && words.last().is_some_and(|w| w == "&" || w == "and") {
                    words.pop();
                }
            }
            form.reverse();
        }
        "person" => {
            while words.len() > 1 && words.first().is_some_and(|w| knowledge.honorifics.contains(w))
            {
                words.remove(0);
            }
        }
        _ => {}
    }
    let mut strength = strength(name, &words, entity_type, !form.is_empty(), knowledge);
    let written = name.split_whitespace().filter(|w| !knowledge.honorifics.contains(&plain(w)));
    if entity_type == "person" && name.contains('-') && written.count() < 2 {
        // A family name of two parts is still a bare one.
        strength = Strength::Bare;
    }
    Name { core: words.join(" "), form: form.join(" "), strength }
}

/// True when the words of one name are among those of another, and what is left over makes it another
/// house: `X` and `X India`, `X Fund` and `X Fund II`.
pub(super) fn is_part(one: &str, other: &str, knowledge: &Knowledge) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let mut words = short.split(' ').peekable();
    let mut tells = false;
    for word in long.split(' ') {
        if words.next_if_eq(&word).is_none() {
            let is_figure = word.bytes().all(|b| b.is_ascii_digit());
            tells |= is_figure || knowledge.parts.contains(word);
        }
    }
    tells && words.peek().is_none()
}

/// A written word as lists have it.
fn plain(word: &str) -> String {
    fold_token(word).replace('.', "")
}

/// The words, folded; `&` counts as a word and periods as nothing, so `S.A.` is `sa`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in name.split_whitespace() {
        let folded = plain(piece);
        if folded.is_ascii() && folded.bytes().all(|b| b.is_ascii_alphanumeric()) {
            words.extend(Some(folded).filter(|f| !f.is_empty()));
        } else if folded == "&" {
            words.push(folded);
        } else {
            words.extend(folded.unicode_words().map(|w| w.trim_end_matches("'s").to_owned()));
        }
    }
    words
}

fn strength(
    name: &str,
    words: &[String],
    entity_type: &str,
    has_form: bool,
    knowledge: &Knowledge,
) -> Strength {
    if words.iter().all(|w| w.chars().all(|c| !c.is_alphabetic())) {
        return Strength::Bare;
    }
    // A country among them says whose it is.
    let common = [&knowledge.general, &knowledge.shared];
    let is_common = |w: &String| common.iter().any(|list| list.contains(w));
    match (entity_type, words) {
        ("person", [_]) => Strength::Bare,
        ("person", [_, family]) if knowledge.common_surnames.contains(family) => Strength::Weak,
        // Chinese, Korean and Hungarian names begin with the family.
        ("person", [family, _]) if knowledge.common_surnames.contains(family) => Strength::Weak,
        ("person", [given, _]) if given.chars().count() == 1 => Strength::Weak,
        ("organization", words) if words.iter().all(|w| knowledge.forms.contains_key(w)) => {
            Strength::Bare
        }
        ("organization", [_]) if !has_form && is_acronym(name) => Strength::Weak,
        ("organization", words) if words.iter().all(|w| knowledge.parts.contains(w)) => {
            Strength::Weak
        }
        ("organization", words) if words.iter().all(|w| knowledge.general.contains(w)) => {
            Strength::General
        }
        ("organization", words) if !has_form && words.iter().all(is_common) => Strength::Weak,
        _ => Strength::Full,
    }
}

/// Two to six capitals, with figures or signs between.
pub(super) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let small = name.chars().any(|c| c.is_lowercase() || c.is_whitespace());
    (1..=6).contains(&letters) && !small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let knowledge = Knowledge::shipped().expect("the lists are sound");
        for (name, entity_type, core, form, strength) in [
            ("Tallis Rail plc", "organization", "tallis rail", "plc", Strength::Full),
            ("The Tallis Rail Co., Ltd.", "organization", "tallis rail", "co ltd", Strength::Full),
            ("Norvane S.A.", "organization", "norvane", "sa", Strength::Full),
            ("Norvane Limited", "organization", "norvane", "ltd", Strength::Full),
            (
                "Müller & Söhne GmbH & Co. KG",
                "organization",
                "muller & sohne",
                "mbh co kg",
                Strength::Full,
            ),
            ("IBM", "organization", "ibm", "", Strength::Weak),
            ("AT&T Inc", "organization", "at t", "inc", Strength::Full),
            ("Ministry of Finance", "organization", "ministry of finance", "", Strength::General),
            (
                "Ministry of Finance of Kenya",
                "organization",
                "ministry of finance of kenya",
                "",
                Strength::Full,
            ),
            ("Delta", "organization", "delta", "", Strength::Weak),
            ("Summit Partners", "organization", "summit partners", "", Strength::Weak),
            ("Delta Inc", "organization", "delta", "inc", Strength::Full),
            ("Freedom Party", "organization", "freedom party", "", Strength::General),
            ("Dr. Ada Brink", "person", "ada brink", "", Strength::Full),
            ("Brink", "person", "brink", "", Strength::Bare),
            ("Mr. Brink-Holm", "person", "brink holm", "", Strength::Bare),
            ("John Smith", "person", "john smith", "", Strength::Weak),
            ("Kim Jong-un", "person", "kim jong un", "", Strength::Full),
            ("Wang Wei", "person", "wang wei", "", Strength::Weak),
            ("Limited", "organization", "limited", "", Strength::Bare),
            ("Co Inc", "organization", "co", "inc", Strength::Bare),
            ("Canada Ltd", "organization", "canada", "ltd", Strength::Weak),
            ("General Motors Corp", "organization", "general motors", "corp", Strength::Full),
            ("42", "organization", "42", "", Strength::Bare),
            ("", "person", "", "", Strength::Bare),
        ] {
            let expected = Name { core: core.to_owned(), form: form.to_owned(), strength };
            assert_eq!(parse(name, entity_type, &knowledge), expected, "{name}");
        }
    }

    #[test]
    fn what_makes_another_house() {
        let knowledge = Knowledge::shipped().expect("the lists are sound");
        for (one, other, expected) in [
            ("tallis rail", "tallis rail india", true),
            ("tallis fund iii", "tallis fund", true),
            ("tallis fund", "tallis fund 7", true),
            ("tallis", "tallis steel works", false),
            ("tallis india", "norvane india ii", false),
            ("tallis rail", "tallis rail", false),
        ] {
            assert_eq!(is_part(one, other, &knowledge), expected, "{one}, {other}");
        }
    }
}
