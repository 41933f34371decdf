//! The question before a run: how many pages on which sites will be asked for, about how long that takes,
//! with what, what robots.txt has to do with it, and whether these sites alone are to be granted or all.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::api::permissions::ALL_SITES;
use crate::checks;
use crate::i18n::{number, t, t_count, t_with};

/// Most hosts that are named one by one.
const NAMED: usize = 200;

/// What is to be asked for, once the user has agreed. Copies share it.
#[derive(Clone, Copy)]
pub struct Asked {
    /// The addresses.
    pub urls: RwSignal<Arc<[String]>>,
    /// Whether every site is to be granted, so that no later run has to ask.
    pub every_site: RwSignal<bool>,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            urls: RwSignal::new(Arc::new([])),
            every_site: RwSignal::new(false),
        }
    }
}

impl Asked {
    /// Whether there is nothing to ask for.
    pub fn is_empty(self) -> bool {
        self.urls.with(|urls| urls.is_empty())
    }

    /// What has to be granted.
    pub fn origins(self) -> Vec<String> {
        if self.every_site.get_untracked() {
            vec![ALL_SITES.to_owned()]
        } else {
            self.urls.with_untracked(|urls| checks::origins(urls))
        }
    }
}

/// The question's words and choices. `none` is the message where there is nothing to ask for.
#[component]
pub fn AskWords(
    /// What is to be asked for.
    asked: Asked,
    /// The message where there is nothing.
    none: &'static str,
    /// Whether the addresses are files of the user's own site that are there for programs, so that robots.txt does
    /// not come into it.
    #[prop(optional)]
    for_programs: Option<Signal<bool>>,
) -> impl IntoView {
    let hosts = Memo::new(move |_| asked.urls.with(|urls| checks::hosts(urls)));
    let words = move || {
        asked.urls.with(|urls| {
            if urls.is_empty() {
                return t(none);
            }
            let sites = t_count("status_sites", hosts.with(BTreeSet::len), &[]);
            let pages = t_count("status_ask", urls.len(), &[&sites]);
            let long = t_count("status_minutes", checks::minutes(urls), &[]);
            format!("{pages} {long}")
        })
    };
    let robots = move || {
        if for_programs.is_some_and(|files| files.get()) {
            return None;
        }
        let words = t_count("status_robots", asked.urls.with(|urls| urls.len()), &[]);
        Some(view! { <p class="quiet" data-part="status-robots">{words}</p> })
    };
    let choice = move |every: bool, part: &'static str, words: String| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="run-sites"
                    data-part=part
                    prop:checked=move || asked.every_site.get() == every
                    on:change=move |_| asked.every_site.set(every)
                />
                {words}
            </label>
        }
    };
    let named = move || {
        let names: Vec<_> = hosts.with(|hosts| {
            let names = hosts.iter().take(NAMED);
            names
                .map(|host| view! { <li><bdi>{host.clone()}</bdi></li> })
                .collect()
        });
        let more = hosts.with(|hosts| hosts.len().saturating_sub(NAMED));
        let more = (more > 0)
            .then(|| view! { <li class="quiet">{t_with("and_more", &[&number(more)])}</li> });
        view! { <ul class="hosts-asked">{names} {more}</ul> }
    };
    view! {
        <p data-part="status-words">{words}</p>
        <Show when=move || !asked.is_empty()>
            <fieldset class="choices">
                <legend>{t("status_allow")}</legend>
                {choice(false, "allow-these", t("status_allow_these"))}
                {choice(true, "allow-all", t("status_allow_all"))}
            </fieldset>
            <details>
                <summary>{t("status_which_sites")}</summary>
                {named}
            </details>
            <p class="quiet">{t("status_hint")}</p>
            {robots}
        </Show>
    }
}
