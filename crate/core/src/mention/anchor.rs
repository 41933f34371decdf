//! What the anchor of a link to a site of the user's says: its name, its address, a keyword.

use super::names::{Form, Names};
use super::search::is_whole_in;
use crate::document::fold;
use crate::link::{Anchor, AnchorKind, AnchorSource, is_generic, looks_like_address};
use crate::site::{Site, words};

/// Words before a name that say nothing, in the languages with articles.
const ARTICLES: &[&str] = &[
    "a ", "an ", "the ", "der ", "die ", "das ", "den ", "dem ", "ein ", "eine ", "el ", "la ",
    "los ", "las ", "un ", "una ", "le ", "les ", "l'", "une ", "il ", "lo ", "gli ", "i ", "o ",
    "os ", "as ", "um ", "uma ", "de ", "het ", "een ",
];

impl Names {
    /// The kind of the anchor of a link to one of the sites: as it is for any link, distinguished by
    /// the site's names and keywords where the link has a text.
    pub fn anchor_kind(
        &self,
        at: usize,
        site: &Site,
        anchor: &Anchor,
        language: Option<&str>,
    ) -> AnchorKind {
        if anchor.source != AnchorSource::Text {
            return anchor.kind;
        }
        let folded = fold(&anchor.text);
        let text = bare(&folded);
        let (alone, within) = self.named(at, &folded, text);
        if alone {
            AnchorKind::Brand
        } else if looks_like_address(&anchor.text) {
            AnchorKind::Url
        } else if within {
            AnchorKind::BrandPhrase
        } else if site
            .keywords
            .iter()
            .any(|keyword| bare(&fold(keyword)) == text)
        {
            AnchorKind::Exact
        } else if is_generic(&anchor.text, language) {
            AnchorKind::Generic
        } else if site.keywords.iter().any(|keyword| shares(keyword, text)) {
            AnchorKind::Partial
        } else {
            AnchorKind::Descriptive
        }
    }

    /// Whether a folded text is one of the site's names alone, and whether it holds one.
    fn named(&self, site: usize, folded: &str, bare_text: &str) -> (bool, bool) {
        let short = self.sites.get(site).is_some_and(|names| {
            let mut short = names.too_short.iter();
            short.any(|name| fold(name) == bare_text)
        });
        let (mut alone, mut within) = (short, short);
        for place in self.places(folded).0 {
            let own = place.pattern.site == site
                && matches!(
                    place.pattern.form,
                    Form::Name { .. } | Form::Variant { .. } | Form::Domain { .. }
                );
            if !own || !is_whole_in(folded, place.start, place.end) {
                continue;
            }
            within = true;
            let named = folded.get(place.start..place.end).unwrap_or("");
            let is_name = !matches!(place.pattern.form, Form::Domain { .. });
            alone |= is_name && (named == bare_text || bare(named) == bare_text);
        }
        (alone, within)
    }
}

/// A folded text without what says nothing at its ends: signs, an article, a possessive.
fn bare(text: &str) -> &str {
    let signs = |c: char| !c.is_alphanumeric();
    let text = text.trim_matches(signs);
    let text = text.strip_suffix("'s").unwrap_or(text);
    let rest = ARTICLES
        .iter()
        .find_map(|article| text.strip_prefix(article));
    rest.filter(|rest| !rest.is_empty())
        .unwrap_or(text)
        .trim_matches(signs)
}

/// Whether a text holds at least half of a keyword's words.
fn shares(keyword: &str, text: &str) -> bool {
    let wanted: Vec<String> = words(keyword).collect();
    let found: Vec<String> = words(text).collect();
    let shared = wanted.iter().filter(|word| found.contains(word)).count();
    shared > 0 && shared * 2 >= wanted.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_one_letter_is_an_anchor_of_the_brand() {
        let site = Site {
            name: "X".into(),
            domains: vec!["x.example".into()],
            ..Site::default()
        };
        let names = Names::of(std::slice::from_ref(&site));
        let kind = |text: &str| {
            let anchor = Anchor {
                text: text.into(),
                source: AnchorSource::Text,
                kind: AnchorKind::Descriptive,
            };
            names.anchor_kind(0, &site, &anchor, Some("en"))
        };
        assert_eq!(kind("X"), AnchorKind::Brand);
        assert_eq!(kind("“X”"), AnchorKind::Brand);
        assert_ne!(kind("X-ray tables"), AnchorKind::Brand);
    }

    #[test]
    fn what_says_nothing_is_taken_off() {
        for (text, rest) in [
            ("the acme »", "acme"),
            ("“acme”", "acme"),
            ("acme's", "acme"),
            ("l'acme", "acme"),
            ("acme®", "acme"),
            ("the", "the"),
        ] {
            assert_eq!(bare(text), rest);
        }
    }
}
