//! How an agreement about this page comes to be: from one address, or from a link that is there.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use linkglance_core::check::{Agreement, Preset};
use linkglance_core::report::{Link, Report};

use super::fields::fault_id;
use super::words;
use crate::state::draft::Draft;
use crate::state::kept::Held;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::spot::Spot;
use crate::view::link::{address, anchor_words, chips};
use crate::view::marks::show_link;
use linkglance_browser::controls::choice;
use linkglance_browser::i18n::t;

/// Most links of the page that are proposed.
const MAX_PROPOSED: usize = 20;

/// What an agreement is for, the one field, and the links that are there already.
pub(super) fn make(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let none = model.desk().agreements.with(Vec::is_empty);
    let hint = if none {
        "check_empty"
    } else {
        "check_no_agreement"
    };
    let hint = view! { <p data-part="check-empty">{t(hint)}</p> };
    view! {
        {hint}
        {form(model, session)}
        {proposals(model, session)}
    }
}

/// One address is an agreement about this page.
fn form(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let field = NodeRef::<Input>::new();
    let preset = RwSignal::new(Preset::FollowedEditorial);
    let fault = RwSignal::new(String::new());
    let of_session = Arc::clone(session);
    // As much as is in the field; what is wrong with it is shown.
    let written = move || {
        let address = field.get().map(|input| input.value()).unwrap_or_default();
        preset.get_untracked().for_target(&address)
    };
    let told = move |faults: &[linkglance_core::reason::Reason]| {
        let words: Vec<String> = faults
            .iter()
            .map(linkglance_browser::words::reason)
            .collect();
        fault.set(words.join(" "));
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match written() {
            Ok(agreement) => keep(model, &of_session, agreement),
            Err(faults) => told(&faults),
        }
    };
    let of_page = Arc::clone(session);
    let terms = move |_| {
        let agreement = written().unwrap_or_else(|_| preset.get_untracked().terms());
        let agreement = about(&of_page.report, agreement);
        model.desk().edit(Draft::of(None, agreement));
    };
    let typed = move |_| match written() {
        Err(faults) if fault.with_untracked(|fault| !fault.is_empty()) => told(&faults),
        _ => fault.set(String::new()),
    };
    let known: Vec<_> = proposed(&session.report, model)
        .into_iter()
        .map(|address| view! { <option value=address></option> })
        .collect();
    view! {
        <form class="agreement" data-part="agreement-make" novalidate=true on:submit=submit>
            <label class="labelled" for="agreement-address">
                {t("agreement_address")}
            </label>
            <div class="field">
                <input
                    id="agreement-address"
                    type="text"
                    inputmode="url"
                    dir="ltr"
                    list="agreement-proposed"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    placeholder="https://example.com/page"
                    data-part="agreement-address"
                    aria-describedby=fault_id("address")
                    aria-invalid=move || fault.with(|fault| !fault.is_empty()).to_string()
                    node_ref=field
                    on:input=typed
                />
                <button type="submit" class="btn primary" data-part="agreement-check">
                    {t("check_page")}
                </button>
            </div>
            <datalist id="agreement-proposed">{known}</datalist>
            <p class="error" role="alert" id=fault_id("address") data-part="fault" data-field="address">
                {move || fault.get()}
            </p>
            <div class="bar">
                {choice(
                    "agreement-preset",
                    t("agreement_kind"),
                    Preset::ALL.map(|preset| (preset, words::preset(preset))).to_vec(),
                    move || preset.get(),
                    move |chosen| preset.set(chosen),
                )}
                <button type="button" class="btn" data-part="agreement-terms" on:click=terms>
                    {t("agreement_terms")}
                </button>
            </div>
        </form>
    }
}

/// Makes it an agreement about this page, unless it is about another.
fn about(report: &Report, agreement: Agreement) -> Agreement {
    let title = report.page.title.clone().unwrap_or_default();
    Agreement {
        page: agreement.page.or_else(|| Some(report.page.url.clone())),
        name: if agreement.name.is_empty() {
            title
        } else {
            agreement.name
        },
        ..agreement
    }
}

fn keep(model: Model, session: &Session, agreement: Agreement) {
    let held = Held::new(about(&session.report, agreement));
    let id = held.id.clone();
    model.desk().put(vec![held], &model.sites.get_untracked());
    model.desk().choose(&session.report.page.url, &id);
}

/// Addresses that a link may have been agreed to lead to: those that links to the user's sites
/// lead to, then their sites' pages.
fn proposed(report: &Report, model: Model) -> Vec<String> {
    let linked = links(report).filter_map(|link| link.wraps.clone().or_else(|| link.url.clone()));
    let own = model.sites.with_untracked(|sites| {
        let pages = sites.iter().flat_map(|site| {
            let home = site
                .domains
                .iter()
                .map(|domain| format!("https://{}/", domain.trim_start_matches('=')));
            site.pages.clone().into_iter().chain(home)
        });
        pages.collect::<Vec<_>>()
    });
    let mut all: Vec<String> = Vec::new();
    for address in linked.chain(own) {
        if !all.contains(&address) {
            all.push(address);
        }
    }
    all.truncate(MAX_PROPOSED);
    all
}

/// The links to the user's sites, each once.
fn links(report: &Report) -> impl Iterator<Item = &Link> {
    let mut seen = std::collections::HashSet::new();
    report
        .backlinks
        .iter()
        .filter(move |backlink| seen.insert(backlink.link))
        .filter_map(|backlink| report.link(backlink.link))
}

/// Links that are there, each to be remembered as agreed.
fn proposals(model: Model, session: &Arc<Session>) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = links(&session.report)
        .take(MAX_PROPOSED)
        .map(|link| {
            let of_link = Arc::clone(session);
            let index = link.index;
            let remember = move |_| {
                if let Some(agreement) = Agreement::as_found(&of_link.report, index) {
                    keep(model, &of_link, agreement);
                }
            };
            view! {
                <li class="link" data-part="proposal" data-spot=Spot::Link(index).to_string()>
                    {anchor_words(link)} {address(link)} {chips(link)}
                    <div class="bar">
                        <button type="button" class="btn" data-part="remember" on:click=remember>
                            {t("agreement_remember")}
                        </button>
                        {show_link(link)}
                    </div>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{t("agreement_there")}</h3>
            <p class="quiet">{t("agreement_remember_hint")}</p>
            <ul class="links">{rows}</ul>
        }
    })
}
