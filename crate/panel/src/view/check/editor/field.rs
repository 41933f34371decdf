//! The form's state and its plain fields: a line of text, a flag, and what is wrong with a field.

use leptos::prelude::*;

use crate::state::draft::{Draft, Field};
use crate::view::check::fields::fault_id;
use linkglance_browser::controls::tick;

/// The draft, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) draft: RwSignal<Draft>,
    pub(super) faults: Memo<Vec<(Field, String)>>,
}

impl Form {
    pub(super) fn new(draft: RwSignal<Draft>) -> Self {
        let faults =
            Memo::new(move |_| draft.with(|draft| draft.agreement().err().unwrap_or_default()));
        Self { draft, faults }
    }

    pub(super) fn set(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
    }

    pub(super) fn has_fault(self, field: Field) -> bool {
        self.faults
            .with(|all| all.iter().any(|(at, _)| *at == field))
    }
}

/// A field of one line. `place` says where its text is in the draft.
pub(super) fn text(
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
pub(super) fn faults_of(form: Form, field: Field) -> impl IntoView {
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

pub(super) fn flag(
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
