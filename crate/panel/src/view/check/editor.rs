//! The form of an agreement: every term in plain words, and what is wrong with it as one types.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use linkglance_core::check::{DisclosureTerm, Match, Preset, Target, Visible};
use linkglance_core::link::AnchorKind;
use linkglance_core::link::QUALIFYING;
use linkglance_core::placement::Region;

use super::fields::{choice, fault_id, focus, set_in, tick};
use super::words;
use crate::state::desk::Face;
use crate::state::draft::{Draft, Field, How, Rel};
use crate::state::kept::Held;
use crate::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::words::{anchor_kind, region as region_words};

/// The draft, and what is wrong with it.
#[derive(Clone, Copy)]
struct Form {
    draft: RwSignal<Draft>,
    faults: Memo<Vec<(Field, String)>>,
}

impl Form {
    fn set(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
    }

    fn has_fault(self, field: Field) -> bool {
        self.faults
            .with(|all| all.iter().any(|(at, _)| *at == field))
    }
}

/// The form.
pub(super) fn editor(model: Model) -> impl IntoView {
    let desk = model.desk();
    let draft = desk.draft;
    let faults =
        Memo::new(move |_| draft.with(|draft| draft.agreement().err().unwrap_or_default()));
    let form = Form { draft, faults };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let written = draft.get_untracked();
        match (written.agreement(), written.held) {
            (Ok(agreement), held) => {
                let held = match held {
                    Some(held) => Held { agreement, ..held },
                    None => Held::new(agreement),
                };
                let page = model.session.with_untracked(|shown| {
                    shown.as_ref().map(|shown| shown.report.page.url.clone())
                });
                let id = held.id.clone();
                desk.put(vec![held], &model.sites.get_untracked());
                desk.choose(page.as_deref().unwrap_or_default(), &id);
            }
            (Err(faults), _) => focus_first(&faults),
        }
    };
    let heading = draft.with_untracked(|draft| match draft.held {
        Some(_) => t("agreement_edit"),
        None => t("agreement_new"),
    });
    view! {
        <form class="agreement" data-part="agreement-form" novalidate=true on:submit=submit>
            <h2 tabindex="-1">{heading}</h2>
            {presets(form)}
            {text("agreement-name", t("agreement_name"), None, form, |draft| &mut draft.terms.name)}
            {text("agreement-page", t("agreement_page"), Some(Field::Page), form, |draft| &mut draft.page)}
            {targets(form)} {anchor(form)} {rel(form)} {regions(form)} {more(form)}
            <div class="bar">
                <button type="submit" data-part="agreement-save">
                    {t("save")}
                </button>
                <button type="button" data-part="agreement-cancel" on:click=move |_| desk.show(Face::Check)>
                    {t("import_cancel")}
                </button>
            </div>
        </form>
    }
}

fn presets(form: Form) -> impl IntoView {
    let buttons: Vec<_> = Preset::ALL
        .into_iter()
        .map(|preset| {
            let (name, words) = words::preset(preset);
            view! {
                <button
                    type="button"
                    class="small"
                    data-part="apply-preset"
                    data-name=name
                    on:click=move |_| form.set(|draft| *draft = draft.with_preset(preset))
                >
                    {words}
                </button>
            }
        })
        .collect();
    view! {
        <div class="bar" role="group" aria-label=t("agreement_presets")>
            <span class="quiet">{t("agreement_presets")}</span>
            {buttons}
        </div>
    }
}

/// A field of one line. `place` says where its text is in the draft.
fn text(
    part: &'static str,
    label: String,
    field: Option<Field>,
    form: Form,
    place: fn(&mut Draft) -> &mut String,
) -> impl IntoView {
    let value = move || form.draft.with(|draft| place(&mut draft.clone()).clone());
    let invalid = move || field.is_some_and(|field| form.has_fault(field)).to_string();
    view! {
        <div>
            <label class="labelled">
                <span>{label}</span>
                <input
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    data-part=part
                    aria-invalid=invalid
                    aria-describedby=field.map(|field| fault_id(field.name()))
                    prop:value=value
                    on:input=move |event| form.set(|draft| *place(draft) = event_target_value(&event))
                />
            </label>
            {field.map(|field| faults_of(form, field))}
        </div>
    }
}

/// What is wrong with a field, shown at the field and as it changes.
fn faults_of(form: Form, field: Field) -> impl IntoView {
    let words = move || {
        form.faults.with(|all| {
            let here = all.iter().filter(|(at, _)| *at == field);
            let words: Vec<&str> = here.map(|(_, words)| words.as_str()).collect();
            words.join(" ")
        })
    };
    view! {
        <p class="error" role="status" id=fault_id(field.name()) data-part="fault" data-field=field.name()>
            {words}
        </p>
    }
}

