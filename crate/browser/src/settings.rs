//! What the user has set: the colours of marks, the language of the words, what is saved.

use linkglance_core::watch::Every;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use wasm_bindgen_futures::spawn_local;

use crate::api::{self, BrowserError};
use crate::storage;

/// Where the settings are saved.
const KEY: &str = "settings";

/// The form of the settings; a later form that older builds can't read gets a higher number.
pub const VERSION: u32 = 1;

/// The settings. What is missing has its default, so that older and newer builds can share them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The form they were written in.
    pub version: u32,
    /// The colours of marks on the page.
    pub colours: Colours,
    /// The folder in `_locales` with the words' language; the browser's language if `None`.
    pub language: Option<String>,
    /// Whether backlinks that are found are saved in the dashboard automatically.
    pub keep_backlinks: bool,
    /// How many days after a message the user wants to come back to it.
    pub follow_up_days: FollowUpDays,
    /// How often links that are watched are looked at without a click.
    pub watch_every: Every,
    /// How many of them a day at most.
    pub watch_a_day: WatchADay,
    /// Whether single keys work in the panel. Who speaks to the computer may have to switch them off
    /// (WCAG 2.1.4).
    pub letter_keys: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            colours: Colours::default(),
            language: None,
            keep_backlinks: false,
            follow_up_days: FollowUpDays::default(),
            watch_every: Every::default(),
            watch_a_day: WatchADay::default(),
            letter_keys: true,
        }
    }
}

impl Settings {
    /// The saved settings, or the defaults where there are none.
    pub async fn load() -> Result<Self, BrowserError> {
        Ok(storage::load(KEY).await?.unwrap_or_default())
    }

    /// Saves the settings.
    pub async fn save(&self) -> Result<(), BrowserError> {
        storage::save(KEY, self).await.map(drop)
    }
}

/// Calls back with the settings when they were changed, by whichever page.
pub fn on_change(callback: impl Fn(Settings) + Clone + 'static) {
    api::on_stored(move |keys| {
        if keys.iter().any(|key| key == KEY) {
            let callback = callback.clone();
            spawn_local(async move {
                if let Ok(settings) = Settings::load().await {
                    callback(settings);
                }
            });
        }
    });
}

/// A number of days between a message and coming back to it: one to [`FollowUpDays::MOST`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "u32")]
pub struct FollowUpDays(u32);

impl FollowUpDays {
    /// The most: a year. Later than that is no follow-up.
    pub const MOST: u32 = 365;

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for FollowUpDays {
    /// The design's: a working week.
    fn default() -> Self {
        Self(5)
    }
}

impl From<u32> for FollowUpDays {
    fn from(days: u32) -> Self {
        Self(days.clamp(1, Self::MOST))
    }
}

/// How many pages a day are looked at without a click: one to [`WatchADay::MOST`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "u32")]
pub struct WatchADay(u32);

impl WatchADay {
    /// The most: what is asked for politely in some minutes.
    pub const MOST: u32 = 500;

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for WatchADay {
    /// A few minutes' work for the browser.
    fn default() -> Self {
        Self(50)
    }
}

impl From<u32> for WatchADay {
    fn from(pages: u32) -> Self {
        Self(pages.clamp(1, Self::MOST))
    }
}

/// The colours of marks on the page, one for each thing that is marked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Colours {
    /// Links that are followed.
    pub followed: Colour,
    /// Links with rel=nofollow, or not followed for another reason.
    pub nofollow: Colour,
    /// Links with rel=sponsored.
    pub sponsored: Colour,
    /// Links with rel=ugc.
    pub ugc: Colour,
    /// Links to the user's own sites.
    pub mine: Colour,
    /// Names of the user's sites in the text.
    pub mention: Colour,
}

impl Default for Colours {
    /// After the palette of Okabe and Ito, which users with any kind of colour blindness can tell
    /// apart; made to show at 3 : 1 on a light page and on a dark one.
    fn default() -> Self {
        Self {
            followed: Colour([0x00, 0x9e, 0x73]),
            nofollow: Colour([0xd5, 0x5e, 0x00]),
            sponsored: Colour([0xc2, 0x56, 0x9b]),
            ugc: Colour([0x00, 0x72, 0xb2]),
            mine: Colour([0x8a, 0x4f, 0xff]),
            mention: Colour([0xf0, 0xe4, 0x42]),
        }
    }
}

/// A colour: red, green and blue. Written `#rrggbb`, as style sheets and colour fields do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

/// Something that is not written `#rrggbb`.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("\"{0}\" is not a colour like #0072b2")]
pub struct NotAColour(String);

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let value = digits
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match value {
            Some(value) => {
                let [_, red, green, blue] = value.to_be_bytes();
                Ok(Self([red, green, blue]))
            }
            None => Err(NotAColour(text)),
        }
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        let [red, green, blue] = colour.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        for text in ["#0072b2", "#ffffff", "#000000"] {
            let colour = Colour::try_from(text.to_owned()).unwrap();
            assert_eq!(String::from(colour), text);
        }
        for text in [
            "",
            "#fff",
            "0072b2",
            "#0072bg",
            "#+072b2",
            "#0072b2ff",
            "red; x",
        ] {
            assert!(Colour::try_from(text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn settings_of_other_builds_are_read() {
        let older: Settings = serde_json::from_str("{}").unwrap();
        assert_eq!(older, Settings::default());
        let newer = r##"{ "version": 1, "later": 1, "colours": { "mine": "#123456" } }"##;
        let newer: Settings = serde_json::from_str(newer).unwrap();
        assert_eq!(String::from(newer.colours.mine), "#123456");
        assert_eq!(newer.colours.mention, Colours::default().mention);
        for (written, days) in [(0, 1), (7, 7), (9_000, 365)] {
            let settings = format!(r#"{{ "followUpDays": {written} }}"#);
            let settings: Settings = serde_json::from_str(&settings).unwrap();
            assert_eq!(settings.follow_up_days.get(), days);
        }
    }
}
