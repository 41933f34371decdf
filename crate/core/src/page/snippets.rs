//! What the page excludes from search snippets (and Google's AI Overviews, which follow the same
//! rules): `nosnippet` and `max-snippet` for the whole page.
//!
//! Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications":
//! `max-snippet:0` is `nosnippet`, `-1` is no limit; the most restrictive rule wins.

use html5ever::local_name;
use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId};

/// Most directives listed: two names, and few pages set a number twice.
const MAX_DIRECTIVES: usize = 10;

/// What search results may show of the page's text.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snippets {
    /// The page asks for no snippet at all.
    pub none: bool,
    /// The most characters to be shown; `None` is no limit.
    pub most: Option<u32>,
    /// The directives, as they were read.
    pub because: Vec<String>,
}

impl Snippets {
    /// What the directives of a page say.
    pub(super) fn of(directives: &[String]) -> Self {
        let mut snippets = Self::default();
        for directive in directives {
            snippets.apply(directive);
        }
        snippets
    }

    fn apply(&mut self, directive: &String) {
        let most = directive
            .strip_prefix("max-snippet:")
            .and_then(|number| number.parse::<u32>().ok());
        if directive != "nosnippet" && most.is_none() {
            return;
        }
        self.none |= directive == "nosnippet" || most == Some(0);
        self.most = match (self.most, most) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if self.because.len() < MAX_DIRECTIVES && !self.because.contains(directive) {
            self.because.push(directive.clone());
        }
    }
}

/// The directives for all bots and for Google's, of the robots meta tags and the response's headers, where
/// they are known: in lower case, a value after its colon.
pub(super) fn directives<'a>(
    document: &'a Document<'_>,
    headers: Option<&'a [(String, String)]>,
) -> impl Iterator<Item = String> + 'a {
    let metas = document.subtree(NodeId::ROOT).filter_map(|id| {
        let name = document
            .attribute(id, &local_name!("name"))
            .filter(|_| document.is(id, &local_name!("meta")))?
            .trim();
        let speaks = name.eq_ignore_ascii_case("robots") || name.eq_ignore_ascii_case("googlebot");
        document
            .attribute(id, &local_name!("content"))
            .filter(|_| speaks)
    });
    let headers = headers
        .unwrap_or_default()
        .iter()
        .filter(|(name, value)| {
            name.trim().eq_ignore_ascii_case("x-robots-tag") && speaks_to_google(value)
        })
        .map(|(_, value)| value.as_str());
    metas.chain(headers).flat_map(|content| {
        let content = content.to_ascii_lowercase().replace(": ", ":");
        let words = content.split(|c: char| c == ',' || c.is_whitespace());
        let words = words.map(|word| word.strip_prefix("googlebot:").unwrap_or(word).to_owned());
        words.collect::<Vec<_>>()
    })
}

/// Whether a header's rules are for all bots or for Google's: another bot's name is before a
/// colon.
fn speaks_to_google(value: &str) -> bool {
    let lower = value.trim_start().to_ascii_lowercase();
    let Some((head, _)) = lower.split_once(':') else {
        return true;
    };
    head == "googlebot" || head.contains(',') || head.contains('-') || head == "unavailable_after"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;

    #[test]
    fn the_most_restrictive_rule_wins() {
        let (document, _) = parse(
            "<meta name=robots content='max-snippet: 50, index'><meta name=Googlebot content=max-snippet:20>\
             <meta name=bingbot content=nosnippet>",
            &|| false,
        );
        let header = |value: &str| [("X-Robots-Tag".to_owned(), value.to_owned())];
        let read = |header: &[(String, String)]| {
            Snippets::of(&directives(&document, Some(header)).collect::<Vec<_>>())
        };
        let snippets = read(&header("otherbot: nosnippet"));
        assert_eq!((snippets.none, snippets.most), (false, Some(20)));
        let snippets = read(&header("googlebot: nosnippet"));
        assert!(snippets.none);
        assert!(read(&header("max-snippet:0")).none);
    }
}
