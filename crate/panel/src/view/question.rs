//! What the context menu asks about the page: is this very link followed, and where is this name
//! without a link.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::report::{Link, Mention};
use linkglance_core::url::Url;
use linkglance_core::{Profiles, Report, Site};

use super::link::{address, anchor_words, chips};
use super::words as panel_words;
use crate::state::model::Model;
use crate::state::question::Question;
use crate::state::session::Session;
use linkglance_browser::analysis::inspect_in_time;
use linkglance_browser::i18n::{t, t_count, t_with};
use linkglance_browser::site_form::SiteForm;
use linkglance_browser::words;
use linkglance_browser::words::reason;

/// Longest selection that is taken for a name, in characters.
const MAX_NAME: usize = 100;

/// The answer, above everything else; empty where no question was asked.
#[component]
pub(super) fn Answer(model: Model, session: Arc<Session>) -> impl IntoView {
    move || {
        let question = model.question.get()?;
        let answer = match &question {
            Question::Link(url) => link_answer(&session.report, url).into_any(),
            Question::Name(name) => name_answer(model, &session, name).into_any(),
        };
        Some(view! {
            <section class="answer" data-part="answer">
                {answer}
                <button
                    type="button"
                    data-part="answer-close"
                    on:click=move |_| model.question.set(None)
                >
                    {t("answer_close")}
                </button>
            </section>
        })
    }
}

/// All links with this address: as it is written, or as it resolves.
fn links_to<'a>(report: &'a Report, url: &'a str) -> impl Iterator<Item = &'a Link> {
    let parsed = Url::parse(url).ok().map(String::from);
    report.links.iter().filter(move |link| {
        link.href == url || (link.url.is_some() && link.url.as_deref() == parsed.as_deref())
    })
}

fn link_answer(report: &Report, url: &str) -> impl IntoView + use<> {
    let rows: Vec<_> = links_to(report, url).map(link_view).collect();
    let words = if rows.is_empty() {
        t("answer_link_missing")
    } else {
        t_count("answer_links", rows.len(), &[])
    };
    view! {
        <h2>{words}</h2>
        <p class="address"><bdi>{url.to_owned()}</bdi></p>
        <ul>{rows}</ul>
    }
}

fn link_view(link: &Link) -> impl IntoView + use<> {
    let (state, follow) = panel_words::follow(link);
    let because: Vec<String> = link.placement.because.iter().map(reason).collect();
    view! {
        <li
            class="link"
            data-part="answer-link"
            data-follow=state
            data-region=link.placement.region.name()
        >
            <strong>{follow}</strong>
            {anchor_words(link)}
            {address(link)}
            {chips(link)}
            <p class="because">{because.join("; ")}</p>
        </li>
    }
}

fn name_answer(model: Model, session: &Session, name: &str) -> AnyView {
    if name.chars().count() > MAX_NAME {
        return view! { <h2>{t("answer_name_long")}</h2> }.into_any();
    }
    let site = Site {
        name: name.to_owned(),
        ..Site::default()
    };
    let Ok(report) = inspect_in_time(&session.page, &Profiles::of(vec![site])) else {
        return view! { <h2>{t("failed")}</h2> }.into_any();
    };
    let rows: Vec<_> = report.mentions.iter().map(mention_view).collect();
    let heading = t_with("answer_name", &[name]);
    let statements = report.verdict(name).mentions.statements();
    let counts: Vec<String> = statements.map(|one| words::statement(&one, name)).collect();
    let counts = if counts.is_empty() {
        t("answer_name_none")
    } else {
        counts.join(" ")
    };
    view! {
        <h2>{heading}</h2>
        <p>{counts}</p>
        <ul>{rows}</ul>
        <Keep model name=name.to_owned() />
    }
    .into_any()
}

fn mention_view(mention: &Mention) -> impl IntoView + use<> {
    let (before, text, after) = (
        mention.before.clone(),
        mention.text.clone(),
        mention.after.clone(),
    );
    view! {
        <li class="link" data-part="answer-mention" data-region=mention.region.name()>
            <p class="context">
                <bdi>{before} <mark>{text}</mark> {after}</bdi>
            </p>
            <ul class="chips">
                <li class="chip">{words::mention(mention)}</li>
                <li class="chip region">{words::region(mention.region)}</li>
            </ul>
        </li>
    }
}

/// A name that was searched for is saved only when the user says so: as another name of a site of
/// theirs, or as a site of its own.
#[component]
fn Keep(model: Model, name: String) -> impl IntoView {
    let alias = name.clone();
    let choose = move |event| {
        let id = event_target_value(&event);
        let all = model.profiles.all.get_untracked();
        if let Some(profile) = all.into_iter().find(|profile| profile.id == id) {
            let mut site = profile.site;
            if !site.aliases.contains(&alias) {
                site.aliases.push(alias.clone());
            }
            model.profiles.update(&id, site);
            model.question.set(None);
        }
    };
    let options = move || {
        let all = model.profiles.all.get().into_iter();
        let option = |profile: linkglance_browser::profiles::Profile| {
            view! { <option value=profile.id>{profile.site.name}</option> }
        };
        all.map(option).collect_view()
    };
    view! {
        <Show when=move || model.has_sites()>
            <label class="switcher">
                {t("answer_keep_alias")}
                <select data-part="keep-alias" on:change=choose.clone()>
                    <option value="">{t("answer_choose")}</option>
                    {options}
                </select>
            </label>
        </Show>
        <details data-part="keep-site">
            <summary>{t_with("answer_keep_site", &[&name])}</summary>
            <SiteForm profiles=model.profiles id="answer-site" name />
        </details>
    }
}
