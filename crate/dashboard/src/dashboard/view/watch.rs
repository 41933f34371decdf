//! What looking again has found: the chip in a row, the line of a run, the actions for selected rows, and
//! the drawer's tab with what was there and what is, side by side.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::check::Change;
use linkglance_core::watch::{Observation, Standing, State, View as Form, millis};

use super::drawer::text_fact;
use crate::dashboard::state::bulk::MAX_ADDRESSES;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::runs::Ask;
use linkglance_browser::checks::Progress;
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::prospect::outside;
use linkglance_browser::run::{RunWords, run_line};
use linkglance_browser::store::Watch;
use linkglance_browser::words;

/// Most looks that are listed at first.
const LOOKS: usize = 60;

/// The line of the run that looks at links.
pub(super) fn watch_line(model: Model) -> AnyView {
    let says = RunWords {
        done: "pages_done",
        found,
    };
    run_line(model.runs.watch, says).into_any()
}

fn found(progress: &Progress) -> String {
    let counts = progress.counts();
    let lost = (counts.bad > 0).then(|| t_count("run_lost", counts.bad, &[]));
    let unknown = (counts.unknown > 0).then(|| t_count("run_unknown", counts.unknown, &[]));
    let parts: Vec<String> = lost.into_iter().chain(unknown).collect();
    parts.join(" · ")
}

/// Asks about looking at links, which are watched from then on; of more than a run takes, the first ones,
/// and the question says how many.
pub(super) fn ask_to_watch(model: Model, mut watches: Vec<Watch>) {
    watches.truncate(MAX_ADDRESSES);
    let pages = watches.iter().map(|watch| watch.page.clone()).collect();
    model.runs.ask(Ask::Watch(watches), pages);
}

/// What is known of a link, as a chip.
pub(super) fn standing_chip(watch: Option<&Watch>) -> impl IntoView + use<> {
    let standing = watch.and_then(Watch::standing);
    let state = watch.and_then(|watch| watch.state.as_ref());
    let (name, sign, word) = words::standing(standing);
    let why = state.map(|state| words::reason(&state.because));
    let noindex = state.filter(|state| state.noindexed).map(|_| {
        view! {
            " "
            <span class="chip" data-state="bad">
                {state_icon(Icon::Stop)}
                <span class="word">{t("watch_noindexed")}</span>
            </span>
        }
    });
    view! {
        <span
            class="chip"
            data-part="standing"
            data-standing=standing.map_or("none", Standing::name)
            data-state=name
            title=why
        >
            {state_icon(sign)}
            <span class="word">{word}</span>
        </span>
        {noindex}
    }
}

/// The same in a row, with the day of the last look.
pub(super) fn standing_cell(model: Model, watch: Option<&Arc<Watch>>) -> AnyView {
    let at = watch
        .and_then(|watch| watch.looked)
        .map(clock::brief_moment);
    let id = watch.map(|watch| watch.id.clone());
    let fresh = move || {
        let is_fresh = id
            .as_ref()
            .is_some_and(|id| model.fresh.with(|fresh| fresh.contains(id)));
        is_fresh.then(|| view! { <span class="fresh" title=t("watch_fresh")><span class="sr">{t("watch_fresh")}</span></span> })
    };
    view! {
        <span class="standing">
            {standing_chip(watch.map(|watch| &**watch))}
            {fresh}
            <span class="quiet">{at}</span>
        </span>
    }
    .into_any()
}

/// The word of a link's state, for files.
pub(super) fn standing_word(watch: Option<&Watch>) -> String {
    words::standing(watch.and_then(Watch::standing)).2
}

/// The day of the last look, for files.
pub(super) fn looked_day(watch: Option<&Watch>) -> String {
    let looked = watch.and_then(|watch| watch.looked);
    looked.map_or_else(String::new, linkglance_core::export::day)
}

