//! Foreign content: which vocabulary an element is of, which a serialisation does not say.

use html5ever::{LocalName, local_name};

use crate::Vocabulary;

/// What the children of an element are: which vocabulary a name is of is not written, but follows
/// from the element around it.
#[derive(Clone, Copy)]
pub(super) enum Inside {
    Html,
    Svg,
    MathMl,
    /// MathML's elements of text, which hold HTML.
    MathMlText,
    /// MathML's `annotation-xml`, which may hold SVG.
    MathMlAnnotation,
}

impl Inside {
    /// Inside an element of this name; `encoding` gives its attribute of that name, which few are
    /// asked for.
    pub(super) fn of<'a>(
        name: &LocalName,
        vocabulary: Vocabulary,
        encoding: impl FnOnce() -> Option<&'a str>,
    ) -> Self {
        match (vocabulary, name) {
            (Vocabulary::Html, _)
            | (
                Vocabulary::Svg,
                &(local_name!("foreignObject") | local_name!("desc") | local_name!("title")),
            ) => Self::Html,
            (Vocabulary::Svg, _) => Self::Svg,
            (
                Vocabulary::MathMl,
                &(local_name!("mi")
                | local_name!("mo")
                | local_name!("mn")
                | local_name!("ms")
                | local_name!("mtext")),
            ) => Self::MathMlText,
            (Vocabulary::MathMl, &local_name!("annotation-xml")) => {
                if encoding().is_some_and(is_html) {
                    Self::Html
                } else {
                    Self::MathMlAnnotation
                }
            }
            (Vocabulary::MathMl | Vocabulary::Other, _) => Self::MathMl,
        }
    }

    /// What an element of this name is here. A document in which a script has put HTML right into
    /// foreign content is not written so (extension/markup.js).
    pub(super) fn vocabulary(self, name: &LocalName) -> Vocabulary {
        let foreign = match self {
            Self::Html => None,
            Self::Svg => Some(Vocabulary::Svg),
            Self::MathMlText => {
                matches!(&**name, "mglyph" | "malignmark").then_some(Vocabulary::MathMl)
            }
            Self::MathMlAnnotation if *name == local_name!("svg") => Some(Vocabulary::Svg),
            Self::MathMl | Self::MathMlAnnotation => Some(Vocabulary::MathMl),
        };
        foreign.unwrap_or(match *name {
            local_name!("svg") => Vocabulary::Svg,
            local_name!("math") => Vocabulary::MathMl,
            _ => Vocabulary::Html,
        })
    }
}

/// Whether an `annotation-xml` of this encoding holds HTML.
fn is_html(encoding: &str) -> bool {
    ["text/html", "application/xhtml+xml"]
        .iter()
        .any(|known| encoding.eq_ignore_ascii_case(known))
}

/// Attributes of foreign elements that are in a namespace and found by their local name (HTML
/// standard, "adjust foreign attributes").
pub(super) const NAMESPACED: [&str; 10] = [
    "xlink:actuate",
    "xlink:arcrole",
    "xlink:href",
    "xlink:role",
    "xlink:show",
    "xlink:title",
    "xlink:type",
    "xml:lang",
    "xml:space",
    "xmlns:xlink",
];
