//! Settings and profiles as one file: written whole, and read whole or not at all.

use linkglance_core::Site;
use serde::{Deserialize, Serialize};

use linkglance_browser::backup::cut_texts;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::settings::Settings;

/// What the file calls itself.
const KIND: &str = "settings";

/// The form of the file. Later forms may add keys under the same number.
const VERSION: u32 = 1;

/// The file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::options) struct Backup {
    linkglance: String,
    version: u32,
    pub(in crate::options) settings: Settings,
    pub(in crate::options) sites: Vec<Site>,
}

/// Why a file can't be imported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::options) enum Refusal {
    /// It is no file of ours.
    OtherFile,
    /// It is the dashboard's backup of everything.
    WholeBackup,
    /// A later build has written it.
    Newer,
    /// What the parser says, with the place.
    Damaged(String),
    /// A profile that can't be used: its place from 1, and why.
    Unusable(usize, String),
}

impl Backup {
    pub(in crate::options) fn new(settings: Settings, sites: Vec<Site>) -> Self {
        Self {
            linkglance: KIND.to_owned(),
            version: VERSION,
            settings,
            sites,
        }
    }

    /// The file's text.
    pub(in crate::options) fn write(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// Reads a file, with its profiles in canonical form. Gives also how many of its texts were too
    /// long, and are cut.
    pub(in crate::options) fn read(text: &str) -> Result<(Self, usize), Refusal> {
        #[derive(Deserialize)]
        struct Head {
            linkglance: Option<String>,
            version: Option<u32>,
            /// What the backup of everything calls itself.
            app: Option<String>,
        }
        let damaged = |error: serde_json::Error| Refusal::Damaged(error.to_string());
        let text = text.trim_start_matches('\u{feff}');
        let mut file: serde_json::Value = serde_json::from_str(text).map_err(damaged)?;
        let head: Head = serde_json::from_str(text).map_err(|_| Refusal::OtherFile)?;
        if head.app.is_some() {
            return Err(Refusal::WholeBackup);
        }
        if head.linkglance.as_deref() != Some(KIND) {
            return Err(Refusal::OtherFile);
        }
        if head.version.is_none_or(|version| version > VERSION) {
            return Err(Refusal::Newer);
        }
        let mut backup: Self = serde_json::from_str(text).map_err(damaged)?;
        let cut = cut_texts(&mut file);
        if cut > 0 {
            backup = serde_json::from_value(file).map_err(damaged)?;
        }
        let sites = backup.sites.drain(..).enumerate();
        let checked = sites.map(|(place, site)| {
            let checked = site.checked();
            checked.map_err(|error| Refusal::Unusable(place + 1, error.to_string()))
        });
        backup.sites = checked.collect::<Result<_, _>>()?;
        Ok((backup, cut))
    }
}

impl Refusal {
    /// In the user's words.
    pub(in crate::options) fn words(&self) -> String {
        match self {
            Self::OtherFile => t("import_other_file"),
            Self::WholeBackup => t("import_whole_backup"),
            Self::Newer => t("import_newer"),
            Self::Damaged(error) => t_with("import_damaged", &[error]),
            Self::Unusable(place, error) => t_with("import_unusable", &[&place.to_string(), error]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup() -> Backup {
        let settings = Settings {
            keep_backlinks: true,
            letter_keys: false,
            language: Some("ja".into()),
            ..Settings::default()
        };
        let site = Site {
            keywords: vec!["tea".into()],
            case_sensitive: true,
            ..Site::from_domain("acme.com").unwrap()
        };
        Backup::new(settings, vec![site])
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Backup::read(&backup().write().unwrap()), Ok((backup(), 0)));
    }

    #[test]
    fn keys_of_later_builds_are_no_error() {
        let text = backup().write().unwrap();
        let text = text.replacen('{', r#"{ "later": [1],"#, 1);
        assert_eq!(Backup::read(&text), Ok((backup(), 0)));
    }

    #[test]
    fn long_texts_are_cut() {
        let text = backup().write().unwrap();
        let (read, cut) = Backup::read(&text.replacen("tea", &"tea".repeat(1 << 18), 1)).unwrap();
        assert_eq!(cut, 1);
        assert!(read.sites[0].keywords[0].len() < 1_000);
    }

    #[test]
    fn the_backup_of_everything_is_known() {
        let whole = r#"{"app":"linkglance","format":2,"prospects":[]}"#;
        assert_eq!(Backup::read(whole), Err(Refusal::WholeBackup));
    }

    #[test]
    fn a_file_is_taken_whole_or_not_at_all() {
        let good = backup().write().unwrap();
        let with = |before: &str, after: &str| {
            assert!(good.contains(before), "{before}");
            Backup::read(&good.replacen(before, after, 1)).unwrap_err()
        };
        assert_eq!(with(r#""settings","#, r#""report","#), Refusal::OtherFile);
        assert_eq!(with(r#""version": 1"#, r#""version": 2"#), Refusal::Newer);
        assert!(matches!(with("acme.com", "acme"), Refusal::Unusable(1, _)));
        assert!(matches!(with("#0072b2", "blue"), Refusal::Damaged(_)));
        assert!(matches!(
            with(r#""keywords""#, r#""words""#),
            Refusal::Damaged(_)
        ));
        for (text, refusal) in [("[]", Refusal::OtherFile), ("{}", Refusal::OtherFile)] {
            assert_eq!(Backup::read(text), Err(refusal));
        }
        for cut in ["", "not JSON", good.get(..good.len() / 2).unwrap()] {
            assert!(
                matches!(Backup::read(cut), Err(Refusal::Damaged(_))),
                "{cut}"
            );
        }
    }
}
