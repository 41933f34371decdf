//! Links that are watched, by what they are watched for, and what lists make of that.

use std::collections::BTreeMap;
use std::sync::Arc;

use linkglance_core::watch::{Soft, Standing};

use super::sort::By;
use linkglance_browser::store::{Subject, Watch};

/// All links that are watched, by the id of the watch.
pub(in crate::dashboard) type Watches = Arc<BTreeMap<String, Arc<Watch>>>;

/// The watch of a record, if it is watched.
pub(in crate::dashboard) fn watch_of(watches: &Watches, subject: &Subject) -> Option<Arc<Watch>> {
    watches.get(&subject.id()).cloned()
}

/// In which group of states a link is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dashboard) enum Group {
    Live,
    Changed,
    /// Not there, once.
    Missing,
    /// Not there for good, or gone with its page.
    Lost,
    Unknown,
    /// Never looked at.
    Unchecked,
}

impl Group {
    /// The group of a link that may be watched.
    pub(in crate::dashboard) fn of(watch: Option<&Watch>) -> Self {
        let Some(standing) = watch.and_then(Watch::standing) else {
            return Self::Unchecked;
        };
        match standing {
            Standing::Live => Self::Live,
            // Its page looks gone, but what came has it.
            Standing::Changed | Standing::Soft404(Soft::Linked) => Self::Changed,
            Standing::Unknown(_) => Self::Unknown,
            Standing::Missing => Self::Missing,
            Standing::Lost
            | Standing::PageGone
            | Standing::Unreachable
            | Standing::Moved
            | Standing::Soft404(_) => Self::Lost,
        }
    }
}

/// What needs a look first: what was lost, then what changed; what was never looked at comes last.
pub(in crate::dashboard) fn by_watch(watch: Option<&Watch>) -> By<'static> {
    match Group::of(watch) {
        Group::Lost => By::Number(0),
        Group::Missing => By::Number(1),
        Group::Changed => By::Number(2),
        Group::Unknown => By::Number(3),
        Group::Live => By::Number(4),
        Group::Unchecked => By::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::reason::Key;
    use linkglance_core::watch::{State, Unknown};

    #[test]
    fn each_standing_has_its_group() {
        let of = |standing: Option<Standing>| {
            let mut watch = Watch::new(
                Subject::Backlink("x".into()),
                "Acme".into(),
                "https://blog.example/".into(),
                1,
            );
            watch.state = standing.map(|standing| State {
                standing,
                because: Key::WatchLive.into(),
                changes: Vec::new(),
                noindexed: false,
                moved_to: None,
                last_there: None,
                then: None,
                now: None,
            });
            Group::of(Some(&watch))
        };
        assert_eq!(of(None), Group::Unchecked);
        assert_eq!(of(Some(Standing::Live)), Group::Live);
        assert_eq!(of(Some(Standing::Changed)), Group::Changed);
        assert_eq!(of(Some(Standing::Missing)), Group::Missing);
        assert_eq!(of(Some(Standing::Lost)), Group::Lost);
        assert_eq!(of(Some(Standing::Soft404(Soft::Title))), Group::Lost);
        assert_eq!(of(Some(Standing::Soft404(Soft::Linked))), Group::Changed);
        assert_eq!(of(Some(Standing::Unknown(Unknown::Wall))), Group::Unknown);
        assert_eq!(Group::of(None), Group::Unchecked);
    }
}
