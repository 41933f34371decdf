//! What a host's robots.txt asks of programs: RFC 9309, with the crawl-delay that many files have.

use robotxt::{Agent, Robots};
use serde::{Deserialize, Serialize};

use super::Moment;
use super::response::{Ending, Response};
use super::schedule::Millis;
use crate::url::Url;

/// How much of a file is read, in bytes (RFC 9309, 2.5: at least 500 KiB).
pub const ROBOTS_BYTES: usize = robotxt::BYTE_LIMIT;

/// How long what a file said counts, in seconds (RFC 9309, 2.4: no longer than a day).
const COUNTS_FOR: Moment = 24 * 3_600;

/// What we are called in such files.
const AGENT: &str = "Linkglance";

/// What came when a robots.txt was asked for: all that is saved of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RobotsTxt {
    /// There is none: a program may ask for everything.
    Everything,
    /// The server could not say: a program stays away.
    Nothing,
    /// What it says.
    Says(String),
}

/// A host's robots.txt and when it was read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SavedRobots {
    /// When.
    pub at: Moment,
    /// What came.
    pub file: RobotsTxt,
}

/// The rules that a file has for us.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RobotsRules(Robots);

/// The address of the file that speaks for an address; `None` for one that no file can speak for.
pub fn robots_url(url: &Url) -> Option<Url> {
    let mut file = url.join("/robots.txt").ok()?;
    file.set_fragment(None);
    Some(file)
}

impl RobotsTxt {
    /// What an answer means (RFC 9309, 2.3.1): no such file is a permission, a server that has no
    /// answer is none. How many redirects are followed is the browser's to decide.
    pub fn of(response: &Response) -> Self {
        match response {
            Response::Answer(answer) => match answer.status {
                // The rule that forbids may be what is missing.
                200..=299 if answer.ending == Ending::Broken => Self::Nothing,
                200..=299 => Self::Says(answer.body.clone()),
                500.. => Self::Nothing,
                _ => Self::Everything,
            },
            Response::Nothing(_) => Self::Nothing,
        }
    }

    /// The addresses of the sitemaps that it names (sitemaps.org), which are for whoever reads them.
    pub fn sitemaps(&self) -> Vec<String> {
        match self {
            Self::Says(text) => {
                let robots = Robots::parse(text.as_bytes(), Agent::Exact(AGENT));
                robots.sitemaps().iter().map(ToString::to_string).collect()
            }
            Self::Everything | Self::Nothing => Vec::new(),
        }
    }

    /// The rules for us.
    pub fn rules(&self) -> RobotsRules {
        self.rules_for(AGENT)
    }

    /// The rules for a crawler by its name.
    pub fn rules_for(&self, agent: &str) -> RobotsRules {
        RobotsRules(match self {
            Self::Everything => Robots::allow_all(),
            Self::Nothing => Robots::disallow_all(),
            Self::Says(text) => Robots::parse(text.as_bytes(), Agent::Exact(agent)),
        })
    }
}

impl SavedRobots {
    /// Whether it still counts. One from the future was saved by a clock that has been set back.
    pub fn counts(&self, now: Moment) -> bool {
        now.checked_sub(self.at).is_some_and(|age| age < COUNTS_FOR)
    }
}

impl RobotsRules {
    /// Whether a program may ask for an address of this host.
    pub fn allow(&self, url: &Url) -> bool {
        self.0.is_url_allowed(url)
    }

    /// The time it wants between two questions.
    pub fn delay(&self) -> Option<Millis> {
        let delay = self.0.crawl_delay()?;
        Some(Millis::try_from(delay.as_millis()).unwrap_or(Millis::MAX))
    }
}
