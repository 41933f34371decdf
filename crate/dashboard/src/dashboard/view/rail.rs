//! The rail: for which site everything is shown, the views, and what is around them.

use leptos::prelude::*;

use super::keys::with_key;
use super::popover::{Name, popover};
use super::safety::last_backup;
use crate::dashboard::state::model::{Model, View};
use linkglance_browser::api;
use linkglance_browser::i18n::{number, t, t_count};
use linkglance_browser::icon::{Icon, icon};

/// The key that lists the keys.
const LIST_KEY: &str = "?";

/// The rail; `shortcuts` opens the list of keys.
pub(super) fn rail(model: Model, shortcuts: RwSignal<bool>) -> impl IntoView {
    view! {
        <nav class="rail" data-part="rail" aria-label=t("dashboard_title")>
            {switcher(model)}
            {View::ALL.map(|view| entry(model, view)).collect_view()}
            <div class="rail-foot">
                <button
                    type="button"
                    class="nav"
                    data-part="open-options"
                    title=t("options_title")
                    on:click=|_| api::show_options()
                >
                    {icon(Icon::Settings)}
                    <span class="nav-name">{t("options_title")}</span>
                </button>
                <button
                    type="button"
                    class="nav"
                    data-part="shortcuts-open"
                    title=with_key("shortcuts", LIST_KEY)
                    on:click=move |_| shortcuts.set(true)
                >
                    {icon(Icon::Keyboard)}
                    <span class="nav-name">{t("shortcuts_short")}</span>
                    <span class="kbd push">{LIST_KEY}</span>
                </button>
                <p class="rail-note">
                    {icon(Icon::Lock)}
                    <span>{t("stays_here")} " " {move || last_backup(model)}</span>
                </p>
            </div>
        </nav>
    }
}

/// A view's name in the rail.
const fn short_name(view: View) -> &'static str {
    match view {
        View::Today => "view_today",
        View::Prospects => "view_prospects",
        View::Backlinks => "view_backlinks",
        View::Domains => "rail_domains",
        View::Agreements => "view_agreements",
        View::Bulk => "view_bulk",
        View::OwnSite => "view_own_site",
        View::Plots => "view_plots",
        View::Templates => "view_templates",
        View::Data => "view_data",
    }
}

const fn sign(view: View) -> Icon {
    match view {
        View::Today => Icon::Dashboard,
        View::Prospects => Icon::Star,
        View::Backlinks => Icon::Link,
        View::Domains => Icon::Globe,
        View::Agreements => Icon::Agreement,
        View::Bulk => Icon::List,
        View::OwnSite => Icon::Flag,
        View::Plots => Icon::Chart,
        View::Templates => Icon::Template,
        View::Data => Icon::Import,
    }
}

fn entry(model: Model, view: View) -> impl IntoView {
    let name = t(short_name(view));
    let current = move || (model.view.get() == view).then_some("page");
    let due = Memo::new(move |_| {
        model
            .due
            .with(|due| due.get(&view).copied().unwrap_or_default())
    });
    let counts = move || {
        let due = due.get();
        if due > 0 {
            let label = t_count("badge_due", due, &[]);
            return Some(
                view! {
                    <span class="badge push" data-part="badge" title=label.clone()>
                        <span aria-hidden="true">{number(due)}</span>
                        <span class="sr">{label.clone()}</span>
                    </span>
                }
                .into_any(),
            );
        }
        let count = model.count(view)?;
        Some(view! { <span class="n push">{number(count)}</span> }.into_any())
    };
    view! {
        <a
            class="nav"
            href=format!("#{}", view.name())
            aria-current=current
            data-view=view.name()
            title=name.clone()
        >
            {icon(sign(view))}
            <span class="nav-name">{name.clone()}</span>
            {counts}
        </a>
    }
}

/// The choice of the site that everything is shown for.
fn switcher(model: Model) -> impl IntoView {
    let chosen = move || model.site.get().unwrap_or_else(|| t("any_site"));
    let face = view! {
        {move || tile(&model.site.get().unwrap_or_default())}
        <span class="nav-name ellipsis" data-part="site-chosen"><bdi>{chosen}</bdi></span>
        <span class="push nav-name">{icon(Icon::Down)}</span>
    };
    let name = Name {
        id: "site",
        role: "menu",
        button: "switcher",
    };
    popover(name, with_key("choose_site", "s"), face, move || {
        let sites = model.site_names().into_iter();
        let sites = std::iter::once(None).chain(sites.map(Some));
        sites
            .map(|site| choice(model, site))
            .collect_view()
            .into_any()
    })
}

fn choice(model: Model, site: Option<String>) -> impl IntoView {
    let checked = model.site.get() == site;
    let name = site.clone().unwrap_or_else(|| t("any_site"));
    let (first, value) = (site.clone().unwrap_or_default(), name.clone());
    view! {
        <button
            type="button"
            role="menuitemradio"
            aria-checked=checked.to_string()
            data-part="site-choice"
            data-site=value
            popovertarget="site"
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
