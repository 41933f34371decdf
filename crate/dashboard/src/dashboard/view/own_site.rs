//! My site: which pages its sitemaps name, and the pages that backlinks lead to, with what became of them and
//! a page in the place of each that is gone.

use leptos::prelude::*;
use linkglance_core::Site;
use linkglance_core::export::day;
use linkglance_core::watch::LinkStatus;

use super::drawer::{Drawer, Opened, Tab, fact, text_fact};
use super::list::{Listing, action, copy_lines, list};
use super::table::{Column, Shape, plain, two};
use crate::dashboard::state::filter::{Chosen, Only};
use crate::dashboard::state::model::{Model, View};
use crate::dashboard::state::own_site::{
    SitemapFacts, TargetRow, by_backlinks, by_domains, by_modified, by_status, by_url, facts,
};
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::runs::Ask;
use linkglance_browser::checks::{Progress, sitemap_files};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::prospect::{address, outside, short};
use linkglance_browser::run::{RunWords, run_line};
use linkglance_browser::store::{Came, Purpose, RunRow, SitemapRead};
use linkglance_browser::words;

/// Most files that are listed that gave nothing.
const MAX_LISTED: usize = 20;

/// Of more sites the sitemaps are folded, so that the pages are in sight.
const UNFOLDED: usize = 3;

static TARGETS: Listing<TargetRow> = Listing {
    shape: Shape {
        name: "own_site",
        row: "target",
        title: "view_own_site",
        columns: &COLUMNS,
        look: |_| "",
        empty: ["targets_empty", "targets_empty_hint"],
        digit: None,
    },
    search: "search_targets",
    actions: &[check_all],
    above: &[sitemaps, line],
    bulk: &[check_picked, copy_picked],
    drawer: Drawer {
        status: |model, opened| {
            view! {
                <div class="head-actions">
                    {move || opened.get().map(|row| status_chip(&row))}
                    {links_of(model, opened)}
                </div>
            }
            .into_any()
        },
        tabs: &[Tab {
            name: "overview",
            count: |_, _| None,
            body: overview,
        }],
    },
};

static COLUMNS: [Column<TargetRow>; 6] = [
    Column {
        name: "target_page",
        width: 0,
        numeric: false,
        drop: 0,
        cell: |_, row| plain(row.title()),
        order: Some(by_url),
        text: &[("target_page", |row| row.url.clone())],
    },
    Column {
        name: "fact_status",
        width: 130,
        numeric: false,
        drop: 0,
        cell: |_, row| status_chip(row).into_any(),
        order: Some(by_status),
        text: &[("fact_status", |row| face(row.status()).2)],
    },
    Column {
        name: "target_instead",
        width: 240,
        numeric: false,
        drop: 2,
        cell: |_, row| match leads_to(row) {
            Some(url) => two(short(&url), address(&url)),
            None => plain(String::new()),
        },
        order: None,
        text: &[("target_instead", |row| leads_to(row).unwrap_or_default())],
    },
    Column {
        name: "view_domains",
        width: 150,
        numeric: true,
        drop: 3,
        cell: |_, row| plain(number(row.domains)),
        order: Some(by_domains),
        text: &[("view_domains", |row| row.domains.to_string())],
    },
    Column {
        name: "view_backlinks",
        width: 96,
        numeric: true,
        drop: 2,
        cell: |_, row| plain(number(row.backlinks)),
        order: Some(by_backlinks),
        text: &[("view_backlinks", |row| row.backlinks.to_string())],
    },
    Column {
        name: "target_modified",
        width: 110,
        numeric: true,
        drop: 2,
        cell: |_, row| {
            let modified = row.modified.as_deref();
            plain(modified.map_or_else(String::new, clock::calendar_day))
        },
        order: Some(by_modified),
        text: &[("target_modified", |row| {
            row.modified.clone().unwrap_or_default()
        })],
    },
];

/// The view.
pub(super) fn own_site(model: Model) -> impl IntoView {
    list(model, &TARGETS, model.targets)
}

/// Where a page that redirects leads, or the page that could take the place of one that is gone.
fn leads_to(row: &TargetRow) -> Option<String> {
    match row.status() {
        Some(LinkStatus::Redirects { to }) => Some(to.clone()),
        _ => row.instead.clone(),
    }
}

