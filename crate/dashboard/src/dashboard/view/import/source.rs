//! The first step: a file is chosen, or a list is pasted. Here also stands how the last import went.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::foot::report;
use crate::dashboard::state::import::{open, paste};
use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::t;

/// The card of the view that has all ways in and out.
pub(in crate::dashboard::view) fn source(model: Model) -> impl IntoView {
    let flow = model.import;
    let pasted = RwSignal::new(String::new());
    let over = RwSignal::new(false);
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open(model, file);
        }
    };
    // What is dropped is taken by the page as a whole; see `dropped`.
    view! {
        <section
            class="card wide import-card"
            class:over=move || over.get()
            data-part="import"
            on:dragover=move |_| over.set(true)
            on:dragleave=move |_| over.set(false)
            on:drop=move |_| over.set(false)
        >
            <h2>{t("import_title")}</h2>
            <p class="quiet">{t("import_about")}</p>
            <div class="row-of-fields">
                <label class="file">
                    <span class="label">{t("import_choose")}</span>
                    <input
                        type="file"
                        accept=".csv,.tsv,.txt,.ndjson,.jsonl,.gz,text/csv,text/plain,application/x-ndjson,application/gzip"
                        data-part="import-file"
                        on:change=choose
                    />
                    <span class="quiet">{t("import_drop")}</span>
                </label>
                <label>
                    <span class="label">{t("import_paste")}</span>
                    <textarea
                        rows="3"
                        data-part="import-paste"
                        on:input=move |event| pasted.set(event_target_value(&event))
                    ></textarea>
                </label>
            </div>
            <div class="actions">
                <button
                    type="button"
                    data-part="import-look"
                    prop:disabled=move || pasted.with(|text| text.trim().is_empty())
                    on:click=move |_| paste(model, &pasted.get_untracked())
                >
                    {t("import_look")}
                </button>
            </div>
            <p class="error" role="alert">{move || flow.error.get()}</p>
            {move || flow.progress.with(|progress| progress.as_ref().map(report))}
        </section>
    }
}
