//! What is known of a link now, by all looks at its page.

use serde::{Deserialize, Serialize};

use super::Moment;
use super::observation::{Observation, View};
use super::seen::{Seen, Soft, Unknown};
use crate::check::{Change, Check, changes};
use crate::reason::{Key, Reason};
use crate::url::{Url, same_page};

/// A second look counts from so many seconds after the first: a day.
pub(super) const SECOND_LOOK: Moment = 24 * 3_600;

/// A server that gives no answer is unreachable after so many looks over so many seconds: three days.
const LOOKS_IN_VAIN: usize = 3;
const IN_VAIN: Moment = 3 * 24 * 3_600;

/// So many saved addresses of a host that end at one address are no pages of their own any more.
pub const ENDS_ALIKE: usize = 3;

/// What is known of a link now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct State {
    /// In a word.
    pub standing: Standing,
    /// The same as a sentence.
    pub because: Reason,
    /// What changed since the look before it in the same form, where the link was there in both.
    pub changes: Vec<Change>,
    /// Whether the page is kept out of the index, or all its links from being followed, and was not
    /// when it was last seen in the same form.
    pub noindexed: bool,
    /// Where the page has moved to: the same path on another host or with another scheme.
    pub moved_to: Option<String>,
    /// When the link was last seen; `None` for never.
    pub last_there: Option<Moment>,
    /// The sentence around it when it was last seen before this look, in the same form.
    pub then: Option<String>,
    /// The sentence around it now.
    pub now: Option<String>,
}

impl State {
    /// Whether the link is there.
    pub fn is_there(&self) -> bool {
        matches!(
            self.standing,
            Standing::Live | Standing::Changed | Standing::Soft404(Soft::Linked)
        )
    }
}

/// A link that is watched, by where it leads, and what is known of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Watched {
    /// The address it leads to.
    pub target: String,
    /// What is known of it now.
    pub state: State,
}

/// The state in a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The link is there, as it was.
    Live,
    /// It is there, and it or the page is not as it was.
    Changed,
    /// It, or the page, was not there, once.
    Missing,
    /// It was not there at two looks a day or more apart.
    Lost,
    /// The server says that the page is no more.
    PageGone,
    /// No answer over days.
    Unreachable,
    /// The page is elsewhere, and the link is not on it.
    Moved,
    /// The page is gone, but its status does not say so.
    Soft404(Soft),
    /// Nothing can be said.
    Unknown(Unknown),
}

impl Standing {
    /// Its name in reports and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Lost => "lost",
            Self::PageGone => "page_gone",
            Self::Unreachable => "unreachable",
            Self::Moved => "moved",
            Self::Soft404(_) => "soft_404",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// What is known of a link besides the looks at its page.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunFacts {
    /// How many saved addresses of the same host ended where this one did in the same run, this one
    /// included.
    pub ends_alike: usize,
    /// Whether the link was seen in a tab, as a browser had built the page, before it was watched.
    pub seen_in_tab: bool,
}

/// What is known of a link by all looks at its page, in any order. `None` without one.
pub fn state(history: &[Observation], run: RunFacts) -> Option<State> {
    let mut looks: Vec<&Observation> = history.iter().collect();
    looks.sort_by_key(|look| look.at);
    let (last, earlier) = looks.split_last()?;
    let standing = standing(last, earlier, run);
    let before = last_page(earlier, last.view).and_then(Observation::check);
    let changes = match (before, last.check(), standing) {
        (Some(before), Some(now), Standing::Live) if !before.links.is_empty() => {
            changes(before, now)
        }
        _ => Vec::new(),
    };
    let noindexed =
        before.is_some_and(|before| !is_kept_out(before)) && last.check().is_some_and(is_kept_out);
    let there = looks
        .iter()
        .rev()
        .find(|look| look.is_there() == Some(true));
    let standing = if changes.is_empty() {
        standing
    } else {
        Standing::Changed
    };
    Some(State {
        standing,
        because: because(standing, last),
        then: last_there(earlier, last.view).and_then(sentence),
        now: sentence(last),
        changes,
        noindexed,
        moved_to: moved_to(last),
        last_there: there.map(|look| look.at),
    })
}

fn standing(last: &Observation, earlier: &[&Observation], run: RunFacts) -> Standing {
    let redirected = last.arrived.as_deref().is_some_and(|arrived| {
        let both = Url::parse(arrived).ok().zip(Url::parse(&last.asked).ok());
        both.is_some_and(|(arrived, asked)| !same_page(&arrived, &asked))
    });
    match &last.seen {
        Seen::Unknown(why) => Standing::Unknown(*why),
        Seen::Soft { because, linked } => Standing::Soft404(because.with_link(*linked)),
        Seen::Page { .. } if redirected && run.ends_alike >= ENDS_ALIKE => {
            let linked = last.is_there() == Some(true);
            Standing::Soft404(Soft::EndsAlike.with_link(linked))
        }
        Seen::Unanswered => unanswered(last, earlier),
        Seen::Gone { status: 410 } => Standing::PageGone,
        Seen::Gone { .. } => {
            let twice = is_second(last, earlier, |look| match look.seen {
                Seen::Gone { .. } => Some(true),
                Seen::Page { .. } | Seen::Soft { .. } => Some(false),
                Seen::Unanswered | Seen::Unknown(_) => None,
            });
            if twice {
                Standing::PageGone
            } else {
                Standing::Missing
            }
        }
        Seen::Page { .. } if last.is_there() == Some(true) => Standing::Live,
        Seen::Page { .. } => absent(last, earlier, run.seen_in_tab),
    }
}

