//! Which page of the site does the link lead to? A link to the page that its words are about is worth
//! more than one to any other.

use super::{CheckState, FactorState, Judgement, Observation, Target};
use crate::reason::{Key, Reason};
use crate::site::TargetPage;
use crate::url::{Url, same_page};

/// What the target is to the profile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// The profile lists a page that fits the words around the link better.
    Better,
    /// A page the profile lists, or the first page of the site.
    Known,
    /// The profile lists pages, and not this one.
    NotListed,
    /// The profile lists no pages.
    NoList,
}

/// Answers from the target and the profile's pages.
pub fn observe(target: &Target) -> Observation<Answer> {
    if let Some(better) = &target.better {
        let values = [target.url.clone(), better.clone()];
        return Observation::new(Answer::Better, Reason::new(Key::TargetBetter, values));
    }
    let (answer, key) = match target.page {
        TargetPage::Listed => (Answer::Known, Key::TargetListed),
        TargetPage::ListedLoosely => (Answer::Known, Key::TargetListedLoosely),
        TargetPage::Home => (Answer::Known, Key::TargetHome),
        TargetPage::Other if target.profile_lists_pages => {
            (Answer::NotListed, Key::TargetNotListed)
        }
        TargetPage::Other => (Answer::NoList, Key::TargetUnlisted),
    };
    Observation::new(answer, key)
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::Known => FactorState::Good,
        Answer::Better | Answer::NotListed => FactorState::Warn,
        Answer::NoList => FactorState::Unknown,
    }
}

/// In which part a link's address differs from the one agreed on, where both are of one page: in its
/// query, unless that only says how a visitor came, and in its fragment. Such a link is not lost. The
/// part is the link's own; where it has none, what it lacks.
pub fn difference(agreed: &Url, found: &Url) -> Option<String> {
    let query = !same_page(agreed, found);
    let fragment = agreed.fragment() != found.fragment();
    let part = |url: &Url| {
        let mut part = String::new();
        if let Some(text) = url.query().filter(|_| query) {
            part.push('?');
            part.push_str(text);
        }
        if let Some(text) = url.fragment().filter(|_| fragment) {
            part.push('#');
            part.push_str(text);
        }
        part
    };
    let own = part(found);
    let part = if own.is_empty() { part(agreed) } else { own };
    (!part.is_empty()).then_some(part)
}

/// What the page has of a link that was agreed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presence<'a> {
    /// A link that leads to this address.
    Found(&'a str),
    /// A link to this address, which differs from the agreed one in this part of it.
    FoundBut(&'a str, &'a str),
    /// The page is on the target's own site, this one: no link there is a backlink.
    OwnSite(&'a str),
    /// None, and the whole page was read.
    Absent,
    /// None in what was read of the page.
    Unread,
    /// None, but one to a shortener whose target is unknown.
    Shortened,
    /// None, but one to a redirector of the page's own site that carries no target.
    Redirected,
    /// The agreement's target is this text, which is no address.
    NoAddress(&'a str),
}

/// Whether there are as many links as were agreed on, over all targets. `missing` says why there may
/// be too few.
pub fn count_against(count: usize, agreed: usize, missing: Presence<'_>) -> Judgement {
    let found = Reason::new(Key::FoundCount, [count.to_string()]);
    if count >= agreed {
        return Judgement::new(CheckState::Pass, found);
    }
    Judgement {
        found,
        ..against(missing)
    }
}

/// Whether there is the link that was agreed on.
pub fn against(presence: Presence<'_>) -> Judgement {
    let text = |key, text: &str| Reason::new(key, [text.to_owned()]);
    match presence {
        Presence::Found(url) => Judgement::new(CheckState::Pass, text(Key::FoundLink, url)),
        Presence::FoundBut(url, part) => {
            let values = [url.to_owned(), part.to_owned()];
            Judgement::new(CheckState::Pass, Reason::new(Key::FoundLinkDiffers, values))
        }
        Presence::OwnSite(host) => {
            Judgement::new(CheckState::Unknown, text(Key::FoundOwnSite, host))
        }
        Presence::Absent => Judgement::new(CheckState::Fail, Key::FoundNoLink),
        Presence::Unread => {
            Judgement::new(CheckState::Unknown, Key::FoundNoLinkRead).told_by(Key::TellWholePage)
        }
        Presence::Shortened => Judgement::new(CheckState::Unknown, Key::FoundNoLinkShortened)
            .told_by(Key::TellOpenLink),
        Presence::Redirected => Judgement::new(CheckState::Unknown, Key::FoundNoLinkRedirected)
            .told_by(Key::TellOpenLink),
        Presence::NoAddress(written) => {
            Judgement::new(CheckState::Unknown, text(Key::FaultAddress, written))
        }
    }
}
