//! The step *Link*: its anchor text, whether it is followed, and where it may be.

use leptos::prelude::*;
use linkglance_core::link::AnchorKind;
use linkglance_core::link::QUALIFYING;
use linkglance_core::placement::Region;

use super::field::{Form, faults_of, text};
use crate::state::draft::{Draft, Field, How, Rel};
use crate::view::check::fields::{choice, set_in, tick};
use linkglance_browser::i18n::t;
use linkglance_browser::words::{anchor_kind, region as region_words};

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
        <fieldset>
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
    let rel = Memo::new(move |_| form.draft.with(|draft| draft.rel));
    let marks = move || {
        (rel.get() == Rel::Marked).then(|| {
            view! {
                <p class="quiet">{t("rel_term_required")}</p>
                {tokens("agreement-required", form, |draft| &mut draft.terms.rel.required)}
                <p class="quiet">{t("rel_term_allowed")}</p>
                {tokens("agreement-allowed", form, |draft| &mut draft.terms.rel.allowed)}
            }
        })
    };
    view! {
        <fieldset>
            <legend>{t("factor_follow")}</legend>
            {choice(
                "agreement-rel",
                t("agreement_must_be"),
                Rel::ALL.map(|rel| (rel, rel.words())).to_vec(),
                move || rel.get(),
                move |rel| form.set(|draft| draft.rel = rel),
            )}
            {marks}
            {faults_of(form, Field::Rel)}
        </fieldset>
    }
}

fn tokens(
    part: &'static str,
    form: Form,
    place: fn(&mut Draft) -> &mut Vec<String>,
) -> impl IntoView {
    let ticks: Vec<_> = QUALIFYING
        .into_iter()
        .map(|token| {
            tick(
                part,
                token,
                token.to_owned(),
                move || {
                    form.draft
                        .with(|draft| place(&mut draft.clone()).iter().any(|known| known == token))
                },
                move |on| form.set(|draft| set_in(place(draft), token.to_owned(), on)),
            )
        })
        .collect();
    view! { <div class="ticks">{ticks}</div> }
}

fn regions(form: Form) -> impl IntoView {
    let ticks: Vec<_> = Region::ALL
        .into_iter()
        .map(|region| {
            tick(
                "agreement-region",
                region.name(),
                region_words(region),
                move || {
                    form.draft
                        .with(|draft| draft.terms.regions.contains(&region))
                },
                move |on| form.set(|draft| set_in(&mut draft.terms.regions, region, on)),
            )
        })
        .collect();
    view! {
        <fieldset>
            <legend>{t("agreement_regions")}</legend>
            <div class="ticks">{ticks}</div>
        </fieldset>
    }
}
