//! The tab *Mine*: what the page is to the user's sites. Links by target, then mentions, the content
//! first; then where competitors are linked, or a list of links that lacks the site.

mod item;
mod mention;
mod why;
mod write;

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::backlink::Backlink;
use linkglance_core::placement::Region;
use linkglance_core::prospect::{OpportunityKind, opportunities};
use linkglance_core::report::{Link, LinkState, Mention};
use linkglance_core::{Report, Site};

use super::compact::compact_row;
use super::first_run::first_run;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::spot::Spot;
use item::item;
use linkglance_browser::help::meaning;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words::reason;
use mention::{Found, mention_row, same_target, suggestion};
pub(super) use write::WriteSheet;
use write::write_about_all;

/// The findings for each site, or for the one the user has chosen; without a site the form for one.
pub(super) fn mine(model: Model, session: &Arc<Session>) -> AnyView {
    let sites = model.sites.get_untracked();
    if sites.is_empty() {
        return first_run(model, session).into_any();
    }
    let many = sites.len() > 1;
    let found: Vec<(String, AnyView)> = sites
        .into_iter()
        .filter_map(|site| {
            let view = findings(model, &session.report, &site, many)?;
            Some((site.name, view))
        })
        .collect();
    let names: Arc<[String]> = found.iter().map(|(name, _)| name.clone()).collect();
    let nothing = move || !names.iter().any(|name| model.speaks_of(name));
    let sections = found
        .into_iter()
        .map(|(name, view)| {
            view! { <section hidden=move || !model.speaks_of(&name)>{view}</section> }
        })
        .collect_view();
    view! {
        {sections}
        <div class="empty" data-part="nothing" hidden=move || !nothing()>
            <h2>{t("my_site_nothing")}</h2>
            <p>{t("mine_empty_hint")}</p>
        </div>
    }
    .into_any()
}

/// One site's findings, under its name where there are others; `None` where there are none.
fn findings(model: Model, report: &Report, site: &Site, named: bool) -> Option<AnyView> {
    if report.own_page_of.contains(&site.name) {
        let words = t_with("verdict_own", &[&site.name]);
        return named.then(|| view! { <p class="line">{words}</p> }.into_any());
    }
    let links = links(report, &site.name);
    let mentions = mentions(report, &site.name);
    let rest = [competitors(report, site), resource_list(report, site)];
    if links.is_empty() && mentions.iter().all(|(_, all)| all.is_empty()) {
        rest.iter().find(|view| view.is_some())?;
    }
    let risks = risks(report, &site.name);
    let count = links.len();
    let list = (!links.is_empty()).then(|| {
        let rows = links
            .into_iter()
            .map(|(backlink, link)| item(model, report, backlink, link))
            .collect_view();
        // Under a site's name the links need no heading.
        let head = (!named).then(|| head("links", t("tab_links"), count));
        view! { {head} <ul class="items">{rows}</ul> }
    });
    let groups = mentions
        .into_iter()
        .map(|(of, all)| mention_group(model, report, site, of, &all))
        .collect_view();
    let name = named.then(|| {
        let initial: String = site.name.chars().take(1).collect();
        view! {
            <div class="group site-head">
                <span class="tile" aria-hidden="true">{initial}</span>
                <h2 class="title ellipsis">
                    <bdi>{site.name.clone()}</bdi>
                </h2>
                {(count > 0).then(|| view! { <span class="count">{number(count)}</span> })}
            </div>
        }
    });
    Some(view! { {name} {risks} {list} {groups} {rest} }.into_any())
}

/// A group's heading with its count.
fn head(part: &'static str, words: String, count: usize) -> impl IntoView {
    view! { <div class="group" data-part=part>{title(words, count)}</div> }
}

fn title(words: String, count: usize) -> impl IntoView {
    view! {
        <h3 class="title ellipsis capital">{words}</h3>
        <span class="count">{number(count)}</span>
    }
}

/// What comes first of a list: content before comments, related last.
fn rank(region: Region) -> u8 {
    match region {
        Region::Content => 0,
        Region::AuthorBio => 1,
        Region::UserContent => 2,
        Region::Related => 4,
        _ => 3,
    }
}

/// A link to a site with what is known of it.
type Own<'a> = (&'a Backlink, &'a Link);

