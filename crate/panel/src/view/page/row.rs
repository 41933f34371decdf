//! One fact of the page: what it is, its value, and where it was found.

use leptos::prelude::*;

use crate::state::model::Model;
use crate::view::out::copy_text;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};

/// A fact.
pub(super) struct Row {
    /// Its name in tests, and the message that names it for users.
    part: &'static str,
    /// Its name for users, where no message has it.
    name: Option<String>,
    /// Its value, one line per part; none where the page does not say.
    lines: Vec<String>,
    /// What is said below the value: where it was found, how long it is.
    below: Vec<String>,
    /// Whether a button copies it.
    copied: bool,
}

impl Row {
    pub(super) fn new(part: &'static str, lines: impl IntoIterator<Item = String>) -> Self {
        Self {
            part,
            name: None,
            lines: lines.into_iter().collect(),
            below: Vec::new(),
            copied: false,
        }
    }

    pub(super) fn named(self, name: String) -> Self {
        Self {
            name: Some(name),
            ..self
        }
    }

    pub(super) fn below(self, below: impl IntoIterator<Item = String>) -> Self {
        Self {
            below: below.into_iter().collect(),
            ..self
        }
    }

    /// With a button that copies it, where there is something to copy.
    pub(super) fn copied(self) -> Self {
        Self {
            copied: !self.lines.is_empty(),
            ..self
        }
    }
}

/// What is said where a fact is not known. A reader may see an author or a date that no rule finds.
fn missing(part: &str) -> &'static str {
    if matches!(part, "fact_author" | "fact_published" | "fact_modified") {
        "fact_not_found"
    } else {
        "fact_missing"
    }
}

/// Shows a fact.
pub(super) fn view(model: Model, row: Row) -> impl IntoView {
    let Row {
        part,
        name,
        lines,
        below,
        copied,
    } = row;
    let name = name.unwrap_or_else(|| t(part));
    let button = copied.then(|| copy_button(model, &name, lines.join("\n")));
    let missing = lines.is_empty().then(|| {
        view! { <span class="quiet">{t(missing(part))}</span> }
    });
    let lines = lines
        .into_iter()
        .map(|line| view! { <bdi class="value">{line}</bdi> })
        .collect_view();
    let below = below
        .into_iter()
        .map(|line| view! { <span class="meta">{line}</span> })
        .collect_view();
    view! {
        <div class="fact">
            <dt>{name}</dt>
            <dd data-part=part class:wide=!copied>
                {missing}
                {lines}
                {below}
            </dd>
            {button.map(|button| view! { <dd class="act">{button}</dd> })}
        </div>
    }
}

/// A button that copies a fact's value.
pub(super) fn copy_button(model: Model, name: &str, text: String) -> impl IntoView + use<> {
    let label = format!("{}: {name}", t("copy"));
    view! {
        <button
            type="button"
            class="ibtn"
            aria-label=label.clone()
            title=label
            on:click=move |_| copy_text(model, text.clone(), None, t("copied_fact"))
        >
            {icon(Icon::Copy)}
        </button>
    }
}
