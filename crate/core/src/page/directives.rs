//! What a page's robots meta tags and its response's X-Robots-Tag headers ask of one bot, word by word.
//!
//! Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications":
//! names and values are case-insensitive; `robots` speaks to all bots, another name to that bot; in a
//! header a bot's name speaks for what follows it there. Tags moved into the body still count.

use html5ever::local_name;

use crate::document::{Document, NodeId};

/// The bot that reports are about.
pub(super) const BOT: &str = "googlebot";

/// Directives with a value after a colon: what is before that colon is no bot's name.
pub(super) const WITH_VALUE: [&str; 4] = [
    "unavailable_after",
    "max-snippet",
    "max-image-preview",
    "max-video-preview",
];

/// One directive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Directive {
    /// Whether it was read in a header; else in a meta tag.
    pub in_header: bool,
    /// Whom it speaks to: `robots` or a bot's name, in small letters; `None` for a header that names no bot.
    pub speaks_to: Option<String>,
    /// The directive in small letters, its value after a colon: `max-snippet:0`.
    pub word: String,
}

/// The directives for all bots and for the one named, of the document's robots meta tags and, where they are
/// known, of the response's headers (name and value each), in the order they are read.
pub fn directives(
    document: &Document<'_>,
    headers: Option<&[(String, String)]>,
    bot: &str,
) -> Vec<Directive> {
    let mut found = Vec::new();
    for id in document.subtree(NodeId::ROOT) {
        if !document.is(id, &local_name!("meta")) {
            continue;
        }
        let name = document.attribute(id, &local_name!("name"));
        let content = document.attribute(id, &local_name!("content"));
        if let (Some(name), Some(content)) = (name, content) {
            read_meta(name, content, bot, &mut found);
        }
    }
    for (name, value) in headers.unwrap_or_default() {
        if name.trim().eq_ignore_ascii_case("x-robots-tag") {
            read_header(value, bot, &mut found);
        }
    }
    found
}

fn read_meta(name: &str, content: &str, bot: &str, found: &mut Vec<Directive>) {
    let name = name.trim().to_ascii_lowercase();
    if name != "robots" && !name.eq_ignore_ascii_case(bot) {
        return;
    }
    let content = content.to_ascii_lowercase().replace(": ", ":");
    let words = content.split(|c: char| c == ',' || c.is_whitespace());
    found.extend(words.filter(|word| !word.is_empty()).map(|word| Directive {
        in_header: false,
        speaks_to: Some(name.clone()),
        word: word.to_owned(),
    }));
}

fn read_header(value: &str, bot: &str, found: &mut Vec<Directive>) {
    let mut speaks_to: Option<String> = None;
    let value = value.to_ascii_lowercase().replace(": ", ":");
    for part in value.split(',') {
        let mut words = part.trim();
        if let Some((head, tail)) = words.split_once(':') {
            let head = head.trim();
            let names_bot = !WITH_VALUE.contains(&head)
                && !head.is_empty()
                && !head.contains(|c: char| c.is_ascii_whitespace());
            if names_bot {
                speaks_to = Some(head.to_owned());
                words = tail;
            }
        }
        let for_bot = |name: &String| name.eq_ignore_ascii_case(bot);
        if speaks_to.as_ref().is_none_or(for_bot) {
            found.extend(words.split_whitespace().map(|word| Directive {
                in_header: true,
                speaks_to: speaks_to.clone(),
                word: word.to_owned(),
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;

    #[test]
    fn each_bot_is_told_what_is_for_all_and_for_itself() {
        let (document, _) = parse(
            "<meta name=robots content='index, max-snippet: 50'><meta name=BingBot content=noarchive>",
            &|| false,
        );
        let header = |value: &str| ("X-Robots-Tag".to_owned(), value.to_owned());
        let headers = [
            header("GPTBot: noindex, nofollow, bingbot: max-snippet: 0"),
            header("Unavailable_After: 25 Jun 2026 15:00:00 GMT, nosnippet"),
        ];
        let words = |bot: &str| {
            let all = directives(&document, Some(&headers), bot);
            let words: Vec<String> = all.into_iter().map(|directive| directive.word).collect();
            words.join(" ")
        };
        let of_header = "unavailable_after:25 jun 2026 15:00:00 gmt nosnippet";
        assert_eq!(
            words("googlebot"),
            format!("index max-snippet:50 {of_header}")
        );
        assert_eq!(
            words("Bingbot"),
            format!("index max-snippet:50 noarchive max-snippet:0 {of_header}")
        );
        assert_eq!(
            words("GPTBot"),
            format!("index max-snippet:50 noindex nofollow {of_header}")
        );
    }
}
