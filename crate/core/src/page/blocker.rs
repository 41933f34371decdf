//! Blockers: what makes every link of a page worthless, whatever the links are. They are decided
//! here once, and said before everything else wherever a report is worded.

use serde::{Deserialize, Serialize};

use super::{Canonical, Cause, Declared, Expiry};
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
    /// It sends its readers to another page at once.
    RefreshElsewhere,
    /// The day after which it asks not to be found is over.
    UnavailableAfter,
}

impl BlockerKind {
    /// Every kind, in the order they are said.
    pub const ALL: [Self; 5] = [
        Self::Noindex,
        Self::Nofollow,
        Self::CanonicalElsewhere,
        Self::RefreshElsewhere,
        Self::UnavailableAfter,
    ];

    /// Its name in reports, messages and style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Noindex => "noindex",
            Self::Nofollow => "nofollow",
            Self::CanonicalElsewhere => "canonical_elsewhere",
            Self::RefreshElsewhere => "refresh_elsewhere",
            Self::UnavailableAfter => "unavailable_after",
        }
    }
}

/// The blockers of a page.
pub(super) fn blockers(declared: &Declared, canonical: Canonical<'_>) -> Vec<Blocker> {
    let robots = &declared.robots;
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
    let permanent = declared
        .refresh
        .as_ref()
        .filter(|refresh| refresh.is_permanent());
    let sent_on = permanent.map(|refresh| Blocker {
        kind: BlockerKind::RefreshElsewhere,
        reason: refresh.reason(),
    });
    let written = declared.unavailable_after.as_deref();
    let expired = match written.map(|written| Expiry::of(written, declared.today)) {
        Some(Expiry::Past(day)) => Some(Blocker {
            kind: BlockerKind::UnavailableAfter,
            reason: Reason::new(Key::IndexExpired, [day.to_owned()]),
        }),
        Some(Expiry::Ahead(_) | Expiry::Unknown(_)) | None => None,
    };
    [noindex, nofollow, elsewhere, sent_on, expired]
        .into_iter()
        .flatten()
        .collect()
}

fn values<'a>(causes: impl Iterator<Item = &'a Cause>) -> String {
    let causes: Vec<Cause> = causes.cloned().collect();
    Cause::values(&causes)
}
