//! The charts of backlinks: how many domains, what came and went, and how they divide.

use leptos::prelude::*;
use linkglance_core::backlink::BacklinkKind;
use linkglance_core::link::{AnchorKind, FollowState};
use linkglance_core::placement::Region;
use linkglance_core::profile::Shares;

use super::Sources;
use super::authority::authority;
use super::chart::{Bar, Both, bars, line, up_and_down};
use super::gone::gone;
use super::notable::{answers, signs};
use super::show::{path, show_links, show_value};
use crate::dashboard::state::model::{Model, View};
use crate::dashboard::state::whole::{Mix, Target, Whole, of_week};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::prospect::short;
use linkglance_browser::words;

/// A chart of parts: its name, the message of its title, the facet that a press chooses, the parts in the
/// order they are shown, each with its word and the state whose colour it has, and where its shares are.
struct Parts {
    name: &'static str,
    title: &'static str,
    facet: &'static str,
    keys: fn() -> Vec<(&'static str, String, &'static str)>,
    of: fn(&Mix) -> &Shares<&'static str>,
}

const PARTS: [Parts; 4] = [
    Parts {
        name: "anchors",
        title: "plot_anchors",
        facet: "filter_anchor",
        keys: || {
            let all = AnchorKind::ALL.iter();
            all.map(|kind| (kind.name(), words::anchor_kind(*kind), ""))
                .collect()
        },
        of: |mix| &mix.anchors,
    },
    Parts {
        name: "follow",
        title: "plot_follow",
        facet: "filter_follow",
        keys: || {
            let all = FollowState::ALL.iter().rev();
            all.map(|state| (state.name(), words::follow_word(*state), state.name()))
                .collect()
        },
        of: |mix| &mix.states,
    },
    Parts {
        name: "regions",
        title: "plot_regions",
        facet: "filter_region",
        keys: || {
            let all = Region::ALL.iter();
            all.map(|region| (region.name(), words::region(*region), ""))
                .collect()
        },
        of: |mix| &mix.regions,
    },
    Parts {
        name: "kinds",
        title: "plot_kinds",
        facet: "fact_kind",
        keys: || {
            let all = BacklinkKind::ALL.iter();
            all.map(|kind| (kind.name(), words::kind(*kind), ""))
                .collect()
        },
        of: |mix| &mix.kinds,
    },
];

/// The charts, the signs, and what is known of answers of machines.
pub(super) fn charts(sources: Sources, whole: &Whole) -> impl IntoView + use<> {
    let others = sources.others.get();
    let model = sources.model;
    let parts: Vec<_> = PARTS
        .iter()
        .filter_map(|parts| shares(model, parts, &whole.mix, others.as_ref()))
        .collect();
    let hidden = PARTS.len() - parts.len();
    let hidden = (hidden > 0).then(|| {
        view! { <p class="quiet" data-part="plots-hidden">{t_count("plots_hidden", hidden, &[])}</p> }
    });
    view! {
        <div class="plots two">{by_week(whole)} {came_and_went(model, whole)}</div>
        <div class="plots">
            {parts} {targets(model, &whole.targets)} {move || gone(model)}
            {move || authority(model)}
        </div>
        {hidden}
        {signs(model, whole)}
        {answers(model, whole)}
    }
}

/// How many domains there were, and at what pace they come.
fn by_week(whole: &Whole) -> AnyView {
    let now = t_count("plot_domains_now", whole.domains, &[]);
    let about = match whole.pace {
        Some(pace) => {
            let pace = t_with("plot_pace", &[&number(pace.recent), &number(pace.before)]);
            format!("{now} {pace}")
        }
        None => now,
    };
    let values = whole.domains_by_week.iter();
    let values = values.map(|(week, count)| (clock::short_day(*week), *count));
    line("domains", t("plot_domains"), about, values.collect())
}

/// What was new and what was lost in each week.
fn came_and_went(model: Model, whole: &Whole) -> AnyView {
    let (new, lost) = whole
        .weeks
        .last()
        .map_or((0, 0), |week| (week.new, week.lost));
    let about = t_with("plot_new_lost", &[&number(new), &number(lost)]);
    let values: Vec<Both> = whole
        .weeks
        .iter()
        .map(|week| Both {
            word: clock::short_day(week.start),
            up: week.new,
            down: week.lost,
        })
        .collect();
    let weeks = whole.weeks.clone();
    let press = Callback::new(move |at: usize| {
        let Some(week) = weeks.get(at) else {
            return;
        };
        let rows = model.backlinks.all.get_untracked();
        let new = of_week(&rows, week.start, false);
        let lost = of_week(&rows, week.start, true);
        let words = t_with("plot_week_of", &[&clock::short_day(week.start)]);
        show_links(model, words, new.into_iter().chain(lost));
    });
    let heads = [t("links_new"), t("links_lost")];
    up_and_down(
        "new-and-lost",
        t("plot_backlinks"),
        about,
        heads,
        &values,
        press,
    )
}

/// A chart of parts; nothing where no part is known.
fn shares(model: Model, parts: &'static Parts, mix: &Mix, others: Option<&Mix>) -> Option<AnyView> {
    let found = (parts.of)(mix);
    if found.domains == 0 {
        return None;
    }
    let all = (parts.keys)();
    let known: Vec<_> = all
        .into_iter()
        .filter_map(|(key, word, state)| {
            let share = found.each.iter().find(|share| share.key == key)?;
            let bar = Bar {
                word,
                count: share.domains,
                percent: found.percent(key),
                others: others.and_then(|mix| (parts.of)(mix).percent(key)),
                note: None,
                state,
            };
            Some((key, bar))
        })
        .collect();
    let of = t_count("plot_of_domains", found.domains, &[]);
    let unknown = (found.unknown > 0).then(|| t_count("plot_unknown", found.unknown, &[]));
    let others = others.map(|_| t("plot_line"));
    let about: Vec<String> = std::iter::once(of).chain(unknown).chain(others).collect();
    let (keys, values): (Vec<&'static str>, Vec<Bar>) = known.into_iter().unzip();
    let press = Callback::new(move |at: usize| {
        if let Some(key) = keys.get(at) {
            show_value(model.backlinks, View::Backlinks, parts.facet, key);
        }
    });
    Some(bars(
        parts.name,
        t(parts.title),
        about.join(" "),
        &values,
        Some(press),
    ))
}

/// The pages that most domains link to.
fn targets(model: Model, targets: &[Target]) -> Option<AnyView> {
    let values: Vec<Bar> = targets
        .iter()
        .map(|target| Bar {
            word: path(&target.url),
            count: target.domains,
            ..Bar::default()
        })
        .collect();
    let targets = targets.to_vec();
    let press = Callback::new(move |at: usize| {
        let Some(target) = targets.get(at) else {
            return;
        };
        let rows = model.backlinks.all.get_untracked();
        let keys = rows
            .iter()
            .filter(|row| row.leads_to(&target.url))
            .map(|row| row.known.id.clone());
        show_links(model, short(&target.url), keys);
    });
    let any = !values.is_empty();
    any.then(|| {
        let about = t("plot_targets_about");
        bars("targets", t("plot_targets"), about, &values, Some(press))
    })
}
