//! Labels: what the text of a link or a button asks for.

use std::sync::LazyLock;

use super::beginnings::Beginnings;
use super::lexicon::Lexicon;
use super::phrases::{
    ACCEPTS, ACCOUNTS, ALERTS, CONTROLS, MORE, OFFERS, PAGE_TOOL_WORDS, PAGE_TOOLS, REFUSES, SKIPS,
    THREAD_TOOLS,
};

/// What a label asks for, as a set.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Label(u16);

impl Label {
    /// An action on the page: to edit it, report it, print it.
    pub(super) const PAGE_TOOL: Self = Self(1);
    /// An action on a thread: to answer it, begin another, print it.
    pub(super) const THREAD_TOOL: Self = Self(1 << 1);
    /// An action on a post.
    pub(super) const CONTROL: Self = Self(1 << 2);
    /// To skip to a part of the page.
    pub(super) const SKIP: Self = Self(1 << 3);
    /// To go on: to the rest of a text, or to all of a list.
    pub(super) const MORE: Self = Self(1 << 4);
    /// To come to the reader's account or cart.
    pub(super) const ACCOUNT: Self = Self(1 << 5);
    /// To buy.
    pub(super) const OFFER: Self = Self(1 << 6);
    /// To agree.
    pub(super) const ACCEPT: Self = Self(1 << 7);
    /// To refuse, or to choose.
    pub(super) const REFUSE: Self = Self(1 << 8);
    /// To send a notice of a price or a product.
    pub(super) const ALERT: Self = Self(1 << 9);

    /// Whether it asks for any of these.
    pub(super) const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() || text.len() > SKIP_BYTES {
            return Self::default();
        }
        let whole = text.to_lowercase();
        let bare = whole.trim_matches(|c: char| !c.is_alphanumeric());
        let mut label = begins(&whole, |kind| kind == Self::SKIP);
        if bare.len() <= LABEL_BYTES {
            label = label.and(begins(bare, |kind| kind != Self::SKIP));
            for text in [bare, whole.as_str()] {
                label = label.and(of_whole(text));
            }
        }
        if whole
            .strip_prefix('#')
            .is_some_and(|rest| is_number(rest.trim_start()))
        {
            label = label.and(Self::CONTROL);
        }
        label
    }

    /// The first of what it asks for, counted from 1; 0 for nothing.
    pub(super) fn first(self) -> i16 {
        let first = self.0.trailing_zeros() + 1;
        i16::try_from(first).unwrap_or(0) % 17
    }
}

/// Longest label, in bytes: "Report a problem with this page on GitHub" and a sign.
const LABEL_BYTES: usize = 48;

/// Longest label of a link that skips to a part of the page, in bytes.
const SKIP_BYTES: usize = 96;

/// Labels that begin with one of these phrases.
static BEGINNINGS: LazyLock<Beginnings<Label>> = LazyLock::new(|| {
    let tables = [
        (SKIPS, Label::SKIP),
        (PAGE_TOOLS, Label::PAGE_TOOL),
        (THREAD_TOOLS, Label::THREAD_TOOL),
        (MORE, Label::MORE),
        (ACCOUNTS, Label::ACCOUNT),
        (OFFERS, Label::OFFER),
    ];
    let phrases = tables
        .into_iter()
        .flat_map(|(phrases, label)| phrases.iter().map(move |&phrase| (phrase, label)));
    Beginnings::new(phrases)
});

/// Labels that are one of these words.
static WHOLE: LazyLock<Lexicon> = LazyLock::new(|| {
    let tables = [
        (PAGE_TOOL_WORDS, Label::PAGE_TOOL),
        (CONTROLS, Label::CONTROL),
        (ACCEPTS, Label::ACCEPT),
        (REFUSES, Label::REFUSE),
        (ALERTS, Label::ALERT),
    ];
    let words = tables
        .into_iter()
        .flat_map(|(words, label)| words.iter().map(move |&word| (word, label.0.into())));
    Lexicon::new(words)
});

fn of_whole(text: &str) -> Label {
    Label(u16::try_from(WHOLE.get(text)).unwrap_or(0))
}

/// What the phrases say that a text begins with. A word that sells must not be the beginning of a
/// longer one ("buyer").
fn begins(text: &str, wanted: impl Fn(Label) -> bool) -> Label {
    BEGINNINGS
        .of(text)
        .filter(|&(phrase, &label, rest)| {
            let cut = phrase.is_ascii() && rest.starts_with(|c: char| c.is_alphanumeric());
            wanted(label) && !(label == Label::OFFER && cut)
        })
        .fold(Label::default(), |all, (_, &label, _)| all.and(label))
}

/// Whether a text is a number, as posts are counted ("1", "1,204").
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_are_labels_in_six_languages() {
        let of_page = [
            "[edit]",
            "Edit this page on GitHub",
            "Fehler melden",
            "Imprimir",
            "このページを編集",
        ];
        assert!(
            of_page
                .iter()
                .all(|text| Label::of(text).any(Label::PAGE_TOOL))
        );
        let of_thread = [
            "Post Reply",
            "Neues Thema",
            "Nouveau sujet",
            "Nuevo tema",
            "Novo tópico",
        ];
        assert!(
            of_thread
                .iter()
                .all(|text| Label::of(text).any(Label::THREAD_TOOL))
        );
        let tools = Label::PAGE_TOOL.and(Label::THREAD_TOOL);
        let none = [
            "Editing photographs",
            "Prints and frames",
            "Replying to letters",
        ];
        assert!(none.iter().all(|text| !Label::of(text).any(tools)));
    }

    #[test]
    fn a_number_with_its_sign_is_a_control() {
        assert!(Label::of("#12").any(Label::CONTROL) && Label::of("# 1,204").any(Label::CONTROL));
        assert!(!Label::of("#tea").any(Label::CONTROL) && !Label::of("12").any(Label::CONTROL));
    }

    #[test]
    fn a_word_that_sells_is_a_whole_word() {
        assert!(
            OFFERS
                .iter()
                .all(|offer| Label::of(offer).any(Label::OFFER))
        );
        assert!(!Label::of("buyers").any(Label::OFFER));
    }

    #[test]
    fn every_phrase_can_be_found() {
        let tables = [SKIPS, PAGE_TOOLS, THREAD_TOOLS, MORE, ACCOUNTS, OFFERS];
        for phrase in tables.into_iter().flatten() {
            assert!(
                phrase.len() > 1 && phrase.to_lowercase() == **phrase,
                "{phrase}"
            );
        }
    }
}
