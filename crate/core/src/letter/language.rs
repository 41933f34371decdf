//! The languages letters are written in.

use serde::{Deserialize, Serialize};

/// A language letters are written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Language {
    #[serde(rename = "en")]
    English,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "de")]
    German,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "pt_BR")]
    Portuguese,
    #[serde(rename = "ja")]
    Japanese,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 6] = [
        Self::English,
        Self::Spanish,
        Self::German,
        Self::French,
        Self::Portuguese,
        Self::Japanese,
    ];

    /// Its tag, to be put in `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::German => "de",
            Self::French => "fr",
            Self::Portuguese => "pt-BR",
            Self::Japanese => "ja",
        }
    }

    /// The language nearest to a page's language tag; English where none is near or none is known.
    pub fn nearest(tag: Option<&str>) -> Self {
        let primary = |tag: &str| {
            tag.split(['-', '_'])
                .next()
                .unwrap_or("")
                .to_ascii_lowercase()
        };
        let wanted = primary(tag.unwrap_or_default().trim());
        let near = Self::ALL
            .into_iter()
            .find(|language| primary(language.tag()) == wanted);
        near.unwrap_or(Self::English)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_language_is_taken_and_else_english() {
        for (tag, language) in [
            (Some("pt"), Language::Portuguese),
            (Some("de-AT"), Language::German),
            (Some("JA_jp"), Language::Japanese),
            (Some("en-GB"), Language::English),
            (Some("nl"), Language::English),
            (Some(""), Language::English),
            (None, Language::English),
        ] {
            assert_eq!(Language::nearest(tag), language, "{tag:?}");
        }
    }
}
