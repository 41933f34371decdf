//! The panel's tabs: one entry a tab in one table, and the keyboard that goes with them.
//!
//! WAI-ARIA Authoring Practices, "Tabs", with automatic activation: one tab is in the page's tab
//! order, the arrows, Home and End move between them and show what they move to.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::report::LinkState;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::above_content;
use super::keys;
use super::later::{self, Part};
use super::mine::mine;
use super::words::outcome_sign;
use crate::state::frames::after_frame;
use crate::state::model::Model;
use crate::state::session::Session;
use linkglance_browser::i18n::{number, t};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::words::overall;

/// One tab.
struct Tab {
    /// Its name in what is saved, in style sheets and in tests.
    name: &'static str,
    /// The message that is its title.
    title: &'static str,
    /// What stands for the title where there is no room for it.
    icon: Icon,
    /// How many things it shows; `None` where it does not count.
    count: fn(&Report) -> Option<usize>,
    view: View,
}

/// What makes a tab's view.
enum View {
    Now(fn(Model, &Arc<Session>) -> AnyView),
    Later(fn(Arc<Session>) -> Part),
}

/// The tab of agreements.
const CHECK: &str = "check";

const TABS: [Tab; 4] = [
    Tab {
        name: "my_site",
        title: "tab_mine",
        icon: Icon::Flag,
        count: |report| (!report.sites.is_empty()).then(|| own(report)),
        view: View::Now(mine),
    },
    Tab {
        name: "links",
        title: "tab_links",
        icon: Icon::Link,
        count: |report| Some(report.outbound().count()),
        view: View::Later(Part::Links),
    },
    Tab {
        name: CHECK,
        title: "tab_check",
        icon: Icon::Agreement,
        count: |_| None,
        view: View::Later(Part::Check),
    },
    Tab {
        name: "page",
        title: "tab_page",
        icon: Icon::Page,
        count: |_| None,
        view: View::Later(Part::Page),
    },
];

/// Links and mentions of the user's own: what the tab *Mine* lists.
fn own(report: &Report) -> usize {
    let open = report.mentions.iter();
    report.backlinks.len() + open.filter(|found| found.link != LinkState::Own).count()
}

/// The tab that is open: the chosen one, else that of the agreement about the page, else the first.
fn open(model: Model) -> &'static str {
    let chosen = model.opened();
    let known = |name: &str| TABS.iter().find(|tab| tab.name == name);
    let agreed = || model.checked.with(Option::is_some).then_some(CHECK);
    let tab = chosen.as_deref().and_then(known);
    let tab = tab.or_else(|| agreed().and_then(known)).or(TABS.first());
    tab.map_or("", |tab| tab.name)
}

/// What came of the page's agreement, as a sign after the tab's title.
fn sign(model: Model) -> impl IntoView {
    move || {
        let of = model
            .checked
            .with(|checked| Some(checked.as_ref()?.check.overall))?;
        let (_, word) = overall(of);
        let (state, icon) = outcome_sign(of);
        Some(view! {
            <span class="tab-sign" data-part="tab-sign" data-state=state title=word.clone()>
                {state_icon(icon)}
                <span class="sr">{word.clone()}</span>
            </span>
        })
    }
}

/// The row of tabs and what they show of a report.
pub(super) fn tabs(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let buttons: Vec<_> = TABS
        .iter()
        .map(|tab| button(model, tab, &session.report))
        .collect();
    let made = RwSignal::new(0);
    make_one_a_frame(made);
    let panels: Vec<_> = TABS
        .iter()
        .enumerate()
        .map(|(at, tab)| panel(model, tab, session, move || made.get() > at))
        .collect();
    view! {
        <div
            class="tabs"
            role="tablist"
            data-part="tabs"
            aria-label=t("tabs")
            on:keydown=move |event| move_by_key(model, &event)
        >
            {buttons}
        </div>
        {above_content(model, session)}
        {panels}
    }
}

