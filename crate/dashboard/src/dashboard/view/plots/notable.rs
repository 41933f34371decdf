//! What is worth a look in a profile: signs of a scheme, each with its links and a calm sentence, and links
//! on pages that keep their text from search results and answers.

use leptos::prelude::*;
use linkglance_core::profile::Sign;

use super::show::show_links;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::whole::{Signal, Whole};
use linkglance_browser::i18n::{number, t, t_count};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::outside;

/// Where Google says what link spam is.
const POLICY: &str = "https://developers.google.com/search/docs/essentials/spam-policies#link-spam";

/// The signs; a sentence where there are none.
pub(super) fn signs(model: Model, whole: &Whole) -> impl IntoView + use<> {
    let rows: Vec<_> = whole.signs.iter().map(|found| sign(model, found)).collect();
    let body = if rows.is_empty() {
        view! { <p class="quiet">{t("signs_none")}</p> }.into_any()
    } else {
        view! { <ul class="notable">{rows}</ul> }.into_any()
    };
    view! {
        <section class="notable-part" data-part="signs">
            <h2>{t("signs_title")}</h2>
            {body}
            <p class="quiet small">{t("signs_calm")} " " {outside(POLICY, t("signs_source"))}</p>
        </section>
    }
}

fn sign(model: Model, found: &Signal) -> impl IntoView + use<> {
    let domains = number(found.domains);
    let count = t_count("plots_of", found.links.len(), &[&domains]);
    let word = t(title(found.sign));
    row(
        model,
        found.sign.name(),
        word,
        t(about(found.sign)),
        count,
        &found.links,
    )
}

/// The message that names a sign.
const fn title(sign: Sign) -> &'static str {
    match sign {
        Sign::Advertorials => "sign_advertorials",
        Sign::ExactAnchors => "sign_exact_anchors",
        Sign::Templates => "sign_templates",
        Sign::SiteWide => "sign_site_wide",
        Sign::LinkLists => "sign_link_lists",
        Sign::Burst => "sign_burst",
    }
}

/// The message that says what it means.
const fn about(sign: Sign) -> &'static str {
    match sign {
        Sign::Advertorials => "sign_advertorials_about",
        Sign::ExactAnchors => "sign_exact_anchors_about",
        Sign::Templates => "sign_templates_about",
        Sign::SiteWide => "sign_site_wide_about",
        Sign::LinkLists => "sign_link_lists_about",
        Sign::Burst => "sign_burst_about",
    }
}

/// The links on pages that keep their text to themselves; nothing where none is known.
pub(super) fn answers(model: Model, whole: &Whole) -> Option<impl IntoView + use<>> {
    let links = &whole.kept_from_answers;
    let count = t_count("signs_links", links.len(), &[]);
    (!links.is_empty()).then(|| {
        let one = row(
            model,
            "answers",
            t("answers_kept"),
            t("answers_kept_about"),
            count,
            links,
        );
        view! {
            <section class="notable-part" data-part="answers">
                <h2>{t("answers_title")}</h2>
                <ul class="notable">{one}</ul>
            </section>
        }
    })
}

fn row(
    model: Model,
    name: &'static str,
    word: String,
    about: String,
    count: String,
    links: &[String],
) -> impl IntoView + use<> {
    let (links, words) = (links.to_vec(), word.clone());
    let show = move |_| show_links(model, words.clone(), links.clone());
    view! {
        <li data-part="sign" data-sign=name>
            <div>
                <h3>{word}</h3>
                <p>{count}</p>
                <p class="quiet small">{about}</p>
            </div>
            <button type="button" class="btn" data-part="sign-links" on:click=show>
                {icon(Icon::Link)}
                {t("signs_show")}
            </button>
        </li>
    }
}
