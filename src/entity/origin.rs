//! Countries that names tell of: `Bank of Ghana`, `Acme Oyj`.

use super::alias::Names;
use super::form::Form;
use super::profile::push;
use crate::document::Shape;
use crate::gazetteer::EntryType;
use crate::lexicon::WordId;
use crate::mention::MentionType;

/// Most words of a legal form.
const LEGAL_WORDS: usize = 3;

/// The countries of listed places and their adjectives in the names of an organization, and of
/// their legal forms. Costs a look-up for each capitalized word and the table of legal forms.
pub(super) fn countries<'a: 'n, 'n>(
    names: &Names<'a>,
    forms: impl Iterator<Item = &'n Form<'a>>,
) -> Vec<&'a str> {
    let mut countries = Vec::new();
    for form in forms.filter(|f| f.mention_type == MentionType::Organization) {
        of_words(names, form, &mut countries);
        of_legal_form(names, form, &mut countries);
    }
    countries
}

/// Whether the words of an entity's names are of a language that firms of a country are named in; `None`
/// where they are of no listed one.
pub(super) fn speaks_of<'a: 'n, 'n>(
    names: &Names<'a>,
    forms: impl Iterator<Item = &'n Form<'a>>,
    country: &str,
) -> Option<bool> {
    let listed = names.lexicon.list("name_language").unwrap_or(&[]);
    let mut told = None;
    for form in forms.filter(|f| f.mention_type == MentionType::Organization) {
        for word in form.words.iter().filter(|w| w.word.is_known()) {
            let row = listed.iter().find(|row| row.first() == Some(&word.word));
            let Some([_, countries @ ..]) = row.map(Vec::as_slice) else { continue };
            let code = |c: &WordId| names.lexicon.folded(*c).eq_ignore_ascii_case(country);
            told = Some(told == Some(true) || countries.iter().any(code));
        }
    }
    told
}

fn of_words<'a>(names: &Names<'a>, form: &Form<'_>, countries: &mut Vec<&'a str>) {
    let end = form.words.last().map_or(0, |w| w.token + 1);
    for word in form.core_words().iter().filter(|w| w.shape.has(Shape::CAPITAL)) {
        let at = word.token as usize;
        names.gazetteer.visit(names.document, at, false, |found, entry, sense| {
            let told = matches!(sense.entry_type, EntryType::Place | EntryType::Demonym);
            if told && sense.rank <= 1 && found.end <= end {
                push(countries, names.gazetteer.row(entry).map_or("", |r| r.country));
            }
        });
    }
}

fn of_legal_form<'a>(names: &Names<'a>, form: &Form<'_>, countries: &mut Vec<&'a str>) {
    let mut letters = String::new();
    for count in 1..=form.words.len().saturating_sub(1).min(LEGAL_WORDS) {
        let tail = form.words.get(form.words.len() - count..).unwrap_or(&[]);
        letters.clear();
        let text = tail.iter().flat_map(|w| names.document.token_text(w.token as usize).chars());
        letters.extend(text.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
        for pair in names.lexicon.list("legal_country").unwrap_or(&[]) {
            if let [legal @ .., country] = pair.as_slice() {
                let legal = legal.iter().flat_map(|w| names.lexicon.folded(*w).chars());
                // `S.p.A.` is `spa`: letters alone count.
                if legal.filter(|c| c.is_alphanumeric()).eq(letters.chars()) {
                    push(countries, names.lexicon.folded(*country));
                }
            }
        }
    }
}
