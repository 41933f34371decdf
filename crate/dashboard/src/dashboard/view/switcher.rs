//! The choice of the site that everything is shown for. Whoever works for many clients types a part of a
//! name or a domain; the arrows lead into the list, Enter takes the first that is found.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use linkglance_core::Site;

use super::keys::{press, with_key};
use super::popover::{Name, popover};
use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::menu::move_focus;

/// The popover's id.
const ID: &str = "site";

/// The sites that are shown, the first of them first.
const CHOICE: &str = "[data-part=site-choice]";

/// From so many sites on there is a search: fewer are seen at a glance.
const SEARCHED_FROM: usize = 8;

/// The button, and what it opens.
pub(super) fn switcher(model: Model) -> impl IntoView {
    let chosen = move || model.site.get().unwrap_or_else(|| t("any_site"));
    let face = view! {
        {move || tile(&model.site.get().unwrap_or_default())}
        <span class="nav-name ellipsis" data-part="site-chosen"><bdi>{chosen}</bdi></span>
        <span class="push nav-name">{icon(Icon::Down)}</span>
    };
    let name = Name {
        id: ID,
        role: "dialog",
        button: "switcher",
    };
    popover(name, with_key("choose_site", "s"), face, move || {
        choices(model)
    })
}

/// The search, where it is of use, and the sites.
fn choices(model: Model) -> AnyView {
    let typed = RwSignal::new(String::new());
    let names = untrack(|| model.site_names());
    let searched = names.len() >= SEARCHED_FROM;
    let found = Memo::new(move |_| {
        let typed = typed.get().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let sites = model.sites.get();
        let through = |name: &String| {
            let known = sites.iter().find(|site| site.name == *name);
            let text = known.map_or_else(|| name.to_lowercase(), searchable);
            words.iter().all(|word| text.contains(word))
        };
        let names = names.iter().filter(|name| through(name)).cloned().map(Some);
        // All sites are no site that is searched for.
        let all = words.is_empty().then_some(None);
        all.into_iter().chain(names).collect::<Vec<_>>()
    });
    let keyed = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => {}
        "Enter" => {
            event.prevent_default();
            if !typed.with_untracked(String::is_empty) {
                press(CHOICE);
            }
        }
        // The others are the field's: they move within its text.
        _ => event.stop_propagation(),
    };
    let search = searched.then(|| {
        view! {
            <label class="search">
                {icon(Icon::Search)}
                <input
                    type="search"
                    autofocus=true
                    data-part="site-search"
                    aria-label=t("site_search")
                    placeholder=t("site_search")
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=keyed
                />
            </label>
        }
    });
    let list = move || {
        let found = found.get();
        if found.is_empty() {
            return view! { <p class="quiet pad-line" role="status">{t("site_search_none")}</p> }
                .into_any();
        }
        let choices: Vec<_> = found
            .into_iter()
            .map(|site| choice(model, site, searched))
            .collect();
        view! {
            <div class="menu" role="menu" aria-label=t("choose_site")>
                {choices}
            </div>
        }
        .into_any()
    };
    view! {
        <div on:keydown=|event| move_focus(&event)>
            {search}
            {list}
        </div>
    }
    .into_any()
}

/// What a site is found by: its name and its domains.
fn searchable(site: &Site) -> String {
    let parts: Vec<&str> = std::iter::once(&site.name)
        .chain(&site.domains)
        .map(String::as_str)
        .collect();
    parts.join(" ").to_lowercase()
}

fn choice(model: Model, site: Option<String>, searched: bool) -> impl IntoView {
    let checked = model.site.get_untracked() == site;
    let name = site.clone().unwrap_or_else(|| t("any_site"));
    let (first, value) = (site.clone().unwrap_or_default(), name.clone());
    view! {
        <button
            type="button"
            role="menuitemradio"
            aria-checked=checked.to_string()
            autofocus=checked && !searched
            data-part="site-choice"
            data-site=value
            popovertarget=ID
            popovertargetaction="hide"
            on:click=move |_| model.site.set(site.clone())
        >
            {tile(&first)}
            <bdi class="ellipsis">{name}</bdi>
            {checked.then(|| view! { <span class="push">{icon(Icon::Check)}</span> })}
        </button>
    }
}

/// A site's first letter; a globe for all sites.
fn tile(site: &str) -> AnyView {
    match site.chars().next() {
        Some(first) => {
            let letter: String = first.to_uppercase().collect();
            view! { <span class="tile" aria-hidden="true">{letter}</span> }.into_any()
        }
        None => {
            view! { <span class="tile" aria-hidden="true">{icon(Icon::Globe)}</span> }.into_any()
        }
    }
}
