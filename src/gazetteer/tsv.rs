//! Name lists as TSV: header line, then one row an entry.

use std::collections::BTreeMap;

use super::entry::{Entry, EntryType, Marks};

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: String,
}

/// All rows of a list that can be read, and the faults of the others.
///
/// The header names the columns `name type kind country ids rank mark aliases`, in any order;
/// `name` alone is required (`type` then is `organization`), others may be missing, and lines that
/// begin with `#` are skipped. Linear in the text.
pub fn parse(text: &str) -> (Vec<Entry>, Vec<RowFault>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    let Some((at, header)) = lines.next() else { return (entries, faults) };
    let separator = if header.contains('\t') { '\t' } else { ',' };
    let columns: Vec<&str> = header.split(separator).map(str::trim).collect();
    if !columns.contains(&"name") {
        faults.push(RowFault {
            line: at + 1,
            fault: "the first line names no column `name`".to_owned(),
        });
        return (entries, faults);
    }
    for (at, line) in lines {
        let row: BTreeMap<&str, &str> =
            columns.iter().copied().zip(line.split(separator).map(str::trim)).collect();
        match entry(&row) {
            Ok(entry) => entries.push(entry),
            Err(fault) => faults.push(RowFault { line: at + 1, fault }),
        }
    }
    (entries, faults)
}

fn entry(row: &BTreeMap<&str, &str>) -> Result<Entry, String> {
    let field = |name: &str| row.get(name).copied().unwrap_or("");
    let name = field("name");
    if name.is_empty() {
        return Err("the name is empty".to_owned());
    }
    let entry_type = match field("type") {
        "" => EntryType::Organization,
        written => {
            EntryType::of_name(written).ok_or_else(|| format!("`{written}` is no type of name"))?
        }
    };
    let rank = match field("rank") {
        "" => 1,
        written => written.parse::<u8>().map_err(|_| format!("`{written}` is no rank"))?,
    };
    let mut marks = Marks::default();
    for mark in field("mark").split(',').map(str::trim).filter(|m| !m.is_empty()) {
        marks.0 |= Marks::of_name(mark).ok_or_else(|| format!("`{mark}` is no mark"))?;
    }
    Ok(Entry {
        name: name.to_owned(),
        entry_type,
        kind: field("kind").to_owned(),
        country: field("country").to_owned(),
        ids: ids(row),
        rank,
        marks,
        aliases: field("aliases")
            .split('|')
            .map(str::trim)
            .filter(|a| !a.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

/// `ids` (`wikidata=Q1;lei=…`) and the columns `id`, `wikidata`, `lei`, `ticker`.
fn ids(row: &BTreeMap<&str, &str>) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for pair in row.get("ids").copied().unwrap_or("").split(';') {
        if let Some((key, value)) = pair.split_once('=') {
            ids.insert(key.trim().to_owned(), value.trim().to_owned());
        }
    }
    for key in ["id", "wikidata", "lei", "ticker"] {
        if let Some(value) = row.get(key).filter(|v| !v.is_empty()) {
            ids.insert(key.to_owned(), (*value).to_owned());
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_and_its_faults() {
        let (entries, faults) = parse(
            "name\ttype\tids\trank\tmark\taliases\nAcme\torganization\tlei=5;ticker=A\t2\tword\tAcme Inc.|ACM\n\nx\tfish\t\t\t\t\n",
        );
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].aliases, ["Acme Inc.", "ACM"]);
        assert_eq!(entries[0].ids["lei"], "5");
        assert!(entries[0].marks.has(Marks::WORD));
        assert_eq!(faults, [RowFault { line: 4, fault: "`fish` is no type of name".to_owned() }]);
    }

    #[test]
    fn names_alone_are_enough() {
        let (entries, faults) = parse("name\nAcme\n");
        assert_eq!((entries.len(), faults.len()), (1, 0));
        assert_eq!((entries[0].entry_type, entries[0].rank), (EntryType::Organization, 1));
    }
}
