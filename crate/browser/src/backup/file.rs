//! The form of a backup's file, and everything that must hold of one before anything is changed.

use std::collections::{BTreeMap, BTreeSet};

use js_sys::{JSON, Object, Reflect};
use linkglance_core::prospect::{self, Millis, Prospect};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;
use wasm_bindgen::JsValue;

use super::cut::{MAX_ID_BYTES, cut_texts};
use super::{Backup, SavedProfile};
use crate::api::{self, BrowserError, object_of};
use crate::settings::{self, Settings};
use crate::store::{
    BACKLINKS, CompetitorLink, KEPT, KeptAgreement, KeptCheck, KeptContact, KeptFigures,
    KeptReport, KeptText, KnownBacklink, Look, PROSPECTS, ProspectRow, Record, Snapshot, Watch,
};

/// Version of the file's form: 2 has the links that are watched, 3 what is known of people and domains.
const FORMAT: u32 = 3;
/// What the file says it is.
const APP: &str = "linkglance";
/// How much of a wrong id is shown, in characters.
const SHOWN_CHARS: usize = 200;
/// The field of what could not be read.
const DAMAGED: &str = "damaged";

/// Why a file is no backup that can be restored.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum NoBackup {
    /// It is no JSON of the form a backup has.
    #[error("{0}")]
    Form(String),
    /// A newer Linkglance wrote it.
    #[error("format {0}")]
    Newer(u32),
    /// Two records have one id, or one has none, or one that is too long.
    #[error("{0}")]
    Ids(String),
    /// A site profile can't be used: its place from 1, and why.
    #[error("profile {0}: {1}")]
    Profile(usize, String),
    /// It holds profiles and settings only, as the settings write it.
    #[error("settings")]
    Settings,
}

type Result<T> = std::result::Result<T, NoBackup>;

/// The file's content, with all that must hold of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Content {
    app: String,
    format: u32,
    #[serde(default, rename = "made")]
    _made: Millis,
    settings: Settings,
    profiles: Vec<SavedProfile>,
    prospects: Vec<Prospect>,
    reports: Vec<KeptReport>,
    backlinks: Vec<KnownBacklink>,
    agreements: Vec<KeptAgreement>,
    checks: Vec<KeptCheck>,
    templates: Vec<KeptText>,
    #[serde(default)]
    watches: Vec<Watch>,
    #[serde(default)]
    looks: Vec<Look>,
    #[serde(default)]
    contacts: Vec<KeptContact>,
    #[serde(default)]
    figures: Vec<KeptFigures>,
    #[serde(default)]
    competitor_links: Vec<CompetitorLink>,
    /// What could not be read when the file was written, by store.
    #[serde(default)]
    damaged: BTreeMap<String, Vec<Damaged>>,
}

/// A record that can't be read: its key is all that is known of it.
#[derive(Deserialize)]
struct Damaged {
    id: String,
}

/// What is known of a file that may be restored.
struct Checked {
    settings: Settings,
    profiles: Vec<SavedProfile>,
    /// The rows of its prospects, each an id and a line.
    rows: Vec<(String, String)>,
    /// The file with its long texts cut, if there were any.
    shorter: Option<String>,
    /// How many texts were cut.
    cut: usize,
}

impl Backup {
    /// Reads a file, and checks all of it. Gives also how many of its texts were too long, and are
    /// cut.
    pub fn read(text: &str) -> Result<(Self, usize)> {
        // Some editors leave a byte order mark at the beginning.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let checked = check(text)?;
        let stores = JSON::parse(checked.shorter.as_deref().unwrap_or(text))
            .map_err(|error| NoBackup::Form(BrowserError::from(error).to_string()))?;
        let damaged = Reflect::get(&stores, &DAMAGED.into()).unwrap_or_default();
        let rows = checked.rows.into_iter();
        let records = Snapshot {
            stores,
            damaged,
            rows: rows.map(|(id, line)| (id.into(), line.into())).collect(),
        };
        let backup = Self {
            records,
            settings: Some(checked.settings),
            profiles: Some(checked.profiles),
        };
        Ok((backup, checked.cut))
    }

    /// The file.
    pub fn to_text(&self, now: Millis) -> std::result::Result<String, BrowserError> {
        // Exact: a double holds milliseconds for another 280,000 years.
        #[allow(clippy::cast_precision_loss)]
        let made = now as f64;
        let mut head = vec![
            ("app", APP.into()),
            ("format", FORMAT.into()),
            ("made", made.into()),
        ];
        if let Some(settings) = &self.settings {
            head.push(("settings", api::to_stored(settings)?));
        }
        if let Some(profiles) = &self.profiles {
            head.push(("profiles", api::to_stored(profiles)?));
        }
        let file = Object::assign(
            &object_of(&head).into(),
            &self.records.stores.clone().into(),
        );
        if Object::keys(&self.records.damaged.clone().into()).length() > 0 {
            Reflect::set(&file, &DAMAGED.into(), &self.records.damaged)?;
        }
        let text = JSON::stringify_with_replacer_and_space(&file, &JsValue::NULL, &1.into())?;
        Ok(text.into())
    }
}

