//! Public lists of ranks, packed, in parts of a size that the database copies at once. A newer list of a tool
//! takes the place of the one before.

use idb::Transaction;
use js_sys::{Reflect, Uint8Array};
use linkglance_core::import::Ranks;
use linkglance_core::prospect::Millis;
use wasm_bindgen::{JsCast as _, JsValue};

use super::keys::{BETWEEN, keys_after};
use super::schema::RANKS;
use super::{Part, Result, Store};
use crate::api::{object_of, text_of};

/// How large a part is, in bytes.
const PART: usize = 1 << 20;

/// A list of ranks as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RankList {
    /// The tool's name.
    pub tool: String,
    /// When it was imported.
    pub at: Millis,
    /// The packed list.
    pub ranks: Ranks,
}

/// What a list took the place of: it takes that back.
#[derive(Clone, Debug)]
pub struct Ranked {
    tool: String,
    at: Millis,
    before: Vec<JsValue>,
}

impl Store {
    /// Stores a list, all of it or nothing.
    pub async fn put_ranks(&self, list: &RankList) -> Result<Ranked> {
        let transaction = self.connection.write(&[RANKS])?;
        let done = async {
            let before = swap(&transaction, &list.tool, &parts(list)).await?;
            Ok(Ranked {
                tool: list.tool.clone(),
                at: list.at,
                before,
            })
        };
        let done = done.await;
        self.finish(transaction, done, Part::Records).await
    }

    /// Takes that back. Gives how many lists were imported in its place since, and stay: one, or none.
    pub async fn take_ranks_back(&self, ranked: &Ranked) -> Result<usize> {
        let transaction = self.connection.write(&[RANKS])?;
        let done = async {
            let store = transaction.object_store(RANKS)?;
            let now = store.get_all(Some(keys_after(&beginning(&ranked.tool))?), None)?;
            let newer = now.await?.iter().any(|part| at(part) != Some(ranked.at));
            if !newer {
                swap(&transaction, &ranked.tool, &ranked.before).await?;
            }
            Ok(usize::from(newer))
        };
        let done = done.await;
        self.finish(transaction, done, Part::Records).await
    }

    /// All lists, the newest first.
    pub async fn ranks(&self) -> Result<Vec<RankList>> {
        let transaction = self.connection.read(&[RANKS])?;
        let parts = transaction.object_store(RANKS)?.get_all(None, None)?;
        let mut lists: Vec<RankList> = Vec::new();
        // Parts are in the order of their keys: those of a tool together, the first one first.
        let mut bytes: Vec<(String, Millis, Vec<u8>)> = Vec::new();
        for part in parts.await? {
            let (Some(tool), Some(at), Some(more)) =
                (text_of(&part, "tool"), at(&part), piece(&part))
            else {
                continue;
            };
            match bytes.last_mut().filter(|(known, ..)| *known == tool) {
                Some((.., bytes)) => bytes.extend(more),
                None => bytes.push((tool, at, more)),
            }
        }
        lists.extend(bytes.into_iter().map(|(tool, at, bytes)| RankList {
            tool,
            at,
            ranks: Ranks::of_bytes(bytes),
        }));
        lists.sort_by_key(|list| std::cmp::Reverse(list.at));
        Ok(lists)
    }
}

/// Puts parts in the place of those of a tool, and gives those.
async fn swap(transaction: &Transaction, tool: &str, parts: &[JsValue]) -> Result<Vec<JsValue>> {
    let store = transaction.object_store(RANKS)?;
    let before = store.get_all(Some(keys_after(&beginning(tool))?), None)?;
    let before = before.await?;
    store.delete(keys_after(&beginning(tool))?)?;
    for part in parts {
        store.put(part, None)?;
    }
    Ok(before)
}

fn beginning(tool: &str) -> String {
    format!("{tool}{BETWEEN}")
}

fn parts(list: &RankList) -> Vec<JsValue> {
    let bytes = list.ranks.bytes().chunks(PART).enumerate();
    let part = |(place, bytes): (usize, &[u8])| {
        #[allow(clippy::cast_precision_loss)] // Milliseconds of this age are below 2⁵³.
        let at = list.at as f64;
        object_of(&[
            ("id", format!("{}{place:04}", beginning(&list.tool)).into()),
            ("tool", list.tool.as_str().into()),
            ("at", at.into()),
            ("bytes", Uint8Array::from(bytes).into()),
        ])
    };
    bytes.map(part).collect()
}

fn at(part: &JsValue) -> Option<Millis> {
    let at = Reflect::get(part, &"at".into()).ok()?.as_f64()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Negative ones become 0.
    Some(at as Millis)
}

fn piece(part: &JsValue) -> Option<Vec<u8>> {
    let bytes = Reflect::get(part, &"bytes".into()).ok()?;
    Some(bytes.dyn_into::<Uint8Array>().ok()?.to_vec())
}
