//! The step *Terms*: those that most users leave as they are.

use leptos::prelude::*;
use linkglance_core::check::{DisclosureTerm, Visible};

use super::field::{Form, flag, text};
use crate::state::draft::Field;
use crate::view::check::words;
use linkglance_browser::controls::choice;
use linkglance_browser::i18n::t;

/// The step.
pub(super) fn more(form: Form) -> AnyView {
    view! {
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
    }
    .into_any()
}
