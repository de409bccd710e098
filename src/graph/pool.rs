//! Strings, and lists of them, that are kept once.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::model::Text;

/// All strings seen so far.
#[derive(Debug, Default)]
pub(super) struct Pool(FxHashSet<Text>);

impl Pool {
    /// The one copy of `text`.
    pub(super) fn get(&mut self, text: &str) -> Text {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let text: Text = Arc::from(text);
        self.0.insert(Arc::clone(&text));
        text
    }

    /// The one copy of a string that may be missing.
    pub(super) fn optional(&mut self, text: Option<&str>) -> Option<Text> {
        text.map(|t| self.get(t))
    }
}

/// All lists of strings seen so far.
#[derive(Debug, Default)]
pub(super) struct Lists(FxHashSet<Arc<[Text]>>);

impl Lists {
    /// The one copy of `list`.
    pub(super) fn get(&mut self, list: Vec<Text>) -> Arc<[Text]> {
        if let Some(known) = self.0.get(&*list) {
            return Arc::clone(known);
        }
        let list: Arc<[Text]> = Arc::from(list);
        self.0.insert(Arc::clone(&list));
        list
    }
}
