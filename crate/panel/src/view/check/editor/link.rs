//! The step *Link*: its anchor text, whether it is followed, and where it may be.

use leptos::prelude::*;
use linkglance_core::link::AnchorKind;

use super::field::{Form, faults_of, text};
use crate::state::draft::{Field, How};
use linkglance_browser::agreement_form::{region_fields, rel_fields};
use linkglance_browser::controls::{choice, set_in, tick};
use linkglance_browser::i18n::t;
use linkglance_browser::words::anchor_kind;

/// The step.
pub(super) fn link(form: Form) -> AnyView {
    view! { {anchor(form)} {rel(form)} {regions(form)} }.into_any()
}

fn anchor(form: Form) -> impl IntoView {
    let how = Memo::new(move |_| form.draft.with(|draft| draft.how));
    let details = move || match how.get() {
        How::Any => ().into_any(),
        How::Exact | How::Contains => text(
            "agreement-anchor-text",
            t("agreement_anchor_text"),
            Some(Field::Anchor),
            form,
            |draft| &mut draft.words,
        )
        .into_any(),
        How::Kind => {
            let ticks: Vec<_> = AnchorKind::ALL
                .into_iter()
                .map(|kind| {
                    tick(
                        "agreement-anchor-kind",
                        kind.name(),
                        anchor_kind(kind),
                        move || form.draft.with(|draft| draft.kinds.contains(&kind)),
                        move |on| form.set(|draft| set_in(&mut draft.kinds, kind, on)),
                    )
                })
                .collect();
            view! {
                <div class="ticks">{ticks}</div>
                {faults_of(form, Field::Anchor)}
            }
            .into_any()
        }
    };
    view! {
        <fieldset class="terms-of">
            <legend>{t("anchor_text")}</legend>
            {choice(
                "agreement-anchor",
                t("agreement_must_be"),
                How::ALL.map(|how| (how, how.words())).to_vec(),
                move || how.get(),
                move |how| form.set(|draft| draft.how = how),
            )}
            {details}
        </fieldset>
    }
}

fn rel(form: Form) -> impl IntoView {
    let draft = Signal::derive(move || form.draft.with(|draft| draft.rel.clone()));
    let set = Callback::new(move |rel| form.set(|draft| draft.rel = rel));
    rel_fields(draft, set, faults_of(form, Field::Rel))
}

fn regions(form: Form) -> impl IntoView {
    let regions = Signal::derive(move || form.draft.with(|draft| draft.terms.regions.clone()));
    let set = Callback::new(move |regions| form.set(|draft| draft.terms.regions = regions));
    region_fields(regions, set)
}
