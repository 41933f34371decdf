//! What the page asks of search engines: robots meta tags and the X-Robots-Tag header.
//!
//! Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications":
//! several tags combine and the most restrictive wins.

use serde::{Deserialize, Serialize};

use super::directives::{BOT, Directive, directives};
use crate::document::Document;

/// One mechanism that keeps a link from being followed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cause {
    /// The mechanism.
    pub by: Mechanism,
    /// What was read there: the token, the directive, the scheme.
    pub value: String,
}

impl Cause {
    /// What was read by several causes, on one line: "nofollow, ugc".
    pub fn values(causes: &[Self]) -> String {
        let values: Vec<&str> = causes.iter().map(|cause| cause.value.as_str()).collect();
        values.join(", ")
    }
}

/// Where a page can say that a link, or the page, is not to be followed or indexed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mechanism {
    /// A token of the link's rel attribute.
    Rel,
    /// A robots meta tag, for all bots or for Google's.
    RobotsMeta,
    /// The X-Robots-Tag response header.
    XRobotsTag,
    /// Not a link that can be crawled (Google: "Make your links crawlable").
    NotCrawlable,
    /// Not documented either way.
    Undocumented,
}

/// Whether the page may be indexed and its links followed, as far as is known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Robots {
    /// No known directive forbids indexing.
    pub index: bool,
    /// No known directive forbids following the page's links.
    pub follow: bool,
    /// The directives that restrict, in the order they were read.
    pub because: Vec<Cause>,
}

impl Robots {
    /// Reads the document's robots meta tags and, where the response's headers are known, its
    /// X-Robots-Tag headers (name and value each).
    pub fn read(document: &Document<'_>, headers: Option<&[(String, String)]>) -> Self {
        Self::of(&directives(document, headers, BOT))
    }

    /// What the directives of a page say.
    pub(super) fn of(directives: &[Directive]) -> Self {
        let mut robots = Self {
            index: true,
            follow: true,
            because: Vec::new(),
        };
        for directive in directives {
            robots.apply(directive);
        }
        robots
    }

    /// The directives that ask not to follow the page's links.
    pub fn nofollow_causes(&self) -> impl Iterator<Item = &Cause> {
        self.because
            .iter()
            .filter(|cause| matches!(directive(&cause.value), "nofollow" | "none"))
    }

    /// The directives that ask not to index the page.
    pub fn noindex_causes(&self) -> impl Iterator<Item = &Cause> {
        self.because
            .iter()
            .filter(|cause| matches!(directive(&cause.value), "noindex" | "none"))
    }

    fn apply(&mut self, directive: &Directive) {
        let word = &directive.word;
        match word.as_str() {
            "noindex" => self.index = false,
            "nofollow" => self.follow = false,
            "none" => {
                self.index = false;
                self.follow = false;
            }
            _ => return,
        }
        let by = if directive.in_header {
            Mechanism::XRobotsTag
        } else {
            Mechanism::RobotsMeta
        };
        let value = match &directive.speaks_to {
            Some(bot) => format!("{bot}: {word}"),
            None => word.clone(),
        };
        // A page may say it any number of times, and every link repeats it.
        let cause = Cause { by, value };
        if !self.because.contains(&cause) {
            self.because.push(cause);
        }
    }
}

/// The directive of a cause's value: what is after the bot's name.
fn directive(value: &str) -> &str {
    value.rsplit(": ").next().unwrap_or(value)
}
