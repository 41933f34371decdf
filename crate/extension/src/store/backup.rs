//! The whole database as one JSON file: written, and checked wholly before anything changes.

use std::collections::{BTreeMap, BTreeSet};
use std::future::IntoFuture;

use idb::Transaction;
use js_sys::{Array, JSON, Object, Reflect};
use linkglance_core::prospect::{self, Millis, Prospect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use wasm_bindgen::JsValue;

use super::agreement::{KeptAgreement, KeptCheck};
use super::backlink::KnownBacklink;
use super::convert::from_object;
use super::prospects::{KeptReport, all_answers, row_lines};
use super::row::Row;
use super::schema::{AGREEMENTS, ALL, BACKLINKS, CHECKS, KEPT, PROSPECTS, REPORTS, TEMPLATES};
use super::text::KeptText;
use super::{Result, Store, StoreError};
use crate::browser::{BrowserError, object};

/// Version of the file's form.
const FORMAT: u32 = 1;
/// What the file says it is.
const APP: &str = "linkglance";
/// The field of what could not be read.
const DAMAGED: &str = "damaged";

/// Why a file is no backup that can be restored.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub(crate) enum NoBackup {
    /// It is no JSON of the form a backup has.
    #[error("{0}")]
    Form(String),
    /// A newer Linkglance wrote it.
    #[error("format {0}")]
    Newer(u32),
    /// Two records have one id, or one has none.
    #[error("{0}")]
    Ids(String),
}

/// The file's content, with all that must hold of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    app: String,
    format: u32,
    #[serde(default, rename = "made")]
    _made: Millis,
    prospects: Vec<Prospect>,
    reports: Vec<KeptReport>,
    backlinks: Vec<KnownBacklink>,
    agreements: Vec<KeptAgreement>,
    checks: Vec<KeptCheck>,
    templates: Vec<KeptText>,
    /// What could not be read when the file was written, by store.
    #[serde(default)]
    damaged: BTreeMap<String, Vec<Damaged>>,
}

/// A record that can't be read: its key is all that is known of it.
#[derive(Deserialize)]
struct Damaged {
    id: String,
}

/// Everything that is stored.
#[derive(Clone, Debug)]
pub(crate) struct Backup {
    /// The arrays of [`KEPT`], as plain objects.
    stores: JsValue,
    /// Arrays of what can't be read, by store, which are there only where there is something.
    damaged: JsValue,
    /// The rows of the prospects: ids and lines.
    pub(super) rows: Vec<(JsValue, JsValue)>,
}

impl Backup {
    /// Nothing at all.
    pub(crate) fn empty() -> Self {
        let nothing: Vec<(&str, JsValue)> = KEPT
            .iter()
            .map(|store| (*store, Array::new().into()))
            .collect();
        Self {
            stores: object(&nothing),
            damaged: object(&[]),
            rows: Vec::new(),
        }
    }

    /// Reads a file, and checks all of it.
    pub(crate) fn read(text: &str) -> std::result::Result<Self, NoBackup> {
        // Some editors leave a byte order mark at the beginning.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let rows = check(text)?;
        let stores = JSON::parse(text)
            .map_err(|error| NoBackup::Form(BrowserError::from(error).to_string()))?;
        let damaged = Reflect::get(&stores, &DAMAGED.into()).unwrap_or_default();
        let rows = rows.into_iter().map(|(id, line)| (id.into(), line.into()));
        Ok(Self {
            stores,
            damaged,
            rows: rows.collect(),
        })
    }

    /// The file.
    pub(crate) fn to_text(&self, now: Millis) -> Result<String> {
        // Exact: a double holds milliseconds for another 280,000 years.
        #[allow(clippy::cast_precision_loss)]
        let made = now as f64;
        let file = object(&[
            ("app", APP.into()),
            ("format", FORMAT.into()),
            ("made", made.into()),
        ]);
        let file = Object::assign(&file.into(), &self.stores.clone().into());
        if Object::keys(&self.damaged.clone().into()).length() > 0 {
            Reflect::set(&file, &DAMAGED.into(), &self.damaged)
                .map_err(|error| StoreError::Other(BrowserError::from(error).to_string()))?;
        }
        let text = JSON::stringify_with_replacer_and_space(&file, &JsValue::NULL, &1.into())
            .map_err(|error| StoreError::Other(BrowserError::from(error).to_string()))?;
        Ok(text.into())
    }

