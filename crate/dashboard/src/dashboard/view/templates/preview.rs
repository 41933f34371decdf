//! How a template reads for a prospect that was saved: the text as it would be sent.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::message::{Message, Template};
use linkglance_core::prospect::{OpportunityKind, Prospect};

use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::prospect::{about, filled_with, placeholder, short};
use linkglance_browser::store::{KeptText, ProspectRow};

/// Most prospects that can be chosen, the newest first.
const MAX_CHOICES: usize = 100;

/// The preview of what `written` gives.
pub(super) fn preview(
    model: Model,
    texts: RwSignal<Option<Vec<KeptText>>>,
    kind: RwSignal<OpportunityKind>,
    written: impl Fn() -> Template + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let choices = Memo::new(move |_| model.prospects.all.with(|rows| choices(rows, kind.get())));
    let chosen: RwSignal<Option<String>> = RwSignal::new(None);
    // The chosen one while it can be chosen, else the first.
    let id = Memo::new(move |_| {
        choices.with(|all| {
            let wanted = chosen.get();
            let known = all.iter().find(|row| Some(&row.id) == wanted.as_ref());
            known.or(all.first()).map(|row| row.id.clone())
        })
    });
    let prospect: RwSignal<Option<Arc<Prospect>>> = RwSignal::new(None);
    Effect::new(move || {
        let (Some(id), Some(store)) = (id.get(), model.store()) else {
            prospect.set(None);
            return;
        };
        leptos::task::spawn_local(async move {
            match store.prospect(&id).await {
                Ok(found) => drop(prospect.try_set(found.map(Arc::new))),
                Err(error) => model.fail(&error),
            }
        });
    });
    let message = move || {
        let prospect = prospect.get()?;
        let texts = texts.get().unwrap_or_default();
        let about = about(&prospect, kind.get());
        let sites = model.sites.get();
        let filled = filled_with(&written(), &texts, &sites, &prospect, about, None);
        Some(shown(&filled))
    };
    let options = move || {
        let now = id.get();
        let option = |row: Arc<ProspectRow>| {
            let selected = now.as_ref() == Some(&row.id);
            view! { <option value=row.id.clone() selected=selected>{name(&row)}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    let choose = move |event| chosen.set(Some(event_target_value(&event)));
    let any = move || choices.with(|all| !all.is_empty());
    view! {
        <section class="preview" data-part="template-preview">
            <h2>{t("template_preview")}</h2>
            <Show
                when=any
                fallback=|| view! { <p class="quiet">{t("template_preview_none")}</p> }
            >
                <label>
                    <span class="label">{t("template_preview_of")}</span>
                    <select data-part="preview-prospect" on:change=choose>
                        {options}
                    </select>
                </label>
                {message}
            </Show>
        </section>
    }
}

/// The prospects that can be chosen: those of the opportunity type first, the newest of them on top.
fn choices(rows: &[Arc<ProspectRow>], kind: OpportunityKind) -> Vec<Arc<ProspectRow>> {
    let mut all = rows.to_vec();
    all.sort_by_key(|row| (row.kind != Some(kind), std::cmp::Reverse(row.updated)));
    all.truncate(MAX_CHOICES);
    all
}

fn name(row: &ProspectRow) -> String {
    if row.title.is_empty() {
        short(&row.url)
    } else {
        row.title.clone()
    }
}

/// The message, and what is missing in it.
fn shown(message: &Message) -> impl IntoView + use<> {
    let missing = message.missing.iter().map(|one| {
        let name = format!("{{{}}}", one.name());
        let words = t_with("message_missing", &[&placeholder(*one), &name]);
        view! { <li>{words}</li> }
    });
    let missing: Vec<_> = missing.collect();
    let missing = (!missing.is_empty()).then(|| view! { <ul class="caution">{missing}</ul> });
    view! {
        <p class="strong" data-part="preview-subject">
            <bdi>{message.subject.clone()}</bdi>
        </p>
        <pre dir="auto" data-part="preview-body">
            {message.body.clone()}
        </pre>
        {missing}
    }
}
