//! The word classes that the stages know by name. Which words belong to them is data:
//! `rules/lexicons/*.toml`.

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A class of words; its members are the list of the same name in `rules/lexicons/`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Class { $($(#[$doc])* $variant),* }

        impl Class {
            /// The class whose list has this name.
            pub fn of_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// All classes with the names of their lists.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name)),*];
        }
    };
}

classes! {
    /// `the`, `a`, `this`, `every` …
    Determiner = "determiner",
    /// `of`, `in`, `by` …
    Preposition = "preposition",
    /// `and`, `or`, `but` …
    Conjunction = "conjunction",
    /// `it`, `he`, `their` …
    Pronoun = "pronoun",
    /// `its`, `his`, `their`.
    PossessivePronoun = "possessive_pronoun",
    /// `which`, `who`, `that`.
    Relative = "relative",
    /// `if`, `because`, `while`, `that` …: a clause begins.
    Subordinator = "subordinator",
    /// Adverbs, stepped over inside a verb group.
    Adverb = "adverb",
    /// `each`, `both`: between an auxiliary and its verb, said of the subject.
    Floating = "floating",
    /// All words that carry grammar and no topic; a capitalised one begins a sentence, not a name.
    Function = "function",
    /// `not`, `n't`, `never`, `no longer`.
    Negation = "negation",
    /// `will`, `may`, `would` …
    Modal = "modal",
    /// Forms of be.
    Be = "be",
    /// Forms of have.
    Have = "have",
    /// Forms of do.
    Do = "do",
    /// `Mr.`, `Dr.`, `Lady`: a person's name follows.
    Honorific = "honorific",
    /// `Gen.`, `Sen.`, `Judge`: a rank or office written before a name.
    Rank = "rank",
    /// `Inc`, `Ltd`, `GmbH`: ends the name of a company.
    LegalForm = "legal_form",
    /// `Bank`, `University`, `Ministry`: the head of a name of an organization.
    OrganizationHead = "organization_head",
    /// `Street`, `River`, `Province`: the head of a name of a place.
    PlaceHead = "place_head",
    /// `Act`, `Cup`, `Prize`, `War`: the head of a name of something else.
    OtherHead = "other_head",
    /// `van`, `de`, `bin`: inside a person's name, written small.
    Particle = "particle",
    /// `Jr.`, `III`: after a person's name.
    NameSuffix = "name_suffix",
    /// January … December and their short forms.
    Month = "month",
    /// Monday … Sunday and their short forms.
    Weekday = "weekday",
    /// `chairman`, `CEO`, `director`: the head of a job title.
    RoleHead = "role_head",
    /// `chief`, `executive`, `deputy`, `vice`: before the head of a job title.
    RoleModifier = "role_modifier",
    /// `former`, `ex`, `late`: no longer in office.
    Former = "former",
    /// `incoming`, `designate`, `elect`: not yet in office.
    Incoming = "incoming",
    /// `company`, `firm`, `group`, `bank`: describes an organization.
    OrganizationNoun = "organization_noun",
    /// `man`, `executive`, `billionaire`: describes a person.
    PersonNoun = "person_noun",
    /// `country`, `city`, `island`: describes a place.
    PlaceNoun = "place_noun",
    /// `subsidiary`, `unit`, `parent`: describes by a relation to another.
    RelationalNoun = "relational_noun",
    /// Verbs of saying: what follows is somebody's claim.
    Say = "say",
    /// `percent`, `pct`, `%`.
    Percent = "percent_sign",
    /// Compass words and the like before a place: `north`, `central`.
    Compass = "compass",
    /// Words that a sentence in a table of prices, a cookie notice or a byline shows.
    Boilerplate = "boilerplate",
    /// `rest`, `remaining`: what others do not hold.
    Remainder = "remainder",
    /// `part`, `most`, `half`: less than all of a holding.
    Partial = "partial",
    /// `stake`, `shares`, `owned`: what a share is a share of.
    Holding = "holding",
    /// A noun whose verb is a plan or a deal: `agreement`, `plan`, `talks`.
    DealNoun = "deal_noun",
    /// A word of the `[[referring]]` tables: may stand for something named elsewhere.
    Referring = "referring",
    /// `Holdings`, `Group`, `Centre`: the tail of a name that its short form drops.
    GenericTail = "generic_tail",
    /// `Air`, `Banca`, `Grupo`: before the name itself, dropped in its short form.
    GenericHead = "generic_head",
    /// `Securities`, `Services`, `Capital`: after the name of a parent, the name of a part of it.
    PartTail = "part_tail",
    /// `Province`, `District`: the tail of a place's name that its short form drops.
    PlaceTail = "place_tail",
    /// `National`, `Federal`, `Royal`: before the name of a body, dropped in its short form.
    StateWord = "state_word",
    /// `clear`, `likely`, `time`: after `it is`, makes the pronoun refer to nothing.
    Impersonal = "impersonal",
    /// `other`, `new`, `combined`: a description with it means something not named before.
    NewReferent = "new_referent",
    /// `local`, `powerful`: before a noun, tells nothing of what kind it is.
    PlainModifier = "plain_modifier",
    /// `owns`, `acquired`: what follows is somebody's unit.
    Owning = "owning",
    /// `board`, `management`: a body that acts for its organization.
    Board = "board",
    /// `report`, `statement`: can say something and is no entity.
    Document = "document_noun",
    /// `own`, `plan`, `employ`: what organizations do, and prices or plans do not.
    BodyVerb = "body_verb",
    /// `founded`, `fined`, `ready`: after a form of be, said of organizations.
    BodyState = "body_state",
    /// `order`, `fine`, `acquire`: what is done to organizations, as their object.
    BodyObject = "body_object",
    /// `shares`, `board`, `customers`: what organizations have.
    BodyPart = "body_part",
    /// `cost`, `rise`, `happen`: what things and events do.
    ThingVerb = "thing_verb",
    /// `seller`, `parent`: what somebody is in a deal; the list `deal_role` says how.
    DealRole = "deal_role_noun",
    /// Any form of a verb that lists know. Follows from the verbs, auxiliaries and verbs of saying.
    Verb = "any_verb",
    /// A form that can be the verb of a main clause. Follows from the same.
    Finite = "finite_verb",
    /// A word of the `[[referring]]` tables that is no noun: a pronoun. Follows from the tables.
    Anaphor = "anaphor",
}

impl Class {
    /// What every word of this class is as well.
    pub(super) fn implied(self) -> ClassSet {
        match self {
            Self::Be | Self::Have | Self::Do | Self::Modal | Self::Say => {
                const { ClassSet::of(&[Self::Verb, Self::Finite]) }
            }
            _ => ClassSet::default(),
        }
    }
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClassSet(pub u64);

impl ClassSet {
    /// The set of these classes.
    pub const fn of(classes: &[Class]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < classes.len() {
            set |= 1 << classes[at] as u8;
            at += 1;
        }
        Self(set)
    }

    /// True when the sets share a class.
    #[inline]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True when `class` is in the set.
    #[inline]
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Adds a class.
    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }

    /// Both sets.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds all classes of another set.
    pub(super) fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Takes a class out.
    pub(super) fn remove(&mut self, class: Class) {
        self.0 &= !(1 << class as u8);
    }
}
