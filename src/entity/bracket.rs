//! Names that stand in brackets after the name that they are another name of.

use super::alias::Names;
use super::form::Form;
use super::group::Groups;
use crate::mention::{Mention, MentionType};

/// Joins names in brackets to the name before: `Chinese Communist Party (CCP)`,
/// `Foreign Intelligence Service (Välisluureamet/VLA)`. Linear in the mentions.
pub(super) fn join(names: &Names<'_>, groups: &mut Groups) {
    let all = names.mentions.all();
    for (at, full) in all.iter().enumerate() {
        let Some(inside) = bracketed(names, at, full) else { continue };
        let Some(to) = names.form_of(at) else { continue };
        let ids: Vec<u32> = inside.clone().filter_map(|i| names.form_of(i)).collect();
        let fits = |id: u32| {
            let (Some(short), Some(long)) = (names.form(id), names.form(to)) else { return false };
            short.is_acronym() && (letters_in_order(names, short, long) || long.words.len() >= 3)
                || is_clipped(names, short, long)
        };
        if ids.len() != inside.len() || !ids.iter().any(|&id| fits(id)) {
            continue;
        }
        for id in ids {
            let reason = if fits(id) { "acronym in brackets" } else { "name in brackets" };
            groups.join(id, to, reason, 0.95);
        }
    }
}

/// The mentions that fill the brackets after the mention at `at`, of its type, with nothing but
/// slashes and `or` between them.
fn bracketed(names: &Names<'_>, at: usize, full: &Mention) -> Option<std::ops::Range<usize>> {
    if !matches!(full.mention_type, MentionType::Organization | MentionType::Person) {
        return None;
    }
    let closed = names.document.token_bytes(full.tokens.end as usize) == b">";
    let open = full.tokens.end + u32::from(closed);
    if names.document.token_bytes(open as usize) != b"(" {
        return None;
    }
    let article = names.document.token_bytes(open as usize + 1) == b"the";
    let (mut next, mut token) = (at + 1, open + 1 + u32::from(article));
    while let Some(mention) = names.mentions.all().get(next) {
        if mention.tokens.start != token || mention.mention_type != full.mention_type {
            return None;
        }
        next += 1;
        match names.document.token_text(mention.tokens.end as usize) {
            ")" => return Some(at + 1..next),
            "/" | "," | "or" if next - at <= 3 => token = mention.tokens.end + 1,
            _ => return None,
        }
    }
    None
}

/// `Petroleos Mexicanos (Pemex)`: one word of four letters or more, put together from the name's.
fn is_clipped(names: &Names<'_>, short: &Form<'_>, long: &Form<'_>) -> bool {
    let one_word = short.words.len() == 1 && short.length >= 4;
    one_word && long.words.len() >= 2 && letters_in_order(names, short, long)
}

/// The letters of the acronym stand in the name in this order, the first one at a word's begin.
fn letters_in_order(names: &Names<'_>, short: &Form<'_>, long: &Form<'_>) -> bool {
    let folded = |form: &Form<'_>| {
        let mut text = String::new();
        for word in form.words {
            let token = names.document.token_text(word.token as usize);
            text.push(' ');
            text.push_str(&crate::document::fold::fold_token(token));
        }
        text
    };
    let (acronym, name) = (folded(short), folded(long));
    let mut rest = name.chars();
    let mut wanted = acronym.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = wanted.next() else { return false };
    let mut before = ' ';
    let begins = rest.by_ref().any(|c| {
        let found = c == first && before == ' ';
        before = c;
        found
    });
    begins && wanted.all(|w| rest.any(|c| c == w))
}
