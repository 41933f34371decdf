//! Texts the person has written for all prospects: message templates, and their own name.

use linkglance_core::message::{Language, Template};
use linkglance_core::prospect::Kind;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::row::kind_name;
use super::schema::TEMPLATES;

/// A text by what it is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct KeptText {
    /// What it is for; [`KeptText::id_of`], or [`KeptText::MY_NAME`].
    pub(crate) id: String,
    /// A message's subject.
    #[serde(default)]
    pub(crate) subject: String,
    /// The text.
    pub(crate) body: String,
}

impl Record for KeptText {
    const STORE: &'static str = TEMPLATES;
}

impl KeptText {
    /// The id of the name that stands below messages.
    pub(crate) const MY_NAME: &'static str = "my_name";

    /// The id of a template.
    pub(crate) fn id_of(kind: Kind, language: Language) -> String {
        format!("{} {}", kind_name(kind), language.name())
    }

    /// A template as it is kept.
    pub(crate) fn of(template: &Template) -> Self {
        Self {
            id: Self::id_of(template.kind, template.language),
            subject: template.subject.clone(),
            body: template.body.clone(),
        }
    }
}

/// The person's template of a kind, or the one that comes with the program.
pub(crate) fn template(texts: &[KeptText], kind: Kind, language: Language) -> Template {
    let id = KeptText::id_of(kind, language);
    match texts.iter().find(|text| text.id == id) {
        Some(text) => Template {
            kind,
            language,
            subject: text.subject.clone(),
            body: text.body.clone(),
        },
        None => Template::default_of(kind, language),
    }
}
