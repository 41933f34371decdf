//! Which agreement the page is checked against, what can be done with it, and what happened to it.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::check::Agreement;

use linkglance_core::url::same_page_written;

use crate::state::desk::{Checked, Desk, Face, Storage};
use crate::state::draft::Draft;
use crate::state::kept::{Held, site_name};
use crate::state::model::Model;
use crate::state::session::Session;
use crate::view::out::{JSON, save_as};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::store::{Lost, StoreError};
use linkglance_browser::words;

/// What has happened: something deleted, something not stored, storage that is not there.
pub(super) fn notices(model: Model) -> impl IntoView {
    let desk = model.desk();
    let removed = move || {
        desk.removed.get().map(|removed| {
            let words = t_with("agreement_removed", &[&removed.held.title()]);
            view! {
                <div class="notice" data-part="agreement-removed">
                    <p>{words}</p>
                    <button
                        type="button"
                        data-part="agreement-undo"
                        on:click=move |_| desk.undo(&model.sites.get_untracked())
                    >
                        {t("undo")}
                    </button>
                </div>
            }
        })
    };
    let said = move || {
        let mut said = Vec::new();
        match desk.storage.get() {
            Storage::Blocked => said.push(("blocked", words::lost(Lost::Blocked))),
            Storage::Nowhere(error) => {
                said.push(("nowhere", t_with("check_unsaved", &[&why(&error)])));
            }
            Storage::Opening | Storage::Open => {}
        }
        if let Some(error) = desk.failed.get() {
            said.push(("failed", t_with("check_not_stored", &[&why(&error)])));
        }
        if desk.damaged.get() > 0 {
            said.push((
                "damaged",
                t_count("records_damaged", desk.damaged.get(), &[]),
            ));
        }
        said.into_iter()
            .map(|(kind, words)| {
                view! {
                    <div class="notice" data-part="check-notice" data-kind=kind>
                        <p>{words}</p>
                    </div>
                }
            })
            .collect_view()
    };
    view! { <div role="status">{removed}{said}</div> }
}

/// Why something was not stored, in words.
fn why(error: &StoreError) -> String {
    match error {
        StoreError::Unavailable(_) => t("check_why_unavailable"),
        StoreError::Full => t("store_full"),
        StoreError::Newer => t("store_newer"),
        StoreError::Closed => t("check_why_closed"),
        StoreError::Damaged(words) | StoreError::Other(words) => words.clone(),
    }
}

/// The saved agreements to choose from; empty where there are none.
pub(super) fn choice(model: Model, current: Option<&str>) -> impl IntoView + use<> {
    let desk = model.desk();
    let current = current.map(str::to_owned);
    let page = move || {
        let shown = model.session.get();
        shown
            .map(|shown| shown.report.page.url.clone())
            .unwrap_or_default()
    };
    let choose = move |event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            desk.choose(&untrack(page), &id);
        }
    };
    move || {
        let sites = model.sites.get();
        let site = |held: &Held| site_name(&held.agreement, &sites);
        let groups = desk
            .agreements
            .with(|all| grouped(all, &untrack(page), site));
        let groups: Vec<_> = groups
            .into_iter()
            .map(|(label, entries)| {
                let options: Vec<_> = entries
                    .into_iter()
                    .map(|(id, title)| {
                        let chosen = current.as_ref() == Some(&id);
                        view! { <option value=id selected=chosen>{title}</option> }
                    })
                    .collect();
                view! { <optgroup label=label>{options}</optgroup> }
            })
            .collect();
        let none = current.is_none();
        (!groups.is_empty()).then(|| {
            view! {
                <label class="labelled">
                    <span>{t("agreement")}</span>
                    <select data-part="agreement-choice" on:change=choose>
                        {none
                            .then(|| {
                                view! {
                                    <option value="" selected=true>
                                        {t("agreement_none")}
                                    </option>
                                }
                            })}
                        {groups}
                    </select>
                </label>
            }
        })
    }
}

