//! A door to the analyser and the store, for the benchmark and for tests in browsers: what the pages of
//! the extension do in Rust, as functions of plain objects. Built with the profile of what ships, and
//! shipped with nothing.

mod made_up;

use std::cell::RefCell;
use std::rc::Rc;

use linkglance_browser::analysis::inspect_in_time;
use linkglance_browser::api::{self, BrowserError};
use linkglance_browser::store::{Store, Watch, seen_in};
use linkglance_browser::{checks, clock, watching};
use linkglance_core::watch::View;
use linkglance_core::{Profiles, Site};
use wasm_bindgen::prelude::*;

/// Inspects a collected page for some site profiles, all as plain objects.
///
/// # Errors
/// A JavaScript `Error` if an argument has the wrong form or the page's address is none.
#[wasm_bindgen]
pub fn inspect(page: &JsValue, sites: &JsValue) -> Result<JsValue, JsError> {
    let page = api::page_from_object(page)?;
    let report = inspect_in_time(&page, &*ready(sites)?)?;
    Ok(api::object_of_json(&report.to_json()?)?)
}

/// The same as a click does it: the report stays in the module. Gives the number of its links and the texts of
/// the limits that cut it.
///
/// # Errors
/// A JavaScript `Error` if an argument has the wrong form or the page's address is none.
#[wasm_bindgen]
pub fn analyse(page: &JsValue, sites: &JsValue) -> Result<JsValue, JsError> {
    let page = api::page_from_object(page)?;
    let report = inspect_in_time(&page, &*ready(sites)?)?;
    let limits = report.limits.iter().map(ToString::to_string);
    let limits: Vec<String> = limits.collect();
    let said = serde_json::json!({ "links": report.links.len(), "limits": limits });
    Ok(api::object_of_json(&said.to_string())?)
}

/// Profiles made ready, or those of the last time where they are the same.
fn ready(sites: &JsValue) -> Result<Rc<Profiles>, BrowserError> {
    thread_local! {
        static LAST: RefCell<(Vec<Site>, Rc<Profiles>)> =
            RefCell::new((Vec::new(), Rc::new(Profiles::of(Vec::new()))));
    }
    let sites: Vec<Site> = api::from_stored(sites)?;
    LAST.with_borrow_mut(|(known, profiles)| {
        if *known != sites {
            *profiles = Rc::new(Profiles::of(sites.clone()));
            *known = sites;
        }
        Ok(Rc::clone(profiles))
    })
}

/// Saves a page as a prospect of a site: its report and the profile, as plain objects. Resolves, when
/// that is on the disk, with what it did: "new", "updated" or "unchanged".
///
/// # Errors
/// A JavaScript `Error` if an argument has the wrong form or nothing could be stored.
#[wasm_bindgen]
pub async fn keep(report: JsValue, site: JsValue) -> Result<JsValue, JsError> {
    let report = api::from_stored(&report)?;
    let site = api::from_stored(&site)?;
    let store = Store::open(|_| ()).await?;
    let saved = store.keep(&report, &site, None, clock::millis()).await?;
    Ok(api::to_stored(&saved.kept)?)
}

/// Saves the backlinks of a page, as for those who have switched that on: its report as a plain
/// object. Resolves when they are on the disk.
///
/// # Errors
/// A JavaScript `Error` if the report has the wrong form or nothing could be stored.
#[wasm_bindgen]
pub async fn see(report: JsValue) -> Result<(), JsError> {
    let report = api::from_stored(&report)?;
    let store = Store::open(|_| ()).await?;
    store
        .keep_backlinks(seen_in(&report, View::Rendered, clock::millis()))
        .await?;
    Ok(())
}

/// Opens the made-up database at version 1 or 2, bringing it up to date, and closes it.
///
/// # Errors
/// A JavaScript `Error` if it can't be opened or brought up to date.
#[wasm_bindgen(js_name = openMadeUp)]
pub async fn open_made_up(version: usize) -> Result<(), JsError> {
    let schema = if version == 1 {
        &made_up::BEFORE
    } else {
        &made_up::AFTER
    };
    Store::open_as(schema, |_| ()).await?;
    Ok(())
}

