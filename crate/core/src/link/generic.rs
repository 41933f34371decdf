//! Anchor texts that say nothing of their target, by language.

/// Words in lower case; a row a language.
const GENERIC: &[(&str, &[&str])] = &[(
    "en",
    &[
        "click here",
        "click",
        "here",
        "this",
        "link",
        "this link",
        "website",
        "visit website",
        "visit site",
        "visit homepage",
        "homepage",
        "home page",
        "site",
        "web",
        "page",
        "more",
        "read more",
        "learn more",
        "find out more",
        "see more",
        "more info",
        "details",
        "source",
        "go",
        "visit",
        "view",
        "view more",
        "continue reading",
        "full story",
        "article",
        "this article",
        "this page",
        "download",
        "official site",
        "official website",
    ],
)];

/// Whether the words say nothing of the target, in the page's language or in English.
pub(super) fn is_generic(words: &str, language: Option<&str>) -> bool {
    let words = words
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let primary = language
        .unwrap_or("")
        .split(['-', '_'])
        .next()
        .unwrap_or("")
        .to_ascii_lowercase();
    GENERIC
        .iter()
        .filter(|(tag, _)| *tag == "en" || *tag == primary)
        .any(|(_, list)| list.contains(&words.as_str()))
}
