//! Whom a sentence names right behind its subject is not whom the subject stands for: in `It said Acme
//! would pay` and `The company bought Acme`, Acme is somebody else. Further on, news names again whom it
//! has spoken of: `It agreed to buy Acme, increasing Fiat's stake`.

use super::resolve::Walk;
use super::scene::reports_behind;
use crate::document::Shape;
use crate::lexicon::{Class, ClassSet};

/// Most names that are looked at.
const MOST: usize = 2;
/// Furthest token that is looked at.
const REACH: u32 = 6;

/// The root forms of the names behind a subject that ends before `end`, as far as it governs them.
///
/// Nothing is told where the subject stands in a clause that comes before its main clause (`When it
/// bought Beta, Acme …`), behind a sign that begins another clause, and of names that say who reports
/// all of it or what it is called.
pub(super) fn named_behind(
    walk: &Walk<'_, '_>,
    (start, end): (u32, u32),
    sentence: u32,
) -> Vec<u32> {
    let names = walk.names;
    let Some(sentence) = names.document.sentences.get(sentence as usize) else { return Vec::new() };
    if !is_main(walk, sentence.tokens.start, start) {
        return Vec::new();
    }
    let last = sentence.tokens.end.min(end.saturating_add(REACH));
    let all = names.mentions.all();
    let from = all.partition_point(|m| m.tokens.start < end);
    let behind = all.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.start < last);
    let mut roots = Vec::new();
    let mut at = end;
    for (index, mention) in behind.take(MOST) {
        if !governs(walk, at, mention.tokens.start) || reports_behind(names, mention.tokens) {
            break;
        }
        at = mention.tokens.end;
        roots.extend(names.form_of(index).map(|form| walk.root(form)));
    }
    roots
}

/// Before it stands no other clause of its sentence, or a verb of saying.
fn is_main(walk: &Walk<'_, '_>, begin: u32, start: u32) -> bool {
    const OTHER: ClassSet = ClassSet::of(&[Class::Finite, Class::Subordinator]);
    let names = walk.names;
    let class = |at: u32| names.lexicon.classes(names.document.word(at as usize));
    let Some(before) = start.checked_sub(1).filter(|at| *at >= begin) else { return true };
    let that = u32::from(names.document.token_bytes(before as usize) == b"that");
    class(before.saturating_sub(that)).has(Class::Say)
        || start - begin < 16 && !(begin..start).any(|at| class(at).meets(OTHER))
}

/// Between two tokens nothing begins a clause of its own, and no name is given.
fn governs(walk: &Walk<'_, '_>, from: u32, to: u32) -> bool {
    let names = walk.names;
    (from as usize..to as usize).all(|at| {
        let token = names.document.tokens.get(at);
        let word = names.document.word(at);
        if token.is_some_and(|t| t.shape.has(Shape::PUNCT)) {
            return matches!(names.document.token_bytes(at), b"<" | b"-" | b"'");
        }
        if names.lexicon.is(word, Class::Subordinator) && at > from as usize + 1 {
            return false;
        }
        // `It is Acme`, `It has been Acme since May`.
        let equal = at + 1 == to as usize && names.lexicon.is(word, Class::Be);
        !equal && !names.lists.name_giving.has(word)
    })
}
