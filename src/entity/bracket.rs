//! Names that stand in brackets after the name that they are another name of.

use super::alias::Names;
use super::form::Form;
use super::group::Groups;
use crate::mention::{Mention, MentionType, Source};

/// Joins names in brackets to the name before: `Chinese Communist Party (CCP)`,
/// `Foreign Intelligence Service (Välisluureamet/VLA)`. Linear in the mentions.
pub(super) fn join(names: &Names<'_>, groups: &mut Groups) {
    let all = names.mentions.all();
    for (at, full) in all.iter().enumerate() {
        if let Some((id, to)) = ticker(names, at, full) {
            groups.join(id, to, "ticker", 0.95);
        }
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

/// The code of a share and the organization named right before its exchange, by their forms:
/// `Acme Corp (NYSE: ACM)`, `Acme Oyj HEL: ACM1V`.
fn ticker(names: &Names<'_>, at: usize, code: &Mention) -> Option<(u32, u32)> {
    /// Most mentions between the two: exchanges with their codes.
    const BETWEEN: usize = 4;
    if code.source != Source::Rule(crate::name::TICKER) {
        return None;
    }
    let before = names.mentions.all().get(at.saturating_sub(BETWEEN)..at)?;
    let mut back = (at - before.len()..at).rev();
    let owner = back.find(|i| {
        let Some(mention) = names.mentions.all().get(*i) else { return false };
        let colon = names.document.token_bytes(mention.tokens.end as usize) == b":";
        let own = mention.source == Source::Rule(crate::name::TICKER);
        mention.mention_type == MentionType::Organization && !colon && !own
    })?;
    // `on the New York Stock Exchange (NYSE: ACM)`: that is the exchange.
    let is_exchange = |id: u32| {
        let between = (owner + 1..at).filter_map(|i| names.form_of(i));
        let same = |code: &Form<'_>, full: &Form<'_>| letters_in_order(names, code, full);
        let pair = |code: u32| names.form(code).zip(names.form(id));
        between.filter_map(pair).any(|(code, full)| code.is_acronym() && same(code, full))
    };
    if is_exchange(names.form_of(owner)?) {
        return None;
    }
    let end = names.mentions.all().get(owner)?.tokens.end;
    let gap = names.document.tokens.get(end as usize..code.tokens.start as usize)?;
    (gap.len() <= 8).then_some((names.form_of(at)?, names.form_of(owner)?))
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
