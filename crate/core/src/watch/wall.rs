//! Walls: pages that stand before the one that was asked for and want a person.

use html5ever::local_name;

use super::response::Answer;
use crate::document::{Document, NodeId, parse};

/// A wall says little: pages with so many words or more are what was asked for, whatever they load.
pub(super) const FEW_WORDS: usize = 200;

/// In the source of a challenge and of no page behind it. Sites that test their visitors' browsers in
/// passing load `/cdn-cgi/challenge-platform/` on every page, so that alone says nothing on a full one.
const OF_CHALLENGES: [&str; 3] = ["_cf_chl_opt", "cf-chl-", "/.well-known/captcha"];

/// In the source of pages that want a person, where they say little else.
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

/// Whether the source is one, by what only challenges hold or by what a short page holds. `words` is
/// how many the page has, `None` where they can't be counted.
pub(super) fn by_source(answer: &Answer, title: Option<&str>, words: Option<usize>) -> bool {
    let source = answer.body.as_str();
    if OF_CHALLENGES.iter().any(|mark| source.contains(mark)) {
        return true;
    }
    let title = title.unwrap_or("").trim().to_lowercase();
    let short = words.is_some_and(|words| words < FEW_WORDS);
    short
        && (TITLES.iter().any(|own| title.starts_with(own))
            || holds_any(source, &OF_SHORT_PAGES)
            || is_login(answer))
}

/// Whether a text holds one of these, in any letters.
fn holds_any(text: &str, marks: &[&str]) -> bool {
    let small = text.to_ascii_lowercase();
    marks.iter().any(|mark| small.contains(mark))
}

/// Whether it is a log-in form: a field for a password, at an address that says so or with nothing but
/// the form. Many pages have a small one in their banner.
fn is_login(answer: &Answer) -> bool {
    let (document, _) = parse(&answer.body, &|| false);
    let fields = document
        .subtree(NodeId::ROOT)
        .filter(|&node| is_password(&document, node));
    let path = answer.url.split(['?', '#']).next().unwrap_or("");
    let mut segments = path.split('/').map(str::to_ascii_lowercase);
    fields.count() > 0 && segments.any(|segment| LOGINS.contains(&segment.as_str()))
}

fn is_password(document: &Document<'_>, node: NodeId) -> bool {
    let kind = document.attribute(node, &local_name!("type"));
    document.is(node, &local_name!("input"))
        && kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("password"))
}