    /// How many prospects and other records there are.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let all: u32 = KEPT.iter().map(|store| self.records(store).length()).sum();
        let prospects = self.records(PROSPECTS).length();
        (prospects as usize, (all - prospects) as usize)
    }

    /// The records of a store: those that can be read, and the others.
    pub(super) fn records(&self, store: &str) -> Array {
        let of = |stores: &JsValue| {
            let found = Reflect::get(stores, &store.into()).unwrap_or_default();
            Array::is_array(&found).then(|| Array::from(&found))
        };
        let readable = of(&self.stores).unwrap_or_default();
        readable.concat(&of(&self.damaged).unwrap_or_default())
    }
}

/// Everything that must hold of a file before anything is changed.
///
/// Gives the rows of its prospects, each an id and a line.
fn check(text: &str) -> std::result::Result<Vec<(String, String)>, NoBackup> {
    #[derive(Deserialize)]
    struct Head {
        app: String,
        format: u32,
    }
    let form = |error: serde_json::Error| NoBackup::Form(error.to_string());
    let head: Head = serde_json::from_str(text).map_err(form)?;
    if head.app != APP {
        return Err(NoBackup::Form(format!("app is {:?}", head.app)));
    }
    if head.format > FORMAT {
        return Err(NoBackup::Newer(head.format));
    }
    let content: Content = serde_json::from_str(text).map_err(form)?;
    debug_assert_eq!((content.app.as_str(), content.format), (APP, FORMAT));
    let newest = content.prospects.iter().map(|prospect| prospect.version);
    if let Some(version) = newest.max().filter(|version| *version > prospect::VERSION) {
        return Err(NoBackup::Newer(version));
    }
    let damaged = |store: &str| {
        let records = content.damaged.get(store).into_iter().flatten();
        records.map(|record| &record.id)
    };
    if let Some(other) = content
        .damaged
        .keys()
        .find(|&store| !KEPT.contains(&store.as_str()))
    {
        return Err(NoBackup::Form(format!("{DAMAGED}: {other:?}")));
    }
    let ids: [(&str, Vec<&String>); 6] = [
        (PROSPECTS, content.prospects.iter().map(|r| &r.id).collect()),
        (REPORTS, content.reports.iter().map(|r| &r.id).collect()),
        (BACKLINKS, content.backlinks.iter().map(|r| &r.id).collect()),
        (
            AGREEMENTS,
            content.agreements.iter().map(|r| &r.id).collect(),
        ),
        (CHECKS, content.checks.iter().map(|r| &r.id).collect()),
        (TEMPLATES, content.templates.iter().map(|r| &r.id).collect()),
    ];
    for (store, ids) in ids {
        one_each(store, ids.into_iter().chain(damaged(store)))?;
    }
    // The row of a prospect that can't be read is as unreadable: the list counts it.
    let rows = content
        .prospects
        .iter()
        .map(|prospect| (prospect.id.clone(), Row::of(prospect).to_line()));
    let torn = damaged(PROSPECTS).map(|id| (id.clone(), String::new()));
    Ok(rows.chain(torn).collect())
}

fn one_each<'a>(
    store: &str,
    ids: impl Iterator<Item = &'a String>,
) -> std::result::Result<(), NoBackup> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if id.is_empty() || !seen.insert(id) {
            return Err(NoBackup::Ids(format!("{store}: {id:?}")));
        }
    }
    Ok(())
}

fn array(records: Vec<JsValue>) -> Array {
    records.into_iter().collect()
}

/// Whether a record is a `T`.
fn is<T: DeserializeOwned>(record: &JsValue) -> bool {
    from_object::<T>(record).is_ok()
}