/// The page is there and the link is not.
fn absent(last: &Observation, earlier: &[&Observation], seen_in_tab: bool) -> Standing {
    let seen_in = |view: View| {
        let mut looks = earlier.iter();
        looks.any(|look| look.is_there() == Some(true) && look.view == view)
    };
    let only_rendered = (seen_in_tab || seen_in(View::Rendered)) && !seen_in(View::Raw);
    if last.view == View::Raw && only_rendered {
        return Standing::Unknown(Unknown::Script);
    }
    if moved_to(last).is_some() {
        return Standing::Moved;
    }
    let same_view: Vec<&Observation> = earlier
        .iter()
        .copied()
        .filter(|look| look.view == last.view)
        .collect();
    if is_second(last, &same_view, |look| look.is_there().map(|is| !is)) {
        Standing::Lost
    } else {
        Standing::Missing
    }
}

fn unanswered(last: &Observation, earlier: &[&Observation]) -> Standing {
    let in_vain = earlier
        .iter()
        .rev()
        .take_while(|look| look.seen == Seen::Unanswered);
    let (looks, first) = in_vain.fold((1, last.at), |(looks, _), look| (looks + 1, look.at));
    if looks >= LOOKS_IN_VAIN && last.at - first >= IN_VAIN {
        Standing::Unreachable
    } else {
        Standing::Unknown(Unknown::Network)
    }
}

/// Whether a look confirms one a day or more before it. `says` is what a look says of the matter: yes,
/// no, or nothing; one that says no ends the search.
fn is_second(
    last: &Observation,
    earlier: &[&Observation],
    says: impl Fn(&Observation) -> Option<bool>,
) -> bool {
    earlier
        .iter()
        .rev()
        .map_while(|look| match says(look) {
            Some(false) => None,
            said => Some((look.at, said.is_some())),
        })
        .any(|(at, confirms)| confirms && last.at - at >= SECOND_LOOK)
}

/// The state as a sentence.
fn because(standing: Standing, last: &Observation) -> Reason {
    let arrived = || [last.arrived.clone().unwrap_or_default()];
    let status = || {
        [last
            .status
            .map_or_else(String::new, |status| status.to_string())]
    };
    match standing {
        Standing::Live => Key::WatchLive.into(),
        Standing::Changed => Key::WatchChanged.into(),
        Standing::Missing if last.check().is_none() => Key::WatchMissingPage.into(),
        Standing::Missing if moves_on(last) => Key::WatchMissingList.into(),
        Standing::Missing => Key::WatchMissing.into(),
        Standing::Lost if moves_on(last) => Key::WatchLostList.into(),
        Standing::Lost => Key::WatchLost.into(),
        Standing::PageGone => Reason::new(Key::WatchPageGone, status()),
        Standing::Unreachable => Key::WatchUnreachable.into(),
        Standing::Moved => Reason::new(Key::WatchMoved, arrived()),
        Standing::Soft404(soft) => soft.reason(last.arrived.as_deref().unwrap_or_default()),
        Standing::Unknown(why) => why.reason(last.status),
    }
}

/// Whether the link may have moved on to a later page.
const fn moves_on(look: &Observation) -> bool {
    matches!(look.seen, Seen::Page { moves_on: true, .. })
}

/// The sentence around the link, where it was seen.
fn sentence(look: &Observation) -> Option<String> {
    let link = look.check()?.links.first()?;
    Some(link.link.sentence.clone())
}

/// The last look in this form that saw the link.
fn last_there<'a>(earlier: &[&'a Observation], view: View) -> Option<&'a Observation> {
    let mut looks = earlier.iter().rev().copied();
    looks.find(|look| look.view == view && look.is_there() == Some(true))
}

/// The last look in this form that saw the page.
fn last_page<'a>(earlier: &[&'a Observation], view: View) -> Option<&'a Observation> {
    let mut pages = earlier.iter().rev().copied();
    pages.find(|look| look.view == view && look.check().is_some())
}

fn is_kept_out(check: &Check) -> bool {
    !check.page.noindex.is_empty() || !check.page.nofollow.is_empty()
}

/// Where a page has moved to: the same path under another host or scheme.
fn moved_to(look: &Observation) -> Option<String> {
    let arrived = look.arrived.as_deref()?;
    let (there, asked) = (Url::parse(arrived).ok()?, Url::parse(&look.asked).ok()?);
    let elsewhere = there.host_str() != asked.host_str() || there.scheme() != asked.scheme();
    let path = |url: &Url| url.path().trim_end_matches('/').to_owned();
    (elsewhere && path(&there) == path(&asked)).then(|| arrived.to_owned())
}
