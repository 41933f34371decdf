//! Makes each browser's manifest from the one `manifest.json`.
//!
//! A key written `chrome:KEY` or `firefox:KEY`, at any depth, exists only in that browser's
//! manifest, as KEY. Where plain KEY is there too, arrays are appended, objects are merged, and
//! anything else is replaced. The version is the workspace's.

use std::fs;

use serde_json::{Map, Value, json};

use crate::error::{Context, Error, Result};
use crate::paths::{self, Browser};

/// What the extension may do, per browser. A permission that is not here fails the checks: it is
/// a promise to the users who install it, and to be changed on purpose only.
const COMMON_PERMISSIONS: [&str; 5] = [
    "activeTab",
    "alarms",
    "contextMenus",
    "scripting",
    "storage",
];
const CHROME_PERMISSIONS: [&str; 1] = ["sidePanel"];

/// The hosts that the user may grant from a click, in both browsers. At the installation none is asked for.
const OPTIONAL_HOSTS: [&str; 1] = ["*://*/*"];

/// Keys that would give the extension more than one click on its button gives it, or show pages
/// that it is there.
const FORBIDDEN: [&str; 5] = [
    "host_permissions",
    "content_scripts",
    "web_accessible_resources",
    "externally_connectable",
    "sandbox",
];

/// All that is asked for in either browser, in the order of `manifest.json`.
#[cfg(test)]
pub(crate) fn promised() -> Vec<&'static str> {
    [
        &COMMON_PERMISSIONS[..],
        &CHROME_PERMISSIONS[..],
        &OPTIONAL_HOSTS[..],
    ]
    .concat()
}

/// The manifest of one browser.
pub(crate) fn read(browser: Browser) -> Result<Value> {
    let file = paths::root().join("manifest.json");
    let text = fs::read_to_string(&file).context(|| format!("cannot read {}", file.display()))?;
    let source: Value =
        serde_json::from_str(&text).context(|| format!("cannot parse {}", file.display()))?;
    let mut manifest = resolve(&source, browser)?;
    let keys = manifest
        .as_object_mut()
        .ok_or_else(|| Error::new("manifest.json is not an object"))?;
    keys.insert("version".to_owned(), json!(env!("CARGO_PKG_VERSION")));
    Ok(manifest)
}

/// Takes the keys of one browser and leaves those of the others out.
fn resolve(value: &Value, browser: Browser) -> Result<Value> {
    match value {
        Value::Array(items) => items.iter().map(|item| resolve(item, browser)).collect(),
        Value::Object(keys) => resolve_keys(keys, browser).map(Value::Object),
        other => Ok(other.clone()),
    }
}

fn resolve_keys(keys: &Map<String, Value>, browser: Browser) -> Result<Map<String, Value>> {
    let mut plain = Map::new();
    let mut marked = Vec::new();
    for (key, value) in keys {
        match key.split_once(':') {
            None => {
                plain.insert(key.clone(), resolve(value, browser)?);
            }
            Some((name, key)) if name == browser.name() => {
                marked.push((key, resolve(value, browser)?));
            }
            Some((name, _)) if Browser::ALL.iter().any(|other| other.name() == name) => {}
            Some(_) => {
                return Err(Error::new(format!(
                    "manifest.json: {key:?} is marked for no browser we build for"
                )));
            }
        }
    }
    for (key, value) in marked {
        match plain.get_mut(key) {
            Some(there) => merge(there, value),
            None => drop(plain.insert(key.to_owned(), value)),
        }
    }
    Ok(plain)
}

fn merge(there: &mut Value, value: Value) {
    match (there, value) {
        (Value::Array(items), Value::Array(more)) => items.extend(more),
        (Value::Object(keys), Value::Object(more)) => {
            for (key, value) in more {
                match keys.get_mut(&key) {
                    Some(there) => merge(there, value),
                    None => drop(keys.insert(key, value)),
                }
            }
        }
        (there, value) => *there = value,
    }
}

/// Checks that a manifest asks for exactly what was promised.
pub(crate) fn check(manifest: &Value, browser: Browser) -> Result {
    check_permissions(manifest, browser)?;
    check_optional(manifest, browser.name())?;
    check_keys(manifest, browser.name())?;
    check_policy(manifest, browser.name())
}

fn check_permissions(manifest: &Value, browser: Browser) -> Result {
    let mut promised: Vec<&str> = COMMON_PERMISSIONS.to_vec();
    if browser == Browser::Chrome {
        promised.extend(CHROME_PERMISSIONS);
    }
    let permissions = manifest
        .get("permissions")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut asked: Vec<&str> = permissions.iter().filter_map(Value::as_str).collect();
    promised.sort_unstable();
    asked.sort_unstable();
    if asked == promised && asked.len() == permissions.len() {
        return Ok(());
    }
    Err(Error::new(format!(
        "the manifest for {} asks for {}, and was to ask for {}",
        browser.name(),
        asked.join(", "),
        promised.join(", ")
    )))
}