/// Starts a run of checks; gives its id when it is on the disk.
///
/// # Errors
/// A JavaScript `Error` if nothing could be stored.
#[wasm_bindgen(js_name = startCheck)]
pub async fn start_check(urls: Vec<String>) -> Result<String, JsError> {
    let store = Store::open(|_| ()).await?;
    Ok(checks::start(&store, &checks::checkable(urls)).await?)
}

/// The same with addresses that [`checks::checkable`] would not let through.
///
/// # Errors
/// A JavaScript `Error` if nothing could be stored.
#[wasm_bindgen(js_name = startCheckOfAll)]
pub async fn start_check_of_all(urls: Vec<String>) -> Result<String, JsError> {
    let store = Store::open(|_| ()).await?;
    Ok(checks::start(&store, &urls).await?)
}

/// Pauses a run, goes on with it or cancels it.
///
/// # Errors
/// A JavaScript `Error` if nothing could be stored.
#[wasm_bindgen(js_name = setCheck)]
pub async fn set_check(run: String, what: String) -> Result<(), JsError> {
    let store = Store::open(|_| ()).await?;
    match what.as_str() {
        "pause" => checks::pause(&store, &run).await?,
        "go on" => checks::go_on(&store, &run).await?,
        _ => checks::cancel(&store, &run).await?,
    }
    Ok(())
}

/// A run and its rows, as plain objects.
///
/// # Errors
/// A JavaScript `Error` if they can't be read.
#[wasm_bindgen(js_name = checkProgress)]
pub async fn check_progress(run: String) -> Result<JsValue, JsError> {
    let store = Store::open(|_| ()).await?;
    let progress = checks::progress(&store, &run).await?;
    Ok(api::to_stored(
        &progress.map(|progress| (progress.run, progress.rows)),
    )?)
}

/// Starts a bulk check; gives its id.
///
/// # Errors
/// A JavaScript `Error` if nothing could be stored.
#[wasm_bindgen(js_name = startBulk)]
pub async fn start_bulk(urls: Vec<String>) -> Result<String, JsError> {
    let store = Store::open(|_| ()).await?;
    Ok(checks::start_bulk(&store, &urls).await?)
}

/// Reads the sitemaps of a site by an address on it; gives the run's id.
///
/// # Errors
/// A JavaScript `Error` if nothing could be stored.
#[wasm_bindgen(js_name = startSitemap)]
pub async fn start_sitemap(site: String, address: String) -> Result<Option<String>, JsError> {
    let store = Store::open(|_| ()).await?;
    Ok(checks::start_sitemap(&store, &site, &address).await?)
}

/// What the sitemaps of a site named, file by file, as plain objects.
///
/// # Errors
/// A JavaScript `Error` if it can't be read.
#[wasm_bindgen(js_name = sitePages)]
pub async fn site_pages(site: String) -> Result<JsValue, JsError> {
    let store = Store::open(|_| ()).await?;
    Ok(api::to_stored(&store.site_pages(&site).await?)?)
}

/// Watches all backlinks that are known and starts a run that looks at them; gives its id.
///
/// # Errors
/// A JavaScript `Error` if nothing could be stored.
#[wasm_bindgen(js_name = watchBacklinks)]
pub async fn watch_backlinks() -> Result<String, JsError> {
    let store = Store::open(|_| ()).await?;
    let now = clock::millis();
    let mut reading = store.read_backlinks();
    let mut all = Vec::new();
    while let Some(some) = reading.step().await? {
        let watches = some.all.iter();
        all.extend(watches.map(|backlink| watching::of_backlink(backlink, now)));
    }
    store.watch(all).await?;
    Ok(checks::start_watch(&store, &store.all::<Watch>().await?.all).await?)
}

/// All links that are watched, as plain objects.
///
/// # Errors
/// A JavaScript `Error` if they can't be read.
#[wasm_bindgen]
pub async fn watches() -> Result<JsValue, JsError> {
    let store = Store::open(|_| ()).await?;
    Ok(api::to_stored(&store.all::<Watch>().await?.all)?)
}
