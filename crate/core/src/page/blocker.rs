//! Blockers: what makes every link of a page worthless, whatever the links are. They are decided
//! here once, and said before everything else wherever a report is worded.

use serde::{Deserialize, Serialize};

use super::{Canonical, Cause, Robots};
use crate::reason::{Key, Reason};

/// One blocker of a page, with what the page says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Blocker {
    /// What blocks.
    pub kind: BlockerKind,
    /// Why that is known.
    pub reason: Reason,
}

/// What can block, in the order it is said.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockerKind {
    /// The page is not to be indexed.
    Noindex,
    /// None of its links is to be followed.
    Nofollow,
    /// It names another page as its canonical.
    CanonicalElsewhere,
}

impl BlockerKind {
    /// Every kind, in the order they are said.
    pub const ALL: [Self; 3] = [Self::Noindex, Self::Nofollow, Self::CanonicalElsewhere];

    /// Its name in reports, messages and style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Noindex => "noindex",
            Self::Nofollow => "nofollow",
            Self::CanonicalElsewhere => "canonical_elsewhere",
        }
    }
}

/// The blockers of a page.
pub(super) fn blockers(robots: &Robots, canonical: Canonical<'_>) -> Vec<Blocker> {
    let noindex = (!robots.index).then(|| Blocker {
        kind: BlockerKind::Noindex,
        reason: Reason::new(Key::IndexForbidden, [values(robots.noindex_causes())]),
    });
    let nofollow = (!robots.follow).then(|| Blocker {
        kind: BlockerKind::Nofollow,
        reason: Reason::new(Key::NofollowAll, [values(robots.nofollow_causes())]),
    });
    let elsewhere = match canonical {
        Canonical::Elsewhere(address) => Some(Blocker {
            kind: BlockerKind::CanonicalElsewhere,
            reason: Reason::new(Key::CanonicalElsewhere, [address.to_owned()]),
        }),
        Canonical::Unnamed | Canonical::Own => None,
    };
    [noindex, nofollow, elsewhere]
        .into_iter()
        .flatten()
        .collect()
}

fn values<'a>(causes: impl Iterator<Item = &'a Cause>) -> String {
    let causes: Vec<Cause> = causes.cloned().collect();
    Cause::values(&causes)
}
