//! Help: the guide for users, which the build makes a page in each language (`crate/xtask/src/guide.rs`), and the
//! paragraph of it that explains a reason.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::reason::{Key, Reason};

use crate::api;
use crate::i18n::{folder, t};
use crate::icon::{Icon, icon};

// `PARAGRAPHS`, and `place`: where in them a reason's is. See build.rs.
include!(concat!(env!("OUT_DIR"), "/paragraphs.rs"));

/// The guide's address in the language of the words.
pub fn address() -> String {
    format!("help/{}.html", folder())
}

/// Opens the guide in a tab.
pub fn open() {
    spawn_local(async {
        // The browser opens its own extension's page unless it is shutting down.
        let _ = api::open_own(&address()).await;
    });
}

/// The name of the paragraph that explains a reason.
fn paragraph(key: Key) -> &'static str {
    let name = PARAGRAPHS.get(usize::from(place(key)));
    name.copied().unwrap_or_default()
}

/// A small link after a reason's sentence, to the paragraph that explains it.
pub fn meaning(of: &Reason) -> impl IntoView + use<> {
    let href = format!("{}#{}", address(), paragraph(of.key()));
    let words = t("help_meaning");
    view! {
        <a
            class="meaning"
            data-part="meaning"
            href=href
            target="_blank"
            aria-label=words.clone()
            title=words
        >
            {icon(Icon::Info)}
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_explained_where_the_guide_says_so() {
        assert_eq!(paragraph(Key::RelDefect), "rel-values");
        assert_eq!(paragraph(Key::CanonicalElsewhere), "canonical");
        assert!(Key::ALL.iter().all(|&key| !paragraph(key).is_empty()));
    }
}
