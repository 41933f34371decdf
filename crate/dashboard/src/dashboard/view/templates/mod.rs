//! The editor of message templates: those of an opportunity type and language, the texts of one, and how they
//! read for a real prospect.

mod preview;
mod sender;

use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use linkglance_core::length::{MAX_BODY_CHARS, MAX_NAME_CHARS, MAX_SUBJECT_CHARS};
use linkglance_core::message::{Language, Placeholder, Step, Template};
use linkglance_core::prospect::OpportunityKind;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::head::title;
use super::segments::{Segment, segments};
use crate::dashboard::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::{own_language, placeholder, step as step_word, template_name};
use linkglance_browser::store::{KeptText, TemplateSet, kind_name, named, templates as all_of};
use linkglance_browser::words;

/// A choice among the opportunity types.
pub(super) fn kind_choice(kind: RwSignal<OpportunityKind>) -> impl IntoView {
    let change = move |event| {
        if let Some(chosen) = named(OpportunityKind::ALL, kind_name, &event_target_value(&event)) {
            kind.set(chosen);
        }
    };
    let options = OpportunityKind::ALL.map(|one| {
        let selected = kind.get_untracked() == one;
        view! { <option value=kind_name(one) selected=selected>{words::opportunity(Some(one))}</option> }
    });
    view! {
        <label>
            <span class="label">{t("fact_opportunity")}</span>
            <select data-part="template-kind" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

/// A choice among the languages.
pub(super) fn language_choice(language: RwSignal<Language>) -> impl IntoView {
    let change = move |event| {
        if let Some(chosen) = named(Language::ALL, Language::name, &event_target_value(&event)) {
            language.set(chosen);
        }
    };
    let options = Language::ALL.map(|one| {
        let selected = language.get_untracked() == one;
        view! { <option value=one.name() selected=selected>{words::language(one)}</option> }
    });
    view! {
        <label>
            <span class="label">{t("fact_language")}</span>
            <select data-part="template-language" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

/// The fields of a message's subject and body; `part` is what their names in tests begin with.
#[component]
pub(super) fn TextFields(
    part: &'static str,
    rows: u8,
    subject: RwSignal<String>,
    body: RwSignal<String>,
    /// The element of the subject.
    #[prop(optional)]
    subject_field: NodeRef<Input>,
    /// The element of the body.
    #[prop(optional)]
    body_field: NodeRef<Textarea>,
) -> impl IntoView {
    view! {
        <label>
            <span class="label">{t("message_subject")}</span>
            <input
                type="text"
                node_ref=subject_field
                data-part=format!("{part}-subject")
                maxlength=MAX_SUBJECT_CHARS.to_string()
                prop:value=move || subject.get()
                on:input=move |event| subject.set(event_target_value(&event))
            />
        </label>
        <label>
            <span class="label">{t("message_body")}</span>
            <textarea
                rows=rows.to_string()
                node_ref=body_field
                data-part=format!("{part}-body")
                maxlength=MAX_BODY_CHARS.to_string()
                prop:value=move || body.get()
                on:input=move |event| body.set(event_target_value(&event))
            ></textarea>
        </label>
    }
}

/// What is edited: a template, one of its texts, and what is in the fields.
#[derive(Clone, Copy)]
struct Editor {
    model: Model,
    texts: RwSignal<Option<Vec<KeptText>>>,
    kind: RwSignal<OpportunityKind>,
    language: RwSignal<Language>,
    /// The id of the chosen template; the first one where there is none of it.
    chosen: RwSignal<String>,
    step: RwSignal<Step>,
    name: RwSignal<String>,
    subject: RwSignal<String>,
    body: RwSignal<String>,
}

impl Editor {
    fn new(model: Model) -> Self {
        let editor = Self {
            model,
            texts: model.texts(),
            kind: RwSignal::new(OpportunityKind::UnlinkedMention),
            language: RwSignal::new(own_language()),
            chosen: RwSignal::default(),
            step: RwSignal::default(),
            name: RwSignal::default(),
            subject: RwSignal::default(),
            body: RwSignal::default(),
        };
        editor.follow();
        editor
    }

    /// The templates of the chosen type and language; `None` while they were not read.
    fn sets(self) -> Option<Vec<TemplateSet>> {
        let (kind, language) = (self.kind.get(), self.language.get());
        self.texts
            .with(|texts| Some(all_of(texts.as_deref()?, kind, language)))
    }

    /// The chosen one as it is stored.
    fn set(self) -> Option<TemplateSet> {
        let (sets, chosen) = (self.sets()?, self.chosen.get());
        let found = sets.iter().find(|set| set.id == chosen);
        found.or(sets.first()).cloned()
    }

    /// Fills the fields whenever another text is chosen or stored. What was typed is saved before another
    /// text takes its place, and a field that is being typed in stays where something else was stored.
    fn follow(self) {
        let shown = StoredValue::new(None::<(TemplateSet, Step)>);
        Effect::new(move || {
            let Some(set) = self.set() else {
                return;
            };
            let step = self.step.get();
            let before = shown.get_value();
            shown.set_value(Some((set.clone(), step)));
            let same = before.filter(|(old, at)| {
                let stays = old.id == set.id && *at == step;
                if !stays {
                    self.keep_typed(old, *at);
                }
                stays
            });
            let of = |set: &TemplateSet| {
                let template = set.step(step).clone();
                [set.name.clone(), template.subject, template.body]
            };
            let known = same.map(|(old, _)| of(&old));
            let fields = [self.name, self.subject, self.body];
            for (at, (field, now)) in fields.into_iter().zip(of(&set)).enumerate() {
                let as_known = known.as_ref().and_then(|known| known.get(at)) == Some(&now);
                if !as_known {
                    field.set(now);
                }
            }
        });
    }

    /// Saves what is in the fields of a text that another one replaces, where that was changed.
    fn keep_typed(self, old: &TemplateSet, step: Step) {
        let set = untrack(|| self.with_typed(old.clone(), step));
        if set != *old {
            self.model.set_text(set.id.clone(), Some(set.to_keep()));
        }
    }

    /// A template with what is in the fields.
    fn with_typed(self, mut set: TemplateSet, step: Step) -> TemplateSet {
        let written = self.written();
        let places = Step::ALL.into_iter().zip(&mut set.steps);
        for (_, text) in places.filter(|(at, _)| *at == step) {
            text.subject.clone_from(&written.subject);
            text.body.clone_from(&written.body);
        }
        self.name.get().trim().clone_into(&mut set.name);
        set
    }

    /// The text that is in the fields.
    fn written(self) -> Template {
        Template {
            kind: self.kind.get(),
            language: self.language.get(),
            subject: self.subject.get(),
            body: self.body.get(),
        }
    }

    fn save(self) {
        let typed = untrack(|| Some(self.with_typed(self.set()?, self.step.get())));
        if let Some(set) = typed {
            self.model.set_text(set.id.clone(), Some(set.to_keep()));
        }
    }

    /// Brings back the program's texts; a further template has none and goes.
    fn reset(self) {
        if let Some(set) = untrack(|| self.set()) {
            self.model.set_text(set.id, None);
        }
    }

    /// A further template, which begins with the texts of the chosen one.
    fn add(self) {
        let Some(set) = untrack(|| self.set()) else {
            return;
        };
        let (kind, language) = (self.kind.get_untracked(), self.language.get_untracked());
        let id = KeptText::further_id(kind, language, &api::unique_id());
        let further = TemplateSet {
            id: id.clone(),
            name: t("template_new_name"),
            ..set
        };
        self.chosen.set(id.clone());
        self.model.set_text(id, Some(further.to_keep()));
    }
}

/// The page.
pub(super) fn templates(model: Model) -> impl IntoView {
    let editor = Editor::new(model);
    view! {
        {title("view_templates")}
        <section class="page-view">
            <p class="quiet">{t("templates_about")}</p>
            {sender::sender(model, editor.texts)}
            <div class="templates">
                <div class="form" data-part="templates">
                    {kind_choice(editor.kind)} {language_choice(editor.language)} {list(editor)}
                </div>
                {fields(editor)}
                {preview::preview(model, editor.texts, editor.kind, move || editor.written())}
            </div>
        </section>
    }
}

/// The templates of the chosen type and language.
fn list(editor: Editor) -> impl IntoView {
    let entries = move || {
        let open = editor.set().map(|set| set.id);
        let sets = editor.sets().unwrap_or_default().into_iter();
        let entry = |set: TemplateSet| {
            let current = (open.as_ref() == Some(&set.id)).then_some("true");
            let name = template_name(&set);
            view! {
                <li>
                    <button
                        type="button"
                        class="nav"
                        data-part="template"
                        aria-current=current
                        on:click=move |_| editor.chosen.set(set.id.clone())
                    >
                        <bdi class="ellipsis">{name}</bdi>
                    </button>
                </li>
            }
        };
        sets.map(entry).collect_view()
    };
    view! {
        <ul aria-label=t("view_templates")>{entries}</ul>
        <button type="button" class="btn" data-part="template-new" on:click=move |_| editor.add()>
            {icon(Icon::Plus)}
            {t("template_new")}
        </button>
    }
}

/// The texts of the chosen template.
fn fields(editor: Editor) -> impl IntoView {
    let (subject_field, body_field) = (NodeRef::<Input>::new(), NodeRef::<Textarea>::new());
    let in_subject = RwSignal::new(false);
    let focused = move |event: leptos::ev::FocusEvent| {
        let field = event.target();
        in_subject.set(field.is_some_and(|field| field.has_type::<HtmlInputElement>()));
    };
    let unknown = move || {
        let unknown = editor.written().unknown();
        (!unknown.is_empty()).then(|| {
            let names = unknown.iter().map(|name| format!("{{{name}}}"));
            let sentence = t_with("template_unknown", &[&names.collect::<Vec<_>>().join(", ")]);
            view! { <p class="caution" role="status" data-part="template-unknown">{sentence}</p> }
        })
    };
    let is_first = move || {
        let first = KeptText::id_of(editor.kind.get(), editor.language.get());
        editor.set().is_none_or(|set| set.id == first)
    };
    let is_own = move || editor.set().is_some_and(|set| set.is_own);
    let reset = move || {
        let (part, word) = if is_first() {
            ("template-reset", "template_reset")
        } else {
            ("template-delete", "delete")
        };
        view! {
            <button type="button" class="btn" data-part=part on:click=move |_| editor.reset()>
                {t(word)}
            </button>
        }
    };
    view! {
        <div class="form">
            <label>
                <span class="label">{t("template_name")}</span>
                <input
                    type="text"
                    data-part="template-name"
                    maxlength=MAX_NAME_CHARS.to_string()
                    placeholder=t("template_standard")
                    prop:value=move || editor.name.get()
                    on:input=move |event| editor.name.set(event_target_value(&event))
                />
            </label>
            {steps(editor.step)}
            <div class="form" on:focusin=focused>
                <TextFields
                    part="template"
                    rows=16
                    subject=editor.subject
                    body=editor.body
                    subject_field
                    body_field
                />
            </div>
            {unknown}
            {placeholders(editor, subject_field, body_field, in_subject)}
            <div class="actions">
                <button
                    type="button"
                    class="btn primary"
                    data-part="template-save"
                    on:click=move |_| editor.save()
                >
                    {t("save")}
                </button>
                <Show when=is_own>{reset}</Show>
            </div>
        </div>
    }
}

/// The texts of a template: the first message, and what follows it up.
fn steps(step: RwSignal<Step>) -> impl IntoView {
    let all = Step::ALL.map(|value| Segment {
        value,
        part: "template-step",
        name: value.name(),
        face: step_word(value)
            .unwrap_or_else(|| t("template_first"))
            .into_any(),
    });
    segments(
        t("template"),
        move || step.get(),
        move |value| step.set(value),
        all,
    )
}

/// The placeholders; each is put in where the cursor is, in the field that had it last.
fn placeholders(
    editor: Editor,
    subject_field: NodeRef<Input>,
    body_field: NodeRef<Textarea>,
    in_subject: RwSignal<bool>,
) -> impl IntoView {
    let insert = move |text: &str| {
        // A placeholder has ASCII letters: its bytes are the units that fields count in.
        let length = u32::try_from(text.len()).unwrap_or_default();
        let behind = |at: Option<u32>| at.unwrap_or_default().saturating_add(length);
        let (subject, body) = (subject_field.get_untracked(), body_field.get_untracked());
        if let Some(field) = subject.filter(|_| in_subject.get_untracked()) {
            let at = behind(field.selection_start().ok().flatten());
            let _ = field.set_range_text(text);
            let _ = field
                .focus()
                .and_then(|()| field.set_selection_range(at, at));
            editor.subject.set(field.value());
        } else if let Some(field) = body {
            let at = behind(field.selection_start().ok().flatten());
            let _ = field.set_range_text(text);
            let _ = field
                .focus()
                .and_then(|()| field.set_selection_range(at, at));
            editor.body.set(field.value());
        }
    };
    let chips: Vec<_> = Placeholder::ALL
        .iter()
        .map(|one| {
            let text = format!("{{{}}}", one.name());
            let (shown, about) = (text.clone(), placeholder(*one));
            view! {
                <button
                    type="button"
                    class="chip filter"
                    data-part="placeholder"
                    data-name=one.name()
                    title=about
                    on:click=move |_| insert(&text)
                >
                    {shown}
                </button>
            }
        })
        .collect();
    view! {
        <div role="group" aria-label=t("placeholders")>
            <span class="label">{t("placeholders_insert")}</span>
            <div class="chips">{chips}</div>
        </div>
    }
}
