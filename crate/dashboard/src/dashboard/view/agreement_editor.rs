//! The form of an agreement, in a box: what it is about, its usual terms, and what goes with it.

use leptos::prelude::*;
use linkglance_core::check::{Preset, RelTerm};
use linkglance_core::length::MAX_ANCHOR_CHARS;

use super::dialog::dialog;
use crate::dashboard::state::agreement_form::Form;
use crate::dashboard::state::model::Model;
use linkglance_browser::agreement_form::{RelDraft, region_fields, rel_fields};
use linkglance_browser::i18n::t;
use linkglance_browser::words::reason;

/// The box, which is open while an agreement is written.
pub(super) fn editor(model: Model) -> AnyView {
    let form = model.agreement_form;
    let open = Memo::new(move |_| form.with(Option::is_some));
    dialog(
        "agreement-editor",
        || t("agreement_form"),
        move || open.get(),
        move || form.set(None),
        move || open.get().then(|| fields(model, form)),
    )
    .into_any()
}

/// Reads a part of the form when the fields are made.
fn read<T: Default>(form: RwSignal<Option<Form>>, part: impl Fn(&Form) -> T) -> T {
    form.with_untracked(|form| form.as_ref().map(part).unwrap_or_default())
}

/// Writes a part of it.
fn write(form: RwSignal<Option<Form>>, change: impl FnOnce(&mut Form)) {
    form.update(|form| {
        if let Some(form) = form {
            change(form);
        }
    });
}

fn fields(model: Model, form: RwSignal<Option<Form>>) -> impl IntoView {
    let faults: RwSignal<Vec<String>> = RwSignal::default();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sites = model.sites.get_untracked();
        let Some(written) = form.get_untracked() else {
            return;
        };
        match written.agreement(&sites) {
            Ok(kept) => {
                form.set(None);
                model.keep_agreement(written, kept);
            }
            Err(found) => faults.set(found.iter().map(reason).collect()),
        }
    };
    let wrong = move || {
        let faults = faults.get();
        (!faults.is_empty()).then(|| {
            view! { <p class="error" role="alert" data-part="agreement-fault">{faults.join(" ")}</p> }
        })
    };
    view! {
        <form class="form agreement-form" data-part="agreement-form" novalidate=true on:submit=submit>
            {line(form, "agreement-page", "agreement_page", |form| &mut form.page)}
            {targets(form)}
            <div class="row-of-fields">{preset(form)} {anchor(form)}</div>
            {rel(form)}
            {regions(form)}
            <div class="row-of-fields">
                {date(form, "agreement-since", "agreement_since", |form| &mut form.deal.since)}
                {date(form, "agreement-until", "agreement_until", |form| &mut form.deal.until)}
            </div>
            <div class="row-of-fields">
                {line(form, "agreement-price", "agreement_price", |form| &mut form.deal.price)}
                {line(form, "agreement-owner", "agreement_owner", |form| &mut form.deal.owner)}
            </div>
            {is_paid(form)}
            {wrong}
            <div class="actions">
                <button type="submit" class="btn primary" data-part="agreement-save">
                    {t("save")}
                </button>
                <button type="button" class="btn" on:click=move |_| form.set(None)>
                    {t("cancel")}
                </button>
            </div>
        </form>
    }
}

fn line(
    form: RwSignal<Option<Form>>,
    part: &'static str,
    name: &str,
    place: fn(&mut Form) -> &mut String,
) -> impl IntoView + use<> {
    input(form, part, name, "text", place)
}

fn date(
    form: RwSignal<Option<Form>>,
    part: &'static str,
    name: &str,
    place: fn(&mut Form) -> &mut String,
) -> impl IntoView + use<> {
    input(form, part, name, "date", place)
}

