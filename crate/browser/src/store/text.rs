//! Texts the user has written for all prospects: message templates, and their own name.

use idb::Transaction;
use linkglance_core::message::{Language, Template};
use linkglance_core::prospect::OpportunityKind;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::convert::{from_object, to_object};
use super::record::Record;
use super::row::kind_name;
use super::schema::TEMPLATES;
use super::{Part, Result, Store};

/// A text by what it is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KeptText {
    /// What it is for; [`KeptText::id_of`], or [`KeptText::MY_NAME`].
    pub id: String,
    /// A message's subject.
    #[serde(default)]
    pub subject: String,
    /// The text.
    pub body: String,
}

impl Record for KeptText {
    const STORE: &'static str = TEMPLATES;
}

impl KeptText {
    /// The id of the name below messages.
    pub const MY_NAME: &'static str = "my_name";

    /// The id of a template.
    pub fn id_of(kind: OpportunityKind, language: Language) -> String {
        format!("{} {}", kind_name(kind), language.name())
    }

    /// A template as it is saved.
    pub fn of(template: &Template) -> Self {
        Self {
            id: Self::id_of(template.kind, template.language),
            subject: template.subject.clone(),
            body: template.body.clone(),
        }
    }
}

/// A text that was stored or removed, with what takes that back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reset {
    id: String,
    /// The text before; `None` if the user had none of their own.
    before: Option<KeptText>,
    after: Option<KeptText>,
}

impl Store {
    /// Stores a text, or removes it: `None` leaves the one that comes with the program.
    pub async fn set_text(&self, id: String, text: Option<KeptText>) -> Result<Reset> {
        let transaction = self.connection.write(&[TEMPLATES])?;
        let done = async {
            let before = stored(&transaction, &id).await?;
            put(&transaction, &id, text.as_ref())?;
            Ok(Reset {
                id,
                before,
                after: text,
            })
        };
        let done = done.await;
        self.finish(transaction, done, Part::Records).await
    }

    /// Takes that back and says whether it did: a text that was changed since stays.
    pub async fn reset_text(&self, reset: &Reset) -> Result<bool> {
        let transaction = self.connection.write(&[TEMPLATES])?;
        let done = async {
            let as_left = stored(&transaction, &reset.id).await? == reset.after;
            if as_left {
                put(&transaction, &reset.id, reset.before.as_ref())?;
            }
            Ok(as_left)
        };
        let done = done.await;
        self.finish(transaction, done, Part::Records).await
    }
}

async fn stored(transaction: &Transaction, id: &str) -> Result<Option<KeptText>> {
    let store = transaction.object_store(TEMPLATES)?;
    let found = store.get(JsValue::from(id))?.await?;
    found.map(|object| from_object(&object)).transpose()
}

fn put(transaction: &Transaction, id: &str, text: Option<&KeptText>) -> Result {
    let store = transaction.object_store(TEMPLATES)?;
    match text {
        Some(text) => drop(store.put(&to_object(text)?, None)?),
        None => drop(store.delete(JsValue::from(id))?),
    }
    Ok(())
}

/// The user's template of a kind, or the one that comes with the program.
pub fn template(texts: &[KeptText], kind: OpportunityKind, language: Language) -> Template {
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

/// The name below messages; empty if none was entered.
pub fn my_name(texts: &[KeptText]) -> &str {
    let found = texts.iter().find(|text| text.id == KeptText::MY_NAME);
    found.map_or("", |text| &text.body)
}