/// All that looking again has found of a record: what is known now and why, what was there and what is
/// there now, and each look. `current` gives the record's watch, `begin` is the button that looks now.
pub(super) fn watch_tab(
    model: Model,
    current: impl Fn() -> Option<Arc<Watch>> + Copy + Send + Sync + 'static,
    begin: impl Fn() + Copy + Send + 'static,
) -> AnyView {
    let looks: RwSignal<Vec<Observation>> = RwSignal::new(Vec::new());
    let id = Memo::new(move |_| current().map(|watch| (watch.id.clone(), watch.looked)));
    Effect::new(move || {
        let (Some((id, _)), Some(store)) = (id.get(), model.store()) else {
            looks.set(Vec::new());
            return;
        };
        spawn_local(async move {
            match store.looks(&id).await {
                Ok(all) => drop(looks.try_set(all)),
                Err(error) => model.fail(&error),
            }
        });
    });
    let state = move || match current() {
        Some(watch) if watch.state.is_some() => watch
            .state
            .as_ref()
            .map(|state| known(&watch, state))
            .into_any(),
        Some(_) => view! { <p class="quiet part">{t("watch_not_yet")}</p> }.into_any(),
        None => view! { <p class="quiet part">{t("watch_none_hint")}</p> }.into_any(),
    };
    let stop = move || {
        let id = id.get()?.0;
        Some(view! {
            <button
                type="button"
                class="btn"
                data-part="unwatch-one"
                on:click=move |_| model.unwatch(vec![id.clone()])
            >
                {t("unwatch")}
            </button>
        })
    };
    let history = move || {
        looks.with(|looks| {
            let all: Vec<_> = looks.iter().rev().take(LOOKS).map(look).collect();
            (!all.is_empty()).then(|| {
                view! {
                    <h3 class="part-title">{t("watch_looks")}</h3>
                    <ul class="part entries" data-part="looks">{all}</ul>
                }
            })
        })
    };
    view! {
        <div class="part bar">
            <button type="button" class="btn" data-part="check-one" on:click=move |_| begin()>
                {icon(Icon::Pulse)}
                {t("check_now")}
            </button>
            {stop}
        </div>
        {state}
        {history}
    }
    .into_any()
}

/// What is known, with its evidence.
fn known(watch: &Watch, state: &State) -> impl IntoView + use<> {
    let open = matches!(state.standing, Standing::Unknown(_) | Standing::Missing).then(|| {
        view! { <p class="part">{outside(&watch.page, t("watch_open_and_look"))}</p> }
    });
    let moved = state.moved_to.as_ref().map(|to| {
        view! { <p class="part">{t("watch_moved_to")} " " {outside(to, to.clone())}</p> }
    });
    let seen = watch.link.as_ref().map(|link| {
        let follow = match link.followed {
            Some(true) => t("followed"),
            Some(false) if link.rel.is_empty() => t("not_followed"),
            Some(false) => link.rel.join(" "),
            None => t("state_unknown"),
        };
        view! {
            <dl class="facts part">
                {text_fact("watch_last_there", Some(clock::moment(link.at)))}
                {text_fact("filter_follow", Some(follow))}
                {text_fact("filter_region", Some(words::region(link.region)))}
                {text_fact("anchor_text", Some(link.anchor.clone()).filter(|text| !text.is_empty()))}
            </dl>
        }
    });
    let changes: Vec<_> = state.changes.iter().map(change).collect();
    view! {
        <p class="part line" data-part="watch-why">
            {standing_chip(Some(watch))} " " {words::reason(&state.because)}
        </p>
        {moved}
        {open}
        <ul class="part entries" data-part="watch-changes">{changes}</ul>
        {evidence(state)}
        {seen}
    }
}

/// One thing that is not as it was.
fn change(change: &Change) -> impl IntoView + use<> {
    view! { <li>{words::reason(&change.because)}</li> }
}

/// The sentence around the link then and now, side by side.
fn evidence(state: &State) -> Option<impl IntoView + use<>> {
    if state.then.is_none() && state.now.is_none() {
        return None;
    }
    let side = |name: &'static str, text: &Option<String>| {
        let text = match text.clone().filter(|text| !text.is_empty()) {
            Some(text) => view! { <bdi>{text}</bdi> }.into_any(),
            None => view! { <em class="quiet">{t("watch_no_sentence")}</em> }.into_any(),
        };
        view! { <div class="side" data-part=name><h4>{t(name)}</h4><blockquote>{text}</blockquote></div> }
    };
    Some(view! {
        <div class="part sides">
            {side("watch_then", &state.then)}
            {side("watch_now", &state.now)}
        </div>
    })
}

/// One look.
fn look(look: &Observation) -> impl IntoView + use<> {
    let form = t(match look.view {
        Form::Raw => "watch_form_raw",
        Form::Rendered => "watch_form_rendered",
    });
    let what = match look.is_there() {
        Some(true) => t("watch_there"),
        Some(false) => t("watch_absent"),
        None => words::reason(&look.reason()),
    };
    let at = clock::moment(millis(look.at));
    let status = look
        .status
        .map(|status| t_with("watch_status", &[&status.to_string()]));
    view! {
        <li>
            {what}
            <p class="meta">
                {at} " · " {form} {status.map(|status| view! { " · " {status} })}
            </p>
        </li>
    }
}
