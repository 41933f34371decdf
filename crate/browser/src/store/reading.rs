//! Reading backlinks, of which there may be hundreds of thousands: those that were seen last at once, all of
//! them step by step, those of one domain.

use std::collections::HashSet;
use std::future::IntoFuture as _;
use std::pin::Pin;

use idb::{CursorDirection, KeyRange};
use linkglance_core::prospect::Millis;
use wasm_bindgen::JsValue;

use super::backlink::KnownBacklink;
use super::by_domain::{LAST, id_of, last_of, lines_of};
use super::convert::Readable;
use super::keys::{BETWEEN, keys_after};
use super::schema::BACKLINKS;
use super::{Result, Store};
use crate::api::text_of;

/// How many parts are read at once: more than a screen of links.
const FIRST: usize = 32;

/// How many parts are read in a step: some tens of milliseconds.
const STEP: u32 = 64;

/// The backlinks that were seen last.
pub struct Newest {
    /// Those that can be read, in no order.
    pub links: Vec<KnownBacklink>,
    /// These are all that were last seen at this moment or later; `None` if they are all there are.
    pub since: Option<Millis>,
}

type Answer = Pin<Box<dyn Future<Output = std::result::Result<Vec<JsValue>, idb::Error>>>>;

/// All backlinks, read step by step.
pub struct Reading {
    store: Store,
    /// What is asked for already: while the browser finds it, the parts before are read.
    asked: Option<Answer>,
}

impl Store {
    /// The backlinks that were seen last.
    pub async fn newest_backlinks(&self) -> Result<Newest> {
        let transaction = self.connection.read(&[BACKLINKS])?;
        let index = transaction.object_store(BACKLINKS)?.index(LAST)?;
        let opened = index
            .open_cursor(None, Some(CursorDirection::Prev))?
            .await?;
        let mut parts = Vec::new();
        let mut since = None;
        if let Some(cursor) = opened {
            let mut cursor = cursor.into_managed();
            while let Some(part) = cursor.value()? {
                if parts.len() == FIRST {
                    since = last_of(&part);
                    break;
                }
                parts.push(part);
                cursor.next(None).await?;
            }
        }
        let mut links = readable(&parts).all;
        links.retain(|link| since.is_none_or(|since| link.last >= since));
        Ok(Newest { links, since })
    }

    /// Begins to read all backlinks.
    pub fn read_backlinks(&self) -> Reading {
        Reading {
            store: self.clone(),
            asked: None,
        }
    }

    /// The backlinks from a domain.
    pub async fn backlinks_from(&self, domain: &str) -> Result<Vec<KnownBacklink>> {
        let transaction = self.connection.read(&[BACKLINKS])?;
        let store = transaction.object_store(BACKLINKS)?;
        let of_domain = keys_after(&format!("{domain}{BETWEEN}"))?;
        let parts = store.get_all(Some(of_domain), None)?.await?;
        Ok(readable(&parts).all)
    }

    /// The ids of all backlinks.
    pub async fn backlink_ids(&self) -> Result<HashSet<String>> {
        let mut ids = HashSet::new();
        let mut reading = self.read_backlinks();
        while let Some(parts) = reading.parts().await? {
            let lines = parts.iter().filter_map(lines_of);
            for lines in lines {
                ids.extend(lines.lines().filter_map(id_of));
            }
        }
        Ok(ids)
    }
}

impl Reading {
    /// The next backlinks; `None` after the last ones.
    ///
    /// # Errors
    /// The database can't read them.
    pub async fn step(&mut self) -> Result<Option<Readable<KnownBacklink>>> {
        let parts = self.parts().await?;
        Ok(parts.map(|parts| readable(&parts)))
    }

    /// The next parts.
    async fn parts(&mut self) -> Result<Option<Vec<JsValue>>> {
        let asked = match self.asked.take() {
            Some(asked) => asked,
            None => self.ask(None)?,
        };
        let parts = asked.await?;
        let Some(last) = parts.last() else {
            return Ok(None);
        };
        if let Some(id) = text_of(last, "id") {
            self.asked = Some(self.ask(Some(&id))?);
        }
        Ok(Some(parts))
    }

    /// Asks for the parts after one.
    fn ask(&self, after: Option<&str>) -> Result<Answer> {
        let transaction = self.store.connection.read(&[BACKLINKS])?;
        let store = transaction.object_store(BACKLINKS)?;
        let after = after.map(|id| KeyRange::lower_bound(&id.into(), Some(true)));
        let after = after.transpose()?.map(Into::into);
        Ok(Box::pin(store.get_all(after, Some(STEP))?.into_future()))
    }
}

/// The backlinks of parts. An object that is no part is a record that can't be read.
fn readable(parts: &[JsValue]) -> Readable<KnownBacklink> {
    let (mut all, mut damaged) = (Vec::new(), 0);
    for part in parts {
        let Some(lines) = lines_of(part) else {
            damaged += 1;
            continue;
        };
        for line in lines.lines() {
            match KnownBacklink::of_line(line) {
                Ok(link) => all.push(link),
                Err(_) => damaged += 1,
            }
        }
    }
    Readable { all, damaged }
}
