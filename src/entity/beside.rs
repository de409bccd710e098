//! The adjective of a country beside a name.

use crate::document::{Document, Gap, TokenRange};
use crate::gazetteer::{EntryType, Gazetteer};

/// So many words before or behind a name are looked at.
const REACH: usize = 4;

/// The country whose adjective describes the name at `tokens`: `the Norwegian lender Acme`, `Acme, a
/// Norwegian lender`; `None` where there is none. Costs a look-up for a capitalized word on each side.
pub(super) fn country<'g>(
    document: &Document<'_>,
    gazetteer: &'g Gazetteer,
    tokens: TokenRange,
) -> Option<&'g str> {
    before(document, gazetteer, tokens.start as usize)
        .or_else(|| behind(document, gazetteer, tokens.end as usize))
}

fn before<'g>(document: &Document<'_>, gazetteer: &'g Gazetteer, start: usize) -> Option<&'g str> {
    let at = (start.saturating_sub(REACH)..start).rev();
    for at in at {
        let joined = document.tokens.get(at + 1).is_some_and(|t| t.gap < Gap::Line);
        let token = document.tokens.get(at).filter(|_| joined)?;
        if token.is_capital() {
            return adjective(document, gazetteer, at);
        }
        if !token.is_lower() && document.token_bytes(at) != b"-" {
            return None;
        }
    }
    None
}

fn behind<'g>(document: &Document<'_>, gazetteer: &'g Gazetteer, end: usize) -> Option<&'g str> {
    let article = matches!(document.token_bytes(end + 1), b"a" | b"an" | b"the");
    if document.token_bytes(end) != b"," || !article {
        return None;
    }
    let near = end + 2..end + 2 + REACH;
    let mut near = near
        .take_while(|at| document.tokens.get(*at).is_some_and(|t| t.is_capital() || t.is_lower()));
    let at = near.find(|at| document.tokens.get(*at).is_some_and(|t| t.is_capital()))?;
    adjective(document, gazetteer, at)
}

fn adjective<'g>(document: &Document<'_>, gazetteer: &'g Gazetteer, at: usize) -> Option<&'g str> {
    let mut found = None;
    gazetteer.visit(document, at, false, |tokens, entry, sense| {
        if tokens.len() <= 2 && sense.entry_type == EntryType::Demonym && found.is_none() {
            let country = gazetteer.row(entry).map_or("", |row| row.country);
            found = Some(country).filter(|c| !c.is_empty());
        }
    });
    found
}
