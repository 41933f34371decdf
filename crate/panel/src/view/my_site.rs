//! What the page is to the user's sites: backlinks, mentions, risks and missed opportunities.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::backlink::Backlink;
use linkglance_core::reason::Reason;
use linkglance_core::report::{Link, Mention};

use super::link::{address, chips, context, region_chip};
use super::marks::{show_button, show_link};
use super::words as panel_words;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::spot::Spot;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::words;
use linkglance_browser::words::reason;

/// The findings for each site, or for the one the user has chosen.
pub(super) fn my_sites(model: Model, session: &Arc<Session>) -> AnyView {
    let names = model.site_names();
    let many = names.len() > 1;
    names
        .into_iter()
        .map(|name| {
            let view = site_view(&session.report, &name, many);
            view! { <div hidden=move || !model.speaks_of(&name)>{view}</div> }
        })
        .collect_view()
        .into_any()
}

/// One site's findings, under its name where there are others.
fn site_view(report: &Report, name: &str, named: bool) -> impl IntoView + use<> {
    let cards: Vec<_> = report
        .backlinks
        .iter()
        .filter(|backlink| backlink.site == name)
        .filter_map(|backlink| Some(card(backlink, report.link(backlink.link)?)))
        .collect();
    let mentions = report
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.site == name);
    let (possible, sure): (Vec<_>, Vec<_>) = mentions.partition(|(_, mention)| mention.possible);
    let nothing = cards.is_empty() && sure.is_empty() && possible.is_empty();
    let findings = report.sites.iter().find(|site| site.site == name);
    let risks = findings.map(|site| site.risks.iter().collect());
    let opportunities = findings.map(|site| {
        site.opportunities
            .iter()
            .map(|opportunity| &opportunity.because)
            .collect()
    });
    view! {
        <section class="site">
            {named.then(|| view! { <h2>{name.to_owned()}</h2> })}
            {nothing.then(|| view! { <p class="quiet">{t("my_site_nothing")}</p> })}
            {cards}
            {reasons("risks", risks.unwrap_or_default())}
            {reasons("opportunities", opportunities.unwrap_or_default())}
            {mention_list("mentions", &sure)}
            {mention_list("mentions_possible", &possible)}
        </section>
    }
}

/// Reasons under a heading; empty where there are none. The same reason is said once.
fn reasons(heading: &'static str, reasons: Vec<&Reason>) -> impl IntoView + use<> {
    let mut said: Vec<String> = Vec::new();
    for words in reasons.into_iter().map(reason) {
        if !said.contains(&words) {
            said.push(words);
        }
    }
    (!said.is_empty()).then(|| {
        let rows: Vec<_> = said
            .into_iter()
            .map(|words| view! { <li>{words}</li> })
            .collect();
        view! {
            <div data-part=heading>
                <h3>{t(heading)}</h3>
                <ul class="notes">{rows}</ul>
            </div>
        }
    })
}

fn card(backlink: &Backlink, link: &Link) -> impl IntoView + use<> {
    let (state, _) = panel_words::follow(link);
    let factors: Vec<_> = backlink
        .factors
        .iter()
        .map(|factor| {
            let (state, word) = (factor.state.name(), panel_words::state(factor.state));
            view! {
                <li class="factor" data-state=state>
                    <span class="mark" role="img" aria-label=word></span>
                    <span>
                        <b>{words::point(factor.point)}</b>
                        " "
                        {reason(&factor.reason)}
                    </span>
                </li>
            }
        })
        .collect();
    let risks = reasons("risks", backlink.risks.iter().collect());
    view! {
        <article
            class="card"
            data-part="backlink"
            data-href=link.href.clone()
            data-url=link.url.clone()
            data-follow=state
            data-region=link.placement.region.name()
            data-spot=Spot::Link(link.index).to_string()
        >
            <h3>{words::kind(backlink.kind)}</h3>
            {context(link)}
            {address(link)} {chips(link)} {show_link(link)} {risks}
            <details>
                <summary>{t("why")}</summary>
                <ul class="factors">{factors}</ul>
            </details>
        </article>
    }
}

/// Mentions under a heading, folded; empty where there are none.
fn mention_list(heading: &'static str, mentions: &[(usize, &Mention)]) -> impl IntoView + use<> {
    (!mentions.is_empty()).then(|| {
        let count = linkglance_browser::i18n::number(mentions.len());
        let rows: Vec<_> = mentions
            .iter()
            .map(|&(index, mention)| mention_row(index, mention))
            .collect();
        view! {
            <details data-part=heading>
                <summary>{t(heading)} " " <span class="count">{count}</span></summary>
                <ul class="links">{rows}</ul>
            </details>
        }
    })
}

fn mention_row(index: usize, mention: &Mention) -> impl IntoView + use<> {
    let (before, text, after) = (
        mention.before.clone(),
        mention.text.clone(),
        mention.after.clone(),
    );
    let because: Vec<String> = mention.because.iter().map(reason).collect();
    let target = mention.suggested_target.as_deref();
    let target =
        target.map(|target| view! { <p class="quiet">{t_with("mention_target", &[target])}</p> });
    let hidden = mention
        .hidden
        .then(|| view! { <li><span class="chip hidden-link">{t("hidden")}</span></li> });
    let show = (!mention.hidden).then(show_button);
    view! {
        <li
            class="link"
            data-part="mention"
            data-region=mention.region.name()
            data-spot=Spot::Mention(index).to_string()
        >
            <p class="context">
                <bdi>{before} <mark>{text}</mark> {after}</bdi>
            </p>
            <ul class="chips">
                <li>
                    <span class="chip" title=because.join("; ")>{words::mention(mention)}</span>
                </li>
                <li>{region_chip(mention.region, String::new())}</li>
                {hidden}
            </ul>
            {target} {show}
        </li>
    }
}