fn button(model: Model, tab: &'static Tab, report: &Report) -> impl IntoView + use<> {
    let name = tab.name;
    let is_open = move || open(model) == name;
    let count = (tab.count)(report).map(|count| {
        view! { " " <span class="n">{number(count)}</span> }
    });
    view! {
        <button
            type="button"
            role="tab"
            class="tab"
            id=tab_id(name)
            data-part="tab"
            data-tab=name
            aria-controls=panel_id(name)
            aria-selected=move || is_open().to_string()
            tabindex=move || if is_open() { "0" } else { "-1" }
            on:click=move |_| model.open(name)
        >
            {icon(tab.icon)}
            <span class="tab-label">{t(tab.title)}</span>
            {count}
            {(name == CHECK).then(|| sign(model))}
        </button>
    }
}

/// Makes what is in the tabs, from the first on, one in each frame after the answer is seen: the answer
/// does not wait for what is not open, and what is opened next is there. Where no frame is drawn, a tab is
/// made when it is opened.
fn make_one_a_frame(made: RwSignal<usize>) {
    after_frame(move || {
        // A report that has gone makes no more of its tabs.
        let now = made.try_update(|made| {
            *made += 1;
            *made
        });
        if now.is_some_and(|made| made < TABS.len()) {
            make_one_a_frame(made);
        }
    });
}

/// What a tab shows of a report, made once it is open or its turn has come.
fn panel(
    model: Model,
    tab: &'static Tab,
    session: &Arc<Session>,
    turn: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let name = tab.name;
    let session = Arc::clone(session);
    let is_there = matches!(tab.view, View::Now(_));
    let made = Memo::new(move |made| {
        let is_there = is_there || model.later.get();
        made == Some(&true) || (is_there && (open(model) == name || turn()))
    });
    view! {
        <div
            class="tab-panel"
            role="tabpanel"
            id=panel_id(name)
            data-part="tab-panel"
            data-tab=name
            aria-labelledby=tab_id(name)
            hidden=move || open(model) != name
        >
            {move || {
                made.get()
                    .then(|| {
                        request_animation_frame(keys::give_tab_stops);
                        match &tab.view {
                            View::Now(view) => Some(view(model, &session)),
                            View::Later(part) => later::shown(model, part(Arc::clone(&session))),
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

fn tab_id(name: &str) -> String {
    format!("tab-{name}")
}

fn panel_id(name: &str) -> String {
    format!("panel-{name}")
}

fn move_by_key(model: Model, event: &KeyboardEvent) {
    let names: Vec<&'static str> = TABS.iter().map(|tab| tab.name).collect();
    let rtl = document()
        .document_element()
        .and_then(|root| root.get_attribute("dir"))
        .is_some_and(|dir| dir == "rtl");
    let at = names.iter().position(|&name| name == open(model));
    let Some(to) = at.and_then(|at| after_key(&event.key(), at, names.len(), rtl)) else {
        return;
    };
    let Some(&name) = names.get(to) else { return };
    event.prevent_default();
    model.open(name);
    let tab = document().get_element_by_id(&tab_id(name));
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        // An element of this very page can be focused.
        let _ = tab.focus();
    }
}

/// Where a key leads from tab `at` of `count`; `None` for keys without a meaning here.
fn after_key(key: &str, at: usize, count: usize, rtl: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let next = if at == last { 0 } else { at + 1 };
    let previous = at.checked_sub(1).unwrap_or(last);
    match (key, rtl) {
        ("ArrowRight", false) | ("ArrowLeft", true) => Some(next),
        ("ArrowLeft", false) | ("ArrowRight", true) => Some(previous),
        ("Home", _) => Some(0),
        ("End", _) => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_round_and_follow_the_direction_of_writing() {
        assert_eq!(after_key("ArrowRight", 2, 3, false), Some(0));
        assert_eq!(after_key("ArrowLeft", 0, 3, false), Some(2));
        assert_eq!(after_key("ArrowRight", 1, 3, true), Some(0));
        assert_eq!(after_key("ArrowLeft", 1, 3, true), Some(2));
        assert_eq!(after_key("Home", 2, 3, true), Some(0));
        assert_eq!(after_key("End", 0, 3, false), Some(2));
        assert_eq!(after_key("a", 0, 3, false), None);
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<&str> = TABS.iter().map(|tab| tab.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABS.len());
    }
}
