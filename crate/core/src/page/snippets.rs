//! What the page excludes from search snippets (and Google's AI Overviews, which follow the same
//! rules): `nosnippet` and `max-snippet` for the whole page.
//!
//! Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications":
//! `max-snippet:0` is `nosnippet`, `-1` is no limit; the most restrictive rule wins.

use serde::{Deserialize, Serialize};

use super::directives::Directive;

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
    pub(super) fn of(directives: &[Directive]) -> Self {
        let mut snippets = Self::default();
        for directive in directives {
            snippets.apply(&directive.word);
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

#[cfg(test)]
mod tests {
    use super::super::directives::{BOT, directives};
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
        let read =
            |header: &[(String, String)]| Snippets::of(&directives(&document, Some(header), BOT));
        let snippets = read(&header("otherbot: nosnippet"));
        assert_eq!((snippets.none, snippets.most), (false, Some(20)));
        let snippets = read(&header("googlebot: nosnippet"));
        assert!(snippets.none);
        assert!(read(&header("max-snippet:0")).none);
    }
}