/// What can be done with the agreement of the page, and with all.
pub(super) fn actions(model: Model, checked: Memo<Option<Checked>>) -> impl IntoView {
    let desk = model.desk();
    let show = move |face| move || desk.show(face);
    let of_page = move || {
        let checked = checked.get().filter(|_| desk.face.get() == Face::Check)?;
        Some(view! {
            {of_one(desk, &checked.held)}
            {button("agreement-another", "agreement_new", show(Face::New))}
        })
    };
    // From everywhere but the page's check there is a way back to it.
    let back = move || {
        (desk.face.get() == Face::New && checked.with(Option::is_some))
            .then(|| button("agreement-back", "import_cancel", show(Face::Check)))
    };
    let import = move || {
        (desk.face.get() != Face::Import)
            .then(|| button("agreement-import", "agreement_import", show(Face::Import)))
    };
    view! {
        <div class="bar actions">
            {back} {of_page} {import}
            {move || desk.agreements.with(|all| (!all.is_empty()).then(|| export(model)))}
        </div>
    }
}

/// The agreements by where they belong, as ids and titles: those about this page, those about any,
/// then those of each site.
fn grouped(
    all: &[Held],
    page: &str,
    site: impl Fn(&Held) -> String,
) -> Vec<(String, Vec<(String, String)>)> {
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let place = |held: &Held| match &held.agreement.page {
        Some(own) if same_page_written(own, page) => (0, t("agreement_this_page")),
        None => (1, t("agreement_any_page")),
        Some(_) => (2, site(held)),
    };
    let mut sorted: Vec<_> = all.iter().map(|held| (place(held), held)).collect();
    sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
    for ((_, label), held) in sorted {
        let entry = (held.id.clone(), held.title());
        match groups.last_mut() {
            Some((known, entries)) if *known == label => entries.push(entry),
            _ => groups.push((label, vec![entry])),
        }
    }
    groups
}

/// Changing and deleting an agreement.
fn of_one(desk: Desk, held: &Held) -> impl IntoView + use<> {
    let edited = held.clone();
    let id = held.id.clone();
    let edit = move || {
        let draft = Draft::of(Some(edited.clone()), edited.agreement.clone());
        desk.edit(draft);
    };
    view! {
        {button("agreement-edit", "agreement_edit", edit)}
        {button("agreement-delete", "delete", move || desk.remove(&id))}
    }
}

fn button(part: &'static str, message: &'static str, click: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="small" data-part=part on:click=move |_| click()>
            {t(message)}
        </button>
    }
}

/// All agreements as a file that can be imported again.
fn export(model: Model) -> impl IntoView {
    let all = model.desk().agreements;
    let save = move |_| {
        let agreements: Vec<Agreement> =
            all.with_untracked(|all| all.iter().map(|held| held.agreement.clone()).collect());
        // Agreements are plain data, which JSON can always hold.
        let text = serde_json::to_string_pretty(&agreements).unwrap_or_default();
        let name = format!("linkglance-agreements-{}.json", clock::today());
        save_as(model, &name, JSON, &text);
    };
    view! {
        <button type="button" class="small" data-part="agreement-export" on:click=save>
            {t("agreement_export")}
            " "
            <span class="count">{move || number(all.with(Vec::len))}</span>
        </button>
    }
}

/// Word of an agreement that is about another page or about any, and a way to make it about this.
pub(super) fn about(
    model: Model,
    session: &Arc<Session>,
    checked: &Checked,
) -> Option<impl IntoView + use<>> {
    let page = session.report.page.url.clone();
    let own = checked.agreement().page.clone();
    let words = match &own {
        Some(own) if same_page_written(own, &page) => return None,
        Some(own) => t_with("agreement_other_page", &[own]),
        None => t("agreement_of_any_page"),
    };
    let held = checked.held.clone();
    let turn = move || {
        let agreement = Agreement {
            page: Some(page.clone()),
            ..held.agreement.clone()
        };
        let held = Held {
            agreement,
            ..held.clone()
        };
        model.desk().put(vec![held], &model.sites.get_untracked());
    };
    Some(view! {
        <div class="message" data-part="other-page">
            <p>{words}</p>
            <p>{button("about-this-page", "agreement_make_about", turn)}</p>
        </div>
    })
}
