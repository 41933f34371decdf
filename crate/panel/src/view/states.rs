//! What the panel shows where there is no report: the outline of one while the page is being read, why it
//! can't be read with what else there is to do, and whose report is still there when the tab has gone elsewhere.

use std::time::Duration;

use leptos::prelude::*;
use linkglance_core::length::shown_address as cut_address;
use linkglance_core::url::Url;

use super::link::readable_address;
use super::prospect::waiting::waiting;
use super::save::open_dashboard;
use crate::state::gone::Gone;
use crate::state::model::{Model, Phase};
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};

/// How long reading takes before it is said that the page is large.
const LONG: Duration = Duration::from_secs(2);

/// Rows of the outline: as many as a screen holds.
const ROWS: usize = 5;

/// What is there in place of a report; nothing where there is one.
pub(super) fn without_report(model: Model) -> AnyView {
    match model.phase.get() {
        Phase::Starting | Phase::Inspecting => skeleton().into_any(),
        Phase::Waiting => {
            view! { {message("waiting", t("waiting"), t("waiting_hint"))} {waiting(model)} }
                .into_any()
        }
        Phase::Cannot(obstacle) => {
            let name = obstacle.name();
            let sentence = t(&format!("cannot_{name}"));
            view! { {message(name, sentence, t("cannot_hint"))} {dashboard()} {waiting(model)} }
                .into_any()
        }
        Phase::Failed(error) => {
            let details = t_with("failed_details", &[&error]);
            view! {
                {message("failed", t("failed"), t("failed_hint"))}
                <p class="line quiet">{details}</p>
                {waiting(model)}
            }
            .into_any()
        }
        Phase::Shown => ().into_any(),
    }
}

fn message(reason: &'static str, sentence: String, hint: String) -> impl IntoView {
    view! {
        <div class="empty">
            <h2 data-part="message" data-reason=reason>
                {sentence}
            </h2>
            <p>{hint}</p>
        </div>
    }
}

fn dashboard() -> impl IntoView {
    view! {
        <p class="line">
            <button type="button" class="btn" on:click=|_| open_dashboard()>
                {icon(Icon::Dashboard)}
                {t("open_dashboard")}
            </button>
        </p>
    }
}

/// The outline of a report.
fn skeleton() -> impl IntoView {
    let long = RwSignal::new(false);
    let say = move || {
        // The page may have been read by now.
        let _ = long.try_set(true);
    };
    let timer = set_timeout_with_handle(say, LONG);
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
    let line = || view! { <span class="sk"></span> };
    let rows = (0..ROWS).map(|_| view! { <div class="sk-item">{line()} {line()} {line()}</div> });
    let tabs = view! { <div class="sk-tabs"></div> };
    view! {
        <div class="skeleton">
            <p class:sr=move || !long.get() role="status">
                {move || if long.get() { t("still_reading") } else { t("inspecting") }}
            </p>
            <div aria-hidden="true">
                <div class="sk-verdict">{line()} {line()}</div>
                {tabs}
                {rows.collect_view()}
            </div>
        </div>
    }
}

/// Says that the report below is about another page than the one the tab shows, and whose it is.
#[component]
pub(super) fn Aside(model: Model) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let gone = model.aside.get()?;
                let session = model.session.get()?;
                let page = &session.report.page;
                Some(aside(model, gone, shown_address(&page.url), page.title.clone()))
            }}
        </div>
    }
}

fn aside(model: Model, gone: Gone, address: String, title: Option<String>) -> impl IntoView {
    let (heading, hint) = match gone {
        Gone::Loading => ("aside_loading", None),
        Gone::Elsewhere => ("aside_elsewhere", Some("waiting")),
        Gone::Closed => ("aside_closed", Some("waiting_hint")),
    };
    view! {
        <div data-part="notice" data-kind="page_changed">
            <div class="empty">
                <h2>{t(heading)}</h2>
                {hint.map(|hint| view! { <p>{t(hint)}</p> })}
            </div>
            <div class="group">
                <h3 class="title">{t("aside_report")}</h3>
            </div>
            <div class="line last-report">
                <p class="two">
                    {title.map(|title| view! { <bdi class="ellipsis">{title}</bdi> })}
                    <bdi class="meta ellipsis" dir="ltr">{address}</bdi>
                </p>
                <button
                    type="button"
                    class="btn"
                    data-part="show-aside"
                    hidden=move || model.aside_shown.get()
                    on:click=move |_| model.aside_shown.set(true)
                >
                    {t("aside_show")}
                </button>
            </div>
        </div>
    }
}

/// A page's address as it is shown: without the scheme, and cut where it is long.
fn shown_address(url: &str) -> String {
    Url::parse(url).map_or_else(|_| cut_address(url), |url| readable_address(&url))
}
