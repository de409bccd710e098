//! What merging knows of names: data, from rules/merge.toml and the lists of names.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// Lists of words.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    pub(super) identifiers: FxHashSet<String>,
    pub(super) countries: FxHashSet<String>,
    pub(super) general: FxHashSet<String>,
    pub(super) shared: FxHashSet<String>,
    pub(super) parts: FxHashSet<String>,
    pub(super) common_surnames: FxHashSet<String>,
    /// Legal form, without periods, to the one that stands for it.
    pub(super) forms: FxHashMap<String, String>,
    pub(super) honorifics: FxHashSet<String>,
}

#[derive(Deserialize)]
struct File {
    identifiers: Vec<String>,
    countries: Vec<String>,
    same_form: Vec<Vec<String>>,
    general: Vec<String>,
    shared: Vec<String>,
    parts: Vec<String>,
    common_surnames: Vec<String>,
}

#[derive(Deserialize)]
struct Lists {
    list: BTreeMap<String, Vec<String>>,
}

impl Knowledge {
    /// What comes with stakeout.
    ///
    /// # Errors
    /// Never, for the files that are built in: a test reads them.
    pub fn shipped() -> Result<Self, String> {
        let file: File = toml::from_str(include_str!("../../rules/merge.toml"))
            .map_err(|e| format!("rules/merge.toml: {e}"))?;
        let lists: Lists = toml::from_str(include_str!("../../rules/lexicons/names.toml"))
            .map_err(|e| format!("rules/lexicons/names.toml: {e}"))?;
        let list = |name: &str| lists.list.get(name).cloned().unwrap_or_default();
        let plain = |form: &str| form.replace('.', "");
        let mut forms: FxHashMap<String, String> = FxHashMap::default();
        for form in list("legal_form").iter().flat_map(|f| f.split(' ')) {
            forms.insert(plain(form), plain(form));
        }
        for group in &file.same_form {
            for form in group {
                forms.insert(form.clone(), group.first().unwrap_or(form).clone());
            }
        }
        let honorifics = ["honorific", "rank"].map(list).concat();
        Ok(Self {
            identifiers: file.identifiers.into_iter().collect(),
            countries: file.countries.into_iter().collect(),
            general: file.general.into_iter().collect(),
            shared: file.shared.into_iter().collect(),
            parts: file.parts.into_iter().collect(),
            common_surnames: file.common_surnames.into_iter().collect(),
            forms,
            honorifics: honorifics.iter().map(|h| plain(h)).collect(),
        })
    }
}
