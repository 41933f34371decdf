//! What is known of the site of a page that is not saved: that the user wrote to it, or has saved another
//! page of it, which links its other pages have, what tools say of it; in one line.

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::domain::Domain;
use crate::state::model::Model;
use crate::state::prospects::OfSite;
use crate::state::work::open_sheet;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::prospect::status_icon;
use linkglance_browser::store::status_name;
use linkglance_browser::words;

/// The line; nothing where nothing is known.
pub(crate) fn of_site(model: Model, url: &str) -> impl IntoView + use<> {
    let url = url.to_owned();
    move || {
        let site = model.chosen.get();
        let known = model.prospects.of_site(&url, site.as_deref());
        let domain = domain_words(model, &url);
        (known.is_some() || !domain.is_empty()).then(|| line(model, known.as_ref(), domain))
    }
}

/// Whether there is such a line for a page.
pub(crate) fn is_known(model: Model, url: &str) -> bool {
    let site = model.chosen.get();
    model.prospects.of_site(url, site.as_deref()).is_some() || !domain_words(model, url).is_empty()
}

/// What is known of the page's domain, in words.
fn domain_words(model: Model, url: &str) -> Vec<String> {
    let Some(domain) = model.domains.of(url) else {
        return Vec::new();
    };
    [links(model, &domain), figure(&domain)]
        .into_iter()
        .flatten()
        .collect()
}

fn links(model: Model, domain: &Domain) -> Option<String> {
    let site = model.chosen.get();
    let links = domain.links_to(site.as_deref(), &model.site_names())?;
    let day = clock::brief_moment(links.last);
    Some(t_count("links_of_domain", links.count, &[&day]))
}

fn figure(domain: &Domain) -> Option<String> {
    let (tool, figure, value) = domain.telling()?;
    let value = number(usize::try_from(value).unwrap_or(usize::MAX));
    Some(t_with(
        "figure_of_tool",
        &[tool, &words::figure(figure), &value],
    ))
}

fn line(model: Model, known: Option<&OfSite>, domain: Vec<String>) -> impl IntoView + use<> {
    let of_prospect = known.map(|known| {
        let words = match known.wrote {
            Some(at) => t_with("wrote_to_site", &[&clock::brief_moment(at)]),
            None => t("site_is_saved"),
        };
        vec![words, words::status(known.prospect.status)]
    });
    let status = known.map(|known| known.prospect.status);
    let sign = match status {
        Some(status) => {
            let name = status_name(status);
            view! { <span data-state=name>{state_icon(status_icon(status))}</span> }
        }
        None => view! { <span data-state="neutral">{state_icon(Icon::Info)}</span> },
    };
    let all: Vec<String> = of_prospect.into_iter().flatten().chain(domain).collect();
    let sentence = all.join(" · ");
    let wrote = known.is_some_and(|known| known.wrote.is_some());
    let prospect = known.map(|known| Arc::clone(&known.prospect));
    let (part, label) = match &prospect {
        Some(_) => ("of-site-open", t("open_prospect")),
        None => ("of-site-details", t("details")),
    };
    let open = move |_| match &prospect {
        Some(prospect) => open_sheet(model, Arc::clone(prospect), false),
        None => model.open("page"),
    };
    view! {
        <section
            class="prospect-line of-site"
            data-part="of-site"
            data-status=status.map(status_name)
            data-wrote=wrote.to_string()
            aria-label=t("known_of_site")
            title=sentence.clone()
        >
            {sign}
            <p class="ellipsis">{sentence.clone()}</p>
            <button
                type="button"
                class="ibtn push"
                data-part=part
                aria-label=label.clone()
                title=label
                on:click=open
            >
                {icon(Icon::Next)}
            </button>
        </section>
    }
}
