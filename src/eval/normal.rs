//! The form in which two spellings of a name are held against each other.

use unicode_normalization::UnicodeNormalization;

/// Small letters, no article in front, no `'s` behind, one blank for every run of other signs than
/// letters, digits, `_ & / + -`.
pub fn normal_name(name: &str) -> String {
    let small = name.nfkc().flat_map(char::to_lowercase);
    let folded: String = small.map(|c| if c == '’' { '\'' } else { c }).collect();
    let mut rest = folded.trim();
    for article in ["the", "a", "an"] {
        if let Some(after) =
            rest.strip_prefix(article).filter(|r| r.starts_with(char::is_whitespace))
        {
            rest = after.trim_start();
            break;
        }
    }
    let rest = rest.strip_suffix("'s").unwrap_or(rest);
    let mut normal = String::with_capacity(rest.len());
    for c in rest.chars() {
        if c.is_alphanumeric() || "_&/+-".contains(c) {
            normal.push(c);
        } else if !normal.ends_with(' ') {
            normal.push(' ');
        }
    }
    normal.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::normal_name;

    #[test]
    fn spellings_meet() {
        let pairs = [
            ("The Beta Co., Ltd.", "beta co ltd"),
            ("Acme’s", "acme"),
            ("1,947", "1 947"),
            ("AT&T", "at&t"),
        ];
        for (a, b) in pairs {
            assert_eq!(normal_name(a), normal_name(b));
        }
        assert_ne!(normal_name("Theta"), normal_name("ta"));
    }
}