impl Store {
    /// Everything that is stored, as it was at one moment.
    pub(crate) async fn backup(&self) -> Result<Backup> {
        stored(&self.connection.read(&ALL)?).await
    }
}

/// Everything that a transaction over [`ALL`] finds.
pub(super) async fn stored(transaction: &Transaction) -> Result<Backup> {
    let mut asked = Vec::new();
    for store in KEPT {
        let all = transaction.object_store(store)?.get_all(None, None)?;
        asked.push(all.into_future());
    }
    let rows = row_lines(transaction).await;
    let answers = all_answers(asked).await?;
    let rows = rows?;
    let (mut stores, mut damaged) = (Vec::new(), Vec::new());
    for (store, records) in KEPT.into_iter().zip(answers) {
        let can_be_read = match store {
            PROSPECTS => is::<Prospect>,
            REPORTS => is::<KeptReport>,
            BACKLINKS => is::<KnownBacklink>,
            AGREEMENTS => is::<KeptAgreement>,
            CHECKS => is::<KeptCheck>,
            _ => is::<KeptText>,
        };
        let (good, bad): (Vec<JsValue>, Vec<JsValue>) = records.into_iter().partition(can_be_read);
        stores.push((store, array(good).into()));
        if !bad.is_empty() {
            damaged.push((store, array(bad).into()));
        }
    }
    Ok(Backup {
        stores: object(&stores),
        damaged: object(&damaged),
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(prospects: &str, rest: &str) -> String {
        format!(
            r#"{{"app":"linkglance","format":1,"made":5,"prospects":[{prospects}],"reports":[],
                "backlinks":[],"agreements":[],"checks":[{rest}],"templates":[]}}"#
        )
    }

    const PROSPECT: &str = r#"{"version":1,"id":"a","site":"Acme","page":{"url":"https://a.example/"},"kept":1,"updated":1}"#;

    #[test]
    fn a_whole_file_passes() {
        let rows = check(&file(
            PROSPECT,
            r#"{"id":"c1","agreement":"a1","at":1,"overall":"kept","check":{}}"#,
        ))
        .unwrap();
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn a_file_with_one_wrong_thing_does_not() {
        let twice = format!("{PROSPECT},{PROSPECT}");
        let wrong = [
            String::new(),
            "[]".to_owned(),
            "{}".to_owned(),
            file(PROSPECT, "").replace("linkglance", "other"),
            file(PROSPECT, "").replace("\"templates\":[]", "\"more\":[]"),
            file(PROSPECT, r#"{"no":"id"}"#),
            file(PROSPECT, r#"{"id":""}"#),
            file(&twice, ""),
            file(&PROSPECT.replace("\"site\":\"Acme\",", ""), ""),
            file(
                &PROSPECT.replace("\"kept\":1", "\"status\":\"sold\",\"kept\":1"),
                "",
            ),
            file(PROSPECT, "").trim_end_matches('}').to_owned(),
        ];
        for text in wrong {
            assert!(check(&text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_could_not_be_read_comes_back_with_the_rest() {
        let with = |damaged: &str| {
            let damaged = format!("\"templates\":[],\"damaged\":{damaged}");
            file(PROSPECT, "").replace("\"templates\":[]", &damaged)
        };
        let rows = check(&with(
            r#"{"prospects":[{"id":"b","kept":"?"}],"checks":[{"id":"b"}]}"#,
        ));
        let ids: Vec<String> = rows.unwrap().into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["a", "b"]);
        for wrong in [
            r#"{"prospects":[{"id":"a"}]}"#,
            r#"{"prospects":[{"id":""}]}"#,
            r#"{"prospects":[{}]}"#,
            r#"{"others":[]}"#,
            "[]",
        ] {
            assert!(check(&with(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_file_of_a_newer_version_says_so() {
        let newer = file("", "").replace("\"format\":1", "\"format\":2,\"new\":1");
        assert_eq!(check(&newer).err(), Some(NoBackup::Newer(2)));
        let newer = file(&PROSPECT.replace("\"version\":1", "\"version\":9"), "");
        assert_eq!(check(&newer).err(), Some(NoBackup::Newer(9)));
    }
}
