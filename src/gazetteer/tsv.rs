//! Name lists as TSV or CSV: header line, then one row an entry.

use std::borrow::Cow;
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
/// `name` alone is required (`type` then is `organization`), others may be missing. Any further
/// column counts as an identifier under its own name. Lines that begin with `#` are skipped. A
/// header with a tab makes it TSV; else it is CSV, whose fields may stand in quotation marks (RFC
/// 4180, but for line breaks inside of fields). Linear in the text.
pub fn parse(text: &str) -> (Vec<Entry>, Vec<RowFault>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    let Some((at, header)) = lines.next() else { return (entries, faults) };
    let separator = if header.contains('\t') { '\t' } else { ',' };
    let columns = fields(header, separator);
    if !columns.iter().any(|c| c == "name") {
        faults.push(RowFault {
            line: at + 1,
            fault: "the first line names no column `name`".to_owned(),
        });
        return (entries, faults);
    }
    for (at, line) in lines {
        let values = fields(line, separator);
        let row: Columns<'_> = columns.iter().map(AsRef::as_ref).zip(&values).collect();
        match entry(&row) {
            Ok(entry) => entries.push(entry),
            Err(fault) => faults.push(RowFault { line: at + 1, fault }),
        }
    }
    (entries, faults)
}

/// A row by the names of its columns.
type Columns<'r> = BTreeMap<&'r str, &'r Cow<'r, str>>;

/// The fields of a line, without the blanks around them.
fn fields(line: &str, separator: char) -> Vec<Cow<'_, str>> {
    if separator == '\t' || !line.contains('"') {
        return line.split(separator).map(|field| Cow::Borrowed(field.trim())).collect();
    }
    let (mut all, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if quoted || field.trim().is_empty() => quoted = !quoted,
            c if c == separator && !quoted => {
                all.push(Cow::Owned(field.trim().to_owned()));
                field.clear();
            }
            c => field.push(c),
        }
    }
    all.push(Cow::Owned(field.trim().to_owned()));
    all
}

fn entry(row: &Columns<'_>) -> Result<Entry, String> {
    let field = |name: &str| row.get(name).map_or("", |value| value.as_ref());
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

/// Columns that are no identifiers.
const KNOWN: [&str; 8] = ["name", "type", "kind", "country", "ids", "rank", "mark", "aliases"];

/// `ids` (`wikidata=Q1;lei=…`), and every column besides the known ones.
fn ids(row: &Columns<'_>) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for pair in row.get("ids").map_or("", |value| value.as_ref()).split(';') {
        if let Some((key, value)) = pair.split_once('=') {
            ids.insert(key.trim().to_owned(), value.trim().to_owned());
        }
    }
    let further = row.iter().filter(|(key, value)| !KNOWN.contains(*key) && !value.is_empty());
    for (key, value) in further {
        ids.insert((*key).to_owned(), value.to_string());
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
    fn further_columns_and_quoted_fields() {
        let (entries, faults) = parse(
            "name,aliases,lei,sector\n\"Öltek, Sons & Co.\",Öltek|\"\"\"Öl\"\"\",5,\"oil, gas\"\nBronn Inc,,,\n",
        );
        assert_eq!(faults, []);
        assert_eq!(entries[0].name, "Öltek, Sons & Co.");
        assert_eq!(entries[0].ids["lei"], "5");
        assert_eq!(entries[0].ids["sector"], "oil, gas");
        assert!(entries[1].ids.is_empty());
    }

    #[test]
    fn names_alone_are_enough() {
        let (entries, faults) = parse("name\nAcme\n");
        assert_eq!((entries.len(), faults.len()), (1, 0));
        assert_eq!((entries[0].entry_type, entries[0].rank), (EntryType::Organization, 1));
    }
}
