//! The first steps, shown once after the installation: the icon, the user's site, a look at a page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::{Page, Profiles, Site};

use linkglance_browser::analysis::inspect_in_time;
use linkglance_browser::api;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::profiles::{DamagedNotice, ProfileList};
use linkglance_browser::sample::{SampleArticle, sample_site};
use linkglance_browser::site_form::SiteForm;
use linkglance_browser::words;

/// The icon as the toolbar shows it. By name, because Leptos writes an element without any value of
/// ours by innerHTML, which no page of ours may use.
const ICON: &str = "icons/icon-32.png";

/// Shows the page in the document.
pub(crate) fn mount() {
    document().set_title(&t("welcome_title"));
    leptos::mount::mount_to_body(Welcome);
}

#[component]
fn Welcome() -> impl IntoView {
    let profiles = ProfileList::new();
    let ready = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    spawn_local(async move {
        error.set(profiles.start().await.err().map(|error| error.to_string()));
        ready.set(true);
    });
    let errors = move || {
        let error = error.get().or_else(|| profiles.error.get())?;
        let words = t_with("options_error", &[&error]);
        Some(view! { <p class="message error" role="alert">{words}</p> })
    };
    let state = move || if ready.get() { "ready" } else { "starting" };
    view! {
        <main data-part="welcome" data-state=state>
            <h1>{t("welcome_title")}</h1>
            <p>{t("welcome_promise")}</p>
            {errors}
            <DamagedNotice profiles />
            <ol class="steps">
                <li>
                    <h2>{t("welcome_icon")}</h2>
                    <IconStep />
                </li>
                <li>
                    <h2>{t("welcome_site")}</h2>
                    <SiteStep profiles />
                </li>
                <li>
                    <h2>{t("welcome_look")}</h2>
                    <p>{t("welcome_look_how")}</p>
                    <Trial profiles />
                </li>
            </ol>
            <p>
                <button type="button" data-part="open-options" on:click=|_| api::show_options()>
                    {t("options_title")}
                </button>
            </p>
        </main>
    }
}

#[component]
fn IconStep() -> impl IntoView {
    let keys = RwSignal::new(None::<String>);
    spawn_local(async move { keys.set(api::shortcut().await) });
    let words = move || keys.get().map(|keys| t_with("shortcut_keys", &[&keys]));
    view! {
        <p>
            <img src=ICON alt="" width="32" height="32" />
            " "
            {t("welcome_icon_how")}
        </p>
        <p class="quiet" data-part="shortcut">{words}</p>
    }
}

#[component]
fn SiteStep(profiles: ProfileList) -> impl IntoView {
    let known = move || {
        let names = profiles.sites.with(|sites| {
            let names: Vec<&str> = sites.iter().map(|site| site.name.as_str()).collect();
            names.join(", ")
        });
        (!names.is_empty()).then(|| t_with("welcome_site_known", &[&names]))
    };
    view! {
        <SiteForm profiles />
        <p role="status" data-part="site-known">{known}</p>
    }
}

/// An article that names and links the user's site, or a made-up one, and what is seen in it.
#[component]
fn Trial(profiles: ProfileList) -> impl IntoView {
    let site = Memo::new(move |_| {
        let first = profiles.sites.with(|sites| sites.first().cloned());
        first.unwrap_or_else(sample_site)
    });
    view! {
        <p class="quiet">{t("welcome_trial")}</p>
        {move || view! { <TrialArticle site=site.get() /> }}
    }
}

#[component]
fn TrialArticle(site: Site) -> impl IntoView {
    let verdict = RwSignal::new(None::<String>);
    let name = site.name.clone();
    let profiles = Profiles::of(vec![site.clone()]);
    let read = move |page: Page| {
        let report = inspect_in_time(&page, &profiles).ok();
        verdict.set(report.map(|report| words::verdict(&report.verdict(&name))));
    };
    view! {
        <div class="trial">
            <p class="message verdict" role="status" data-part="verdict">
                {move || verdict.get()}
            </p>
            <SampleArticle site read />
        </div>
    }
}
