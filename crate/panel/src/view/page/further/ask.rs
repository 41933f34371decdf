//! The question before anything is asked for: what of whom, and for one of them the pages.

use leptos::prelude::*;
use linkglance_core::url::Url;

use super::titles;
use crate::state::further::{MAX_PAGES, Pages};
use crate::state::looks::Look;
use crate::state::model::Model;
use crate::view::link::readable_address;
use crate::view::sheet::Sheet;
use linkglance_browser::i18n::{number, t, t_count, t_with};

/// The sheet with the question.
#[component]
pub(in crate::view) fn LookAsk(model: Model) -> impl IntoView {
    let further = model.further;
    let begin = move |_| {
        further.begin(model.profiles_now());
        model.sheets.look.set(false);
    };
    let is_empty = move || further.pages().urls.is_empty();
    let foot = view! {
        <button
            type="button"
            class="btn primary"
            data-part="look-begin"
            prop:disabled=is_empty
            on:click=begin
        >
            {t("look_begin")}
        </button>
    };
    let title = move || {
        let look = further
            .question
            .with(|question| Some(question.as_ref()?.look));
        look.map(|look| t(titles(look).0))
    };
    view! {
        <Sheet part="look-ask" title="further" open=model.sheets.look foot=foot.into_any()>
            <h3 class="look-title">{title}</h3>
            {move || fields(model)}
            <p data-part="look-words" role="status">
                {move || words(model)}
            </p>
            <p class="quiet">{t("status_hint")}</p>
        </Sheet>
    }
}

/// What will be asked for, in words.
fn words(model: Model) -> Option<String> {
    let Pages { urls, .. } = model.further.pages();
    let (look, page) = model.further.question.with(|question| {
        let question = question.as_ref()?;
        Some((question.look, question.session.report.page.url.clone()))
    })?;
    let page = Url::parse(&page).ok()?;
    let host = page.host_str().unwrap_or_default();
    Some(match look {
        _ if urls.is_empty() => t("look_none"),
        Look::Views => t_with("look_ask_views", &[&readable_address(&page)]),
        Look::Back => t_count("look_ask_back", urls.len(), &[]),
        Look::Ai => t_with("look_ask_ai", &[host]),
    })
}

/// The pages of the site, where the question is about them.
fn fields(model: Model) -> Option<impl IntoView> {
    let further = model.further;
    let about_pages = further.question.with(|question| {
        let question = question.as_ref()?;
        (question.look == Look::Back).then_some(())
    });
    about_pages.map(|()| {
        let wrong = move || {
            let Pages { wrong, .. } = further.pages();
            (!wrong.is_empty()).then(|| {
                let words = t_with("look_wrong", &[&number(MAX_PAGES), &wrong.join(", ")]);
                view! {
                    <p class="error" id="look-wrong" data-part="look-wrong">
                        <bdi>{words}</bdi>
                    </p>
                }
            })
        };
        view! {
            <label class="labelled look-fields">
                <span>{t("look_pages")}</span>
                <textarea
                    rows="4"
                    dir="ltr"
                    spellcheck="false"
                    data-part="look-pages"
                    aria-describedby="look-wrong"
                    prop:value=move || further.typed.get()
                    on:input=move |event| further.typed.set(event_target_value(&event))
                ></textarea>
            </label>
            {wrong}
        }
    })
}
