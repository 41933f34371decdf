//! A list of a profile as tokens: each with its way out, and a field at the end for the next. Enter or a comma
//! adds what is in the field, Backspace in the empty field takes the last one out, and of what is pasted each
//! line is an entry. What can't be an entry stays in the field, with the reason below it.

use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::html::Input;
use leptos::prelude::*;

use super::complaints::{Complaints, is_unusable};
use super::keep::Keep;
use crate::options::state::draft::Draft;
use crate::options::state::lists::List;
use linkglance_browser::i18n::{number, t, t_with};

/// As many tokens are shown unasked, the last ones: a sitemap names thousands of pages.
const SHOWN: usize = 60;

/// What a field of tokens does.
#[derive(Clone, Copy)]
struct Tokens {
    draft: Draft,
    list: &'static List,
    keep: Keep,
    field: NodeRef<Input>,
    /// What is in the field.
    text: RwSignal<String>,
    /// Why that is no entry.
    refused: RwSignal<Vec<String>>,
    /// What was taken out last.
    said: RwSignal<String>,
}

impl Tokens {
    fn entries(self) -> Vec<String> {
        self.draft.with(|site| (self.list.of)(site).clone())
    }

    /// Takes entries in; what is none stays in the field.
    fn take(self, written: &[String]) {
        if written.is_empty() {
            return;
        }
        let (left, why): (Vec<String>, Vec<String>) =
            self.draft.take(self.list, written).into_iter().unzip();
        let left = self.list.join(&left);
        if let Some(field) = self.field.get_untracked() {
            field.set_value(&left);
        }
        self.text.set(left);
        self.refused.set(why);
        self.said.set(String::new());
        self.keep.after_a_pause();
    }

    /// Takes in what is in the field.
    fn take_typed(self) {
        self.take(&self.list.split(&self.text.get_untracked()));
    }

    fn remove(self, entry: &str) {
        self.said.set(t_with("token_removed", &[entry]));
        self.keep
            .soon(|site| (self.list.at)(site).retain(|known| known != entry));
    }

    fn press(self, event: &KeyboardEvent) {
        // Keys that choose among the words of an input method are not for the list.
        if event.is_composing() {
            return;
        }
        let key = event.key();
        let mut letters = key.chars();
        let divides = match (letters.next(), letters.next()) {
            (Some(letter), None) => (self.list.divides)(letter),
            _ => false,
        };
        let is_empty = self.text.with_untracked(String::is_empty);
        if key == "Enter" || divides {
            event.prevent_default();
            self.take_typed();
        } else if key == "Backspace"
            && is_empty
            && let Some(last) = untrack(|| self.entries()).last()
        {
            event.prevent_default();
            self.remove(last);
        }
    }

    /// Of several lines each is an entry; one line is text like any other.
    fn paste(self, event: &ClipboardEvent) {
        let pasted = event.clipboard_data();
        let pasted = pasted.and_then(|data| data.get_data("text").ok());
        let pasted = pasted.unwrap_or_default();
        if pasted.trim().lines().count() > 1 {
            event.prevent_default();
            let all = self.text.get_untracked() + &pasted;
            self.take(&all.lines().map(str::to_owned).collect::<Vec<_>>());
        }
    }
}

#[component]
pub(super) fn Tokens(
    draft: Draft,
    list: &'static List,
    keep: Keep,
    wrong: Signal<Vec<(bool, String)>>,
    id: String,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let tokens = Tokens {
        draft,
        list,
        keep,
        field,
        text: RwSignal::default(),
        refused: RwSignal::default(),
        said: RwSignal::default(),
    };
    let [hint, why, message] = ["hint", "why", "error"].map(|part| format!("{id}-{part}"));
    let refused = tokens.refused;
    let is_wrong = move || is_unusable(wrong) || refused.with(|refused| !refused.is_empty());
    view! {
        <div class="entry" data-part="tokens" data-field=list.name>
            <label for=id.clone()>{t(list.label)}</label>
            <ul class="tokens">
                {chips(tokens)}
                <li class="token-field">
                    <input
                        id=id
                        name=list.name
                        type="text"
                        dir="auto"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        placeholder=t("token_add")
                        aria-describedby=format!("{hint} {why} {message}")
                        aria-invalid=move || is_wrong().to_string()
                        node_ref=field
                        on:input=move |event| {
                            refused.set(Vec::new());
                            tokens.text.set(event_target_value(&event));
                        }
                        on:keydown=move |event| tokens.press(&event)
                        on:paste=move |event| tokens.paste(&event)
                        on:blur=move |_| {
                            tokens.take_typed();
                            keep.now();
                        }
                    />
                </li>
            </ul>
            <p class="error" role="alert" id=why data-part="refused">
                {move || refused.get().join(" ")}
            </p>
            <p class="quiet" id=hint>{t(list.hint)}</p>
            <p class="quiet" role="status" data-part="token-said">{move || tokens.said.get()}</p>
            <Complaints id=message wrong />
        </div>
    }
}

/// The entries; of many only the last, until the user asks for all.
fn chips(tokens: Tokens) -> impl IntoView {
    let entries = Memo::new(move |_| tokens.entries());
    let all = RwSignal::new(false);
    let hidden = move || {
        let over = entries.with(Vec::len).saturating_sub(SHOWN);
        if all.get() { 0 } else { over }
    };
    let shown = move || {
        let mut entries = entries.get();
        entries.drain(..hidden());
        entries
    };
    let more = move || {
        (hidden() > 0).then(|| {
            let words = t_with("tokens_all", &[&number(entries.with(Vec::len))]);
            view! {
                <li>
                    <button
                        type="button"
                        class="link"
                        data-part="tokens-all"
                        on:click=move |_| all.set(true)
                    >
                        {words}
                    </button>
                </li>
            }
        })
    };
    view! {
        {more}
        <For
            each=shown
            key=String::clone
            children=move |entry| {
                let (shown, label) = (entry.clone(), t_with("token_remove", &[&entry]));
                let remove = move |_| {
                    tokens.remove(&entry);
                    if let Some(field) = tokens.field.get_untracked() {
                        // The field of this very list can be focused.
                        let _ = field.focus();
                    }
                };
                view! {
                    <li class="token" data-part="token">
                        <bdi>{shown}</bdi>
                        <button
                            type="button"
                            data-part="token-remove"
                            aria-label=label.clone()
                            title=label.clone()
                            on:click=remove
                        >
                            "✕"
                        </button>
                    </li>
                }
            }
        />
    }
}
