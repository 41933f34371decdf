//! The controls that forms of several pages are made of: each reads and writes one place of a state that it
//! is given.

use leptos::prelude::*;

/// A list to choose one of.
pub fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    part: &'static str,
    label: String,
    options: Vec<(T, (&'static str, String))>,
    get: impl Fn() -> T + Copy + Send + Sync + 'static,
    set: impl Fn(T) + 'static,
) -> impl IntoView {
    let known: Vec<(T, &'static str)> = options
        .iter()
        .map(|(value, (name, _))| (*value, *name))
        .collect();
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, (name, words))| {
            view! { <option value=name selected=move || get() == value>{words}</option> }
        })
        .collect();
    let change = move |event| {
        let chosen = event_target_value(&event);
        if let Some((value, _)) = known.iter().find(|(_, name)| *name == chosen) {
            set(*value);
        }
    };
    view! {
        <label class="labelled">
            <span>{label}</span>
            <select data-part=part on:change=change>
                {options}
            </select>
        </label>
    }
}

/// A box to tick.
pub fn tick(
    part: &'static str,
    name: &'static str,
    label: String,
    get: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + 'static,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input
                type="checkbox"
                data-part=part
                data-name=name
                prop:checked=get
                on:change=move |event| set(event_target_checked(&event))
            />
            {label}
        </label>
    }
}

/// One of several values that are ticked: in the list or not.
pub fn set_in<T: PartialEq>(all: &mut Vec<T>, value: T, on: bool) {
    all.retain(|known| *known != value);
    if on {
        all.push(value);
    }
}