/// Checks a file, and once more what is left of it where long texts are cut.
fn check(text: &str) -> Result<Checked> {
    let content = content(text)?;
    let mut file: Value = serde_json::from_str(text)?;
    let cut = cut_texts(&mut file);
    if cut == 0 {
        return checked(content, None, 0);
    }
    let shorter = file.to_string();
    let content = serde_json::from_str(&shorter)?;
    checked(content, Some(shorter), cut)
}

impl From<serde_json::Error> for NoBackup {
    fn from(error: serde_json::Error) -> Self {
        Self::Form(error.to_string())
    }
}

fn content(text: &str) -> Result<Content> {
    #[derive(Deserialize)]
    struct Head {
        app: Option<String>,
        format: Option<u32>,
        /// What the settings' own file calls itself.
        linkglance: Option<String>,
    }
    let head: Head = serde_json::from_str(text)?;
    if head.linkglance.is_some() {
        return Err(NoBackup::Settings);
    }
    if head.app.as_deref() != Some(APP) {
        return Err(NoBackup::Form(format!("app is {:?}", head.app)));
    }
    if let Some(newer) = head.format.filter(|format| *format > FORMAT) {
        return Err(NoBackup::Newer(newer));
    }
    let content: Content = serde_json::from_str(text)?;
    debug_assert!(content.app == APP && content.format <= FORMAT);
    Ok(content)
}

fn checked(content: Content, shorter: Option<String>, cut: usize) -> Result<Checked> {
    let newest = content.prospects.iter().map(|prospect| prospect.version);
    if let Some(version) = newest.max().filter(|version| *version > prospect::VERSION) {
        return Err(NoBackup::Newer(version));
    }
    if content.settings.version > settings::VERSION {
        return Err(NoBackup::Newer(content.settings.version));
    }
    check_ids(&content)?;
    let rows = rows(&content);
    Ok(Checked {
        settings: content.settings,
        profiles: profiles(content.profiles)?,
        rows,
        shorter,
        cut,
    })
}

/// The profiles in canonical form.
fn profiles(profiles: Vec<SavedProfile>) -> Result<Vec<SavedProfile>> {
    let checked = profiles.into_iter().enumerate().map(|(place, profile)| {
        let site = profile.site.checked();
        let site = site.map_err(|error| NoBackup::Profile(place + 1, error.to_string()))?;
        Ok(SavedProfile { site, ..profile })
    });
    checked.collect()
}

fn check_ids(content: &Content) -> Result<()> {
    let other = content
        .damaged
        .keys()
        .find(|store| !KEPT.contains(&store.as_str()));
    if let Some(other) = other {
        return Err(NoBackup::Form(format!("{DAMAGED}: {other:?}")));
    }
    let ids: [(&str, Vec<&String>); 11] = [
        (PROSPECTS, content.prospects.iter().map(|r| &r.id).collect()),
        (
            KeptReport::STORE,
            content.reports.iter().map(|r| &r.id).collect(),
        ),
        (BACKLINKS, content.backlinks.iter().map(|r| &r.id).collect()),
        (
            KeptAgreement::STORE,
            content.agreements.iter().map(|r| &r.id).collect(),
        ),
        (
            KeptCheck::STORE,
            content.checks.iter().map(|r| &r.id).collect(),
        ),
        (
            KeptText::STORE,
            content.templates.iter().map(|r| &r.id).collect(),
        ),
        (
            Watch::STORE,
            content.watches.iter().map(|r| &r.id).collect(),
        ),
        (Look::STORE, content.looks.iter().map(|r| &r.id).collect()),
        (
            KeptContact::STORE,
            content.contacts.iter().map(|r| &r.id).collect(),
        ),
        (
            KeptFigures::STORE,
            content.figures.iter().map(|r| &r.id).collect(),
        ),
        (
            CompetitorLink::STORE,
            content.competitor_links.iter().map(|r| &r.id).collect(),
        ),
    ];
    for (store, ids) in ids {
        one_each(store, ids.into_iter().chain(damaged(content, store)))?;
    }
    Ok(())
}

