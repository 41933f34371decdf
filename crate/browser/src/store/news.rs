//! How pages of the extension notify each other that stored data has changed.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel's name.
const CHANNEL: &str = "linkglance-store";

/// What has changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Prospects.
    Prospects,
    /// Any of the other records.
    Records,
    /// Runs of checks.
    Checks,
    /// Links that are watched, and the runs that looked at them.
    Watches,
    /// What is known of the user's own sites.
    Sites,
    /// Everything: a backup was restored.
    Everything,
}

impl Part {
    const ALL: [Self; 6] = [
        Self::Prospects,
        Self::Records,
        Self::Checks,
        Self::Watches,
        Self::Sites,
        Self::Everything,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Prospects => "prospects",
            Self::Records => "records",
            Self::Checks => "checks",
            Self::Watches => "watches",
            Self::Sites => "sites",
            Self::Everything => "everything",
        }
    }
}

/// The channel. Where a browser has none, windows are not notified; what they write is
/// merged all the same.
#[derive(Clone)]
pub(super) struct News(Option<Rc<BroadcastChannel>>);

impl News {
    pub(super) fn new() -> Self {
        Self(BroadcastChannel::new(CHANNEL).ok().map(Rc::new))
    }

    /// Notifies the other pages.
    pub(super) fn tell(&self, part: Part) {
        if let Some(channel) = &self.0 {
            // A closed channel has no pages left to notify.
            let _ = channel.post_message(&part.name().into());
        }
    }

    /// Calls back when another page has reported a change.
    pub(super) fn listen(&self, callback: impl Fn(Part) + 'static) {
        let Some(channel) = &self.0 else {
            return;
        };
        let listener = move |event: &web_sys::Event| {
            let message = event.dyn_ref::<MessageEvent>();
            let name = message.and_then(|message| message.data().as_string());
            let part = |name| Part::ALL.into_iter().find(|part| part.name() == name);
            if let Some(part) = name.and_then(part) {
                callback(part);
            }
        };
        EventListener::new(channel, "message", listener).forget();
    }
}
