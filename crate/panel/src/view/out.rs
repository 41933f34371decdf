//! Out of the panel: what the user copies and saves, and the notice that it was done.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::export::{self, Form};
use linkglance_core::report::{Link, Report};
use std::time::Duration;

use super::file_name::file_name;
use crate::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::{api, clock};

/// How long the word that something was copied is shown.
const SHOWN_FOR: Duration = Duration::from_secs(4);

/// The forms to copy in, with the message that names each.
const FORMS: [(Form, &str, &str); 3] = [
    (Form::Text, "text", "form_text"),
    (Form::Markdown, "markdown", "form_markdown"),
    (Form::Html, "html", "form_html"),
];

/// A kind of file: its ending, its type, its name for users.
#[derive(Clone, Copy)]
pub(super) struct FileKind {
    ending: &'static str,
    kind: &'static str,
    name: &'static str,
}

pub(super) const CSV: FileKind = FileKind {
    ending: "csv",
    kind: "text/csv",
    name: "CSV",
};
pub(super) const JSON: FileKind = FileKind {
    ending: "json",
    kind: "application/json",
    name: "JSON",
};
pub(super) const MARKDOWN: FileKind = FileKind {
    ending: "md",
    kind: "text/markdown",
    name: "Markdown",
};

/// Copies what `write` gives in the form the user has chosen, and says `done`. HTML goes with
/// text beside it, for what takes no HTML.
pub(super) fn copy(model: Model, write: impl Fn(Form) -> String, done: String) {
    let form = model.choices.copy_form.get_untracked();
    let html = (form == Form::Html).then(|| write(Form::Html));
    let text = write(if form == Form::Html { Form::Text } else { form });
    copy_text(model, text, html, done);
}

/// Copies a text, with HTML beside it where there is some, and says `done`.
pub(super) fn copy_text(model: Model, text: String, html: Option<String>, done: String) {
    spawn_local(async move {
        say(
            model,
            match api::copy(&text, html.as_deref()).await {
                Ok(()) => done,
                Err(error) => t_with("copy_failed", &[&error.to_string()]),
            },
        );
    });
}

/// Saves a file about the report's page, and says so.
fn save(model: Model, report: &Report, kind: FileKind, text: &str) {
    let name = file_name(&report.page.url, &clock::today(), kind.ending);
    save_as(model, &name, kind, text);
}

/// Saves a file of this name, and says so.
pub(super) fn save_as(model: Model, name: &str, kind: FileKind, text: &str) {
    say(
        model,
        match api::offer_file(name, kind.kind, text) {
            Ok(()) => t_with("saved", &[name]),
            Err(error) => t_with("save_failed", &[&error.to_string()]),
        },
    );
}

/// Saves the whole report.
pub(super) fn save_report(model: Model, kind: FileKind) {
    let Some(session) = model.session.get_untracked() else {
        return;
    };
    let report = &session.report;
    let text = match kind.ending {
        "csv" => export::csv(report),
        "md" => model
            .sites
            .with_untracked(|sites| export::markdown(report, sites)),
        // A report is plain data, which JSON can always hold.
        _ => serde_json::to_string_pretty(report).unwrap_or_default(),
    };
    save(model, report, kind, &text);
}

/// Saves some links of the report.
pub(super) fn save_links(model: Model, kind: FileKind, links: &[usize]) {
    let Some(session) = model.session.get_untracked() else {
        return;
    };
    let report = &session.report;
    let links: Vec<&Link> = links.iter().filter_map(|&link| report.link(link)).collect();
    let text = match kind.ending {
        "csv" => export::csv_of_links(report, &links),
        _ => export::markdown_of_links(report, &links),
    };
    save(model, report, kind, &text);
}

/// Says for a while that something was done, or why not.
fn say(model: Model, words: String) {
    model.said.set(words.clone());
    set_timeout(
        move || {
            model.said.update(|said| {
                if *said == words {
                    said.clear();
                }
            });
        },
        SHOWN_FOR,
    );
}

/// The word that something was done, shown and said for a while.
#[component]
pub(super) fn Said(model: Model) -> impl IntoView {
    view! {
        <p class="said" role="status" data-part="said">
            {move || model.said.get()}
        </p>
    }
}

/// The form things are copied in.
pub(super) fn form_choice(model: Model) -> impl IntoView {
    let options: Vec<_> = FORMS
        .iter()
        .map(|&(form, value, name)| {
            let chosen = move || model.choices.copy_form.get() == form;
            view! { <option value=value selected=chosen>{t(name)}</option> }
        })
        .collect();
    let change = move |event| {
        let value = event_target_value(&event);
        if let Some((form, ..)) = FORMS.iter().find(|(_, known, _)| *known == value) {
            model.choices.copy_form.set(*form);
        }
    };
    view! {
        <select
            class="small"
            data-part="copy-form"
            aria-label=t("copy_as")
            title=t("copy_as")
            on:change=change
        >
            {options}
        </select>
    }
}

/// One button a kind of file.
pub(super) fn save_buttons(
    kinds: &'static [FileKind],
    click: impl Fn(FileKind) + Copy + 'static,
) -> impl IntoView {
    let button = move |kind: FileKind| {
        view! {
            <button
                type="button"
                class="small"
                data-part="save"
                data-kind=kind.ending
                on:click=move |_| click(kind)
            >
                {kind.name}
            </button>
        }
    };
    kinds.iter().map(|&kind| button(kind)).collect_view()
}
