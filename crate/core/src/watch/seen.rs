//! What one look at a page can show.

use serde::{Deserialize, Serialize};

use crate::check::Check;
use crate::reason::{Key, Reason};

/// What was seen.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// The page; the link is there or not.
    Page {
        /// The page against the least that can be agreed of the link: that it is there.
        check: Box<Check>,
        /// Whether the page is a home page or a list: what is not there may have moved on to a later page.
        #[serde(default)]
        moves_on: bool,
    },
    /// The server says that there is no such page.
    Gone {
        /// 404 or 410.
        status: u16,
    },
    /// The page is gone, but its status does not say so.
    Soft {
        /// By what that is known.
        because: Soft,
        /// Whether what came in its place has the link.
        #[serde(default)]
        linked: bool,
    },
    /// No answer in time, or the server's own fault.
    Unanswered,
    /// Nothing that says anything.
    Unknown(Unknown),
}

impl Seen {
    /// The same as a sentence, of one look; `status` and `arrived` are the answer's, where one came.
    pub(super) fn reason(&self, status: Option<u16>, arrived: &str) -> Reason {
        match self {
            Self::Page { .. } => Key::LinkWorks.into(),
            Self::Gone { status } => Reason::new(Key::WatchPageGone, [status.to_string()]),
            Self::Soft { because, linked } => because.with_link(*linked).reason(arrived),
            Self::Unanswered => Unknown::Network.reason(status),
            Self::Unknown(why) => why.reason(status),
        }
    }
}

/// By what a page that is gone is known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Soft {
    /// The address redirects to a first page, of this site or another.
    ToHome,
    /// It redirects to a folder that it was in.
    ToParent,
    /// The page names the site's first page as its canonical.
    CanonicalHome,
    /// Its title says so, and it has few words.
    Title,
    /// Several saved addresses of the host end at one.
    EndsAlike,
    /// Any of these, but what came in its place has the link: it is not lost.
    Linked,
}

impl Soft {
    /// Its name in reports and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ToHome => "to_home",
            Self::ToParent => "to_parent",
            Self::CanonicalHome => "canonical_home",
            Self::Title => "title",
            Self::EndsAlike => "ends_alike",
            Self::Linked => "linked",
        }
    }

    /// What is known of a page by this when its link was looked for in what came.
    pub(super) const fn with_link(self, linked: bool) -> Self {
        if linked { Self::Linked } else { self }
    }

    /// The same as a sentence; `to` is the address that it ended at.
    pub(super) fn reason(self, to: &str) -> Reason {
        let with = |key| Reason::new(key, [to.to_owned()]);
        match self {
            Self::ToHome => with(Key::WatchSoftHome),
            Self::ToParent => with(Key::WatchSoftParent),
            Self::CanonicalHome => Key::WatchSoftCanonical.into(),
            Self::Title => Key::WatchSoftTitle.into(),
            Self::EndsAlike => with(Key::WatchSoftAlike),
            Self::Linked => with(Key::WatchSoftLinked),
        }
    }
}

/// Why nothing can be said.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// The server did not want to show it: 401, 403, 429 and the like prove nothing.
    Refused,
    /// A page stood before it that wants a person: a challenge, a captcha, a log-in form.
    Wall,
    /// No answer, or the server's own fault; it may be another one tomorrow.
    Network,
    /// The user did not allow this host, or takes it back.
    NotAllowed,
    /// It redirects to a host that was not allowed.
    Elsewhere,
    /// robots.txt asks programs to stay away.
    Robots,
    /// The source alone was read, and the link was only ever seen in the page a browser had built.
    Script,
    /// Not all of the page was read.
    Truncated,
    /// What came is no web page.
    NotAPage,
}

impl Unknown {
    /// Every one of them.
    pub const ALL: [Self; 9] = [
        Self::Refused,
        Self::Wall,
        Self::Network,
        Self::NotAllowed,
        Self::Elsewhere,
        Self::Robots,
        Self::Script,
        Self::Truncated,
        Self::NotAPage,
    ];

    /// Its name in reports and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Wall => "wall",
            Self::Network => "network",
            Self::NotAllowed => "not_allowed",
            Self::Elsewhere => "elsewhere",
            Self::Robots => "robots",
            Self::Script => "script",
            Self::Truncated => "truncated",
            Self::NotAPage => "not_a_page",
        }
    }
    /// The same as a sentence; `status` is the HTTP status where one came.
    pub(super) fn reason(self, status: Option<u16>) -> Reason {
        let status = status.map_or_else(String::new, |status| status.to_string());
        match self {
            Self::Refused => Reason::new(Key::WatchRefused, [status]),
            Self::Wall => Key::WatchWall.into(),
            Self::Network => Key::WatchNetwork.into(),
            Self::NotAllowed => Key::WatchNotAllowed.into(),
            Self::Elsewhere => Key::WatchElsewhere.into(),
            Self::Robots => Key::WatchRobots.into(),
            Self::Script => Key::WatchScript.into(),
            Self::Truncated => Key::WatchTruncated.into(),
            Self::NotAPage => Key::WatchNotAPage.into(),
        }
    }
}
