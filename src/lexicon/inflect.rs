//! Regular English inflection; irregular forms stand in the data.

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `acquire`
    Base,
    /// `acquires`
    Third,
    /// `acquired` as past tense
    Past,
    /// `acquired` as participle
    Participle,
    /// `acquiring`
    Gerund,
}

/// The third person of a verb, or the plural of a noun.
pub(super) fn with_s(base: &str) -> String {
    if ["s", "x", "z", "ch", "sh"].iter().any(|e| base.ends_with(e))
        || base.ends_with('o') && base.len() <= 3
    {
        return format!("{base}es");
    }
    match base.strip_suffix('y') {
        Some(stem) if !ends_in_vowel(stem) => format!("{stem}ies"),
        _ => format!("{base}s"),
    }
}

/// The regular past tense and participle. `doubled` says that the last consonant is doubled.
pub(super) fn with_ed(base: &str, doubled: bool) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !ends_in_vowel(stem) => format!("{stem}ied"),
        _ if base.ends_with('e') => format!("{base}d"),
        _ => format!("{}ed", doubling(base, doubled)),
    }
}

/// The gerund.
pub(super) fn with_ing(base: &str, doubled: bool) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && !base.ends_with("oe") && base.len() > 2 => {
            stem.strip_suffix('i').map_or_else(|| format!("{stem}ing"), |s| format!("{s}ying"))
        }
        _ => format!("{}ing", doubling(base, doubled)),
    }
}

fn doubling(base: &str, doubled: bool) -> String {
    match base.chars().last() {
        Some(last) if doubled => format!("{base}{last}"),
        _ => base.to_owned(),
    }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms() {
        for (base, doubled, s, ed, ing) in [
            ("acquire", false, "acquires", "acquired", "acquiring"),
            ("buy", false, "buys", "buyed", "buying"),
            ("carry", false, "carries", "carried", "carrying"),
            ("merge", false, "merges", "merged", "merging"),
            ("cut", true, "cuts", "cutted", "cutting"),
            ("agree", false, "agrees", "agreed", "agreeing"),
            ("launch", false, "launches", "launched", "launching"),
            ("die", false, "dies", "died", "dying"),
        ] {
            assert_eq!(
                (with_s(base), with_ed(base, doubled), with_ing(base, doubled)),
                (s.into(), ed.into(), ing.into())
            );
        }
    }
}
