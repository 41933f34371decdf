//! The report for a client: a button that offers it as a page that opens from disk, or as a table.

use leptos::prelude::*;
use linkglance_core::export::{ClientLine, ClientWords, client_csv, client_html};

use super::offer::offer;
use super::popover::{Name, popover};
use crate::dashboard::state::client::lines;
use crate::dashboard::state::model::Model;
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon};

/// A form of the report: the message that names it, what the file is, and how it is written.
struct Form {
    name: &'static str,
    kind: &'static str,
    write: fn(&[ClientLine], &ClientWords) -> String,
}

const FORMS: [Form; 2] = [
    Form {
        name: "client_page",
        kind: "text/html",
        write: client_html,
    },
    Form {
        name: "client_table",
        kind: "text/csv",
        write: client_csv,
    },
];

/// The button, of the site that is chosen or of all.
pub(super) fn report(model: Model) -> AnyView {
    let name = Name {
        id: "client",
        role: "menu",
        button: "btn",
    };
    let face = view! {
        {icon(Icon::Export)}
        {t("client_report")}
    };
    popover(name, t("client_report"), face, move || {
        FORMS
            .iter()
            .map(|form| choice(model, form))
            .collect_view()
            .into_any()
    })
    .into_any()
}

fn choice(model: Model, form: &'static Form) -> impl IntoView {
    let make = move |_| {
        let links = model.backlinks.all.get_untracked();
        let agreements = model.agreements.all.get_untracked();
        let all = lines(&links, &agreements, clock::millis());
        let text = (form.write)(&all, &words(model));
        if offer(model, "client", form.kind, &text) {
            model.say(t_count("client_made", all.len(), &[]), None);
        }
    };
    view! {
        <button
            type="button"
            role="menuitem"
            data-part=form.name
            popovertarget="client"
            popovertargetaction="hide"
            prop:disabled=move || !model.backlinks.ready.get()
            on:click=make
        >
            {t(form.name)}
        </button>
    }
}

fn words(model: Model) -> ClientWords {
    let site = model.site.get_untracked().unwrap_or_else(|| t("any_site"));
    let today = clock::calendar_day(&clock::today());
    ClientWords {
        language: t("language_tag"),
        title: t_with("client_title", &[&site]),
        about: t_with("client_about", &[&today]),
        happened: [t("links_new"), t("links_lost"), t("client_broken")],
        heads: [
            t("client_site"),
            t("client_month"),
            t("client_what"),
            t("client_day"),
            t("fact_page"),
            t("client_page_title"),
            t("fact_target"),
            t("details"),
        ],
        nothing: t("client_nothing"),
    }
}
