//! What the words around a percentage make of it: `about`, `more than`, `up to`.

use crate::mention::Share;

/// All of it, in percent.
const WHOLE: f64 = 100.0;

/// What a word before or after a percentage makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Approximate,
    Over,
    Least,
    Most,
    Under,
}

impl Bound {
    pub(super) fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "approximate" => Self::Approximate,
            "over" => Self::Over,
            "least" => Self::Least,
            "most" => Self::Most,
            "under" => Self::Under,
            _ => return None,
        })
    }

    pub(super) fn apply(self, share: &mut Share) {
        let exact = share.exact;
        match self {
            Self::Approximate => share.approximate = true,
            Self::Over | Self::Least => {
                share.min = share.min.or(exact);
                share.max = share.max.or(Some(WHOLE)).filter(|_| share.min <= Some(WHOLE));
                share.exclusive_min = self == Self::Over;
                share.exact = None;
            }
            Self::Most | Self::Under => {
                share.max = share.max.or(exact);
                share.min = share.min.or(Some(0.0));
                share.exclusive_max = self == Self::Under;
                share.exact = None;
            }
        }
    }
}