/// What the user may grant later is what was promised, and no permission but hosts.
fn check_optional(manifest: &Value, name: &str) -> Result {
    let hosts = manifest.get("optional_host_permissions");
    if hosts == Some(&json!(OPTIONAL_HOSTS)) && manifest.get("optional_permissions").is_none() {
        return Ok(());
    }
    Err(Error::new(format!(
        "the manifest for {name} has other optional permissions than was promised"
    )))
}

fn check_keys(manifest: &Value, name: &str) -> Result {
    match FORBIDDEN.iter().find(|key| manifest.get(key).is_some()) {
        Some(key) => Err(Error::new(format!(
            "the manifest for {name} has {key}, which we promise not to use"
        ))),
        None => Ok(()),
    }
}

/// The extension's pages may load no file from elsewhere and run no code but what ships. Requests of the
/// background worker may go anywhere on the web; its own policy is the manifest's, and each page
/// narrows it again (`check_page`).
fn check_policy(manifest: &Value, name: &str) -> Result {
    let policy = manifest
        .pointer("/content_security_policy/extension_pages")
        .and_then(Value::as_str);
    let policy = policy.ok_or_else(|| {
        Error::new(format!(
            "the manifest for {name} has no content_security_policy"
        ))
    })?;
    let mut directives = policy.split(';').map(str::trim);
    if directives.next() != Some("default-src 'none'") {
        return Err(Error::new(format!(
            "the policy for {name} must begin with default-src 'none'"
        )));
    }
    let allowed = |source: &str| matches!(source, "'none'" | "'self'" | "'wasm-unsafe-eval'" | "");
    let stranger = policy
        .split(';')
        .map(str::trim)
        .filter(|directive| *directive != WORKER_MAY_ASK)
        .flat_map(|directive| directive.split_whitespace().skip(1))
        .find(|s| !allowed(s));
    match stranger {
        Some(source) => Err(Error::new(format!(
            "the policy for {name} allows {source}, which we promise not to use"
        ))),
        None => Ok(()),
    }
}

/// What the manifest's policy lets the background worker ask for.
const WORKER_MAY_ASK: &str = "connect-src 'self' http: https:";

/// What each page's own policy leaves of that: no page that shows a stranger's words can send anything
/// anywhere.
pub(crate) const PAGES_MAY_ASK: &str =
    r#"<meta http-equiv="Content-Security-Policy" content="connect-src 'self'" />"#;

/// Checks that each page narrows the policy.
pub(crate) fn check_pages() -> Result {
    for file in paths::files(&paths::root().join("extension"))? {
        if file.extension().is_some_and(|kind| kind == "html") {
            let name = file.display().to_string();
            let html = fs::read_to_string(&file).context(|| format!("cannot read {name}"))?;
            check_page(&name, &html)?;
        }
    }
    Ok(())
}

