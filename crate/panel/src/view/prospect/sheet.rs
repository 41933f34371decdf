//! The sheet of a prospect: what is written on it, changed here as in the dashboard; whom to write to, what
//! was sent.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::contact::Contacts;
use linkglance_core::prospect::Prospect;

use crate::state::model::Model;
use crate::state::work::{change, delete, open, save};
use crate::view::sheet::Sheet;
use crate::view::toasts;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::{
    contacts, follow_up_field, history, notes_field, outside, own_contact, short, status_field,
    tag_fields,
};
use linkglance_browser::store::{Edit, domain_of_page};

/// The sheet, for the prospect that was opened last.
#[component]
pub(crate) fn ProspectSheet(model: Model) -> impl IntoView {
    let open = model.sheets.prospect;
    // One form a prospect: what is being typed in it survives changes of its other parts.
    let id = Memo::new(move |_| {
        let is_open = open.get();
        model.prospects.open.with(|found| {
            let found = found.as_ref().filter(|_| is_open);
            found.map(|prospect| prospect.id.clone())
        })
    });
    let form = move || {
        id.get()?;
        let prospect = model.prospects.open.get_untracked()?;
        Some(form(model, &prospect))
    };
    view! {
        <Sheet part="prospect-sheet" title="prospect" open>
            {form}
            {toasts::in_sheet(model, open)}
        </Sheet>
    }
}

/// A part that follows what is stored.
fn live(model: Model, part: impl Fn(&Prospect) -> AnyView + Send + 'static) -> impl IntoView {
    move || {
        model
            .prospects
            .open
            .with(|open| open.as_ref().map(|prospect| part(prospect)))
    }
}

fn form(model: Model, prospect: &Arc<Prospect>) -> impl IntoView + use<> {
    let id = prospect.id.clone();
    let edit = Callback::new(move |edit: Edit| change(model, &id, edit));
    let title = prospect.page.title.clone();
    let title = title.unwrap_or_else(|| short(&prospect.page.url));
    let url = prospect.page.url.clone();
    let stored = move || {
        let open = model.prospects.open.get();
        open.map(|prospect| prospect.notes.clone())
    };
    let at_message = model.prospects.at_message.get_untracked();
    if at_message {
        request_animation_frame(to_message);
    }
    view! {
        <div class="prospect-form" data-part="prospect-form" data-id=prospect.id.clone()>
            <div class="two">
                <bdi class="ellipsis">{title}</bdi>
                <span class="meta ellipsis" dir="ltr">
                    {outside(&url, short(&url))}
                </span>
                <span class="meta">
                    <bdi>{prospect.site.clone()}</bdi>
                </span>
            </div>
            <div class="fields">
                {live(model, move |prospect| status_field(prospect.status, edit).into_any())}
                {live(
                    model,
                    move |prospect| follow_up_field(prospect.follow_up.clone(), edit).into_any(),
                )}
            </div>
            {notes_field(&prospect.notes, stored, edit)}
            {live(model, move |prospect| tag_fields(&prospect.tags, edit).into_any())}
            <section>
                <h3>{t("contacts")}</h3>
                {live(model, move |prospect| people(model, prospect).into_any())}
            </section>
            <section data-part="history">
                <h3>{t("history")}</h3>
                {live(
                    model,
                    move |prospect| history(prospect, at_message).into_any(),
                )}
            </section>
            {actions(model, prospect)}
        </div>
    }
}

/// Whom to write to: the user's own contacts at the page's domain, then whom the page names besides.
fn people(model: Model, prospect: &Prospect) -> impl IntoView + use<> {
    let url = &prospect.page.url;
    let own = model.desk().contacts_of(url);
    let mut found = prospect.contacts.clone();
    let is_own = |address: &str| {
        own.iter()
            .any(|one| one.email.eq_ignore_ascii_case(address))
    };
    found.emails.retain(|email| !is_own(&email.address));
    let domain = domain_of_page(url).unwrap_or_default();
    let rows: Vec<_> = own
        .iter()
        .map(|one| own_contact(one, ().into_any()))
        .collect();
    let own = (!rows.is_empty()).then(|| {
        view! {
            <h4>{t_with("own_contacts", &[&domain])}</h4>
            <ul class="contacts">{rows}</ul>
        }
    });
    // Beside contacts of the user's own, "no contact found on the page" would only be in the way.
    let found = (own.is_none() || found != Contacts::default()).then(|| contacts(&found));
    view! {
        {own}
        {found}
    }
}

/// Shows the message that was sent last.
fn to_message() {
    let found = document().query_selector("[data-part=history]");
    if let Some(history) = found.ok().flatten() {
        history.scroll_into_view();
    }
}

/// What is done with it as a whole: the page on show is saved again, another is opened.
fn actions(model: Model, prospect: &Arc<Prospect>) -> impl IntoView + use<> {
    let (id, url, name) = (
        prospect.id.clone(),
        prospect.page.url.clone(),
        prospect.site.clone(),
    );
    let here = model.session.get_untracked().filter(|session| {
        let of = untrack(|| model.prospects.of(&session.report.page.url));
        of.iter().any(|known| known.id == id)
    });
    let site = model.sites.with_untracked(|sites| {
        let mut sites = sites.iter();
        sites.find(|site| site.name == name).cloned()
    });
    let close = move || model.sheets.prospect.set(false);
    let first = match (here, site) {
        (Some(session), Some(site)) => view! {
            <button
                type="button"
                class="btn"
                data-part="save-again"
                on:click=move |_| save(model, &session, &site, None)
            >
                {icon(Icon::Refresh)}
                {t("save_again")}
            </button>
        }
        .into_any(),
        (Some(_), None) => ().into_any(),
        (None, _) => view! {
            <button
                type="button"
                class="btn"
                data-part="open-page"
                on:click=move |_| {
                    close();
                    open(model, url.clone());
                }
            >
                {icon(Icon::External)}
                {t("open_in_tab")}
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="bar">
            {first}
            <button
                type="button"
                class="btn ghost push"
                data-part="delete-prospect"
                on:click=move |_| {
                    close();
                    delete(model, &id);
                }
            >
                {t("delete")}
            </button>
        </div>
    }
}
