//! What a heading or a label says of what follows it.

use super::hint::Hints;
use super::phrases::{
    ACCEPTS, ALERTS, BY, CONTROLS, HEADINGS, OFFERS, PAGE_TOOL_WORDS, PAGE_TOOLS, REFUSES, SKIPS,
    THREAD_TOOLS,
};

/// Longest text that is taken for a label, in bytes.
pub(super) const LABEL_BYTES: usize = 96;

/// What a heading says of the block below it. It must begin with a known phrase, and for short
/// phrases hold little more: "Related articles" is a label, "Related work in biology" is not.
pub(super) fn heading(text: &str) -> Hints {
    if text.is_empty() || text.len() > LABEL_BYTES {
        return Hints::NONE;
    }
    let text = text.to_lowercase();
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    HEADINGS
        .iter()
        .find(|(hints, phrases)| phrases.iter().any(|phrase| begins(text, phrase, *hints)))
        .map_or(Hints::NONE, |&(hints, _)| hints)
}

fn begins(text: &str, phrase: &str, hints: Hints) -> bool {
    let Some(rest) = text.strip_prefix(phrase) else {
        return false;
    };
    let ends_word = phrase.ends_with([' ', ':'])
        || !phrase.is_ascii()
        || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
    // Teasers are announced at length ("More stories from our newsroom"); other labels are short.
    let room = if hints.any(Hints::RELATED) { 60 } else { 14 };
    let words_left = rest.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    ends_word && words_left <= room
}

/// Whether the text before a link ends in a word that names an author ("by", "von").
pub(super) fn ends_with_by(before: &str) -> bool {
    let tail =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '|'));
    if tail.is_empty() || tail.len() > LABEL_BYTES {
        return false;
    }
    let tail = tail.to_lowercase();
    BY.iter().any(|by| {
        tail.strip_suffix(by).is_some_and(|rest| {
            let rest = rest.trim_end();
            rest.is_empty() || !by.is_ascii() || rest.ends_with(|c: char| !c.is_alphabetic())
        })
    })
}

/// Longest label of a tool, in bytes: "Report a problem with this page on GitHub" and a sign.
const TOOL_BYTES: usize = 48;

/// Whether a link's text asks for an action on the page: to edit it, report it, print it.
pub(super) fn is_page_tool(text: &str) -> bool {
    tool_label(text).is_some_and(|label| {
        PAGE_TOOL_WORDS.contains(&label.as_str())
            || PAGE_TOOLS.iter().any(|tool| label.starts_with(tool))
    })
}

/// Whether a link's text asks for an action on a thread: to answer it, begin another, print it.
pub(super) fn is_thread_tool(text: &str) -> bool {
    tool_label(text).is_some_and(|label| THREAD_TOOLS.iter().any(|tool| label.starts_with(tool)))
}

/// A text that is short enough for a tool's label, in lower case and without signs around it.
fn tool_label(text: &str) -> Option<String> {
    let label = text.trim_matches(|c: char| !c.is_alphanumeric());
    (label.len() <= TOOL_BYTES).then(|| label.to_lowercase())
}

/// Whether a link's text is a button that sells: short, with a word of a shop.
pub(super) fn is_offer(text: &str) -> bool {
    tool_label(text).is_some_and(|label| OFFERS.iter().any(|offer| begins_word(&label, offer)))
}

/// What a button of a panel asks of a visitor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Asks {
    /// To agree.
    Accept,
    /// To refuse, or to choose.
    Refuse,
    /// To send a notice of a price or a product.
    Alert,
}

/// What a button's text asks, if it is a panel's.
pub(super) fn asks(text: &str) -> Option<Asks> {
    let label = tool_label(text).filter(|label| !label.is_empty())?;
    let known = |words: &[&str]| words.contains(&label.as_str());
    if known(ACCEPTS) {
        Some(Asks::Accept)
    } else if known(REFUSES) {
        Some(Asks::Refuse)
    } else {
        known(ALERTS).then_some(Asks::Alert)
    }
}

/// Whether a text begins with a phrase, and not in the middle of a longer word.
fn begins_word(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| !phrase.is_ascii() || !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Whether a link's text asks for an action on a post.
pub(super) fn is_control(text: &str) -> bool {
    let text = text.trim();
    if text.len() > TOOL_BYTES {
        return false;
    }
    let text = text.to_lowercase();
    CONTROLS.contains(&text.as_str())
        || text
            .strip_prefix('#')
            .is_some_and(|rest| is_number(rest.trim_start()))
}

/// Whether a text is a number, as posts are counted ("1", "1,204").
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

/// Whether a link's text says that it skips to a part of the page.
pub(super) fn is_skip(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LABEL_BYTES {
        return false;
    }
    let text = text.to_lowercase();
    SKIPS.iter().any(|skip| text.starts_with(skip))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_labels_not_sentences() {
        assert!(heading("Related articles").any(Hints::RELATED));
        assert!(heading("Das könnte Sie auch interessieren").any(Hints::RELATED));
        assert!(heading("関連記事").any(Hints::RELATED));
        assert!(heading("Sources of error in measuring prose").is_empty());
        assert!(heading("Sharepoint for beginners").is_empty());
    }

    #[test]
    fn tools_are_labels_in_six_languages() {
        let of_page = [
            "[edit]",
            "Edit this page on GitHub",
            "Fehler melden",
            "Imprimir",
            "このページを編集",
        ];
        assert!(of_page.iter().all(|label| is_page_tool(label)));
        let of_thread = [
            "Post Reply",
            "Neues Thema",
            "Nouveau sujet",
            "Nuevo tema",
            "Novo tópico",
        ];
        assert!(of_thread.iter().all(|label| is_thread_tool(label)));
        assert!(!is_page_tool("Editing photographs") && !is_page_tool("Prints and frames"));
        assert!(!is_thread_tool("Replying to letters"));
    }

    #[test]
    fn a_byline_ends_in_by() {
        assert!(ends_with_by("Written by "));
        assert!(ends_with_by("Von"));
        assert!(!ends_with_by("standby"));
    }
}
