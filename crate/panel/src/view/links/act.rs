//! What can be done with the selected links besides taking them along: opening them, saving the pages
//! they lead to as prospects, adding their domains to a site's competitors.

use std::collections::HashSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::Site;
use linkglance_core::import::{Listed, Tool};
use linkglance_core::prospect::Prospect;
use linkglance_core::report::Link;
use linkglance_core::url::{Url, is_web, site_of};

use super::selection::Selection;
use crate::state::model::Model;
use crate::state::toast::Toast;
use crate::state::work::save_listed;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::{api, clock};

/// Most tabs that are opened at once.
const MAX_OPENED: usize = 20;

/// The items of the menu, for the site that is chosen, else for each.
pub(super) fn items(model: Model, selection: Selection, menu: &'static str) -> impl IntoView {
    let group = move |title: &'static str, part: &'static str, act: fn(Model, &Site, &[usize])| {
        let items: Vec<_> = model
            .sites_on_show()
            .into_iter()
            .map(|site| {
                let name = site.name.clone();
                let press = move |_| act(model, &site, &untrack(|| selection.links()));
                view! {
                    <button
                        type="button"
                        role="menuitem"
                        data-part=part
                        popovertarget=menu
                        popovertargetaction="hide"
                        on:click=press
                    >
                        <bdi class="ellipsis">{name}</bdi>
                    </button>
                }
            })
            .collect();
        (!items.is_empty()).then(|| {
            view! {
                <div role="group" aria-label=t(title)>
                    <p class="menu-title" aria-hidden="true">{t(title)}</p>
                    {items}
                </div>
            }
        })
    };
    view! {
        {move || group("save_prospects_for", "prospects-of-links", save_prospects)}
        {move || group("add_competitors_of", "competitors-of-links", add_competitors)}
    }
}

/// Opens the selected links, each in a tab, behind the one in front.
pub(super) fn open_button(model: Model, selection: Selection) -> impl IntoView {
    let addresses = Memo::new(move |_| web_addresses(model, &selection.links()));
    let count = move || addresses.with(Vec::len);
    let too_many = move || count() > MAX_OPENED;
    let words = move || {
        if too_many() {
            t_with("open_at_most", &[&number(MAX_OPENED)])
        } else {
            t_count("open_links", count(), &[])
        }
    };
    let open = move |_| {
        for address in addresses.get_untracked() {
            spawn_local(async move {
                // The browser opens web pages unless it is shutting down.
                let _ = api::open_behind(&address).await;
            });
        }
    };
    view! {
        <button
            type="button"
            class="ibtn"
            data-part="open-links"
            aria-label=words
            title=words
            prop:disabled=move || too_many() || count() == 0
            on:click=open
        >
            {icon(Icon::External)}
        </button>
    }
}

/// Where some links lead, each address once, in the table's order.
fn web_addresses(model: Model, links: &[usize]) -> Vec<String> {
    let mut seen = HashSet::new();
    let all = targets(model, links).into_iter();
    all.map(|(url, _)| String::from(url))
        .filter(|url| seen.insert(url.clone()))
        .collect()
}

/// Where some links lead, wrappers taken off, as far as it is on the web, with their anchor texts.
fn targets(model: Model, links: &[usize]) -> Vec<(Url, String)> {
    let Some(session) = model.session.get_untracked() else {
        return Vec::new();
    };
    let target = |link: &Link| {
        let address = link.wraps.as_ref().or(link.url.as_ref())?;
        let url = Url::parse(address).ok().filter(is_web)?;
        Some((url, link.anchor.text.clone()))
    };
    links
        .iter()
        .filter_map(|&index| target(session.report.link(index)?))
        .collect()
}

/// Saves the pages that some links lead to as prospects, never inspected, with where they were found.
fn save_prospects(model: Model, site: &Site, links: &[usize]) {
    let found_on = model.session.with_untracked(|session| {
        session
            .as_ref()
            .map(|session| session.report.page.url.clone())
    });
    let now = clock::millis();
    let note = t_with("prospect_found_on", &[&found_on.unwrap_or_default()]);
    let own = |url: &Url| site.owns(url);
    let prospects: Vec<Prospect> = targets(model, links)
        .into_iter()
        .filter(|(url, _)| !own(url))
        .map(|(url, anchor)| {
            let listed = Listed {
                page: url.into(),
                title: Some(anchor).filter(|anchor| !anchor.trim().is_empty()),
                ..Listed::default()
            };
            Prospect {
                notes: note.clone(),
                ..Prospect::listed(&listed, Tool::Other, site, now)
            }
        })
        .collect();
    save_listed(model, site, prospects);
}

/// Adds the domains that some links lead to to a site's competitors.
fn add_competitors(model: Model, site: &Site, links: &[usize]) {
    let Some(profile) = model.profiles.of_site(&site.name) else {
        return;
    };
    let mut site = profile.site;
    let mut added: Vec<String> = Vec::new();
    for (url, _) in targets(model, links) {
        let Some(domain) = url.host_str().map(site_of) else {
            continue;
        };
        let known = site.competitors.iter().chain(&added);
        if !known.into_iter().any(|known| known == domain) && !site.owns(&url) {
            added.push(domain.to_owned());
        }
    }
    let words = t_count("competitors_added", added.len(), &[&site.name]);
    if added.is_empty() {
        return model.toast.set(Some(Toast::Said(words)));
    }
    site.competitors.extend_from_slice(&added);
    model.profiles.update(&profile.id, site);
    let toast = Toast::CompetitorsAdded(words, profile.id, added);
    model.toast.set(Some(toast));
}
