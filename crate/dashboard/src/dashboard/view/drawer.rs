//! The one drawer: what is known of the row that is open, beside the table, which stays usable. What it
//! shows is data: a line for status and actions, and tabs.

use std::sync::Arc;

use leptos::prelude::*;

use super::keys::with_key;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::Table;
use linkglance_browser::i18n::{number, t};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::menu::move_focus;
use linkglance_browser::prospect::{address, is_web};

/// The row that is open, as it is now.
pub(super) type Opened<R> = Memo<Option<Arc<R>>>;

/// A tab.
pub(super) struct Tab<R: Listed> {
    /// The message that names it.
    pub(super) name: &'static str,
    /// How many things it shows; `None` where it does not count.
    pub(super) count: fn(Model, &R) -> Option<usize>,
    /// What it shows; begun again for each row.
    pub(super) body: fn(Model, Opened<R>) -> AnyView,
}

/// What a list shows of a row that is open.
pub(super) struct Drawer<R: Listed> {
    /// The line below the title: status, follow-up, main action; begun again for each row.
    pub(super) status: fn(Model, Opened<R>) -> AnyView,
    pub(super) tabs: &'static [Tab<R>],
}

/// The drawer; nothing while no row is open.
pub(super) fn drawer<R: Listed>(
    model: Model,
    drawer: &'static Drawer<R>,
    table: Table<R>,
) -> impl IntoView {
    let key = Memo::new(move |_| {
        let opened = table.opened.get()?;
        Some(opened.key().to_owned())
    });
    let is_open = Memo::new(move |_| key.with(Option::is_some));
    view! {
        <Show when=move || is_open.get()>
            <aside
                class="drawer"
                data-part="detail"
                data-id=move || key.get()
                aria-label=t("details")
            >
                <header>{head(table)} {move || key.get().map(|_| (drawer.status)(model, table.opened))}</header>
                {tabs(model, drawer, table, key)}
            </aside>
        </Show>
    }
}

/// Title, address, and the ways to the page, to the rows beside it and back.
fn head<R: Listed>(table: Table<R>) -> impl IntoView {
    let opened = table.opened;
    let title = move || opened.with(|row| row.as_ref().map(|row| row.title()));
    let url = Memo::new(move |_| {
        let row = opened.get()?;
        row.url().filter(|url| is_web(url)).map(str::to_owned)
    });
    let open = move || {
        let label = with_key("open_page", "o");
        url.get().map(|url| {
            view! {
                <a
                    class="ibtn"
                    href=url
                    target="_blank"
                    rel="noopener noreferrer"
                    aria-label=label.clone()
                    title=label
                >
                    {icon(Icon::External)}
                </a>
            }
        })
    };
    let step = move |forward| {
        let _ = table.step(forward);
    };
    view! {
        <div class="drawer-head">
            <div class="drawer-title">
                <h2><bdi>{title}</bdi></h2>
                <p class="meta ellipsis">{move || url.get().map(|url| address(&url))}</p>
            </div>
            {open}
            {button("previous", with_key("previous_row", "k"), Icon::Up, move || step(false))}
            {button("next", with_key("next_row", "j"), Icon::Down, move || step(true))}
            {button("close-detail", with_key("close", "Esc"), Icon::Close, move || table.close())}
        </div>
    }
}

fn button(
    part: &'static str,
    label: String,
    sign: Icon,
    press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ibtn"
            data-part=part
            aria-label=label.clone()
            title=label
            on:click=move |_| press()
        >
            {icon(sign)}
        </button>
    }
}

/// The tab that is open: the chosen one, else the first.
fn open_tab<R: Listed>(drawer: &'static Drawer<R>, table: Table<R>) -> &'static str {
    let chosen = table.tab.get();
    let mut tabs = drawer.tabs.iter();
    let known = tabs.find(|tab| tab.name == chosen);
    known.or(drawer.tabs.first()).map_or("", |tab| tab.name)
}

fn tabs<R: Listed>(
    model: Model,
    drawer: &'static Drawer<R>,
    table: Table<R>,
    key: Memo<Option<String>>,
) -> impl IntoView {
    let open = Memo::new(move |_| open_tab(drawer, table));
    let buttons = drawer.tabs.iter();
    let buttons: Vec<_> = buttons
        .map(|tab| tab_button(model, tab, table, open))
        .collect();
    let panels = move || {
        // One set a row: what is being typed in it survives changes of its other parts.
        key.get()?;
        let panels = drawer.tabs.iter();
        let panels = panels.map(|tab| panel(model, tab, table, open));
        Some(panels.collect_view())
    };
    view! {
        <div
            class="tabs free"
            role="tablist"
            aria-label=t("details")
            on:keydown=|event| move_focus(&event)
        >
            {buttons}
        </div>
        {panels}
    }
}

fn tab_button<R: Listed>(
    model: Model,
    tab: &'static Tab<R>,
    table: Table<R>,
    open: Memo<&'static str>,
) -> impl IntoView {
    let name = tab.name;
    let is_open = move || open.get() == name;
    let count = move || {
        let row = table.opened.get()?;
        let count = (tab.count)(model, &row)?;
        Some(view! { " " <span class="n">{number(count)}</span> })
    };
    view! {
        <button
            type="button"
            role="tab"
            class="tab"
            id=format!("tab-{name}")
            data-part="drawer-tab"
            data-tab=name
            aria-controls=format!("panel-{name}")
            aria-selected=move || is_open().to_string()
            tabindex=move || if is_open() { "0" } else { "-1" }
            on:click=move |_| table.tab.set(name)
        >
            {t(name)}
            {count}
        </button>
    }
}

/// A tab's panel; what it shows is made when it is opened first, and stays.
fn panel<R: Listed>(
    model: Model,
    tab: &'static Tab<R>,
    table: Table<R>,
    open: Memo<&'static str>,
) -> impl IntoView {
    let name = tab.name;
    let seen = Memo::new(move |seen: Option<&bool>| seen == Some(&true) || open.get() == name);
    view! {
        <div
            class="drawer-body"
            role="tabpanel"
            id=format!("panel-{name}")
            data-part="drawer-panel"
            data-tab=name
            aria-labelledby=format!("tab-{name}")
            hidden=move || open.get() != name
            tabindex="0"
        >
            {move || seen.get().then(|| (tab.body)(model, table.opened))}
        </div>
    }
}

/// A group of facts, or of other things, with a heading.
pub(super) fn section(title: &str, content: AnyView) -> impl IntoView + use<> {
    view! {
        <section class="part">
            <h3>{t(title)}</h3>
            {content}
        </section>
    }
}

/// A fact by the message that names it; unknown where there is no value.
pub(super) fn fact(name: &str, value: Option<AnyView>) -> impl IntoView + use<> {
    let value = value.unwrap_or_else(|| {
        view! { <span class="quiet capital">{t("state_unknown")}</span> }.into_any()
    });
    view! {
        <dt>{t(name)}</dt>
        <dd>{value}</dd>
    }
}

/// A fact that is a text.
pub(super) fn text_fact(name: &str, value: Option<String>) -> impl IntoView + use<> {
    fact(
        name,
        value.map(|value| view! { <bdi>{value}</bdi> }.into_any()),
    )
}
