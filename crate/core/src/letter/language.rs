//! The languages letters and messages are written in.

use serde::{Deserialize, Serialize};

/// A language letters and messages are written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Language {
    #[serde(rename = "en")]
    En,
    #[serde(rename = "es")]
    Es,
    #[serde(rename = "de")]
    De,
    #[serde(rename = "fr")]
    Fr,
    #[serde(rename = "pt_BR")]
    PtBr,
    #[serde(rename = "ja")]
    Ja,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 6] = [Self::En, Self::Es, Self::De, Self::Fr, Self::PtBr, Self::Ja];

    /// Its tag, to be put in `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::De => "de",
            Self::Fr => "fr",
            Self::PtBr => "pt-BR",
            Self::Ja => "ja",
        }
    }

    /// Its name as the message files and stored templates write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PtBr => "pt_BR",
            other => other.tag(),
        }
    }

    /// The language of a page's language tag, whatever its region; `None` where it is none of
    /// these.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = |tag: &str| {
            tag.split(['-', '_'])
                .next()
                .unwrap_or("")
                .to_ascii_lowercase()
        };
        let wanted = primary(tag.trim());
        Self::ALL
            .into_iter()
            .find(|language| primary(language.tag()) == wanted)
    }

    /// The language nearest to a page's language tag; English where none is near or none is known.
    pub fn nearest(tag: Option<&str>) -> Self {
        tag.and_then(Self::of_tag).unwrap_or(Self::En)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_language_is_taken_and_else_english() {
        for (tag, language) in [
            (Some("pt"), Language::PtBr),
            (Some("de-AT"), Language::De),
            (Some("JA_jp"), Language::Ja),
            (Some("en-GB"), Language::En),
            (Some("nl"), Language::En),
            (Some(""), Language::En),
            (None, Language::En),
        ] {
            assert_eq!(Language::nearest(tag), language, "{tag:?}");
        }
    }
}
