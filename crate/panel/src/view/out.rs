//! Out of the panel: what the user copies and saves.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::export::{self, Form};
use linkglance_core::report::{Link, Report};

use super::file_name::file_name;
use crate::state::model::Model;
use crate::state::toast::Toast;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::{api, clock};

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

/// Copies a link of the report on show.
pub(super) fn copy_link(model: Model, index: usize) {
    let write = move |form| {
        let session = model.session.get_untracked();
        let link = session
            .as_ref()
            .and_then(|session| session.report.link(index));
        link.map_or_else(String::new, |link| export::link(form, link))
    };
    copy(model, write, t("copied_link"));
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

/// Says that something was done, or why not.
pub(super) fn say(model: Model, words: String) {
    model.toast.set(Some(Toast::Said(words)));
}

/// One button for each form things are copied in, for a menu.
pub(super) fn form_items(model: Model) -> impl IntoView {
    let item = move |(form, value, name): (Form, &'static str, &'static str)| {
        let chosen = move || model.choices.copy_form.get() == form;
        view! {
            <button
                type="button"
                role="menuitemradio"
                data-part="copy-form"
                data-form=value
                aria-checked=move || chosen().to_string()
                on:click=move |_| model.choices.copy_form.set(form)
            >
                {t(name)}
            </button>
        }
    };
    FORMS.map(item).collect_view()
}

/// One button for each kind of file.
pub(super) fn save_buttons(
    kinds: &'static [FileKind],
    role: Option<&'static str>,
    click: impl Fn(FileKind) + Copy + 'static,
) -> impl IntoView {
    let button = move |kind: FileKind| {
        view! {
            <button
                type="button"
                class="small"
                role=role
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