fn damaged<'a>(content: &'a Content, store: &str) -> impl Iterator<Item = &'a String> + use<'a> {
    let records = content.damaged.get(store).into_iter().flatten();
    records.map(|record| &record.id)
}

fn one_each<'a>(store: &str, ids: impl Iterator<Item = &'a String>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if id.is_empty() || id.len() > MAX_ID_BYTES || !seen.insert(id) {
            let shown: String = id.chars().take(SHOWN_CHARS).collect();
            return Err(NoBackup::Ids(format!("{store}: {shown:?}")));
        }
    }
    Ok(())
}

/// The row of a prospect that can't be read is as unreadable: the list counts it.
fn rows(content: &Content) -> Vec<(String, String)> {
    let rows = content.prospects.iter();
    let rows = rows.map(|prospect| (prospect.id.clone(), ProspectRow::of(prospect).to_line()));
    let torn = damaged(content, PROSPECTS).map(|id| (id.clone(), String::new()));
    rows.chain(torn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(text: &str) -> Result<Vec<(String, String)>> {
        check(text).map(|checked| checked.rows)
    }

    fn file(prospects: &str, rest: &str) -> String {
        format!(
            r#"{{"app":"linkglance","format":1,"made":5,"settings":{{}},"profiles":[],"prospects":[{prospects}],"reports":[],
                "backlinks":[],"agreements":[],"checks":[{rest}],"templates":[]}}"#
        )
    }

    const PROSPECT: &str = r#"{"version":1,"id":"a","site":"Acme","page":{"url":"https://a.example/"},"kept":1,"updated":1}"#;

    #[test]
    fn a_whole_file_passes() {
        let rows = rows_of(&file(
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
            assert!(rows_of(&text).is_err(), "{text}");
        }
    }

    /// A file with these profiles.
    fn with_profiles(profiles: &str) -> String {
        let head = format!("\"settings\":{{\"language\":\"ja\"}},\"profiles\":[{profiles}]");
        file(PROSPECT, "").replace("\"settings\":{},\"profiles\":[]", &head)
    }

    #[test]
    fn profiles_and_settings_are_checked_with_the_rest() {
        let good = r#"{"site":{"name":"Acme","domains":["https://www.acme.com/tea"]}}"#;
        let checked = check(&with_profiles(good)).unwrap();
        assert_eq!(checked.profiles[0].site.domains, ["acme.com"]);
        assert_eq!(checked.settings.language.as_deref(), Some("ja"));
        let unusable = r#"{"site":{"name":"","domains":["acme.com"]}}"#;
        let refused = check(&with_profiles(&format!("{good},{unusable}")));
        assert!(matches!(refused.err(), Some(NoBackup::Profile(2, _))));
        for missing in ["\"settings\":{},", "\"profiles\":[],"] {
            let without = file(PROSPECT, "").replace(missing, "");
            assert!(check(&without).is_err(), "{missing}");
        }
    }

    #[test]
    fn the_settings_own_file_is_known() {
        let settings = r#"{"linkglance":"settings","version":1,"settings":{},"sites":[]}"#;
        assert_eq!(check(settings).err(), Some(NoBackup::Settings));
    }

    #[test]
    fn long_texts_are_cut_and_long_ids_refused() {
        let long = "x".repeat(1 << 20);
        let page = format!(r#""page":{{"title":"{long}","url""#);
        let checked = check(&file(&PROSPECT.replace(r#""page":{"url""#, &page), "")).unwrap();
        assert_eq!((checked.cut, checked.rows.len()), (1, 1));
        assert!(checked.rows[0].1.len() < 1_000 && checked.shorter.unwrap().len() < 1_000);
        let id = PROSPECT.replace(r#""id":"a""#, &format!(r#""id":"{long}""#));
        let refused = check(&file(&id, "")).err().unwrap();
        assert!(matches!(refused, NoBackup::Ids(_)) && refused.to_string().len() < 300);
    }

    #[test]
    fn what_could_not_be_read_comes_back_with_the_rest() {
        let with = |damaged: &str| {
            let damaged = format!("\"templates\":[],\"damaged\":{damaged}");
            file(PROSPECT, "").replace("\"templates\":[]", &damaged)
        };
        let rows = rows_of(&with(
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
            assert!(rows_of(&with(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_file_of_a_newer_version_says_so() {
        let newer = file("", "").replace("\"format\":1", "\"format\":4,\"new\":1");
        assert_eq!(rows_of(&newer).err(), Some(NoBackup::Newer(4)));
        let newer = file(&PROSPECT.replace("\"version\":1", "\"version\":9"), "");
        assert_eq!(rows_of(&newer).err(), Some(NoBackup::Newer(9)));
    }
}
