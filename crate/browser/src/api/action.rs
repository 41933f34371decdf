//! The toolbar icon: its badge and its name.

use wasm_bindgen::prelude::*;

use super::object;
use serde_json::json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeText)]
    async fn set_badge_text(details: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeTextColor)]
    async fn set_badge_text_color(details: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeBackgroundColor)]
    async fn set_badge_background_color(details: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setTitle)]
    async fn set_title(details: &JsValue) -> Result<JsValue, JsValue>;
}

/// What the toolbar icon says of one tab.
pub struct Badge {
    /// A few characters.
    pub text: String,
    /// Behind the text, which is white: `#rrggbb`.
    pub colour: &'static str,
    /// The icon's name while the badge is there, for those who can't see it.
    pub title: String,
}

/// Puts a badge on the icon for one tab. The browser takes it off when the tab loads a new page.
pub async fn set_badge(tab: i32, badge: &Badge) {
    let with = |name: &str, value: &str| object(&json!({ "tabId": tab, name: value }));
    // A tab that is gone has no badge to set.
    let _ = set_badge_background_color(&with("color", badge.colour)).await;
    let _ = set_badge_text_color(&with("color", "#ffffff")).await;
    let _ = set_title(&with("title", &badge.title)).await;
    let _ = set_badge_text(&with("text", &badge.text)).await;
}

/// Takes the badge off the icon for one tab; its name becomes `title`.
pub async fn clear_badge(tab: i32, title: &str) {
    let with = |name: &str, value: &str| object(&json!({ "tabId": tab, name: value }));
    let _ = set_badge_text(&with("text", "")).await;
    let _ = set_title(&with("title", title)).await;
}

/// Puts a badge on the icon for all tabs that have none of their own; takes it off where its text is
/// empty.
pub async fn set_badge_of_all(badge: &Badge) {
    let with = |name: &str, value: &str| object(&json!({ name: value }));
    // An icon that the user has taken away has no badge to set.
    let _ = set_badge_background_color(&with("color", badge.colour)).await;
    let _ = set_badge_text_color(&with("color", "#ffffff")).await;
    let _ = set_title(&with("title", &badge.title)).await;
    let _ = set_badge_text(&with("text", &badge.text)).await;
}
