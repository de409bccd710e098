//! Gold in columns, one token a line with its tag last; a blank line ends a sentence.

use super::super::gold::{GoldDocument, GoldError, GoldMention, our_type};
use super::scope;

/// Lines looked at to know the format.
const LOOKED_AT: usize = 200;

/// True when every filled line ends in a tag.
pub(super) fn is_columns(text: &str) -> bool {
    let lines = text.lines().filter(|l| !l.trim().is_empty() && !is_remark(l));
    let mut seen = 0;
    for line in lines.take(LOOKED_AT) {
        if !columns(line).is_some_and(|(_, tag)| is_tag(tag)) {
            return false;
        }
        seen += 1;
    }
    seen > 0
}

fn is_remark(line: &str) -> bool {
    line.starts_with("# ") || line.starts_with("#\t") && line.contains('=')
}

/// First and last column.
fn columns(line: &str) -> Option<(&str, &str)> {
    let split = |c: char| c == '\t' || c == ' ';
    let mut all = line.trim_end().split(split).filter(|c| !c.is_empty());
    let token = all.next()?;
    Some((token, all.next_back()?))
}

fn is_tag(tag: &str) -> bool {
    let mark = |c: char| "BIESLUM".contains(c);
    tag == "O"
        || tag.split_once('-').is_some_and(|(m, kind)| {
            m.chars().count() == 1 && m.starts_with(mark) && !kind.is_empty()
        })
}

/// The documents of a file: `-DOCSTART-` begins one.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<GoldDocument>, GoldError> {
    let mut documents = Vec::new();
    let mut draft = Draft::default();
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut close = |draft: &mut Draft| {
        let draft = std::mem::take(draft);
        if !draft.text.is_empty() {
            let number = documents.len() + 1;
            documents.push(draft.finish(format!("{file}#{number}")));
        }
    };
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            draft.end_sentence();
        } else if line.starts_with("-DOCSTART-") {
            close(&mut draft);
        } else if !is_remark(line) {
            let (token, tag) = columns(line).filter(|(_, tag)| is_tag(tag)).ok_or_else(|| {
                GoldError { line: number + 1, fault: format!("`{line}` does not end in a tag") }
            })?;
            draft.token(token, tag);
        }
    }
    close(&mut draft);
    scope(&mut documents);
    Ok(documents)
}

/// A document while it is read. Offsets are code points.
#[derive(Default)]
struct Draft {
    text: String,
    length: usize,
    mentions: Vec<GoldMention>,
    /// The last token was in the last mention.
    open: bool,
    begins: bool,
    tight: bool,
}

impl Draft {
    fn token(&mut self, token: &str, tag: &str) {
        let closes = token.starts_with('\'') || ",.;:!?)]}%".contains(token) || token == "n't";
        let blank = !self.begins && !self.tight && !closes;
        if !self.text.is_empty() && blank {
            self.push(" ");
        }
        let start = self.length;
        self.push(token);
        (self.begins, self.tight) = (false, "([{$£€".contains(token));
        let Some((mark, kind)) = tag.split_once('-') else {
            self.open = false;
            return;
        };
        let kind = our_type(kind);
        let end = self.length;
        let goes_on = self.open && matches!(mark, "I" | "M" | "E" | "L");
        match self.mentions.last_mut().filter(|m| goes_on && m.mention_type == kind) {
            Some(mention) => mention.end = end,
            None => {
                let mention =
                    GoldMention { start, end, mention_type: kind, ..GoldMention::default() };
                self.mentions.push(mention);
            }
        }
        self.open = !matches!(mark, "E" | "L" | "S" | "U");
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    fn end_sentence(&mut self) {
        if !self.text.is_empty() && !self.begins {
            self.push("\n");
            self.begins = true;
        }
        self.open = false;
    }

    fn finish(self, id: String) -> GoldDocument {
        let (text, mentions) = (Some(self.text), Some(self.mentions));
        GoldDocument { id, text, mentions, ..GoldDocument::default() }
    }
}
