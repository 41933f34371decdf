//! Taking links along: all that are shown, from the table's menu; the selected ones, from the bar that is
//! there while there are any.

use std::collections::HashSet;

use leptos::prelude::*;
use linkglance_core::export::{self, Form};
use linkglance_core::report::Link;
use linkglance_core::url::{Url, site_of};

use super::act::{items, open_button};
use super::selection::Selection;
use super::status::check_button;
use crate::state::model::Model;
use crate::view::out::{CSV, MARKDOWN, copy, copy_text, save_buttons, save_links};
use crate::view::words::with_key;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::menu::move_focus;

/// The menu of the bar, for the button that opens it.
const ACT: &str = "act-menu";

/// What can be done with all links that are shown.
pub(super) fn take_menu(model: Model, selection: Selection) -> impl IntoView {
    let shown = move || selection.shown();
    let name = move || t_count("take_links", shown().len(), &[]);
    view! {
        <p class="menu-title" aria-hidden="true">{name}</p>
        <button
            type="button"
            role="menuitem"
            data-part="copy-shown"
            on:click=move |_| copy_links(model, untrack(shown))
        >
            {icon(Icon::Copy)}
            {t("copy")}
        </button>
        <button
            type="button"
            role="menuitem"
            data-part="domains-shown"
            on:click=move |_| copy_domains(model, &untrack(shown))
        >
            {icon(Icon::Globe)}
            {t("copy_domains")}
        </button>
        <div class="menu-line take">
            {save_buttons(&[CSV, MARKDOWN], Some("menuitem"), move |kind| {
                save_links(model, kind, &untrack(shown));
            })}
        </div>
    }
}

/// The bar at the panel's end: how many are selected, and what can be done with them.
pub(super) fn action_bar(model: Model, selection: Selection) -> impl IntoView {
    let bar = move || {
        view! {
            <div class="actionbar" role="group" aria-label=move || selected(selection) data-part="actionbar">
                <span role="status" data-part="selected">{move || selected(selection)}</span>
                <button
                    type="button"
                    class="ibtn push"
                    data-part="copy-links"
                    aria-label=t("copy")
                    title=t("copy")
                    on:click=move |_| copy_links(model, untrack(|| selection.links()))
                >
                    {icon(Icon::Copy)}
                </button>
                {check_button(model, selection)}
                {open_button(model, selection)}
                <button
                    type="button"
                    class="ibtn"
                    data-part="act-open"
                    aria-label=t("more")
                    title=t("more")
                    aria-haspopup="menu"
                    popovertarget=ACT
                >
                    {icon(Icon::More)}
                </button>
                <button
                    type="button"
                    class="ibtn"
                    data-part="clear-selection"
                    aria-label=t("selection_clear")
                    title=with_key("selection_clear", "Esc")
                    on:click=move |_| selection.clear()
                >
                    {icon(Icon::Close)}
                </button>
                <div
                    id=ACT
                    class="popover menu above"
                    popover="auto"
                    role="menu"
                    aria-label=t("more")
                    on:keydown=|event| move_focus(&event)
                >
                    {act_menu(model, selection)}
                </div>
            </div>
        }
    };
    view! { <Show when=move || { selection.count() > 0 }>{bar()}</Show> }
}

/// What else can be done with the selected links.
fn act_menu(model: Model, selection: Selection) -> impl IntoView {
    view! {
        <button
            type="button"
            role="menuitem"
            data-part="copy-domains"
            popovertarget=ACT
            popovertargetaction="hide"
            on:click=move |_| copy_domains(model, &untrack(|| selection.links()))
        >
            {icon(Icon::Globe)}
            {t("copy_domains")}
        </button>
        <div class="menu-line take">
            {save_buttons(&[CSV, MARKDOWN], Some("menuitem"), move |kind| {
                save_links(model, kind, &untrack(|| selection.links()));
            })}
        </div>
        {items(model, selection, ACT)}
    }
}

fn selected(selection: Selection) -> String {
    t_with("selected", &[&number(selection.count())])
}

fn copy_links(model: Model, links: Vec<usize>) {
    let done = t_count("copied_links", links.len(), &[]);
    copy(model, move |form| table_of(model, form, &links), done);
}

/// The registrable domains that some links lead to, each once, in the table's order.
fn copy_domains(model: Model, links: &[usize]) {
    let Some(session) = model.session.get_untracked() else {
        return;
    };
    let mut seen = HashSet::new();
    let domains: Vec<String> = links
        .iter()
        .filter_map(|&link| {
            let url = session.report.link(link)?.url.as_deref()?;
            let url = Url::parse(url).ok()?;
            Some(site_of(url.host_str()?).to_owned())
        })
        .filter(|domain| seen.insert(domain.clone()))
        .collect();
    let done = t_count("copied_domains", domains.len(), &[]);
    copy_text(model, domains.join("\n"), None, done);
}

/// A table of some of the report's links, to be pasted elsewhere.
pub(super) fn table_of(model: Model, form: Form, links: &[usize]) -> String {
    let session = model.session.get_untracked();
    session.map_or_else(String::new, |session| {
        let links: Vec<&Link> = links
            .iter()
            .filter_map(|&link| session.report.link(link))
            .collect();
        export::table(form, &links)
    })
}