/// The links to a site: those to one target together, by the best place of any of them.
fn links<'a>(report: &'a Report, name: &str) -> Vec<Own<'a>> {
    let target = |link: &Link| link.wraps.clone().or_else(|| link.url.clone());
    let mut groups: Vec<(Option<String>, Vec<Own<'_>>)> = Vec::new();
    for backlink in report.backlinks.iter().filter(|found| found.site == name) {
        let Some(link) = report.link(backlink.link) else {
            continue;
        };
        let target = target(link);
        match groups.iter_mut().find(|(known, _)| *known == target) {
            Some((_, links)) => links.push((backlink, link)),
            None => groups.push((target, vec![(backlink, link)])),
        }
    }
    let best = |links: &[Own<'_>]| {
        let ranks = links.iter().map(|(_, link)| rank(link.placement.region));
        ranks.min()
    };
    groups.sort_by_key(|(_, links)| best(links));
    groups.into_iter().flat_map(|(_, links)| links).collect()
}

/// The mentions of a site that are no link to it, by group.
fn mentions<'a>(report: &'a Report, name: &str) -> [(Found, Vec<(usize, &'a Mention)>); 3] {
    let all = report.mentions.iter().enumerate();
    let of_site: Vec<(usize, &Mention)> = all.filter(|(_, found)| found.site == name).collect();
    [Found::Unlinked, Found::Elsewhere, Found::Possible].map(|of| {
        let mut rows: Vec<(usize, &Mention)> = of_site
            .iter()
            .filter(|(_, mention)| Found::of(mention) == Some(of))
            .copied()
            .collect();
        rows.sort_by_key(|(_, mention)| (mention.hidden, rank(mention.region)));
        (of, rows)
    })
}

fn mention_group(
    model: Model,
    report: &Report,
    site: &Site,
    of: Found,
    all: &[(usize, &Mention)],
) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let target = same_target(all);
    let rows = all
        .iter()
        .map(|&(index, mention)| mention_row(model, report, index, mention, target.is_none()))
        .collect_view();
    let list = view! { <ul class="mentions">{rows}</ul> };
    Some(if of == Found::Possible {
        view! {
            <details class="fold" data-part=of.name()>
                <summary class="group">
                    {icon(Icon::Next)} <span class="title">{t(of.message())}</span>
                    <span class="count">{number(all.len())}</span>
                </summary>
                {list}
            </details>
        }
        .into_any()
    } else {
        view! {
            <div class="group" data-part=of.name()>
                {title(t(of.message()), all.len())}
                {of.kind().and_then(|kind| write_about_all(model, report, site, kind, all))}
            </div>
            {target.map(|target| suggestion(model, target))}
            {list}
        }
        .into_any()
    })
}

/// What Google's policy names of the links together, each once.
fn risks(report: &Report, name: &str) -> Option<impl IntoView + use<>> {
    let findings = report.sites.iter().find(|site| site.site == name)?;
    let rows: Vec<_> = findings
        .risks
        .iter()
        .map(|risk| {
            view! {
                <li class="line" data-state="warn">
                    {icon(Icon::Warn)} {reason(risk)} {meaning(risk)}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul data-part="risks">{rows}</ul> })
}

/// The page's links to competitors of a site.
fn competitors(report: &Report, site: &Site) -> Option<AnyView> {
    let found = report
        .outbound()
        .filter(|link| link.competitor_of(site).is_some());
    let rows: Vec<_> = found
        .map(|link| compact_row(link, "competitor-link"))
        .collect();
    let count = rows.len();
    (count > 0).then(|| {
        view! {
            {head("competitors", t("group_competitors"), count)}
            <ul class="rows">{rows}</ul>
        }
        .into_any()
    })
}

/// Whether the page lists links of its kind and the site is not among them.
fn resource_list(report: &Report, site: &Site) -> Option<AnyView> {
    let found = opportunities(report, site)
        .into_iter()
        .find(|found| found.kind == OpportunityKind::ResourceListing)?;
    let words: Vec<String> = found.because.iter().map(reason).collect();
    let title = linkglance_browser::words::opportunity(Some(found.kind));
    Some(
        view! {
            <div class="group" data-part="resource-list">
                <h3 class="title ellipsis capital">{title}</h3>
            </div>
            <p class="line">{words.join(" ")}</p>
        }
        .into_any(),
    )
}

/// The mentions whose words are the text of this very link.
fn mentions_in(report: &Report, link: &Link) -> Option<String> {
    let all = report.mentions.iter().enumerate();
    let names: Vec<String> = all
        .filter(|(_, found)| found.link == LinkState::Own && found.link_index == Some(link.index))
        .map(|(index, _)| Spot::Mention(index).to_string())
        .collect();
    (!names.is_empty()).then(|| names.join(" "))
}
