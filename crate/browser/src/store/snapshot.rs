//! Everything that the database holds, as it was at one moment or is to be.

use std::future::IntoFuture;

use idb::Transaction;
use js_sys::{Array, Reflect};
use linkglance_core::prospect::Prospect;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::agreement::{KeptAgreement, KeptCheck};
use super::backlink::KnownBacklink;
use super::by_domain::single;
use super::competitor::CompetitorLink;
use super::contact::KeptContact;
use super::convert::from_object;
use super::figures::KeptFigures;
use super::prospects::{KeptReport, row_lines};
use super::requests::all_answers;
use super::schema::{
    AGREEMENTS, ALL, BACKLINKS, CHECKS, COMPETITOR_LINKS, CONTACTS, FIGURES, KEPT, LOOKS,
    PROSPECTS, REPORTS, WATCHES,
};
use super::text::KeptText;
use super::watch::{Look, Watch};
use super::{Result, Store};
use crate::api::object_of;

/// Everything that is stored.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The arrays of [`KEPT`], as plain objects.
    pub stores: JsValue,
    /// Arrays of what can't be read, by store, which are there only where there is something.
    pub damaged: JsValue,
    /// The rows of the prospects: ids and lines.
    pub rows: Vec<(JsValue, JsValue)>,
}

impl Snapshot {
    /// No records at all.
    pub fn empty() -> Self {
        let nothing: Vec<(&str, JsValue)> = KEPT
            .iter()
            .map(|store| (*store, Array::new().into()))
            .collect();
        Self {
            stores: object_of(&nothing),
            damaged: object_of(&[]),
            rows: Vec::new(),
        }
    }

    /// The same with what can't be read by itself.
    fn sorted(self) -> Self {
        let (mut stores, mut damaged) = (Vec::new(), Vec::new());
        for store in KEPT {
            let can_be_read = match store {
                PROSPECTS => is::<Prospect>,
                REPORTS => is::<KeptReport>,
                BACKLINKS => is::<KnownBacklink>,
                AGREEMENTS => is::<KeptAgreement>,
                CHECKS => is::<KeptCheck>,
                WATCHES => is::<Watch>,
                LOOKS => is::<Look>,
                CONTACTS => is::<KeptContact>,
                FIGURES => is::<KeptFigures>,
                COMPETITOR_LINKS => is::<CompetitorLink>,
                _ => is::<KeptText>,
            };
            let (good, bad): (Vec<JsValue>, Vec<JsValue>) =
                self.records(store).iter().partition(can_be_read);
            stores.push((store, array(good).into()));
            if !bad.is_empty() {
                damaged.push((store, array(bad).into()));
            }
        }
        Self {
            stores: object_of(&stores),
            damaged: object_of(&damaged),
            rows: self.rows,
        }
    }

    /// How many prospects and other records there are.
    pub fn counts(&self) -> (usize, usize) {
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

impl Store {
    /// Everything that is stored, as it is at one moment.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        Ok(stored(&self.connection.read(&ALL)?).await?.sorted())
    }
}

/// Everything that a transaction over [`ALL`] finds, whether it can be read or not.
pub(super) async fn stored(transaction: &Transaction) -> Result<Snapshot> {
    let mut asked = Vec::new();
    for store in KEPT {
        let all = transaction.object_store(store)?.get_all(None, None)?;
        asked.push(all.into_future());
    }
    let rows = row_lines(transaction).await;
    let answers = all_answers(asked).await?;
    let stores: Vec<_> = KEPT
        .into_iter()
        .zip(answers)
        .map(|(store, records)| match store {
            BACKLINKS => (store, array(single(records)).into()),
            _ => (store, array(records).into()),
        })
        .collect();
    Ok(Snapshot {
        stores: object_of(&stores),
        damaged: object_of(&[]),
        rows: rows?,
    })
}

fn array(records: Vec<JsValue>) -> Array {
    records.into_iter().collect()
}

/// Whether a record is a `T`.
fn is<T: DeserializeOwned>(record: &JsValue) -> bool {
    from_object::<T>(record).is_ok()
}
