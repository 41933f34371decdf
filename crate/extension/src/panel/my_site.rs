//! What the page is to the user's sites: verdict, backlinks, mentions, risks and missed chances.

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::backlink::Backlink;
use linkglance_core::reason::Reason;
use linkglance_core::report::{Link, Mention};

use super::link::{address, anchor_words, chips, region_chip};
use super::model::Model;
use super::words;
use crate::i18n::{reason, t, t_with};

/// The findings for each site, or for the one the person has chosen.
pub(super) fn my_sites(model: Model, report: &Report) -> impl IntoView + use<> {
    let names: Vec<String> = model
        .sites
        .with_untracked(|sites| sites.iter().map(|site| site.name.clone()).collect());
    let views: Vec<_> = names
        .iter()
        .map(|name| {
            let shown = name.clone();
            let hidden = move || {
                model
                    .chosen
                    .with(|chosen| chosen.as_ref().is_some_and(|name| *name != shown))
            };
            view! { <div hidden=hidden>{site_view(report, name)}</div> }
        })
        .collect();
    view! { {switcher(model, names)} {views} }
}

/// Several profiles: all of them, or one at a time.
fn switcher(model: Model, names: Vec<String>) -> impl IntoView {
    (names.len() > 1).then(|| {
        let options: Vec<_> = names
            .into_iter()
            .map(|name| {
                let this = name.clone();
                let chosen = move || model.chosen.with(|chosen| chosen.as_ref() == Some(&this));
                view! { <option value=name.clone() selected=chosen>{name.clone()}</option> }
            })
            .collect();
        let change = move |event| {
            let value = event_target_value(&event);
            model
                .chosen
                .set(Some(value).filter(|name| !name.is_empty()));
        };
        view! {
            <label class="switcher">
                {t("show_site")}
                <select data-part="site-switch" on:change=change>
                    <option value="">{t("all_sites")}</option>
                    {options}
                </select>
            </label>
        }
    })
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
    let mentions = report
        .mentions
        .iter()
        .filter(|mention| mention.site == name);
    let (possible, sure): (Vec<&Mention>, Vec<&Mention>) =
        mentions.partition(|mention| mention.possible);
    let findings = report.sites.iter().find(|site| site.site == name);
    let risks = findings.map(|site| site.risks.iter().collect());
    let chances = findings.map(|site| site.chances.iter().map(|chance| &chance.because).collect());
    view! {
        <section class="site">
            <h2 class="verdict" data-part="verdict" data-tone=tone>
                <span data-part=own>{words::verdict(&verdict)}</span>
            </h2>
            {cards}
            {reasons("risks", risks.unwrap_or_default())}
            {reasons("chances", chances.unwrap_or_default())}
            {mention_list("mentions", &sure)}
            {mention_list("mentions_possible", &possible)}
        </section>
    }
}

/// Reasons under a heading; nothing where there are none. The same reason is said once.
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
    let risks = reasons("risks", backlink.risks.iter().collect());
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
            {address(link)} {chips(link)} {risks}
            <details>
                <summary>{t("why")}</summary>
                <ul class="factors">{factors}</ul>
            </details>
        </article>
    }
}

/// Mentions under a heading, folded; nothing where there are none.
fn mention_list(heading: &'static str, mentions: &[&Mention]) -> impl IntoView + use<> {
    (!mentions.is_empty()).then(|| {
        let count = crate::i18n::number(mentions.len());
        let rows: Vec<_> = mentions
            .iter()
            .map(|mention| mention_row(mention))
            .collect();
        view! {
            <details data-part=heading>
                <summary>{t(heading)} " " <span class="count">{count}</span></summary>
                <ul class="links">{rows}</ul>
            </details>
        }
    })
}

fn mention_row(mention: &Mention) -> impl IntoView + use<> {
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
        .then(|| view! { <li class="chip hidden-link">{t("hidden")}</li> });
    view! {
        <li class="link" data-part="mention" data-region=mention.region.name()>
            <p class="context">
                <bdi>{before} <mark>{text}</mark> {after}</bdi>
            </p>
            <ul class="chips">
                <li class="chip" title=because.join("; ")>{words::mention(mention)}</li>
                {region_chip(mention.region, String::new())}
                {hidden}
            </ul>
            {target}
        </li>
    }
}
