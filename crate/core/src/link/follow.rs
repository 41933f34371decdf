//! Followed or not, and which mechanism decided. All mechanisms are hints to Google since 2019.

use serde::{Deserialize, Serialize};

use super::rel::Rel;
use crate::length::{MAX_TOKEN_CHARS, cut};
use crate::page::{Cause, Mechanism, Robots};
use crate::url::{Url, is_web};

/// Whether search engines are asked to follow a link.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Follow {
    /// `None` where no documentation says (SVG links).
    pub followed: Option<bool>,
    /// What decided; empty for a followed link.
    pub because: Vec<Cause>,
}

/// How a link is followed, in one word; the narrowest first, as a link with several marks is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowState {
    /// The page, a header or what kind of link it is keeps it from being followed.
    NotFollowed,
    /// Its rel says `sponsored`.
    Sponsored,
    /// Its rel says `ugc`.
    Ugc,
    /// Its rel says `nofollow`.
    Nofollow,
    /// Not documented.
    Unknown,
    /// No directive says otherwise.
    Followed,
}

impl FollowState {
    /// Every state, the narrowest first.
    pub const ALL: [Self; 6] = [
        Self::NotFollowed,
        Self::Sponsored,
        Self::Ugc,
        Self::Nofollow,
        Self::Unknown,
        Self::Followed,
    ];

    /// Its name in reports, style sheets and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFollowed => "not_followed",
            Self::Sponsored => "sponsored",
            Self::Ugc => "ugc",
            Self::Nofollow => "nofollow",
            Self::Unknown => "unknown",
            Self::Followed => "followed",
        }
    }

    fn of_cause(cause: &Cause) -> Self {
        match (cause.by, cause.value.as_str()) {
            (Mechanism::Undocumented, _) => Self::Unknown,
            (Mechanism::Rel, "sponsored") => Self::Sponsored,
            (Mechanism::Rel, "ugc") => Self::Ugc,
            (Mechanism::Rel, _) => Self::Nofollow,
            _ => Self::NotFollowed,
        }
    }
}

/// What kind of element carries the href.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Carrier {
    /// An HTML `<a>`.
    Anchor,
    /// An image map's `<area>`: a link in HTML that Google does not name as crawlable.
    Area,
    /// An SVG `<a>`: not documented.
    Svg,
}

impl Follow {
    /// Whether a state is true of the link; of one with several marks several are.
    pub fn is(&self, state: FollowState) -> bool {
        if self.because.is_empty() {
            return state == FollowState::Followed;
        }
        self.because
            .iter()
            .any(|cause| FollowState::of_cause(cause) == state)
    }

    /// The narrowest state that is true of the link.
    pub fn narrowest(&self) -> FollowState {
        let states = self.because.iter().map(FollowState::of_cause);
        states.min().unwrap_or(FollowState::Followed)
    }

    /// Decides from the link's own attributes and the page's robots directives.
    pub fn decide(carrier: Carrier, url: Option<&Url>, rel: &Rel, robots: &Robots) -> Self {
        let mut because = Vec::new();
        let mut note = |by, value: &str| {
            because.push(Cause {
                by,
                value: value.to_owned(),
            });
        };
        match url {
            None => note(Mechanism::NotCrawlable, "not a URL"),
            Some(url) if !is_web(url) => {
                note(Mechanism::NotCrawlable, &cut(url.scheme(), MAX_TOKEN_CHARS));
            }
            Some(_) if carrier == Carrier::Area => note(Mechanism::NotCrawlable, "area"),
            Some(_) => {}
        }
        for token in rel.qualifying() {
            note(Mechanism::Rel, token);
        }
        for cause in robots.nofollow_causes() {
            because.push(cause.clone());
        }
        let followed = match (because.is_empty(), carrier) {
            (false, _) => Some(false),
            (true, Carrier::Svg) => {
                because.push(Cause {
                    by: Mechanism::Undocumented,
                    value: "svg a".to_owned(),
                });
                None
            }
            (true, _) => Some(true),
        };
        Self { followed, because }
    }
}
