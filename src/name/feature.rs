//! The numbering of evidence: each named piece of evidence has one number, and each number a
//! weight for every type in `rules/names/weights.toml`.
//!
//! Three families: a trait at a place of the candidate (`last legal_form`), a listed name with just
//! these words (`list organization 1 plain many`), and a sign of the candidate as a whole
//! (`full_name`).

use super::traits::MOST;

/// Where in or around a candidate a trait stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Position {
    /// The only word.
    Sole,
    /// The first word of several.
    First,
    /// The last word of several.
    Last,
    /// Any word between.
    Middle,
    /// The word before an inner `of` or `for`.
    Head,
    /// The word before the candidate.
    Before,
    /// The word before that.
    Before2,
    /// The word after the candidate.
    After,
    /// The word after that.
    After2,
    /// A word that no candidate takes.
    Skip,
}

/// Names of [`Position`], in order.
const POSITIONS: [&str; 10] =
    ["sole", "first", "last", "middle", "head", "before", "before2", "after", "after2", "skip"];

/// The number of a trait at a position.
pub(super) fn at(position: Position, t: u16) -> u16 {
    position as u16 * MOST as u16 + t
}

const LIST_BASE: u16 = (POSITIONS.len() * MOST) as u16;
const LIST_TYPES: [&str; 5] = ["organization", "person", "place", "product", "demonym"];
const LIST_RANKS: [&str; 4] = ["1", "2", "3", "other_case"];
const LIST_MARKS: [&str; 3] = ["plain", "word", "ambiguous"];
const LIST_SIZES: [&str; 2] = ["one", "many"];

/// The number of a listed name: its type, rank (0 to 3), marks (0 to 2), and whether it has
/// several words.
pub(super) fn list(entry_type: u16, rank: u16, marks: u16, many: bool) -> u16 {
    LIST_BASE + ((entry_type * 4 + rank) * 3 + marks) * 2 + u16::from(many)
}

/// The place of a listed name among all of them; under 128.
pub(super) fn list_offset(number: u16) -> u16 {
    number - LIST_BASE
}

const SIGN_BASE: u16 = LIST_BASE + 5 * 4 * 3 * 2;

