//! The report: the verdict about each site, its backlinks, then all outbound links.

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::backlink::Backlink;
use linkglance_core::report::Link;

use super::link::{address, anchor_words, chips, link_row};
use super::model::Model;
use super::words;
use crate::i18n::{number, reason, t};

pub(super) fn report_view(model: Model, report: &Report) -> impl IntoView + use<> {
    let names: Vec<String> = model
        .sites
        .with_untracked(|sites| sites.iter().map(|site| site.name.clone()).collect());
    let sites: Vec<_> = names.iter().map(|name| site_view(report, name)).collect();
    let links: Vec<_> = report.outbound().map(link_row).collect();
    let count = links.len();
    view! {
        <p class="page">
            <strong><bdi>{page_title(report)}</bdi></strong>
        </p>
        {sites}
        <section>
            <h2>{t("outbound_links")} <span class="count">{number(count)}</span></h2>
            <Show when=move || count == 0>
                <p class="quiet" data-part="no-links">{t("no_links")}</p>
            </Show>
            <ul class="links">
                {links}
            </ul>
        </section>
        {notes(report)}
    }
}

fn page_title(report: &Report) -> String {
    let title = report.page.title.clone();
    title.unwrap_or_else(|| report.page.url.clone())
}

fn site_view(report: &Report, name: &str) -> impl IntoView + use<> {
    let verdict = report.verdict(name);
    let own = verdict.own_page.then_some("own-site");
    let tone = match verdict.groups.first() {
        Some(_) => "found",
        None => "none",
    };
    let cards: Vec<_> = report
        .backlinks
        .iter()
        .filter(|backlink| backlink.site == name)
        .filter_map(|backlink| Some(card(backlink, report.link(backlink.link)?)))
        .collect();
    view! {
        <section class="site">
            <h2 class="verdict" data-part="verdict" data-tone=tone>
                <span data-part=own>{words::verdict(&verdict)}</span>
            </h2>
            {cards}
        </section>
    }
}

fn card(backlink: &Backlink, link: &Link) -> impl IntoView + use<> {
    let (state, _) = words::follow(link);
    let factors: Vec<_> = backlink
        .factors
        .iter()
        .map(|factor| {
            let (state, word) = words::state(factor.state);
            view! {
                <li class="factor" data-state=state>
                    <span class="mark" role="img" aria-label=word></span>
                    <span>
                        <b>{words::factor(factor.name)}</b>
                        " "
                        {reason(&factor.because)}
                    </span>
                </li>
            }
        })
        .collect();
    let context = link.context.clone();
    view! {
        <article
            class="card"
            data-part="backlink"
            data-href=link.href.clone()
            data-url=link.url.clone()
            data-follow=state
            data-region=link.placement.region.name()
        >
            <h3>{words::kind(backlink.kind)}</h3>
            <p class="context">
                <bdi>
                    {context.before}
                    <mark>{anchor_words(link)}</mark>
                    {context.after}
                </bdi>
            </p>
            {address(link)} {chips(link)}
            <details>
                <summary>{t("why")}</summary>
                <ul class="factors">{factors}</ul>
            </details>
        </article>
    }
}

/// What else is to be known: caps that were hit first, because they say what is missing.
fn notes(report: &Report) -> impl IntoView + use<> {
    let limits: Vec<_> = report
        .limits
        .iter()
        .map(|limit| view! { <li data-part="limit">{reason(limit)}</li> })
        .collect();
    let notes: Vec<_> = report
        .page
        .notes
        .iter()
        .map(|note| view! { <li data-part="note">{reason(note)}</li> })
        .collect();
    let any = !limits.is_empty() || !notes.is_empty();
    any.then(|| {
        view! {
            <section>
                <h2>{t("notes")}</h2>
                <ul class="notes">{limits}{notes}</ul>
            </section>
        }
    })
}
