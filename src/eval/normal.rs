//! The form in which two spellings of a name are held against each other.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Small letters, no article in front, no `'s` behind, one blank for every run of other signs than
/// letters, digits, `_ & / + -`.
pub fn normal_name(name: &str) -> String {
    let composed: String = name.nfkc().collect();
    let mut folded = String::with_capacity(composed.len());
    for c in composed.chars() {
        match c {
            '’' => folded.push('\''),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            // In full case folding a capital I with a dot is an i with a dot above.
            c => folded.extend(c.to_lowercase()),
        }
    }
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

/// The words of a value of any kind in their normal form. Of an object its keys count as words, so
/// that `{"kind":"raises"}` holds *raises*.
pub(super) fn words_of(value: &Value) -> Vec<String> {
    let mut text = String::new();
    spell(value, &mut text);
    let normal = normal_name(&text);
    normal.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn spell(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("none"),
        Value::String(text) => out.push_str(text),
        Value::Array(all) => all.iter().for_each(|v| {
            out.push_str(" ,");
            spell(v, out);
        }),
        Value::Object(all) => all.iter().for_each(|(k, v)| {
            out.push_str(" ,");
            out.push_str(k);
            out.push_str(": ");
            spell(v, out);
        }),
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet() {
        let pairs = [
            ("The Beta Co., Ltd.", "beta co ltd"),
            ("Acme’s", "acme"),
            ("1,947", "1 947"),
            ("AT&T", "at&t"),
            ("Groß AG", "GROSS AG"),
        ];
        for (a, b) in pairs {
            assert_eq!(normal_name(a), normal_name(b));
        }
        assert_ne!(normal_name("Theta"), normal_name("ta"));
    }

    #[test]
    fn objects_give_their_words() {
        let value = serde_json::json!({"kind": "raises", "from": null, "to": 5.5});
        let mut words = words_of(&value);
        words.sort();
        assert_eq!(words, ["5", "5", "from", "kind", "none", "raises", "to"]);
    }
}
