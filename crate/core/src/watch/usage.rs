//! What a site asks of those who use its pages: `Content-Signal` (Cloudflare, contentsignals.org),
//! `Content-Usage` (IETF AIPREF, draft-ietf-aipref-attach) and `tdm-reservation` (W3C community group,
//! `TDMRep`), in robots.txt and in headers. These are wishes: no large crawler documents that it obeys them.

use std::collections::BTreeMap;

use robotxt::{Agent, Robots};

use crate::url::Url;

/// Most lines of a robots.txt that are read: large files have tens of thousands.
const MAX_LINES: usize = 100_000;

/// What pages are used for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Use {
    /// Lists of search results.
    Search,
    /// Answers that are made of pages.
    Answers,
    /// Training of models.
    Training,
}

/// What is asked of one use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Wish {
    pub(super) of: Use,
    pub(super) allowed: bool,
    /// As it is written, with the name of its line or header.
    pub(super) written: String,
}

/// What robots.txt has beside its rules: whom it names, and the wishes for every crawler.
#[derive(Debug, Default)]
pub(super) struct RobotsLines {
    /// Names in small letters.
    named: Vec<String>,
    /// The line's name and its value.
    wishes: Vec<(&'static str, String)>,
}

const SIGNAL: &str = "Content-Signal";
const USAGE: &str = "Content-Usage";
const RESERVATION: &str = "tdm-reservation";

impl RobotsLines {
    /// Reads a file. A wish counts where it is for every crawler, or before any group.
    pub(super) fn of(text: &str) -> Self {
        let mut lines = Self::default();
        let (mut for_all, mut in_names) = (true, false);
        for line in text.lines().take(MAX_LINES) {
            let line = line.split('#').next().unwrap_or("");
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            if name.eq_ignore_ascii_case("user-agent") {
                // Several names in a row are one group (RFC 9309, 2.2.1).
                for_all = value == "*" || (in_names && for_all);
                in_names = true;
                lines.named.push(value.to_ascii_lowercase());
                continue;
            }
            in_names = false;
            let wish = [SIGNAL, USAGE].into_iter();
            if let Some(own) = wish.into_iter().find(|own| name.eq_ignore_ascii_case(own))
                && for_all
            {
                lines.wishes.push((own, value.to_owned()));
            }
        }
        lines
    }

    /// Whether it has a group for this crawler.
    pub(super) fn names(&self, agent: &str) -> bool {
        self.named
            .iter()
            .any(|name| name.eq_ignore_ascii_case(agent))
    }

    /// Whether it has a group for every crawler without one of its own.
    pub(super) fn speaks_to_all(&self) -> bool {
        self.named.iter().any(|name| name == "*")
    }

    /// The wishes for a page. One for a longer beginning of its path goes before others.
    pub(super) fn wishes(&self, url: &Url) -> Vec<Wish> {
        let mut found: BTreeMap<Use, (usize, Wish)> = BTreeMap::new();
        for (name, value) in &self.wishes {
            let (path, value) = match value.split_once(char::is_whitespace) {
                Some((path, rest)) if path.starts_with('/') => (path, rest),
                _ => ("", value.as_str()),
            };
            if !path.is_empty() && !is_below(url, path) {
                continue;
            }
            for wish in read(name, value, true) {
                let known = found.get(&wish.of).map_or(0, |(length, _)| *length);
                if path.len() >= known {
                    found.insert(wish.of, (path.len(), wish));
                }
            }
        }
        found.into_values().map(|(_, wish)| wish).collect()
    }
}

/// The same rules for paths as of `Disallow`.
fn is_below(url: &Url, path: &str) -> bool {
    let rule = format!("User-agent: *\nDisallow: {path}");
    !Robots::parse(rule.as_bytes(), Agent::Exact("*")).is_url_allowed(url)
}

/// The wishes of response headers.
pub(super) fn in_headers(headers: &[(String, String)]) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for (name, value) in headers {
        for own in [SIGNAL, USAGE] {
            if name.eq_ignore_ascii_case(own) {
                wishes.extend(read(own, value, false));
            }
        }
        if name.eq_ignore_ascii_case(RESERVATION) {
            wishes.extend(reservation(value));
        }
    }
    wishes
}

/// What `tdm-reservation` says: 1 reserves mining of text and data, which training is.
pub(super) fn reservation(value: &str) -> Option<Wish> {
    let allowed = match value.trim() {
        "0" => true,
        "1" => false,
        _ => return None,
    };
    Some(Wish {
        of: Use::Training,
        allowed,
        written: format!("{RESERVATION}: {}", value.trim()),
    })
}

/// Reads a list such as `search=yes, ai-train=no` or `train-ai=n`. What has another name or value says
/// nothing that is known.
fn read(line: &str, value: &str, in_robots: bool) -> Vec<Wish> {
    let place = if in_robots { "robots.txt, " } else { "" };
    let pairs = value.split(',').filter_map(|pair| pair.split_once('='));
    pairs
        .filter_map(|(name, value)| {
            let (name, value) = (name.trim(), value.trim());
            let of = match name.to_ascii_lowercase().as_str() {
                "search" => Use::Search,
                "ai-input" | "ai-use" | "use-ai" => Use::Answers,
                "ai-train" | "train-ai" | "train-genai" => Use::Training,
                _ => return None,
            };
            let allowed = match value.to_ascii_lowercase().as_str() {
                "yes" | "y" => true,
                "no" | "n" => false,
                _ => return None,
            };
            Some(Wish {
                of,
                allowed,
                written: format!("{place}{line}: {name}={value}"),
            })
        })
        .collect()
}
