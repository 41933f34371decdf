//! What a page says of itself for previews in networks and messengers.
//!
//! Source: the Open Graph protocol, "Basic Metadata".

use serde::{Deserialize, Serialize};

use crate::document::collapse;
use crate::length::{self, MAX_NAME_CHARS, MAX_VALUE_CHARS, cut_owned};
use crate::url::Base;

/// The page in a preview; `None` is not said.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenGraph {
    /// Its title there.
    pub title: Option<String>,
    /// Its description there.
    pub description: Option<String>,
    /// The address of its first image.
    pub image: Option<String>,
    /// What kind of thing it is, such as `article`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

impl OpenGraph {
    /// Takes what a `<meta>` of this name, in lower case, says; of several the first counts.
    pub(super) fn offer(&mut self, name: &str, content: &str) {
        let (slot, chars) = match name {
            "og:title" => (&mut self.title, MAX_VALUE_CHARS),
            "og:description" => (&mut self.description, MAX_DESCRIPTION_CHARS),
            "og:type" => (&mut self.kind, MAX_NAME_CHARS),
            "og:image" | "og:image:url" | "og:image:secure_url" => {
                (&mut self.image, length::MAX_ADDRESS_BYTES)
            }
            _ => return,
        };
        let value = collapse(content);
        if slot.is_none() && !value.is_empty() {
            *slot = Some(cut_owned(value, chars));
        }
    }

    /// The same with the image's whole address.
    pub(super) fn resolved(mut self, base: &Base) -> Self {
        let image = self.image.and_then(|image| base.resolve(&image));
        self.image = image.map(|url| length::address(url.as_str()));
        self
    }
}

/// Longest description of a page, in characters: search results show some 160 of one.
pub(super) const MAX_DESCRIPTION_CHARS: usize = 1_000;