fn input(
    form: RwSignal<Option<Form>>,
    part: &'static str,
    name: &str,
    kind: &'static str,
    place: fn(&mut Form) -> &mut String,
) -> impl IntoView + use<> {
    let value = read(form, |form| place(&mut form.clone()).clone());
    view! {
        <label>
            <span class="label">{t(name)}</span>
            <input
                type=kind
                dir="auto"
                autocomplete="off"
                data-part=part
                prop:value=value
                on:input=move |event| write(form, |form| *place(form) = event_target_value(&event))
            />
        </label>
    }
}

fn targets(form: RwSignal<Option<Form>>) -> impl IntoView {
    view! {
        <label>
            <span class="label">{t("agreement_targets")}</span>
            <textarea
                rows="2"
                dir="ltr"
                data-part="agreement-targets"
                prop:value=read(form, |form| form.targets.clone())
                on:input=move |event| write(form, |form| form.targets = event_target_value(&event))
            ></textarea>
        </label>
    }
}

/// The usual terms; those that are there stay until others are chosen.
fn preset(form: RwSignal<Option<Form>>) -> impl IntoView {
    let names = Preset::ALL.map(|preset| {
        t(match preset {
            Preset::FollowedEditorial => "preset_followed_editorial",
            Preset::SponsoredPlacement => "preset_sponsored_placement",
            Preset::BioLink => "preset_bio_link",
        })
    });
    let options = names.into_iter().enumerate();
    let options: Vec<_> = options
        .map(|(place, name)| view! { <option value=place.to_string()>{name}</option> })
        .collect();
    let change = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(preset) = place.and_then(|place| Preset::ALL.get(place)) {
            write(form, |form| form.take(*preset));
        }
    };
    view! {
        <label>
            <span class="label">{t("agreement_kind")}</span>
            <select data-part="agreement-preset" on:change=change>
                <option value="">{t("agreement_as_is")}</option>
                {options}
            </select>
        </label>
    }
}

/// The words of the anchor text, where the terms ask for words.
fn anchor(form: RwSignal<Option<Form>>) -> impl IntoView {
    let words = move || form.with(|form| form.as_ref()?.anchor().map(str::to_owned));
    let asks_for_words = Memo::new(move |_| words().is_some());
    let input = move |event| write(form, |form| form.set_anchor(event_target_value(&event)));
    let field = move || {
        view! {
            <label>
                <span class="label">{t("agreement_anchor_text")}</span>
                <input
                    type="text"
                    dir="auto"
                    data-part="agreement-anchor"
                    maxlength=MAX_ANCHOR_CHARS.to_string()
                    placeholder=t("term_any")
                    prop:value=move || words().unwrap_or_default()
                    on:input=input
                />
            </label>
        }
    };
    view! { <Show when=move || asks_for_words.get()>{field()}</Show> }
}

/// How its links may be marked, in the words of the panel's form.
fn rel(form: RwSignal<Option<Form>>) -> impl IntoView {
    let any = || RelDraft::of(&RelTerm::default());
    let draft = Signal::derive(move || {
        form.with(|form| form.as_ref().map_or_else(any, |form| form.rel.clone()))
    });
    rel_fields(
        draft,
        Callback::new(move |rel| write(form, |form| form.rel = rel)),
        (),
    )
}

/// In which regions they may be.
fn regions(form: RwSignal<Option<Form>>) -> impl IntoView {
    let regions = Signal::derive(move || {
        form.with(|form| {
            form.as_ref()
                .map(|form| form.regions().to_vec())
                .unwrap_or_default()
        })
    });
    let set = Callback::new(move |regions| write(form, |form| form.set_regions(regions)));
    region_fields(regions, set)
}

fn is_paid(form: RwSignal<Option<Form>>) -> impl IntoView {
    let change = move |event| write(form, |form| form.deal.paid = event_target_checked(&event));
    view! {
        <label class="tick">
            <input
                type="checkbox"
                data-part="agreement-paid"
                prop:checked=read(form, |form| form.deal.paid)
                on:change=change
            />
            {t("agreement_paid")}
        </label>
    }
}