macro_rules! signs {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What a candidate shows as a whole.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u16)]
        pub(super) enum Sign { $($(#[$doc])* $variant),* }

        const SIGNS: &[&str] = &[$($name),*];
    };
}

signs! {
    Any = "any",
    One = "length 1",
    Two = "length 2",
    Three = "length 3",
    Four = "length 4",
    Many = "length 5 up",
    /// Given name and surname, both listed, nothing else but initials and particles.
    FullName = "full_name",
    /// A common given name and an unlisted word.
    GivenUnknown = "given_and_unknown",
    /// A rare given name and an unlisted word.
    RareGivenUnknown = "rare_given_and_unknown",
    /// An unlisted word and a surname.
    UnknownSurname = "unknown_and_surname",
    /// Initials and a word.
    Initials = "initials_and_word",
    /// An initial between two words.
    MiddleInitial = "middle_initial",
    /// A surname that stands first in its language, and one or two further words.
    FamilyFirst = "family_name_first",
    /// A particle inside.
    Particle = "particle_inside",
    /// No list knows any of its words.
    AllUnknown = "all_unknown",
    /// All its words are common words.
    AllWords = "all_words",
    /// All its words are names of persons.
    AllPersonal = "all_personal",
    Of = "with of",
    For = "with for",
    And = "with and",
    /// Two words or more stand on both sides of a sole `and`: two names rather than one.
    AndLong = "and between several words",
    /// `and` without any head of a name.
    AndBare = "and without head",
    /// `and` with the tail of a firm behind it: `X and Co`, `X & Sons`.
    AndFirm = "and before firm's tail",
    /// Several words stand on both sides, those behind it common ones that end in a legal form.
    AndPlain = "and before common words with a legal form",
    /// The article has the two words around an `and` nowhere apart, and more than once together.
    AndTogether = "and always between the same",
    /// `A and B` stands behind no preposition, and a verb in the singular follows.
    AndSingular = "and with singular verb",
    /// A list knows the whole as the name of an organization: `Procter and Gamble`.
    AndListed = "and in a listed name",
    /// Nothing but legal forms.
    LegalOnly = "legal form alone",
    Ampersand = "with ampersand",
    Hyphen = "with hyphen",
    Slash = "with slash",
    Digits = "with digits",
    Possessive = "with possessive",
    EndsPossessive = "ends in possessive",
    Comma = "with comma",
    CommaLegal = "comma before legal form",
    OtherJoint = "with other joint",
    /// That joint is a preposition of place (`in`, `at`, `on`).
    InJoint = "with in or at",
    /// What follows the first `of` is a listed place.
    OfPlace = "of place",
    /// An organization's head stands before `of` or `for`.
    HeadOf = "organization head before of",
    /// Begins with a demonym or place and ends in an organization's head.
    PlaceAndHead = "place or demonym then organization head",
    /// A place or demonym, and a listed organization by itself: `U.S. Treasury Department`.
    PlaceAndListed = "place before a listed organization",
    /// Begins with a listed place and goes on.
    BeginsPlace = "begins with place",
    /// A title (`President`, `CEO`) stands in it.
    TitleFirst = "first is title",
    /// Begins a sentence and is a common word.
    OpensWord = "opens as common word",
    /// Begins a sentence, and the article writes it small elsewhere.
    OpensSmall = "opens and seen small",
    /// Begins a sentence, and is not seen elsewhere.
    OpensAlone = "opens and not seen elsewhere",
    /// Begins a sentence, and a list knows it as a name of that kind.
    OpensListed = "opens and listed",
    /// The same, and the list says that it is also a word.
    OpensListedWord = "opens and listed as word too",
    /// A legal form stands inside, and none follows.
    LegalInside = "legal form inside",
    /// Some of its words are in capitals, and some are not.
    MixedCase = "mixed case",
    /// Names between commas, the last after an ampersand.
    CommaAmpersand = "commas and ampersand",
    /// Its first word stands in it once more, as where a heading runs into a text.
    Repeats = "first word again",
    /// A title stands inside, behind the first word.
    TitleInside = "title inside",
    /// The sentence is a headline in title case.
    TitleCase = "title_case",
    /// The sentence is in capitals.
    AllCaps = "all in capitals",
    /// Between quotation marks, these words alone.
    Quoted = "in quotes",
    /// Between brackets, these words alone.
    Bracketed = "in brackets",
    /// The code of a share behind its exchange, or with digits: `(HEL: POH1S)`, `(KCR1V)`.
    Ticker = "ticker",
    /// Its letters begin the words before the bracket.
    AcronymBefore = "acronym of the words before",
    /// The same of small words: `mergers and acquisitions (M&A)`.
    AcronymSmall = "acronym of small words before",
    /// Capitals alone, up to 2, 3, 4, more letters.
    Caps2 = "capitals 2",
    Caps3 = "capitals 3",
    Caps4 = "capitals 4",
    Caps5 = "capitals 5 up",
    /// A comma and a listed place follow.
    CommaPlace = "comma and place follow",
    /// The article says what it is (`X is a village`, `X was one of the firms`).
    IsOrganization = "is an organization",
    IsPerson = "is a person",
    IsPlace = "is a place",
    /// The same behind a comma (`X, a village in Y`).
    CommaOrganization = "comma and organization noun",
    CommaPerson = "comma and person noun",
    CommaPlaceNoun = "comma and place noun",
    /// A listed place and a comma stand before.
    PlaceComma = "place and comma before",
    /// A capitalised word of the chunk stands right before, and is no title.
    CapitalBefore = "capital before",
    /// A capitalised word of the chunk stands right after.
    CapitalAfter = "capital after",
    /// The same of a name that ends in a legal form: such names begin where the capitals begin.
    LegalCut = "capital before and legal form at the end",
    /// That word is in capitals and the word here is not, or the other way round.
    OtherCaseBefore = "other case before",
    OtherCaseAfter = "other case after",
    /// A joint and a capitalised word stand before (`of X`).
    OfBefore = "capital and of before",
    AndBefore = "capital and and before",
    HyphenBefore = "hyphen or slash before",
    /// A joint and a capitalised word follow.
    OfAfter = "of and capital after",
    AndAfter = "and and capital after",
    HyphenAfter = "hyphen or slash after",
    /// A longer listed name holds it.
    InsideList = "inside a listed name",
    /// A listed name begins in it and ends outside, or the other way round.
    CutsList = "cuts a listed name",
    /// A listed name of several words lies in it.
    HoldsList = "holds a listed name",
    /// Shares words with a date, number, percent or amount.
    OverValue = "over a value",
    /// The grammar of titles takes it for one.
    Title = "title",
    /// Stands first in its article.
    Dateline = "dateline",
    /// The other places of the article where the same words stand are read so.
    SameOrganization = "elsewhere organization",
    SamePerson = "elsewhere person",
    SamePlace = "elsewhere place",
    SameOther = "elsewhere other",
    SameNone = "elsewhere no name",
    /// What they are read as elsewhere, all in all: by a little, by far.
    MostOrganization = "mostly organization",
    MostPerson = "mostly person",
    MostPlace = "mostly place",
    MostOther = "mostly other",
    MostNone = "mostly no name",
    FarOrganization = "by far organization",
    FarPerson = "by far person",
    FarPlace = "by far place",
    FarOther = "by far other",
    FarNone = "by far no name",
    /// A neighbour in a list (`X and Y`, `X, Y`) is read so.
    BesideOrganization = "beside organization",
    BesidePerson = "beside person",
    BesidePlace = "beside place",
    BesideOther = "beside other",
    LastOfPerson = "last word of a person",
    FirstOfPerson = "first word of a person",
    FirstOfOrganization = "first words of an organization",
    /// The same of several words, or of a word that is no common one, of a name that ends in a legal form.
    FirstOfFirm = "first words of a firm",
    /// The same of a word that is no place, no demonym and no common word.
    ShortOfOrganization = "first unusual word of an organization",
    PartOfOrganization = "word of an organization",
    PartOfPlace = "word of a place",
    AcronymOf = "acronym of an organization",
    User = "own list",
}

/// The number of a sign.
pub(super) fn sign(sign: Sign) -> u16 {
    SIGN_BASE + sign as u16
}

/// How many numbers there are.
pub(super) const COUNT: usize = SIGN_BASE as usize + SIGNS.len();

/// The name of a piece of evidence. `traits` are the names of all traits.
pub(super) fn name(number: u16, traits: &[String]) -> Option<String> {
    if number < LIST_BASE {
        let (position, t) = (number as usize / MOST, number as usize % MOST);
        return Some(format!("{} {}", POSITIONS.get(position)?, traits.get(t)?));
    }
    if number < SIGN_BASE {
        let mut n = (number - LIST_BASE) as usize;
        let size = LIST_SIZES.get(n % 2)?;
        n /= 2;
        let marks = LIST_MARKS.get(n % 3)?;
        n /= 3;
        return Some(format!(
            "list {} {} {marks} {size}",
            LIST_TYPES.get(n / 4)?,
            LIST_RANKS.get(n % 4)?
        ));
    }
    SIGNS.get((number - SIGN_BASE) as usize).map(|s| (*s).to_owned())
}
