//! Signs and the smallest words of grammar, which stages know by name.

use super::WordId;

macro_rules! fixed {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// Their places, counted from the first.
        #[expect(clippy::upper_case_acronyms, non_camel_case_types, reason = "named as the words are")]
        enum Place { $($name),* }

        $(
            #[doc = concat!("`", $text, "`, however it is written.")]
            pub const $name: WordId = WordId(Place::$name as u32 + 1);
        )*

        /// As they are written, in the order of their numbers.
        pub(super) const ALL: &[&str] = &[$($text),*];
    };
}

fixed! {
    COMMA = ",",
    SEMICOLON = ";",
    COLON = ":",
    STOP = ".",
    EXCLAMATION = "!",
    QUESTION = "?",
    QUOTE = "\"",
    APOSTROPHE = "'",
    OPEN_GUILLEMET = "«",
    CLOSE_GUILLEMET = "»",
    OPEN_BRACKET = "(",
    CLOSE_BRACKET = ")",
    OPEN_SQUARE = "[",
    CLOSE_SQUARE = "]",
    OPEN_ANGLE = "<",
    CLOSE_ANGLE = ">",
    HYPHEN = "-",
    TWO_HYPHENS = "--",
    EN_DASH = "–",
    EM_DASH = "—",
    AMPERSAND = "&",
    AND = "and",
    OR = "or",
    THE = "the",
    OF = "of",
    TO = "to",
    BY = "by",
    FOR = "for",
    BETWEEN = "between",
    FROM = "from",
    WITH = "with",
    NO = "no",
    LONGER = "longer",
    BEING = "being",
    THAT = "that",
    SUCH = "such",
    IT = "it",
    HE = "he",
    SHE = "she",
    THEY = "they",
    OTHER = "other",
    OTHERS = "others",
    SEVERAL = "several",
    SOME = "some",
    ONE = "one",
    TRADE_MARK = "™",
    REGISTERED = "®",
    A = "a",
    AN = "an",
    WHO = "who",
    AS = "as",
    INCLUDING = "including",
    WHOSE = "whose",
    WHETHER = "whether",
    IF = "if",
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn every_lexicon_knows_them_by_their_numbers() {
        let lexicon = Lexicon::default();
        for (number, text) in (1..).zip(ALL) {
            assert_eq!(lexicon.word(text), WordId(number), "{text}");
        }
        assert_eq!(lexicon.word("“"), QUOTE);
        assert_eq!(lexicon.word("’"), APOSTROPHE);
        assert_eq!(lexicon.word("SOME"), SOME);
    }
}
