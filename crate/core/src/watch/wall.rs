//! Walls: pages that stand before the one that was asked for and want a person.

use html5ever::{LocalName, local_name};

use super::response::Answer;
use crate::document::{Clock, Document, NodeId, parse};

/// A wall says little: pages with so many words or more are what was asked for, whatever they load.
pub(super) const FEW_WORDS: usize = 200;

/// In the source of a challenge and of no page behind it, in small letters. Sites that test their visitors' browsers in
/// passing load `/cdn-cgi/challenge-platform/` on every page, so that alone says nothing on a full one.
const OF_CHALLENGES: [&str; 3] = ["_cf_chl_opt", "cf-chl-", "/.well-known/captcha"];

/// In the source of pages that want a person, where they say little else; in small letters.
const OF_SHORT_PAGES: [&str; 10] = [
    "/cdn-cgi/challenge-platform/",
    "www.google.com/recaptcha/",
    "www.recaptcha.net/recaptcha/",
    "hcaptcha.com/",
    "challenges.cloudflare.com/turnstile",
    "captcha-delivery.com",
    "px-captcha",
    "geo.captcha",
    "awswafcaptcha",
    "_incapsula_resource",
];

/// Titles of challenges, as they begin, in small letters.
const TITLES: [&str; 12] = [
    "just a moment",
    "attention required",
    "access denied",
    "are you a robot",
    "are you human",
    "checking your browser",
    "one more step",
    "please verify",
    "robot or human",
    "security check",
    "un momento",
    "nur einen moment",
];

/// Segments of addresses that log-in forms are at.
const LOGINS: [&str; 9] = [
    "login", "log-in", "signin", "sign-in", "sign_in", "auth", "sso", "anmelden", "account",
];

/// Whether a header says so, which it does with any status.
pub(super) fn by_header(answer: &Answer) -> bool {
    let mitigated = answer.header("cf-mitigated").unwrap_or("");
    mitigated.trim().eq_ignore_ascii_case("challenge")
}

/// Whether the title is one's, on a page that says little else. `words` is how many the page has, `None`
/// where they can't be counted.
pub(super) fn by_title(title: Option<&str>, words: Option<usize>) -> bool {
    let title = title.unwrap_or("").trim().to_lowercase();
    is_short(words) && TITLES.iter().any(|own| title.starts_with(own))
}

fn is_short(words: Option<usize>) -> bool {
    words.is_some_and(|words| words < FEW_WORDS)
}

/// Whether the source is one, by what only challenges hold or by what a short page holds. `words` is
/// how many the page has, `None` where they can't be counted.
pub(super) fn by_source(
    answer: &Answer,
    title: Option<&str>,
    words: Option<usize>,
    out_of_time: Clock<'_>,
) -> bool {
    if by_title(title, words) {
        return true;
    }
    let short = is_short(words);
    let source = answer.body.to_ascii_lowercase();
    let of_short = OF_SHORT_PAGES.iter().filter(|_| short);
    let marks = OF_CHALLENGES.iter().chain(of_short).copied();
    let marks: Vec<&str> = marks.filter(|mark| source.contains(mark)).collect();
    let login = short && is_at_login(answer);
    if marks.is_empty() && !login {
        return false;
    }
    let (document, _) = parse(&answer.body, out_of_time);
    document
        .subtree(NodeId::ROOT)
        .any(|node| holds(&document, node, &marks) || login && is_password(&document, node))
}

/// Whether one of these stands in what browsers read and readers don't: a script, or an attribute that
/// names or loads something. In the text, and in the address of a link, anybody may write it.
fn holds(document: &Document<'_>, node: NodeId, marks: &[&str]) -> bool {
    let holds_any = |text: &str| {
        let small = text.to_ascii_lowercase();
        marks.iter().any(|mark| small.contains(mark))
    };
    let in_attribute = document
        .attributes(node)
        .any(|(name, value)| is_for_browsers(name) && holds_any(value));
    let script = document
        .first_child(node)
        .filter(|_| document.is(node, &local_name!("script")))
        .and_then(|child| document.text(child));
    in_attribute || script.is_some_and(holds_any)
}

fn is_for_browsers(attribute: &LocalName) -> bool {
    matches!(
        *attribute,
        local_name!("src")
            | local_name!("id")
            | local_name!("class")
            | local_name!("name")
            | local_name!("action")
    )
}

/// Whether the address says that a log-in form is there. Many pages have a small one in their banner.
fn is_at_login(answer: &Answer) -> bool {
    let path = answer.url.split(['?', '#']).next().unwrap_or("");
    let mut segments = path.split('/').map(str::to_ascii_lowercase);
    segments.any(|segment| LOGINS.contains(&segment.as_str()))
}

fn is_password(document: &Document<'_>, node: NodeId) -> bool {
    let kind = document.attribute(node, &local_name!("type"));
    document.is(node, &local_name!("input"))
        && kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("password"))
}
