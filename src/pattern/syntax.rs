//! The text of a pattern to its tree, with the place of every part.
//!
//! ```text
//! choice   = sequence ('|' sequence)*
//! sequence = step*
//! step     = prime '?'?
//! prime    = '!' prime | '(' choice ')' | '~'? '@' name | '~' word | '&' name | '#' name
//!          | '..' digit | '^' | '$' | '"' text '"'
//!          | '[' name (':' types)? ('~@' name)? ']' | '[' name '=' choice ']' | word
//! ```

use std::fmt;

/// Groups, phrases and captures may lie in one another this deep.
pub const MAX_DEPTH: usize = 64;

/// Gaps may be this wide.
const MAX_GAP: u8 = 9;

/// What is wrong with a pattern, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// First byte of the faulty part.
    pub at: usize,
    /// Its length in bytes, at least 1.
    pub len: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl PatternError {
    /// An error over `len` bytes from `at`.
    pub fn new(at: usize, len: usize, message: impl Into<String>) -> Self {
        Self { at, len: len.max(1), message: message.into(), hint: None }
    }

    /// The same with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.at + 1, self.message)
    }
}

/// A shape that a unit may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShapeName {
    /// Begins with a capital.
    Capital,
    /// A number.
    Number,
    /// Punctuation.
    Punctuation,
    /// A verb group, whichever verb.
    Verb,
}

/// One part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ast {
    /// `word`: a token, folded.
    Word(String),
    /// `"Word"`: tokens exactly as written.
    Exact(String),
    /// `~lemma`.
    Lemma(String),
    /// `@list`, `~@list`.
    List {
        /// Name of the list.
        name: String,
        /// `~`: in any inflection.
        inflected: bool,
    },
    /// `[role]`, `[role:type|type]`, `[type]`.
    Mention {
        /// Role or type.
        name: String,
        /// The types that narrow it.
        types: Vec<String>,
        /// The list of which the mention has a word in it.
        having: Option<String>,
    },
    /// `[role=words]`: the words under it are captured.
    Capture {
        /// The role.
        role: String,
        /// The alternatives.
        inner: Vec<Vec<Item>>,
    },
    /// `#cap`, `#num`, `#punct`.
    Shape(ShapeName),
    /// `( A | B )`.
    Group(Vec<Vec<Item>>),
    /// `..3`.
    Gap(u8),
    /// `X?`.
    Optional(Box<Item>),
    /// `!X`.
    Not(Box<Item>),
    /// `&name`.
    Phrase(String),
    /// `^`.
    Start,
    /// `$`.
    End,
}

/// A part with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// First byte in the pattern.
    pub at: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub ast: Ast,
}

