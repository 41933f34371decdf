//! Backlinks that are known, one by one and by the domain they come from.

use std::collections::BTreeMap;

use leptos::prelude::*;
use linkglance_core::prospect::Millis;
use linkglance_core::url::site_of;

use super::{empty, more, plain_table};
use crate::dashboard::state::model::{Model, View};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::prospect::{outside, short};
use linkglance_browser::store::{KnownBacklink, host};
use linkglance_browser::words;

/// Rows shown at first, and how many more each click brings.
const ROWS: usize = 200;

/// All known backlinks, read when they are looked at and again when some have changed.
pub(super) fn known(model: Model) -> RwSignal<Option<Vec<KnownBacklink>>> {
    let known = RwSignal::new(None);
    Effect::new(move || {
        model.records.track();
        let Some(store) = model.store() else {
            return;
        };
        leptos::task::spawn_local(async move {
            match model.readable::<KnownBacklink>(&store).await {
                Ok(mut all) => {
                    all.sort_by_key(|backlink| std::cmp::Reverse(backlink.last));
                    known.try_set(Some(all));
                }
                Err(error) => model.fail(&error),
            }
        });
    });
    known
}

/// The list of backlinks.
pub(super) fn list(model: Model) -> impl IntoView {
    let known = known(model);
    let text = RwSignal::new(String::new());
    let limit = RwSignal::new(ROWS);
    let through = move |backlink: &KnownBacklink, words: &[String]| {
        let target = backlink.target.as_deref().unwrap_or_default();
        let anchor = backlink.anchor.as_deref().unwrap_or_default();
        let all = format!("{} {target} {anchor} {}", backlink.page, backlink.site).to_lowercase();
        words.iter().all(|word| all.contains(word))
    };
    let rows = move || {
        let words: Vec<String> =
            text.with(|text| text.split_whitespace().map(str::to_lowercase).collect());
        known.with(|known| {
            let all = known.as_ref()?;
            if all.is_empty() {
                return Some(
                    empty("backlinks", &t("no_backlinks"), &t("no_backlinks_hint")).into_any(),
                );
            }
            let shown: Vec<&KnownBacklink> =
                all.iter().filter(|one| through(one, &words)).collect();
            let count = t_with("shown_of_all", &[&number(shown.len()), &number(all.len())]);
            let rows: Vec<_> = shown.iter().take(limit.get()).map(|one| row(one)).collect();
            Some(
                view! {
                    <p class="quiet" role="status">{count}</p>
                    {plain_table(View::Backlinks, &["fact_page", "fact_target", "anchor_text", "filter_follow", "filter_region", "fact_kind", "fact_source", "fact_last_seen"], rows)}
                    {more(limit, ROWS, shown.len())}
                }
                .into_any(),
            )
        })
    };
    view! {
        <section class="page-view">
            <h2>{t("view_backlinks")}</h2>
            <p class="quiet">{t("backlinks_about")}</p>
            <div class="filters">
                <input
                    type="search"
                    aria-label=t("search_backlinks")
                    placeholder=t("search_backlinks")
                    on:input=move |event| text.set(event_target_value(&event))
                />
            </div>
            {rows}
        </section>
    }
}

fn row(backlink: &KnownBacklink) -> impl IntoView + use<> {
    let unknown = || t("state_unknown");
    let page = backlink.title.clone().filter(|title| !title.is_empty());
    let page = page.unwrap_or_else(|| short(&backlink.page));
    let target = backlink
        .target
        .as_ref()
        .map(|target| outside(target, short(target)));
    let anchor = backlink.anchor.clone().filter(|text| !text.is_empty());
    let (state, follow) = match backlink.followed {
        Some(true) => ("followed", t("followed")),
        Some(false) if backlink.rel.is_empty() => ("not_followed", t("not_followed")),
        Some(false) => ("not_followed", backlink.rel.join(" ")),
        None => ("unknown", unknown()),
    };
    let source = backlink
        .tool
        .clone()
        .unwrap_or_else(|| t("source_inspected"));
    view! {
        <tr data-part="backlink">
            <td>{outside(&backlink.page, page)}</td>
            <td>{target}</td>
            <td><bdi>{anchor.unwrap_or_else(|| t("anchor_none"))}</bdi></td>
            <td><span class="chip follow" data-state=state>{follow}</span></td>
            <td>{backlink.region.map_or_else(unknown, words::region)}</td>
            <td>{backlink.kind.map_or_else(unknown, words::kind)}</td>
            <td><bdi>{source}</bdi></td>
            <td>{clock::day(backlink.last)}</td>
        </tr>
    }
}

/// What is known of one referring domain.
#[derive(Default)]
struct Domain {
    backlinks: usize,
    followed: usize,
    pages: std::collections::BTreeSet<String>,
    first: Millis,
    last: Millis,
}

/// The registrable domain a backlink comes from.
pub(super) fn referring_domain(backlink: &KnownBacklink) -> String {
    let host = host(&backlink.page);
    let host = host
        .rsplit_once(':')
        .map_or(host.as_str(), |(host, _)| host);
    site_of(host).to_owned()
}

fn by_domain(backlinks: &[KnownBacklink]) -> Vec<(String, Domain)> {
    let mut domains: BTreeMap<String, Domain> = BTreeMap::new();
    for backlink in backlinks {
        let domain = domains
            .entry(referring_domain(backlink))
            .or_insert_with(|| Domain {
                first: backlink.first,
                ..Domain::default()
            });
        domain.backlinks += 1;
        domain.followed += usize::from(backlink.followed == Some(true));
        domain.pages.insert(backlink.page.clone());
        domain.first = domain.first.min(backlink.first);
        domain.last = domain.last.max(backlink.last);
    }
    let mut domains: Vec<(String, Domain)> = domains.into_iter().collect();
    domains.sort_by_key(|(_, domain)| std::cmp::Reverse(domain.backlinks));
    domains
}

/// The referring domains.
pub(super) fn domains(model: Model) -> impl IntoView {
    let known = known(model);
    let limit = RwSignal::new(ROWS);
    let rows = move || {
        known.with(|known| {
            let all = known.as_ref()?;
            if all.is_empty() {
                return Some(
                    empty("domains", &t("no_backlinks"), &t("no_backlinks_hint")).into_any(),
                );
            }
            let domains = by_domain(all);
            let count = domains.len();
            let rows: Vec<_> = domains
                .into_iter()
                .take(limit.get())
                .map(|(name, domain)| {
                    view! {
                        <tr data-part="domain">
                            <td><bdi>{name}</bdi></td>
                            <td class="number">{number(domain.backlinks)}</td>
                            <td class="number">{number(domain.pages.len())}</td>
                            <td class="number">{number(domain.followed)}</td>
                            <td>{clock::day(domain.first)}</td>
                            <td>{clock::day(domain.last)}</td>
                        </tr>
                    }
                })
                .collect();
            Some(
                view! {
                    {plain_table(View::Domains, &["fact_domain", "view_backlinks", "fact_pages", "followed", "fact_first_seen", "fact_last_seen"], rows)}
                    {more(limit, ROWS, count)}
                }
                .into_any(),
            )
        })
    };
    view! {
        <section class="page-view">
            <h2>{t("view_domains")}</h2>
            {rows}
        </section>
    }
}
