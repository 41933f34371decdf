//! Which agreement the page is checked against, what can be done with it, and what happened to it.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::check::Agreement;

use linkglance_core::url::same_page_written;

use crate::state::desk::{Checked, Face, Storage};
use crate::state::draft::Draft;
use crate::state::kept::Held;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::view::out::{JSON, save_as};
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_count, t_with};
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

/// The saved agreements to choose from: where the page has none, all of them; else only where it has
/// more than one, or is held against one that is not its own.
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
        let page = untrack(page);
        let is_only = current
            .as_ref()
            .is_some_and(|current| desk.agreements.with(|all| is_only_one(all, &page, current)));
        if is_only {
            return None;
        }
        let site = |held: &Held| held.agreement.site_name(&sites);
        let groups = desk.agreements.with(|all| grouped(all, &page, site));
        (!groups.is_empty()).then(|| {
            let options: Vec<_> = groups
                .into_iter()
                .map(|(label, entries)| options(label, entries, current.as_deref()))
                .collect();
            let none = current.is_none();
            view! {
                <label class="labelled chooser">
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
                        {options}
                    </select>
                </label>
            }
        })
    }
}

/// Whether an agreement is the page's own, and its only one.
fn is_only_one(all: &[Held], page: &str, id: &str) -> bool {
    let is_own = |held: &&Held| {
        let of = held.agreement.page.as_ref();
        of.is_some_and(|of| same_page_written(of, page))
    };
    let mut own = all.iter().filter(is_own);
    own.next().is_some_and(|held| held.id == id) && own.next().is_none()
}

fn options(
    label: String,
    entries: Vec<(String, String)>,
    current: Option<&str>,
) -> impl IntoView + use<> {
    let options: Vec<_> = entries
        .into_iter()
        .map(|(id, title)| {
            let chosen = current == Some(id.as_str());
            view! { <option value=id selected=chosen>{title}</option> }
        })
        .collect();
    view! { <optgroup label=label>{options}</optgroup> }
}

/// What can be done with the page's agreement and with all of them, as items of a menu with this name.
pub(super) fn menu(model: Model, held: &Held, menu: &'static str) -> impl IntoView + use<> {
    let desk = model.desk();
    let edited = held.clone();
    let id = held.id.clone();
    let edit = move || {
        let draft = Draft::of(Some(edited.clone()), edited.agreement.clone());
        desk.edit(draft);
    };
    let item = |part: &'static str, words: String, press: Box<dyn Fn()>| {
        view! {
            <button
                type="button"
                role="menuitem"
                data-part=part
                popovertarget=menu
                popovertargetaction="hide"
                on:click=move |_| press()
            >
                {words}
            </button>
        }
    };
    view! {
        {item("agreement-edit", t("agreement_edit"), Box::new(edit))}
        {item("agreement-delete", t("agreement_delete"), Box::new(move || desk.remove(&id)))}
        <hr />
        {item("agreement-another", t("agreement_new"), Box::new(move || desk.show(Face::New)))}
        {item("agreement-import", t("agreement_import"), Box::new(move || desk.show(Face::Import)))}
        {item("agreement-export", t("agreement_export"), Box::new(move || export(model)))}
    }
}

/// The way back to the page's check, and what can be done with all agreements, where no menu is.
pub(super) fn actions(model: Model) -> impl IntoView {
    let desk = model.desk();
    let has_check = move || model.checked.with(Option::is_some);
    let show = move |face| move || desk.show(face);
    let back = move || {
        (desk.face.get() == Face::New && has_check())
            .then(|| button("agreement-back", t("import_cancel"), show(Face::Check)))
    };
    let import = move || {
        button(
            "agreement-import",
            t("agreement_import"),
            show(Face::Import),
        )
    };
    let export = move || {
        let any = desk.agreements.with(|all| !all.is_empty());
        any.then(|| {
            button("agreement-export", t("agreement_export"), move || {
                export(model);
            })
        })
    };
    let is_here = move || match desk.face.get() {
        Face::New => true,
        Face::Check => !has_check(),
        Face::Edit | Face::Import => false,
    };
    view! {
        <Show when=is_here>
            <div class="bar actions">{back} {import()} {export}</div>
        </Show>
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

fn button(part: &'static str, words: String, click: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="btn" data-part=part on:click=move |_| click()>
            {words}
        </button>
    }
}

/// All agreements as a file that can be imported again.
fn export(model: Model) {
    let all = model.desk().agreements;
    let agreements: Vec<Agreement> =
        all.with_untracked(|all| all.iter().map(|held| held.agreement.clone()).collect());
    // Agreements are plain data, which JSON can always hold.
    let text = serde_json::to_string_pretty(&agreements).unwrap_or_default();
    let name = format!("linkglance-agreements-{}.json", clock::today());
    save_as(model, &name, JSON, &text);
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
        <div class="line" data-part="other-page">
            <p>{words}</p>
            <p>{button("about-this-page", t("agreement_make_about"), turn)}</p>
        </div>
    })
}