/// Reads a pattern.
///
/// # Errors
/// The first fault of the text. Linear in its length.
pub fn parse(text: &str) -> Result<Vec<Item>, PatternError> {
    let mut parser = Parser { text, at: 0 };
    let mut choice = parser.choice(0)?;
    if parser.at < text.len() {
        return Err(PatternError::new(parser.at, 1, "there is no bracket to close here"));
    }
    if choice.len() == 1 {
        return Ok(choice.remove(0));
    }
    Ok(vec![Item { at: 0, end: text.len(), ast: Ast::Group(choice) }])
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn blanks(&mut self) {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace()) {
            self.at += c.len_utf8();
        }
    }

    fn choice(&mut self, depth: usize) -> Result<Vec<Vec<Item>>, PatternError> {
        if depth > MAX_DEPTH {
            return Err(PatternError::new(self.at, 1, "brackets lie too deep in one another")
                .hint(format!("at most {MAX_DEPTH} levels")));
        }
        let mut all = Vec::new();
        loop {
            let at = self.at;
            let sequence = self.sequence(depth)?;
            if sequence.is_empty() {
                return Err(PatternError::new(at, 1, "nothing stands here")
                    .hint("write X? for something that may be absent"));
            }
            all.push(sequence);
            if !self.eat('|') {
                return Ok(all);
            }
        }
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Item>, PatternError> {
        let mut items = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                None | Some('|' | ')' | ']') => return Ok(items),
                _ => items.push(self.step(depth)?),
            }
        }
    }

    fn step(&mut self, depth: usize) -> Result<Item, PatternError> {
        let item = self.prime(depth)?;
        let at = self.at;
        if !self.eat('?') {
            return Ok(item);
        }
        if matches!(item.ast, Ast::Gap(_) | Ast::Start | Ast::End) {
            return Err(PatternError::new(at, 1, "`?` has no meaning after a gap, `^` or `$`"));
        }
        Ok(Item { at: item.at, end: self.at, ast: Ast::Optional(Box::new(item)) })
    }

    fn prime(&mut self, depth: usize) -> Result<Item, PatternError> {
        let at = self.at;
        let ast = match self.peek() {
            Some('(') => self.group(depth)?,
            Some('[') => self.bracket(depth)?,
            Some('"') => self.exact()?,
            Some('!') => {
                self.at += 1;
                if depth >= MAX_DEPTH {
                    return Err(PatternError::new(at, 1, "brackets lie too deep in one another"));
                }
                Ast::Not(Box::new(self.prime(depth + 1)?))
            }
            Some('~') => {
                self.at += 1;
                if self.eat('@') {
                    Ast::List { name: self.name("a list")?, inflected: true }
                } else {
                    let lemma = self.word();
                    if lemma.is_empty() {
                        return Err(PatternError::new(at, 1, "`~` wants a word")
                            .hint("write ~own or ~@list"));
                    }
                    self.lower(at, &lemma)?;
                    Ast::Lemma(lemma)
                }
            }
            Some('@') => {
                self.at += 1;
                Ast::List { name: self.name("a list")?, inflected: false }
            }
            Some('&') => {
                self.at += 1;
                Ast::Phrase(self.name("a phrase")?)
            }
            Some('#') => self.shape()?,
            Some('^') => {
                self.at += 1;
                Ast::Start
            }
            Some('$') => {
                self.at += 1;
                Ast::End
            }
            Some('?') => {
                return Err(PatternError::new(at, 1, "`?` follows what may be absent")
                    .hint("write X? without a space"));
            }
            Some('*' | '+') => {
                return Err(PatternError::new(at, 1, "there is no repetition")
                    .hint("write a gap with its width: ..3"));
            }
            _ if self.rest().starts_with("..") && !self.rest().starts_with("...") => self.gap()?,
            _ => self.bare(at)?,
        };
        Ok(Item { at, end: self.at, ast })
    }

    fn group(&mut self, depth: usize) -> Result<Ast, PatternError> {
        let at = self.at;
        self.at += 1;
        let choice = self.choice(depth + 1)?;
        self.close(at, ')')?;
        Ok(Ast::Group(choice))
    }

    fn close(&mut self, opened: usize, with: char) -> Result<(), PatternError> {
        if self.eat(with) {
            return Ok(());
        }
        Err(PatternError::new(opened, 1, format!("this bracket is never closed by `{with}`")))
    }

    fn bracket(&mut self, depth: usize) -> Result<Ast, PatternError> {
        let at = self.at;
        self.at += 1;
        let name = self.name("a role or a type")?;
        if self.eat('=') {
            let inner = self.choice(depth + 1)?;
            self.close(at, ']')?;
            return Ok(Ast::Capture { role: name, inner });
        }
        let mut types = Vec::new();
        if self.eat(':') {
            types.push(self.name("a type")?);
            while self.eat('|') {
                types.push(self.name("a type")?);
            }
        }
        let having = if self.rest().starts_with("~@") {
            self.at += 2;
            Some(self.name("a list")?)
        } else {
            None
        };
        self.close(at, ']')?;
        Ok(Ast::Mention { name, types, having })
    }

    fn name(&mut self, what: &str) -> Result<String, PatternError> {
        let at = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
            self.at += 1;
        }
        let name = self.text.get(at..self.at).unwrap_or("");
        if name.is_empty() {
            let message = format!("the name of {what} is missing");
            return Err(PatternError::new(at, 1, message)
                .hint("names are made of small letters, digits and _"));
        }
        self.lower(at, name).map_err(|e| {
            e.hint(format!("names are written small: {}", name.to_ascii_lowercase()))
        })?;
        Ok(name.to_owned())
    }

    fn lower(&self, at: usize, word: &str) -> Result<(), PatternError> {
        if !word.chars().any(char::is_uppercase) {
            return Ok(());
        }
        let message = format!("`{word}` has a capital");
        Err(PatternError::new(at, word.len(), message).hint(format!(
            "write [organization] for a mention, \"{word}\" for the word as it stands, {} for it in any case",
            word.to_lowercase()
        )))
    }

    fn word(&mut self) -> String {
        let start = self.at;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || "()|?![]~@&#^$\"*+".contains(c) {
                break;
            }
            self.at += c.len_utf8();
        }
        self.text.get(start..self.at).unwrap_or("").to_owned()
    }

    fn bare(&mut self, at: usize) -> Result<Ast, PatternError> {
        let word = self.word();
        if word.is_empty() {
            let found = self.peek().unwrap_or(' ');
            let message = format!("`{found}` has no meaning here");
            return Err(PatternError::new(at, found.len_utf8(), message));
        }
        self.lower(at, &word)?;
        Ok(Ast::Word(word))
    }

    fn exact(&mut self) -> Result<Ast, PatternError> {
        let at = self.at;
        self.at += 1;
        let inner = self.rest().split('"').next().unwrap_or("").to_owned();
        self.at += inner.len();
        self.close(at, '"')?;
        if inner.trim().is_empty() {
            return Err(PatternError::new(at, self.at - at, "there is no word in the quotes"));
        }
        Ok(Ast::Exact(inner))
    }

    fn shape(&mut self) -> Result<Ast, PatternError> {
        let at = self.at;
        self.at += 1;
        let name = self.name("a shape")?;
        match name.as_str() {
            "cap" => Ok(Ast::Shape(ShapeName::Capital)),
            "num" => Ok(Ast::Shape(ShapeName::Number)),
            "punct" => Ok(Ast::Shape(ShapeName::Punctuation)),
            "verb" => Ok(Ast::Shape(ShapeName::Verb)),
            _ => Err(PatternError::new(at, self.at - at, format!("no shape is named `{name}`"))
                .hint("the shapes are #cap, #num, #punct and #verb")),
        }
    }

    fn gap(&mut self) -> Result<Ast, PatternError> {
        let at = self.at;
        self.at += 2;
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        match self.text.get(start..self.at).and_then(|d| d.parse::<u8>().ok()) {
            Some(n) if (1..=MAX_GAP).contains(&n) => Ok(Ast::Gap(n)),
            _ => Err(PatternError::new(at, self.at - at, "a gap says how wide it may be")
                .hint(format!("..1 to ..{MAX_GAP}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let text = "^ [owner] ~@hold ..3 (a | an)? [share]? !@stake \"US\" [via:person|place~@x] &x [k=a b] 's #num ~own $";
        let items = parse(text).unwrap();
        assert_eq!(items.len(), 15);
        for (i, written) in [(1, "[owner]"), (4, "(a | an)?"), (6, "!@stake"), (10, "[k=a b]")] {
            assert_eq!(&text[items[i].at..items[i].end], written);
        }
    }

    #[test]
    fn faults_name_their_place() {
        for (pattern, at, says) in [
            ("[owner] ORG", 8, "capital"),
            ("a ( b", 2, "never closed"),
            ("a ) b", 2, "no bracket"),
            ("[Owner]", 1, "capital"),
            ("a ..", 2, "gap"),
            ("a ..99", 2, "gap"),
            ("a | ", 3, "nothing"),
            ("", 0, "nothing"),
            ("a *", 2, "repetition"),
            ("a ?", 2, "may be absent"),
            ("a #x", 2, "no shape"),
            ("a \"b", 2, "never closed"),
            ("~", 0, "wants a word"),
            ("@", 1, "missing"),
        ] {
            let error = parse(pattern).unwrap_err();
            assert_eq!(error.at, at, "{pattern}: {error}");
            assert!(error.message.contains(says), "{pattern}: {error}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        for open in ["(", "!", "[a="] {
            let deep = open.repeat(100_000);
            assert!(parse(&deep).unwrap_err().message.contains("too deep"));
        }
    }
}