/// The sites whose sitemaps are shown: the chosen one, else all.
fn sites(model: Model) -> Vec<Site> {
    let chosen = model.site.get();
    let mut sites = model.sites.get();
    sites.retain(|site| chosen.as_ref().is_none_or(|name| *name == site.name));
    sites
}

/// What is known of the sitemaps of each site, and the way to read them.
fn sitemaps(model: Model) -> AnyView {
    let names = Memo::new(move |_| {
        let names = sites(model).into_iter();
        names.map(|site| site.name).collect::<Vec<_>>()
    });
    let each = move || {
        let names = names.get();
        if names.is_empty() {
            return view! { <p class="quiet">{t("own_site_none")}</p> }.into_any();
        }
        names
            .into_iter()
            .map(|name| sitemap(model, &name))
            .collect_view()
            .into_any()
    };
    view! {
        <details
            class="pad fold"
            data-part="sitemaps"
            open=move || names.with(|names| names.len() <= UNFOLDED)
        >
            <summary>{t("sitemaps_title")}</summary>
            <p class="quiet">{t("sitemaps_about")}</p>
            {each}
        </details>
    }
    .into_any()
}

fn sitemap(model: Model, name: &str) -> impl IntoView + use<> {
    let name = name.to_owned();
    let home = model.sites.with_untracked(|sites| {
        let mut sites = sites.iter();
        sites.find(|site| site.name == name)?.home()
    });
    let at = RwSignal::new(home.map(String::from).unwrap_or_default());
    let files = {
        let name = name.clone();
        Memo::new(move |_| {
            model
                .sitemaps
                .with(|all| all.get(&name).cloned().unwrap_or_default())
        })
    };
    let found = Memo::new(move |_| files.with(|files| facts(files)));
    let words = move || {
        found
            .get()
            .map_or_else(|| t("sitemaps_unread"), |found| in_words(&found))
    };
    let wrong = move || sitemap_files(&at.get()).is_empty();
    let read = {
        let site = name.clone();
        move |_| {
            let address = at.get_untracked();
            let files = sitemap_files(&address);
            let site = site.clone();
            model.runs.ask(Ask::Sitemap { site, address }, files);
        }
    };
    let take = {
        let name = name.clone();
        move |_| model.take_pages(&name, &files.get_untracked())
    };
    view! {
        <div class="part" data-part="sitemap" data-site=name.clone()>
            <h2 class="part-name"><bdi>{name.clone()}</bdi></h2>
            <p data-part="sitemap-words">{words}</p>
            <div class="bar">
                <input
                    type="url"
                    class="field url grow"
                    aria-label=t_with("sitemap_address_of", &[&name])
                    data-part="sitemap-address"
                    prop:value=move || at.get()
                    on:input=move |event| at.set(event_target_value(&event))
                />
                <button
                    type="button"
                    class="btn"
                    data-part="sitemap-read"
                    prop:disabled=move || wrong() || model.runs.site.is_under_way()
                    on:click=read
                >
                    {icon(Icon::Refresh)}
                    {t("sitemaps_read")}
                </button>
                <Show when=move || found.with(Option::is_some)>
                    <button type="button" class="btn" data-part="sitemap-take" on:click=take.clone()>
                        {t("sitemaps_take")}
                    </button>
                </Show>
            </div>
        </div>
    }
}

fn in_words(found: &SitemapFacts) -> String {
    let files = t_count("sitemap_files", found.files, &[]);
    let pages = t_count(
        "sitemap_pages",
        found.pages,
        &[&files, &clock::moment(found.read)],
    );
    match &found.newest {
        Some(day) => {
            let newest = clock::calendar_day(day);
            format!(
                "{pages} {}",
                t_with("sitemap_newest", &[&newest, &number(found.dated)])
            )
        }
        None => format!("{pages} {}", t("sitemap_undated")),
    }
}

/// The line of the run of either kind, and the files that gave nothing.
fn line(model: Model) -> AnyView {
    let says = RunWords {
        done: "files_done",
        found,
    };
    let problems = move || {
        let progress = model.runs.site.progress.get()?;
        let problems: Vec<_> = progress
            .rows
            .iter()
            .filter_map(problem)
            .take(MAX_LISTED)
            .collect();
        (!problems.is_empty()).then(|| {
            view! { <ul class="pad entries" data-part="sitemap-problems">{problems}</ul> }
        })
    };
    view! {
        {run_line(model.runs.site, says)}
        {problems}
    }
    .into_any()
}