/// Checks that a page narrows the policy before it names any file.
pub(crate) fn check_page(name: &str, html: &str) -> Result {
    let before = ["<script", "<link", "<body"]
        .iter()
        .filter_map(|tag| html.find(tag))
        .min();
    let narrowed = html.find(PAGES_MAY_ASK);
    if narrowed.is_some() && narrowed < before {
        return Ok(());
    }
    Err(Error::new(format!(
        "{name} does not narrow what it may ask for to the extension's own files"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    fn chrome(source: &Value) -> Value {
        resolve(source, Browser::Chrome).unwrap()
    }

    #[test]
    fn a_marked_key_is_only_in_its_browser() {
        let source = json!({ "name": "x", "chrome:side_panel": 1, "firefox:sidebar_action": 2 });
        assert_eq!(chrome(&source), json!({ "name": "x", "side_panel": 1 }));
        assert_eq!(
            resolve(&source, Browser::Firefox).unwrap(),
            json!({ "name": "x", "sidebar_action": 2 })
        );
    }

    #[test]
    fn arrays_are_appended() {
        let source = json!({ "permissions": ["a"], "chrome:permissions": ["b"] });
        assert_eq!(chrome(&source), json!({ "permissions": ["a", "b"] }));
    }

    #[test]
    fn a_marked_key_wins_wherever_it_stands() {
        let source = json!({ "chrome:a": 2, "a": 1, "firefox:a": 3 });
        assert_eq!(chrome(&source), json!({ "a": 2 }));
    }

    #[test]
    fn objects_are_merged_in_depth() {
        let source = json!({ "action": { "icons": [1], "title": "x" }, "chrome:action": { "icons": [2], "popup": "y" } });
        assert_eq!(
            chrome(&source),
            json!({ "action": { "icons": [1, 2], "title": "x", "popup": "y" } })
        );
    }

    #[test]
    fn keys_are_marked_at_any_depth() {
        let source = json!({ "background": { "type": "module", "chrome:service_worker": "b.js", "firefox:scripts": ["b.js"] } });
        assert_eq!(
            chrome(&source),
            json!({ "background": { "type": "module", "service_worker": "b.js" } })
        );
    }

    #[test]
    fn a_mark_for_an_unknown_browser_is_an_error() {
        let error = resolve(&json!({ "chrom:a": 1 }), Browser::Chrome).unwrap_err();
        assert!(error.to_string().contains("chrom:a"), "{error}");
    }

    #[test]
    fn our_manifests_ask_for_the_promised_permissions_and_no_other() {
        for browser in Browser::ALL {
            check_permissions(&read(browser).unwrap(), browser).unwrap();
        }
    }

    #[test]
    fn our_manifests_have_no_host_permissions_and_no_content_scripts() {
        for browser in Browser::ALL {
            check_keys(&read(browser).unwrap(), browser.name()).unwrap();
        }
    }

    #[test]
    fn our_manifests_policies_name_no_host() {
        for browser in Browser::ALL {
            check_policy(&read(browser).unwrap(), browser.name()).unwrap();
        }
    }

    #[test]
    fn our_pages_may_ask_for_nothing_but_their_own_files() {
        check_pages().unwrap();
        let late = format!("<script src=x></script>{PAGES_MAY_ASK}<body>");
        assert!(check_page("x", &late).is_err());
        assert!(check_page("x", "<head><body>").is_err());
    }

    #[test]
    fn an_optional_permission_that_was_not_promised_breaks_the_promise() {
        let mut manifest = read(Browser::Chrome).unwrap();
        manifest["optional_permissions"] = json!(["history"]);
        assert!(check(&manifest, Browser::Chrome).is_err());
        let mut manifest = read(Browser::Chrome).unwrap();
        manifest["optional_host_permissions"] = json!(["<all_urls>"]);
        assert!(check(&manifest, Browser::Chrome).is_err());
    }

    #[test]
    fn one_more_permission_breaks_the_promise() {
        let mut manifest = read(Browser::Firefox).unwrap();
        manifest["permissions"]
            .as_array_mut()
            .unwrap()
            .push(json!("tabs"));
        assert!(
            check(&manifest, Browser::Firefox)
                .unwrap_err()
                .to_string()
                .contains("tabs")
        );
    }

    #[test]
    fn host_permissions_break_the_promise() {
        let mut manifest = read(Browser::Chrome).unwrap();
        manifest["host_permissions"] = json!(["<all_urls>"]);
        assert!(check(&manifest, Browser::Chrome).is_err());
    }

    #[test]
    fn a_policy_with_a_host_breaks_the_promise() {
        let mut manifest = read(Browser::Chrome).unwrap();
        manifest["content_security_policy"]["extension_pages"] =
            json!("default-src 'none'; img-src https://cdn.example");
        assert!(check(&manifest, Browser::Chrome).is_err());
    }

    /// The rows of the tables in the README's section on privacy, as their cells.
    fn privacy_rows() -> Vec<Vec<String>> {
        let readme = fs::read_to_string(paths::root().join("README.md")).unwrap();
        let section = store::section(&readme, "Privacy and permissions").unwrap();
        let rows = section.lines().filter(|line| line.starts_with('|'));
        let cells = |line: &str| {
            let cells = line.trim_matches('|').split('|');
            cells.map(|cell| cell.trim().to_owned()).collect()
        };
        rows.map(cells).collect()
    }

    #[test]
    fn the_readme_lists_the_permissions_and_no_other() {
        let mut listed: Vec<String> = privacy_rows()
            .iter()
            .filter(|cells| cells.len() == 2)
            .filter_map(|cells| cells.first()?.split('`').nth(1).map(str::to_owned))
            .collect();
        let mut asked = promised();
        listed.sort_unstable();
        asked.sort_unstable();
        assert_eq!(listed, asked);
    }

    #[test]
    fn every_promise_of_the_readme_has_its_test() {
        let promises: Vec<_> = privacy_rows()
            .into_iter()
            .filter(|cells| cells.len() == 4)
            .skip(2) // the head and its line
            .collect();
        assert!(!promises.is_empty());
        for promise in promises {
            let file = promise[2].trim_matches('`');
            let text = fs::read_to_string(paths::root().join(file)).unwrap();
            let written = [
                format!("check(\"{}\"", promise[1]),
                format!("fn {}()", promise[1]),
            ];
            assert!(
                written.iter().any(|name| text.contains(name)),
                "{file} has no test {:?}",
                promise[1]
            );
            let made_it_fail = &promise[3];
            assert!(!made_it_fail.is_empty(), "{:?} never failed", promise[1]);
        }
    }
}
