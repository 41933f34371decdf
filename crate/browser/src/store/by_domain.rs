//! How backlinks are stored: those that come from one domain together, a line of JSON each, in parts of so
//! many. Lists and charts need all of them, which takes several times as long one by one; and a page asks
//! for those of its own domain.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::future::IntoFuture as _;

use idb::{KeyPath, ObjectStore};
use js_sys::{Array, JSON, Reflect};
use linkglance_core::prospect::Millis;
use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::Result;
use super::keys::{BETWEEN, keys_after};
use super::requests::all_answers;
use super::row::page_domain;
use crate::api::{object_of, text_of};

/// The field parts are in order by: when the link that was seen last was seen. It has an index.
pub(super) const LAST: &str = "last";
const LINES: &str = "lines";

/// Most links in a part. A change writes the whole part; and a value of more than 64 KiB, which these stay
/// below, becomes a file of its own in Chromium.
const MOST: usize = 128;

/// What must be known of a stored backlink to place it.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    page: Cow<'a, str>,
    last: Millis,
}

/// A backlink, as it is stored.
struct Line {
    last: Millis,
    json: String,
}

/// Some of the backlinks of a domain.
struct Part {
    id: String,
    /// `None` is one that was removed.
    lines: Vec<Option<Line>>,
    changed: bool,
}

impl Part {
    fn write(&self, store: &ObjectStore) -> Result {
        let lines = self.lines.iter().flatten();
        let Some(last) = lines.clone().map(|line| line.last).max() else {
            store.delete(JsValue::from(&self.id))?;
            return Ok(());
        };
        let lines: Vec<&str> = lines.map(|line| line.json.as_str()).collect();
        // Milliseconds since 1970: exact as a number of JavaScript.
        #[allow(clippy::cast_precision_loss)]
        let last = last as f64;
        let object = object_of(&[
            ("id", self.id.as_str().into()),
            (LAST, last.into()),
            (LINES, lines.join("\n").into()),
        ]);
        store.put(&object, None)?;
        Ok(())
    }
}

/// The backlinks of one domain.
#[derive(Default)]
struct Shelf {
    parts: Vec<Part>,
    /// In which part and line each is, by its id.
    places: HashMap<String, (usize, usize)>,
}

impl Shelf {
    fn of(parts: &[JsValue]) -> Self {
        let mut shelf = Self::default();
        for part in parts {
            let (Some(id), Some(lines)) = (text_of(part, "id"), text_of(part, LINES)) else {
                continue;
            };
            let at = shelf.parts.len();
            let lines = lines.lines().enumerate().map(|(line, json)| {
                // One that can't be read stays where it is.
                let head = serde_json::from_str::<Head<'_>>(json).ok();
                let last = head.as_ref().map_or(0, |head| head.last);
                if let Some(head) = head {
                    shelf.places.insert(head.id.into_owned(), (at, line));
                }
                let json = json.to_owned();
                Some(Line { last, json })
            });
            let lines = lines.collect();
            shelf.parts.push(Part {
                id,
                lines,
                changed: false,
            });
        }
        shelf
    }

    fn put(&mut self, domain: &str, id: &str, line: Line) {
        if let Some(&(part, at)) = self.places.get(id)
            && let Some(part) = self.parts.get_mut(part)
            && let Some(known) = part.lines.get_mut(at)
        {
            *known = Some(line);
            part.changed = true;
            return;
        }
        let is_full = |part: &Part| part.lines.len() >= MOST;
        if self.parts.last().is_none_or(is_full) {
            let id = self.next_id(domain);
            self.parts.push(Part {
                id,
                lines: Vec::new(),
                changed: true,
            });
        }
        let at = self.parts.len() - 1;
        if let Some(part) = self.parts.last_mut() {
            self.places.insert(id.to_owned(), (at, part.lines.len()));
            part.lines.push(Some(line));
            part.changed = true;
        }
    }

    /// A number that none of the parts has.
    fn next_id(&self, domain: &str) -> String {
        let numbers = self.parts.iter().filter_map(|part| {
            let (_, number) = part.id.rsplit_once(BETWEEN)?;
            number.parse::<usize>().ok()
        });
        let next = numbers.max().map_or(0, |newest| newest + 1);
        format!("{domain}{BETWEEN}{next}")
    }
}

/// The backlinks of some domains, taken out of their store to be changed within one transaction.
pub(super) struct Shelves {
    store: ObjectStore,
    shelves: HashMap<String, Shelf>,
}

impl Shelves {
    pub(super) fn of(store: ObjectStore) -> Self {
        Self {
            store,
            shelves: HashMap::new(),
        }
    }