fn found(progress: &Progress) -> String {
    if progress.run.purpose == Purpose::OwnTargets {
        return t_count("targets_broken", progress.counts().bad, &[]);
    }
    let pages = progress.rows.iter().map(|row| match &row.came {
        Some(Came::Sitemap(SitemapRead::Named { pages, .. })) => *pages,
        _ => 0,
    });
    t_count("sitemap_found", pages.sum(), &[])
}

/// A file that gave nothing though it is there, or not all that it names.
fn problem(row: &RunRow) -> Option<impl IntoView + use<>> {
    let words = match &row.came {
        Some(Came::Sitemap(SitemapRead::NotASitemap)) => t("sitemap_is_none"),
        Some(Came::Sitemap(SitemapRead::Unknown { status })) => words::reason(&status.because()),
        Some(Came::Sitemap(SitemapRead::Named { cut: true, .. })) => t("sitemap_cut"),
        _ => return None,
    };
    Some(view! { <li><bdi class="url">{row.url.clone()}</bdi> " " {words}</li> })
}

fn check_all(model: Model) -> AnyView {
    action("check-all", "check_targets", Icon::Pulse, move || {
        let shown = model.targets.shown.get_untracked();
        let urls = shown.iter().map(|row| row.url.clone()).collect();
        model.runs.ask(Ask::OwnTargets, urls);
    })
}

fn check_picked(model: Model) -> AnyView {
    action("check-selected", "check_now", Icon::Pulse, move || {
        model.runs.ask(Ask::OwnTargets, model.targets.picked_keys());
    })
}

/// Copies what a server needs: from where to where.
fn copy_picked(model: Model) -> AnyView {
    action("copy-redirects", "copy_redirects", Icon::Copy, move || {
        copy_lines(model, model.targets, |row| {
            let to = row.instead.as_ref()?;
            Some(format!("{}\t{to}", row.url))
        });
    })
}

/// The state, the icon and the words of what became of a page.
fn face(status: Option<&LinkStatus>) -> (&'static str, Icon, String) {
    let unchecked = || ("neutral", Icon::Circle, t("watch_none"));
    status.map_or_else(unchecked, words::link_status)
}

fn status_chip(row: &TargetRow) -> impl IntoView + use<> {
    let (state, sign, word) = face(row.status());
    let why = row.status().map(|status| words::reason(&status.because()));
    view! {
        <span class="chip" data-part="target-status" data-state=state title=why>
            {state_icon(sign)}
            <span class="word">{word}</span>
        </span>
    }
}

/// The button that lists the backlinks that lead to a page.
fn links_of(model: Model, opened: Opened<TargetRow>) -> impl IntoView {
    let show = move |_| {
        let Some(row) = opened.get_untracked() else {
            return;
        };
        let all = model.backlinks.all.get_untracked();
        let links = all.iter().filter(|link| link.leads_to(&row.url));
        let keys = links.map(|link| link.known.id.clone());
        model.backlinks.chosen.set(Chosen {
            only: Some(Only::of(row.title(), keys)),
            ..Chosen::default()
        });
        View::Backlinks.go();
    };
    view! {
        <button type="button" class="btn" data-part="target-links" on:click=show>
            {icon(Icon::Link)}
            {t("signs_show")}
        </button>
    }
}

fn overview(_: Model, opened: Opened<TargetRow>) -> AnyView {
    let facts = |row: &TargetRow| {
        let why = row.status().map(|status| words::reason(&status.because()));
        let instead = leads_to(row).map(|url| outside(&url, short(&url)).into_any());
        let asked = row.known.as_ref().map(|known| day(known.at));
        view! {
            <dl class="facts part">
                {fact("target_page", Some(outside(&row.url, short(&row.url)).into_any()))}
                {text_fact("fact_status", why)}
                {text_fact("fact_checked", asked)}
                {fact("target_instead", instead)}
                {text_fact("view_domains", Some(number(row.domains)))}
                {text_fact("view_backlinks", Some(number(row.backlinks)))}
                {text_fact("target_modified", row.modified.as_deref().map(clock::calendar_day))}
            </dl>
        }
    };
    (move || opened.get().map(|row| facts(&row))).into_any()
}
