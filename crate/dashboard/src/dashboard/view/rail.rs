//! The rail: for which site everything is shown, the views, and what is around them.

use leptos::prelude::*;

use super::keys::with_key;
use super::safety::last_backup;
use super::switcher::switcher;
use crate::dashboard::state::model::{Model, View};
use linkglance_browser::i18n::{number, t, t_count};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::{api, help};

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
                <a
                    class="nav"
                    data-part="open-help"
                    href=help::address()
                    target="_blank"
                    title=t("help")
                >
                    {icon(Icon::Book)}
                    <span class="nav-name">{t("help")}</span>
                </a>
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
