//! Hosts that the user lets the extension read: asked for by a click, listed, taken back.

use std::future::Future;

use js_sys::Promise;
use linkglance_core::url::{Url, registrable_domain, without_www};
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{BrowserError, Event, from_object, listen, object};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    fn permissions_request(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = contains)]
    async fn permissions_contains(permissions: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = getAll)]
    async fn permissions_get_all() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = remove)]
    async fn permissions_remove(permissions: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "permissions"], js_name = onAdded)]
    static PERMISSIONS_ON_ADDED: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "permissions"], js_name = onRemoved)]
    static PERMISSIONS_ON_REMOVED: Event;
}

/// Every site there is.
pub const ALL_SITES: &str = "*://*/*";

/// Asks the user to let the extension read these hosts, and says whether they do; hosts that are
/// granted already are not asked for. The browser must be asked before anything is awaited, in the
/// handler of a click: it is asked by this call, not by awaiting what it gives.
pub fn request(origins: &[String]) -> impl Future<Output = Result<bool, BrowserError>> + use<> {
    let asked = permissions_request(&object(&json!({ "origins": origins })));
    async move { Ok(JsFuture::from(asked?).await?.is_truthy()) }
}

/// What is asked for so that a host may be read: with its subdomains, and without `www` in front, for
/// sites lead from the one to the other. Below a public suffix (`co.uk`, which a page can link to) are
/// other people's sites, and an address has no subdomains: of these the host alone.
pub fn origins_of(host: &str) -> Vec<String> {
    let bare = without_www(host);
    let mut origins = vec![format!("*://{bare}/*")];
    if registrable_domain(bare).is_some() {
        origins.push(format!("*://*.{bare}/*"));
    }
    origins
}

/// Whether the user lets the extension read an address.
pub async fn allow(url: &Url) -> Result<bool, BrowserError> {
    let Some(host) = url.host_str() else {
        return Ok(false);
    };
    contain(&format!("{}://{host}/*", url.scheme())).await
}

/// Whether the user lets the extension read every site.
pub async fn allow_all() -> Result<bool, BrowserError> {
    contain(ALL_SITES).await
}

async fn contain(origin: &str) -> Result<bool, BrowserError> {
    let asked = object(&json!({ "origins": [origin] }));
    Ok(permissions_contains(&asked).await?.is_truthy())
}

/// The origins that the user lets the extension read.
pub async fn all() -> Result<Vec<String>, BrowserError> {
    #[derive(Deserialize)]
    struct Permissions {
        #[serde(default)]
        origins: Vec<String>,
    }
    let all: Permissions = from_object(permissions_get_all().await?)?;
    Ok(all.origins)
}

/// Takes origins back.
pub async fn remove(origins: &[String]) -> Result<(), BrowserError> {
    permissions_remove(&object(&json!({ "origins": origins }))).await?;
    Ok(())
}

/// Calls back when the user has granted or taken back something, here or in the browser's own settings.
pub fn on_change(callback: impl Fn() + Clone + 'static) {
    for event in [&PERMISSIONS_ON_ADDED, &PERMISSIONS_ON_REMOVED] {
        let callback = callback.clone();
        let listener = Closure::<dyn Fn()>::new(callback);
        event.with(|event| listen(event, &listener.into_js_value()));
    }
}

#[cfg(test)]
mod tests {
    use super::origins_of;

    #[test]
    fn a_host_is_asked_for_with_and_without_www_an_address_and_a_suffix_alone() {
        let rows: &[(&str, &[&str])] = &[
            ("acme.com", &["*://acme.com/*", "*://*.acme.com/*"]),
            ("www.acme.com", &["*://acme.com/*", "*://*.acme.com/*"]),
            (
                "blog.acme.com",
                &["*://blog.acme.com/*", "*://*.blog.acme.com/*"],
            ),
            ("co.uk", &["*://co.uk/*"]),
            ("www.co.uk", &["*://www.co.uk/*", "*://*.www.co.uk/*"]),
            ("github.io", &["*://github.io/*"]),
            ("93.184.215.14", &["*://93.184.215.14/*"]),
            ("[2606:2800:220:1::1]", &["*://[2606:2800:220:1::1]/*"]),
        ];
        for (host, origins) in rows {
            assert_eq!(origins_of(host), *origins, "{host}");
        }
    }
}
