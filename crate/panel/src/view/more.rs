//! The menu *More*: taking the report along, one's sites, the other pages, the keys, help.

use leptos::prelude::*;
use linkglance_core::export::{self, Form};

use super::out::{CSV, JSON, MARKDOWN, copy, form_items, save_buttons, save_report};
use super::save::open_dashboard;
use super::words::with_key;
use crate::state::desk::Face;
use crate::state::model::Model;
use crate::state::work::open_next;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::menu::move_focus;
use linkglance_browser::words;
use linkglance_browser::{api, help};

/// The menu's name, for the button that opens it.
pub(super) const ID: &str = "more-menu";

#[component]
pub(super) fn MoreMenu(model: Model) -> impl IntoView {
    let has_report = move || model.session.with(Option::is_some);
    let waits = move || {
        let site = model.chosen.get();
        !model.prospects.queue(site.as_deref()).is_empty()
    };
    view! {
        <div
            id=ID
            class="popover menu"
            popover="auto"
            role="menu"
            data-part="more-menu"
            aria-label=t("more")
            on:keydown=|event| move_focus(&event)
        >
            <Show when=has_report>{of_report(model)}</Show>
            <Show when=waits>
                {item("next-open", Icon::Arrow, with_key("next_prospect", "⇧N"), move || {
                    open_next(model);
                })}
            </Show>
            {item("sites-open", Icon::Globe, t("your_sites"), move || model.sheets.sites.set(true))}
            {item("open-dashboard", Icon::Dashboard, t("dashboard"), open_dashboard)}
            {item("open-options", Icon::Settings, t("options_title"), api::show_options)}
            {item(
                "shortcuts-open",
                Icon::Keyboard,
                t("shortcuts"),
                move || model.sheets.shortcuts.set(true),
            )}
            {item("open-help", Icon::Book, t("help"), help::open)}
        </div>
    }
}

/// What is there only with a report.
fn of_report(model: Model) -> impl IntoView {
    let new_agreement = move || {
        model.open("check");
        model.desk().show(Face::New);
    };
    view! {
        <Show when=move || {
            model.has_sites()
        }>{item("copy-verdict", Icon::Copy, t("copy_verdict"), move || copy_verdict(model))}</Show>
        <div role="group" aria-label=t("copy_as")>
            <p class="menu-title" aria-hidden="true">{t("copy_as")}</p>
            <div class="menu-line">{form_items(model)}</div>
        </div>
        <div role="group" aria-label=t("save_report")>
            <p class="menu-title" aria-hidden="true">{t("save_report")}</p>
            <div class="menu-line">
                {save_buttons(
                    &[CSV, JSON, MARKDOWN],
                    Some("menuitem"),
                    move |kind| save_report(model, kind),
                )}
            </div>
        </div>
        <hr />
        {item("agreement-new-open", Icon::Agreement, t("agreement_new"), new_agreement)}
    }
}

fn item(part: &'static str, of: Icon, words: String, press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button
            type="button"
            role="menuitem"
            data-part=part
            popovertarget=ID
            popovertargetaction="hide"
            on:click=move |_| press()
        >
            {icon(of)}
            {words}
        </button>
    }
}

/// Copies the verdicts that are shown, each with its page's address, to be pasted elsewhere.
pub(super) fn copy_verdict(model: Model) {
    copy(
        model,
        move |form| sentences(model, form),
        t("copied_verdict"),
    );
}

fn sentences(model: Model, form: Form) -> String {
    let Some(session) = model.session.get_untracked() else {
        return String::new();
    };
    let report = &session.report;
    let names = model.site_names().into_iter();
    let mut parts: Vec<String> = names
        .filter(|name| untrack(|| model.speaks_of(name)))
        .map(|name| export::sentence(form, &words::verdict(&report.verdict(&name))))
        .collect();
    parts.push(export::sentence(form, &report.page.url));
    parts.join(if form == Form::Markdown { "\n\n" } else { "\n" })
}
