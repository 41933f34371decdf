//! What the page asks of search engines: robots meta tags and the X-Robots-Tag header.
//!
//! Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications":
//! names and values are case-insensitive; `robots` speaks to all bots, another name to that bot;
//! several tags combine and the most restrictive wins. Tags moved into the body still count.

use html5ever::local_name;
use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId};

/// The bot the answers are about.
pub(super) const BOT: &str = "googlebot";

/// Directives with a value after a colon: what is before that colon is no bot's name.
pub(super) const WITH_VALUE: [&str; 4] = [
    "unavailable_after",
    "max-snippet",
    "max-image-preview",
    "max-video-preview",
];

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
        let mut robots = Self {
            index: true,
            follow: true,
            because: Vec::new(),
        };
        for id in document.subtree(NodeId::ROOT) {
            if !document.is(id, &local_name!("meta")) {
                continue;
            }
            let name = document.attribute(id, &local_name!("name"));
            let content = document.attribute(id, &local_name!("content"));
            if let (Some(name), Some(content)) = (name, content) {
                robots.read_meta(name, content);
            }
        }
        for (name, value) in headers.unwrap_or_default() {
            if name.trim().eq_ignore_ascii_case("x-robots-tag") {
                robots.read_header(value);
            }
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

    fn read_meta(&mut self, name: &str, content: &str) {
        let name = name.trim().to_ascii_lowercase();
        if name != "robots" && name != BOT {
            return;
        }
        for word in content.split(|c: char| c == ',' || c.is_whitespace()) {
            self.apply(Mechanism::RobotsMeta, Some(&name), word);
        }
    }

    fn read_header(&mut self, value: &str) {
        let mut bot: Option<String> = None;
        for part in value.split(',') {
            let mut words = part.trim();
            if let Some((head, tail)) = words.split_once(':') {
                let head = head.trim().to_ascii_lowercase();
                if WITH_VALUE.contains(&head.as_str()) {
                    continue;
                }
                if !head.is_empty() && !head.contains(|c: char| c.is_ascii_whitespace()) {
                    bot = Some(head);
                    words = tail;
                }
            }
            if bot.as_deref().is_none_or(|bot| bot == BOT) {
                for word in words.split_whitespace() {
                    self.apply(Mechanism::XRobotsTag, bot.as_deref(), word);
                }
            }
        }
    }

    fn apply(&mut self, by: Mechanism, speaks_to: Option<&str>, word: &str) {
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "noindex" => self.index = false,
            "nofollow" => self.follow = false,
            "none" => {
                self.index = false;
                self.follow = false;
            }
            _ => return,
        }
        let value = match speaks_to {
            Some(bot) => format!("{bot}: {word}"),
            None => word,
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