fn targets(form: Form) -> impl IntoView {
    // Only their number builds the fields again, so the user does not lose the one they are typing in.
    let count = Memo::new(move |_| form.draft.with(|draft| draft.terms.targets.len().max(1)));
    let rows = move || {
        (0..count.get())
            .map(|at| target(form, at, count))
            .collect_view()
    };
    let add = move |_| {
        form.set(|draft| {
            let wanted = draft.terms.targets.len().max(1) + 1;
            draft
                .terms
                .targets
                .resize_with(wanted, || Target::from(String::new()));
        });
    };
    view! {
        <fieldset>
            <legend>{t("fact_target")}</legend>
            {rows}
            {faults_of(form, Field::Targets)}
            <button type="button" class="small" data-part="add-target" on:click=add>
                {t("agreement_add_target")}
            </button>
        </fieldset>
    }
}

fn target(form: Form, at: usize, count: Memo<usize>) -> impl IntoView {
    let read = move || {
        let target = form
            .draft
            .with(|draft| draft.terms.targets.get(at).cloned());
        target.unwrap_or_else(|| Target::from(String::new()))
    };
    let write = move |change: &dyn Fn(&mut Target)| {
        form.set(|draft| {
            if draft.terms.targets.len() <= at {
                draft.terms.targets.push(Target::from(String::new()));
            }
            if let Some(target) = draft.terms.targets.get_mut(at) {
                change(target);
            }
        });
    };
    let remove = move |_| {
        form.set(|draft| {
            if at < draft.terms.targets.len() {
                draft.terms.targets.remove(at);
            }
        });
    };
    let modes = [Match::Page, Match::Exact, Match::Site].map(|mode| (mode, words::nearness(mode)));
    let several = move || count.get() > 1;
    let number = at + 1;
    view! {
        <div class="target-row">
            <input
                type="text"
                inputmode="url"
                dir="ltr"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                data-part="agreement-target"
                aria-label=t_with("agreement_target_n", &[&linkglance_browser::i18n::number(number)])
                aria-invalid=move || form.has_fault(Field::Targets).to_string()
                aria-describedby=fault_id(Field::Targets.name())
                prop:value=move || read().url
                on:input=move |event| write(&|target| target.url = event_target_value(&event))
            />
            {choice(
                "agreement-match",
                t("agreement_match"),
                modes.to_vec(),
                move || read().mode,
                move |mode| write(&|target| target.mode = mode),
            )}
            <Show when=several>
                <button type="button" class="small" data-part="remove-target" on:click=remove>
                    {t("remove")}
                </button>
            </Show>
        </div>
    }
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

/// The terms most users leave as they are.
fn more(form: Form) -> impl IntoView {
    let faulty = move || {
        form.faults
            .with(|all| all.iter().any(|(field, _)| field.is_folded()))
    };
    view! {
        <details data-part="more-terms" open=faulty>
            <summary>{t("agreement_more")}</summary>
            <div class="terms">
                {text("agreement-links", t("agreement_links"), Some(Field::Links), form, |draft| &mut draft.links)}
                {choice(
                    "agreement-visible",
                    t("factor_visible"),
                    [Visible::OnScreen, Visible::InSource, Visible::Any]
                        .map(|term| (term, words::visible(term)))
                        .to_vec(),
                    move || form.draft.with(|draft| draft.terms.visible),
                    move |term| form.set(|draft| draft.terms.visible = term),
                )} {flag("direct", t("agreement_direct"), form, |draft| &mut draft.terms.direct)}
                {flag("indexable", t("agreement_indexable"), form, |draft| &mut draft.terms.indexable)}
                {flag("canonical", t("agreement_canonical"), form, |draft| &mut draft.terms.canonical)}
                {text(
                    "agreement-outbound",
                    t("agreement_outbound"),
                    Some(Field::Outbound),
                    form,
                    |draft| &mut draft.outbound,
                )}
                {choice(
                    "agreement-disclosure",
                    t("agreement_disclosure"),
                    [None, Some(DisclosureTerm::Present), Some(DisclosureTerm::Absent)]
                        .map(|term| (term, words::disclosure(term)))
                        .to_vec(),
                    move || form.draft.with(|draft| draft.terms.disclosure),
                    move |term| form.set(|draft| draft.terms.disclosure = term),
                )}
                {text(
                    "agreement-language",
                    t("agreement_language"),
                    Some(Field::Language),
                    form,
                    |draft| &mut draft.language,
                )} {text("agreement-author", t("agreement_author"), None, form, |draft| &mut draft.author)}
            </div>
        </details>
    }
}

fn flag(
    name: &'static str,
    label: String,
    form: Form,
    place: fn(&mut Draft) -> &mut bool,
) -> impl IntoView {
    tick(
        "agreement-flag",
        name,
        label,
        move || form.draft.with(|draft| *place(&mut draft.clone())),
        move |on| form.set(|draft| *place(draft) = on),
    )
}

/// Goes to the first field that something is wrong with.
fn focus_first(faults: &[(Field, String)]) {
    if let Some((field, _)) = faults.first() {
        focus(&format!("[aria-describedby={}]", fault_id(field.name())));
    }
}