    /// Takes out the backlinks of domains, those that are not out yet.
    pub(super) async fn take_out(&mut self, domains: impl Iterator<Item = &str>) -> Result {
        let wanted: HashSet<&str> = domains
            .filter(|domain| !self.shelves.contains_key(*domain))
            .collect();
        let mut asked = Vec::with_capacity(wanted.len());
        for domain in &wanted {
            let of_domain = keys_after(&format!("{domain}{BETWEEN}"))?;
            asked.push(self.store.get_all(Some(of_domain), None)?.into_future());
        }
        let found = all_answers(asked).await?;
        for (domain, parts) in wanted.into_iter().zip(found) {
            self.shelves.insert(domain.to_owned(), Shelf::of(&parts));
        }
        Ok(())
    }

    /// The JSON of a backlink from a domain that was taken out.
    pub(super) fn get(&self, domain: &str, id: &str) -> Option<&str> {
        let own = self.shelves.get(domain)?;
        let (part, line) = own.places.get(id)?;
        let line = own.parts.get(*part)?.lines.get(*line)?.as_ref()?;
        Some(&line.json)
    }

    /// Puts a backlink in, as JSON without line breaks.
    pub(super) fn put(&mut self, domain: &str, id: &str, last: Millis, json: String) {
        let own = self.shelves.entry(domain.to_owned()).or_default();
        own.put(domain, id, Line { last, json });
    }

    /// Removes a backlink.
    pub(super) fn remove(&mut self, domain: &str, id: &str) {
        let Some(own) = self.shelves.get_mut(domain) else {
            return;
        };
        if let Some((part, line)) = own.places.remove(id)
            && let Some(part) = own.parts.get_mut(part)
            && let Some(line) = part.lines.get_mut(line)
        {
            *line = None;
            part.changed = true;
        }
    }

    /// Writes what was changed.
    pub(super) fn write(self) -> Result {
        self.writing().try_for_each(|written| written)
    }

    /// The same step by step: each step writes one part.
    pub(super) fn writing(self) -> impl Iterator<Item = Result> {
        let Self { store, shelves } = self;
        let parts = shelves.into_values().flat_map(|shelf| shelf.parts);
        let changed = parts.filter(|part| part.changed);
        changed.map(move |part| part.write(&store))
    }
}

/// The lines of a part as they are; `None` if the object is none.
pub(super) fn lines_of(part: &JsValue) -> Option<String> {
    text_of(part, LINES)
}

/// The id of a link by its line; `None` where that can't be read.
pub(super) fn id_of(line: &str) -> Option<String> {
    let head: Head<'_> = serde_json::from_str(line).ok()?;
    Some(head.id.into_owned())
}

/// When the newest link of a part was seen.
pub(super) fn last_of(part: &JsValue) -> Option<Millis> {
    let last = Reflect::get(part, &LAST.into()).ok()?.as_f64()?;
    // A whole number from 1970 on, as it was written.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(last as Millis)
}

/// The stored objects as records, one by one. What is no part is one already that can't be read; one of
/// which there is a readable record by now is left out.
pub(super) fn single(stored: Vec<JsValue>) -> Vec<JsValue> {
    let (mut all, mut others) = (Vec::new(), Vec::new());
    for object in stored {
        let Some(lines) = lines_of(&object) else {
            others.push(object);
            continue;
        };
        let array = JSON::parse(&format!("[{}]", lines.replace('\n', ",")));
        match array {
            Ok(array) => all.extend(Array::from(&array).iter()),
            Err(_) => all.push(object),
        }
    }
    if !others.is_empty() {
        let known: HashSet<String> = all.iter().filter_map(|one| text_of(one, "id")).collect();
        let is_new = |one: &JsValue| text_of(one, "id").is_none_or(|id| !known.contains(&id));
        all.extend(others.into_iter().filter(is_new));
    }
    all
}

/// Puts records into an empty store. What can't be placed stays as it is.
pub(super) fn fill(store: &ObjectStore, records: impl Iterator<Item = JsValue>) -> Result {
    let mut shelves = Shelves::of(store.clone());
    for record in records {
        let text = JSON::stringify(&record).ok();
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        let Ok(Head { id, page, last }) = serde_json::from_str(&text) else {
            store.put(&record, None)?;
            continue;
        };
        let (domain, id) = (page_domain(&page), id.into_owned());
        shelves.put(&domain, &id, last, text);
    }
    shelves.write()
}

/// Brings a store that has a record for each backlink into this form.
pub(super) async fn gather(store: &ObjectStore) -> Result {
    let single = store.get_all(None, None)?.await?;
    store.clear()?;
    store.create_index(LAST, KeyPath::new_single(LAST), None)?;
    fill(store, single.into_iter())
}
